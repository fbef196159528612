import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { longFile, TWO_WEEKS } from './support/events.ts'
import { tableRows } from './support/result.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()

const long = longFile(1_500)

async function startLongReading(page: Page): Promise<void> {
  await dropFiles(page, [long.path])
  await page.getByRole('heading', { name: 'Reading long.ndjson' }).waitFor()
}

/** Presses a button and tells how long it took, in milliseconds, until a heading stood on the page. */
function timeFromClick(page: Page, button: string, heading: string): Promise<number> {
  return page.evaluate(
    ([name, text]) =>
      new Promise<number>(resolve => {
        const start = performance.now()
        const look = () => {
          if ([...document.querySelectorAll('h1')].some(title => title.textContent?.startsWith(text ?? '')))
            resolve(performance.now() - start)
          else requestAnimationFrame(look)
        }
        ;[...document.querySelectorAll('button')].find(candidate => candidate.textContent === name)?.click()
        look()
      }),
    [button, heading] as const,
  )
}

test('while reading, the counts go up and the first rows are shown as provisional', async () => {
  const page = await app.open()
  await startLongReading(page)
  await page.getByRole('table', { name: 'Best customers so far provisional' }).getByRole('row').nth(10).waitFor()
  await page.getByText(/^about (a second|\d+ seconds?)$/).waitFor()
  await shoot(page, 'reading')
  const events = () => page.locator('dt:text-is("Events") + dd').textContent()
  const before = await events()
  await expect.poll(events).not.toBe(before)
  await page.getByRole('button', { name: 'Cancel' }).click()
})

test('cancel answers within 100 ms and goes back to where one was', async () => {
  const page = await app.open()
  await startLongReading(page)
  await page.getByRole('table').getByRole('row').nth(5).waitFor()
  const milliseconds = await timeFromClick(page, 'Cancel', 'Who are your best customers')
  console.log(`cancel took ${milliseconds.toFixed(0)} ms`)
  expect(milliseconds).toBeLessThan(100)
  // The focus does not fall off the page with the button that was pressed.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN')
})

test('a file read over shown data says that it stays, and cancel brings it back untouched', async () => {
  const page = await app.open()
  await dropFiles(page, [{ name: 'two-weeks.ndjson', content: TWO_WEEKS }])
  await page.getByText('4 events · 0 rejected').waitFor()
  await startLongReading(page)
  await page.getByText('The data shown before (two-weeks.ndjson) stays until this is read. Cancel takes you back to it.').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'two-weeks.ndjson 4 events · 0 rejected' }).waitFor()
  await page.getByText('$20,290.40', { exact: false }).first().waitFor()
})

test('several files are each shown with their progress', async () => {
  const page = await app.open()
  const big = `${TWO_WEEKS.trimEnd()}\n`.repeat(60_000)
  await dropFiles(page, [
    { name: 'a.ndjson', content: big },
    { name: 'b.ndjson', content: big },
  ])
  await page.getByRole('heading', { name: /^2 files, \d read$/ }).waitFor()
  await page.getByRole('progressbar', { name: 'b.ndjson' }).waitFor()
  await page.getByRole('button', { name: '2 files 480,000 events · 0 rejected' }).waitFor()
})

test('several threads read a large file, and it says the same', async () => {
  const page = await app.open()
  await page.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 4 }))
  await page.reload()
  let started = 0
  page.on('worker', () => started++)
  await dropFiles(page, [long.path])
  await page.getByRole('button', { name: 'Rows used' }).click()
  await page.getByText('3,000,000 rows read').waitFor()
  // The one that takes in, the one that reads ahead, and a spare.
  expect(started).toBeGreaterThanOrEqual(3)
  expect((await tableRows(page))[0]).toMatchObject({ Customer: 'customer-1999', LTV: '$1,039,740' })
})
