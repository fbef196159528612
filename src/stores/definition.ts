import type { WeekStart } from '../base/weeks.ts'

/** The values of each switch; the first is the default. */
export const STORE_SWITCHES = {
  statuses: ['accepted', 'all'],
  productsBy: ['count', 'amount'],
  averageOf: ['transactions', 'stores'],
  shareOf: ['count', 'amount'],
  time: ['happened_at', 'created_at'],
  firstFiveStatuses: ['all', 'accepted'],
  firstFiveFrom: ['first-transaction', 'store-creation'],
  firstFiveMeanOf: ['stores', 'merchants'],
  weekStart: ['sunday', 'monday'],
} as const

type Switches = { readonly [Name in keyof typeof STORE_SWITCHES]: (typeof STORE_SWITCHES)[Name][number] }

/** What the answers about stores mean: a comparable, shareable value. */
export interface StoreDefinition extends Switches {
  /** Which transactions count for amounts, products, averages and shares. */
  readonly statuses: 'accepted' | 'all'
  /** x of the top x stores and products; a whole number ≥ 0. */
  readonly top: number
  /** Products are ranked by how often they were sold, or for how much. */
  readonly productsBy: 'count' | 'amount'
  /** Averages over transactions, or over the totals of stores. */
  readonly averageOf: 'transactions' | 'stores'
  /** Shares of device types in the number of transactions, or in their amount. */
  readonly shareOf: 'count' | 'amount'
  /** The time by which a store's transactions are first, and the week in which they are. */
  readonly time: 'happened_at' | 'created_at'
  /** Which transactions are counted to five. */
  readonly firstFiveStatuses: 'all' | 'accepted'
  /** The time to the fifth transaction, from the first one or from the store's creation. */
  readonly firstFiveFrom: 'first-transaction' | 'store-creation'
  /** One mean over stores, or the mean of the means of merchants (`customer_id`), so that a chain counts once. */
  readonly firstFiveMeanOf: 'stores' | 'merchants'
  readonly weekStart: WeekStart
  /** Groups with fewer than this are marked as small; a whole number ≥ 0. */
  readonly smallGroup: number
}

export const DEFAULT_STORE_DEFINITION: StoreDefinition = {
  statuses: 'accepted',
  top: 10,
  productsBy: 'count',
  averageOf: 'transactions',
  shareOf: 'count',
  time: 'happened_at',
  firstFiveStatuses: 'all',
  firstFiveFrom: 'first-transaction',
  firstFiveMeanOf: 'stores',
  weekStart: 'sunday',
  smallGroup: 5,
}

/** What keeps a definition from being used, as a sentence, or null when it is sound. */
export function checkStoreDefinition(definition: StoreDefinition): string | null {
  for (const [name, values] of Object.entries(STORE_SWITCHES)) {
    // `as`: the names are those of the switches, and the value may have come from a link.
    const value = definition[name as keyof typeof STORE_SWITCHES] as string
    if (!values.some(each => each === value)) return `“${value}” is not a value of ${name} (expected ${values.join(' or ')}).`
  }
  for (const name of ['top', 'smallGroup'] as const) {
    const value = definition[name]
    if (!Number.isSafeInteger(value) || value < 0) return `${value} is not a value of ${name} (expected a whole number of 0 or more).`
  }
  return null
}

/** Throws RangeError when a definition cannot be used. */
export function requireSoundStores(definition: StoreDefinition): void {
  const fault = checkStoreDefinition(definition)
  if (fault !== null) throw new RangeError(fault)
}
