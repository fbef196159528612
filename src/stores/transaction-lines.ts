import { packPlace } from '../base/places.ts'
import { DAY, daysFromCivil, daysInMonth } from '../base/time.ts'
import type { StoreDataset } from './dataset.ts'
import { cellText, STATUSES, statusNumber, storeTime } from './fields.ts'
import type { TransactionContent } from './transaction-rows.ts'

/** How the rows of a table stand in its bytes. */
export interface LineForm {
  readonly delimiter: number
  /** For each cell of a row the column of the layout that it is; null for a cell that is not read. */
  readonly columns: readonly (string | null)[]
  /** Bytes that are not ASCII are not UTF-8. */
  readonly onlyAscii: boolean
}

/** In the order of the fields' numbers here. */
const FIELDS = [
  ...['id', 'device_id', 'product_sku', 'amount', 'status', 'created_at', 'happened_at'],
  ...['product_name', 'category_name'],
] as const
const [ID, DEVICE, SKU, AMOUNT, STATUS, CREATED, HAPPENED, NAME, CATEGORY] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const

const [LINE_FEED, CARRIAGE_RETURN, SPACE, QUOTE, MINUS, POINT, SLASH, ZERO, COLON] = [10, 13, 32, 34, 45, 46, 47, 48, 58] as const
const STATUS_BYTES = STATUSES.map(status => new TextEncoder().encode(status))
/** Amounts of so many digits before and behind the point are sums of doubles without a rounding. */
const MOST_WHOLE_DIGITS = 9
const MOST_DECIMALS = 4

/**
 * Takes transactions straight from the bytes of a CSV, without making texts or objects of them, which is what most of reading costs otherwise: a million rows took 4.1 s of processor time in Node instead of 7.4, with everything around them.
 * Only rows in which all is sound and nothing is rare: everything else stays where it is, to be read and judged cell by cell (see `ingestStoreRow`, which these
 * rules must agree with). What cells that are not read hold, card numbers among them, is only passed over.
 */
export class TransactionLines {
  readonly #dataset: StoreDataset
  readonly #content: TransactionContent = { device: 0, sku: 0, name: 0, category: 0, units: 0, status: 0, createdAt: 0, happenedAt: 0 }
  // A byte order mark within a cell is a character like any other.
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  #chunk: Uint8Array = new Uint8Array()
  #offset = 0
  #columns: readonly (string | null)[] | null = null
  /** By place in a row: number of the field, or −1. */
  #fieldOf = new Int8Array()
  /** By field: where the cell begins and ends, and whether it has bytes that are not ASCII. */
  readonly #starts = new Int32Array(FIELDS.length)
  readonly #ends = new Int32Array(FIELDS.length)
  readonly #isWide = new Uint8Array(FIELDS.length)

  constructor(dataset: StoreDataset) {
    this.#dataset = dataset
  }

  /** Makes `chunk`, whose first byte stands at `offset` of the text, the one that rows are taken from. It is looked at until the next one, and never written to. */
  load(chunk: Uint8Array, offset: number): void {
    this.#chunk = chunk
    this.#offset = offset
  }

