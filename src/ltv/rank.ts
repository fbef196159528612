import { unitsToAmount } from '../base/money.ts'
import { sortedPlaces } from '../base/order.ts'
import { WEEK } from '../base/time.ts'
import { weeksTouched } from './activity.ts'
import type { Dataset } from './dataset.ts'
import { DEFAULT_DEFINITION, type Definition, type WeekStart } from './definition.ts'
import { type Figures, figuresOf } from './figures.ts'
import { CAUTION, type RankedCustomer, type Ranking, type RankingFacts } from './results.ts'
import type { Spend } from './spend.ts'

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
  // Column by column: each then stays in the processor's cache while it is read in order of rank.
  const ltv = gathered(new Float64Array(count), ranked, figures.ltv)
  const spendUnits = gathered(new Float64Array(count), ranked, spend.units)
  const orders = gathered(new Uint32Array(count), ranked, spend.orders)
  const visits = gathered(new Uint32Array(count), ranked, activity.visits)
  const weeks = gathered(new Float64Array(count), ranked, figures.weeks)
  const first = gathered(new Float64Array(count), ranked, activity.first)
  const last = gathered(new Float64Array(count), ranked, activity.last)
  const cautions = gathered(new Uint8Array(count), ranked, spend.hasOthers)
  const sharedRank = new Uint32Array(count)
  let customersWithOrders = 0
  for (let index = 0; index < count; index += 1) {
    sharedRank[index] = index > 0 && ltv[index] === ltv[index - 1] ? (sharedRank[index - 1] ?? 0) : index + 1
    const orderCount = orders[index] ?? 0
    if (orderCount > 0) customersWithOrders += 1
    cautions[index] =
      (isWithinOneWeek(first[index] ?? 0, last[index] ?? 0, definition.weekStart) ? CAUTION.oneWeek : 0) |
      (orderCount === 1 ? CAUTION.oneOrder : 0) |
      ((spendUnits[index] ?? 0) < 0 ? CAUTION.negative : 0) |
      (cautions[index] === 1 ? CAUTION.otherCurrency : 0) |
      (orderCount > 0 && visits[index] === 0 ? CAUTION.noVisits : 0)
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
    facts: factsOf(dataset, figures, ltv, spendUnits, customersWithOrders),
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

/** Values by customer, put in order of rank. */
function gathered<Column extends Uint8Array | Uint32Array | Float64Array>(column: Column, ranked: Uint32Array, values: Column): Column {
  for (let index = 0; index < column.length; index += 1) column[index] = values[ranked[index] ?? 0] ?? 0
  return column
}

function isWithinOneWeek(first: number, last: number, weekStart: WeekStart): boolean {
  // Most customers need no calendar.
  return last - first < WEEK && weeksTouched(first, last, weekStart) === 1
}

function factsOf(
  dataset: Dataset,
  figures: Figures,
  ltv: Float64Array,
  spendUnits: Float64Array,
  customersWithOrders: number,
): RankingFacts {
  const { ranked, spend, activity, calendarWeeks } = figures
  const middle = ltv.length / 2
  const medianLtv = ltv.length === 0 ? 0 : ((ltv[Math.ceil(middle) - 1] ?? 0) + (ltv[Math.floor(middle)] ?? 0)) / 2
  return {
    customers: ranked.length,
    customersWithOrders,
    customersOutsideWindow: dataset.customers.length - ranked.length,
    totalSpendUnits: spend.total,
    medianLtv,
    customersForHalfOfSpend: customersForHalf(figures, spendUnits),
    first: activity.span?.first ?? null,
    last: activity.span?.last ?? null,
    calendarWeeks,
    orders: spend.ordersCounted,
    ordersSetAside: spend.ordersSetAside,
    currencies: spend.currencies,
  }
}

/** The answer for each spend: it does not depend on weeks, and sorting all customers again for each definition took 40 ms. */
const knownHalves = new WeakMap<Spend, number | null>()

/** `spendUnits` by rank. */
function customersForHalf(figures: Figures, spendUnits: Float64Array): number | null {
  const known = knownHalves.get(figures.spend)
  if (known !== undefined) return known
  const count = countedForHalf(figures, spendUnits)
  knownHalves.set(figures.spend, count)
  return count
}

function countedForHalf({ ranked, spend, sameWeeks }: Figures, spendUnits: Float64Array): number | null {
  if (spend.total <= 0n) return null
  // With one divisor for all, the best by LTV are the best by spend.
  const bySpend = sameWeeks ? null : sortedPlaces(spendUnits, 'descending')
  const isExact = spend.exactUnits.size === 0 && spend.total <= BigInt(Number.MAX_SAFE_INTEGER)
  const total = Number(spend.total)
  let reached = 0
  let exactlyReached = 0n
  for (let place = 0; place < ranked.length; place += 1) {
    const index = bySpend === null ? place : (bySpend[place] ?? 0)
    const units = spendUnits[index] ?? 0
    if (isExact) reached += units
    else exactlyReached += spend.exactUnits.get(ranked[index] ?? 0) ?? BigInt(units)
    // The sum stops growing at half, so it cannot leave the whole numbers of doubles before.
    if (isExact ? reached >= total - reached : exactlyReached * 2n >= spend.total) return place + 1
  }
  return null
}
