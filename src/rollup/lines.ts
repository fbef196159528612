import { currencyNumber } from '../base/currencies.ts'
import { packPlace } from '../base/places.ts'
import { DAY, daysFromCivil, daysInMonth, WEEK } from '../base/time.ts'
import type { Rollup } from './dataset.ts'
import { MONDAY, SUNDAY, weekdayOf } from './ingest-row.ts'
import { ROLLUP_OPTIONAL, ROLLUP_REQUIRED } from './layout.ts'
import { type RollupRow, UNTIMED } from './rows.ts'

/** How the rows of a table stand in its bytes. */
export interface LineForm {
  readonly delimiter: number
  /** For each cell of a row the column of the layout that it is; null for a cell that is not read. */
  readonly columns: readonly (string | null)[]
  /** Bytes that are not ASCII are not UTF-8. */
  readonly onlyAscii: boolean
}

const FIELDS: readonly (string | null)[] = [...ROLLUP_REQUIRED, ...ROLLUP_OPTIONAL]
const [ID, WEEK_START, EVENTS, VISITS, ORDERS, SPEND, CURRENCY, FIRST, LAST] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const

const [LINE_FEED, CARRIAGE_RETURN, SPACE, QUOTE, MINUS, POINT, ZERO, COLON, CAPITAL_T] = [10, 13, 32, 34, 45, 46, 48, 58, 84] as const
const MOST_DIGITS = 9
const MOST_WHOLE_DIGITS = 11
const MOST_DECIMALS = 4
const [HOUR, MINUTE, SECOND] = [3_600_000, 60_000, 1_000] as const

/**
 * Takes rows of weeks straight from the bytes of a CSV, without making texts or objects of them. Only rows in which all is sound and nothing is rare: everything
 * else stays where it is, to be read and judged cell by cell (see `ingestRollupRow`, which these rules must agree with).
 */
export class RollupLines {
  readonly #rollup: Rollup
  readonly #row: RollupRow = { customer: 0, day: 0, currency: 0, events: 0, visits: 0, orders: 0, units: 0, first: 0, last: 0 }
  #chunk: Uint8Array = new Uint8Array()
  #offset = 0
  #columns: readonly (string | null)[] | null = null
  /** By place in a row: number of the field, or −1. */
  #fieldOf = new Int8Array()
  /** By field: where the cell begins and ends. */
  readonly #starts = new Int32Array(FIELDS.length)
  readonly #ends = new Int32Array(FIELDS.length)
  /** The customer of the row before, whose row is often followed by another of the same. */
  #lastId = new Uint8Array()
  #lastCustomer = -1

  constructor(rollup: Rollup) {
    this.#rollup = rollup
  }

  /** Makes `chunk`, whose first byte stands at `offset` of the text, the one that rows are taken from. */
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
      if (end < 0 || !this.#take()) break
      this.#rollup.rows.add(this.#row, packPlace(file, at + this.#offset), line + records, 1)
      records += 1
      at = end
    }
    this.#rollup.count(file, records)
    return { records, at: at + this.#offset }
  }

  #learn(columns: readonly (string | null)[]): void {
    this.#columns = columns
    this.#fieldOf = Int8Array.from(columns, column => (column === null ? -1 : FIELDS.indexOf(column)))
    // Cells of columns that are not there are blank.
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
      const cellStart = at
      let wide = 0
      for (; at < length; at += 1) {
        const byte = chunk[at] ?? 0
        if (byte === delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) break
        if (byte === QUOTE) return -1
        wide |= byte
      }
      const field = this.#fieldOf[cell] ?? -1
      // What is not ASCII is left to those who know which characters are white space, and whether the bytes are well-formed.
      if (wide > 127 && (field >= 0 || onlyAscii)) return -1
      if (field >= 0) {
        this.#starts[field] = cellStart
        this.#ends[field] = at
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

  /** Reads the row whose cells have been found; false when one of them is not plain. */
  #take(): boolean {
    const row = this.#row
    const chunk = this.#chunk
    const [start, end] = [this.#starts[ID] ?? 0, this.#ends[ID] ?? 0]
    if (end === start || (chunk[start] ?? 0) <= SPACE || (chunk[end - 1] ?? 0) <= SPACE) return false
    const day = this.#day(WEEK_START)
    if (Number.isNaN(day) || (weekdayOf(day) !== SUNDAY && weekdayOf(day) !== MONDAY)) return false
    row.day = day
    row.events = this.#count(EVENTS)
    row.visits = this.#count(VISITS)
    row.orders = this.#count(ORDERS)
    row.units = this.#units()
    row.currency = this.#currency()
    if (row.events < 0 || row.visits < 0 || row.orders < 0 || Number.isNaN(row.units) || row.currency < 0) return false
    if (row.orders === 0 && row.units !== 0) return false
    if (!this.#takeTimes(day * DAY)) return false
    // Only now that nothing can be wrong any more: a row that is left to others must not leave a customer behind.
    row.customer = this.#customer(start, end)
    return true
  }

  #customer(start: number, end: number): number {
    const chunk = this.#chunk
    const last = this.#lastId
    let same = last.length === end - start
    for (let at = start; same && at < end; at += 1) same = chunk[at] === last[at - start]
    if (same) return this.#lastCustomer
    this.#lastId = chunk.slice(start, end)
    this.#lastCustomer = this.#rollup.customers.internBytes(chunk, start, end)
    return this.#lastCustomer
  }

  /** The day of `2025-01-05`, or NaN when the cell is anything else. */
  #day(field: number): number {
    const start = this.#starts[field] ?? 0
    return (this.#ends[field] ?? 0) - start === 10 ? this.#dayAt(start) : Number.NaN
  }

  #dayAt(at: number): number {
    const chunk = this.#chunk
    const year = this.#number(at, 4)
    const month = this.#number(at + 5, 2)
    const day = this.#number(at + 8, 2)
    const isDate = year >= 1 && month >= 1 && month <= 12 && day >= 1 && chunk[at + 4] === MINUS && chunk[at + 7] === MINUS
    return isDate && day <= daysInMonth(year, month) ? daysFromCivil(year, month, day) : Number.NaN
  }

