import type { Page } from 'playwright-core'

/** Opens the sample shop as a reader does, and waits for the ranking. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try with a sample shop' }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).waitFor()
}
