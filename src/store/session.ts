import type { Problem } from '../base/problems.ts'
import type { CustomerDirectory, DatasetSummary, Ranking } from '../ltv/results.ts'
import type { Progress, SampleRecipe, SoFarRow } from '../worker/protocol.ts'

/** A data set that is shown: everything the page knows about it without asking the worker. */
export interface Loaded {
  /** Counts data sets; async answers carry it, so that stale ones can be told apart. */
  readonly generation: number
  /** “events-2025.ndjson”, “3 files” or “Sample shop”. */
  readonly label: string
  readonly sample: SampleRecipe | null
  readonly summary: DatasetSummary
  readonly directory: CustomerDirectory
  /** Files that could not be used, or only in part. */
  readonly problems: readonly Problem[]
  readonly ranking: Ranking
  /** Rank index by customer index; −1 for customers outside the window. */
  readonly rankOf: Int32Array
  /** A changed definition is being worked out; `ranking` is still that of an older one (and carries it). */
  readonly redefining: boolean
  /** Not null when the thread that held the data has stopped: what is shown stays, but nothing new can be asked of it. Says the way out. */
  readonly lost: Problem | null
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
      /** Not null while it is a sample shop, which is made before it is read. */
      readonly sample: SampleRecipe | null
      readonly progress: Progress | null
      readonly soFar: readonly SoFarRow[]
      /** The reading thread has not been heard of for 15 seconds: offer `keepWaiting()` and `cancel()`. */
      readonly silent: boolean
      readonly previous: Loaded | null
    }
  | { readonly phase: 'ready'; readonly loaded: Loaded }
  | {
      readonly phase: 'failed'
      /** Never empty. */
      readonly problems: readonly Problem[]
      /** Not null when records were read but every one was rejected: its rejects can be looked at and saved. */
      readonly rejected: DatasetSummary | null
      readonly previous: Loaded | null
    }

/** The data set on screen, whatever else is going on; null when there is none. */
export function shownData(session: Session): Loaded | null {
  switch (session.phase) {
    case 'empty':
      return null
    case 'ready':
      return session.loaded
    case 'reading':
    case 'failed':
      return session.previous
    default:
      return session satisfies never
  }
}
