import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import initSqlJs, { type SqlValue } from 'sql.js'
import { expect, test } from 'vitest'
import { shopEvents } from '../support/shop-events.ts'
import { simulatedOrders } from '../support/simulated-orders.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { lines, order, TWO_WEEKS } from './support/events.ts'
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

const SHOP = simulatedOrders({
  model: 'bg-nbd',
  orders: [0.5, 6, 0.8, 2.5],
  spend: [6, 4, 15],
  customers: 300,
  arrivalDays: 90,
  days: 365,
  seed: 5,
})

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

test('the database holds all customers and events, and its view says what the page says', async () => {
  const page = await app.open({ fragment: '#x=1' })
  const sheet = await openExport(page)
  await sheet.getByRole('radio', { name: /SQLite database/ }).check()
  await sheet.getByText('A SQLite database always holds all customers and their events.').waitFor()
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
  await dropFiles(page, [{ name: 'shop.ndjson', content: shopEvents(SHOP) }])
  const saved = async (label: string) => {
    await page.getByRole('button', { name: 'Save predictions' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: label, exact: true }).click()])
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
  await page.getByRole('status').getByText('Copied. The link holds your view and definition, not your data.').waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toBe(`${app.address}#x=1&sort=-spend&weeks=active`)
  expect(link).not.toMatch(/anna|ben/)
})
