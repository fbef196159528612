import { DAY, daysFromCivil, daysInMonth, parseEventTime } from '../base/time.ts'
import { civilDate } from '../base/weeks.ts'

/** In which order year, month and day stand where nothing but numbers tells them apart. */
export const DATE_ORDERS = ['year-first', 'day-first', 'month-first'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/**
 * What a date says by itself: 3/4/2010 can be read in two ways, 13/4/2010 in one, and 4/4/2010 says the same in both.
 * Only the column as a whole tells which order it has, so this is kept with each row (in two bits).
 */
export const DATE_READING = { certain: 0, either: 1, dayFirstOnly: 2, monthFirstOnly: 3 } as const
export type DateReading = (typeof DATE_READING)[keyof typeof DATE_READING]

const NO_TIME = -1

/** A date as it was read. */
export interface ReadDate {
  reading: DateReading
  /** UTC day; day 0 is 1970-01-01. Where both readings are possible, it is the one with the day first: see {@link monthFirstDay}. */
  day: number
  /** Milliseconds into the day, −1 without a time. */
  time: number
}

// One object for all dates: who reads one takes the values out, and an object per row would be garbage at once.
const read: ReadDate = { reading: DATE_READING.certain, day: 0, time: NO_TIME }

/** Two-digit years below this one are of the 2000s, the others of the 1900s (as in POSIX). */
const CENTURY_TURN = 69
const ZERO = 48
const SLASH = 47
const POINT = 46
const MINUS = 45

/**
 * Reads the date of an order: `YYYY-MM-DD` and all that events may have as their time, a zone also behind a space (“2020-01-31 12:00:00 -0500”, “… UTC”);
 * `YYYYMMDD`; with the month's English name, `2 March 2011`, `2-Mar-11`, `Mar 2, 2011`, `2011-Mar-02`; and numbers between `/`, `.` or `-` with the year in front (four digits) or behind (two or four), optionally with `h:mm` or `h:mm:ss` and AM or PM.
 * The day is the UTC day: without a zone that of the text.
 *
 * @param order what the column is known to have. Only `year-first` matters here: it makes 10/12/01 a day in 2010.
 * @returns a date that is only valid until the next call, or null when the text is no date in any reading. Cost: one pass. `Date` is not used.
 */
export function readDate(text: string, order: DateOrder | null): ReadDate | null {
  // Rows of an order stand side by side, and have one date.
  if (text === lastText && order === lastOrder) return last
  last = readNewDate(text, order)
  lastText = text
  lastOrder = order
  return last
}

let lastText = ''
let lastOrder: DateOrder | null = null
let last: ReadDate | null = null

function readNewDate(text: string, order: DateOrder | null): ReadDate | null {
  const length = text.length
  let digits = 0
  while (digits < length && isDigit(text.charCodeAt(digits))) digits += 1
  if (digits === 8 && length === 8) return certain(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)), NO_TIME)
  const separator = text.charCodeAt(digits)
  if (digits === 4 && separator === MINUS && isDigit(text.charCodeAt(5))) return instant(text)
  if (LETTER.test(text)) {
    const date = named(text)
    if (date !== null) return date
  }
  if ((separator !== SLASH && separator !== POINT && separator !== MINUS) || digits === 0) return null
  return numbers(text, digits, separator, order)
}

/** The day of a date that can be read in both ways, when it is read with the month first. */
export function monthFirstDay(dayFirstDay: number): number {
  const { year, month, day } = civilDate(dayFirstDay * DAY)
  return daysFromCivil(year, day, month)
}

function instant(text: string): ReadDate | null {
  let at = parseEventTime(text)
  // Exports of shops and databases put a space in front of the zone.
  if (Number.isNaN(at)) at = parseEventTime(text.replace(/(\d) +(?=[+-]\d\d:?\d\d$)/, '$1').replace(/(\d) ?UTC$/, '$1Z'))
  if (Number.isNaN(at)) return null
  read.reading = DATE_READING.certain
  read.day = Math.floor(at / DAY)
  read.time = text.length > 10 || text.includes(':') ? at - read.day * DAY : NO_TIME
  return read
}

