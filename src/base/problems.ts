/**
 * Why a whole file (or job) could not be used, and the way out.
 * A bad row is a reject; a bad file is a problem; a bug throws.
 */
export interface Problem {
  readonly code: ProblemCode
  /** The file's name, or null when the job as a whole failed. */
  readonly file: string | null
  /** What was found, in one sentence, with place and value where there is one. */
  readonly message: string
  /** What the reader can do now, in one sentence. */
  readonly wayOut: string
  /** There for a table whose columns mean nothing to any report, so that somebody can say what they mean. */
  readonly table?: TableSample
  /** There for a column of dates in which day and month cannot be told apart, so that somebody can say which comes first. */
  readonly dates?: UndecidedDates
}

/** One of the dates that can be read in two ways. */
export interface UndecidedDates {
  /** What the choice is kept by. */
  readonly header: string
  /** “2011-04-03” and “2011-03-04”. */
  readonly dayFirst: string
  readonly monthFirst: string
}

/** The beginning of a table, trimmed. */
export interface TableSample {
  readonly columns: readonly string[]
  /** Rows of the same number of cells as there are columns. */
  readonly rows: readonly (readonly string[])[]
  /** What a choice about its columns is kept by; there once a report has looked at it. */
  readonly header?: string
  /** What some columns seem to be, by the names that the report gives them. */
  readonly known?: Readonly<Record<string, string>>
}

export type ProblemCode =
  | 'empty' // no bytes, or white space only
  | 'binary' // an image, PDF, executable… (message names what it seems to be)
  | 'unsupported' // a known container that is not read here (xlsx, parquet, 7z, encrypted zip…)
  | 'not-events' // a CSV or JSON of something else (message lists the columns or fields found)
  | 'undecided-dates' // a column of dates that can be read day first or month first
  | 'several-kinds' // files of events and files of orders at once
  | 'python-literals' // u'…', None, single quotes
  | 'source-code' // a string literal of some programming language
  | 'damaged' // a container that cannot be opened at all
  | 'unreadable' // the file vanished, changed while being read, or access was refused
  | 'no-events' // every record was rejected
  | 'directory' // a folder with no readable file in it
  | 'too-large' // the browser cannot hold more
  | 'worker-stopped' // the reading thread crashed or stopped answering
