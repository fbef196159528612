import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { TWO_WEEKS } from './support/events.ts'
import { openSampleShop } from './support/result.ts'

const app = appInBrowser()

/** Rows enough that each of the formats takes a second or more. */
const CUSTOMERS = 60_000
const EVENTS = 200_000

/** The longest time in which the page did not get a turn from now on, in milliseconds. */
async function watchTurns(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const turns = { last: performance.now(), longest: 0 }
    Object.assign(window, { turns })
    const tick = (): void => {
      const now = performance.now()
      turns.longest = Math.max(turns.longest, now - turns.last)
      turns.last = now
      setTimeout(tick, 0)
    }
    tick()
  })
  // `as`: put there above.
  return () => page.evaluate(() => (window as unknown as { turns: { longest: number } }).turns.longest)
}

test('a long export is stopped by its button: nothing is saved, its thread is gone, the page is free, and the next one is whole', {
  timeout: 300_000,
}, async () => {
  const page = await app.open({ fragment: '#x=100000' })
  await openSampleShop(page, { customers: CUSTOMERS, events: EVENTS })
  const downloads: string[] = []
  page.on('download', download => downloads.push(download.suggestedFilename()))
  const threads = page.workers().length
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Export' })
  await sheet.getByRole('radio', { name: /All customers/ }).check()
  const longestTurn = await watchTurns(page)

  for (const label of ['SQLite database', 'Excel workbook', /^Parquet/, 'Events as NDJSON', /^CSV For databases/]) {
    await sheet.getByRole('radio', { name: label }).check()
    const save = sheet.getByRole('button', { name: /^Save (\d|everything)/ })
    await save.click()
    // It has begun, and says how far it is.
    await sheet.getByRole('progressbar').waitFor()
    const began = performance.now()
    await sheet.getByRole('button', { name: 'Cancel' }).click()
    await save.waitFor()
    expect(performance.now() - began, `from click to a free sheet, ${String(label)}`).toBeLessThan(5_000)
    expect(await save.isEnabled()).toBe(true)
    expect(await sheet.getByRole('progressbar').count()).toBe(0)
    expect(await sheet.getByRole('alert').count()).toBe(0)
    await expect.poll(() => page.workers().length, { timeout: 10_000, message: `threads after ${String(label)}` }).toBe(threads)
  }
  expect(downloads).toEqual([])
  console.log(`longest turn of the page while exports were begun and stopped: ${Math.round(await longestTurn())} ms`)

  await sheet.getByRole('radio', { name: /^CSV For databases/ }).check()
  const [download] = await Promise.all([page.waitForEvent('download'), sheet.getByRole('button', { name: /^Save \d/ }).click()])
  const rows = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
  const words = await page
    .getByRole('status')
    .getByText(/^Saved [\d,]+ customers as /)
    .textContent()
  const said = Number(/[\d,]+/.exec(words ?? '')?.[0].replaceAll(',', ''))
  expect(rows.length).toBe(said + 1)
  expect(said).toBeGreaterThan(CUSTOMERS / 2)
})

test('an export whose sheet closes, by Escape or by other files, is stopped in the thread too, and said to be', {
  timeout: 300_000,
}, async () => {
  const page = await app.open()
  await openSampleShop(page, { customers: CUSTOMERS, events: EVENTS })
  const downloads: string[] = []
  page.on('download', download => downloads.push(download.suggestedFilename()))
  const threads = page.workers().length
  const sheet = page.getByRole('dialog', { name: 'Export' })
  const begin = async (label: string): Promise<void> => {
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await sheet.getByRole('radio', { name: label }).check()
    await sheet.getByRole('button', { name: 'Save everything' }).click()
    await sheet.getByRole('progressbar').waitFor()
  }
  const stopped = page.getByRole('status').getByText('The export was stopped, as its sheet closed before it was done. Nothing was saved.')

  for (const label of ['SQLite database', 'Events as CSV', 'Weeks as CSV']) {
    await begin(label)
    await page.keyboard.press('Escape')
    await stopped.waitFor()
    expect(await sheet.isVisible()).toBe(false)
    await expect.poll(() => page.workers().length, { timeout: 10_000, message: `threads after ${label}` }).toBe(threads)
    // So that the next words are not taken for these.
    await stopped.waitFor({ state: 'detached', timeout: 20_000 })
  }
  await begin('SQLite database')
  await dropFiles(page, [{ name: 'two-weeks.ndjson', content: TWO_WEEKS }])
  await page
    .getByRole('status')
    .getByText(/^2 customers ranked/)
    .waitFor({ state: 'attached' })
  // Still to be seen behind what was said of the reading meanwhile.
  expect(await stopped.boundingBox().then(box => (box?.height ?? 0) > 1)).toBe(true)
  expect(downloads).toEqual([])
})
