import type { Note } from '../base/notes.ts'
import type { Reject } from '../base/rejects.ts'
import type { Definition } from './definition.ts'
import type { WeekLimits } from './week-limits.ts'
import type { WeekRows } from './week-rows.ts'

/*
 * What the data set hands out: plain data and typed arrays, so that it can be transferred to the page as it is.
 * `customer` below is always a customer's index in the data set (0 … customers − 1); `rank index` counts from 0.
 */

/** Texts side by side in one arena: text i is the UTF-8 bytes from starts[i] to starts[i + 1]. */
export interface TextColumn {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** length + 1 entries. */
  readonly starts: Uint32Array<ArrayBuffer>
}

/** Who the customers are. Does not depend on the definition: sent once per data set. */
export interface CustomerDirectory {
  readonly customers: number
  readonly ids: TextColumn
  /** Customer indexes in ascending order of id (UTF-16 code units): exact and prefix search by bisection. */
  readonly byId: Uint32Array<ArrayBuffer>
  /** “City, ST” as far as known, as an index into `places` (0 is the blank place). */
  readonly place: Uint32Array<ArrayBuffer>
  readonly places: TextColumn
}

/**
 * What customers did, which no rule for weeks, lifespan or margin changes: it depends on the window, the currency, and, for cautions, the week start alone.
 * Arrays are by customer; see {@link customerAt}.
 */
export interface CustomerColumns {
  /** Spend in 1/10,000 of a currency unit; exact below 2^53 (900 billion). */
  readonly spendUnits: Float64Array<ArrayBuffer>
  readonly orders: Uint32Array<ArrayBuffer>
  readonly visits: Uint32Array<ArrayBuffer>
  /** Milliseconds UTC of the first and last event inside the window. */
  readonly first: Float64Array<ArrayBuffer>
  readonly last: Float64Array<ArrayBuffer>
  /** Bit set per customer, see {@link CAUTION}. */
  readonly cautions: Uint8Array<ArrayBuffer>
}

/** All customers seen in the definition's window, best first. Arrays are by rank index, except where said. */
export interface Ranking extends Reranking {
  readonly columns: CustomerColumns
}

/**
 * A ranking but for what customers did, which is mostly the same as under the definition before. Putting that in order of rank for every definition took
 * half of the time: every look at another customer is a miss of the cache.
 */
export interface Reranking {
  readonly definition: Definition
  /** The currency in force. */
  readonly currency: string
  readonly ranked: number
  readonly customer: Uint32Array<ArrayBuffer>
  /** In currency units (not cents), not rounded. */
  readonly ltv: Float64Array<ArrayBuffer>
  /** Rank shared by equal LTVs (competition ranking: 1, 2, 2, 4), counted from 1. */
  readonly sharedRank: Uint32Array<ArrayBuffer>
  /** By customer: rank index, −1 for customers outside the window. */
  readonly rankOf: Int32Array<ArrayBuffer>
  /** By customer: the divisor; whole except under the `elapsed` rule. */
  readonly weeks: Float64Array<ArrayBuffer>
  readonly facts: RankingFacts
}

/** What the columns say of the customer at a rank index. */
export function customerAt({ customer, weeks, columns }: Ranking, rankIndex: number) {
  const at = customer[rankIndex] ?? -1
  return {
    spendUnits: columns.spendUnits[at] ?? 0,
    orders: columns.orders[at] ?? 0,
    visits: columns.visits[at] ?? 0,
    weeks: weeks[at] ?? 0,
    first: columns.first[at] ?? 0,
    last: columns.last[at] ?? 0,
    cautions: columns.cautions[at] ?? 0,
  }
}

/** Reasons to take one customer's LTV with care. */
export const CAUTION = {
  /** All events fall into one week: under a per-customer rule one busy week is multiplied by 52 × t. */
  oneWeek: 1,
  /** A single order carries all of the spend. */
  oneOrder: 2,
  /** Spend is below zero: refunds exceed purchases. */
  negative: 4,
  /** Some orders are in another currency and are not part of the figure. */
  otherCurrency: 8,
  /** Has orders but no visit: spend per visit is unknown (it cancels out of the LTV). */
  noVisits: 16,
} as const

