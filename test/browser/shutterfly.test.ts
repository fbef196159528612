import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { saveAs, tableRows } from './support/result.ts'

/** Event files that other people wrote for the same task, with figures worked out by an independent program. */
const FOLDER = resolve(import.meta.dirname, '../../../shared/data/shutterfly')
const EXPECTED = join(FOLDER, 'expected.json')

/** customer_id, LTV to 6 decimals, revenue, visits, weeks. */
type ExpectedRow = readonly [string, number, number, number, number]
interface Expected {
  readonly read: number
  readonly accepted: number
  readonly rejected: Record<string, number>
  readonly customers: number
  readonly weeks: number
  readonly dataset: readonly ExpectedRow[]
  readonly customer: readonly ExpectedRow[]
}
interface Exported {
  readonly data: Omit<Expected, 'dataset' | 'customer'>
  readonly customers: readonly {
    readonly customer_id: string
    readonly ltv: number
    readonly spend: number
    readonly visits: number
    readonly weeks: number
  }[]
}

const expectations: Record<string, Expected> = existsSync(EXPECTED) ? JSON.parse(readFileSync(EXPECTED, 'utf8')) : {}
const app = appInBrowser()

describe.skipIf(!existsSync(EXPECTED))('files that other people wrote for the same task, dropped on the page one after the other', () => {
  test('give the figures that are expected of each', { timeout: 300_000 }, async () => {
    expect(Object.keys(expectations).length).toBeGreaterThanOrEqual(30)
    const page = await app.open()
    for (const [path, expected] of Object.entries(expectations)) {
      await page.evaluate(() => {
        location.hash = ''
      })
      await dropFiles(page, [join(FOLDER, path)])
      const rejected = Object.values(expected.rejected).reduce((sum, count) => sum + count, 0)
      const counts = `${expected.read.toLocaleString('en-US')} events · ${rejected} rejected`
      await page.getByRole('button', { name: `${basename(path)} ${counts}`, exact: true }).waitFor()
      await compare(page, path, expected, 'dataset', 'spend per week ×')

      // A link with another definition, opened in the same page.
      await page.evaluate(() => {
        location.hash = '#weeks=customer'
      })
      await compare(page, path, expected, 'customer', 'spend per week of the customer ×')
    }
  })
})

async function compare(page: Page, path: string, expected: Expected, rule: 'dataset' | 'customer', definition: string): Promise<void> {
  const top = expected[rule]
  const what = `${path} by ${rule}`
  await page.getByText(definition).waitFor()
  const shown = (await tableRows(page)).map(row => [row['Customer'], row['LTV'], row['Spend'], row['Visits'], row['Weeks']])
  // A column has cents where all of its amounts are small.
  const written = (column: number, amount: number): string => {
    const digits = shown.some(row => row[column]?.includes('.')) ? 2 : 0
    const size = Math.abs(Number(amount.toFixed(digits)))
    return `${amount < 0 ? '−' : ''}$${size.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`
  }
  expect
    .soft(shown, what)
    .toEqual(top.map(([id, ltv, spend, visits, weeks]) => [id, written(1, ltv), written(2, spend), String(visits), String(weeks)]))

  const saved = await saveAs(page, /^JSON One document/)
  const { data, customers } = JSON.parse(await readFile(saved, 'utf8')) as Exported
  const { read, accepted, rejected, weeks } = expected
  expect.soft(data, what).toMatchObject({ read, accepted, rejected, customers: expected.customers, weeks })
  expect.soft(Object.keys(data.rejected), what).toHaveLength(Object.keys(rejected).length)
  expect
    .soft(
      customers.map(row => [row.customer_id, Number(row.ltv.toFixed(6)), row.spend, row.visits, row.weeks]),
      what,
    )
    .toEqual(top)
}
