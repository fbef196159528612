import { currencyNumber } from '../base/currencies.ts'
import { DEFAULT_CURRENCY } from '../base/money.ts'
import { packPlace } from '../base/places.ts'
import { DAY, WEEK } from '../base/time.ts'
import { CurrencyBytes } from './currency-bytes.ts'
import type { Rollup } from './dataset.ts'
import { DateBytes } from './date-bytes.ts'
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

const [LINE_FEED, CARRIAGE_RETURN, SPACE, QUOTE, MINUS, POINT, ZERO] = [10, 13, 32, 34, 45, 46, 48] as const
const MOST_DIGITS = 9
const MOST_WHOLE_DIGITS = 11
const MOST_DECIMALS = 4
const POWERS_OF_TEN = [1, 10, 100, 1_000, 10_000] as const
/** Of rows that do not say it. */
const NO_CURRENCY = currencyNumber(DEFAULT_CURRENCY)
/** No time is that. */
const NO_TIME = Number.NEGATIVE_INFINITY
/** That a cell is not plain, in the place of where it ends. */
const NOT_PLAIN = -1

/**
 * Takes rows of weeks straight from the bytes of a CSV, without making texts or objects of them: each byte is looked at once, by the rule of its column. Only rows in
 * which all is sound and nothing is rare: everything else stays where it is, to be read and judged cell by cell (see `ingestRollupRow`, which these rules must agree
 * with). Cost: about 0.4 µs a row of 100 bytes, without what the rows cost that are kept.
 */
export class RollupLines {
  readonly #rollup: Rollup
  readonly #row: RollupRow = { customer: 0, day: 0, currency: 0, events: 0, visits: 0, orders: 0, units: 0, first: 0, last: 0 }
  readonly #dates = new DateBytes()
  readonly #currencies = new CurrencyBytes()
  #chunk: Uint8Array = new Uint8Array()
  #offset = 0
  #columns: readonly (string | null)[] | null = null
  /** By place in a row: number of the field, or −1. */
  #fieldOf = new Int8Array()
  #delimiter = 0
  #onlyAscii = false
  /** Where the id of the row at hand begins and ends. */
  #idStart = 0
  #idEnd = 0
  /** It is that of the row before. */
  #isLastId = false
  /** The customer of the row before, whose row is often followed by another of the same; −1 as long as there is none. */
  #lastCustomer = -1
  /** What the cell at hand says. */
  #number = 0
  #hasCurrency = false
  /** Milliseconds UTC, or {@link NO_TIME}. */
  #firstTime = NO_TIME
  #lastTime = NO_TIME

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
    if (form.columns !== this.#columns) this.#learn(form)
    this.#onlyAscii = form.onlyAscii
    const { rows } = this.#rollup
    let at = from - this.#offset
    let records = 0
    let withoutCurrency = 0
    for (;;) {
      const end = this.#take(at)
      if (end < 0) break
      rows.add(this.#row, packPlace(file, at + this.#offset), line + records, 1)
      if (!this.#hasCurrency) withoutCurrency += 1
      records += 1
      at = end
    }
    this.#rollup.count(file, records)
    if (withoutCurrency > 0) this.#rollup.note(file, 'no-currency', withoutCurrency)
    return { records, at: at + this.#offset }
  }

  #learn({ columns, delimiter }: LineForm): void {
    this.#columns = columns
    this.#delimiter = delimiter
    this.#fieldOf = Int8Array.from(columns, column => (column === null ? -1 : FIELDS.indexOf(column)))
    // What is an id under one delimiter may be two cells under another.
    this.#lastCustomer = -1
    // What columns say that are not there.
    this.#row.currency = NO_CURRENCY
    this.#hasCurrency = false
    this.#firstTime = NO_TIME
    this.#lastTime = NO_TIME
  }

  /** Reads the row that begins at an index of the chunk. Gives the index behind its line break, or −1 when it is not plain. */
  #take(start: number): number {
    const end = this.#passCells(start)
    return end < 0 || !this.#isSound() ? NOT_PLAIN : end
  }

  #passCells(start: number): number {
    const chunk = this.#chunk
    const { length } = chunk
    const fieldOf = this.#fieldOf
    const delimiter = this.#delimiter
    const row = this.#row
    const last = fieldOf.length - 1
    let at = start
    for (let cell = 0; cell <= last; cell += 1) {
      switch (fieldOf[cell]) {
        case ID:
          at = this.#passId(at)
          break
        case WEEK_START:
          at = this.#dates.passDay(chunk, at)
          row.day = this.#dates.day
          break
        case EVENTS:
          at = this.#passCount(at)
          row.events = this.#number
          break
        case VISITS:
          at = this.#passCount(at)
          row.visits = this.#number
          break
        case ORDERS:
          at = this.#passCount(at)
          row.orders = this.#number
          break
        case SPEND:
          at = this.#passSpend(at)
          row.units = this.#number
          break
        case CURRENCY:
          at = this.#passCurrency(at)
          break
        case FIRST:
          at = this.#passTime(at)
          this.#firstTime = this.#number
          break
        case LAST:
          at = this.#passTime(at)
          this.#lastTime = this.#number
          break
        default:
          at = this.#passOver(at)
      }
      if (at < 0 || at >= length) return NOT_PLAIN
      const byte = chunk[at] ?? 0
      at += 1
      if (cell < last) {
        if (byte !== delimiter) return NOT_PLAIN
      } else if (byte === CARRIAGE_RETURN && at < length && chunk[at] === LINE_FEED) return at + 1
      else if (byte !== LINE_FEED) return NOT_PLAIN
    }
    return at
  }

