import type { HistoryGroups } from '../clv/history-groups.ts'
import type { SpendBasis } from '../clv/settings.ts'
import type { Definition } from '../ltv/definition.ts'
import type { CustomerEvent, EventType, EventVerb, RankingFacts, WeeklySeries, WeeklyStrips } from '../ltv/results.ts'
import type { EventMapping, TableColumn } from '../sql/clickhouse/event-mapping.ts'
import type { OrdersToPredict } from '../worker/prediction.ts'

/*
 * What can be asked of a warehouse, and what it answers. Every question is SQL that runs over there; what comes back are whole numbers and texts, and the
 * LTVs are worked out here by the formula of src/ltv. Every promise is kept with a whole answer or broken with a `WarehouseFailure` (problems.ts), never half.
 */

/** Kept in memory only. The password travels in the Authorization header and nowhere else. */
export interface ServerSettings {
  /** “https://clickhouse.example.com:8443”: scheme, host and port; a path is kept, user, password, query and fragment are refused. */
  readonly url: string
  readonly user: string
  readonly password: string
}

/** How a question is asked. */
export interface Asking {
  /** Aborting it ends the query on the server, too; the promise is then broken with the problem `cancelled`. */
  readonly signal?: AbortSignal
  /** Called while the server reads, some times a second at most. */
  readonly onProgress?: (progress: QueryProgress) => void
}

export interface QueryProgress {
  readonly rowsRead: number
  readonly bytesRead: number
  /** As far as the server knows by now; null when it does not. */
  readonly rowsToRead: number | null
}

/** An answer with what was run for it. */
export interface Answer<Value> {
  readonly value: Value
  /** In the order in which they ran. */
  readonly ran: readonly RanQuery[]
}

/** A query as it was run: to be shown and copied. */
export interface RanQuery {
  /** Ends on a line break. What the reader typed is in it as {name:Type}. */
  readonly sql: string
  /** Values of those, by name. */
  readonly parameters: Readonly<Record<string, string>>
  /** What the server says it took. */
  readonly milliseconds: number
  readonly rowsRead: number
  readonly bytesRead: number
}

export interface TableName {
  readonly database: string
  readonly table: string
}

/** A server that has answered. Holds no connection: every question is a request of its own. */
export interface Warehouse {
  /** “https://clickhouse.example.com:8443”: what the page's policy has to allow, and all of it. */
  readonly origin: string
  /** Of the server, for example “26.7.1.1”. */
  readonly version: string
  /** Tables and views the user may see, without those of the system itself, by database and name. */
  tables(asking?: Asking): Promise<Answer<readonly TableFound[]>>
  /** Columns of a table and what they seem to be. Broken with `no-such-table` when it is not there or may not be seen. */
  describe(table: TableName, asking?: Asking): Promise<Answer<TableDescription>>
  /** The first rows that the server finds, as texts; null is “NULL”. */
  preview(table: TableName, rows: number, asking?: Asking): Promise<Answer<Preview>>
  /** The first rows as the events that a mapping makes of them. */
  previewEvents(table: TableName, mapping: EventMapping, rows: number, asking?: Asking): Promise<Answer<readonly MappedRow[]>>
  /** The events of a table. Asks nothing yet. Throws RangeError when the mapping is not sound (see `mappingFault`). */
  events(description: TableDescription, mapping: EventMapping): WarehouseEvents
}

export interface TableFound extends TableName {
  /** “MergeTree”, “Distributed”, “View” … */
  readonly engine: string
  /** null where the server does not keep count. */
  readonly rows: number | null
}

export interface TableDescription extends TableFound {
  readonly columns: readonly TableColumn[]
  /** Where the rows lie when the table spans several servers. */
  readonly distribution: { readonly cluster: string; readonly shards: number; readonly shardingKey: string } | null
  /** What the names of the columns say; complete when `mappingFault` finds nothing. */
  readonly suggested: EventMapping
}

export interface Preview {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly string[])[]
}

export { EVENT_FIELDS, type EventField, type EventMapping, type TableColumn } from '../sql/clickhouse/event-mapping.ts'

/** A row as it is read. */
export interface MappedRow {
  readonly type: string
  readonly verb: string
  readonly key: string
  /** Milliseconds UTC, or null where there is none to be read. */
  readonly time: number | null
  readonly customerId: string
  readonly amountUnits: number | null
  readonly currency: string | null
  /** Why the row is left out, in the words of src/base/rejects.ts, or null when it counts. */
  readonly reason: string | null
}

/** What is asked of events. All times are milliseconds UTC, all amounts 1/10,000 of a currency unit. */
export interface WarehouseEvents {
  readonly description: TableDescription
  readonly mapping: EventMapping
  /** What is there, whatever the definition: rows read and left out, events, customers. */
  survey(asking?: Asking): Promise<Answer<Survey>>
  /** The headline and its facts. */
  facts(definition: Definition, asking?: Asking): Promise<Answer<WarehouseFacts>>
  /** The x customers with the highest LTV, ties by id as everywhere. Throws RangeError when x is no whole number from 0 to {@link MOST_RANKED}. */
  top(definition: Definition, x: number, asking?: Asking): Promise<Answer<WarehouseTop>>
  /** One customer by exact id: null when no accepted event has it. */
  customer(definition: Definition, id: string, asking?: Asking): Promise<Answer<WarehouseCustomer | null>>
  /** At most `most` ids that begin like this, ascending. */
  idsFrom(prefix: string, most: number, asking?: Asking): Promise<Answer<readonly string[]>>
  /** Weekly spend of customers for the strips of the table. */
  strips(definition: Definition, ids: readonly string[], asking?: Asking): Promise<Answer<WeeklyStrips>>
  /** Spend, orders and visits of everyone by calendar week. */
  weekly(definition: Definition, asking?: Asking): Promise<Answer<WeeklySeries>>
  /** How spend is shared out; null when there is none, or less. Exact at every point. */
  concentration(definition: Definition, asking?: Asking): Promise<Answer<WarehouseConcentration | null>>
  /** Histories of everyone's purchases, those who share one in one row, and the orders of a part of the customers. Broken with `too-many` beyond {@link MOST_HISTORIES}. */
  histories(asked: OrdersAsked, asking?: Asking): Promise<Answer<PurchaseHistories>>
  /** Orders of customers by exact ids, in the order of ids; who has none that counts is not among them. */
  orders(asked: OrdersAsked, ids: readonly string[], asking?: Asking): Promise<Answer<CustomerOrders>>
  /** Those who spent most among all of the same history, for each of some histories; ties by id. */
  bestOfHistories(asked: BestAsked, asking?: Asking): Promise<Answer<CustomerOrders>>
}

