import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import { parquetReadObjects } from 'hyparquet'
import type { Page } from 'playwright-core'
import readSheets from 'read-excel-file/universal'
import initSqlJs, { type SqlValue } from 'sql.js'
import { expect, test } from 'vitest'
import { findings } from './support/accessibility.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { BUYERS } from './support/buyers.ts'
import { dropFiles } from './support/dropping.ts'
import { lines, order, TWO_WEEKS } from './support/events.ts'
import { openSample } from './support/sample.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()

async function openExport(page: Page, content = TWO_WEEKS, name = 'two-weeks.ndjson') {
  await dropFiles(page, [{ name, content }])
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Export' })
  await sheet.waitFor()
  return sheet
}

/** Asks a saved database as any program would. */
async function databaseAt(path: string): Promise<(query: string) => SqlValue[][]> {
  const sql = await initSqlJs()
  const database = new sql.Database(await readFile(path))
  return query => database.exec(query)[0]?.values ?? []
}

const HOSTILE = lines(
  order('=1+1', '2025-01-06', '-5 USD'),
  order('constructor', '2025-01-07', '12.34 USD'),
  order('<b>Zoë</b>', '2025-01-14', '1234.5 USD'),
)

/** Saves in the format of that name; the bytes as they lie on the disk. */
async function savedAs(page: Page, label: string | RegExp) {
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('radio', { name: label }).check()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sheet.getByRole('button', { name: /^Save (\d|everything)/ }).click(),
  ])
  const bytes = await readFile(await download.path())
  return { name: download.suggestedFilename(), bytes, text: bytes.toString('utf8') }
}

async function again(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('dialog', { name: 'Export' }).waitFor()
}

async function save(page: Page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Save \d/ }).click()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

test('the shown rows are saved as CSV under a name that says what they are', async () => {
  const page = await app.open({ fragment: '#x=1' })
  const sheet = await openExport(page)
  await sheet.getByText('1 customer', { exact: true }).waitFor()
  await sheet.getByText('2 customers', { exact: true }).waitFor()
  await shoot(page, 'export')
  const { name, text } = await save(page)
  expect(name).toBe('worthwhile-top-1-2025-01-14.csv')
  const [header, row, end] = text.split('\r\n')
  expect(header?.split(',').slice(0, 2)).toEqual(['rank', 'customer_id'])
  expect(row?.split(',').slice(0, 6)).toEqual(['1', 'anna', '', '20290.4', 'USD', '78.04'])
  expect(end).toBe('')
  await page.getByRole('status').getByText('Saved 1 customer as worthwhile-top-1-2025-01-14.csv.').waitFor()
})

test('all customers are saved as the list that the first systems wrote', async () => {
  const page = await app.open({ fragment: '#x=1' })
  const sheet = await openExport(page)
  await sheet.getByRole('radio', { name: /All customers/ }).check()
  await sheet.getByRole('radio', { name: /ids and LTVs only/ }).check()
  await sheet.getByRole('textbox', { name: 'File name' }).fill('mine.json')
  const { name, text } = await save(page)
  expect(name).toBe('mine.json')
  expect(JSON.parse(text)).toEqual([{ anna: 20290.4 }, { ben: 2600 }])
})

test('a file is saved under the name that is said, whatever was typed', async () => {
  const page = await app.open()
  await dropFiles(page, [{ name: 'two-weeks.ndjson', content: TWO_WEEKS }])
  const typed = [
    'a/b\\c:d',
    'noext',
    ' .hid den. ',
    '~mine',
    'ü'.repeat(300),
    'a\u200bb*"<>?|',
    '50% of it #1',
    'con',
    'v1.2 of May',
    'mine.txt',
    'x.lnk',
  ]
  for (const name of typed) {
    await again(page)
    await page.getByRole('textbox', { name: 'File name' }).fill(name)
    const saved = await save(page)
    expect(saved.name, name).toMatch(/\.[a-z]+$/)
    await page.getByRole('status').getByText(`Saved 2 customers as ${saved.name}.`, { exact: true }).waitFor({ timeout: 5000 })
  }
})

test('with a window, exports that hold all customers say how many those are', async () => {
  const page = await app.open({ fragment: '#from=2025-01-13' })
  const sheet = await openExport(page)
  await sheet.getByText('1 customer', { exact: true }).last().waitFor()
  const weeks = await savedAs(page, 'Weeks as CSV')
  expect(
    new Set(
      weeks.text
        .trim()
        .split('\r\n')
        .slice(1)
        .map(row => row.split(',')[0]),
    ),
  ).toEqual(new Set(['anna', 'ben']))
  await page.getByRole('status').getByText(`Saved 2 customers as ${weeks.name}.`).waitFor()
})