  /** Whether what was read fits together. Only then the row has a customer: one that is left to others must not leave a customer behind. */
  #isSound(): boolean {
    const row = this.#row
    const { day } = row
    const weekday = weekdayOf(day)
    if ((weekday !== SUNDAY && weekday !== MONDAY) || (row.orders === 0 && row.units !== 0)) return false
    if (this.#firstTime === NO_TIME && this.#lastTime === NO_TIME) {
      row.first = UNTIMED
      row.last = UNTIMED
    } else {
      const first = this.#firstTime - day * DAY
      const last = this.#lastTime - day * DAY
      if (!(first >= 0 && last >= first && last < WEEK)) return false
      row.first = first
      row.last = last
    }
    if (!this.#isLastId) this.#lastCustomer = this.#rollup.customers.internBytes(this.#chunk, this.#idStart, this.#idEnd)
    row.customer = this.#lastCustomer
    return true
  }

  /** An id of ASCII without white space around it: others know which characters are white space, and whether bytes are well-formed. */
  #passId(start: number): number {
    const chunk = this.#chunk
    const { length } = chunk
    const { customers } = this.#rollup
    let at = start
    this.#isLastId = false
    if (this.#lastCustomer >= 0) {
      const ids = customers.arena()
      let known = customers.start(this.#lastCustomer)
      const end = customers.start(this.#lastCustomer + 1)
      for (; known < end && at < length && chunk[at] === ids[known]; at += 1) known += 1
      this.#isLastId = known === end
    }
    const behindKnown = at
    let wide = 0
    for (; at < length; at += 1) {
      const byte = chunk[at] ?? 0
      if (byte === this.#delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) break
      if (byte === QUOTE) return NOT_PLAIN
      wide |= byte
    }
    if (wide > 127 || at === start || (chunk[start] ?? 0) <= SPACE || (chunk[at - 1] ?? 0) <= SPACE) return NOT_PLAIN
    this.#isLastId &&= at === behindKnown
    this.#idStart = start
    this.#idEnd = at
    return at
  }

  /** A cell that is not read. */
  #passOver(start: number): number {
    const chunk = this.#chunk
    const { length } = chunk
    let wide = 0
    for (let at = start; at < length; at += 1) {
      const byte = chunk[at] ?? 0
      if (byte === this.#delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) return wide > 127 && this.#onlyAscii ? NOT_PLAIN : at
      if (byte === QUOTE) return NOT_PLAIN
      wide |= byte
    }
    return NOT_PLAIN
  }

  /** `12`: digits, and not too many. */
  #passCount(start: number): number {
    const chunk = this.#chunk
    const { length } = chunk
    let number = 0
    let at = start
    for (; at < length; at += 1) {
      const digit = (chunk[at] ?? 0) - ZERO
      if (digit < 0 || digit > 9) break
      number = number * 10 + digit
    }
    this.#number = number
    return at === start || at - start > MOST_DIGITS ? NOT_PLAIN : at
  }

  /** `12`, `12.5` and `-0.25`, in units of 1/10,000. */
  #passSpend(start: number): number {
    const chunk = this.#chunk
    const { length } = chunk
    const isNegative = start < length && chunk[start] === MINUS
    const first = isNegative ? start + 1 : start
    let at = first
    let units = 0
    for (; at < length; at += 1) {
      const digit = (chunk[at] ?? 0) - ZERO
      if (digit < 0 || digit > 9) break
      units = units * 10 + digit
    }
    if (at === first || at - first > MOST_WHOLE_DIGITS) return NOT_PLAIN
    let decimals = 0
    if (at < length && chunk[at] === POINT) {
      const point = at
      for (at += 1; at < length; at += 1) {
        const digit = (chunk[at] ?? 0) - ZERO
        if (digit < 0 || digit > 9) break
        units = units * 10 + digit
      }
      decimals = at - point - 1
      if (decimals === 0 || decimals > MOST_DECIMALS) return NOT_PLAIN
    }
    units *= POWERS_OF_TEN[MOST_DECIMALS - decimals] ?? 0
    this.#number = isNegative && units !== 0 ? -units : units
    return at
  }

  /** Three capitals, or nothing. */
  #passCurrency(at: number): number {
    const row = this.#row
    row.currency = this.#currencies.number(this.#chunk, at)
    this.#hasCurrency = row.currency >= 0
    if (this.#hasCurrency) return at + 3
    row.currency = NO_CURRENCY
    // What else stands there is no delimiter, which ends the row's being plain.
    return at
  }

  /** A time that is written in full, or nothing. */
  #passTime(at: number): number {
    const byte = this.#chunk[at]
    if (byte === this.#delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) {
      this.#number = NO_TIME
      return at
    }
    const end = this.#dates.passTime(this.#chunk, at)
    this.#number = this.#dates.time
    return end
  }
}
