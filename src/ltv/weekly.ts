import { currencyNumber } from '../base/currencies.ts'
import { DAY } from '../base/time.ts'
import { dayIndex, startOfWeek, weekIndex } from '../base/weeks.ts'
import { isInside, wholeSpan } from './activity.ts'
import type { Dataset } from './dataset.ts'
import type { Definition } from './definition.ts'
import { type Figures, figuresOf } from './figures.ts'
import { momentsOf, momentTime, momentVisits } from './moments.ts'
import { STRIP_BUCKETS, type WeeklySeries, type WeeklyStrips } from './results.ts'
import { standingOrders, stretchesWith } from './standing-orders.ts'
import { firstTime } from './week-rows.ts'

/**
 * Spend, orders and visits by calendar week of the x customers with the highest LTV, or of everyone (null).
 * The weeks run from the first to the last event inside the definition's window. An order is in the week of its earliest event.
 * Cost: one pass over the orders, for a few customers over some of them, and over the events of those customers.
 */
export function weekly(dataset: Dataset, definition: Definition, x: number | null): WeeklySeries {
  const figures = figuresOf(dataset, definition)
  return seriesOf(dataset, figures, x === null ? figures.ranked : figures.ranked.subarray(0, x))
}

/** The same of one customer, over the same weeks. */
export function weeklyOfCustomer(dataset: Dataset, definition: Definition, customer: number): WeeklySeries {
  return seriesOf(dataset, figuresOf(dataset, definition), Uint32Array.of(customer))
}

/** Of these customers, of whom none is there twice. Those who were not seen inside the window change nothing. */
function seriesOf(dataset: Dataset, figures: Figures, customers: Uint32Array): WeeklySeries {
  const { window, calendarWeeks, spend } = figures
  const { weekStart } = figures.definition
  const firstWeek = firstWeekOf(figures)
  const spendUnits = new Float64Array(calendarWeeks)
  const orders = new Uint32Array(calendarWeeks)
  const visits = new Uint32Array(calendarWeeks)
  const currency = currencyNumber(spend.currency)
  const standing = standingOrders(dataset)
  const isChosen = new Uint8Array(dataset.customers.length)
  for (const customer of customers) isChosen[customer] = 1
  for (const { from, past } of stretchesWith(standing, customers)) {
    for (let order = from; order < past; order += 1) {
      if (isChosen[standing.customer[order] ?? 0] !== 1 || standing.currency[order] !== currency) continue
      const time = standing.time[order] ?? 0
      if (!isInside(window, time)) continue
      const week = weekIndex(time, weekStart) - firstWeek
      spendUnits[week] = (spendUnits[week] ?? 0) + (standing.units[order] ?? 0)
      orders[week] = (orders[week] ?? 0) + (standing.count === null ? 1 : (standing.count[order] ?? 0))
    }
  }
  const { weeks } = dataset
  for (let row = 0; weeks !== null && row < weeks.length; row += 1) {
    const time = firstTime(weeks, row)
    if (isChosen[weeks.customer[row] ?? 0] !== 1 || !isInside(window, time)) continue
    const week = weekIndex(time, weekStart) - firstWeek
    visits[week] = (visits[week] ?? 0) + (weeks.visits[row] ?? 0)
  }
  // Of weeks, moments are no single visits; those were counted above.
  if (weeks === null) countVisits(dataset, figures, customers, visits)
  return { start: startOfWeek(firstWeek, weekStart), spendUnits, visits, orders, partial: partialWeeks(dataset, figures) }
}

/** Adds the visits inside the window to those of their weeks. */
function countVisits(dataset: Dataset, figures: Figures, customers: Uint32Array, visits: Uint32Array): void {
  const { window, definition } = figures
  const firstWeek = firstWeekOf(figures)
  const { starts, moment } = momentsOf(dataset)
  for (const customer of customers) {
    const past = starts[customer + 1] ?? 0
    for (let at = starts[customer] ?? 0; at < past; at += 1) {
      const when = moment[at] ?? 0
      const time = momentTime(when)
      if (momentVisits(when) === 0 || !isInside(window, time)) continue
      const week = weekIndex(time, definition.weekStart) - firstWeek
      visits[week] = (visits[week] ?? 0) + 1
    }
  }
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
 * The last bucket may be shorter. Cost: one pass over the orders, for a few customers over some of them.
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
  for (const { from, past } of stretchesWith(standing, customers)) {
    for (let order = from; order < past; order += 1) {
      const row = (rowOf[standing.customer[order] ?? 0] ?? 0) - 1
      if (row < 0 || standing.currency[order] !== currency) continue
      const time = standing.time[order] ?? 0
      if (!isInside(window, time)) continue
      const at = row * buckets + Math.floor((weekIndex(time, definition.weekStart) - firstWeek) / weeksPerBucket)
      spendUnits[at] = (spendUnits[at] ?? 0) + (standing.units[order] ?? 0)
    }
  }
  customers.forEach((customer, row) => {
    const source = (rowOf[customer] ?? 0) - 1
    if (source >= 0 && source !== row) spendUnits.copyWithin(row * buckets, source * buckets, (source + 1) * buckets)
  })
  return { buckets, weeksPerBucket, spendUnits }
}
