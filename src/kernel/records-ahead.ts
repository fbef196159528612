import type { DirectRun, RowForm } from '../intake/record-reader.ts'

/** How records stand in a text. Records that are read ahead of their turn can only be taken in where this has been foreseen. */
export type RecordHabit = JsonHabit | RowHabit

/** As JSON. */
export interface JsonHabit {
  readonly kind: 'json'
  readonly inArray: boolean
  readonly ownLines: boolean
  /** How a record began: up to the colon behind its first key. By this, records are found where they have no lines of their own. */
  readonly opener: Uint8Array
}

/** As rows of a table. */
export interface RowHabit {
  readonly kind: 'rows'
  readonly form: RowForm
}

/** What is to be found ahead in a text, for whom. */
export interface RecordsWanted {
  /** Number of the text. */
  readonly file: number
  readonly habit: RecordHabit
  /** What hashes begin with where the records are taken in. */
  readonly seed: number
}

/** A run of plain records that were read ahead. */
export interface RunAhead extends DirectRun {
  /** Offset of its first record in the text. */
  readonly from: number
  /** Number of its first event among those of the piece. */
  readonly firstEvent: number
}

/** The plain records of a piece of a text, read but not taken in. */
export interface RecordsAhead {
  /** Offset of the piece in the text, and its length. */
  readonly offset: number
  readonly length: number
  /** By which they were found. */
  readonly wanted: RecordsWanted
  /** In the order of the text. */
  readonly runs: readonly RunAhead[]
  /** Events as the program keeps them, with their places; lines are counted from the beginning of each run. Behind them their texts, of which so many bytes. */
  readonly events: Uint8Array<ArrayBuffer>
  readonly textBytes: number
}

/** Whether rows stand alike; the two may come from different threads. */
export function sameForm(one: RowForm, other: RowForm): boolean {
  if (one === other) return true
  const sameBytes = one.delimiter === other.delimiter && one.onlyAscii === other.onlyAscii
  return sameBytes && one.columns.length === other.columns.length && one.columns.every((name, index) => name === other.columns[index])
}
