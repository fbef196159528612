import { currencyNumber } from '../base/currencies.ts'
import { DAY, WEEK } from '../base/time.ts'
import { dayIndex, monthIndex, startOfMonth, startOfWeek, weekIndex } from '../base/weeks.ts'
import { isInside, wholeSpan } from './activity.ts'
import type { Dataset } from './dataset.ts'
import type { Definition } from './definition.ts'
import { type Figures, figuresOf } from './figures.ts'
import { standingOrders } from './standing-orders.ts'

/**
 * Customers grouped by the calendar month (UTC) of their first event inside the window, and what they spent in each month since. Of weeks everything is of the
 * month in which its week starts: in which of two months a week's orders were is not known.
 */
export interface Cohorts {
  readonly currency: string
  /** Milliseconds UTC of the start of each cohort's month; months without new customers are present with 0 customers. At most {@link COHORT_MONTHS}. */
  readonly months: readonly number[]
  readonly customers: readonly number[]
  /** spendUnits[c][m]: spend of cohort c in its m-th month (0 = the month of the first event), in 1/10,000 of a currency unit. */
  readonly spendUnits: readonly (readonly number[])[]
  /** buyers[c][m]: customers of cohort c with at least one order in that month. */
  readonly buyers: readonly (readonly number[])[]
  /** True where the data ends within that month of that cohort. */
  readonly partial: readonly (readonly boolean[])[]
  /** Customers who began outside of {@link months}, because the data spans more months than are shown. */
  readonly customersLeftOut: number
  /** Orders of the currency that are not in {@link spendUnits} for the same reason. */
  readonly ordersLeftOut: number
}

/**
 * Months a cohort table has at most. One event dated 9999 would otherwise make it a hundred thousand months wide.
 * Of longer data the months in which most customers began are shown.
 */
const COHORT_MONTHS = 120

/** Cohorts of a definition. Cost: one sort-free pass over customers and orders, and memory for 120 × 120 cells. */
export function cohorts(dataset: Dataset, definition: Definition): Cohorts {
  const figures = figuresOf(dataset, definition)
  const { ranked, activity, window, spend } = figures
  const { span } = activity
  const whole = wholeSpan(dataset)
  if (span === null || whole === null) {
    return {
      currency: spend.currency,
      months: [],
      customers: [],
      spendUnits: [],
      buyers: [],
      partial: [],
      customersLeftOut: 0,
      ordersLeftOut: 0,
    }
  }
  const { weekStart } = definition
  const datedAs = dataset.weeks === null ? (time: number) => time : (time: number) => startOfWeek(weekIndex(time, weekStart), weekStart)
  const [first, last] = [datedAs(span.first), datedAs(span.last)]
  const monthFound = monthFinder({ first, last })
  const monthOf = (time: number): number => monthFound(datedAs(time))
  const began = cohortMonths(figures, monthOf)
  const start = busiestStart(began, monthIndex(first), monthIndex(last))
  const count = Math.min(COHORT_MONTHS, monthIndex(last) - start + 1)

  const customers = new Array<number>(count).fill(0)
  let customersLeftOut = 0
  for (const customer of ranked) {
    const cohort = (began[customer] ?? 0) - start
    if (cohort >= 0 && cohort < count) customers[cohort] = (customers[cohort] ?? 0) + 1
    else customersLeftOut += 1
  }

  const spendUnits = customers.map((_, cohort) => new Array<number>(count - cohort).fill(0))
  const buyers = customers.map((_, cohort) => new Array<number>(count - cohort).fill(0))
  // A bit for each month in which a customer has been counted as a buyer.
  const wordsEach = Math.ceil(count / 32)
  const bought = new Uint32Array(wordsEach * dataset.customers.length)
  const currency = currencyNumber(spend.currency)
  const standing = standingOrders(dataset)
  let ordersLeftOut = 0
  for (let order = 0; order < standing.time.length; order += 1) {
    const time = standing.time[order] ?? 0
    if (standing.currency[order] !== currency || !isInside(window, time)) continue
    const customer = standing.customer[order] ?? 0
    const cohort = (began[customer] ?? 0) - start
    const month = monthOf(time) - start - cohort
    const spends = spendUnits[cohort]
    if (spends === undefined || month >= spends.length) {
      ordersLeftOut += standing.count === null ? 1 : (standing.count[order] ?? 0)
      continue
    }
    spends[month] = (spends[month] ?? 0) + (standing.units[order] ?? 0)
    const at = customer * wordsEach + (month >> 5)
    const bit = 1 << (month & 31)
    if (((bought[at] ?? 0) & bit) !== 0) continue
    bought[at] = (bought[at] ?? 0) | bit
    const counts = buyers[cohort]
    if (counts !== undefined) counts[month] = (counts[month] ?? 0) + 1
  }

  const coveredDays = (dayIndex(whole.last) + 1) * DAY
  const coveredTo = whole.last >= window.end ? window.end : dataset.weeks === null ? coveredDays : datedAs(whole.last) + WEEK
  return {
    currency: spend.currency,
    months: customers.map((_, cohort) => startOfMonth(start + cohort)),
    customers,
    spendUnits,
    buyers,
    partial: customers.map((_, cohort) =>
      Array.from({ length: count - cohort }, (_unused, month) => coveredTo < startOfMonth(start + cohort + month + 1)),
    ),
    customersLeftOut,
    ordersLeftOut,
  }
}

const MEAN_MONTH = (365.2425 / 12) * DAY

/** The same as monthIndex for times of a span, at a tenth of the cost: a guess, put right at the borders of months. */
function monthFinder(span: { readonly first: number; readonly last: number }): (time: number) => number {
  const firstMonth = monthIndex(span.first)
  const count = monthIndex(span.last) - firstMonth + 1
  const starts = Float64Array.from({ length: count + 1 }, (_, month) => startOfMonth(firstMonth + month))
  return time => {
    let month = Math.max(0, Math.min(count - 1, Math.floor((time - (starts[0] ?? 0)) / MEAN_MONTH)))
    while (month > 0 && time < (starts[month] ?? 0)) month -= 1
    while (month < count - 1 && time >= (starts[month + 1] ?? 0)) month += 1
    return firstMonth + month
  }
}

/** Month of the first event inside the window, by customer; only set for ranked customers. */
function cohortMonths({ ranked, activity }: Figures, monthOf: (time: number) => number): Int32Array<ArrayBuffer> {
  const months = new Int32Array(activity.first.length)
  for (const customer of ranked) months[customer] = monthOf(activity.first[customer] ?? 0)
  return months
}

/** First of the {@link COHORT_MONTHS} successive months in which most customers began; the earliest of equals. */
function busiestStart(began: Int32Array, firstMonth: number, lastMonth: number): number {
  const months = lastMonth - firstMonth + 1
  if (months <= COHORT_MONTHS) return firstMonth
  const counts = new Uint32Array(months)
  for (const month of began)
    if (month >= firstMonth && month <= lastMonth) counts[month - firstMonth] = (counts[month - firstMonth] ?? 0) + 1
  let best = 0
  let most = 0
  let inside = 0
  for (let month = 0; month < months; month += 1) {
    inside += counts[month] ?? 0
    if (month >= COHORT_MONTHS) inside -= counts[month - COHORT_MONTHS] ?? 0
    if (inside > most) {
      most = inside
      best = Math.max(0, month - COHORT_MONTHS + 1)
    }
  }
  return firstMonth + best
}
