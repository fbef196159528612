import type { Page } from 'playwright-core'

/** The rows of the ranking that are on the screen, by column heading. Amber words beside a customer are left out of the cell. */
export async function tableRows(page: Page): Promise<readonly Record<string, string>[]> {
  return page.getByRole('grid').evaluate(grid => {
    const textOf = (cell: Element): string => (cell.querySelector('[title]')?.textContent ?? cell.textContent ?? '').trim()
    const headings = [...grid.querySelectorAll('thead th')].map(heading => (heading.textContent ?? '').replace(/ [↓↑]$/, ''))
    return [...grid.querySelectorAll('tbody tr')].map(row =>
      Object.fromEntries([...row.querySelectorAll('td')].map((cell, index) => [headings[index] ?? '', textOf(cell)])),
    )
  })
}

/** Opens a sample shop of this size as a reader does, and waits for the ranking. */
export async function openSampleShop(page: Page, size?: { readonly customers: number; readonly events: number }): Promise<void> {
  if (size !== undefined) {
    await page.getByRole('textbox', { name: 'Customers' }).fill(String(size.customers))
    await page.getByRole('textbox', { name: 'Events' }).fill(String(size.events))
  }
  await page.getByRole('button', { name: 'Try with a sample shop' }).click()
  await page.getByRole('grid').waitFor({ timeout: 240_000 })
}

/** Saves the shown rows through the export sheet; the format is found by its label and description. Returns where the file lies. */
export async function saveAs(page: Page, format: RegExp): Promise<string> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Export' })
  await sheet.getByRole('radio', { name: format }).check()
  const [download] = await Promise.all([page.waitForEvent('download'), sheet.getByRole('button', { name: /^Save/ }).click()])
  return download.path()
}
