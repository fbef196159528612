import { greatestCommonDivisor, nearestRatio } from '../base/ratio.ts'
import type { StoreDataset } from './dataset.ts'
import { requireSoundStores, type StoreDefinition } from './definition.ts'
import { compareTexts } from './group-sums.ts'
import type { FirstFive, MerchantStart, StoreStart } from './results.ts'
import { settle } from './settle.ts'
import { tally } from './tallies.ts'

const FIVE = 5
const MS_PER_SECOND = 1_000

/**
 * How long stores take for their five first transactions: of each store with five or more, the time from the first (or from the store's creation) to the fifth.
 * Which of several transactions at one time is the fifth makes no difference. The mean is over stores, or over the means of merchants; the median of
 * an even number is the mean of the two in the middle. Cost: that of the tallies, once, and about a µs a store.
 */
export function firstFive(dataset: StoreDataset, definition: StoreDefinition): FirstFive {
  requireSoundStores(definition)
  const { storeRows } = settle(dataset)
  const { storeIds, stores, labels } = dataset
  const { counts, times: earliest } = tally(dataset).earliest[definition.time][definition.firstFiveStatuses]
  const starts: Start[] = []
  let storesWithFewer = 0
  let storesWithNone = 0
  for (let store = 0; store < storeRows.length; store += 1) {
    const row = (storeRows[store] ?? 0) - 1
    if (row < 0) continue
    const count = counts[store] ?? 0
    if (count === 0) storesWithNone += 1
    else if (count < FIVE) storesWithFewer += 1
    if (count < FIVE) continue
    const from = definition.firstFiveFrom === 'store-creation' ? (stores.createdAt[row] ?? 0) : (earliest[store * FIVE] ?? 0)
    const milliseconds = (earliest[store * FIVE + FIVE - 1] ?? 0) - from
    starts.push({ storeId: storeIds.text(store), merchantId: labels.text(stores.merchant[row] ?? 0), milliseconds })
  }
  starts.sort((a, b) => a.milliseconds - b.milliseconds || compareTexts(a.storeId, b.storeId))
  const byMerchant = definition.firstFiveMeanOf === 'merchants'
  const merchants = byMerchant ? merchantsOf(starts) : []
  const shown = starts.map(
    ({ storeId, merchantId, milliseconds }): StoreStart => ({ storeId, merchantId, seconds: milliseconds / MS_PER_SECOND }),
  )
  return {
    stores: shown,
    merchants: merchants.map(({ merchantId, stores: count, seconds }) => ({ merchantId, stores: count, seconds })),
    meanSeconds: byMerchant ? meanOfMeans(merchants) : meanOf(starts),
    medianSeconds: medianOf(byMerchant ? merchants : shown),
    storesWithFewer,
    storesWithNone,
    isSmall: (byMerchant ? merchants : starts).length < definition.smallGroup,
  }
}

interface Start {
  readonly storeId: string
  readonly merchantId: string
  readonly milliseconds: number
}

interface Merchant extends MerchantStart {
  readonly milliseconds: bigint
}

function merchantsOf(starts: readonly Start[]): readonly Merchant[] {
  const sums = new Map<string, { milliseconds: bigint; stores: number }>()
  for (const { merchantId, milliseconds } of starts) {
    const sum = sums.get(merchantId) ?? { milliseconds: 0n, stores: 0 }
    sum.milliseconds += BigInt(milliseconds)
    sum.stores += 1
    sums.set(merchantId, sum)
  }
  return [...sums]
    .map(([merchantId, { milliseconds, stores }]) => ({ merchantId, milliseconds, stores, seconds: seconds(milliseconds, BigInt(stores)) }))
    .sort((a, b) => a.seconds - b.seconds || compareTexts(a.merchantId, b.merchantId))
}

function meanOf(starts: readonly Start[]): number | null {
  if (starts.length === 0) return null
  const sum = starts.reduce((total, { milliseconds }) => total + BigInt(milliseconds), 0n)
  return seconds(sum, BigInt(starts.length))
}

/** Exact to the last rounding: merchants with the same number of stores are added up first, so that there are few fractions. */
function meanOfMeans(merchants: readonly Merchant[]): number | null {
  if (merchants.length === 0) return null
  const sums = new Map<number, bigint>()
  for (const { stores, milliseconds } of merchants) sums.set(stores, (sums.get(stores) ?? 0n) + milliseconds)
  let over = 0n
  let under = 1n
  for (const [stores, sum] of sums) {
    const common = greatestCommonDivisor(under, BigInt(stores))
    over = over * (BigInt(stores) / common) + sum * (under / common)
    under *= BigInt(stores) / common
  }
  return seconds(over, under * BigInt(merchants.length))
}

function seconds(milliseconds: bigint, among: bigint): number {
  return nearestRatio(milliseconds, among * BigInt(MS_PER_SECOND))
}

/** `sorted` in ascending order of seconds. */
function medianOf(sorted: readonly { readonly seconds: number }[]): number | null {
  const middle = sorted.length >> 1
  const upper = sorted[middle]?.seconds
  if (upper === undefined) return null
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1]?.seconds ?? 0) + upper) / 2
}
