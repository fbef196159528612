import type { Page } from 'playwright-core'
import { costsOfFinding, costsOfKeys, costsOfSorting, costsOfX, sortBy } from '../browser/support/frame-costs.ts'
import type { BenchFile } from './files.ts'
import { onPage, type Stage } from './stage.ts'
import { drop, openApp, untilShown } from './worthwhile.ts'

/** What was measured of the page at work: one value for each time it was done. */
export interface Figure {
  readonly what: string
  readonly unit: 'ms' | 'bytes'
  readonly values: readonly number[]
}

const TIMES_CANCELLED = 3
const ms = (what: string, values: readonly number[]): Figure => ({ what, unit: 'ms', values })
const bytes = (what: string, value: number): Figure => ({ what, unit: 'bytes', values: [value] })

/** The app with a large file: how it answers while it reads, and after. */
export async function interactions(file: BenchFile, stage: Stage): Promise<readonly Figure[]> {
  const cancelled: number[] = []
  for (let time = 0; time < TIMES_CANCELLED; time++) cancelled.push(await onPage(stage, page => cancel(page, file, stage)))
  const figures = await onPage(stage, page => atWork(page, file, stage))
  return [...figures, ms('Cancel, click to start screen', cancelled)]
}

async function atWork(page: Page, file: BenchFile, stage: Stage): Promise<readonly Figure[]> {
  await openApp(page, stage)
  await drop(page, file)
  await untilShown(page)
  const { droppedAt, firstRowsAt, shownAt, longTasks, events, orders, customers, top } = await page.evaluate(() => ({
    ...globalThis.watch,
    datasetBytes: null,
  }))
  const datasetBytes = await page.evaluate(() => globalThis.watch.datasetBytes())
  const figures = [
    ms('drop to first rows on the screen', [(firstRowsAt ?? Number.NaN) - droppedAt]),
    ms('drop to final ranking on the screen', [(shownAt ?? Number.NaN) - droppedAt]),
    ms('tasks over 50 ms on the main thread while reading', longTasks),
    bytes('data set, per event', datasetBytes / events),
    bytes('data set, per order', datasetBytes / orders),
    bytes('data set, per customer', datasetBytes / customers),
  ]
  await page.getByRole('button', { name: 'All', exact: true }).click()
  figures.push(ms('frame: x by slider', await costsOfX(page)), ms('frame: to the ends of the table by keys', await costsOfKeys(page)))
  const ids = top.map(({ id }) => id)
  figures.push(ms('frame: a letter typed to find a customer', await costsOfFinding(page, ids)))
  const newOrders: number[] = []
  for (const heading of ['Spend', 'Visits', 'Visits', 'Customer', 'Weeks']) newOrders.push(await sortBy(page, heading))
  figures.push(ms('new order of all customers, click to rows', newOrders))
  await page.getByRole('textbox', { name: /customers to show/ }).fill('1,000')
  await page.keyboard.press('Enter')
  figures.push(ms('frame: order of the top 1,000', await costsOfSorting(page)))
  figures.push(ms('definition change, click to new ranking on the screen', await definitionChanges(page)))
  return figures
}

async function definitionChanges(page: Page): Promise<readonly number[]> {
  await page.getByRole('button', { name: 'Change definition' }).first().click()
  const times: number[] = []
  for (const rule of [/^Active weeks/, /^Weeks of the customer/, /^Elapsed time/, /^Weeks by calendar year/, /^Weeks of the data/]) {
    const radio = page.getByRole('dialog', { name: 'Definition' }).getByRole('radio', { name: rule })
    times.push(
      await radio.evaluate(async button => {
        const { watch } = globalThis
        watch.definedAt = null
        const start = performance.now()
        if (button instanceof HTMLElement) button.click()
        while (watch.definedAt === null) await new Promise(resolve => setTimeout(resolve, 1))
        await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
        return performance.now() - start
      }),
    )
  }
  return times
}

/** Milliseconds from a click on Cancel, soon after the drop, to the start screen. */
async function cancel(page: Page, file: BenchFile, stage: Stage): Promise<number> {
  await openApp(page, stage)
  await drop(page, file)
  return page.evaluate(async () => {
    let button: HTMLButtonElement | undefined
    while (button === undefined) {
      if (globalThis.watch.rankedAt !== null) throw new Error('the file was read before it could be cancelled: take a larger one')
      await new Promise(resolve => requestAnimationFrame(resolve))
      button = [...document.querySelectorAll('button')].find(one => one.textContent === 'Cancel')
    }
    const start = performance.now()
    button.click()
    while (!document.querySelector('h1')?.textContent?.startsWith('Who are')) await new Promise(resolve => requestAnimationFrame(resolve))
    return performance.now() - start
  })
}
