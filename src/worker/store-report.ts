import type { NoteCode } from '../base/notes.ts'
import type { Fault, Place } from '../base/rejects.ts'
import type { TableLayout, TableText } from '../intake/reading.ts'
import type { RowReceiver } from '../intake/record-reader.ts'
import {
  addStoreNote,
  addStoreText,
  createStoreDataset,
  ingestStoreRow,
  recogniseStoreTable,
  rejectStoreRow,
  STORE_LAYOUTS,
  type StoreTable,
  type StoreTableLayout,
  TransactionLines,
} from '../stores/index.ts'
import type { Report, ReportTarget, TextFound } from './report.ts'
import { StoreData } from './store-data.ts'

/** Devices, stores and transactions. */
export const STORE_REPORT: Report = {
  readsJson: false,
  layouts: () => STORE_LAYOUTS.map(layoutOf),
  begin: () => new StoresTaken(),
}

/** Recognised by themselves, because what a repeated column means is theirs to say. */
function layoutOf({ name, required, optional }: StoreTableLayout): TableLayout {
  return {
    name,
    required,
    optional,
    // The other tables are short.
    takesRows: name === 'transactions',
    recognise([header = []]) {
      const found = recogniseStoreTable(header)
      if (found?.table !== name) return null
      const idName = header[found.columns.indexOf('id')]?.trim() ?? 'id'
      const called = idName.toLowerCase() === 'id' ? '' : `; its id is “${idName}”`
      return {
        hasHeader: true,
        columns: found.columns.flatMap((column, index) => (column === null ? [] : [{ name: column, index }])),
        reason: `first line is a header with ${required.join(', ')}${called}`,
      }
    },
  }
}

class StoresTaken implements ReportTarget {
  readonly #dataset = createStoreDataset()
  readonly #lines = new TransactionLines(this.#dataset)
  #file = 0
  readonly rows: RowReceiver = {
    chunkBytes: Number.POSITIVE_INFINITY,
    load: (chunk, offset) => this.#lines.load(chunk, offset),
    takeRows: (from, line, form) => this.#lines.takeRows(this.#file, from, line, form),
  }
  /** Of the text that is being read. */
  #table: StoreTable = 'devices'
  #header: readonly string[] = []
  #delimiter = ','

  text(text: TextFound, table: TableText | null): number {
    const found = STORE_LAYOUTS.find(({ name }) => name === table?.layout.name)
    if (found === undefined || table === null || table.delimiter === null) throw new Error(`${text.path} is no table of stores`)
    this.#table = found.name
    this.#header = table.header
    this.#delimiter = table.delimiter
    this.#file = addStoreText(this.#dataset, { ...text, table: found.name })
    return this.#file
  }

  /** The row's own text is never looked at: it may hold card numbers. */
  take(value: unknown, place: Place): Fault | null {
    return ingestStoreRow(this.#table, value, this.#dataset, place)
  }

  reject(fault: Fault, place: Place, raw: string): void {
    rejectStoreRow(this.#table, this.#dataset, fault, place, raw, this.#header, this.#delimiter)
  }

  note(file: number, code: NoteCode, count: number): void {
    addStoreNote(this.#dataset, file, code, count)
  }

  /** What belongs together is found when all is there. */
  soFar(): null {
    return null
  }

  finish(): StoreData {
    return new StoreData(this.#dataset)
  }
}
