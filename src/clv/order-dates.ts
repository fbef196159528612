import { DAY, daysFromCivil, daysInMonth, parseEventTime } from '../base/time.ts'
import { civilDate } from '../base/weeks.ts'
import { monthNamed } from './named-months.ts'
import { timeOfDay } from './time-of-day.ts'

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
  /** It is written as a number of days or seconds. */
  isNumber: boolean
  /** It is three numbers of two digits, read with the year at the end: see {@link yearFirstDay}. */
  isShort: boolean
}

// One object for all dates: who reads one takes the values out, and an object per row would be garbage at once.
const read: ReadDate = { reading: DATE_READING.certain, day: 0, time: NO_TIME, isNumber: false, isShort: false }

/** Two-digit years below this one are of the 2000s, the others of the 1900s (as in POSIX). */
const CENTURY_TURN = 69
const ZERO = 48
const SLASH = 47
const POINT = 46
const MINUS = 45

/**
 * Reads the date of an order: `YYYY-MM-DD` and all that events may have as their time, a zone also behind a space (“2020-01-31 12:00:00 -0500”, “… UTC”);
 * `YYYYMMDD`, also with `hhmm` or `hhmmss` behind it; with the month's name in one of some languages, `2 March 2011`, `2-Mar-11`, `Mar 2, 2011`, `2011-Mar-02`; `2011年3月2日`;
 * and numbers between `/`, `.` or `-` with the year in front (four digits) or behind (two or four), optionally with `h:mm` or `h:mm:ss` and AM or PM. A day of the week may stand in front.
 * Numbers of 10 and 13 digits are seconds and milliseconds since 1970, those from 20,000 to 79,999 days as spreadsheets count them (from 1900).
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

function readNewDate(written: string, order: DateOrder | null): ReadDate | null {
  read.isNumber = false
  read.isShort = false
  const text = withoutWords(written)
  const length = text.length
  const digits = numberEnd(text, 0)
  if (digits === length || (digits === SERIAL_DIGITS && /^[.,]\d+$/.test(text.slice(digits)))) return digitsOnly(text, digits)
  const separator = text.charCodeAt(digits)
  if (digits === 4 && separator === MINUS && isDigit(text.charCodeAt(5))) return instant(text)
  if (LETTER.test(text)) {
    const date = named(text)
    if (date !== null) return date
  }
  if ((separator !== SLASH && separator !== POINT && separator !== MINUS) || digits === 0) return null
  return numbers(text, digits, separator, order)
}

/** Days of the week say nothing that the date does not, and 年, 月 and 日 are what stands between numbers. */
const DAY_OF_WEEK = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? +(?=[\da-z])/i
const BETWEEN_NUMBERS = /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]\s*/
const CLOCK_WORDS = /(\d{1,2})[時时시]\s?(\d{1,2})[分분]\s?(?:(\d{1,2})[秒초])?$/

function withoutWords(text: string): string {
  // Nearly all dates begin with a digit and have nothing but ASCII.
  if (isDigit(text.charCodeAt(0)) && !/[年년]/.test(text)) return text
  return text
    .replace(DAY_OF_WEEK, '')
    .replace(
      CLOCK_WORDS,
      (_, hour, minute, second = '00') => `${String(hour)}:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}`,
    )
    .replace(BETWEEN_NUMBERS, '$1-$2-$3 ')
    .trim()
}

const SERIAL_DIGITS = 5
const FIRST_SERIAL = 20_000
const LAST_SERIAL = 79_999
/** The day that spreadsheets count as 0, for all days from March 1900 on. */
const SERIAL_ZERO = daysFromCivil(1899, 12, 30)
/** Seconds since 1970 up to 2103: longer numbers are no times. */
const LAST_SECOND = 4_200_000_000

function digitsOnly(text: string, digits: number): ReadDate | null {
  if (digits === 8 || digits === 12 || digits === 14) {
    const clock = digits === 8 ? '' : ` ${text.slice(8, 10)}:${text.slice(10, 12)}:${text.slice(12) || '00'}`
    const time = timeBehind(clock, 0, false)
    if (Number.isNaN(time)) return null
    return certain(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8)), time)
  }
  if (digits === SERIAL_DIGITS) {
    const serial = Number(text.replace(',', '.'))
    if (serial < FIRST_SERIAL || serial >= LAST_SERIAL + 1) return null
    const seconds = Math.round((serial - Math.floor(serial)) * (DAY / 1_000))
    return atInstant((SERIAL_ZERO + Math.floor(serial)) * DAY + seconds * 1_000, digits < text.length)
  }
  if (digits !== 10 && digits !== 13) return null
  const at = digits === 10 ? Number(text) * 1_000 : Number(text)
  return at > LAST_SECOND * 1_000 ? null : atInstant(at, true)
}

