import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { forecast } from '../../src/clv/forecast.ts'
import { DEFAULT_SETTINGS, type ForecastSettings } from '../../src/clv/settings.ts'
import { SHOP_OPENS, shopCustomer, shopEvents } from '../support/shop-events.ts'
import { simulatedOrders } from '../support/simulated-orders.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { TWO_WEEKS } from './support/events.ts'
import { keptOffline } from './support/service-worker.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()

const simulated = simulatedOrders({
  model: 'bg-nbd',
  orders: [0.5, 6, 0.8, 2.5],
  spend: [6, 4, 15],
  customers: 600,
  arrivalDays: 90,
  days: 365,
  seed: 11,
})
const shop = { ...simulated, day: simulated.day.map(day => day + SHOP_OPENS / 86_400_000) }
const lastDay = shop.day.reduce((latest, day) => Math.max(latest, day), 0)

/** What the core says of the same orders. */
function expected(change: Partial<ForecastSettings> = {}) {
  const found = forecast(shop, { ...DEFAULT_SETTINGS, throughDay: lastDay, ...change })
  if (found.kind !== 'predicted') throw new Error('the core predicts nothing')
  return found.prediction
}

const dollars = (value: number, decimals: number) =>
  `$${value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })}`

async function openPrediction(fragment = '', wanted: readonly RegExp[] = []): Promise<Page> {
  const page = await app.open({ fragment, expected: wanted })
  await dropFiles(page, [{ name: 'shop.ndjson', content: shopEvents(simulated) }])
  if (fragment === '') await page.getByRole('tab', { name: 'Predict' }).click()
  await headline(page).waitFor()
  return page
}
const headline = (page: Page) => page.getByRole('heading', { name: /^Expected from today’s customers/ })
const fragmentOf = (page: Page) => new URL(page.url()).hash

test('the headline is what the core expects of the same orders, with its interval and all that it rests on', async () => {
  const page = await openPrediction()
  const { total, model } = expected()
  expect(model).toBe('bg-nbd')
  expect(await headline(page).textContent()).toBe(
    `Expected from today’s customers over the next 12 months: ${dollars(total.clv, 0)} (95%: ${dollars(total.clvLo95, 0)} – ${dollars(total.clvHi95, 0)})`,
  )
  await page.getByText('Predicted value · BG/NBD × Gamma-Gamma (repeat orders) · 12 months · 10% discount a year · as of').waitFor()
  await page.getByRole('region', { name: 'Back-test', exact: true }).getByText('Fitted to what was known on').waitFor()
  expect(fragmentOf(page)).toBe('#tab=predict')
  await shoot(page, 'predict')
})

test('the table has the best customers of the core, and another column puts them in its order', async () => {
  const page = await openPrediction()
  const prediction = expected()
  const best = [...prediction.predictedClv.keys()].sort(
    (a, b) => (prediction.predictedClv[b] ?? 0) - (prediction.predictedClv[a] ?? 0) || a - b,
  )
  const table = page.getByRole('grid', { name: 'The 10 customers who are expected to bring most' })
  const names = () => table.getByRole('rowheader').allTextContents()
  const ten = best.slice(0, 10)
  const idsOf = (buyers: readonly number[]) => buyers.map(buyer => shopCustomer(prediction.customer[buyer] ?? 0))
  expect(await names()).toEqual(idsOf(ten))
  await table.getByRole('button', { name: 'Spent so far' }).click()
  const bySpend = [...ten].sort((a, b) => (prediction.historicRevenue[b] ?? 0) - (prediction.historicRevenue[a] ?? 0))
  expect(bySpend).not.toEqual(ten)
  expect(await names()).toEqual(idsOf(bySpend))
})

test('all customers stand in one table of which only those in sight exist, in the order of any column', async () => {
  const page = await openPrediction('#tab=predict&x=600')
  const prediction = expected()
  const grid = page.getByRole('grid', { name: 'The 600 customers who are expected to bring most' })
  expect(await grid.getAttribute('aria-rowcount')).toBe('601')
  expect(await grid.getByRole('row').count()).toBeLessThan(60)
  await grid.getByRole('button', { name: 'Repeat days' }).click()
  await grid.focus()
  await page.keyboard.press('End')
  const last = Math.min(...prediction.frequency)
  await expect.poll(() => grid.getByRole('row').last().getByRole('gridcell').nth(6).textContent()).toBe(String(last))
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: /^Prediction for / }).waitFor()
})

test('a customer has the score of the original task in both readings', async () => {
  const page = await openPrediction()
  await page.getByRole('grid').getByRole('rowheader').first().click()
  const panel = page.getByRole('region', { name: /^Prediction for / })
  await panel.getByText('Score of the original task').click()
  await panel.getByRole('row', { name: /^Score \(their sum\)/ }).waitFor()
})

