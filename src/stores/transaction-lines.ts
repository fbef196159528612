import { packPlace } from '../base/places.ts'
import { AmountCells } from './amount-cells.ts'
import type { StoreDataset } from './dataset.ts'
import { cellText, STATUSES, statusNumber } from './fields.ts'
import type { IdTable } from './id-table.ts'
import { CARRIAGE_RETURN, LINE_FEED, LineCells, type LineForm } from './line-cells.ts'
import { TimeCells } from './time-cells.ts'
import type { TransactionContent } from './transaction-rows.ts'

/** What a cell is, by which it is read. `SKIPPED` cells are passed over. */
const [SKIPPED, ID, DEVICE, SKU, NAME, CATEGORY, AMOUNT, STATUS, CREATED, HAPPENED] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const
const FIELDS: Readonly<Record<string, number>> = {
  id: ID,
  device_id: DEVICE,
  product_sku: SKU,
  product_name: NAME,
  category_name: CATEGORY,
  amount: AMOUNT,
  status: STATUS,
  created_at: CREATED,
  happened_at: HAPPENED,
}

const ZERO = 48
const STATUS_BYTES = STATUSES.map(status => new TextEncoder().encode(status))
const STATUS_BEGINNINGS = STATUS_BYTES.map(bytes => bytes[0] ?? 0)
/** Ids of so many digits are kept as numbers. */
const MOST_ID_DIGITS = 9

/**
 * Takes transactions straight from the bytes of a CSV, without making texts or objects of them, and looks at nearly every byte once: a million rows took 2.3 s of
 * processor time in Node, with everything around them and other work on the machine, where cells found first and read after took 4.4, and rows as objects 7.4.
 * Only rows in which all is sound and nothing is rare: everything else stays where it is, to be read and judged cell by cell (see `ingestStoreRow`, which these
 * rules must agree with). What cells that are not read hold, card numbers among them, is only passed over.
 */
export class TransactionLines {
  readonly #dataset: StoreDataset
  readonly #cells = new LineCells()
  readonly #amounts = new AmountCells(this.#cells)
  readonly #times = new TimeCells(this.#cells)
  /** Of the chunk's first byte in the text. */
  #offset = 0
  #columns: readonly (string | null)[] | null = null
  /** By place in a row: what the cell is. */
  #fields = new Uint8Array()
  /** The cells of the row at hand that are texts: where they begin and end. −1 where an id is a number, which stands beside. */
  readonly #starts = new Int32Array(CATEGORY + 1)
  readonly #ends = new Int32Array(CATEGORY + 1)
  readonly #areWide = new Uint8Array(CATEGORY + 1)
  readonly #numbers = new Int32Array(CATEGORY + 1)
  readonly #content: TransactionContent = { device: 0, sku: 0, name: 0, category: 0, units: 0, status: 0, createdAt: 0, happenedAt: 0 }

  constructor(dataset: StoreDataset) {
    this.#dataset = dataset
  }

  /** Makes `chunk`, whose first byte stands at `offset` of the text, the one that rows are taken from. It is looked at until the next one, and never written to. */
  load(chunk: Uint8Array, offset: number): void {
    this.#cells.chunk = chunk
    this.#offset = offset
  }

  /**
   * Takes rows from the one that begins at the offset `from` on `line`, up to the first that is not plain or not in the chunk with its line break.
   *
   * @param file number of the text, for the places of rows.
   * @returns how many, and the offset behind the last one.
   */
  takeRows(file: number, from: number, line: number, form: LineForm): { readonly records: number; readonly at: number } {
    if (form.columns !== this.#columns) this.#learn(form)
    this.#cells.onlyAscii = form.onlyAscii
    // Behind the last line feed no row is whole, and up to there every cell meets its end: nobody needs to ask for the chunk's.
    const lastBreak = this.#cells.chunk.lastIndexOf(LINE_FEED)
    let at = from - this.#offset
    let records = 0
    while (at <= lastBreak) {
      const end = this.#read(at)
      if (end < 0) break
      this.#enter(packPlace(file, at + this.#offset), line + records)
      records += 1
      at = end
    }
    this.#dataset.countTaken('transactions', file, records)
    return { records, at: at + this.#offset }
  }

  #learn({ columns, delimiter }: LineForm): void {
    this.#columns = columns
    this.#fields = Uint8Array.from(columns, column => (column === null ? SKIPPED : (FIELDS[column] ?? SKIPPED)))
    this.#cells.learn(delimiter)
    // Names and categories may have no column: their cells are blank.
    this.#starts.fill(0)
    this.#ends.fill(0)
  }

  /** Reads the row that begins at an index of the chunk. Gives the index behind its line break, or −1 when it is not plain; nothing has been entered then. */
  #read(start: number): number {
    const { chunk, delimiter } = this.#cells
    const fields = this.#fields
    const last = fields.length - 1
    let at = start
    for (let cell = 0; ; cell += 1) {
      at = this.#readCell(fields[cell] ?? SKIPPED, at)
      if (at < 0) return -1
      const byte = chunk[at] ?? 0
      at += 1
      if (cell === last) {
        if (byte === LINE_FEED) return at
        return byte === CARRIAGE_RETURN && chunk[at] === LINE_FEED ? at + 1 : -1
      }
      if (byte !== delimiter) return -1
    }
  }