test('the database holds all customers and events, and its view says what the page says', async () => {
  const page = await app.open({ fragment: '#x=1' })
  const sheet = await openExport(page)
  await sheet.getByRole('radio', { name: /SQLite database/ }).check()
  await sheet.getByText('SQLite database: always holds all customers and their events.').waitFor()
  await shoot(page, 'export-database')
  const [download] = await Promise.all([page.waitForEvent('download'), sheet.getByRole('button', { name: 'Save everything' }).click()])
  expect(download.suggestedFilename()).toBe('worthwhile-all-customers-2025-01-14.db')
  const rows = await databaseAt(await download.path())
  expect(rows('PRAGMA integrity_check')).toEqual([['ok']])
  expect(rows('PRAGMA foreign_key_check')).toEqual([])
  expect(rows('SELECT customer_id, ltv FROM ranking')).toEqual([
    ['anna', 20290.4],
    ['ben', 2600],
  ])
  expect(rows('SELECT customer_id, ltv FROM simple_ltv')).toEqual(rows('SELECT customer_id, ltv FROM ranking'))
  expect(rows('SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM site_visits)')).toEqual([[3, 1]])
  await page.getByRole('status').getByText('Saved 2 customers as worthwhile-all-customers-2025-01-14.db.').waitFor()
})

test('rows of orders give a database of customers and orders alone', async () => {
  const page = await app.open()
  const table = 'customer_id,order_id,revenue,created_at_date\nanna,o1,50.04,2025-01-06\nanna,o1,28.00,2025-01-06\nben,o2,10,2025-01-14\n'
  const sheet = await openExport(page, table, 'orders.csv')
  await sheet.getByRole('radio', { name: /SQLite database/ }).check()
  const [download] = await Promise.all([page.waitForEvent('download'), sheet.getByRole('button', { name: 'Save everything' }).click()])
  const rows = await databaseAt(await download.path())
  expect(rows('SELECT customer_id, order_id, total_amount FROM orders')).toEqual([
    ['anna', 'o1', 78.04],
    ['ben', 'o2', 10],
  ])
  expect(rows('SELECT count(*) FROM site_visits')).toEqual([[0]])
})

test('predictions are saved as database.db and as a static API, with the same values', async () => {
  const page = await app.open({ fragment: '#tab=predict' })
  await dropFiles(page, [{ name: 'shop.ndjson', content: BUYERS }])
  const saved = async (label: string) => {
    await page.getByRole('button', { name: 'Save predictions' }).click()
    const sheet = page.getByRole('dialog', { name: 'Export predictions' })
    await sheet.getByRole('radio', { name: label }).check()
    const [download] = await Promise.all([page.waitForEvent('download'), sheet.getByRole('button', { name: 'Save everything' }).click()])
    const name = download.suggestedFilename()
    await page.getByRole('status').getByText(`Saved 300 customers as ${name}.`).waitFor()
    return { name, path: await download.path() }
  }
  const database = await saved('database.db')
  expect(database.name).toBe('database.db')
  const rows = await databaseAt(database.path)
  expect(rows('PRAGMA integrity_check')).toEqual([['ok']])
  const values = new Map(rows('SELECT id, clv FROM user').map(([id, clv]) => [id, clv]))
  expect(values.size).toBe(300)
  expect(rows('SELECT count(*) FROM prediction JOIN user ON id = customer_id AND clv = predicted_clv')).toEqual([[300]])

  const zip = await saved('Static API')
  expect(zip.name).toMatch(/^worthwhile-predictions-\d{4}-\d\d-\d\d\.zip$/)
  const files = unzipSync(await readFile(zip.path))
  const documents = Object.keys(files).filter(name => name.startsWith('predictions/'))
  expect(documents.length).toBe(300)
  for (const name of documents) {
    const { customer_id, predicted_clv } = JSON.parse(new TextDecoder().decode(files[name]))
    expect(name).toBe(`predictions/${customer_id}`)
    expect(predicted_clv).toBe(values.get(customer_id))
  }
})

