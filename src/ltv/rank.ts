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
  const ltv = gatheredFloat64(ranked, figures.ltv)
  const spendUnits = gatheredFloat64(ranked, spend.units)
  const orders = gatheredUint32(ranked, spend.orders)
  const visits = gatheredUint32(ranked, activity.visits)
  const weeks = gatheredFloat64(ranked, figures.weeks)
  const first = gatheredFloat64(ranked, activity.first)
  const last = gatheredFloat64(ranked, activity.last)
  const cautions = cautionsOf(gatheredUint8(ranked, spend.hasOthers), { spendUnits, orders, visits, first, last }, definition.weekStart)
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
    sharedRank: sharedRanks(ltv),
    facts: factsOf(dataset, figures, ltv, spendUnits, orders),
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

/* Values by customer, put in order of rank. One function for each type: one for all three looks anew at every value which it is, and takes four times as long. */

function gatheredFloat64(ranked: Uint32Array, values: Float64Array): Float64Array<ArrayBuffer> {
  const column = new Float64Array(ranked.length)
  for (let index = 0; index < column.length; index += 1) column[index] = values[ranked[index] ?? 0] ?? 0
  return column
}

function gatheredUint32(ranked: Uint32Array, values: Uint32Array): Uint32Array<ArrayBuffer> {
  const column = new Uint32Array(ranked.length)
  for (let index = 0; index < column.length; index += 1) column[index] = values[ranked[index] ?? 0] ?? 0
  return column
}

function gatheredUint8(ranked: Uint32Array, values: Uint8Array): Uint8Array<ArrayBuffer> {
  const column = new Uint8Array(ranked.length)
  for (let index = 0; index < column.length; index += 1) column[index] = values[ranked[index] ?? 0] ?? 0
  return column
}

function sharedRanks(ltv: Float64Array): Uint32Array<ArrayBuffer> {
  const ranks = new Uint32Array(ltv.length)
  let rank = 0
  let before = Number.NaN
  for (let index = 0; index < ranks.length; index += 1) {
    const value = ltv[index] ?? 0
    if (value !== before) rank = index + 1
    before = value
    ranks[index] = rank
  }
  return ranks
}

/** Fills in `hasOthers`, which says by rank who has orders in other currencies. */
function cautionsOf(
  hasOthers: Uint8Array<ArrayBuffer>,
  columns: Pick<Ranking, 'spendUnits' | 'orders' | 'visits' | 'first' | 'last'>,
  weekStart: WeekStart,
): Uint8Array<ArrayBuffer> {
  const { spendUnits, orders, visits, first, last } = columns
  const cautions = hasOthers
  for (let index = 0; index < cautions.length; index += 1) {
    const orderCount = orders[index] ?? 0
    cautions[index] =
      (isWithinOneWeek(first[index] ?? 0, last[index] ?? 0, weekStart) ? CAUTION.oneWeek : 0) |
      (orderCount === 1 ? CAUTION.oneOrder : 0) |
      ((spendUnits[index] ?? 0) < 0 ? CAUTION.negative : 0) |
      (hasOthers[index] === 1 ? CAUTION.otherCurrency : 0) |
      (orderCount > 0 && visits[index] === 0 ? CAUTION.noVisits : 0)
  }
  return cautions
}

function isWithinOneWeek(first: number, last: number, weekStart: WeekStart): boolean {
  // Most customers need no calendar.
  return last - first < WEEK && weeksTouched(first, last, weekStart) === 1
}

function factsOf(dataset: Dataset, figures: Figures, ltv: Float64Array, spendUnits: Float64Array, orders: Uint32Array): RankingFacts {
  const { ranked, spend, activity, calendarWeeks } = figures
  const middle = ltv.length / 2
  const medianLtv = ltv.length === 0 ? 0 : ((ltv[Math.ceil(middle) - 1] ?? 0) + (ltv[Math.floor(middle)] ?? 0)) / 2
  let customersWithOrders = 0
  for (let index = 0; index < orders.length; index += 1) if ((orders[index] ?? 0) > 0) customersWithOrders += 1
  return {
    customers: ranked.length,
    customersWithOrders,
    customersOutsideWindow: dataset.customers.length - ranked.length,
    totalSpendUnits: spend.total,
    ...spendExtremes(spendUnits),
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

function spendExtremes(spendUnits: Float64Array): Pick<RankingFacts, 'leastSpendUnits' | 'mostSpendUnits'> {
  let leastSpendUnits = spendUnits[0] ?? 0
  let mostSpendUnits = leastSpendUnits
  for (let index = 1; index < spendUnits.length; index += 1) {
    const units = spendUnits[index] ?? 0
    if (units < leastSpendUnits) leastSpendUnits = units
    if (units > mostSpendUnits) mostSpendUnits = units
  }
  return { leastSpendUnits, mostSpendUnits }
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

function countedForHalf({ ranked, spend, divisors }: Figures, spendUnits: Float64Array): number | null {
  if (spend.total <= 0n) return null
  // With one divisor for all, the best by LTV are the best by spend. Otherwise those without spend need no sorting: half is reached before them.
  const spenders = divisors.shared === null ? placesAbove0(spendUnits) : null
  const bySpend = spenders === null ? null : sortedPlaces(gatheredFloat64(spenders, spendUnits), 'descending')
  const isExact = spend.exactUnits.size === 0 && spend.total <= BigInt(Number.MAX_SAFE_INTEGER)
  const total = Number(spend.total)
  let reached = 0
  let exactlyReached = 0n
  for (let place = 0; place < ranked.length; place += 1) {
    const index = bySpend === null || spenders === null ? place : (spenders[bySpend[place] ?? 0] ?? 0)
    const units = spendUnits[index] ?? 0
    if (isExact) reached += units
    else exactlyReached += spend.exactUnits.get(ranked[index] ?? 0) ?? BigInt(units)
    // The sum stops growing at half, so it cannot leave the whole numbers of doubles before.
    if (isExact ? reached >= total - reached : exactlyReached * 2n >= spend.total) return place + 1
  }
  return null
}

function placesAbove0(values: Float64Array): Uint32Array<ArrayBuffer> {
  const places = new Uint32Array(values.length)
  let count = 0
  for (let place = 0; place < values.length; place += 1) {
    if ((values[place] ?? 0) <= 0) continue
    places[count] = place
    count += 1
  }
  return places.slice(0, count)
}
