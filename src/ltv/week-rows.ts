import { DAY, WEEK } from '../base/time.ts'
import { calendarYear } from '../base/weeks.ts'
import type { WeekStart } from './definition.ts'
import type { WeekLimits } from './week-limits.ts'

/**
 * What customers did by calendar week: the contents of a data set that was read from weeks, not from events. Events, visits and orders add up over the rows of
 * a customer and week, of which there may be several, as in different currencies; orders and spend are those of the row's currency.
 */
export interface WeekRows {
  readonly length: number
  /** Numbers of the customers' ids. */
  readonly customer: Uint32Array<ArrayBuffer>
  /** UTC day on which the week starts; day 0 is 1970-01-01. */
  readonly day: Int32Array<ArrayBuffer>
  /** Milliseconds from the start of the week to its first and last event; without meaning where those are not known. */
  readonly first: Uint32Array<ArrayBuffer>
  readonly last: Uint32Array<ArrayBuffer>
  readonly events: Uint32Array<ArrayBuffer>
  readonly visits: Uint32Array<ArrayBuffer>
  readonly orders: Uint32Array<ArrayBuffer>
  /** In 1/10,000 of a currency unit. */
  readonly units: Float64Array<ArrayBuffer>
  /** Number of the currency, see base/currencies.ts. */
  readonly currency: Uint8Array<ArrayBuffer>
  readonly weekStart: WeekStart
  /** `first` and `last` are known of all rows. */
  readonly isTimed: boolean
}

/** What of the weeks is a number a row. */
export type WeekColumns = Omit<WeekRows, 'length' | 'weekStart' | 'isTimed'>

/** Columns for so many rows, to be filled. Room that is not used costs no memory, see columns.ts. */
export function emptyWeekColumns(length: number): WeekColumns {
  return {
    customer: new Uint32Array(length),
    day: new Int32Array(length),
    currency: new Uint8Array(length),
    events: new Uint32Array(length),
    visits: new Uint32Array(length),
    orders: new Uint32Array(length),
    units: new Float64Array(length),
    first: new Uint32Array(length),
    last: new Uint32Array(length),
  }
}

/** Milliseconds UTC of the first event of a row; where that is unknown, of the start of the week. */
export function firstTime({ day, first, isTimed }: WeekRows, row: number): number {
  return (day[row] ?? 0) * DAY + (isTimed ? (first[row] ?? 0) : 0)
}

/** The same of the last event; where that is unknown, also of the start of the week. */
export function lastTime({ day, last, isTimed }: WeekRows, row: number): number {
  return (day[row] ?? 0) * DAY + (isTimed ? (last[row] ?? 0) : 0)
}

/** What the weeks can be asked. Cost: one pass over them. */
export function limitsOf(rows: WeekRows): WeekLimits {
  const { weekStart, isTimed, day, length } = rows
  let first = Number.POSITIVE_INFINITY
  let end = Number.NEGATIVE_INFINITY
  const days = new Set<number>()
  for (let row = 0; row < length; row += 1) {
    days.add(day[row] ?? 0)
    first = Math.min(first, firstTime(rows, row))
    end = Math.max(end, lastTime(rows, row) + (isTimed ? 1 : WEEK))
  }
  const spansNewYear = [...days].some(own => calendarYear(own * DAY) !== calendarYear((own + 6) * DAY))
  return { weekStart, isTimed, spansNewYear, first, end }
}
