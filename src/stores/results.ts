import type { Note } from '../base/notes.ts'
import type { Reject } from '../base/rejects.ts'
import type { StoreDefinition } from './definition.ts'
import type { Status } from './fields.ts'
import type { TableCounts } from './settle.ts'
import type { StoreTable } from './tables.ts'

/*
 * What the data set of stores hands out: plain data. Amounts are whole counts of 1/10,000 of a euro, as bigints: sums have no limit. Means and shares are the doubles
 * nearest to the exact fraction. Texts sort by UTF-16 code units.
 */

export interface TopStore {
  /** From 1; there are no shared ranks, the id decides. */
  readonly rank: number
  readonly storeId: string
  readonly name: string
  readonly country: string
  readonly typology: string
  readonly amountUnits: bigint
  readonly transactions: number
}

export interface TopProduct {
  readonly rank: number
  readonly sku: string
  /** The name it is sold under most often; of several the first. */
  readonly name: string
  /** How many names it is sold under. */
  readonly names: number
  readonly amountUnits: bigint
  readonly transactions: number
}

/** One typology in one country. */
export interface AverageAmount {
  readonly typology: string
  readonly country: string
  readonly amountUnits: bigint
  readonly transactions: number
  /** Stores with at least one transaction that counts. */
  readonly stores: number
  /** In euros: amount ÷ transactions, or ÷ stores. */
  readonly mean: number
  /** So few transactions (or stores) are behind the mean that one may decide it. */
  readonly isSmall: boolean
}

export interface DeviceTypeShare {
  readonly deviceType: string
  readonly amountUnits: bigint
  readonly transactions: number
  /** 0 to 1; of amounts null when they do not add up to more than 0. */
  readonly share: number | null
}

/** A store with five transactions or more. */
export interface StoreStart {
  readonly storeId: string
  readonly merchantId: string
  /** May be below 0 when counted from the store's creation: stores may be entered after they have begun to sell. */
  readonly seconds: number
}

export interface MerchantStart {
  readonly merchantId: string
  readonly stores: number
  /** Mean of its stores. */
  readonly seconds: number
}

export interface FirstFive {
  /** The shortest first; ties by id. */
  readonly stores: readonly StoreStart[]
  /** As the stores; only by merchants, empty otherwise. */
  readonly merchants: readonly MerchantStart[]
  /** Over stores or merchants; null when none has five. */
  readonly meanSeconds: number | null
  readonly medianSeconds: number | null
  /** Stores with one to four transactions that count, and with none. */
  readonly storesWithFewer: number
  readonly storesWithNone: number
  readonly isSmall: boolean
}

/** How the transactions of a store, device type or country ended, whatever their status. */
export interface StatusBreakdown {
  /** Id of the store, type of the device, or country. */
  readonly key: string
  readonly byStatus: Readonly<Record<Status, number>>
  readonly transactions: number
  /** 0 to 1. */
  readonly refusedShare: number
  readonly cancelledShare: number
  readonly isSmall: boolean
}

export interface StatusBreakdowns {
  readonly all: Readonly<Record<Status, number>>
  /** Most transactions first; ties by key. Without those that have none. */
  readonly byStore: readonly StatusBreakdown[]
  readonly byDeviceType: readonly StatusBreakdown[]
  readonly byCountry: readonly StatusBreakdown[]
}

/** Everything the page shows about stores, under one definition. Crosses between threads as it is. */
export interface StoreAnswers {
  readonly definition: StoreDefinition
  readonly topStores: readonly TopStore[]
  /** Stores and products behind the last of the top that have the same amount, or were sold as often: which are listed is a matter of the rule for ties. */
  readonly storesTiedBehind: number
  readonly topProducts: readonly TopProduct[]
  readonly productsTiedBehind: number
  readonly averageAmounts: readonly AverageAmount[]
  readonly deviceTypeShares: readonly DeviceTypeShare[]
  readonly firstFive: FirstFive
  readonly statusBreakdowns: StatusBreakdowns
  readonly directory: StoreDirectory
}

/** All stores that stand, those with most transactions (of any status) first, ties by id; so one without any has a place, too. The same under every definition. */
export interface StoreDirectory {
  readonly ids: readonly string[]
  /** Blank where a store has none. */
  readonly names: readonly string[]
}

/** A store's amounts by calendar week, over the weeks that the transactions of all stores touch. */
export interface WeeklyAmounts {
  readonly storeId: string
  /** Milliseconds UTC of the start of the first week. */
  readonly start: number
  readonly amountUnits: readonly bigint[]
  readonly transactions: readonly number[]
  /** Whether the data covers only some days of the first and of the last week. */
  readonly isFirstPartial: boolean
  readonly isLastPartial: boolean
}

export interface StoreTextSummary {
  readonly name: string
  readonly table: StoreTable
  readonly bytes: number
  readonly format: string
  readonly reason: string
  readonly read: number
  readonly accepted: number
  readonly rejected: number
  readonly duplicates: number
}

/** Of the three tables together: read = accepted + rejected + duplicates. */
export interface StoreTotals {
  readonly read: number
  readonly accepted: number
  readonly rejected: number
  readonly duplicates: number
}

/** Files, counts and rejects. Does not depend on the definition. */
export interface StoreSummary extends StoreTotals {
  readonly files: readonly StoreTextSummary[]
  /** Of each table: read = accepted + rejected + duplicates. */
  readonly tables: Readonly<Record<StoreTable, TableCounts>>
  readonly missing: readonly StoreTable[]
  readonly rejectedByReason: readonly { readonly reason: string; readonly count: number }[]
  /** The first KEPT_REJECTS in file order. */
  readonly rejects: readonly Reject[]
  /** Accepted transactions of nothing, and of less than nothing. */
  readonly zeroAmounts: number
  readonly negativeAmounts: number
  /** Accepted transactions that were entered before they happened. */
  readonly createdBeforeHappened: number
  /** Milliseconds UTC of the first and last accepted transaction, by the time it happened. */
  readonly first: number | null
  readonly last: number | null
  /** What was found of the files as such. */
  readonly notes: readonly Note[]
}