export interface RankingFacts {
  readonly customers: number
  readonly customersWithOrders: number
  /** Customers of the data set with no event inside the window. */
  readonly customersOutsideWindow: number
  readonly totalSpendUnits: bigint
  /** Spend of the customers who spent least and most, in 1/10,000 of a currency unit; 0 when there is none. */
  readonly leastSpendUnits: number
  readonly mostSpendUnits: number
  readonly medianLtv: number
  /** The smallest number of top customers by spend that together make at least half of all spend; null when total spend is not positive. */
  readonly customersForHalfOfSpend: number | null
  /** First and last event inside the window, milliseconds UTC; null when there is none. */
  readonly first: number | null
  readonly last: number | null
  /** The `dataset` weeks of the window: calendar weeks touched from first to last event. */
  readonly calendarWeeks: number
  readonly orders: number
  readonly ordersSetAside: number
  /** Orders in each currency inside the window, most first. */
  readonly currencies: readonly { readonly currency: string; readonly orders: number }[]
}

/** Columns that can be sorted; `rank` is LTV descending with ties by id. */
export const SORT_COLUMNS = [
  'rank',
  'customer',
  'place',
  'ltv',
  'spend',
  'orders',
  'visits',
  'spendPerVisit',
  'visitsPerWeek',
  'weeks',
  'first',
  'last',
] as const
export type SortColumn = (typeof SORT_COLUMNS)[number]

/** Spend and visits by calendar week, from the week of the frame's first event to that of its last, without gaps. */
export interface WeeklySeries {
  /** Milliseconds UTC of the start of the first week. */
  readonly start: number
  /** By week: spend in 1/10,000 of a currency unit; an order falls in the week of its earliest event. */
  readonly spendUnits: Float64Array<ArrayBuffer>
  readonly visits: Uint32Array<ArrayBuffer>
  readonly orders: Uint32Array<ArrayBuffer>
  /** 1 where the data covers only a part of the week (the first and the last, unless they happen to be whole). */
  readonly partial: Uint8Array<ArrayBuffer>
}

export type EventType = 'CUSTOMER' | 'SITE_VISIT' | 'IMAGE' | 'ORDER'
export type EventVerb = 'NEW' | 'UPDATE' | 'UPLOAD'

/** How one event bears on the figure. */
export type EventStanding =
  | 'counts'
  | 'superseded' // an order version that a later one replaced
  | 'outside-window'
  | 'other-currency'

export interface CustomerEvent {
  readonly time: number
  readonly type: EventType
  readonly verb: EventVerb
  readonly key: string
  /** Orders: amount of this version in 1/10,000 of a unit and its currency. */
  readonly amountUnits: number | null
  readonly currency: string | null
  /** Camera of an image, name and place of a customer record; blank otherwise. */
  readonly detail: string
  readonly standing: EventStanding
  readonly file: string
  readonly line: number
  readonly byte: number
  /** How often exactly this event was read (1 = once). */
  readonly times: number
}

/** Everything the inspector shows of one customer: the receipt behind the figure. */
export interface CustomerDetail {
  readonly customer: number
  readonly id: string
  readonly lastName: string
  readonly city: string
  readonly state: string
  /** Rank index in the ranking of the same definition, or null when outside the window. */
  readonly rankIndex: number | null
  readonly images: number
  readonly weekly: WeeklySeries
  /** Newest first, at most {@link DETAIL_EVENTS}; `eventsTotal` says how many there are, null where the data is weeks and single events are not known. */
  readonly events: readonly CustomerEvent[]
  readonly eventsTotal: number | null
}
export const DETAIL_EVENTS = 2_000

/** Weekly spend of some customers on one common axis, for the strips in the table. */
export interface WeeklyStrips {
  /** Common axis: number of buckets (weeks, or several weeks each when there are more than {@link STRIP_BUCKETS}). */
  readonly buckets: number
  readonly weeksPerBucket: number
  /** customers × buckets, row by row, spend in 1/10,000 of a unit. */
  readonly spendUnits: Float64Array<ArrayBuffer>
}
export const STRIP_BUCKETS = 26