  /** Reads the cell that begins at an index. Gives the index behind it, or −1 when it is not plain. */
  #readCell(field: number, at: number): number {
    switch (field) {
      case SKIPPED:
        return this.#cells.pass(at)
      case ID:
      case DEVICE:
        return this.#readId(field, at)
      case AMOUNT: {
        const end = this.#amounts.read(at)
        this.#content.units = this.#amounts.units
        return end
      }
      case STATUS:
        return this.#readStatus(at)
      case CREATED: {
        const end = this.#times.read(at)
        this.#content.createdAt = this.#times.time
        return end
      }
      case HAPPENED: {
        const end = this.#times.read(at)
        this.#content.happenedAt = this.#times.time
        return end
      }
      default: {
        const end = this.#cells.pass(at)
        if (end < 0 || (field === SKU && !this.#cells.isPlainKey())) return -1
        this.#keep(field)
        return end
      }
    }
  }

  #keep(field: number): void {
    const { start, end, isWide } = this.#cells
    this.#starts[field] = start
    this.#ends[field] = end
    this.#areWide[field] = isWide ? 1 : 0
    this.#numbers[field] = -1
  }

  #readId(field: number, start: number): number {
    const { chunk } = this.#cells
    let at = start
    let number = 0
    for (let digit = (chunk[at] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (chunk[at] ?? 0) - ZERO) {
      number = number * 10 + digit
      at += 1
    }
    const digits = at - start
    const isNumber = digits > 0 && digits <= MOST_ID_DIGITS && (digits === 1 || chunk[start] !== ZERO)
    if (isNumber && this.#cells.endsAt(at)) {
      this.#numbers[field] = number
      return at
    }
    const end = this.#cells.pass(start)
    if (end < 0 || !this.#cells.isPlainKey()) return -1
    this.#keep(field)
    return end
  }

  #readStatus(start: number): number {
    const { chunk } = this.#cells
    const status = STATUS_BEGINNINGS.indexOf(chunk[start] ?? 0)
    const bytes = STATUS_BYTES[status]
    if (bytes !== undefined) {
      let at = 1
      while (at < bytes.length && bytes[at] === chunk[start + at]) at += 1
      if (at === bytes.length && this.#cells.endsAt(start + at)) {
        this.#content.status = status
        return start + at
      }
    }
    const end = this.#cells.pass(start)
    if (end < 0) return -1
    this.#content.status = statusNumber(this.#cells.lastText())
    return this.#content.status < 0 ? -1 : end
  }

  /** Takes in the row that has been read. */
  #enter(place: number, line: number): void {
    const dataset = this.#dataset
    const content = this.#content
    content.device = this.#id(dataset.deviceIds, DEVICE)
    content.sku = dataset.skus.internBytes(this.#cells.chunk, this.#starts[SKU] ?? 0, this.#ends[SKU] ?? 0)
    content.name = this.#label(NAME)
    content.category = this.#label(CATEGORY)
    dataset.transactions.add(this.#id(dataset.transactionIds, ID), content, place, line)
  }

  #id(ids: IdTable, field: number): number {
    const number = this.#numbers[field] ?? -1
    return number >= 0 ? ids.internNumber(number) : ids.internBytes(this.#cells.chunk, this.#starts[field] ?? 0, this.#ends[field] ?? 0)
  }

  #label(field: number): number {
    const [start, end] = [this.#starts[field] ?? 0, this.#ends[field] ?? 0]
    const { labels } = this.#dataset
    const cells = this.#cells
    const isPlain = this.#areWide[field] === 0 && (end === start || cells.isTrimmed(start, end))
    return isPlain ? labels.internBytes(cells.chunk, start, end) : labels.intern(cellText(cells.text(start, end)) ?? '')
  }
}
