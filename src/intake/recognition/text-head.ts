import type { ProblemCode, TableSample } from '../../base/problems.ts'
import type { TableLayout, TableText } from '../reading.ts'
import type { RecordReader, TextReport } from '../record-reader.ts'

/** Bytes of the decompressed text that are looked at to tell what it is. */
export const HEAD_BYTES = 65_536
/** The longest byte order mark, which stands before them. */
export const MARK_BYTES = 3
/** Whoever gives the bytes of a text leaves those before here as they are until the text has been recognised; of what is behind, one chunk is looked at at a time. */
export const BEGINNING_BYTES = MARK_BYTES + HEAD_BYTES

/** The beginning of a text, by which it is recognised. */
export interface TextHead {
  /** Behind a byte order mark; UTF-8 or a superset of ASCII. */
  readonly bytes: Uint8Array
  /** The same, decoded leniently. */
  readonly text: string
  /** The same as a table has it: as Windows-1252 when the beginning is not UTF-8. */
  readonly tableText: string
  /** This is all of the text. */
  readonly whole: boolean
  readonly path: string
  readonly layouts: readonly TableLayout[]
}

/** A text that can be read. */
export interface ReadableText {
  readonly format: string
  readonly reason: string
  /** A text that is not UTF-8 as a whole is Windows-1252 (otherwise ill-formed bytes are the reader's to report). */
  readonly mayBeWindows1252: boolean
  /** Null for anything but tables. */
  readonly table: TableText | null
  /** What a table of its records would be, where somebody may know its columns. */
  readonly unnamed?: TableSample
  /** `textStart` is the offset in the text of the first byte that will be pushed. */
  open(report: TextReport, textStart: number): RecordReader
}

/** A text that cannot be read. */
export interface UnreadableText {
  readonly code: ProblemCode
  readonly message: string
  readonly wayOut: string
  /** A table whose columns somebody has to name. */
  readonly table?: TableSample
}

/** Tells what a text is, or null when it is for another one to tell. */
export type Recogniser = (head: TextHead) => ReadableText | UnreadableText | null
