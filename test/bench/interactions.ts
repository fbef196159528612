import type { Page } from 'playwright-core'
import { costsOfFinding, costsOfInspecting, costsOfKeys, costsOfSorting, costsOfX, sortBy } from '../browser/support/frame-costs.ts'
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
  const measured = async (what: string, act: () => Promise<readonly number[]>): Promise<void> => {
    await latestLongTasks(page)
    figures.push(ms(what, await act()), ms('… its tasks over 50 ms', await latestLongTasks(page)))
  }
  figures.push(ms('tasks over 50 ms once the ranking is on the screen', await latestLongTasks(page)))
  await page.getByRole('button', { name: 'All', exact: true }).click()
  const ids = top.map(({ id }) => id)
  await measured('frame: x by slider', () => costsOfX(page))
  await measured('frame: to the ends of the table by keys', () => costsOfKeys(page))
  await measured('frame: a letter typed to find a customer', () => costsOfFinding(page, ids))
  await measured('frame: another customer in the inspector', () => costsOfInspecting(page))
  await measured('new order of all customers, click to rows', async () => {
    const times: number[] = []
    for (const heading of ['Spend', 'Visits', 'Visits', 'Customer', 'Weeks']) times.push(await sortBy(page, heading))
    return times
  })
  await page.getByRole('textbox', { name: /customers to show/ }).fill('1,000')
  await page.keyboard.press('Enter')
  await measured('frame: order of the top 1,000', () => costsOfSorting(page))
  await page.getByRole('button', { name: 'Change definition' }).first().click()
  for (const [what, change] of DEFINITION_CHANGES)
    await measured(`definition change to ${what}, to new ranking on the screen`, async () => [await definitionChange(page, change)])
  return figures
}

/** What comes after an action at leisure, as charts, is over by then. */
const SETTLED_MS = 1_000

/** Milliseconds of each task of the main thread over 50 ms since this was last asked. */
async function latestLongTasks(page: Page): Promise<readonly number[]> {
  await page.waitForTimeout(SETTLED_MS)
  return page.evaluate(() => {
    const tasks = globalThis.watch.latestLongTasks
    globalThis.watch.latestLongTasks = []
    return tasks
  })
}

/** A field of the definition by the beginning of its label, and what is put in; a choice is only clicked. */
interface DefinitionChange {
  readonly label: string
  readonly text?: string
}

/** One after the other, each on top of those before. */
const DEFINITION_CHANGES: readonly (readonly [string, DefinitionChange])[] = [
  ['active weeks', { label: 'Active weeks' }],
  ['weeks of the customer', { label: 'Weeks of the customer' }],
  ['elapsed time', { label: 'Elapsed time' }],
  ['weeks by calendar year', { label: 'Weeks by calendar year' }],
  ['weeks of the data', { label: 'Weeks of the data' }],
  ['Monday', { label: 'Monday' }],
  ['Sunday', { label: 'Sunday' }],
  ['a lifespan of 5 years', { label: 'Lifespan in years', text: '5' }],
  ['a margin of 40 %', { label: 'Gross margin in %', text: '40' }],
  ['a chosen currency', { label: 'Currency', text: 'USD' }],
  ['a window', { label: 'From', text: '2024-03-01' }],
]

/** Milliseconds from the change to a page that shows the new ranking. */
function definitionChange(page: Page, change: DefinitionChange): Promise<number> {
  return page.evaluate(async ({ label, text }) => {
    const labels = [...document.querySelectorAll('dialog[open] label')]
    const found = labels.find(one => one.textContent?.startsWith(label))
    const control = found instanceof HTMLLabelElement ? (found.control ?? found.querySelector('input, select')) : null
    if (!(control instanceof HTMLElement)) throw new Error(`no field ${label}`)
    const { watch } = globalThis
    watch.definedAt = null
    const start = performance.now()
    if (text === undefined) control.click()
    else {
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, text)
      control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
    }
    while (watch.definedAt === null) await new Promise(resolve => setTimeout(resolve, 1))
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
    return performance.now() - start
  }, change)
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
