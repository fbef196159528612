import type { Problem } from '../base/problems.ts'
import type { OrderLines, PackedOrders } from '../clv/index.ts'
import type { SeedReading, SeedScores } from '../clv/results.ts'
import type { ForecastSettings } from '../clv/settings.ts'
import type { TableChoices } from '../clv/table-choices.ts'
import type { InputFile } from '../intake/byte-source.ts'
import type { Cohorts } from '../ltv/cohorts.ts'
import type { Definition } from '../ltv/definition.ts'
import type { PackedDataset } from '../ltv/index.ts'
import type {
  CustomerColumns,
  CustomerDetail,
  CustomerDirectory,
  DatasetSummary,
  EventTables,
  Ranking,
  Reranking,
  SortColumn,
  WeeklySeries,
  WeeklyStrips,
  WeekTable,
} from '../ltv/results.ts'
import type { SampleRecipe } from '../ltv/sample.ts'
import type { PackedRollup } from '../rollup/index.ts'
import type { StoreDefinition } from '../stores/definition.ts'
import type { ChangedAnswers, PackedStores } from '../stores/index.ts'
import type { StoreAnswers, StoreSummary, WeeklyAmounts } from '../stores/results.ts'
import type { StoreRecipe } from '../stores/sample.ts'
import type { GroupedResult, HistoriesToPredict, PredictedCustomers } from './grouped-prediction.ts'
import type { PackedAnswers } from './packed-answers.ts'
import type { CustomerOutlook, ForecastResult, OrdersToPredict } from './prediction.ts'
import type { SampleFile } from './sample-file.ts'

export type { SampleRecipe, StoreRecipe }

/** What a sample is made from: a shop's events, or the three tables of stores. */
export type Recipe = SampleRecipe | StoreRecipe

/*
 * The two unions that cross between page and worker. Every request carries a job number and gets exactly one final answer
 * (anything but `progress`, `so-far` and `workbook-met`) with the same number; the page drops answers to jobs it no longer waits for.
 *
 * A worker holds at most one data set and answers one request after the other, in order. Opening files is done by a fresh worker, the reader.
 * When it has finished it becomes the keeper; to add, it first merges a copy of what the keeper has. So until the very end the keeper is
 * not touched, and cancelling or crashing at any moment leaves the data set that is shown as it was. Predictions are made by a worker of their own,
 * the forecaster, which is given the orders alone.
 */

/** What the answers are to mean, whichever of them the files allow. */
export interface MeaningAsked {
  readonly definition: Definition
  /** Of the answers about stores; the default where it is left out. */
  readonly stores?: StoreDefinition
}

