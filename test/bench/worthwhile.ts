import { availableParallelism } from 'node:os'
import type { Page } from 'playwright-core'
import { dragPaths } from '../browser/support/dragging.ts'
import { keptOffline } from '../browser/support/service-worker.ts'
import type { Run } from './contestants.ts'
import type { BenchFile } from './files.ts'
import { RendererMemory } from './renderer-memory.ts'
import { onPage, type Stage } from './stage.ts'

/** Takes WebAssembly away from workers, as browsers do that lock it away: their code is put into blobs by the page. */
const WITHOUT_WEB_ASSEMBLY = `globalThis.Blob = class extends Blob {
  constructor(parts = [], options) {
    super(options?.type === 'text/javascript' ? ['delete self.WebAssembly;', ...parts] : parts, options)
  }
}`

/** Those that the app is told of here. */
export const OWN_CORES = availableParallelism()

/**
 * The built app, told that the machine has so many cores, by which it chooses its threads: from the drop to the arrival of the final ranking at the page.
 * Without its kernel, in workers that have no WebAssembly.
 */
export function worthwhile(cores: number, withKernel = true): (file: BenchFile, stage: Stage) => Promise<Run> {
  const run = (file: BenchFile, stage: Stage) => async (page: Page) => {
    await page.addInitScript(count => Object.defineProperty(navigator, 'hardwareConcurrency', { value: count }), cores)
    if (!withKernel) await page.addInitScript(WITHOUT_WEB_ASSEMBLY)
    await openApp(page, stage)
    const memory = await RendererMemory.whenIdle(page)
    await drop(page, file)
    await untilShown(page)
    const { top, events, droppedAt, readAt, rankedAt } = await page.evaluate(() => ({ ...globalThis.watch, datasetBytes: null }))
    const bytesMilliseconds = (readAt ?? Number.NaN) - droppedAt
    return { top, events, bytesMilliseconds, milliseconds: (rankedAt ?? Number.NaN) - droppedAt, ...(await memory.over()) }
  }
  return (file, stage) => onPage(stage, run(file, stage))
}

export async function openApp(page: Page, stage: Stage): Promise<void> {
  await page.addInitScript({ path: stage.watch })
  await page.goto(stage.app.address)
  await keptOffline(page)
}

export async function drop(page: Page, file: BenchFile): Promise<void> {
  const drag = await dragPaths(page, [file.path])
  await drag.drop(page.locator('body'))
}

/** The final ranking is on the screen. @throws when the file could not be read */
export async function untilShown(page: Page): Promise<void> {
  await page.waitForFunction(() => globalThis.watch.shownAt !== null || globalThis.watch.failure !== null, null, { polling: 100 })
  const failure = await page.evaluate(() => globalThis.watch.failure)
  if (failure !== null) throw new Error(failure)
}
