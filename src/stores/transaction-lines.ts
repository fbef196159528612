import { packPlace } from '../base/places.ts'
import { DAY, daysFromCivil, daysInMonth } from '../base/time.ts'
import type { StoreDataset } from './dataset.ts'
import { cellText, STATUSES, statusNumber, storeTime } from './fields.ts'
import type { IdTable } from './id-table.ts'
import type { TransactionContent } from './transaction-rows.ts'

/** How the rows of a table stand in its bytes. */
export interface LineForm {
  readonly delimiter: number
  /** For each cell of a row the column of the layout that it is; null for a cell that is not read. */
  readonly columns: readonly (string | null)[]
  /** Bytes that are not ASCII are not UTF-8. */
  readonly onlyAscii: boolean
}

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

const [LINE_FEED, CARRIAGE_RETURN, SPACE, QUOTE, MINUS, POINT, SLASH, ZERO, COLON] = [10, 13, 32, 34, 45, 46, 47, 48, 58] as const
const STATUS_BYTES = STATUSES.map(status => new TextEncoder().encode(status))
/** Amounts of so many digits before and behind the point are sums of doubles without a rounding. */
const MOST_WHOLE_DIGITS = 9
const MOST_DECIMALS = 4
/** Ids of so many digits are kept as numbers. */
const MOST_ID_DIGITS = 9
/** Years whose months are looked up, from 0. */
const KNOWN_YEARS = 2_200

/**
 * Takes transactions straight from the bytes of a CSV, without making texts or objects of them, and looks at nearly every byte once: a million rows took 2.3 s of
 * processor time in Node, with everything around them and other work on the machine, where cells found first and read after took 4.4, and rows as objects 7.4.
 * Only rows in which all is sound and nothing is rare: everything else stays where it is, to be read and judged cell by cell (see `ingestStoreRow`, which these
 * rules must agree with). What cells that are not read hold, card numbers among them, is only passed over.
 */
export class TransactionLines {
  readonly #dataset: StoreDataset
  // A byte order mark within a cell is a character like any other.
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  #chunk: Uint8Array = new Uint8Array()
  #offset = 0
  #columns: readonly (string | null)[] | null = null
  /** By place in a row: what the cell is. */
  #fields = new Uint8Array()
  /** By byte: whether a cell without quotes ends there, or cannot go on. */
  #isStop = new Uint8Array(256)
  #delimiter = 0
  #onlyAscii = false
  /** The cell that was passed last: where it begins and ends, without its quotes, and whether it has bytes that are not ASCII. */
  #start = 0
  #end = 0
  #isWide = false
  /** The cells of the row at hand that are texts: where they begin and end. −1 where an id is a number, which stands beside. */
  readonly #starts = new Int32Array(CATEGORY + 1)
  readonly #ends = new Int32Array(CATEGORY + 1)
  readonly #areWide = new Uint8Array(CATEGORY + 1)
  readonly #numbers = new Int32Array(CATEGORY + 1)
  readonly #content: TransactionContent = { device: 0, sku: 0, name: 0, category: 0, units: 0, status: 0, createdAt: 0, happenedAt: 0 }
  /** Days up to the beginning of each month of the known years, from 1970, and its length; 0 until it is asked for. */
  readonly #monthDays = new Int32Array(KNOWN_YEARS * 12)
  readonly #monthLengths = new Uint8Array(KNOWN_YEARS * 12)

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
    if (form.columns !== this.#columns) this.#learn(form)
    this.#onlyAscii = form.onlyAscii
    // Behind the last line feed no row is whole, and up to there every cell meets its end: nobody needs to ask for the chunk's.
    const lastBreak = this.#chunk.lastIndexOf(LINE_FEED)
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
    this.#delimiter = delimiter
    this.#isStop.fill(0)
    for (const byte of [delimiter, LINE_FEED, CARRIAGE_RETURN, QUOTE]) this.#isStop[byte] = 1
    // Names and categories may have no column: their cells are blank.
    this.#starts.fill(0)
    this.#ends.fill(0)
  }

