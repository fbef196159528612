import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { forecast } from '../../src/clv/forecast.ts'
import { DEFAULT_SETTINGS } from '../../src/clv/settings.ts'
import { hasShared, sharedPath } from '../support/shared-data.ts'
import { shopCustomer, shopEvents } from '../support/shop-events.ts'
import { simulatedOrders } from '../support/simulated-orders.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()

const shop = simulatedOrders({
  model: 'bg-nbd',
  orders: [0.5, 6, 0.8, 2.5],
  spend: [6, 4, 15],
  customers: 300,
  arrivalDays: 90,
  days: 365,
  seed: 5,
})

const lines = (...all: readonly string[]) => `${all.join('\n')}\n`
const HEADER = 'customer_id,order_id,order_item_id,num_items,revenue,created_at_date'
const ORDERS = lines(
  HEADER,
  'anna,o1,1,2,50.04,2025-01-06',
  'anna,o1,2,1,28.00,2025-01-06',
  'ben,o2,3,NA,NA,2025-01-14',
  'ben,o3,4,1,ten,2025-01-14',
  'ben,o2,5,1,10,2025-01-14',
)

const tell = (page: Page, text: string) => page.getByText(text).first().waitFor()

test('a table of orders is ranked like events: rows add up to orders, what cannot be read is left out with its place', async () => {
  const page = await app.open()
  await dropFiles(page, [{ name: 'orders.csv', content: ORDERS }])
  await page.getByRole('heading', { level: 1 }).waitFor()
  // 78.04 in the two weeks that the data touch: 52 × 78.04 ÷ 2 × 10.
  await page.getByRole('grid').getByText('$20,290').first().waitFor()
  await page.getByRole('button', { name: 'See them' }).click()
  await tell(page, '“ten” is not an amount')
})

test('orders in JSON are ranked like a table of them, and a broken one among them is left out with its line', async () => {
  const page = await app.open()
  const records = [
    '{"id": 1, "customer": {"id": "anna"}, "created_at": "2025-01-06T09:00:00Z", "total_price": "78.04", "line_items": []}',
    '{"id": 2, "customer": {"id": "ben"}, "created_at": "2025-01-14T09:00:00Z" "total_price": "5.00"}',
    '{"id": 3, "customer": {"id": "ben"}, "created_at": "2025-01-14T09:00:00Z", "total_price": 10.00}',
  ]
  await dropFiles(page, [{ name: 'orders.json', content: lines('{"orders": [', records.join(',\n'), ']}') }])
  await page.getByRole('grid').getByText('$20,290').first().waitFor()
  await page.getByRole('button', { name: 'See them' }).click()
  await tell(page, 'orders.json · line 3')
  await tell(page, 'expected a comma or }')
})

test('of orders in JSON it is told what will come', async () => {
  const page = await app.open({ fragment: '#tab=predict' })
  const records = Array.from(shop.day, (day, line) => {
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)
    const amount = ((shop.amountUnits[line] ?? 0) / 10_000).toFixed(4)
    return `{"customer_id":${shop.customer[line]},"order_id":${line},"created_at":"${date}","total":${amount}}`
  })
  await dropFiles(page, [{ name: 'orders.ndjson', content: lines(...records) }])
  await page.getByRole('heading', { name: /^Expected from today’s customers/ }).waitFor()
})

test('a second table is added to the first', async () => {
  const page = await app.open()
  await dropFiles(page, [{ name: 'orders.csv', content: ORDERS }])
  await page.getByRole('grid').getByText('$20,290').first().waitFor()
  await dropFiles(
    page,
    [{ name: 'more.csv', content: lines(HEADER, 'cleo,o9,9,1,100,2025-01-15') }],
    page.getByText('An event that is in both counts once.'),
  )
  await page.getByRole('grid').getByText('cleo').first().waitFor()
  await page.getByRole('grid').getByText('anna').first().waitFor()
})

