import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { findings } from './support/accessibility.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { lines, order, visit } from './support/events.ts'
import { openSampleShop, tableRows } from './support/result.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()

/**
 * Three calendar weeks. anna spent most and visited; ben and cleo spent the same, ben without a visit; dora only looked; two rows are broken,
 * one order is in euros.
 */
const SHOP = lines(
  order('anna', '2025-01-06', '60 USD'),
  visit('anna', '2025-01-06'),
  order('anna', '2025-01-20', '30.50 USD'),
  order('ben', '2025-01-07', '20 USD'),
  order('cleo', '2025-01-08', '20 USD'),
  order('cleo', '2025-01-09', '7 EUR'),
  visit('cleo', '2025-01-14'),
  visit('dora', '2025-01-15'),
  order('', '2025-01-15', '1 USD'),
  order('emil', '2025-01-15', 'lots'),
)

async function openShop(fragment = ''): Promise<Page> {
  const page = await app.open({ fragment })
  await dropFiles(page, [{ name: 'shop.ndjson', content: SHOP }])
  await page.getByRole('grid').waitFor()
  return page
}
const customers = async (page: Page) => (await tableRows(page)).map(row => row['Customer'])
const fragment = (page: Page) => page.evaluate(() => location.hash)

describe('the answer', () => {
  test('stands first: the sentence, the definition, the facts, the ranking, the best customer opened', async () => {
    const page = await openShop()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('One customer makes 69% of all spend.')
    await page.getByText('Simple LTV · 52 × spend per week × 10 years · weeks start Sunday, UTC.').waitFor()
    expect(await page.locator('main dl dd').allTextContents()).toEqual(['4', '$131', '$3,467', '80%'])
    expect(await tableRows(page)).toEqual([
      { '#': '1', Customer: 'anna', LTV: '$15,687', Spend: '$90.50', Visits: '1', Weeks: '3', 'Weekly spend': '' },
      { '#': '=2', Customer: 'ben', LTV: '$3,467', Spend: '$20.00', Visits: '0', Weeks: '3', 'Weekly spend': '' },
      { '#': '=2', Customer: 'cleo', LTV: '$3,467', Spend: '$20.00', Visits: '1', Weeks: '3', 'Weekly spend': '' },
      { '#': '4', Customer: 'dora', LTV: '$0', Spend: '$0.00', Visits: '1', Weeks: '3', 'Weekly spend': '' },
    ])
    await page.getByRole('complementary', { name: 'Chosen customer' }).getByRole('heading', { name: 'anna' }).waitFor()
  })

  test('says what was left out, shows it and saves it', async () => {
    const page = await openShop()
    await page.getByText('2 rows were left out. 1 has an amount we could not read, 1 has no customer id.').waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download them' }).click()])
    expect(await readFile(await download.path(), 'utf8')).toContain('shop.ndjson,10,')
    await page.getByRole('button', { name: 'See them' }).click()
    await page.getByRole('dialog').getByRole('heading', { name: '2 records were left out' }).waitFor()
  })

  test('sets other currencies aside, says so, and shows them instead on request', async () => {
    const page = await openShop()
    await page.getByText('1 order in another currency is set aside; nothing is converted.').waitFor()
    await page.emulateMedia({ media: 'print' })
    await page.getByText('nothing is converted. Set aside: EUR (1)').waitFor()
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('button', { name: 'EUR', exact: true }).click()
    await page.getByText('EUR orders only.').waitFor()
    expect((await tableRows(page))[0]).toMatchObject({ Customer: 'cleo', LTV: '€1,213' })
    await page.goBack()
    await page.getByText('weeks start Sunday, UTC.').waitFor()
    expect((await tableRows(page))[0]).toMatchObject({ Customer: 'anna' })
  })

  test('explains each fact by keyboard', async () => {
    const page = await openShop()
    const term = page.getByRole('button', { name: 'Median LTV' })
    await term.focus()
    await page.keyboard.press('Enter')
    await page.getByText(/^\$3,466\.67: half of the 4 customers are worth more, half less/).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Median LTV', expanded: false }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Median LTV')
  })
})