test('a customer is found by id, with the figures behind the prediction, and an unknown id is not found', async () => {
  const page = await openPrediction()
  const prediction = expected()
  const buyer = 77
  const id = shopCustomer(prediction.customer[buyer] ?? 0)
  await page.getByRole('combobox', { name: 'Find a customer id' }).fill(id)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: `Prediction for ${id}` })
  await panel.getByRole('heading', { name: `${id}: ${dollars(prediction.predictedClv[buyer] ?? 0, 2)} over the next 12 months` }).waitFor()
  await panel.getByText(`${prediction.frequency[buyer]}`, { exact: true }).first().waitFor()
  await page.getByRole('combobox', { name: 'Find a customer id' }).fill('c9999x')
  await page.keyboard.press('Enter')
  await page.getByText('No customer ‘c9999x’.').waitFor()
})

test('horizon and model are chosen in the sheet, change the figure, stand in the link, and Back takes them back', async () => {
  const page = await openPrediction()
  const before = await headline(page).textContent()
  await page.getByRole('button', { name: 'Change prediction' }).click()
  const sheet = page.getByRole('dialog', { name: 'Prediction' })
  await sheet.getByRole('radio', { name: /^MBG/ }).check()
  await sheet.getByRole('textbox', { name: 'Months ahead' }).fill('24')
  await sheet.getByRole('button', { name: 'Done' }).click()
  const { total } = expected({ model: 'mbg-nbd', terms: { ...DEFAULT_SETTINGS.terms, horizonMonths: 24 } })
  await page.getByRole('heading', { name: `over the next 24 months: ${dollars(total.clv, 0)}` }).waitFor()
  expect(fragmentOf(page)).toBe('#tab=predict&months=24&model=mbg-nbd')
  await page.goBack()
  await page.goBack()
  await expect.poll(() => headline(page).textContent()).toBe(before)
})

test('a link restores the prediction; a day that the data do not have is not used in silence', async () => {
  const page = await openPrediction('#tab=predict&months=6&split=2031-01-01')
  const { total } = expected({ terms: { ...DEFAULT_SETTINGS.terms, horizonMonths: 6 } })
  await page.getByRole('heading', { name: `over the next 6 months: ${dollars(total.clv, 0)}` }).waitFor()
  await page.getByText('The date of the back-test’s split lies outside of the data, so the usual one is used.').waitFor()
})

test('a prediction is served under predictions/<id> while the page is open, and an unknown id is not found', async () => {
  const page = await openPrediction('', [/favicon\.ico/, /404.*\/predictions\//])
  await keptOffline(page)
  const prediction = expected()
  const buyer = 33
  const id = shopCustomer(prediction.customer[buyer] ?? 0)
  const other = await page.context().newPage()
  const found = await other.goto(`${app.address}predictions/${id}`)
  expect(found?.status()).toBe(200)
  expect(found?.headers()['content-type']).toContain('application/json')
  const document = JSON.parse((await found?.text()) ?? '')
  expect(document).toMatchObject({
    customer_id: id,
    frequency: prediction.frequency[buyer],
    definition: { model: 'bg-nbd', horizon_months: 12 },
  })
  expect(document.predicted_clv).toBeCloseTo(prediction.predictedClv[buyer] ?? 0, 6)
  const missing = await other.goto(`${app.address}predictions/nobody%20here`)
  expect(missing?.status()).toBe(404)
  expect(JSON.parse((await missing?.text()) ?? '')).toEqual({
    error: 'There is no prediction for a customer “nobody here”. Ids are matched exactly.',
  })
  // The host was never asked.
  expect(app.server.requested.filter(path => path.includes('predictions'))).toEqual([])
  await page.close()
  const gone = await other.goto(`${app.address}predictions/${id}`)
  expect(gone?.status()).toBe(404)
  expect(JSON.parse((await gone?.text()) ?? '').error).toMatch(/^No open page has a prediction/)
})

test('without enough history there is no number, but what is missing', async () => {
  const page = await app.open({ fragment: '#tab=predict' })
  await dropFiles(page, [{ name: 'two-weeks.ndjson', content: TWO_WEEKS }])
  await page.getByRole('heading', { name: 'No prediction from these orders.' }).waitFor()
  await page.getByText('2 customers have bought; a prediction needs 100').first().waitFor()
  expect(await headline(page).count()).toBe(0)
})

test('while a prediction is worked out, the other questions are answered', async () => {
  const page = await openPrediction()
  await page.getByRole('button', { name: 'Change prediction' }).click()
  await page.getByRole('dialog', { name: 'Prediction' }).getByRole('textbox', { name: 'Months ahead' }).fill('36')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Cohorts' }).click()
  await page.getByRole('table', { name: /Spend per customer/ }).waitFor()
})