test('a log in columns of text without a header is recognised', async () => {
  const page = await app.open()
  const log = [' 00004 0001 19970101  2   29.33', ' 00004 0001 19970118  2   29.73', ' 00021 0002 19970101  3   63.34']
  await dropFiles(page, [{ name: 'log.txt', content: `${log.join('\r\n')}\r\n` }])
  await page.getByRole('grid').getByText('00004').first().waitFor()
  await page.getByRole('button', { name: /^log\.txt/ }).click()
  await page.getByRole('dialog').getByText('columns of text').first().waitFor()
})

test('columns with names of their own are explained once, and are known after a reload', async () => {
  const page = await app.open()
  const content = lines('wer,wann,wieviel', 'anna,2025-01-06,50', 'ben,2025-01-14,10')
  await dropFiles(page, [{ name: 'umsatz.csv', content }])
  const form = page.getByRole('region', { name: 'Columns of umsatz.csv' })
  await form.getByRole('combobox', { name: 'Customer' }).selectOption('wer')
  await form.getByRole('combobox', { name: 'Date' }).selectOption('wann')
  await shoot(page, 'columns')
  await form.getByRole('combobox', { name: 'Amount' }).selectOption('wieviel')
  await form.getByRole('button', { name: 'Read it as orders' }).click()
  await page.getByRole('grid').getByText('anna').first().waitFor()
  await page.reload()
  await dropFiles(page, [{ name: 'umsatz.csv', content }])
  await page.getByRole('grid').getByText('anna').first().waitFor()
})

test('so are members of JSON with names of their own', async () => {
  const page = await app.open()
  const content = '[{"wer":"anna","wann":"2025-01-06","wieviel":50.5},{"wer":"ben","wann":"2025-01-14","wieviel":10}]'
  await dropFiles(page, [{ name: 'umsatz.json', content }])
  const form = page.getByRole('region', { name: 'Columns of the text' })
  await form.getByRole('combobox', { name: 'Customer' }).selectOption('wer')
  await form.getByRole('combobox', { name: 'Date' }).selectOption('wann')
  await form.getByRole('combobox', { name: 'Amount' }).selectOption('wieviel')
  await form.getByRole('button', { name: 'Read it as orders' }).click()
  await page.getByRole('grid').getByText('anna').first().waitFor()
})

test('dates that can be read in two ways are asked about', async () => {
  const page = await app.open()
  const content = lines('customer_id,order_id,created_at_date,revenue', 'anna,o1,03/04/2011,10', 'ben,o2,05/04/2011,5')
  await dropFiles(page, [{ name: 'slashed.csv', content }])
  await page.getByRole('button', { name: 'It is 3 Apr 2011: day first' }).click()
  await page.getByRole('grid').getByText('anna').first().waitFor()
  await tell(page, 'last seen 3 Apr 2011')
})

test('amounts with a decimal comma are read as that, and the data sheet says so', async () => {
  const page = await app.open()
  const content = lines('customer;order;date;amount', 'anna;o1;2-Mar-2011;1.012,50', 'ben;o2;3 March 2011;7,50')
  await dropFiles(page, [{ name: 'bestellungen.csv', content }])
  await page.getByRole('grid').getByText('anna').first().waitFor()
  // One week: 52 × 1,012.50 × 10.
  await page.getByRole('grid').getByText('$526,500').first().waitFor()
  await page.getByRole('button', { name: /^bestellungen\.csv/ }).click()
  await tell(page, '2 amounts are read with a decimal comma')
})

test('failed and refunded payments are left out, counted with their reason', async () => {
  const page = await app.open()
  const content = lines(
    'id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID',
    'ch_1,2025-01-06 10:00,20.00,5.00,usd,Paid,anna',
    'ch_2,2025-01-06 11:00,99.00,99.00,usd,Refunded,anna',
    'ch_3,2025-01-06 12:00,40.00,0.00,usd,Failed,ben',
  )
  await dropFiles(page, [{ name: 'payments.csv', content }])
  await page.getByRole('grid').getByText('$7,800').first().waitFor()
  await page.getByRole('button', { name: 'See them' }).click()
  await tell(page, 'failed or cancelled')
  await tell(page, 'refunded in full')
})

