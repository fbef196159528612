import { unitsToAmount } from '../base/money.ts'
import { WEEK } from '../base/time.ts'
import { weeksTouched } from './activity.ts'
import type { Dataset } from './dataset.ts'
import { DEFAULT_DEFINITION, type Definition, type WeekStart } from './definition.ts'
import { type Figures, figuresOf } from './figures.ts'
import { CAUTION, type CustomerColumns, type RankedCustomer, type Ranking, type RankingFacts, type Reranking } from './results.ts'
import { spendFactsOf } from './spend-facts.ts'

/**
 * All customers seen in the definition's window, best first, with all figures of the table and the facts above it.
 * The arrays are the caller's own: they may be transferred.
 *
 * @throws RangeError when the definition is not sound (see `checkDefinition`).
 * Cost: passes over orders and customers and one sort; a window, and the rules `active` and `dataset-years`, also take passes over all events.
 */
export function rank(dataset: Dataset, definition: Definition): Ranking {
  return { ...rerank(dataset, definition), columns: customerColumns(dataset, definition) }
}

/** The same without what customers did, for whoever has that from a definition with the same columns, see {@link sameColumns}. */
export function rerank(dataset: Dataset, definition: Definition): Reranking {
  const figures = figuresOf(dataset, definition)
  const { order, spend } = figures
  const ltv = order.values.slice()
  const sharedRank = new Uint32Array(ltv.length)
  let shared = 0
  let before = Number.NaN
  for (let index = 0; index < ltv.length; index += 1) {
    const value = ltv[index] ?? 0
    if (value !== before) shared = index + 1
    before = value
    sharedRank[index] = shared
  }
  return {
    definition,
    currency: spend.currency,
    ranked: ltv.length,
    customer: order.customers.slice(),
    ltv,
    sharedRank,
    rankOf: order.rankOf.slice(),
    weeks: figures.weeks.slice(),
    facts: factsOf(dataset, figures),
  }
}

/** Whether customers did the same under both definitions of one data set. */
export function sameColumns(one: Definition, other: Definition): boolean {
  return (
    one.windowStart === other.windowStart &&
    one.windowEnd === other.windowEnd &&
    one.currency === other.currency &&
    one.weekStart === other.weekStart
  )
}

/** The arrays are the caller's own. Cost: that of ranking, unless it has just been done; then a copy. */
export function customerColumns(dataset: Dataset, definition: Definition): CustomerColumns {
  const { activity, spend } = figuresOf(dataset, definition)
  const { visits, first, last } = activity
  const { units, orders, hasOthers } = spend
  const cautions = new Uint8Array(units.length)
  for (let customer = 0; customer < cautions.length; customer += 1) {
    const orderCount = orders[customer] ?? 0
    cautions[customer] =
      (isWithinOneWeek(first[customer] ?? 0, last[customer] ?? 0, definition.weekStart) ? CAUTION.oneWeek : 0) |
      (orderCount === 1 ? CAUTION.oneOrder : 0) |
      ((units[customer] ?? 0) < 0 ? CAUTION.negative : 0) |
      (hasOthers[customer] === 1 ? CAUTION.otherCurrency : 0) |
      (orderCount > 0 && visits[customer] === 0 ? CAUTION.noVisits : 0)
  }
  return { spendUnits: units.slice(), orders: orders.slice(), visits: visits.slice(), first: first.slice(), last: last.slice(), cautions }
}

/**
 * The x customers with the highest Simple LTV, which is 52 × (spend ÷ weeks) × lifespan: highest first, ties by customer id ascending in UTF-16 code units.
 *
 * @param x how many; a whole number ≥ 0. More than there are customers returns them all.
 * @param dataset a data set filled by `ingest`.
 * @param definition what LTV means; the original task's definition by default (calendar weeks of the whole data set, 10 years).
 * @returns `ltv` and `revenue` in currency units, not rounded; `weeks` is the divisor.
 * @throws RangeError when x is no whole number ≥ 0, or the definition is not sound.
 * Cost: that of ranking all customers, O(events + customers); asked again for an unchanged data set and definition, O(x).
 */
export function topXSimpleLtvCustomers(x: number, dataset: Dataset, definition: Definition = DEFAULT_DEFINITION): RankedCustomer[] {
  if (!Number.isInteger(x) || x < 0) throw new RangeError(`x is ${String(x)} (expected a whole number of 0 or more)`)
  const { ranked, order, activity, spend, weeks } = figuresOf(dataset, definition)
  return Array.from(ranked.subarray(0, x), (customer, index) => ({
    rank: index + 1,
    customer_id: dataset.customers.text(customer),
    ltv: order.values[index] ?? 0,
    revenue: unitsToAmount(spend.units[customer] ?? 0),
    orders: spend.orders[customer] ?? 0,
    visits: activity.visits[customer] ?? 0,
    weeks: weeks[customer] ?? 0,
  }))
}

function isWithinOneWeek(first: number, last: number, weekStart: WeekStart): boolean {
  // Most customers need no calendar.
  return last - first < WEEK && weeksTouched(first, last, weekStart) === 1
}

function factsOf(dataset: Dataset, figures: Figures): RankingFacts {
  const { ranked, spend, activity, calendarWeeks } = figures
  const ltv = figures.order.values
  const middle = ltv.length / 2
  const medianLtv = ltv.length === 0 ? 0 : ((ltv[Math.ceil(middle) - 1] ?? 0) + (ltv[Math.floor(middle)] ?? 0)) / 2
  return {
    customers: ranked.length,
    customersOutsideWindow: dataset.customers.length - ranked.length,
    totalSpendUnits: spend.total,
    ...spendFactsOf(dataset, figures),
    medianLtv,
    first: activity.span?.first ?? null,
    last: activity.span?.last ?? null,
    calendarWeeks,
    orders: spend.ordersCounted,
    ordersSetAside: spend.ordersSetAside,
    currencies: spend.currencies,
  }
}
