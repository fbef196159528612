import { DAY } from '../base/time.ts'
import { calendarYear, startOfYear, weekIndex } from '../base/weeks.ts'
import type { Dataset } from './dataset.ts'
import type { Definition, WeekStart } from './definition.ts'
import { VISIT } from './event-kinds.ts'
import { oncePerRevision } from './once-per-revision.ts'
import { momentTime, momentVisits, timelinesOf } from './timelines.ts'

/** A span of time: start ≤ t < end. */
export interface TimeWindow {
  readonly start: number
  readonly end: number
}
const ALL_TIME: TimeWindow = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }

/** The window of a definition; without one, all of time. */
export function timeWindow(definition: Definition): TimeWindow {
  return { start: definition.windowStart ?? ALL_TIME.start, end: definition.windowEnd ?? ALL_TIME.end }
}

export function isInside(window: TimeWindow, time: number): boolean {
  return time >= window.start && time < window.end
}

/** When customers were seen inside a window. Every distinct event counts by its own time, order versions included. Arrays are by customer. */
export interface Activity {
  /** First and last event, milliseconds UTC; Infinity and −Infinity for customers with no event in the window. */
  readonly first: Float64Array<ArrayBuffer>
  readonly last: Float64Array<ArrayBuffer>
  readonly visits: Uint32Array<ArrayBuffer>
  /** First and last event of all; null when there is none. */
  readonly span: { readonly first: number; readonly last: number } | null
}

/** Cost: one pass over the events, and what timelines cost the first time; for all of time only one pass for each state of the data set. */
export function activityIn(dataset: Dataset, window: TimeWindow): Activity {
  return window.start === ALL_TIME.start && window.end === ALL_TIME.end ? wholeActivity(dataset) : windowedActivity(dataset, window)
}

/** First and last accepted event of the data set, milliseconds UTC. */
export function wholeSpan(dataset: Dataset): Activity['span'] {
  return wholeActivity(dataset).span
}

const wholeActivity = oncePerRevision((dataset): Activity => {
  const { rows, customers } = dataset
  const first = new Float64Array(customers.length).fill(Number.POSITIVE_INFINITY)
  const last = new Float64Array(customers.length).fill(Number.NEGATIVE_INFINITY)
  const visits = new Uint32Array(customers.length)
  for (let row = 0; row < rows.length; row += 1) {
    const time = rows.time[row] ?? 0
    const customer = rows.customer[row] ?? 0
    if (time < (first[customer] ?? 0)) first[customer] = time
    if (time > (last[customer] ?? 0)) last[customer] = time
    if (rows.kind[row] === VISIT) visits[customer] = (visits[customer] ?? 0) + 1
  }
  return { first, last, visits, span: spanOf(first, last) }
})

function windowedActivity(dataset: Dataset, window: TimeWindow): Activity {
  const { starts, moments } = timelinesOf(dataset)
  const customers = dataset.customers.length
  const first = new Float64Array(customers).fill(Number.POSITIVE_INFINITY)
  const last = new Float64Array(customers).fill(Number.NEGATIVE_INFINITY)
  const visits = new Uint32Array(customers)
  for (let customer = 0; customer < customers; customer += 1) {
    const end = starts[customer + 1] ?? 0
    let visitCount = 0
    for (let at = starts[customer] ?? 0; at < end; at += 1) {
      const moment = moments[at] ?? 0
      const time = momentTime(moment)
      if (time < window.start || time >= window.end) continue
      if (last[customer] === Number.NEGATIVE_INFINITY) first[customer] = time
      last[customer] = time
      visitCount += momentVisits(moment)
    }
    visits[customer] = visitCount
  }
  return { first, last, visits, span: spanOf(first, last) }
}

function spanOf(firsts: Float64Array, lasts: Float64Array): Activity['span'] {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let customer = 0; customer < firsts.length; customer += 1) {
    first = Math.min(first, firsts[customer] ?? 0)
    last = Math.max(last, lasts[customer] ?? 0)
  }
  return first <= last ? { first, last } : null
}

/** Calendar weeks touched from a first to a last time, both included. */
export function weeksTouched(first: number, last: number, weekStart: WeekStart): number {
  return weekIndex(last, weekStart) - weekIndex(first, weekStart) + 1
}

const MEAN_YEAR = 365.2425 * DAY

/**
 * Per calendar year with events: weeks from its first to its last event, added up over the years. A week that spans New Year counts in each year
 * that has an event in it. Cost: one pass over the events. `span` holds all events of the window.
 */
export function weeksByYear(dataset: Dataset, window: TimeWindow, span: Activity['span'], weekStart: WeekStart): number {
  if (span === null) return 0
  const firstYear = calendarYear(span.first)
  const years = calendarYear(span.last) - firstYear + 1
  const starts = Float64Array.from({ length: years + 1 }, (_, year) => startOfYear(firstYear + year))
  const first = new Float64Array(years).fill(Number.POSITIVE_INFINITY)
  const last = new Float64Array(years).fill(Number.NEGATIVE_INFINITY)
  const { rows } = dataset
  for (let row = 0; row < rows.length; row += 1) {
    const time = rows.time[row] ?? 0
    if (time < window.start || time >= window.end) continue
    // A guess that is right but for days around New Year; working the year out from the calendar takes ten times as long.
    let year = Math.min(years - 1, Math.floor((time - (starts[0] ?? 0)) / MEAN_YEAR))
    while (time < (starts[year] ?? 0)) year -= 1
    while (time >= (starts[year + 1] ?? 0)) year += 1
    if (time < (first[year] ?? 0)) first[year] = time
    if (time > (last[year] ?? 0)) last[year] = time
  }
  let weeks = 0
  first.forEach((time, year) => {
    if (time <= (last[year] ?? 0)) weeks += weeksTouched(time, last[year] ?? 0, weekStart)
  })
  return weeks
}

/** Distinct calendar weeks with an event inside the window, by customer. Cost: one pass over the events, and their sorting the first time. */
export function activeWeeks(dataset: Dataset, window: TimeWindow, weekStart: WeekStart): Uint32Array<ArrayBuffer> {
  const { starts, moments } = timelinesOf(dataset)
  const weeks = new Uint32Array(dataset.customers.length)
  for (let customer = 0; customer < weeks.length; customer += 1) {
    const end = starts[customer + 1] ?? 0
    let count = 0
    let lastWeek = Number.NaN
    for (let at = starts[customer] ?? 0; at < end; at += 1) {
      const time = momentTime(moments[at] ?? 0)
      if (time < window.start || time >= window.end) continue
      const week = weekIndex(time, weekStart)
      if (week !== lastWeek) count += 1
      lastWeek = week
    }
    weeks[customer] = count
  }
  return weeks
}
