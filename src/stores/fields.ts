import { ExactNumber, wholeNumberText } from '../base/exact-number.ts'
import { AMOUNT_LIMIT, parseAmount, parseAmountNumber } from '../base/money.ts'
import type { Fault } from '../base/rejects.ts'
import { parseEventTime, parseMonthFirstTime } from '../base/time.ts'
import { mayBeCard } from './cards.ts'

/** In the order of their numbers, which the columns hold. */
export const STATUSES = ['accepted', 'refused', 'cancelled'] as const
export type Status = (typeof STATUSES)[number]
export const ACCEPTED = STATUSES.indexOf('accepted')

/** Amounts have no currency of their own: they are in euros. */
const CURRENCY = 'EUR'

/** Text of a cell, trimmed: blank when it is missing, null when it is an object, array, boolean or fraction. */
export function cellText(value: unknown): string | null {
  if (typeof value === 'string') return trimmed(value)
  if (value === undefined || value === null) return ''
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : wholeNumberText(String(value))
  return value instanceof ExactNumber ? wholeNumberText(value.text) : null
}

/** Text of a key. Spreadsheets write whole numbers as `17.0`, which is 17; everything else is text, so “007” is not 7, and the v of `v377` is part of a SKU. */
export function keyText(value: unknown): string | null {
  const text = cellText(value)
  // Nearly no key has a point there, and looking for one costs less than a pattern.
  return text !== null && text.charCodeAt(text.length - 2) === POINT && /^\d+\.0$/.test(text) ? text.slice(0, -2) : text
}

const POINT = 46

/** As trim does, which is called only where there may be something to trim: asking for every cell took a tenth of the time of taking in a row. */
function trimmed(text: string): string {
  return isBlank(text.charCodeAt(0)) || isBlank(text.charCodeAt(text.length - 1)) ? text.trim() : text
}

function isBlank(code: number): boolean {
  return code <= 32 || code >= 0xa0
}

/** Number of a status, or −1 when it is none. Case-blind; `canceled` is how Americans write it. */
export function statusNumber(value: unknown): number {
  if (typeof value !== 'string') return -1
  const found = numberOfStatus(value)
  if (found >= 0) return found
  // Only A to Z are turned, so that no other alphabet gives one of these words.
  const word = value.trim().replace(/[A-Z]/g, letter => letter.toLowerCase())
  return numberOfStatus(word === 'canceled' ? 'cancelled' : word)
}

function numberOfStatus(word: string): number {
  return word === 'accepted' ? 0 : word === 'refused' ? 1 : word === 'cancelled' ? 2 : -1
}

/** Units of 1/10,000, or null: no amount, 10⁹ or more, or in another currency than the euro, which cannot be added to the others. */
export function amountUnits(value: unknown): number | null {
  if (typeof value === 'string') {
    const amount = parseAmount(value)
    // parseAmount takes an amount without a currency for dollars.
    return amount === null || (amount.currency !== CURRENCY && /[^\d\s.,+-]/.test(value)) ? null : amount.units
  }
  if (typeof value === 'number') return parseAmountNumber(String(value))
  return value instanceof ExactNumber ? parseAmountNumber(value.text) : null
}

/** Milliseconds UTC of `03/24/2023 4:52:21`, `03-24-2023` (month first) or an ISO date, also with AM or PM behind it; NaN when it is none. */
export function storeTime(value: unknown): number {
  if (typeof value !== 'string') return Number.NaN
  const time = timeOf(value)
  if (!Number.isNaN(time)) return time
  const [, clock, half] = /^(.*\d:\d.*\d)\s*([AP])\.?M\.?\s*$/i.exec(value) ?? []
  if (clock === undefined || half === undefined) return Number.NaN
  const twelve = timeOf(clock)
  const hour = Math.floor(twelve / HOUR) % 24
  if (!(hour >= 1 && hour <= 12)) return Number.NaN
  return twelve - (hour === 12 ? 12 * HOUR : 0) + (half.toUpperCase() === 'P' ? 12 * HOUR : 0)
}

const HOUR = 3_600_000

function timeOf(text: string): number {
  const time = parseMonthFirstTime(text)
  return Number.isNaN(time) ? parseEventTime(text) : time
}

/** Whether a text that is no time would be one with the day first. */
export function isDayFirstTime(value: unknown): boolean {
  if (typeof value !== 'string') return false
  const [, day, month, rest] = /^\s*(\d{1,2})[/-](\d{1,2})([/-]\d{4}.*)$/.exec(value) ?? []
  return day !== undefined && Number(day) > 12 && !Number.isNaN(storeTime(`${month}/${day}${rest?.replace('-', '/')}`))
}

export function keyFault(field: string, value: unknown): Fault {
  return faultOf(field, value, 'an id', 'a text or a whole number')
}

export function textFault(field: string, value: unknown): Fault {
  return faultOf(field, value, 'a text', 'a text or a whole number')
}

export function statusFault(value: unknown): Fault {
  return faultOf('status', value, 'a status', STATUSES.join(', '))
}

export function amountFault(value: unknown): Fault {
  return faultOf('amount', value, `an amount in euros below ${AMOUNT_LIMIT}`, 'for example 12.34')
}

export function timeFault(field: string, value: unknown): Fault {
  if (isDayFirstTime(value)) return faultOf(field, value, 'a time with the month first', 'for example 03/24/2023 4:52:21')
  return faultOf(field, value, 'a time', 'for example 03/24/2023 4:52:21')
}

function faultOf(field: string, value: unknown, what: string, expected: string): Fault {
  if (cellText(value) === '') return { reason: `missing ${field}`, field, message: `there is no ${field}` }
  return { reason: `bad ${field}`, field, message: `${shownValue(value, field)} is not ${what} (expected ${expected})` }
}

const SHOWN_CHARACTERS = 60

/** A value as it is named in a message; what may be a card number that slipped into the column is not told. */
function shownValue(value: unknown, field: string): string {
  const text = value instanceof ExactNumber ? value.text : typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string') return Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : String(value)
  if (mayBeCard(text, field)) return 'a number that might be one of a card (not shown)'
  return typeof value === 'string' ? shownText(text) : text.slice(0, SHOWN_CHARACTERS)
}

/** A text in quotation marks, cut when it is long. */
export function shownText(text: string): string {
  return `“${(text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text).toWellFormed()}”`
}
