import { readFile } from 'node:fs/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Download, Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findings } from './support/accessibility.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { TWO_WEEKS } from './support/events.ts'
import { saveAs } from './support/result.ts'
import { openSample } from './support/sample.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()

async function openSql(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('listitem').getByRole('button', { name: 'The same as SQL', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'The same as SQL' })
  await sheet.waitFor()
  return sheet
}

async function download(page: Page, button: Locator): Promise<Download> {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()])
  return file
}

test('what is saved for DuckDB and run over the downloaded sample gives the ten customers of the page, with their LTVs, and leaves out as many lines', async () => {
  const page = await app.open({ fragment: '#weeks=active&start=monday' })
  const sample = await download(page, page.getByRole('button', { name: 'Download this file' }))
  const samplePath = await sample.path()
  await openSample(page)
  const shown: unknown = JSON.parse(await readFile(await saveAs(page, /One document/), 'utf8'))
  await page.getByRole('dialog', { name: 'Export' }).waitFor({ state: 'hidden' })

  const sheet = await openSql(page)
  const texts: string[] = []
  for (const title of ['Save Tables', 'Save Load: from events as they came to the tables', 'Save Query: the top 10']) {
    const file = await download(page, sheet.getByRole('button', { name: title, exact: true }))
    texts.push(await readFile(await file.path(), 'utf8'))
  }
  await sheet.getByRole('status').getByText('Saved worthwhile-top-10-duckdb.sql.').waitFor()
  const all = await download(page, sheet.getByRole('button', { name: 'Save all as one file' }))
  expect(all.suggestedFilename()).toBe('worthwhile-all-duckdb.sql')
  expect(await readFile(await all.path(), 'utf8')).toContain(texts.join('\n'))

  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const [tables = '', load = '', query = ''] = texts
  await connection.run(tables)
  const counted = await connection.runAndReadAll(load.replace('events.ndjson', samplePath))
  expect(counted.columnNames().length).toBeGreaterThan(0)
  const [left] = (
    await connection.runAndReadAll('SELECT count(*) FILTER (WHERE NOT accepted) AS left_out FROM file_events')
  ).getRowObjectsJS()
  const rows = (await connection.runAndReadAll(query)).getRowObjectsJS()
  connection.closeSync()
  instance.closeSync()

  const { data, customers } = shown as {
    data: { rejected: Record<string, number> }
    customers: { customer_id: string; ltv: number; visits: number }[]
  } // written by our own export
  expect(customers).toHaveLength(10)
  expect(rows.map(row => [row['customer_id'], Number(row['ltv']), Number(row['visits'])])).toEqual(
    customers.map(({ customer_id, ltv, visits }) => [customer_id, ltv, visits]),
  )
  expect(Number(left?.['left_out'])).toBe(Object.values(data.rejected).reduce((sum, each) => sum + each, 0))
})

test('a text is copied as it stands, in the dialect that was chosen, which says whether anyone ran it', async () => {
  const page = await app.open({ fragment: '#x=1', permissions: ['clipboard-read', 'clipboard-write'] })
  await dropFiles(page, [{ name: 'two-weeks.ndjson', content: TWO_WEEKS }])
  await page.getByRole('button', { name: 'Export', exact: true }).waitFor()
  const sheet = await openSql(page)
  await sheet.getByText('Our tests run these texts in DuckDB').waitFor()
  await sheet.getByRole('combobox', { name: 'For' }).selectOption('Snowflake')
  await sheet.getByText('Written from the documentation of Snowflake. Our tests cannot run it').waitFor()
  await sheet.getByRole('button', { name: 'Copy Query: the top 1', exact: true }).click()
  await sheet.getByRole('status').getByText('Copied. Query: the top 1, for Snowflake.').waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(await sheet.getByRole('region', { name: 'Query: the top 1', exact: true }).locator('pre').textContent())
  expect(copied).toMatch(/DAYOFWEEKISO[\s\S]*LIMIT 1;\n$/)
})

test.each([
  { look: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { look: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { look: 'phone', colorScheme: 'light', viewport: { width: 320, height: 700 } },
] as const)(
  'axe finds nothing wrong with the sheet, and it is no wider than the window: $look',
  async ({ look, colorScheme, viewport }) => {
    const page = await app.open({ colorScheme, viewport })
    await dropFiles(page, [{ name: 'two-weeks.ndjson', content: TWO_WEEKS }])
    await page.getByRole('heading', { level: 1 }).waitFor()
    const sheet = await openSql(page)
    await sheet.getByRole('button', { name: 'Save Tables', exact: true }).waitFor()
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map(animation => animation.finished)))
    await shoot(page, `sql-${look}`)
    expect(await findings(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    expect(await sheet.evaluate(element => element.scrollWidth - element.clientWidth)).toBe(0)
  },
)
