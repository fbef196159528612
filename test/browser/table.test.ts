import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { openSampleShop, tableRows } from './support/result.ts'

const app = appInBrowser()

const column = async (page: Page, heading: string) => (await tableRows(page)).map(row => row[heading] ?? '')
const activeRow = (page: Page) =>
  page.getByRole('grid').evaluate(grid => {
    const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')
    return active === null
      ? null
      : { row: Number(active.getAttribute('aria-rowindex')), customer: active.querySelector('td:nth-child(2) [title]')?.textContent }
  })
const number = (page: Page) => page.getByRole('textbox', { name: /customers to show/ })
async function show(page: Page, x: string): Promise<void> {
  await number(page).fill(x)
  await page.keyboard.press('Enter')
}

describe('the table', () => {
  test('sorts by a heading, the other way round by the next click, and says so', async () => {
    const page = await app.open()
    await openSampleShop(page)
    await show(page, '200')
    const best = await column(page, 'Customer')
    const heading = page.getByRole('columnheader', { name: 'Visits' })
    await heading.getByRole('button').click()
    expect(await heading.getAttribute('aria-sort')).toBe('descending')
    const visits = (await column(page, 'Visits')).map(Number)
    expect(visits.length).toBeGreaterThan(9)
    expect(visits).toEqual([...visits].sort((a, b) => b - a))
    await heading.getByRole('button').click()
    expect(await heading.getAttribute('aria-sort')).toBe('ascending')
    const fewest = (await column(page, 'Visits')).map(Number)
    expect(fewest).toEqual([...fewest].sort((a, b) => a - b))
    // By rank, and by rank from the last: the worst of those shown comes first.
    const rank = page.getByRole('columnheader', { name: '#' })
    await rank.getByRole('button').click()
    expect(await column(page, 'Customer')).toEqual(best)
    await rank.getByRole('button').click()
    expect(await rank.getAttribute('aria-sort')).toBe('descending')
    expect((await column(page, '#'))[0]).toBe('200')
    // LTV again: best first, under one name in the link.
    await page.getByRole('columnheader', { name: 'LTV' }).getByRole('button').click()
    expect(await column(page, 'Customer')).toEqual(best)
    expect(await page.evaluate(() => location.hash)).not.toContain('sort')
  })

  test('is moved in by keyboard from end to end, and Enter opens the customer', async () => {
    const page = await app.open()
    await openSampleShop(page)
    await show(page, '2000')
    const grid = page.getByRole('grid', { name: 'Top 2,000 customers' })
    expect(await grid.getAttribute('aria-rowcount')).toBe('2001')
    await grid.focus()
    expect((await activeRow(page))?.row).toBe(2)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    expect((await activeRow(page))?.row).toBe(3)
    await page.keyboard.press('PageDown')
    expect((await activeRow(page))?.row).toBeGreaterThan(12)
    await page.keyboard.press('End')
    await expect.poll(async () => (await activeRow(page))?.row).toBe(2001)
    const last = await activeRow(page)
    await page.keyboard.press('Enter')
    await page
      .getByRole('complementary')
      .getByRole('heading', { level: 2, name: last?.customer ?? '' })
      .waitFor()
    expect(await page.getByRole('row', { selected: true }).getAttribute('aria-rowindex')).toBe('2001')
    await page.keyboard.press('Home')
    await expect.poll(async () => (await activeRow(page))?.row).toBe(2)
  })

  test('scrolls by wheel through every row in turn', async () => {
    const page = await app.open()
    await openSampleShop(page)
    await show(page, '60')
    await page.getByRole('grid').hover()
    const seen = new Set<string>()
    for (let turn = 0; turn < 40 && seen.size < 60; turn++) {
      for (const row of await page.getByRole('grid').locator('tbody tr').all()) seen.add((await row.getAttribute('aria-rowindex')) ?? '')
      await page.mouse.wheel(0, 150)
      await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    }
    expect(seen.size).toBe(60)
  })

  test('shows the columns that fit, and any others on request by scrolling sideways', async () => {
    const page = await app.open()
    await openSampleShop(page)
    expect(Object.keys((await tableRows(page))[0] ?? {})).toEqual(['#', 'Customer', 'LTV', 'Spend', 'Visits', 'Weeks', 'Weekly spend'])
    await page.getByRole('button', { name: 'Columns' }).click()
    for (const heading of ['Place', 'Orders', 'Per visit', 'Visits/week', 'First seen', 'Last seen'])
      await page.getByRole('checkbox', { name: heading }).check()
    expect(await page.getByRole('columnheader').allTextContents()).toEqual([
      '#',
      'Customer',
      'Place',
      'LTV ↓',
      'Spend',
      'Orders',
      'Visits',
      'Per visit',
      'Visits/week',
      'Weeks',
      'First seen',
      'Last seen',
      'Weekly spend',
    ])
    await page.getByRole('button', { name: 'As many as fit' }).click()
    expect(await page.getByRole('columnheader').count()).toBe(7)
    await page.setViewportSize({ width: 1920, height: 1080 })
    await expect.poll(() => page.getByRole('columnheader').count()).toBeGreaterThan(9)
  })
})

describe('finding a customer', () => {
  test('leads from / to the row and the inspector, and says when the row is below those shown', async () => {
    const page = await app.open()
    await openSampleShop(page)
    await show(page, '500')
    await page.getByRole('columnheader', { name: 'Customer' }).getByRole('button').click()
    const [first] = await column(page, 'Customer')
    await page.getByRole('columnheader', { name: 'LTV' }).getByRole('button').click()

    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('/')
    await page.keyboard.type(first ?? '')
    await page.keyboard.press('Enter')
    await page
      .getByRole('complementary')
      .getByRole('heading', { level: 2, name: first ?? '' })
      .waitFor()
    expect(await page.getByRole('row', { selected: true }).locator('td:nth-child(2) [title]').textContent()).toBe(first)

    await show(page, '1')
    await page.getByText(/ is number [\d,]+, below the 1 shown\./).waitFor()
    await page.getByRole('button', { name: /^Show the top/ }).click()
    expect(await page.getByRole('row', { selected: true }).locator('td:nth-child(2) [title]').textContent()).toBe(first)
  })

  test('says that nobody has this id, and names the closest', async () => {
    const page = await app.open()
    await openSampleShop(page)
    const [best = ''] = await column(page, 'Customer')
    const cut = best.slice(0, -1)
    await page.getByRole('combobox', { name: 'Find a customer id' }).fill(cut)
    await page.keyboard.press('Enter')
    await page.getByText(`No customer ‘${cut}’. Ids are matched exactly. Closest: ${best}`).waitFor()
    await page.getByRole('button', { name: best, exact: true }).click()
    await page.getByRole('complementary').getByRole('heading', { level: 2, name: best }).waitFor()
  })
})
