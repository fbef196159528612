import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { costsOfKeys, costsOfSorting, costsOfX, sortBy } from './support/frame-costs.ts'
import { openSampleShop } from './support/result.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()
const CUSTOMERS = 500_000
const EVENTS = 1_000_000
const FRAME_MS = 1000 / 60

/**
 * What a frame may cost on a machine that has other things to do as well; the goal is one frame at 60 per second, and the numbers are printed.
 * A regression to work per customer (sorting, an object or an element each) costs hundreds of milliseconds and fails.
 */
const TOLERATED_MS = 4 * FRAME_MS

test('half a million customers: every row can be reached, and x and the order answer within a frame', { timeout: 600_000 }, async () => {
  const page = await app.open()
  const began = performance.now()
  await openSampleShop(page, { customers: CUSTOMERS, events: EVENTS })
  console.log(`${EVENTS} events of ${CUSTOMERS} customers on screen after ${Math.round(performance.now() - began)} ms`)

  await page.getByRole('button', { name: 'All', exact: true }).click()
  const ranked = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1
  expect(ranked).toBeGreaterThan(CUSTOMERS / 2)
  await everyRowCanBeReached(page, ranked)
  await shoot(page, 'huge')

  const costs: Record<string, readonly number[]> = {
    'x by slider, best first': await costsOfX(page),
    'to the top and back by one key each': await costsOfKeys(page),
  }
  await sortBy(page, 'Spend')
  costs['x by slider, sorted by spend'] = await costsOfX(page)
  const orders = [await sortBy(page, 'Visits'), await sortBy(page, 'Visits'), await sortBy(page, 'Customer'), await sortBy(page, 'Weeks')]
  await page.getByRole('textbox', { name: /customers to show/ }).fill('1,000')
  await page.keyboard.press('Enter')
  costs['order of the top 1,000'] = await costsOfSorting(page)
  for (const [what, times] of Object.entries(costs)) {
    const sorted = [...times].sort((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
    console.log(`${what}: median ${median.toFixed(1)} ms, longest ${sorted.at(-1)?.toFixed(1)} ms of ${times.length}`)
    expect(median, what).toBeLessThan(TOLERATED_MS)
  }
  console.log(`new order of all ${ranked} customers, click to rows: ${orders.map(time => `${Math.round(time)} ms`).join(', ')}`)
})

async function everyRowCanBeReached(page: Page, ranked: number): Promise<void> {
  const grid = page.getByRole('grid')
  const rowsInSight = () =>
    grid.evaluate(table => [...table.querySelectorAll('tbody tr')].map(row => Number(row.getAttribute('aria-rowindex')) - 2))
  await grid.focus()
  await page.keyboard.press('End')
  await expect.poll(async () => (await rowsInSight()).at(-1)).toBe(ranked - 1)
  // Up by wheel from the very end: one row after the other, none left out.
  await grid.hover()
  let before = await rowsInSight()
  for (let turn = 0; turn < 12; turn++) {
    await page.mouse.wheel(0, -200)
    await expect.poll(async () => (await rowsInSight())[0]).toBeLessThan(before[0] ?? 0)
    const now = await rowsInSight()
    expect(now.at(-1)).toBeGreaterThanOrEqual((before[0] ?? 0) - 1)
    before = now
  }
  // The bar dragged to the middle shows the middle.
  await grid.evaluate(table => {
    for (let box = table.parentElement; box !== null; box = box.parentElement)
      if (box.scrollHeight > box.clientHeight + 1_000) {
        box.scrollTop = (box.scrollHeight - box.clientHeight) / 2
        return
      }
    throw new Error('nothing scrolls')
  })
  await expect.poll(async () => Math.abs(((await rowsInSight())[0] ?? 0) - ranked / 2) / ranked).toBeLessThan(0.01)
  await grid.focus()
  await page.keyboard.press('Home')
  await expect.poll(async () => (await rowsInSight())[0]).toBe(0)
}
