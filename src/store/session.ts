import type { Problem } from '../base/problems.ts'
import type { InputFile } from '../intake/byte-source.ts'
import type { CustomerDirectory, DatasetSummary, Ranking } from '../ltv/results.ts'
import type { StoreAnswers, StoreSummary } from '../stores/results.ts'
import type { Progress, Recipe, SoFarRow, Summary } from '../worker/protocol.ts'

/** A data set that is shown: everything the page knows about it without asking the worker, by the report that it is for. */
export type Loaded = LoadedCustomers | LoadedStores

/** What is known of a data set whatever it is of. */
interface LoadedData {
  /** Counts data sets; async answers carry it, so that stale ones can be told apart. */
  readonly generation: number
  /** “events-2025.ndjson”, “3 files” or “Sample shop”. */
  readonly label: string
  readonly sample: Recipe | null
  /** What it was read from, to be read again; none of a sample. */
  readonly files: readonly InputFile[]
  /** Files that could not be used, or only in part. */
  readonly problems: readonly Problem[]
  /** A changed definition is being worked out; what is shown is still that of an older one (and carries it). */
  readonly redefining: boolean
  /** Not null when the thread that held the data has stopped: what is shown stays, but nothing new can be asked of it. Says the way out. */
  readonly lost: Problem | null
}

export interface LoadedCustomers extends LoadedData {
  readonly report: 'customers'
  readonly summary: DatasetSummary
  readonly directory: CustomerDirectory
  readonly ranking: Ranking
  /** Rank index by customer index; −1 for customers outside the window. */
  readonly rankOf: Int32Array
}

export interface LoadedStores extends LoadedData {
  readonly report: 'stores'
  readonly summary: StoreSummary
  /** Null while tables are missing. */
  readonly answers: StoreAnswers | null
}

/** What the page is doing. Exactly one phase at a time; a data set that was shown before stays available until another replaces it. */
export type Session =
  | { readonly phase: 'empty' }
  | {
      readonly phase: 'reading'
      readonly job: number
      /** `add` merges into `previous`, `replace` takes its place when done. */
      readonly mode: 'replace' | 'add'
      readonly label: string
      /** Not null while it is a sample, which is made before it is read. */
      readonly sample: Recipe | null
      readonly progress: Progress | null
      readonly soFar: readonly SoFarRow[]
      /** The reading thread has not been heard of for 15 seconds: offer `keepWaiting()` and `cancel()`. */
      readonly silent: boolean
      readonly previous: Loaded | null
    }
  /** Some tables are there, others are missing: files that are opened now are added. */
  | { readonly phase: 'waiting'; readonly loaded: LoadedStores }
  | { readonly phase: 'ready'; readonly loaded: Loaded }
  | {
      readonly phase: 'failed'
      /** Never empty. */
      readonly problems: readonly Problem[]
      /** Not null when records were read but every one was rejected: its rejects can be looked at and saved. */
      readonly rejected: Summary | null
      readonly previous: Loaded | null
    }

/** The data set on screen, whatever else is going on; null when there is none. */
export function shownData(session: Session): Loaded | null {
  switch (session.phase) {
    case 'empty':
      return null
    case 'waiting':
    case 'ready':
      return session.loaded
    case 'reading':
    case 'failed':
      return session.previous
    default:
      return session satisfies never
  }
}

/** The session in which a data set is on screen and nothing else is going on. */
export function showing(loaded: Loaded | null): Session {
  if (loaded === null) return { phase: 'empty' }
  return isWaiting(loaded) ? { phase: 'waiting', loaded } : { phase: 'ready', loaded }
}

/** Whether tables are missing before anything can be answered. */
export function isWaiting(loaded: Loaded): loaded is LoadedStores {
  return loaded.report === 'stores' && loaded.answers === null
}