function numbers(text: string, firstDigits: number, separator: number, order: DateOrder | null): ReadDate | null {
  const secondAt = firstDigits + 1
  const thirdAt = numberEnd(text, secondAt) + 1
  if (text.charCodeAt(thirdAt - 1) !== separator) return null
  const end = numberEnd(text, thirdAt)
  const secondDigits = thirdAt - 1 - secondAt
  const thirdDigits = end - thirdAt
  if (secondDigits < 1 || secondDigits > 2 || thirdDigits < 1) return null
  const time = timeBehind(text, end)
  if (Number.isNaN(time)) return null
  const first = Number(text.slice(0, firstDigits))
  const second = Number(text.slice(secondAt, thirdAt - 1))
  const third = Number(text.slice(thirdAt, end))
  if (firstDigits === 4) return thirdDigits > 2 ? null : certain(first, second, third, time)
  if (firstDigits > 2 || (thirdDigits !== 2 && thirdDigits !== 4)) return null
  if (order === 'year-first') return thirdDigits === 4 || firstDigits !== 2 ? null : certain(fullYear(first), second, third, time)

  const year = thirdDigits === 2 ? fullYear(third) : third
  const dayFirst = isDate(year, second, first)
  const monthFirst = isDate(year, first, second)
  if (!dayFirst && !monthFirst) return null
  if (first === second) return certain(year, first, second, time)
  read.reading = dayFirst ? (monthFirst ? DATE_READING.either : DATE_READING.dayFirstOnly) : DATE_READING.monthFirstOnly
  read.day = dayFirst ? daysFromCivil(year, second, first) : daysFromCivil(year, first, second)
  read.time = time
  return read
}

const LETTER = /[A-Za-z]{3}/
/** 2 March 2011, March 2, 2011 and 2011 March 2, with a space, a point, a slash or a hyphen between. */
const NAMED = [
  /^(?<day>\d{1,2})(?:st|nd|rd|th)?(?:[-/ ]|\. ?)(?<month>[a-z]{3,9})(?:[-/ ]|[.,] ?)(?<year>\d{4}|\d{2})(?!\d)/i,
  /^(?<month>[a-z]{3,9})(?:[-/ ]|\. ?)(?<day>\d{1,2})(?:st|nd|rd|th)?(?:[-/ ]|, ?)(?<year>\d{4}|\d{2})(?!\d)/i,
  /^(?<year>\d{4})[-/ ](?<month>[a-z]{3,9})[-/ ](?<day>\d{1,2})(?!\d)/i,
] as const
const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const LEAST_LETTERS = 3

function named(text: string): ReadDate | null {
  for (const form of NAMED) {
    const parts = form.exec(text)
    const { day = '', month = '', year = '' } = parts?.groups ?? {}
    if (parts === null) continue
    const time = timeBehind(text, parts[0].length)
    const name = month.toLowerCase()
    const index = name === 'sept' ? 8 : MONTHS.findIndex(each => each === name || (name.length === LEAST_LETTERS && each.startsWith(name)))
    if (index < 0 || Number.isNaN(time)) return null
    return certain(year.length === 2 ? fullYear(Number(year)) : Number(year), index + 1, Number(day), time)
  }
  return null
}

function certain(year: number, month: number, day: number, time: number): ReadDate | null {
  if (!isDate(year, month, day)) return null
  read.reading = DATE_READING.certain
  read.day = daysFromCivil(year, month, day)
  read.time = time
  return read
}

function isDate(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

function fullYear(twoDigits: number): number {
  return twoDigits < CENTURY_TURN ? 2_000 + twoDigits : 1_900 + twoDigits
}

const TIME = /^[ T,]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:([AP])\.?M\.?)?$/i

/** Milliseconds into the day of what stands behind a date, {@link NO_TIME} when nothing does, NaN when it is no time. */
function timeBehind(text: string, at: number): number {
  if (at === text.length) return NO_TIME
  const parts = TIME.exec(text.slice(at))
  if (parts === null) return Number.NaN
  const half = parts[4]?.toUpperCase()
  const hour = Number(parts[1])
  const minute = Number(parts[2])
  const second = Number(parts[3] ?? '0')
  if (minute > 59 || second > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return Number.NaN
  const hourOfDay = half === undefined ? hour : (hour % 12) + (half === 'P' ? 12 : 0)
  return ((hourOfDay * 60 + minute) * 60 + second) * 1_000
}

function numberEnd(text: string, start: number): number {
  let at = start
  while (isDigit(text.charCodeAt(at))) at += 1
  return at
}

function isDigit(code: number): boolean {
  return code >= ZERO && code < ZERO + 10
}
