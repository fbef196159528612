import { DAY, daysFromCivil, daysInMonth } from '../base/time.ts'
import { storeTime } from './fields.ts'
import type { LineCells } from './line-cells.ts'

const [SPACE, MINUS, SLASH, ZERO, COLON] = [32, 45, 47, 48, 58] as const
/** Years whose months are looked up, from 0. */
const KNOWN_YEARS = 2_200
/** So far below 0 that no digits beside it make up for it. */
const NO_NUMBER = -1_000_000

/** Times read from their cells: `03/24/2023 4:52:21` from the bytes, all else from the text. */
export class TimeCells {
  /** Milliseconds UTC of the time that was read last. */
  time = 0
  readonly #cells: LineCells
  /** Days up to the beginning of each month of the known years, from 1970, and its length; 0 until it is asked for. */
  readonly #monthDays = new Int32Array(KNOWN_YEARS * 12)
  readonly #monthLengths = new Uint8Array(KNOWN_YEARS * 12)

  constructor(cells: LineCells) {
    this.#cells = cells
  }

  /** Reads the time that begins at an index of the chunk. Gives the index behind it, or −1 when it is none, or not plain. */
  read(start: number): number {
    const { chunk } = this.#cells
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
    if (isDate && isClock && month >= 1 && month <= 12 && day >= 1 && year >= 1 && year < KNOWN_YEARS && this.#cells.endsAt(at + 6)) {
      const index = year * 12 + month - 1
      if (this.#monthLengths[index] === 0) {
        this.#monthLengths[index] = daysInMonth(year, month)
        this.#monthDays[index] = daysFromCivil(year, month, 1)
      }
      if (day <= (this.#monthLengths[index] ?? 0)) {
        this.time = ((this.#monthDays[index] ?? 0) + day - 1) * DAY + ((hour * 60 + minute) * 60 + second) * 1_000
        return at + 6
      }
    }
    const end = this.#cells.pass(start)
    if (end < 0) return -1
    this.time = storeTime(this.#cells.lastText())
    return Number.isNaN(this.time) ? -1 : end
  }
}

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
