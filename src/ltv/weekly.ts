import { currencyNumber } from '../base/currencies.ts'
import { DAY } from '../base/time.ts'
import { dayIndex, startOfWeek, weekIndex } from '../base/weeks.ts'
import { isInside, wholeSpan } from './activity.ts'
import type { Dataset } from './dataset.ts'
import type { Definition } from './definition.ts'
import { VISIT } from './event-kinds.ts'
import { type Figures, figuresOf } from './figures.ts'
import { standingOrders } from './moments.ts'
import { STRIP_BUCKETS, type WeeklySeries, type WeeklyStrips } from './results.ts'
import { firstTime } from './week-rows.ts'

/**
 * Spend, orders and visits by calendar week of the x customers with the highest LTV, or of everyone (null).
 * The weeks run from the first to the last event inside the definition's window. An order is in the week of its earliest event.
 * Cost: one pass over orders and events.
 */
export function weekly(dataset: Dataset, definition: Definition, x: number | null): WeeklySeries {
  const figures = figuresOf(dataset, definition)
  const isChosen = new Uint8Array(dataset.customers.length)
  if (x === null) isChosen.fill(1)
  else for (const customer of figures.ranked.subarray(0, x)) isChosen[customer] = 1
  return seriesOf(dataset, figures, isChosen)
}

/** The same of one customer, over the same weeks. */
export function weeklyOfCustomer(dataset: Dataset, definition: Definition, customer: number): WeeklySeries {
  const isChosen = new Uint8Array(dataset.customers.length)
  isChosen[customer] = 1
  return seriesOf(dataset, figuresOf(dataset, definition), isChosen)
}

/** `isChosen` holds 1 for customers that are counted: asking a function event by event took twice as long. */
function seriesOf(dataset: Dataset, figures: Figures, isChosen: Uint8Array): WeeklySeries {
  const { window, calendarWeeks, spend } = figures
  const { weekStart } = figures.definition
  const firstWeek = firstWeekOf(figures)
  const spendUnits = new Float64Array(calendarWeeks)
  const orders = new Uint32Array(calendarWeeks)
  const visits = new Uint32Array(calendarWeeks)
  const currency = currencyNumber(spend.currency)
  const standing = standingOrders(dataset)
  for (let order = 0; order < standing.customer.length; order += 1) {
    if (isChosen[standing.customer[order] ?? 0] !== 1 || standing.currency[order] !== currency) continue
    const time = standing.time[order] ?? 0
    if (!isInside(window, time)) continue
    const week = weekIndex(time, weekStart) - firstWeek
    spendUnits[week] = (spendUnits[week] ?? 0) + (standing.units[order] ?? 0)
    orders[week] = (orders[week] ?? 0) + (standing.count === null ? 1 : (standing.count[order] ?? 0))
  }
  const { weeks } = dataset
  for (let row = 0; weeks !== null && row < weeks.length; row += 1) {
    const time = firstTime(weeks, row)
    if (isChosen[weeks.customer[row] ?? 0] !== 1 || !isInside(window, time)) continue
    const week = weekIndex(time, weekStart) - firstWeek
    visits[week] = (visits[week] ?? 0) + (weeks.visits[row] ?? 0)
  }
  const { length, customer: rowCustomer, kind, time: rowTime } = dataset.rows
  for (let row = 0; row < length; row += 1) {
    if (kind[row] !== VISIT || isChosen[rowCustomer[row] ?? 0] !== 1) continue
    const time = rowTime[row] ?? 0
    if (!isInside(window, time)) continue
    const week = weekIndex(time, weekStart) - firstWeek
    visits[week] = (visits[week] ?? 0) + 1
  }
  return { start: startOfWeek(firstWeek, weekStart), spendUnits, visits, orders, partial: partialWeeks(dataset, figures) }
}

function firstWeekOf({ activity, definition }: Figures): number {
  return activity.span === null ? 0 : weekIndex(activity.span.first, definition.weekStart)
}

/**
 * 1 for the first and last week where the data covers only some of their days. The data covers the days from its first to its last event,
 * as far as the window goes; a window that begins amid the data covers from its first millisecond on. Of weeks that do not say when things happened in
 * them, the first and the last of all may be covered in part.
 */
function partialWeeks(dataset: Dataset, { activity, calendarWeeks, definition, window }: Figures): Uint8Array<ArrayBuffer> {
  const partial = new Uint8Array(calendarWeeks)
  const whole = wholeSpan(dataset)
  if (activity.span === null || whole === null) return partial
  const { weekStart } = definition
  const coveredFrom = whole.first < window.start ? window.start : dayIndex(whole.first) * DAY
  const coveredTo = whole.last >= window.end ? window.end : (dayIndex(whole.last) + 1) * DAY
  const firstWeek = weekIndex(activity.span.first, weekStart)
  if (dataset.weeks?.isTimed === false) {
    if (firstWeek === weekIndex(whole.first, weekStart)) partial[0] = 1
    if (firstWeek + calendarWeeks - 1 === weekIndex(whole.last, weekStart)) partial[calendarWeeks - 1] = 1
    return partial
  }
  if (coveredFrom > startOfWeek(firstWeek, weekStart)) partial[0] = 1
  if (coveredTo < startOfWeek(firstWeek + calendarWeeks, weekStart)) partial[calendarWeeks - 1] = 1
  return partial
}

/**
 * Weekly spend of some customers on the weeks of {@link weekly}, several weeks to a bucket when there are more than {@link STRIP_BUCKETS}.
 * The last bucket may be shorter. Cost: one pass over the orders.
 */
export function strips(dataset: Dataset, definition: Definition, customers: Uint32Array): WeeklyStrips {
  const figures = figuresOf(dataset, definition)
  const { window, calendarWeeks, spend } = figures
  const weeksPerBucket = Math.max(1, Math.ceil(calendarWeeks / STRIP_BUCKETS))
  const buckets = Math.ceil(calendarWeeks / weeksPerBucket)
  const spendUnits = new Float64Array(customers.length * buckets)
  // Row of a customer plus one; a customer that is asked for twice gets a copy below.
  const rowOf = new Uint32Array(dataset.customers.length)
  customers.forEach((customer, row) => {
    rowOf[customer] ||= row + 1
  })
  const firstWeek = firstWeekOf(figures)
  const currency = currencyNumber(spend.currency)
  const standing = standingOrders(dataset)
  for (let order = 0; order < standing.customer.length; order += 1) {
    const row = (rowOf[standing.customer[order] ?? 0] ?? 0) - 1
    if (row < 0 || standing.currency[order] !== currency) continue
    const time = standing.time[order] ?? 0
    if (!isInside(window, time)) continue
    const at = row * buckets + Math.floor((weekIndex(time, definition.weekStart) - firstWeek) / weeksPerBucket)
    spendUnits[at] = (spendUnits[at] ?? 0) + (standing.units[order] ?? 0)
  }
  customers.forEach((customer, row) => {
    const source = (rowOf[customer] ?? 0) - 1
    if (source >= 0 && source !== row) spendUnits.copyWithin(row * buckets, source * buckets, (source + 1) * buckets)
  })
  return { buckets, weeksPerBucket, spendUnits }
}
