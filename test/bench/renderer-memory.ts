import { readFile, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { Memory } from './contestants.ts'

/** For work that goes on behind a page that is there, such as keeping itself offline. */
const SETTLING_MS = 1_500

/** The resident memory of a browser's renderer processes (a page with its workers), which Linux tells. */
export class RendererMemory {
  readonly #idle: ReadonlyMap<number, number>

  private constructor(idle: ReadonlyMap<number, number>) {
    this.#idle = idle
  }

  static async whenIdle(page: Page): Promise<RendererMemory> {
    await pause(SETTLING_MS)
    if (process.platform !== 'linux') return new RendererMemory(new Map())
    const session = await page.context().browser()?.newBrowserCDPSession()
    const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {}
    const idle = new Map<number, number>()
    for (const { type, id } of processInfo) {
      if (type !== 'renderer') continue
      // 5 sets the mark of the highest use back to the present one.
      await writeFile(`/proc/${id}/clear_refs`, '5')
      idle.set(id, await residentBytes(id, 'VmRSS'))
    }
    return new RendererMemory(idle)
  }

  /** What has come since, all processes together. */
  async over(): Promise<Memory> {
    if (this.#idle.size === 0) return { peakBytes: null, heldBytes: null }
    let [peakBytes, heldBytes] = [0, 0]
    for (const [id, idleBytes] of this.#idle) {
      peakBytes += (await residentBytes(id, 'VmHWM')) - idleBytes
      heldBytes += (await residentBytes(id, 'VmRSS')) - idleBytes
    }
    return { peakBytes, heldBytes }
  }
}

async function residentBytes(id: number, which: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${id}/status`, 'utf8')
  return 1_024 * Number(new RegExp(`^${which}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1])
}