/** A `File` in the browser fits InputFile's content. */
export type Request =
  | (MeaningAsked & {
      readonly kind: 'open'
      readonly job: number
      readonly files: readonly InputFile[]
      /** What is known of tables that do not tell by themselves. */
      readonly choices?: TableChoices
      /** To threads that read ahead, see assistant.ts; there need be none. */
      readonly assistants?: readonly MessagePort[]
      /** Of a line over which workbooks and Parquet files are unpacked; whoever holds the other end is told by `workbook-met` when it is needed. */
      readonly workbooks?: MessagePort
    })
  | (MeaningAsked & { readonly kind: 'sample'; readonly job: number; readonly recipe: Recipe })
  /** A copy of the data set, to be merged by another worker. Costs its size in memory once more. */
  | { readonly kind: 'copy'; readonly job: number }
  /** Put a data set in front of the own one: its files come first. */
  | (MeaningAsked & { readonly kind: 'merge'; readonly job: number; readonly data: PackedData })
  /** `shown` is the definition of a ranking that the page has of this data set, if any: what both say alike is not sent again. */
  | { readonly kind: 'define'; readonly job: number; readonly definition: Definition; readonly shown?: Definition }
  /** Rank indexes in order of a column, see ltv/sort-order.ts; ascending where nothing is said. */
  | { readonly kind: 'sort'; readonly job: number; readonly column: SortColumn; readonly descending?: boolean }
  | { readonly kind: 'detail'; readonly job: number; readonly customer: number }
  | { readonly kind: 'strips'; readonly job: number; readonly customers: Uint32Array<ArrayBuffer> }
  /** Weekly spend of the top x, or of everyone (null). */
  | { readonly kind: 'weekly'; readonly job: number; readonly x: number | null }
  | { readonly kind: 'cohorts'; readonly job: number }
  /** All customers and events, to be written to a file. Costs about their size in memory once more. */
  | { readonly kind: 'event-tables'; readonly job: number }
  /** What customers did by week, to be written to a file. */
  | { readonly kind: 'week-table'; readonly job: number }
  /** The orders under the definition in force, for another worker to predict from: fitting takes seconds, and the keeper has others to answer. */
  | { readonly kind: 'orders'; readonly job: number }
  | { readonly kind: 'take-orders'; readonly job: number; readonly orders: OrdersToPredict }
  /** What the orders that were taken say of the time to come. */
  | { readonly kind: 'forecast'; readonly job: number; readonly settings: ForecastSettings }
  /** The score of the original task for all customers; see clv/seed-score.ts. */
  | { readonly kind: 'seed-scores'; readonly job: number; readonly reading: SeedReading; readonly asOfDay: number | null }
  | { readonly kind: 'outlook'; readonly job: number; readonly settings: ForecastSettings; readonly customer: number }
  /** Everyone's histories, as a database added them up, to predict from in the place of orders. */
  | { readonly kind: 'take-histories'; readonly job: number; readonly histories: HistoriesToPredict }
  | { readonly kind: 'forecast-histories'; readonly job: number; readonly settings: ForecastSettings }
  /** In which of the histories the x customers with the highest predicted value are. */
  | { readonly kind: 'best-histories'; readonly job: number; readonly settings: ForecastSettings; readonly x: number }
  /** What is expected of customers whose orders are given; `watched` is the one whose outlook is wanted. */
  | {
      readonly kind: 'predict-customers'
      readonly job: number
      readonly settings: ForecastSettings
      readonly lines: OrderLines
      readonly watched: number | null
    }
  /** The answers about stores under another definition, of which those may be left out that are the same under the one that is `shown`. */
  | { readonly kind: 'define-stores'; readonly job: number; readonly definition: StoreDefinition; readonly shown: StoreDefinition }
  /** The amounts of one store by week, under the definition in force. */
  | { readonly kind: 'store-weekly'; readonly job: number; readonly storeId: string }
  /** The files of a sample, for saving. */
  | { readonly kind: 'sample-files'; readonly job: number; readonly recipe: Recipe }

export type Answer =
  | { readonly kind: 'progress'; readonly job: number; readonly progress: Progress }
  /** First ranked rows while reading; of what has been read so far, best first. */
  | { readonly kind: 'so-far'; readonly job: number; readonly rows: readonly SoFarRow[] }
  /** A workbook or a Parquet file is among the files: the line for them is to be served. Said once. */
  | { readonly kind: 'workbook-met'; readonly job: number }
  | { readonly kind: 'opened'; readonly job: number; readonly result: OpenedResult }
  | { readonly kind: 'copied'; readonly job: number; readonly data: PackedData }
  /** `columns` null: they are those of the ranking that the page has. */
  | { readonly kind: 'defined'; readonly job: number; readonly ranking: Reranking; readonly columns: CustomerColumns | null }
  | { readonly kind: 'sorted'; readonly job: number; readonly column: SortColumn; readonly order: Uint32Array<ArrayBuffer> }
  | { readonly kind: 'detailed'; readonly job: number; readonly detail: CustomerDetail }
  | { readonly kind: 'stripped'; readonly job: number; readonly strips: WeeklyStrips }
  | { readonly kind: 'weekly'; readonly job: number; readonly series: WeeklySeries }
  | { readonly kind: 'cohorts'; readonly job: number; readonly cohorts: Cohorts }
  | { readonly kind: 'event-tables'; readonly job: number; readonly tables: EventTables }
  | { readonly kind: 'week-table'; readonly job: number; readonly table: WeekTable }
  | { readonly kind: 'orders'; readonly job: number; readonly orders: OrdersToPredict }
  | { readonly kind: 'orders-taken'; readonly job: number }
  | { readonly kind: 'forecast'; readonly job: number; readonly forecast: ForecastResult }
  | { readonly kind: 'seed-scores'; readonly job: number; readonly scores: SeedScores }
  | { readonly kind: 'outlook'; readonly job: number; readonly outlook: CustomerOutlook | null }
  | { readonly kind: 'forecast-histories'; readonly job: number; readonly forecast: GroupedResult }
  | { readonly kind: 'best-histories'; readonly job: number; readonly groups: readonly number[] }
  /** Null where nothing can be predicted. */
  | { readonly kind: 'predicted-customers'; readonly job: number; readonly customers: PredictedCustomers | null }
  | { readonly kind: 'stores-defined'; readonly job: number; readonly answers: PackedAnswers<ChangedAnswers> }
  /** Null when there is no such store. */
  | { readonly kind: 'store-weekly'; readonly job: number; readonly weekly: WeeklyAmounts | null }
  | { readonly kind: 'sample-files'; readonly job: number; readonly files: readonly SampleFile[] }
  /**
   * The job could not be done; the data set is as it was. `problems` is never empty.
   * `rejected` is there when records were read but every one was rejected: the list of them is worth seeing.
   */
  | { readonly kind: 'failed'; readonly job: number; readonly problems: readonly Problem[]; readonly rejected: Summary | null }

