import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findings } from './support/accessibility.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { lines, order, visit } from './support/events.ts'

const app = appInBrowser()

const update = (customer: string, day: string, amount: string, key: string) =>
  order(customer, day, amount, key).replace('"NEW"', '"UPDATE"')
const image = (customer: string, day: string) =>
  JSON.stringify({
    type: 'IMAGE',
    verb: 'UPLOAD',
    key: 'image-1',
    event_time: `${day}T10:00:00Z`,
    customer_id: customer,
    camera_make: 'Canon',
    camera_model: 'EOS 80D',
  })

/** Monday 6 January to Thursday 30 January: four weeks, the first and the last only partly in the data. */
const SHOP = lines(
  order('anna', '2025-01-06', '10 USD', 'changed'),
  update('anna', '2025-01-08', '12.30 USD', 'changed'),
  visit('anna', '2025-01-06'),
  visit('anna', '2025-01-06'),
  image('anna', '2025-01-14'),
  order('anna', '2025-01-22', '40.20 USD'),
  order('anna', '2025-01-30', '26.50 USD'),
  JSON.stringify({
    type: 'CUSTOMER',
    verb: 'NEW',
    key: 'anna',
    event_time: '2025-01-06T09:00:00Z',
    last_name: 'Smith',
    adr_city: 'Middletown',
    adr_state: 'AK',
  }),
  order('ben', '2025-01-15', '300 USD'),
)

async function openAnna(fragment = '', viewport = { width: 1440, height: 900 }): Promise<Page> {
  const page = await app.open({ fragment, viewport, permissions: ['clipboard-read', 'clipboard-write'] })
  await dropFiles(page, [{ name: 'shop.ndjson', content: SHOP }])
  await page.getByRole('row', { name: /anna/ }).click()
  return page
}

test('the inspector says who, when, and how the figure comes about', async () => {
  const page = await openAnna()
  const beside = page.getByRole('complementary')
  await beside.getByText('Smith, Middletown, AK · first seen 6 Jan 2025 · last seen 30 Jan 2025 · rank 2 of 2').waitFor()
  const receipt = beside.getByRole('region', { name: 'How the figure is worked out' })
  await receipt.getByText('How $10,270.00 is worked out').waitFor()
  expect((await receipt.allInnerTexts()).join()).toContain('52 × ( $79.00 spend ÷ 4 weeks ) × 10 years = $10,270.00')
  expect((await receipt.allInnerTexts()).join()).toContain('$79.00 per visit × 0.25 visits per week. 3 orders, 1 visit, 1 image.')
  await receipt.getByRole('button', { name: '4 weeks' }).click()
  await page.getByText('Calendar weeks from the first to the last event of the whole data, 6 Jan – 30 Jan 2025.').waitFor()
})

test('a single busy week is called a guess under a rule that multiplies it', async () => {
  const page = await openAnna('#weeks=customer')
  const row = page.getByRole('row', { name: /ben/ })
  expect((await row.allInnerTexts()).join()).toContain('1 week only')
  await row.click()
  await page.getByText('One busy week is being multiplied by 520. Treat as a guess.').waitFor()
  expect(await findings(page)).toEqual([])
})

test('the weekly chart hatches weeks that the data covers in part, ticks empty ones, and has a table of the same numbers', async () => {
  const page = await openAnna()
  const beside = page.getByRole('complementary')
  const chart = beside.getByRole('img', { name: /^Spend per week/ })
  // One bar for each of the three weeks with spend, one tick for the week without; the first and the last are hatched.
  await expect.poll(() => chart.locator('.recharts-bar-rectangle rect').count()).toBe(4)
  expect(await chart.locator('rect[fill^="url("]').count()).toBe(2)
  await beside.getByRole('button', { name: 'Show as table' }).click()
  const rows = await beside.getByRole('table').getByRole('row').allInnerTexts()
  expect(rows.map(row => row.split(/\s*\t\s*/))).toEqual([
    ['Week of', 'Spend', 'Orders', 'Visits'],
    ['5 Jan 2025 partial', '$12.30', '1', '1'],
    ['12 Jan 2025', '$0.00', '0', '0'],
    ['19 Jan 2025', '$40.20', '1', '0'],
    ['26 Jan 2025 partial', '$26.50', '1', '0'],
  ])
  expect(await findings(page)).toEqual([])
})

test('the events are named with file and line, and with why one does not count', async () => {
  const page = await openAnna()
  const beside = page.getByRole('complementary')
  await beside.getByRole('button', { name: 'See the 7 events' }).click()
  const events = await beside.getByRole('list', { name: 'Events, newest first' }).getByRole('listitem').allInnerTexts()
  expect(events.map(event => event.replaceAll(/\s+/g, ' ').trim())).toEqual([
    '30 Jan 2025 Order order-anna-2025-01-30 $26.50 shop.ndjson line 7',
    '22 Jan 2025 Order order-anna-2025-01-22 $40.20 shop.ndjson line 6',
    '14 Jan 2025 Image image-1 Canon EOS 80D shop.ndjson line 5',
    '8 Jan 2025 Order changed $12.30 update · shop.ndjson line 2',
    '6 Jan 2025 Order changed $10.00 replaced by a later version · shop.ndjson line 1',
    '6 Jan 2025 Visit page-2025-01-06 read twice, counted once · shop.ndjson line 3',
    '6 Jan 2025 Customer anna Smith, Middletown, AK shop.ndjson line 8',
  ])
})

test('the id can be copied', async () => {
  const page = await openAnna()
  await page.getByRole('button', { name: 'Copy this id' }).click()
  await page.getByText('Copied anna.').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('anna')
})

test('on a small screen the inspector lies over the page, Escape closes it, and focus goes back to the table', async () => {
  const page = await openAnna('', { width: 390, height: 800 })
  const sheet = page.getByRole('dialog', { name: 'anna' })
  await sheet.getByText('How $10,270.00 is worked out').waitFor()
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid')
})