test.each([
  ['one-time buyers only', 300, 1, 'it needs repeat orders from at least 100 customers; you have 0.'],
  ['one customer', 1, 300, 'One customer has bought; a prediction needs 100'],
])('of %s nothing is predicted, and the reason stands there', async (_, customers, days, reason) => {
  const page = await app.open({ fragment: '#tab=predict' })
  const rows = Array.from({ length: 300 }, (_row, at) => {
    const day = new Date(Date.UTC(2024, 0, 1 + (at % days))).toISOString().slice(0, 10)
    return `c${at % customers},${day},5`
  })
  await dropFiles(page, [{ name: 'odd.csv', content: lines('customer,date,amount', ...rows) }])
  await page.getByRole('heading', { name: 'No prediction from these orders.' }).waitFor()
  await tell(page, reason)
})

test('events and orders at once are refused, with the reason', async () => {
  const page = await app.open()
  const event = '{"type":"ORDER","verb":"NEW","key":"o1","event_time":"2025-01-06","customer_id":"anna","total_amount":"12.34 USD"}\n'
  await dropFiles(page, [
    { name: 'orders.csv', content: ORDERS },
    { name: 'events.ndjson', content: event },
  ])
  await tell(page, 'These files are not all of one kind')
})

test('the predictions are saved as exit.csv, its first two columns as of old, in order of first appearance', async () => {
  const page = await app.open({ fragment: '#tab=predict' })
  await dropFiles(page, [{ name: 'shop.ndjson', content: shopEvents(shop) }])
  await page.getByRole('button', { name: 'Save predictions' }).click()
  await page.getByRole('radio', { name: /^exit\.csv/ }).check()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save everything' }).click()])
  expect(download.suggestedFilename()).toBe('exit.csv')
  const rows = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
  expect(rows[0]).toMatch(/^customer_id,predicted_clv,clv_lo95,clv_hi95,/)
  const found = forecast(shop, { ...DEFAULT_SETTINGS, throughDay: shop.day.reduce((last, day) => Math.max(last, day), 0) })
  if (found.kind !== 'predicted') throw new Error('the core predicts nothing')
  const { prediction } = found
  expect(rows.length).toBe(prediction.buyers + 1)
  for (const [buyer, row] of rows.slice(1).entries()) {
    const [id, value] = row.split(',')
    expect(id).toBe(shopCustomer(prediction.customer[buyer] ?? 0))
    expect(Number(value)).toBeCloseTo(prediction.predictedClv[buyer] ?? 0, 6)
  }
})

describe.skipIf(!hasShared('cdnow'))('real files', () => {
  test('CDNOW: 69,659 purchases of 23,570 customers, and what they will bring', async () => {
    const page = await app.open({ fragment: '#tab=predict' })
    await dropFiles(page, [sharedPath('cdnow', 'CDNOW_sample.txt')])
    await page.getByRole('heading', { name: /^Expected from today’s customers/ }).waitFor()
    await tell(page, '6,919 rows')
    await shoot(page, 'cdnow')
  })

  test('the score of the original task has its published sums, in both readings', async () => {
    const page = await app.open({ fragment: '#tab=predict' })
    await dropFiles(page, [sharedPath('clv_orders', 'orders.csv.gz')])
    await page.getByText('The score of the original task').click()
    await tell(page, '2,960 customers as of 1 Jul 2011')
    await tell(page, 'sum of scores 7,259,721.05')
    await tell(page, 'average longest interval 67.80474 days')
    await page.getByRole('radio', { name: 'Of rows' }).check()
    await tell(page, 'sum of scores 5,083,791.76')
    await tell(page, 'average longest interval 37.55736 days')
  })
})
