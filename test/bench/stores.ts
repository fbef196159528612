import type { Page } from 'playwright-core'
import { dragPaths } from '../browser/support/dragging.ts'
import type { Figure } from './interactions.ts'
import { RendererMemory } from './renderer-memory.ts'
import { onPage, type Stage } from './stage.ts'
import type { StoreFiles } from './store-files.ts'
import { openApp, untilShown } from './worthwhile.ts'

const STORES_ASKED = 5
const SWITCHES = ['All statuses', 'Accepted', 'Amount', 'Times sold', 'Totals of stores', 'It was entered', 'Merchants']

/** The report of stores in the built app: from the drop of its three tables to the answers, then what changing them takes. */
export function storeFigures(files: StoreFiles, stage: Stage): Promise<readonly Figure[]> {
  return onPage(stage, page => figuresOf(page, files, stage))
}

async function figuresOf(page: Page, { paths, bytes }: StoreFiles, stage: Stage): Promise<readonly Figure[]> {
  await openApp(page, stage)
  const memory = await RendererMemory.whenIdle(page)
  const idleSeconds = await rendererSeconds(page)
  const drag = await dragPaths(page, paths)
  await drag.drop(page.locator('body'))
  await untilShown(page)
  const seconds = (await rendererSeconds(page)) - idleSeconds
  const { peakBytes } = await memory.over()
  const seen = await page.evaluate(() => ({ ...globalThis.watch, datasetBytes: null }))
  const datasetBytes = await page.evaluate(() => globalThis.watch.datasetBytes())
  const { droppedAt, readAt, rankedAt, shownAt, longTasks, events } = seen
  const since = (at: number | null): number => (at ?? Number.NaN) - droppedAt
  const figures: Figure[] = [
    { what: `drop to the last of ${(bytes / 1e6).toFixed(0)} MB read`, unit: 'ms', values: [since(readAt)] },
    { what: 'from there to the answers at the page', unit: 'ms', values: [since(rankedAt) - since(readAt)] },
    { what: 'drop to answers on the screen', unit: 'ms', values: [since(shownAt)] },
    { what: 'CPU time of page and workers until then', unit: 'ms', values: [seconds * 1_000] },
    { what: 'tasks over 50 ms on the main thread until then', unit: 'ms', values: longTasks },
    { what: 'data set, per transaction accepted', unit: 'bytes', values: [datasetBytes / events] },
  ]
  if (peakBytes !== null)
    figures.push({ what: 'memory at most over idle, per transaction accepted', unit: 'bytes', values: [peakBytes / events] })
  const switched: number[] = []
  for (const label of SWITCHES) switched.push(await timeOf(page, 'definedAt', clickOn('label', label)))
  const asked: number[] = []
  for (let at = 0; at < STORES_ASKED; at += 1)
    asked.push(
      await timeOf(page, 'weeklyAt', `document.querySelectorAll('[aria-labelledby="stores-top-stores"] tbody button')[${at}].click()`),
    )
  return [
    ...figures,
    { what: 'switch, click to new answers on the screen', unit: 'ms', values: switched },
    { what: 'a store by week, click to its weeks on the screen', unit: 'ms', values: asked },
  ]
}

/** Processor time of all processes that pages and their workers run in. */
async function rendererSeconds(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession()
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {}
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}

const clickOn = (element: string, text: string): string =>
  `[...document.querySelectorAll('main ${element}')].find(one => one.textContent === ${JSON.stringify(text)}).click()`

/** Milliseconds from an act until its answer has come and been drawn. */
function timeOf(page: Page, answeredAt: 'definedAt' | 'weeklyAt', act: string): Promise<number> {
  return page.evaluate(`(async () => {
    const { watch } = globalThis
    watch.${answeredAt} = null
    const start = performance.now();
    ${act}
    while (watch.${answeredAt} === null) await new Promise(resolve => setTimeout(resolve, 1))
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
    return performance.now() - start
  })()`)
}