/** The kind of answer that ends each kind of request, if it does not fail. */
export const FINAL_ANSWER = {
  open: 'opened',
  sample: 'opened',
  copy: 'copied',
  merge: 'opened',
  define: 'defined',
  sort: 'sorted',
  detail: 'detailed',
  strips: 'stripped',
  weekly: 'weekly',
  cohorts: 'cohorts',
  'event-tables': 'event-tables',
  'week-table': 'week-table',
  orders: 'orders',
  'take-orders': 'orders-taken',
  forecast: 'forecast',
  'seed-scores': 'seed-scores',
  outlook: 'outlook',
  'take-histories': 'orders-taken',
  'forecast-histories': 'forecast-histories',
  'best-histories': 'best-histories',
  'predict-customers': 'predicted-customers',
  'define-stores': 'stores-defined',
  'store-weekly': 'store-weekly',
  'sample-files': 'sample-files',
} as const satisfies Record<Request['kind'], Answer['kind']>

/** A data set on its way to another thread: events, the rows of orders or weeks, which are made into a data set there again, or the tables of stores. */
export type PackedData =
  | ({ readonly kind: 'events' } & PackedDataset)
  | ({ readonly kind: 'orders' } & PackedOrders)
  | ({ readonly kind: 'rollup' } & PackedRollup)
  | ({ readonly kind: 'stores' } & PackedStores)

/** Files, counts and rejects, of customers or of stores. */
export type Summary = DatasetSummary | StoreSummary

/** Everything the page needs to show a freshly opened data set. */
export type OpenedResult = DatasetResult | StoresResult

/** Customers, from events or orders. */
export interface DatasetResult {
  readonly report: 'customers'
  readonly summary: DatasetSummary
  readonly directory: CustomerDirectory
  /** Of weeks perhaps under another definition than was asked for: the nearest one that they can answer. */
  readonly ranking: Ranking
  /** Files that could not be used, or only in part; what was good is in the data set. */
  readonly problems: readonly Problem[]
}

/** Devices, stores and transactions. */
export interface StoresResult {
  readonly report: 'stores'
  /** While tables are missing, only rows that are broken in themselves are left out. */
  readonly summary: StoreSummary
  /** Null while tables are missing: the summary says which. */
  readonly answers: PackedAnswers<StoreAnswers> | null
  readonly problems: readonly Problem[]
}

export interface Progress {
  readonly files: readonly FileProgress[]
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly events: number
  readonly rejected: number
  readonly elapsedMs: number
}
export interface FileProgress {
  readonly path: string
  readonly bytesRead: number
  readonly bytes: number
}

export interface SoFarRow {
  readonly id: string
  readonly ltv: number
  readonly spendUnits: number
  readonly currency: string
}