  /**
   * Takes rows from the one that begins at the offset `from` on `line`, up to the first that is not plain or not in the chunk with its line break.
   *
   * @param file number of the text, for the places of rows.
   * @returns how many, and the offset behind the last one.
   */
  takeRows(file: number, from: number, line: number, form: LineForm): { readonly records: number; readonly at: number } {
    if (form.columns !== this.#columns) this.#learn(form.columns)
    let at = from - this.#offset
    let records = 0
    for (;;) {
      const end = this.#split(at, form)
      if (end < 0 || !this.#take(packPlace(file, at + this.#offset), line + records)) break
      records += 1
      at = end
    }
    this.#dataset.countTaken('transactions', file, records)
    return { records, at: at + this.#offset }
  }

  #learn(columns: readonly (string | null)[]): void {
    const fields: readonly (string | null)[] = FIELDS
    this.#columns = columns
    this.#fieldOf = Int8Array.from(columns, column => (column === null ? -1 : fields.indexOf(column)))
    // Names and categories may have no column: their cells are blank.
    this.#starts.fill(0)
    this.#ends.fill(0)
  }

  /** Finds the cells of the row that begins at an index of the chunk. Gives the index behind its line break, or −1 when it is not plain. */
  #split(start: number, { delimiter, onlyAscii }: LineForm): number {
    const chunk = this.#chunk
    const { length } = chunk
    const width = this.#fieldOf.length
    let at = start
    for (let cell = 0; ; cell += 1) {
      if (cell === width) return -1
      let cellStart = at
      let wide = 0
      let cellEnd: number
      if (chunk[at] === QUOTE) {
        cellStart += 1
        at = cellStart
        for (; at < length; at += 1) {
          const byte = chunk[at] ?? 0
          if (byte === QUOTE) break
          if (byte === LINE_FEED || byte === CARRIAGE_RETURN) return -1
          wide |= byte
        }
        cellEnd = at
        // Behind the quote only the cell's end may stand: two quotes are one, and anything else is a fault.
        at += 1
      } else {
        for (; at < length; at += 1) {
          const byte = chunk[at] ?? 0
          if (byte === delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) break
          if (byte === QUOTE) return -1
          wide |= byte
        }
        cellEnd = at
      }
      if (wide > 127 && onlyAscii) return -1
      const field = this.#fieldOf[cell] ?? -1
      if (field >= 0) {
        this.#starts[field] = cellStart
        this.#ends[field] = cellEnd
        this.#isWide[field] = wide > 127 ? 1 : 0
      }
      if (at >= length) return -1
      const byte = chunk[at] ?? 0
      at += 1
      if (byte === delimiter) continue
      if (cell + 1 < width) return -1
      if (byte === LINE_FEED) return at
      return byte === CARRIAGE_RETURN && chunk[at] === LINE_FEED ? at + 1 : -1
    }
  }

  /** Takes in the row whose cells have been found; false when one of them is not plain. */
  #take(place: number, line: number): boolean {
    if (!this.#isPlainKey(ID) || !this.#isPlainKey(DEVICE) || !this.#isPlainKey(SKU)) return false
    const units = this.#units()
    if (Number.isNaN(units)) return false
    const status = this.#status()
    if (status < 0) return false
    const createdAt = this.#time(CREATED)
    if (Number.isNaN(createdAt)) return false
    const happenedAt = this.#time(HAPPENED)
    if (Number.isNaN(happenedAt)) return false

    const dataset = this.#dataset
    const content = this.#content
    const [chunk, starts, ends] = [this.#chunk, this.#starts, this.#ends]
    content.device = dataset.deviceIds.internBytes(chunk, starts[DEVICE] ?? 0, ends[DEVICE] ?? 0)
    content.sku = dataset.skus.internBytes(chunk, starts[SKU] ?? 0, ends[SKU] ?? 0)
    content.name = this.#label(NAME)
    content.category = this.#label(CATEGORY)
    content.units = units
    content.status = status
    content.createdAt = createdAt
    content.happenedAt = happenedAt
    dataset.transactions.add(dataset.transactionIds.internBytes(chunk, starts[ID] ?? 0, ends[ID] ?? 0), content, place, line)
    return true
  }

  /** Whether a key is its bytes: ASCII, with nothing to trim, and no `17.0`. */
  #isPlainKey(field: number): boolean {
    const [start, end] = [this.#starts[field] ?? 0, this.#ends[field] ?? 0]
    const chunk = this.#chunk
    return (
      end > start &&
      this.#isWide[field] === 0 &&
      (chunk[start] ?? 0) > SPACE &&
      (chunk[end - 1] ?? 0) > SPACE &&
      (end - start < 3 || chunk[end - 2] !== POINT)
    )
  }

  #label(field: number): number {
    const [start, end] = [this.#starts[field] ?? 0, this.#ends[field] ?? 0]
    const { labels } = this.#dataset
    const chunk = this.#chunk
    const isPlain = this.#isWide[field] === 0 && (end === start || ((chunk[start] ?? 0) > SPACE && (chunk[end - 1] ?? 0) > SPACE))
    return isPlain ? labels.internBytes(chunk, start, end) : labels.intern(cellText(this.#text(field)) ?? '')
  }

  #text(field: number): string {
    return this.#decoder.decode(this.#chunk.subarray(this.#starts[field] ?? 0, this.#ends[field] ?? 0))
  }

  /** Units of 1/10,000, or NaN: `12`, `12.5` and `-0.25`, and nothing that is written in another way. */
  #units(): number {
    const chunk = this.#chunk
    const end = this.#ends[AMOUNT] ?? 0
    let at = this.#starts[AMOUNT] ?? 0
    const isNegative = chunk[at] === MINUS
    if (isNegative) at += 1
    const first = at
    let whole = 0
    for (; at < end && isDigit(chunk[at] ?? 0); at += 1) whole = whole * 10 + (chunk[at] ?? 0) - ZERO
    const digits = at - first
    if (digits === 0 || digits > MOST_WHOLE_DIGITS || (digits > 1 && chunk[first] === ZERO)) return Number.NaN
    let units = whole * 10 ** MOST_DECIMALS
    if (at < end) {
      if (chunk[at] !== POINT) return Number.NaN
      at += 1
      const decimals = end - at
      if (decimals === 0 || decimals > MOST_DECIMALS) return Number.NaN
      for (let scale = 1_000; at < end; at += 1, scale /= 10) {
        const byte = chunk[at] ?? 0
        if (!isDigit(byte)) return Number.NaN
        units += (byte - ZERO) * scale
      }
    }
    return isNegative && units !== 0 ? -units : units
  }

  #status(): number {
    const chunk = this.#chunk
    const [start, end] = [this.#starts[STATUS] ?? 0, this.#ends[STATUS] ?? 0]
    for (let status = 0; status < STATUS_BYTES.length; status += 1) {
      const bytes = STATUS_BYTES[status]
      if (bytes === undefined || bytes.length !== end - start) continue
      let at = 0
      while (at < bytes.length && bytes[at] === chunk[start + at]) at += 1
      if (at === bytes.length) return status
    }
    return statusNumber(this.#text(STATUS))
  }

  /** Milliseconds UTC, or NaN. `03/24/2023 4:52:21` from the bytes, all else from the text. */
  #time(field: number): number {
    const chunk = this.#chunk
    const end = this.#ends[field] ?? 0
    let at = this.#starts[field] ?? 0
    let length = digitsAt(chunk, at)
    const month = numberAt(chunk, at, length)
    at += length
    const mark = chunk[at] ?? 0
    if (month >= 1 && month <= 12 && (mark === SLASH || mark === MINUS)) {
      at += 1
      length = digitsAt(chunk, at)
      const day = numberAt(chunk, at, length)
      at += length
      const year = numberAt(chunk, at + 1, 4)
      if (day >= 1 && chunk[at] === mark && year >= 1 && day <= daysInMonth(year, month) && chunk[at + 5] === SPACE) {
        at += 6
        length = digitsAt(chunk, at)
        const hour = numberAt(chunk, at, length)
        at += length
        const minute = numberAt(chunk, at + 1, 2)
        const second = numberAt(chunk, at + 4, 2)
        const isClock = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
        if (isClock && chunk[at] === COLON && chunk[at + 3] === COLON && at + 6 === end)
          return daysFromCivil(year, month, day) * DAY + ((hour * 60 + minute) * 60 + second) * 1_000
      }
    }
    return storeTime(this.#text(field))
  }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 57
}

/** One or two digits, or 0 when there is none. What stands behind the cell is never a digit. */
function digitsAt(chunk: Uint8Array, at: number): number {
  if (!isDigit(chunk[at] ?? 0)) return 0
  return isDigit(chunk[at + 1] ?? 0) ? 2 : 1
}

/** The number of so many digits, or −1 when they are not all digits, or none. */
function numberAt(chunk: Uint8Array, at: number, length: number): number {
  if (length === 0) return -1
  let number = 0
  for (let digit = 0; digit < length; digit += 1) {
    const byte = chunk[at + digit] ?? 0
    if (!isDigit(byte)) return -1
    number = number * 10 + byte - ZERO
  }
  return number
}