test('predictions as a workbook and as Parquet hold the same rows, packed by a thread', async () => {
  const page = await app.open({ fragment: '#tab=predict' })
  await dropFiles(page, [{ name: 'shop.ndjson', content: BUYERS }])
  const saved = async (label: string) => {
    await page.getByRole('button', { name: 'Save predictions' }).click()
    const sheet = page.getByRole('dialog', { name: 'Export predictions' })
    await sheet.getByRole('radio', { name: /All customers with a purchase/ }).check()
    await sheet.getByRole('radio', { name: label }).check()
    const [download] = await Promise.all([page.waitForEvent('download'), sheet.getByRole('button', { name: 'Save 300 rows' }).click()])
    return readFile(await download.path())
  }
  const packed = await saved('Parquet')
  const rows = await parquetReadObjects({ file: new Uint8Array(packed).buffer })
  expect(rows).toHaveLength(300)
  const [sheet] = await readSheets(new Blob([await saved('Excel workbook')]))
  const [head = [], ...body] = sheet?.data ?? []
  expect(head.slice(0, 2)).toEqual(['customer_id', 'predicted_clv'])
  expect(body.map(([id, value]) => [id, value])).toEqual(rows.map(({ customer_id, predicted_clv }) => [customer_id, predicted_clv]))
})

test('a copy pastes into spreadsheets as a table, with formulas made harmless and numbers untouched', async () => {
  const page = await app.open({ permissions: ['clipboard-read', 'clipboard-write'] })
  const sheet = await openExport(page, lines(order('=1+1', '2025-01-06', '-5 USD'), order('ben', '2025-01-14', '10 USD')))
  await sheet.getByRole('button', { name: 'Copy for a spreadsheet' }).click()
  await page.getByRole('status').getByText('Copied 2 customers for a spreadsheet.').waitFor()
  const clip = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const text = async (type: string) => (await item?.getType(type))?.text() ?? ''
    return { plain: await text('text/plain'), html: await text('text/html') }
  })
  const rows = clip.plain
    .trim()
    .split('\n')
    .map(row => row.split('\t'))
  expect(rows[1]?.slice(0, 2)).toEqual(['1', 'ben'])
  expect(rows[2]?.[1]).toBe("'=1+1")
  expect(rows[2]?.[3]).toBe('-1300')
  expect(clip.html).toContain('<td>ben</td>')
})

test('a copied link brings back view and definition, and holds neither rows nor ids', async () => {
  const page = await app.open({ fragment: '#x=1&weeks=active&sort=-spend', permissions: ['clipboard-read', 'clipboard-write'] })
  await dropFiles(page, [{ name: 'two-weeks.ndjson', content: TWO_WEEKS }])
  await page.getByRole('button', { name: 'Copy link', exact: true }).click()
  await page
    .getByRole('status')
    .getByText(/^Copied\. The link holds your view, the definition, .* no row and no id\.$/)
    .waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link.replace(/[\da-f]{16}$/, '')).toBe(`${app.address}#x=1&sort=-spend&weeks=active&data=2.3.20094.20102.`)
  expect(link).not.toMatch(/anna|ben/)
})

test('a link to a sample says that it holds nothing of the data, and does not', async () => {
  const page = await app.open({ fragment: '#x=1', permissions: ['clipboard-read', 'clipboard-write'] })
  await openSample(page)
  await page.getByRole('button', { name: 'Copy link', exact: true }).click()
  await page.getByRole('status').getByText('Copied. The link holds your view and definition, and nothing of the data.').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${app.address}#x=1`)
})

test('a workbook, Parquet, NDJSON and CSV for Excel hold the same rows, read by other programs', async () => {
  const page = await app.open()
  await openExport(page, HOSTILE)
  const xlsx = await savedAs(page, 'Excel workbook')
  expect(xlsx.name).toBe('worthwhile-top-3-2025-01-14.xlsx')
  const sheets = await readSheets(new Blob([new Uint8Array(xlsx.bytes)]))
  const rows = sheets.find(({ sheet }) => sheet === 'Rows')?.data ?? []
  expect(rows.slice(1).map(row => [row[1], row[5], row[11] instanceof Date ? row[11].getTime() : row[11]])).toEqual([
    ['<b>Zoë</b>', 1234.5, Date.UTC(2025, 0, 14, 12)],
    ['constructor', 12.34, Date.UTC(2025, 0, 7, 12)],
    ['=1+1', -5, Date.UTC(2025, 0, 6, 12)],
  ])
  expect(sheets.find(({ sheet }) => sheet === 'About')?.data.flat()).toContain('fingerprint')

  await again(page)
  const parquet = await savedAs(page, /^Parquet/)
  expect(parquet.name).toBe('worthwhile-top-3-2025-01-14.parquet')
  const objects = await parquetReadObjects({ file: new Uint8Array(parquet.bytes).buffer })
  // The units are whole in the file; this reader multiplies them by 0.0001.
  expect(objects.map(({ customer_id, spend }) => [customer_id, Math.round(spend * 10_000)])).toEqual([
    ['<b>Zoë</b>', 12_345_000],
    ['constructor', 123_400],
    ['=1+1', -50_000],
  ])

  await again(page)
  const ndjson = await savedAs(page, /^NDJSON/)
  const ids = ndjson.text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line).customer_id)
  expect(ids).toEqual(['<b>Zoë</b>', 'constructor', '=1+1'])

  await again(page)
  await page.getByRole('radio', { name: 'CSV for Excel' }).check()
  await page.getByRole('radio', { name: 'Semicolons, 1,5' }).check()
  const excel = await savedAs(page, 'CSV for Excel')
  expect(excel.text.startsWith('\ufeffrank;customer_id;')).toBe(true)
  expect(excel.text).toContain("3;'=1+1;;")
  expect(excel.text).toContain(';1234,50;')
})

