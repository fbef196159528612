import type { NoteCode } from '../base/notes.ts'
import type { Problem, TableSample } from '../base/problems.ts'
import type { Fault } from '../base/rejects.ts'
import type { InputFile } from './byte-source.ts'
import type { Unpacked } from './containers/container.ts'
import type { DirectReceiver, RowReceiver } from './record-reader.ts'

/**
 * What a report wants from a table: the columns by which a header row is recognised.
 * Headers are compared trimmed and case-blind. JSON needs no layout: its records are handed over as they are, unless a layout recognises them for rows of its table.
 */
export interface TableLayout {
  /** For messages: “events”. */
  readonly name: string
  readonly required: readonly string[]
  readonly optional: readonly string[]
  /**
   * Recognises the layout by more than the names of its required columns, which then only serve for messages: by other names, or by what the cells are like.
   * Is shown the first rows of a table, all of one width and trimmed. Rows of such a table are handed over as records,
   * unless `takesRows`.
   */
  readonly recognise?: (rows: readonly (readonly string[])[]) => RecognisedColumns | null
  /**
   * Recognises records of JSON as rows of such a table, which they are handed over as; absent where they do not come as JSON. Is shown what a table of the first records
   * would be, with the names of their members in the first row, see `columnsOfRecords`, and those records themselves. “unnamed” are records that may be such rows,
   * if somebody says what their members mean.
   */
  readonly recogniseRecords?: (
    rows: readonly (readonly string[])[],
    records: readonly Readonly<Record<string, unknown>>[],
  ) => Omit<RecognisedColumns, 'hasHeader'> | 'unnamed' | null
  /** Plain rows of a table that was recognised so are taken from the bytes, by the names of columns that were given. */
  readonly takesRows?: boolean
}

/** Which cells of a row a layout reads, when it has recognised a table by itself. */
export interface RecognisedColumns {
  /** The first row names the columns; otherwise it is a record like all others. */
  readonly hasHeader: boolean
  /** Fields of the layout, each with its place in a row. */
  readonly columns: readonly { readonly name: string; readonly index: number }[]
  /** What it was recognised by, for people, to go on behind “columns of text;” or by itself. */
  readonly reason: string
}

/** What a text is a table of. */
export interface TableText {
  readonly layout: TableLayout
  /** Cells of the header row, or the names of the members of its records; none where there is no such row. */
  readonly header: readonly string[]
  /** The layout's columns that are there, each with its place in a row. */
  readonly columns: readonly { readonly name: string; readonly index: number }[]
  /** What stands between two cells; null where rows are records of JSON. */
  readonly delimiter: string | null
}

/** Receives what a file holds, in file order. Everything is synchronous: a reader never waits for its receiver. */
export interface RecordReceiver {
  /** Takes plain records from the bytes; then `record` is only called for the others. In file order all the same. */
  readonly direct?: DirectReceiver | undefined
  /** Takes plain rows of the current text from the bytes, if its layout `takesRows`. */
  readonly rows?: RowReceiver | undefined
  /**
   * A text begins: a plain file, or one member of an archive (`path` then is “archive.zip/member.json”). Before any of its records. `table` is null for JSON;
   * `unnamed` is what a table of its records would be, where that is nothing else and somebody may know its columns.
   */
  text(path: string, format: string, reason: string, table: TableText | null, unnamed?: TableSample): void
  /**
   * A whole record. JSON: the parsed value, with numbers a double cannot hold as ExactNumber. Table: an object (null prototype) of the layout's
   * columns to texts (of JSON also to an empty array or object, where there is one); columns that the table does not have are absent. `raw` gives the record's text; it is only to be called for a reject, and before `record` returns.
   */
  record(value: unknown, line: number, byte: number, raw: () => string): void
  /** A record that is broken as such. */
  broken(fault: Fault, line: number, byte: number, raw: string): void
  /** Something about the current text as a whole; counts add up. */
  note(code: NoteCode, count: number): void
  /** A text (or the file) that cannot be used, or not from here on. What was read before stays. */
  problem(problem: Problem): void
  /** Bytes of the file as it lies on disk that have been consumed so far; at least once per chunk. */
  progress(bytes: number): void
}

/** Takes a packed file apart: the texts in it, one after the other. */
export type Unpack = (input: InputFile) => AsyncGenerator<Unpacked, void>

/** Takes packed files apart in another place, by the name of their container; null for those that it does not take. */
export type UnpackElsewhere = (input: InputFile, container: string) => AsyncGenerator<Unpacked, void> | null

/** Reads one file to its end. Never rejects for what the file holds; that is told to the receiver. Packed files are taken apart `elsewhere`, if that is given. */
export type ReadInput = (
  input: InputFile,
  layouts: readonly TableLayout[],
  receiver: RecordReceiver,
  elsewhere?: UnpackElsewhere,
) => Promise<void>
