import { calendarYear, startOfYear, weekIndex } from '../base/weeks.ts'
import type { Dataset } from './dataset.ts'
import type { Definition, WeekStart } from './definition.ts'
import { VISIT } from './event-kinds.ts'
import { oncePerRevision } from './once-per-revision.ts'

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

const wholeActivity = oncePerRevision((dataset) => scanActivity(dataset, ALL_TIME))

/** Cost: one pass over the events; for all of time only once for each state of the data set. */
export function activityIn(dataset: Dataset, window: TimeWindow): Activity {
  return window.start === ALL_TIME.start && window.end === ALL_TIME.end ? wholeActivity(dataset) : scanActivity(dataset, window)
}

/** First and last accepted event of the data set, milliseconds UTC. */
export function wholeSpan(dataset: Dataset): Activity['span'] {
  return wholeActivity(dataset).span
}

function scanActivity(dataset: Dataset, window: TimeWindow): Activity {
  const { rows, customers } = dataset
  const first = new Float64Array(customers.length).fill(Number.POSITIVE_INFINITY)
  const last = new Float64Array(customers.length).fill(Number.NEGATIVE_INFINITY)
  const visits = new Uint32Array(customers.length)
  const { kind, customer: customerOf, time: timeOf } = rows
  let spanFirst = Number.POSITIVE_INFINITY
  let spanLast = Number.NEGATIVE_INFINITY
  for (let row = 0; row < rows.length; row += 1) {
    const time = timeOf[row] ?? 0
    if (time < window.start || time >= window.end) continue
    const customer = customerOf[row] ?? 0
    if (time < (first[customer] ?? 0)) first[customer] = time
    if (time > (last[customer] ?? 0)) last[customer] = time
    if (kind[row] === VISIT) visits[customer] = (visits[customer] ?? 0) + 1
    if (time < spanFirst) spanFirst = time
    if (time > spanLast) spanLast = time
  }
  return { first, last, visits, span: spanFirst <= spanLast ? { first: spanFirst, last: spanLast } : null }
}

/** Calendar weeks touched from a first to a last time, both included. */
export function weeksTouched(first: number, last: number, weekStart: WeekStart): number {
  return weekIndex(last, weekStart) - weekIndex(first, weekStart) + 1
}

/**
 * Per calendar year with events: weeks from its first to its last event, added up over the years. A week that spans New Year counts in each year
 * that has an event in it. Cost: one pass over the events.
 */
export function weeksByYear(dataset: Dataset, window: TimeWindow, weekStart: WeekStart): number {
  const { rows } = dataset
  const years = new Map<number, { first: number; last: number }>()
  // Most events follow one of the same year.
  let yearStart = 0
  let yearEnd = 0
  let year: { first: number; last: number } | undefined
  for (let row = 0; row < rows.length; row += 1) {
    const time = rows.time[row] ?? 0
    if (time < window.start || time >= window.end) continue
    if (year === undefined || time < yearStart || time >= yearEnd) {
      const number = calendarYear(time)
      yearStart = startOfYear(number)
      yearEnd = startOfYear(number + 1)
      year = years.get(number)
      if (year === undefined) {
        year = { first: time, last: time }
        years.set(number, year)
      }
    }
    if (time < year.first) year.first = time
    if (time > year.last) year.last = time
  }
  let weeks = 0
  for (const { first, last } of years.values()) weeks += weeksTouched(first, last, weekStart)
  return weeks
}

/** Times of all distinct events, customer by customer, ascending within each. */
interface Timelines {
  /** Customer c's times lie between starts[c] and starts[c + 1]. */
  readonly starts: Uint32Array<ArrayBuffer>
  readonly times: Float64Array<ArrayBuffer>
}

const LONG_TIMELINE = 32

/** Costs 8 bytes an event for as long as the data set is not changed. */
const timelines = oncePerRevision((dataset): Timelines => {
  const { rows, customers } = dataset
  const starts = new Uint32Array(customers.length + 1)
  for (let row = 0; row < rows.length; row += 1) {
    const after = (rows.customer[row] ?? 0) + 1
    starts[after] = (starts[after] ?? 0) + 1
  }
  for (let customer = 0; customer < customers.length; customer += 1) starts[customer + 1] = (starts[customer + 1] ?? 0) + (starts[customer] ?? 0)
  const times = new Float64Array(rows.length)
  const next = starts.slice()
  for (let row = 0; row < rows.length; row += 1) {
    const customer = rows.customer[row] ?? 0
    const at = next[customer] ?? 0
    times[at] = rows.time[row] ?? 0
    next[customer] = at + 1
  }
  for (let customer = 0; customer < customers.length; customer += 1) sortTimes(times, starts[customer] ?? 0, starts[customer + 1] ?? 0)
  return { starts, times }
})

function sortTimes(times: Float64Array, start: number, end: number): void {
  if (end - start > LONG_TIMELINE) {
    times.subarray(start, end).sort()
    return
  }
  for (let place = start + 1; place < end; place += 1) {
    const time = times[place] ?? 0
    let at = place
    while (at > start && (times[at - 1] ?? 0) > time) {
      times[at] = times[at - 1] ?? 0
      at -= 1
    }
    times[at] = time
  }
}

/** Distinct calendar weeks with an event inside the window, by customer. Cost: one pass over the events, and their sorting the first time. */
export function activeWeeks(dataset: Dataset, window: TimeWindow, weekStart: WeekStart): Uint32Array<ArrayBuffer> {
  const { starts, times } = timelines(dataset)
  const weeks = new Uint32Array(dataset.customers.length)
  for (let customer = 0; customer < weeks.length; customer += 1) {
    const end = starts[customer + 1] ?? 0
    let count = 0
    let lastWeek = Number.NaN
    for (let at = starts[customer] ?? 0; at < end; at += 1) {
      const time = times[at] ?? 0
      if (time < window.start || time >= window.end) continue
      const week = weekIndex(time, weekStart)
      if (week !== lastWeek) count += 1
      lastWeek = week
    }
    weeks[customer] = count
  }
  return weeks
}
