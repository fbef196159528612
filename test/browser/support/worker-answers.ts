import type { Page } from 'playwright-core'
import { unpackAnswers } from '../../../src/worker/packed-answers.ts'

/** Has the page keep every message that a worker sends it, from the next navigation on. */
export async function keepAnswers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: unknown[] = []
    Object.assign(window, { keptAnswers: kept })
    window.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options)
        this.addEventListener('message', ({ data }) => kept.push(data))
      }
    }
  })
  await page.reload()
}

/**
 * What the answers about stores come to: those of the last opening, and of each switch those that it changed. Null while there are none.
 */
export async function lastStoreAnswers(page: Page): Promise<KeptStores | null> {
  const packed = await page.evaluate(() => {
    // `as`: put there by keepAnswers.
    const kept = (window as unknown as { keptAnswers: { kind: string; result?: { answers: unknown }; answers?: unknown }[] }).keptAnswers
    const opened = kept.findLastIndex(answer => answer.kind === 'opened')
    const all = kept.slice(Math.max(0, opened)).filter(({ kind }) => kind === 'stores-defined' || kind === 'opened')
    const answers = all.map(answer => answer.answers ?? answer.result?.answers ?? null)
    return JSON.stringify(answers, (_, value) => {
      // JSON has no sums of amounts that are whole numbers without a limit, as short lists have them.
      if (typeof value === 'bigint') return String(value)
      return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value
    })
  })
  // `as`: columns are lists by now, which are gone through in the same way.
  const all = (JSON.parse(packed) as (Parameters<typeof unpackAnswers>[0] | null)[]).filter(answers => answers !== null)
  return all.length === 0 ? null : (Object.assign({}, ...all.map(unpackAnswers)) as KeptStores)
}

/** The part of the answers that tests look at. */
export interface KeptStores {
  readonly topStores: readonly { readonly storeId: string; readonly amountUnits: bigint }[]
  readonly topProducts: readonly { readonly sku: string; readonly transactions: number }[]
  readonly averageAmounts: readonly { readonly typology: string; readonly country: string; readonly mean: number }[]
  readonly deviceTypeShares: readonly { readonly deviceType: string; readonly share: number }[]
  readonly firstFive: { readonly stores: readonly unknown[]; readonly meanSeconds: number }
}

/** Everything that any message held, as one text. */
export function everythingSaid(page: Page): Promise<string> {
  return page.evaluate(() => {
    const decoder = new TextDecoder('latin1')
    const { keptAnswers } = window as unknown as { keptAnswers: unknown[] }
    return JSON.stringify(keptAnswers, (_, value) => {
      if (typeof value === 'bigint') return String(value)
      if (ArrayBuffer.isView(value)) return decoder.decode(new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength))
      return value instanceof Map ? [...value] : value
    })
  })
}
