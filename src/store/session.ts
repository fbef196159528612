import type { Problem } from '../base/problems.ts'
import type { Ranking, CustomerDirectory, DatasetSummary } from '../ltv/results.ts'
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
  /** A changed definition is being worked out; `ranking` is still that of the old one (and carries it). */
  readonly redefining: boolean
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
      readonly progress: Progress | null
      readonly soFar: readonly SoFarRow[]
      readonly cancelling: boolean
      readonly previous: Loaded | null
    }
  | { readonly phase: 'ready'; readonly loaded: Loaded }
  | { readonly phase: 'failed'; readonly problems: readonly Problem[]; readonly previous: Loaded | null }