function atInstant(at: number, hasTime: boolean): ReadDate {
  read.reading = DATE_READING.certain
  read.isNumber = true
  read.day = Math.floor(at / DAY)
  read.time = hasTime ? at - read.day * DAY : NO_TIME
  return read
}

/** The day of a date that can be read in both ways, when it is read with the month first. */
export function monthFirstDay(dayFirstDay: number): number {
  const { year, month, day } = civilDate(dayFirstDay * DAY)
  return daysFromCivil(year, day, month)
}

/** The day of 24/01/05 read with the year first, by the day of the reading with the day first (or of one that says the same in both orders); NaN where there is none. */
export function yearFirstDay(dayFirstDay: number): number {
  const { year, month, day } = civilDate(dayFirstDay * DAY)
  const dayOfMonth = year % 100
  return isDate(fullYear(day), month, dayOfMonth) ? daysFromCivil(fullYear(day), month, dayOfMonth) : Number.NaN
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
  const time = timeBehind(text, end, firstDigits === 4)
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
  read.isShort = firstDigits === 2 && thirdDigits === 2
  if (first === second) return certain(year, first, second, time)
  read.reading = dayFirst ? (monthFirst ? DATE_READING.either : DATE_READING.dayFirstOnly) : DATE_READING.monthFirstOnly
  read.day = dayFirst ? daysFromCivil(year, second, first) : daysFromCivil(year, first, second)
  read.time = time
  return read
}

const LETTER = /\p{L}{3}/u
/** 2 March 2011, March 2, 2011 and 2011 March 2, with a space, a point, a slash or a hyphen between. */
const NAMED = [
  /^(?<day>\d{1,2})(?:st|nd|rd|th)?(?:[-/ ]|\. ?)(?<month>[a-z]{3,10})(?:[-/ ]|[.,] ?)(?<year>\d{4}|\d{2})(?!\d)/i,
  /^(?<month>[a-z]{3,10})(?:[-/ ]|\. ?)(?<day>\d{1,2})(?:st|nd|rd|th)?(?:[-/ ]|, ?)(?<year>\d{4}|\d{2})(?!\d)/i,
  /^(?<year>\d{4})[-/ ](?<month>[a-z]{3,10})[-/ ](?<day>\d{1,2})(?!\d)/i,
] as const

function named(written: string): ReadDate | null {
  const text = written
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ +(?:de +)?/gi, ' ')
  for (const form of NAMED) {
    const parts = form.exec(text)
    const { day = '', month = '', year = '' } = parts?.groups ?? {}
    if (parts === null) continue
    const time = timeBehind(text, parts[0].length, true)
    const index = monthNamed(month.toLowerCase())
    if (index === 0 || Number.isNaN(time)) return javascriptDate(text, index, day)
    return certain(year.length === 2 ? fullYear(Number(year)) : Number(year), index, Number(day), time)
  }
  return null
}

/** “Jan 05 10:00:00 2024”, as C programs write it, looks like a year of two digits at first. */
function javascriptDate(text: string, month: number, day: string): ReadDate | null {
  const parts = /^[a-z]{3} +\d{1,2}( \d{2}:\d{2}:\d{2}) (?:[A-Z]{3,4} )?(\d{4})$/i.exec(text)
  if (parts === null || month === 0) return null
  const time = timeBehind(parts[1] ?? '', 0, false)
  return Number.isNaN(time) ? null : certain(Number(parts[2]), month, Number(day), time)
}

function certain(year: number, month: number, day: number, time: number): ReadDate | null {
  if (!isDate(year, month, day)) return null
  read.reading = DATE_READING.certain
  const days = time < NO_TIME || time >= DAY ? Math.floor(time / DAY) : 0
  read.day = daysFromCivil(year, month, day) + days
  read.time = time - days * DAY
  return read
}

function isDate(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

function fullYear(twoDigits: number): number {
  return twoDigits < CENTURY_TURN ? 2_000 + twoDigits : 1_900 + twoDigits
}

/** Milliseconds into the day of what stands behind a date, {@link NO_TIME} when nothing does, NaN when it is no time. With a zone they may lie outside of the day. */
function timeBehind(text: string, at: number, mayHaveZone: boolean): number {
  return at === text.length ? NO_TIME : timeOfDay(text, at, mayHaveZone)
}

function numberEnd(text: string, start: number): number {
  let at = start
  while (isDigit(text.charCodeAt(at))) at += 1
  return at
}

function isDigit(code: number): boolean {
  return code >= ZERO && code < ZERO + 10
}
