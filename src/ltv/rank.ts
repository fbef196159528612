import { unitsToAmount } from '../base/money.ts'
import { sortedPlaces } from '../base/order.ts'
import { weeksTouched } from './activity.ts'
import type { Dataset } from './dataset.ts'
import { DEFAULT_DEFINITION, type Definition } from './definition.ts'
import { type Figures, figuresOf } from './figures.ts'
import { CAUTION, type RankedCustomer, type Ranking, type RankingFacts } from './results.ts'

/**
 * All customers seen in the definition's window, best first, with all figures of the table and the facts above it.
 * The arrays are the caller's own: they may be transferred.
 *
 * @throws RangeError when the definition is not sound (see `checkDefinition`).
 * Cost: passes over orders and customers and one sort; a window, and the rules `active` and `dataset-years`, also take passes over all events.
 */
export function rank(dataset: Dataset, definition: Definition): Ranking {
  const figures = figuresOf(dataset, definition)
  const { ranked, activity, spend } = figures
  const count = ranked.length
  const ltv = new Float64Array(count)
  const spendUnits = new Float64Array(count)
  const orders = new Uint32Array(count)
  const visits = new Uint32Array(count)
  const weeks = new Float64Array(count)
  const first = new Float64Array(count)
  const last = new Float64Array(count)
  const cautions = new Uint8Array(count)
  const sharedRank = new Uint32Array(count)
  for (let index = 0; index < count; index += 1) {
    const customer = ranked[index] ?? 0
    ltv[index] = figures.ltv[customer] ?? 0
    spendUnits[index] = spend.units[customer] ?? 0
    orders[index] = spend.orders[customer] ?? 0
    visits[index] = activity.visits[customer] ?? 0
    weeks[index] = figures.weeks[customer] ?? 0
    first[index] = activity.first[customer] ?? 0
    last[index] = activity.last[customer] ?? 0
    cautions[index] = cautionsOf(figures, customer)
    sharedRank[index] = index > 0 && ltv[index] === ltv[index - 1] ? (sharedRank[index - 1] ?? 0) : index + 1
  }
  return {
    definition,
    currency: spend.currency,
    ranked: count,
    customer: ranked.slice(),
    ltv,
    spendUnits,
    orders,
    visits,
    weeks,
    first,
    last,
    cautions,
    sharedRank,
    facts: factsOf(dataset, figures, ltv, orders),
  }
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
  const { ranked, activity, spend, weeks, ltv } = figuresOf(dataset, definition)
  return Array.from(ranked.subarray(0, x), (customer, index) => ({
    rank: index + 1,
    customer_id: dataset.customers.text(customer),
    ltv: ltv[customer] ?? 0,
    revenue: unitsToAmount(spend.units[customer] ?? 0),
    orders: spend.orders[customer] ?? 0,
    visits: activity.visits[customer] ?? 0,
    weeks: weeks[customer] ?? 0,
  }))
}

function cautionsOf({ definition, activity, spend }: Figures, customer: number): number {
  const orders = spend.orders[customer] ?? 0
  const weeks = weeksTouched(activity.first[customer] ?? 0, activity.last[customer] ?? 0, definition.weekStart)
  return (
    (weeks === 1 ? CAUTION.oneWeek : 0) |
    (orders === 1 ? CAUTION.oneOrder : 0) |
    ((spend.units[customer] ?? 0) < 0 ? CAUTION.negative : 0) |
    (spend.hasOthers[customer] === 1 ? CAUTION.otherCurrency : 0) |
    (orders > 0 && activity.visits[customer] === 0 ? CAUTION.noVisits : 0)
  )
}

function factsOf(dataset: Dataset, figures: Figures, ltv: Float64Array, orders: Uint32Array): RankingFacts {
  const { ranked, spend, activity, calendarWeeks } = figures
  const middle = ltv.length / 2
  const medianLtv = ltv.length === 0 ? 0 : ((ltv[Math.ceil(middle) - 1] ?? 0) + (ltv[Math.floor(middle)] ?? 0)) / 2
  return {
    customers: ranked.length,
    customersWithOrders: orders.reduce((count, each) => count + (each > 0 ? 1 : 0), 0),
    customersOutsideWindow: dataset.customers.length - ranked.length,
    totalSpendUnits: spend.total,
    medianLtv,
    customersForHalfOfSpend: customersForHalf(figures),
    first: activity.span?.first ?? null,
    last: activity.span?.last ?? null,
    calendarWeeks,
    orders: spend.ordersCounted,
    ordersSetAside: spend.ordersSetAside,
    currencies: spend.currencies,
  }
}

function customersForHalf({ ranked, spend, sameWeeks }: Figures): number | null {
  if (spend.total <= 0n) return null
  // With one divisor for all, the best by LTV are the best by spend.
  const spends = ranked.length === 0 || sameWeeks ? null : Float64Array.from(ranked, customer => spend.units[customer] ?? 0)
  const order = spends === null ? ranked : sortedPlaces(spends, 'descending').map(place => ranked[place] ?? 0)
  const isExact = spend.exactUnits.size === 0 && spend.total <= BigInt(Number.MAX_SAFE_INTEGER)
  const total = Number(spend.total)
  let reached = 0
  let exactlyReached = 0n
  for (let index = 0; index < order.length; index += 1) {
    const customer = order[index] ?? 0
    if (isExact) reached += spend.units[customer] ?? 0
    else exactlyReached += spend.exactUnits.get(customer) ?? BigInt(spend.units[customer] ?? 0)
    // The sum stops growing at half, so it cannot leave the whole numbers of doubles before.
    if (isExact ? reached >= total - reached : exactlyReached * 2n >= spend.total) return index + 1
  }
  return null
}
