import { type CellWriter, plain } from './cells.ts'
import { type ColumnPage, type ColumnPages, PageTexts } from './column-pages.ts'
import { CsvBytes } from './csv-bytes.ts'

/** Whole numbers of 64 bits are doubles as long as their upper half is below. */
const MOST_UPPER = 1 << 21
const LOWER_HALF = 2 ** 32

/**
 * The cells of a column as they are to stand in a CSV, some rows at a time. Each value of a dictionary is written once, however many rows have it: ids, days and
 * counts come again and again.
 */
export class ColumnCells {
  readonly #write: CellWriter
  #pages: ColumnPages | null = null
  #page: ColumnPage | null = null
  /** Rows of the page that have been given, and values without dictionary. */
  #given = 0
  #valuesGiven = 0
  #dictionary: ColumnPage['values'] | null = null
  readonly #texts = new CsvBytes()
  /** Where each text begins, and where the last one ends. */
  #starts = new Int32Array(1)
  /** By row of those at hand, from {@link #firstPlace} on: its text, or −1. Null where texts are in the order of rows. */
  #places: Int32Array | null = null
  #firstPlace = 0

  constructor(write: CellWriter) {
    this.#write = write
  }

  /** Begins with a group of rows. */
  begin(pages: ColumnPages): void {
    this.#pages = pages
    this.#page = null
    this.#dictionary = null
  }

  /** How many rows can be had at once; 0 when there are no more in the group. */
  available(): number {
    if (this.#page === null || this.#given === this.#page.rows) {
      this.#page = this.#pages?.next() ?? null
      this.#given = 0
      this.#valuesGiven = 0
      if (this.#page !== null && this.#page.places !== null && this.#page.values !== this.#dictionary)
        this.#writeDictionary(this.#page.values)
    }
    return this.#page === null ? 0 : this.#page.rows - this.#given
  }

  /** Turns to the next rows, not more than are available. */
  turn(rows: number): void {
    const page = this.#page
    if (page === null) return
    this.#places = page.places
    this.#firstPlace = this.#given
    if (page.places === null) this.#writeValues(page, rows)
    this.#given += rows
  }

  /** Adds the bytes of each cell of the rows at hand to a sum for each row. */
  addLengths(sums: Int32Array, rows: number): void {
    const places = this.#places
    const starts = this.#starts
    for (let row = 0; row < rows; row += 1) {
      const place = places === null ? row : (places[this.#firstPlace + row] ?? 0)
      if (place >= 0) sums[row] = (sums[row] ?? 0) + (starts[place + 1] ?? 0) - (starts[place] ?? 0)
    }
  }

  /** Copies each cell of the rows at hand to its row's place, with a `mark` behind it; the places go on behind that. */
  copyTo(bytes: Uint8Array, ends: Int32Array, rows: number, mark: number): void {
    const places = this.#places
    const starts = this.#starts
    const texts = this.#texts.written()
    // Four bytes at a time where there are four: half the time of one by one. Cells are too short for set(), which looks at its argument first.
    const words = new DataView(texts.buffer, texts.byteOffset, texts.byteLength)
    const room = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let row = 0; row < rows; row += 1) {
      const place = places === null ? row : (places[this.#firstPlace + row] ?? 0)
      let to = ends[row] ?? 0
      if (place >= 0) {
        const end = starts[place + 1] ?? 0
        let from = starts[place] ?? 0
        for (; from + 4 <= end; from += 4, to += 4) room.setInt32(to, words.getInt32(from, true), true)
        for (; from < end; from += 1, to += 1) bytes[to] = texts[from] ?? 0
      }
      bytes[to] = mark
      ends[row] = to + 1
    }
  }

  #writeDictionary(values: ColumnPage['values']): void {
    this.#dictionary = values
    this.#prepare(values.length)
    const writeAt = this.#writerOf(values)
    for (let at = 0; at < values.length; at += 1) {
      writeAt(at)
      this.#starts[at + 1] = this.#texts.length
    }
  }

  #writeValues({ values, isThere }: ColumnPage, rows: number): void {
    // What was written of the dictionary is gone.
    this.#dictionary = null
    this.#prepare(rows)
    const writeAt = this.#writerOf(values)
    for (let row = 0; row < rows; row += 1) {
      if (isThere === null || isThere[this.#given + row] === 1) {
        if (this.#valuesGiven >= values.length) throw new Error(`a page ends before its row ${this.#given + row}`)
        writeAt(this.#valuesGiven)
        this.#valuesGiven += 1
      }
      this.#starts[row + 1] = this.#texts.length
    }
  }

  /** Writes values one by one. Whole numbers of 64 bits are taken as doubles where those hold them: it takes a third of the time. */
  #writerOf(values: ColumnPage['values']): (at: number) => void {
    const out = this.#texts
    const write = this.#write
    if (values instanceof PageTexts) {
      const { bytes, places } = values
      if (write === plain) return at => out.utf8(bytes, places[2 * at] ?? 0, places[2 * at + 1] ?? 0)
      return at => write(out, bytes.subarray(places[2 * at] ?? 0, places[2 * at + 1] ?? 0))
    }
    if (!(values instanceof BigInt64Array)) return at => write(out, values[at])
    const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2)
    return at => {
      const upper = halves[2 * at + 1] ?? 0
      const isSmall = upper < MOST_UPPER && upper >= -MOST_UPPER
      write(out, isSmall ? upper * LOWER_HALF + ((halves[2 * at] ?? 0) >>> 0) : values[at])
    }
  }

  #prepare(texts: number): void {
    this.#texts.clear()
    if (this.#starts.length <= texts) this.#starts = new Int32Array(texts + 1)
    this.#starts[0] = 0
  }
}
