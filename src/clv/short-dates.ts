import { DATE_READING, yearFirstDay } from './order-dates.ts'
import { MARK, READING_BITS } from './order-rows.ts'

/** Dates of three numbers of two digits in one file, by the days that they are with the day first and with the year first. */
interface Span {
  /** Without those that say the same with the day and the month first. */
  rows: number
  canHaveYearFirst: boolean
  firstDay: number
  lastDay: number
  firstYearFirst: number
  lastYearFirst: number
}

const LEAST_ROWS = 3
/** With the wrong end as the year, a year of orders lies scattered over thirty. */
const LEAST_SPAN_DAYS = 5 * 365
const TIMES_AS_LONG = 3

/**
 * Tells dates like 24/01/05 with the year first from those with the year last. Both readings are possible for nearly all of them, but in the wrong one the days of the month
 * stand as years: what lies within months then spans decades.
 */
export class ShortDates {
  private readonly byFile = new Map<number, Span>()

  /** Looks at a row: its file (number plus one), marks, and its day with the day first. */
  see(file: number, marks: number, day: number): void {
    if ((marks & MARK.shortYear) === 0) return
    let span = this.byFile.get(file)
    if (span === undefined) {
      span = {
        rows: 0,
        canHaveYearFirst: true,
        firstDay: Number.POSITIVE_INFINITY,
        lastDay: Number.NEGATIVE_INFINITY,
        firstYearFirst: Number.POSITIVE_INFINITY,
        lastYearFirst: Number.NEGATIVE_INFINITY,
      }
      this.byFile.set(file, span)
    }
    const reading = marks & READING_BITS
    if (reading !== DATE_READING.certain) span.rows += 1
    const yearFirst = reading === DATE_READING.monthFirstOnly ? Number.NaN : yearFirstDay(day)
    if (Number.isNaN(yearFirst)) {
      span.canHaveYearFirst = false
      return
    }
    span.firstDay = Math.min(span.firstDay, day)
    span.lastDay = Math.max(span.lastDay, day)
    span.firstYearFirst = Math.min(span.firstYearFirst, yearFirst)
    span.lastYearFirst = Math.max(span.lastYearFirst, yearFirst)
  }

  /** Whether the year stands first in the dates of files (their numbers). `rows`: how many of their dates depend on an order. */
  areYearFirst(files: readonly number[], rows: number): boolean {
    const spans = files.flatMap(file => this.byFile.get(file + 1) ?? [])
    if (rows < LEAST_ROWS || spans.reduce((sum, span) => sum + span.rows, 0) !== rows) return false
    if (!spans.every(({ canHaveYearFirst }) => canHaveYearFirst)) return false
    const from = (day: (span: Span) => number) => Math.min(...spans.map(day))
    const to = (day: (span: Span) => number) => Math.max(...spans.map(day))
    const dayFirst = to(({ lastDay }) => lastDay) - from(({ firstDay }) => firstDay)
    const yearFirst = to(({ lastYearFirst }) => lastYearFirst) - from(({ firstYearFirst }) => firstYearFirst)
    return dayFirst >= LEAST_SPAN_DAYS && yearFirst * TIMES_AS_LONG < dayFirst
  }
}