/** Files, counts, rejects and notes of a data set: the data sheet. Does not depend on the definition (except where said). */
export interface DatasetSummary {
  /** What was read, and is counted below: events, or the rows of orders or weeks. */
  readonly records: 'events' | 'rows'
  /** There when the rows are weeks of customers: then single events and orders are not known, nor what kinds of events there were. */
  readonly weeks: (WeekLimits & { readonly events: number }) | null
  readonly files: readonly FileSummary[]
  readonly read: number
  readonly accepted: number
  readonly rejected: number
  readonly rejectedByReason: readonly { readonly reason: string; readonly count: number }[]
  /** The first KEPT_REJECTS in file order. */
  readonly rejects: readonly Reject[]
  /** Exact repeats of an accepted event. */
  readonly duplicates: number
  /** Order versions beyond the first of each order (exact repeats not counted). */
  readonly versions: number
  readonly customers: number
  readonly orders: number
  /** Accepted events by type and verb, in SPEC order. */
  readonly byTypeAndVerb: readonly { readonly type: EventType; readonly verb: EventVerb; readonly count: number }[]
  /** Milliseconds UTC of the first and last accepted event. */
  readonly first: number | null
  readonly last: number | null
  readonly notes: readonly Note[]
}

export interface FileSummary {
  readonly name: string
  readonly bytes: number
  /** For example “JSON array”, “NDJSON, gzip”. */
  readonly format: string
  /** Why it was recognised as that. */
  readonly reason: string
  readonly read: number
  readonly accepted: number
  readonly rejected: number
}

/** Columns of events of one type, one entry an event. `customer` and `key` are numbers of texts; times are milliseconds UTC. */
interface EventColumns {
  readonly customer: Uint32Array<ArrayBuffer>
  readonly key: Uint32Array<ArrayBuffer>
  readonly time: Float64Array<ArrayBuffer>
}

interface AmountColumns {
  /** In 1/10,000 of a currency unit. */
  readonly units: Float64Array<ArrayBuffer>
  /** Number of the currency, see base/currencies.ts. */
  readonly currency: Uint8Array<ArrayBuffer>
}

/** Numbers of texts in `names`; 0 is the blank. */
interface ProfileColumns {
  readonly lastName: Uint32Array<ArrayBuffer>
  readonly city: Uint32Array<ArrayBuffer>
  readonly state: Uint32Array<ArrayBuffer>
}

/** Customers and all their distinct events, as tables whose rows are in no particular order. */
export interface EventTables {
  /** To be listed as transferred: then nothing is copied. */
  readonly buffers: readonly ArrayBuffer[]
  /** By customer. */
  readonly ids: TextColumn
  /** Customers in ascending order of id (UTF-16 code units). */
  readonly byId: Uint32Array<ArrayBuffer>
  /** Of orders, pages and images. */
  readonly keys: TextColumn
  readonly names: TextColumn
  /** What is known of each customer, by customer. */
  readonly customers: ProfileColumns
  /** CUSTOMER events: what was said of customers, and when. */
  readonly customerVersions: Omit<EventColumns, 'key'> & ProfileColumns & { readonly isUpdate: Uint8Array<ArrayBuffer> }
  readonly visits: EventColumns
  /** `camera` is a number of a text in `names`. */
  readonly images: EventColumns & { readonly camera: Uint32Array<ArrayBuffer> }
  /** Orders as they stand: `time` is that of the earliest version. */
  readonly orders: EventColumns & AmountColumns
  /** ORDER events. */
  readonly orderVersions: EventColumns & AmountColumns & { readonly isUpdate: Uint8Array<ArrayBuffer> }
}

/** What customers did by week, to be written down; see week-rows.ts for what the columns mean. */
export interface WeekTable {
  /** To be listed as transferred: then nothing is copied. */
  readonly buffers: readonly ArrayBuffer[]
  /** By customer. */
  readonly ids: TextColumn
  /** Customers in ascending order of id (UTF-16 code units). */
  readonly byId: Uint32Array<ArrayBuffer>
  readonly rows: WeekRows
}

/** One row of `topXSimpleLtvCustomers`. */
export interface RankedCustomer {
  readonly rank: number
  readonly customer_id: string
  /** In currency units, not rounded. */
  readonly ltv: number
  /** Spend in currency units. */
  readonly revenue: number
  readonly orders: number
  readonly visits: number
  readonly weeks: number
}
