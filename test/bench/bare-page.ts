import type { Run } from './contestants.ts'
import type { BenchFile } from './files.ts'
import { RendererMemory } from './renderer-memory.ts'
import { onPage, type Stage } from './stage.ts'

/** Runs `contestants/<script>.ts` in the worker of a bare page. */
export function inWorker(script: string): (file: BenchFile, stage: Stage) => Promise<Run> {
  return (file, stage) =>
    onPage(stage, async page => {
      await page.goto(`${stage.barePage.address}#${script}`)
      await page.locator('input').setInputFiles(file.path)
      await page.evaluate(() => globalThis.ready)
      const memory = await RendererMemory.whenIdle(page)
      const reading = await page.evaluate(() => globalThis.compete())
      const unpacked = file.format !== 'ndjson.gz'
      if (unpacked && reading.bytes !== undefined && reading.bytes !== file.bytes)
        throw new Error(`${script} saw ${reading.bytes} bytes of ${file.bytes}`)
      return { ...reading, ...(await memory.over()) }
    })
}
