import { DAY, daysFromCivil, WEEK } from './time.ts'

/** First day of a calendar week. */
export type WeekStart = 'sunday' | 'monday'

// 1970-01-01 was a Thursday: week 0 began four days before it on a Sunday, three days before on a Monday.
const DAYS_INTO_WEEK = { sunday: 4, monday: 3 } as const

/** Number of the calendar week (UTC) a time falls in; week 0 holds 1970-01-01. Right for negative times too. */
export function weekIndex(time: number, weekStart: WeekStart): number {
  return Math.floor((Math.floor(time / DAY) + DAYS_INTO_WEEK[weekStart]) / 7)
}

/** First millisecond of a calendar week. */
export function startOfWeek(index: number, weekStart: WeekStart): number {
  return index * WEEK - DAYS_INTO_WEEK[weekStart] * DAY
}

/** Number of the UTC day a time falls in; day 0 is 1970-01-01. */
export function dayIndex(time: number): number {
  return Math.floor(time / DAY)
}

export interface CivilDate {
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly day: number
}

/** The UTC date of a time. */
export function civilDate(time: number): CivilDate {
  // The reverse of daysFromCivil (Howard Hinnant's civil_from_days).
  const shifted = dayIndex(time) + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

/** Calendar year (UTC) of a time. */
export function calendarYear(time: number): number {
  return civilDate(time).year
}

/** First millisecond of a calendar year. */
export function startOfYear(year: number): number {
  return daysFromCivil(year, 1, 1) * DAY
}

/** Number of the calendar month (UTC) of a time: year × 12 + month, month from 0. */
export function monthIndex(time: number): number {
  const { year, month } = civilDate(time)
  return year * 12 + month - 1
}

/** First millisecond of a calendar month. */
export function startOfMonth(index: number): number {
  const year = Math.floor(index / 12)
  return daysFromCivil(year, index - year * 12 + 1, 1) * DAY
}

/** The UTC date of a time as `2017-01-06`. */
export function isoDate(time: number): string {
  const { year, month, day } = civilDate(time)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