  /** Reads the row that begins at an index of the chunk. Gives the index behind its line break, or −1 when it is not plain; nothing has been entered then. */
  #read(start: number): number {
    const chunk = this.#chunk
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
      if (byte !== this.#delimiter) return -1
    }
  }

  /** Reads the cell that begins at an index. Gives the index behind it, or −1 when it is not plain. */
  #readCell(field: number, at: number): number {
    switch (field) {
      case SKIPPED:
        return this.#pass(at)
      case ID:
      case DEVICE:
        return this.#readId(field, at)
      case AMOUNT:
        return this.#readAmount(at)
      case STATUS:
        return this.#readStatus(at)
      case CREATED:
      case HAPPENED:
        return this.#readTime(field, at)
      default: {
        const end = this.#pass(at)
        if (end < 0 || (field === SKU && !this.#isPlainKey())) return -1
        this.#keep(field)
        return end
      }
    }
  }

  /** Finds the end of the cell that begins at an index. Gives the index behind it, or −1 when it is not plain. */
  #pass(start: number): number {
    const chunk = this.#chunk
    let at = start
    let wide = 0
    if (chunk[at] === QUOTE) {
      at += 1
      this.#start = at
      for (;;) {
        const byte = chunk[at] ?? 0
        if (byte === QUOTE) break
        if (byte === LINE_FEED || byte === CARRIAGE_RETURN) return -1
        wide |= byte
        at += 1
      }
      this.#end = at
      // Behind the quote only the cell's end may stand: two quotes are one, and anything else is a fault.
      at += 1
    } else {
      const isStop = this.#isStop
      this.#start = at
      let byte = chunk[at] ?? 0
      while (isStop[byte] === 0) {
        wide |= byte
        at += 1
        byte = chunk[at] ?? 0
      }
      if (byte === QUOTE) return -1
      this.#end = at
    }
    this.#isWide = wide > 127
    return this.#isWide && this.#onlyAscii ? -1 : at
  }

  #keep(field: number): void {
    this.#starts[field] = this.#start
    this.#ends[field] = this.#end
    this.#areWide[field] = this.#isWide ? 1 : 0
    this.#numbers[field] = -1
  }

  /** Whether the cell that was passed last is a key as its bytes are: ASCII, with nothing to trim, and no `17.0`. */
  #isPlainKey(): boolean {
    const chunk = this.#chunk
    const [start, end] = [this.#start, this.#end]
    return (
      end > start &&
      !this.#isWide &&
      (chunk[start] ?? 0) > SPACE &&
      (chunk[end - 1] ?? 0) > SPACE &&
      (end - start < 3 || chunk[end - 2] !== POINT)
    )
  }

  #readId(field: number, start: number): number {
    const chunk = this.#chunk
    let at = start
    let number = 0
    for (; isDigit(chunk[at] ?? 0); at += 1) number = number * 10 + (chunk[at] ?? 0) - ZERO
    const digits = at - start
    const isNumber = digits > 0 && digits <= MOST_ID_DIGITS && (digits === 1 || chunk[start] !== ZERO)
    if (isNumber && this.#endsCell(at)) {
      this.#numbers[field] = number
      return at
    }
    const end = this.#pass(start)
    if (end < 0 || !this.#isPlainKey()) return -1
    this.#keep(field)
    return end
  }

  /** Units of 1/10,000: `12`, `12.5` and `-0.25`, and nothing that is written in another way. */
  #readAmount(start: number): number {
    const chunk = this.#chunk
    const isQuoted = chunk[start] === QUOTE
    let at = isQuoted ? start + 1 : start
    const isNegative = chunk[at] === MINUS
    if (isNegative) at += 1
    const first = at
    let whole = 0
    for (let digit = (chunk[at] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (chunk[at] ?? 0) - ZERO) {
      whole = whole * 10 + digit
      at += 1
    }
    const digits = at - first
    if (digits === 0 || digits > MOST_WHOLE_DIGITS || (digits > 1 && chunk[first] === ZERO)) return -1
    let parts = 0
    let missing: number = MOST_DECIMALS
    if (chunk[at] === POINT) {
      const point = at
      at += 1
      for (let digit = (chunk[at] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (chunk[at] ?? 0) - ZERO) {
        parts = parts * 10 + digit
        at += 1
      }
      missing = MOST_DECIMALS + 1 - (at - point)
      if (missing < 0 || missing === MOST_DECIMALS) return -1
    }
    const units = whole * 10_000 + parts * (DECIMAL_SCALES[missing] ?? 0)
    this.#content.units = isNegative && units !== 0 ? -units : units
    const behind = isQuoted && chunk[at] === QUOTE ? at + 1 : at
    return isQuoted === behind > at && this.#endsCell(behind) ? behind : -1
  }

  #readStatus(start: number): number {
    const chunk = this.#chunk
    const status = STATUS_BEGINNINGS.indexOf(chunk[start] ?? 0)
    const bytes = STATUS_BYTES[status]
    if (bytes !== undefined) {
      let at = 1
      while (at < bytes.length && bytes[at] === chunk[start + at]) at += 1
      if (at === bytes.length && this.#endsCell(start + at)) {
        this.#content.status = status
        return start + at
      }
    }
    const end = this.#pass(start)
    if (end < 0) return -1
    this.#content.status = statusNumber(this.#text(this.#start, this.#end))
    return this.#content.status < 0 ? -1 : end
  }

  /** `03/24/2023 4:52:21` from the bytes, all else from the text. */
  #readTime(field: number, start: number): number {
    const chunk = this.#chunk
    // Of one digit or two each: `3/24/2023` is read as well.
    let at = isDigit(chunk[start + 1] ?? 0) ? start + 2 : start + 1
    const month = at - start === 2 ? pairAt(chunk, start) : digitAt(chunk, start)
    const mark = chunk[at] ?? 0
    const dayStart = at + 1
    at = isDigit(chunk[dayStart + 1] ?? 0) ? dayStart + 2 : dayStart + 1
    const day = at - dayStart === 2 ? pairAt(chunk, dayStart) : digitAt(chunk, dayStart)
    const year = pairAt(chunk, at + 1) * 100 + pairAt(chunk, at + 3)
    const hourStart = at + 6
    const isDate = chunk[at] === mark && chunk[at + 5] === SPACE && (mark === SLASH || mark === MINUS)
    at = isDigit(chunk[hourStart + 1] ?? 0) ? hourStart + 2 : hourStart + 1
    const hour = at - hourStart === 2 ? pairAt(chunk, hourStart) : digitAt(chunk, hourStart)
    const minute = pairAt(chunk, at + 1)
    const second = pairAt(chunk, at + 4)
    const isClock =
      chunk[at] === COLON && chunk[at + 3] === COLON && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
    if (isDate && isClock && month >= 1 && month <= 12 && day >= 1 && year >= 1 && year < KNOWN_YEARS && this.#endsCell(at + 6)) {
      const index = year * 12 + month - 1
      if (this.#monthLengths[index] === 0) {
        this.#monthLengths[index] = daysInMonth(year, month)
        this.#monthDays[index] = daysFromCivil(year, month, 1)
      }
      if (day <= (this.#monthLengths[index] ?? 0)) {
        this.#setTime(field, ((this.#monthDays[index] ?? 0) + day - 1) * DAY + ((hour * 60 + minute) * 60 + second) * 1_000)
        return at + 6
      }
    }
    const end = this.#pass(start)
    if (end < 0) return -1
    const time = storeTime(this.#text(this.#start, this.#end))
    this.#setTime(field, time)
    return Number.isNaN(time) ? -1 : end
  }

  #endsCell(at: number): boolean {
    const byte = this.#chunk[at] ?? 0
    return byte === this.#delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN
  }

  #setTime(field: number, time: number): void {
    if (field === CREATED) this.#content.createdAt = time
    else this.#content.happenedAt = time
  }

  /** Takes in the row that has been read. */
  #enter(place: number, line: number): void {
    const dataset = this.#dataset
    const content = this.#content
    content.device = this.#id(dataset.deviceIds, DEVICE)
    content.sku = dataset.skus.internBytes(this.#chunk, this.#starts[SKU] ?? 0, this.#ends[SKU] ?? 0)
    content.name = this.#label(NAME)
    content.category = this.#label(CATEGORY)
    dataset.transactions.add(this.#id(dataset.transactionIds, ID), content, place, line)
  }

  #id(ids: IdTable, field: number): number {
    const number = this.#numbers[field] ?? -1
    return number >= 0 ? ids.internNumber(number) : ids.internBytes(this.#chunk, this.#starts[field] ?? 0, this.#ends[field] ?? 0)
  }

  #label(field: number): number {
    const [start, end] = [this.#starts[field] ?? 0, this.#ends[field] ?? 0]
    const { labels } = this.#dataset
    const chunk = this.#chunk
    const isPlain = this.#areWide[field] === 0 && (end === start || ((chunk[start] ?? 0) > SPACE && (chunk[end - 1] ?? 0) > SPACE))
    return isPlain ? labels.internBytes(chunk, start, end) : labels.intern(cellText(this.#text(start, end)) ?? '')
  }

  #text(start: number, end: number): string {
    return this.#decoder.decode(this.#chunk.subarray(start, end))
  }
}

/** So far below 0 that no digits beside it make up for it. */
const NO_NUMBER = -1_000_000
/** By the number of decimals that are missing to the fourth. */
const DECIMAL_SCALES = [1, 10, 100, 1_000, 0]
const STATUS_BEGINNINGS = STATUS_BYTES.map(bytes => bytes[0] ?? 0)

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 57
}

/** The number that a digit is; far below 0 when it is none. */
function digitAt(chunk: Uint8Array, at: number): number {
  const digit = (chunk[at] ?? 0) - ZERO
  return digit >= 0 && digit <= 9 ? digit : NO_NUMBER
}

/** The number that two digits are; far below 0 when they are not both digits. */
function pairAt(chunk: Uint8Array, at: number): number {
  const tens = (chunk[at] ?? 0) - ZERO
  const ones = (chunk[at + 1] ?? 0) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NO_NUMBER
}