describe('the view', () => {
  test('of a damaged link is shown as far as it means something, and what does not is said until the definition is changed', async () => {
    const page = await openShop('#x=2&weeks=fortnight')
    const said = page.getByText('The link says “weeks=fortnight”, which means nothing here')
    await said.waitFor()
    await page.goto(`${page.url().split('#')[0]}#x=2&weeks=customer`)
    await said.waitFor({ state: 'detached' })
  })

  test('lives in the address: x, order, chosen customer and tab come back with the link and after a reload with the same file', async () => {
    const page = await openShop()
    await page.getByRole('textbox', { name: /How many of 4 customers/ }).fill('3')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Customer', exact: true }).click()
    await page.getByRole('row', { name: /cleo/ }).click()
    const link = await fragment(page)
    expect(link).not.toContain('cleo')
    await page.reload()
    await dropFiles(page, [{ name: 'shop.ndjson', content: SHOP }])
    await page.getByRole('grid').waitFor()
    expect(await fragment(page)).toBe(link)
    expect(await customers(page)).toEqual(['anna', 'ben', 'cleo'])
    expect(await page.getByRole('columnheader', { name: 'Customer' }).getAttribute('aria-sort')).toBe('ascending')
    await page.getByRole('complementary').getByRole('heading', { name: 'cleo' }).waitFor()
  })

  test('goes back step by step: Back is undo', async () => {
    const page = await openShop()
    const slider = page.getByRole('slider', { name: 'Show top' })
    const box = await slider.boundingBox()
    if (box === null) throw new Error('the slider is not on the screen')
    const y = box.y + box.height / 2
    // One drag through several values, from the right end (4 customers fit into the 10 shown) to the left.
    await page.mouse.move(box.x + box.width - 8, y)
    await page.mouse.down()
    for (const share of [0.8, 0.5, 0.2, 0]) await page.mouse.move(box.x + 8 + (box.width - 16) * share, y)
    await page.mouse.up()
    await expect.poll(() => customers(page)).toEqual(['anna'])
    await page.getByRole('tab', { name: 'Concentration' }).click()
    await page.getByRole('img', { name: /make half of all spend|makes half/ }).waitFor()
    await page.goBack()
    await expect.poll(() => customers(page)).toEqual(['anna'])
    await page.goBack()
    await expect.poll(() => customers(page)).toHaveLength(4)
  })
})

describe('on every kind of screen', () => {
  const screens = [
    { name: 'desktop-light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
    { name: 'desktop-dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
    { name: 'tablet-light', viewport: { width: 820, height: 1100 }, colorScheme: 'light' },
    { name: 'phone-light', viewport: { width: 320, height: 700 }, colorScheme: 'light' },
    { name: 'phone-dark', viewport: { width: 320, height: 700 }, colorScheme: 'dark' },
  ] as const

  test.each(screens)('the sample shop has no accessibility finding and nothing to scroll sideways: $name', async ({ name, ...options }) => {
    const page = await app.open(options)
    await openSampleShop(page)
    const isWide = options.viewport.width >= 1100
    if (isWide) await page.getByRole('complementary').locator('.recharts-bar').first().waitFor()
    for (const tab of ['Top customers', 'Concentration', 'Cohorts']) {
      await page.getByRole('tab', { name: tab }).click()
      // The first in the panel may be there for printing only.
      await page.locator('[role=tabpanel]:not(:has([aria-busy=true])) :is(svg, table)').filter({ visible: true }).first().waitFor()
      expect(await findings(page), tab).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), tab).toBe(0)
      await shoot(page, `result-${name}-${tab.split(' ')[0]?.toLowerCase()}`)
    }
    if (isWide) return
    await page.getByRole('tab', { name: 'Top customers' }).click()
    await page.getByRole('row').nth(3).click()
    const sheet = page.getByRole('dialog')
    await sheet.locator('.recharts-bar').first().waitFor()
    expect(await findings(page)).toEqual([])
    await shoot(page, `result-${name}-inspector`)
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    await expect.poll(() => fragment(page)).toBe('')
  })
})

test.each([760, 768, 860, 980, 1100])('the header names the data, with %i pixels of width', async width => {
  const page = await app.open({ viewport: { width, height: 700 } })
  await page.getByRole('button', { name: 'Try with a sample shop' }).click()
  await page.getByRole('heading', { name: /^Half of all spend/ }).waitFor()
  const name = page.getByRole('button', { name: /^Sample shop/ }).getByText('Sample shop', { exact: true })
  const cut = await name.evaluate(element => element.scrollWidth - element.clientWidth)
  expect(cut).toBe(0)
  expect(await name.evaluate(element => element.clientWidth)).toBeGreaterThan(50)
})
