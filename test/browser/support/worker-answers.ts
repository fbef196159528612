import type { Page } from 'playwright-core'

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

/** The last answers about stores, with amounts in euros; null while there are none. */
export function lastStoreAnswers(page: Page): Promise<KeptStores | null> {
  return page.evaluate(() => {
    // `as`: put there by keepAnswers.
    const kept = (window as unknown as { keptAnswers: { kind: string; result?: { answers: unknown }; answers?: unknown }[] }).keptAnswers
    const found = kept.findLast(answer => answer.kind === 'stores-defined' || (answer.kind === 'opened' && answer.result?.answers))
    const answers = found?.answers ?? found?.result?.answers ?? null
    return JSON.parse(JSON.stringify(answers, (_, value) => (typeof value === 'bigint' ? Number(value) / 10_000 : value)))
  })
}

/** The part of the answers that tests look at. */
export interface KeptStores {
  readonly topStores: readonly { readonly storeId: string; readonly amountUnits: number }[]
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