  #count(field: number): number {
    const [start, end] = [this.#starts[field] ?? 0, this.#ends[field] ?? 0]
    return end - start > MOST_DIGITS ? -1 : this.#number(start, end - start)
  }

  /** `12`, `12.5` and `-0.25`, in units of 1/10,000; NaN for what is written in another way. */
  #units(): number {
    const chunk = this.#chunk
    const end = this.#ends[SPEND] ?? 0
    let at = this.#starts[SPEND] ?? 0
    const isNegative = chunk[at] === MINUS
    if (isNegative) at += 1
    const first = at
    let whole = 0
    for (; at < end && isDigit(chunk[at] ?? 0); at += 1) whole = whole * 10 + (chunk[at] ?? 0) - ZERO
    if (at === first || at - first > MOST_WHOLE_DIGITS) return Number.NaN
    let units = whole * 10 ** MOST_DECIMALS
    if (at < end) {
      const decimals = end - at - 1
      if (chunk[at] !== POINT || decimals === 0 || decimals > MOST_DECIMALS) return Number.NaN
      const fraction = this.#number(at + 1, decimals)
      if (fraction < 0) return Number.NaN
      units += fraction * 10 ** (MOST_DECIMALS - decimals)
    }
    return isNegative && units !== 0 ? -units : units
  }

  /** Of three capitals; −1 for anything else, a blank too. */
  #currency(): number {
    const start = this.#starts[CURRENCY] ?? 0
    if ((this.#ends[CURRENCY] ?? 0) - start !== 3) return -1
    const chunk = this.#chunk
    return currencyNumber(String.fromCharCode(chunk[start] ?? 0, chunk[start + 1] ?? 0, chunk[start + 2] ?? 0))
  }

  /** Both times, inside the week that begins at `weekTime`, or both blank. */
  #takeTimes(weekTime: number): boolean {
    const row = this.#row
    row.first = UNTIMED
    row.last = UNTIMED
    if (this.#starts[FIRST] === this.#ends[FIRST] && this.#starts[LAST] === this.#ends[LAST]) return true
    const first = this.#time(FIRST) - weekTime
    const last = this.#time(LAST) - weekTime
    row.first = first
    row.last = last
    return first >= 0 && last >= first && last < WEEK
  }

  /** Milliseconds UTC of `2025-01-06 12:34:56` or `2025-01-06T12:34:56.789Z` with one to three decimals; NaN for anything else. */
  #time(field: number): number {
    const chunk = this.#chunk
    const start = this.#starts[field] ?? 0
    let end = this.#ends[field] ?? 0
    if (chunk[end - 1] === 90) end -= 1
    const mark = chunk[start + 10]
    const hour = this.#number(start + 11, 2)
    const minute = this.#number(start + 14, 2)
    const second = this.#number(start + 17, 2)
    if (end - start < 19 || (mark !== SPACE && mark !== CAPITAL_T) || chunk[start + 13] !== COLON || chunk[start + 16] !== COLON)
      return Number.NaN
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return Number.NaN
    let time = this.#dayAt(start) * DAY + hour * HOUR + minute * MINUTE + second * SECOND
    if (end - start > 19) {
      const decimals = end - start - 20
      if (chunk[start + 19] !== POINT || decimals < 1 || decimals > 3) return Number.NaN
      const fraction = this.#number(start + 20, decimals)
      if (fraction < 0) return Number.NaN
      time += fraction * 10 ** (3 - decimals)
    }
    return time
  }

  /** The number of so many digits, or −1 when they are not all digits, or none. */
  #number(at: number, length: number): number {
    if (length === 0) return -1
    let number = 0
    for (let digit = 0; digit < length; digit += 1) {
      const byte = this.#chunk[at + digit] ?? 0
      if (!isDigit(byte)) return -1
      number = number * 10 + byte - ZERO
    }
    return number
  }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 57
}
