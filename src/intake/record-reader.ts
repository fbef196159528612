import type { NoteCode } from '../base/notes.ts'
import type { ProblemCode } from '../base/problems.ts'
import type { Fault } from '../base/rejects.ts'

/**
 * Turns the bytes of one text (decompressed, UTF-8 or a superset of ASCII) into records. The seam for other readers of the same format:
 * whoever has `push` and `end` fits. A pushed chunk may be cut anywhere and is not kept after `push` returns, nor written to.
 */
export interface RecordReader {
  push(chunk: Uint8Array): void
  /** Bytes are to be decoded as this from now on; said before the first byte that is not ASCII is pushed, to readers of texts that may be it. */
  decodeAs?(encoding: 'windows-1252'): void
  /** The text is over. Nothing is pushed after it. */
  end(): void
}

/**
 * Takes records straight from the bytes, without making values of them. Only plain ones: records that hold something it has no rule for stay
 * where they are, to be read and handed over as values.
 */
export interface DirectReceiver extends RowReceiver {
  /**
   * Takes records from the `{` at the offset `from`, which stands on `line`, up to the first thing that is not a plain record or not in the chunk in full.
   * `inArray`: a comma belongs between two records, and a `]` may stand behind the last. `ownLines`: a record with a line break in it is not plain.
   */
  take(from: number, line: number, inArray: boolean, ownLines: boolean): DirectRun
}

/** Takes the rows of a table straight from the bytes. */
export interface RowReceiver {
  /** Length of the longest chunk that can be loaded. */
  readonly chunkBytes: number
  /** Makes `chunk`, whose first byte stands at `offset` of the text, the one that records are taken from, for as long as its `push` lasts: it is not copied. */
  load(chunk: Uint8Array, offset: number): void
  /**
   * Takes rows of a table from the beginning of one at the offset `from`, which stands on `line`, up to the first that is not plain or not in the chunk with its
   * line break. A plain row is one line.
   */
  takeRows(from: number, line: number, form: RowForm): RowRun
}

/** How the rows of a table stand in its bytes. */
export interface RowForm {
  /** An ASCII byte. */
  readonly delimiter: number
  /** For each cell of a row the name of what is read from it; null where nothing is. Each name stands there once at most. */
  readonly columns: readonly (string | null)[]
  /** Bytes that are not ASCII are not UTF-8. */
  readonly onlyAscii: boolean
}

/** What became of one run of rows. */
export interface RowRun {
  readonly records: number
  /** Offset where reading goes on: at the beginning of a row, or at the chunk's end. */
  readonly at: number
}

/** What became of one run of records. */
export interface DirectRun {
  readonly records: number
  /** Offset where reading goes on: at a record, at something else behind white space and commas, or at the chunk's end. */
  readonly at: number
  /** Commas behind the last record. */
  readonly commas: number
  /** Commas too many or missing between the records. */
  readonly forgivenCommas: number
  /** Line breaks passed, and the offset behind the last one (meaningless without any). */
  readonly lineBreaks: number
  readonly lineStart: number
}

/** What a reader tells about its text; the text itself has been announced before. */
export interface TextReport {
  /** There when plain records may be taken from the bytes. */
  readonly direct?: DirectReceiver | undefined
  /** There when plain rows of tables may be taken from the bytes whose layout says so. */
  readonly rows?: RowReceiver | undefined
  record(value: unknown, line: number, byte: number, raw: () => string): void
  broken(fault: Fault, line: number, byte: number, raw: string): void
  note(code: NoteCode, count: number): void
  /** The text stops in the middle. Told once, however often it is said. */
  endsEarly(): void
  problem(code: ProblemCode, message: string, wayOut: string): void
}

/** One record's size in bytes of the decompressed text; a longer one is a reject and is skipped without being held. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024
