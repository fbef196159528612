import { DAY } from '../base/time.ts'
import { calendarYear, dayIndex, startOfYear, weekIndex } from '../base/weeks.ts'
import type { Dataset } from './dataset.ts'
import type { Definition, WeekStart } from './definition.ts'
import { momentsOf, momentTime, momentVisits } from './moments.ts'
import { oncePerRevision } from './once-per-revision.ts'
import { firstTime, lastTime, type WeekRows } from './week-rows.ts'

/** A span of time: start ≤ t < end. */
export interface TimeWindow {
  readonly start: number
  readonly end: number
}
export const ALL_TIME: TimeWindow = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }

export function isAllTime({ start, end }: TimeWindow): boolean {
  return start === ALL_TIME.start && end === ALL_TIME.end
}

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

/** Cost: one pass over the events, 13 ns each of a busy processor, and what moments cost the first time; for all of time only once for each state of the data set. */
export function activityIn(dataset: Dataset, window: TimeWindow): Activity {
  return isAllTime(window) ? wholeActivity(dataset) : activityInside(dataset, window)
}

/** First and last accepted event of the data set, milliseconds UTC. */
export function wholeSpan(dataset: Dataset): Activity['span'] {
  return wholeActivity(dataset).span
}

const wholeActivity = oncePerRevision((dataset): Activity => activityInside(dataset, ALL_TIME))

/** Later than any time, and still small enough for exact differences. */
const NEVER = 2 ** 52

function activityInside(dataset: Dataset, window: TimeWindow): Activity {
  if (dataset.weeks !== null) return activityOfWeeks(dataset.weeks, dataset.customers.length, window)
  const { starts, moment } = momentsOf(dataset)
  const [start, end] = [window.start * 2, window.end * 2]
  const customers = dataset.customers.length
  const first = new Float64Array(customers)
  const last = new Float64Array(customers)
  const visits = new Uint32Array(customers)
  for (let customer = 0; customer < customers; customer += 1) {
    const past = starts[customer + 1] ?? 0
    let earliest = NEVER
    let latest = -NEVER
    let visited = 0
    for (let at = starts[customer] ?? 0; at < past; at += 1) {
      const when = moment[at] ?? 0
      if (when < start || when >= end) continue
      if (when < earliest) earliest = when
      if (when > latest) latest = when
      visited += momentVisits(when)
    }
    first[customer] = momentTime(earliest)
    last[customer] = momentTime(latest)
    visits[customer] = visited
  }
  return { first, last, visits, span: spanOf(first, last) }
}

/** A window never cuts a week, see week-limits.ts: so a week is inside when its first event is. */
function activityOfWeeks(weeks: WeekRows, customers: number, window: TimeWindow): Activity {
  const first = new Float64Array(customers).fill(NEVER)
  const last = new Float64Array(customers).fill(-NEVER)
  const visits = new Uint32Array(customers)
  for (let row = 0; row < weeks.length; row += 1) {
    const time = firstTime(weeks, row)
    if (!isInside(window, time)) continue
    const customer = weeks.customer[row] ?? 0
    first[customer] = Math.min(first[customer] ?? 0, time)
    last[customer] = Math.max(last[customer] ?? 0, lastTime(weeks, row))
    visits[customer] = (visits[customer] ?? 0) + (weeks.visits[row] ?? 0)
  }
  return { first, last, visits, span: spanOf(first, last) }
}

/** First and last of all. Puts the infinities in the place of those who were never seen. */
function spanOf(firsts: Float64Array, lasts: Float64Array): Activity['span'] {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let customer = 0; customer < firsts.length; customer += 1) {
    const ownFirst = firsts[customer] ?? 0
    const ownLast = lasts[customer] ?? 0
    if (ownFirst > ownLast) {
      firsts[customer] = Number.POSITIVE_INFINITY
      lasts[customer] = Number.NEGATIVE_INFINITY
      continue
    }
    if (ownFirst < first) first = ownFirst
    if (ownLast > last) last = ownLast
  }
  return first <= last ? { first, last } : null
}

/** Calendar weeks touched from a first to a last time, both included. */
export function weeksTouched(first: number, last: number, weekStart: WeekStart): number {
  return weekIndex(last, weekStart) - weekIndex(first, weekStart) + 1
}

/**
 * 1 for each UTC day that has an event inside the window (of weeks: a first or last event), from the day of `span.first`, which holds all events of the window, to that of its last. Shared.
 * Cost: one pass over the events, about 4 ns each; for all of time only once for each state of the data set.
 */
function daysWithEvents(dataset: Dataset, window: TimeWindow, span: NonNullable<Activity['span']>): Uint8Array<ArrayBuffer> {
  return isAllTime(window) ? wholeDays(dataset) : daysInside(dataset, window, span)
}

const wholeDays = oncePerRevision((dataset): Uint8Array<ArrayBuffer> => {
  const span = wholeSpan(dataset)
  return span === null ? new Uint8Array() : daysInside(dataset, ALL_TIME, span)
})

function daysInside(dataset: Dataset, window: TimeWindow, span: NonNullable<Activity['span']>): Uint8Array<ArrayBuffer> {
  const { start, end } = window
  const { length, time: times } = dataset.rows
  const firstDay = dayIndex(span.first)
  const days = new Uint8Array(dayIndex(span.last) - firstDay + 1)
  // Of a week the days of its first and last event stand for all: they are in every year that the week has events in.
  const { weeks } = dataset
  for (let row = 0; weeks !== null && row < weeks.length; row += 1) {
    const [first, last] = [firstTime(weeks, row), lastTime(weeks, row)]
    if (!isInside(window, first)) continue
    days[dayIndex(first) - firstDay] = 1
    days[dayIndex(last) - firstDay] = 1
  }
  for (let row = 0; row < length; row += 1) {
    const time = times[row] ?? 0
    if (time >= start && time < end) days[Math.floor(time / DAY) - firstDay] = 1
  }
  return days
}

/**
 * Per calendar year with events: weeks from its first to its last event, added up over the years. A week that spans New Year counts in each year
 * that has an event in it. Cost: that of {@link daysWithEvents}.
 */
export function weeksByYear(dataset: Dataset, window: TimeWindow, span: Activity['span'], weekStart: WeekStart): number {
  if (span === null) return 0
  // Weeks and years both begin with a day, so days are all there is to know.
  const days = daysWithEvents(dataset, window, span)
  const firstDay = dayIndex(span.first)
  let weeks = 0
  for (let year = calendarYear(span.first), day = 0; day < days.length; year += 1) {
    const nextYear = Math.min(days.length, dayIndex(startOfYear(year + 1)) - firstDay)
    const first = days.subarray(0, nextYear).indexOf(1, day)
    const last = days.subarray(0, nextYear).lastIndexOf(1)
    if (first >= 0) weeks += weeksTouched((firstDay + first) * DAY, (firstDay + last) * DAY, weekStart)
    day = nextYear
  }
  return weeks
}