test('the definition and the fingerprint come along where they are wanted', async () => {
  const page = await app.open()
  const sheet = await openExport(page)
  const choice = sheet.getByRole('checkbox', { name: /definition and the fingerprint/ })
  expect(await choice.isChecked()).toBe(false)
  await choice.check()
  const csv = await savedAs(page, /^CSV For databases/)
  expect(csv.text.split('\r\n')[0]?.endsWith(',definition,fingerprint')).toBe(true)
  await again(page)
  await sheet.getByRole('radio', { name: /^JSON One document/ }).check()
  expect(await choice.isChecked()).toBe(true)
  await choice.uncheck()
  const json = JSON.parse((await savedAs(page, /^JSON One document/)).text)
  expect(Object.keys(json)).toEqual(['scope', 'rows', 'customers'])
})

test('the events can be saved and dropped again, and give the same ranking', async () => {
  const page = await app.open()
  const ranking = async () => (await page.getByRole('grid').first().textContent()) ?? ''
  await dropFiles(page, [{ name: 'hostile.ndjson', content: HOSTILE }])
  await page.getByRole('button', { name: 'Export', exact: true }).waitFor()
  const before = await ranking()
  await again(page)
  const events = await savedAs(page, 'Events as NDJSON')
  expect(events.name).toBe('worthwhile-all-customers-2025-01-14.events.ndjson')
  await page.getByRole('status').getByText('Saved 3 customers as').waitFor()
  await dropFiles(page, [{ name: events.name, content: events.text }])
  await page.getByRole('button', { name: events.name }).waitFor()
  expect(await ranking()).toBe(before)
  await again(page)
  const csv = await savedAs(page, 'Events as CSV')
  await dropFiles(page, [{ name: csv.name, content: csv.text }])
  await page.getByRole('button', { name: csv.name }).waitFor()
  expect(await ranking()).toBe(before.replace('=1+1', "'=1+1"))
})

test('pseudonyms replace ids under a key that is shown, and the same key gives the same ones', async () => {
  const page = await app.open()
  const sheet = await openExport(page)
  await sheet.getByRole('checkbox', { name: /Pseudonyms/ }).check()
  const key = await sheet.getByRole('textbox', { name: 'Key' }).inputValue()
  expect(key).toMatch(/^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/)
  await shoot(page, 'export-pseudonyms')
  const one = await savedAs(page, /^CSV For databases/)
  expect(one.text).not.toMatch(/anna|ben/)
  expect(one.text.match(/,p[0-9a-f]{16},/g)).toHaveLength(2)
  await again(page)
  await sheet.getByRole('checkbox', { name: /Pseudonyms/ }).check()
  await sheet.getByRole('textbox', { name: 'Key' }).fill(`${key.slice(0, -1)}${key.endsWith('7') ? '8' : '7'}`)
  await sheet.getByText(/This is no key/).waitFor()
  expect(await sheet.getByRole('button', { name: /^Save \d/ }).isDisabled()).toBe(true)
  await sheet.getByRole('textbox', { name: 'Key' }).fill(key)
  expect((await savedAs(page, /^CSV For databases/)).text).toBe(one.text)
  await again(page)
  await sheet.getByRole('checkbox', { name: /Pseudonyms/ }).check()
  const database = await savedAs(page, 'SQLite database')
  expect(database.bytes.toString('latin1')).not.toMatch(/anna|\bben\b|two-weeks/)
})

test('the sheet is free of what axe finds, light and dark, and fits a narrow screen', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await app.open({ colorScheme, viewport: { width: 320, height: 640 } })
    await dropFiles(page, [{ name: 'two-weeks.ndjson', content: TWO_WEEKS }])
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: 'Export' })
    await sheet.getByRole('radio', { name: 'CSV for Excel' }).check()
    await sheet.getByRole('checkbox', { name: /Pseudonyms/ }).check()
    await shoot(page, `export-320-${colorScheme}`)
    expect(await findings(page)).toEqual([])
    const width = await sheet.evaluate(element => [element.scrollWidth, element.clientWidth] as const)
    expect(width[0]).toBeLessThanOrEqual(width[1])
  }
})