/** More rows than anyone reads are an export, which is the warehouse's own business. */
export const MOST_RANKED = 10_000

/** See `DatasetSummary`, whose words these are. */
export interface Survey {
  readonly read: number
  readonly accepted: number
  readonly rejected: number
  readonly rejectedByReason: readonly { readonly reason: string; readonly count: number }[]
  /** Exact repeats of an accepted event. */
  readonly duplicates: number
  /** Versions of orders beyond the first of each. */
  readonly versions: number
  readonly customers: number
  readonly orders: number
  readonly byTypeAndVerb: readonly { readonly type: EventType; readonly verb: EventVerb; readonly count: number }[]
  readonly first: number | null
  readonly last: number | null
}

export interface WarehouseFacts extends RankingFacts {
  /** The currency in force. */
  readonly currency: string
  /** What everyone's spend is divided by; null where customers have their own weeks. */
  readonly sharedWeeks: number | null
}

export interface RankedRow {
  readonly id: string
  /** From 1, no two the same. */
  readonly rank: number
  /** Shared by equal LTVs: 1, 2, 2, 4. */
  readonly sharedRank: number
  /** In currency units, not rounded. */
  readonly ltv: number
  /** Exact below 2^53. */
  readonly spendUnits: number
  readonly orders: number
  readonly visits: number
  /** The divisor; whole except under the rule `elapsed`. */
  readonly weeks: number
  readonly first: number
  readonly last: number
  /** Bits of `CAUTION`. */
  readonly cautions: number
}

export interface WarehouseTop {
  readonly currency: string
  /** Customers inside the window, of whom these are the first. */
  readonly customers: number
  readonly rows: readonly RankedRow[]
}

/** An event without the file and line that only files have. */
export type WarehouseEvent = Omit<CustomerEvent, 'file' | 'line' | 'byte'>

export interface WarehouseCustomer {
  readonly id: string
  readonly currency: string
  /** null when all events are outside of the window. */
  readonly row: RankedRow | null
  readonly lastName: string
  readonly city: string
  readonly state: string
  /** Inside the window. */
  readonly images: number
  readonly weekly: WeeklySeries
  /** Newest first, at most DETAIL_EVENTS of src/ltv/results.ts; `eventsTotal` says how many there are. */
  readonly events: readonly WarehouseEvent[]
  readonly eventsTotal: number
}

/** The customers who spent most, this many of them, and what they spent together. */
export interface SharePoint {
  readonly customers: number
  readonly spendUnits: bigint
  readonly shareOfCustomers: number
  /** Above 1 where refunds of others outweigh. */
  readonly shareOfSpend: number
}

export interface WarehouseConcentration {
  readonly currency: string
  /** From none to all. */
  readonly curve: readonly SharePoint[]
  /** Top 1, 10, 100 …, those for half of all spend, 1 %, 10 %, 20 %, 50 %, all. */
  readonly named: readonly SharePoint[]
}

/** Which orders a prediction is made from. */
export interface OrdersAsked {
  readonly definition: Definition
  /** Last day that counts, from 1970-01-01; null: the last day of the data inside the window. */
  readonly throughDay: number | null
}

/** Everyone's histories of purchases, and the orders of some: what predictions need, in answers that do not grow with the table. */
export interface PurchaseHistories {
  readonly everyone: HistoryGroups
  /** Orders of one customer in `oneIn`, chosen by their ids; of all where that is 1. */
  readonly sample: OrdersToPredict
  readonly oneIn: number
}

/** At most so many histories are fetched; beyond them a prediction is refused, with the reason. */
export const MOST_HISTORIES = 400_000
/** About so many orders are fetched: below, those of everyone. */
export const MOST_SAMPLED_ORDERS = 400_000

/** Customers of whom all have one history, by its number in {@link HistoryGroups}. */
export interface BestAsked extends OrdersAsked {
  readonly everyone: HistoryGroups
  readonly groups: readonly number[]
  /** What tells customers of one history apart: spend on repeat days, or all. */
  readonly by: SpendBasis
  /** At most so many of each history. */
  readonly most: number
}

/** Orders of single customers, side by side in `orders`; customer n of them is `ids[n]`. */
export interface CustomerOrders {
  readonly ids: readonly string[]
  readonly orders: OrdersToPredict
}

/**
 * What `connect` at the door is: asks the server who it is, and by that whether address, user and password are right.
 * Broken with a {@link WarehouseFailure} of problems.ts.
 * @param via how everything is asked that is asked of this server; `fetch` when left out
 */
export type Connect = (settings: ServerSettings, asking?: Asking, via?: typeof fetch) => Promise<Warehouse>
/** What `mappingFault` at the door is: why a mapping cannot be used, as a sentence, or null when it is sound. */
export type MappingFault = (mapping: EventMapping) => string | null
