import type { Browser, Page } from 'playwright-core'
import { DEFAULT_DEFINITION, type Definition } from '../../../src/ltv/definition.ts'
import { definitionLine } from '../../../src/ui/words/definition-line.ts'
import { WEEKS_RULE_WORDS } from '../../../src/ui/words/weeks-rules.ts'
import { builtApp } from '../../browser/support/built-app.ts'
import { findBrowser, launch } from '../../browser/support/find-browser.ts'
import { serveFolder } from '../../browser/support/static-server.ts'

/** A limit for what hangs: two servers and a browser may share their machine with much else. */
const PATIENCE_MS = 170_000

/** The built page on a plain host, in a real browser: what it shows, in words, as a reader sees it. */
export interface WarehousePages {
  /** Opens the page in a fresh profile, wide and tall enough for all columns and some thirty rows. */
  open(): Promise<Page>
  close(): Promise<void>
}

export async function warehousePages(): Promise<WarehousePages> {
  const [folder, found] = await Promise.all([builtApp(), findBrowser()])
  const server = await serveFolder(folder, '/deep/er/')
  const browser: Browser = await launch(found)
  return {
    open: async () => {
      const context = await browser.newContext({ viewport: { width: 2_600, height: 1_800 }, locale: 'en-US', colorScheme: 'light' })
      const page = await context.newPage()
      page.setDefaultTimeout(PATIENCE_MS)
      await page.goto(`${server.address}warehouse.html`)
      return page
    },
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}

export interface SignIn {
  readonly url: string
  readonly user: string
  readonly password: string
}

/** Fills in the form and presses Connect. */
export async function signIn(page: Page, { url, user, password }: SignIn, table = ''): Promise<void> {
  await page.getByLabel('Server').fill(url)
  await page.getByLabel('User').fill(user)
  await page.getByLabel('Password').fill(password)
  await page.getByLabel('Table').fill(table)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
}

/** From the form to the result of a table in the database “default”. */
export async function showResult(page: Page, server: SignIn, table: string): Promise<void> {
  await signIn(page, server, table)
  await page.getByRole('button', { name: 'Show the best customers' }).click()
  await settled(page, DEFAULT_DEFINITION)
}

/** Waits until the figures of a definition are on the screen. What is there in their place is told when they do not come: a refusal, or what is being asked. */
async function settled(page: Page, definition: Definition): Promise<void> {
  const figures = page.locator('main').getByText(definitionLine(definition))
  const refused = page.locator('main').getByRole('alert')
  await figures
    .or(refused)
    .first()
    .waitFor({ timeout: PATIENCE_MS })
    .catch(async (reason: unknown) => {
      throw new Error(`No figures in ${PATIENCE_MS / 1_000} s; the page says: ${await page.locator('main').textContent()}`, {
        cause: reason,
      })
    })
  if ((await figures.count()) === 0) throw new Error(`No figures; the page says: ${await refused.first().textContent()}`)
  await page.locator('main [aria-busy="true"]').waitFor({ state: 'detached' })
}

/** Chooses weeks rule and week start as a reader does, in the sheet. */
export async function define(page: Page, definition: Definition): Promise<void> {
  await page.getByRole('button', { name: 'Change definition' }).click()
  const sheet = page.getByRole('dialog', { name: 'Definition' })
  await sheet.getByRole('radio', { name: WEEKS_RULE_WORDS[definition.weeksRule].name }).check()
  await sheet.getByRole('radio', { name: definition.weekStart === 'sunday' ? 'Sunday' : 'Monday' }).check()
  for (const [label, value] of [
    ['Lifespan in years', String(definition.lifespanYears)],
    ['Gross margin in %', String(Math.round(definition.margin * 1e6) / 1e4)],
  ] as const) {
    await sheet.getByLabel(label).fill(value)
    await sheet.getByLabel(label).blur()
  }
  await sheet.getByLabel('From', { exact: true }).fill(dayText(definition.windowStart))
  await sheet.getByLabel('To', { exact: true }).fill(dayText(definition.windowEnd === null ? null : definition.windowEnd - 1))
  await sheet.getByLabel('Currency', { exact: true }).selectOption(definition.currency ?? '')
  await sheet.getByRole('button', { name: 'Done' }).click()
  await settled(page, definition)
}

function dayText(time: number | null): string {
  return time === null ? '' : new Date(time).toISOString().slice(0, 10)
}

/** Every row of the table by column heading, with amounts in full where the cell shortens them. */
export async function rowsInFull(page: Page): Promise<readonly Record<string, string>[]> {
  return page.getByRole('grid').evaluate(grid => {
    const headings = [...grid.querySelectorAll('thead th')].map(heading => (heading.textContent ?? '').replace(/ [↓↑]$/, ''))
    const inFull = (cell: Element): string => (cell.querySelector('[title]')?.getAttribute('title') ?? cell.textContent ?? '').trim()
    return [...grid.querySelectorAll('tbody tr')].map(row =>
      Object.fromEntries([...row.querySelectorAll('td')].map((cell, index) => [headings[index] ?? '', inFull(cell)])),
    )
  })
}

/** The figures above the table, by name, in full. */
export async function factsInFull(page: Page): Promise<Record<string, string>> {
  return page
    .locator('main dl')
    .first()
    .evaluate(list =>
      Object.fromEntries(
        [...list.querySelectorAll('dd')].map(value => [
          (value.parentElement?.querySelector('dt button')?.textContent ?? '').trim(),
          value.getAttribute('title') ?? value.textContent ?? '',
        ]),
      ),
    )
}

/** The table of weeks in a part of the page: what each cell says. */
export async function weeksTold(page: Page, within: string): Promise<readonly (readonly string[])[]> {
  const part = page.locator(within)
  const asTable = part.getByRole('button', { name: 'Show as table' })
  if ((await asTable.count()) > 0) await asTable.click()
  const table = part.getByRole('table', { name: /^Table of spend per week/ })
  await table.waitFor()
  return table.evaluate(element =>
    [...element.querySelectorAll('tbody tr')].map(row =>
      [...row.children].map(cell => (cell.textContent ?? '').trim().replace(/\s+/g, ' ')),
    ),
  )
}
