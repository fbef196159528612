/** Milliseconds. All times are UTC; the calendar is the proleptic Gregorian one. */
const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 3_600_000
export const DAY = 86_400_000
export const WEEK = 604_800_000

const COLON = 58
const POINT = 46
const COMMA = 44
const SPACE = 32
const CAPITAL_T = 84
const CAPITAL_Z = 90
const PLUS = 43
const MINUS = 45
const SLASH = 47

/**
 * Reads the time of an event: `YYYY-M-D`, optionally followed by `T`, a space or `:` and `h:mm`, `h:mm:ss` or `h:mm.ss`, optionally a
 * point or comma with digits (a fraction of the second, cut to the millisecond), optionally `Z`, `±hh:mm` or `±hhmm`. No zone means UTC.
 * Two digits after `h:mm.` are seconds; any other number of digits there is a fraction, as in `12:46.384Z`. White space around is passed over.
 *
 * @returns milliseconds UTC, or NaN when the text is no such time (30 February, hour 24, second 60, year 0). The offset may lead out of the years 1 to 9999.
 *   Cost: one pass over the text. `Date` is not used: it rolls 30 February over and reads zone-less times as local.
 */
export function parseEventTime(text: string): number {
  const end = text.length
  if (end > 0 && (isBlank(text.charCodeAt(0)) || isBlank(text.charCodeAt(end - 1)))) {
    const trimmed = text.trim()
    if (trimmed.length < end) return parseEventTime(trimmed)
  }
  const year = digits(text, 0, 4)
  if (year < 1 || text.charCodeAt(4) !== MINUS) return Number.NaN
  let at = 5
  let length = numberLength(text, at)
  const month = digits(text, at, length)
  at += length
  if (month < 1 || month > 12 || text.charCodeAt(at) !== MINUS) return Number.NaN
  at += 1
  length = numberLength(text, at)
  const day = digits(text, at, length)
  at += length
  if (day < 1 || day > daysInMonth(year, month)) return Number.NaN
  return withClock(text, at, end, daysFromCivil(year, month, day) * DAY)
}

/**
 * Reads a time that begins with the month: `M/D/YYYY` or `M-D-YYYY`, optionally followed by a clock and a zone as in {@link parseEventTime}. Hours are read as
 * given, from 0 to 23: exports that leave out AM and PM cannot be told apart. White space around is passed over.
 *
 * @returns milliseconds UTC, or NaN when the text is no such time. Cost: one pass over the text.
 */
export function parseMonthFirstTime(text: string): number {
  const end = text.length
  if (end > 0 && (isBlank(text.charCodeAt(0)) || isBlank(text.charCodeAt(end - 1)))) {
    const trimmed = text.trim()
    if (trimmed.length < end) return parseMonthFirstTime(trimmed)
  }
  let at = numberLength(text, 0)
  const month = digits(text, 0, at)
  const mark = text.charCodeAt(at)
  if (month < 1 || month > 12 || (mark !== SLASH && mark !== MINUS)) return Number.NaN
  at += 1
  const length = numberLength(text, at)
  const day = digits(text, at, length)
  at += length
  if (day < 1 || text.charCodeAt(at) !== mark) return Number.NaN
  const year = digits(text, at + 1, 4)
  if (year < 1 || day > daysInMonth(year, month)) return Number.NaN
  return withClock(text, at + 5, end, daysFromCivil(year, month, day) * DAY)
}

/** The time of a clock and zone that stand from `at` to the end, on the day that begins at `midnight`; nothing there is midnight itself. */
function withClock(text: string, from: number, end: number, midnight: number): number {
  let at = from
  if (at === end) return midnight
  const separator = text.charCodeAt(at)
  if (separator !== CAPITAL_T && separator !== COLON && separator !== SPACE) return Number.NaN
  at += 1
  const length = numberLength(text, at)
  const hour = digits(text, at, length)
  at += length
  if (hour < 0 || hour > 23 || text.charCodeAt(at) !== COLON) return Number.NaN
  const minute = digits(text, at + 1, 2)
  if (minute < 0 || minute > 59) return Number.NaN
  at += 3

  let second = 0
  const mark = text.charCodeAt(at)
  if (mark === COLON || (mark === POINT && digits(text, at + 1, 2) >= 0 && !isDigit(text.charCodeAt(at + 3)))) {
    second = digits(text, at + 1, 2)
    if (second < 0 || second > 59) return Number.NaN
    at += 3
  }

  let millisecond = 0
  const fractionMark = text.charCodeAt(at)
  if (fractionMark === POINT || fractionMark === COMMA) {
    at += 1
    const first = at
    for (let scale = 100; isDigit(text.charCodeAt(at)); at += 1) {
      millisecond += Math.trunc(scale) * (text.charCodeAt(at) - 48)
      scale /= 10
    }
    if (at === first) return Number.NaN
  }

  const offset = offsetMs(text, at, end)
  return midnight + hour * HOUR + minute * MINUTE + second * SECOND + millisecond - offset
}

/** Days from 1970-01-01 to a date. Valid for any whole year; `month` from 1. */
export function daysFromCivil(year: number, month: number, day: number): number {
  // Years begin in March here, so that the leap day is the last of its year (Howard Hinnant's days_from_civil).
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Days in a month; `month` from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isBlank(code: number): boolean {
  return code <= SPACE || code >= 0xa0
}

/** How many digits stand at a place that allows one or two. */
function numberLength(text: string, at: number): number {
  return isDigit(text.charCodeAt(at + 1)) ? 2 : 1
}

/** Value of exactly `length` digits, or −1 when there are not that many. */
function digits(text: string, at: number, length: number): number {
  let value = 0
  for (let place = at; place < at + length; place += 1) {
    const code = text.charCodeAt(place)
    if (!isDigit(code)) return -1
    value = value * 10 + code - 48
  }
  return value
}

/** Offset that stands from `at` to the end, in milliseconds; 0 when nothing stands there, NaN when it is no offset. */
function offsetMs(text: string, at: number, end: number): number {
  if (at === end) return 0
  const sign = text.charCodeAt(at)
  if (sign === CAPITAL_Z) return at + 1 === end ? 0 : Number.NaN
  if (sign !== PLUS && sign !== MINUS) return Number.NaN
  const minutesAt = text.charCodeAt(at + 3) === COLON ? at + 4 : at + 3
  const hours = digits(text, at + 1, 2)
  const minutes = digits(text, minutesAt, 2)
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || minutesAt + 2 !== end) return Number.NaN
  const size = hours * HOUR + minutes * MINUTE
  return sign === MINUS ? -size : size
}
