import { currencyCode, currencyNumber } from '../base/currencies.ts'
import { DEFAULT_CURRENCY, ExactSum } from '../base/money.ts'
import { ALL_TIME, isAllTime, type TimeWindow } from './activity.ts'
import type { Dataset } from './dataset.ts'
import { oncePerRevision } from './once-per-revision.ts'
import { standingOrders } from './standing-orders.ts'

/** What customers spent inside a window, in one currency. Arrays are by customer. */
export interface Spend {
  readonly currency: string
  /** In 1/10,000 of a unit; exact below 2^53, otherwise the nearest double of {@link exactUnits}. */
  readonly units: Float64Array<ArrayBuffer>
  /** Sums that a double may not hold, by customer. Nearly always empty. */
  readonly exactUnits: ReadonlyMap<number, bigint>
  readonly orders: Uint32Array<ArrayBuffer>
  /** 1 for customers with orders in other currencies. */
  readonly hasOthers: Uint8Array<ArrayBuffer>
  readonly total: bigint
  readonly ordersCounted: number
  readonly ordersSetAside: number
  /** Orders inside the window by currency, most first, then by code. */
  readonly currencies: readonly { readonly currency: string; readonly orders: number }[]
}

/** Orders inside a window by the currency they stand in, most first, then by code. Cost: a pass over the orders; for all of time only once for each state of the data set. */
export function currenciesIn(dataset: Dataset, window: TimeWindow): Spend['currencies'] {
  return isAllTime(window) ? wholeCurrencies(dataset) : currenciesInside(dataset, window)
}

const wholeCurrencies = oncePerRevision(dataset => currenciesInside(dataset, ALL_TIME))

function currenciesInside(dataset: Dataset, window: TimeWindow): Spend['currencies'] {
  const { time, currency, count } = standingOrders(dataset)
  const { start, end } = window
  const counts = new Float64Array(256)
  for (let order = 0; order < time.length; order += 1) {
    const earliest = time[order] ?? 0
    if (earliest < start || earliest >= end) continue
    const number = currency[order] ?? 0
    counts[number] = (counts[number] ?? 0) + (count === null ? 1 : (count[order] ?? 0))
  }
  return mostFirst(counts)
}

/** Of orders by the number of their currency. */
function mostFirst(counts: Float64Array): Spend['currencies'] {
  return [...counts]
    .map((orders, number) => ({ number, orders }))
    .filter(each => each.orders > 0)
    .sort((a, b) => b.orders - a.orders || a.number - b.number)
    .map(({ number, orders }) => ({ currency: currencyCode(number), orders }))
}

/** The currency of most orders. */
export function mostOrdered({ currencies }: Pick<Spend, 'currencies'>): string {
  return currencies[0]?.currency ?? DEFAULT_CURRENCY
}

/**
 * `currency` null means that of most orders in the window. Shared. Cost: a pass over the orders, about 10 ns an order, and another where most orders of the window are
 * in another currency than most of all; for all of time in the currency of most orders, to which people come back from a window, only once for each state of the data set.
 */
export function spendIn(dataset: Dataset, window: TimeWindow, currency: string | null): Spend {
  const most = mostOrdered({ currencies: wholeCurrencies(dataset) })
  if (isAllTime(window) && (currency ?? most) === most) return wholeSpend(dataset)
  const spend = spendInside(dataset, window, currency ?? most)
  const chosen = currency ?? mostOrdered(spend)
  return chosen === spend.currency ? spend : spendInside(dataset, window, chosen)
}

const wholeSpend = oncePerRevision(dataset => spendInside(dataset, ALL_TIME, mostOrdered({ currencies: wholeCurrencies(dataset) })))

function spendInside(dataset: Dataset, window: TimeWindow, chosen: string): Spend {
  const chosenNumber = currencyNumber(chosen)
  const standing = standingOrders(dataset)
  const { count } = standing
  const { start, end } = window
  const units = new Float64Array(dataset.customers.length)
  const orders = new Uint32Array(dataset.customers.length)
  const hasOthers = new Uint8Array(dataset.customers.length)
  const counts = new Float64Array(256)
  const beyondDoubles = new Set<number>()
  for (let order = 0; order < standing.time.length; order += 1) {
    const time = standing.time[order] ?? 0
    if (time < start || time >= end) continue
    const customer = standing.customer[order] ?? 0
    const together = count === null ? 1 : (count[order] ?? 0)
    const currency = standing.currency[order] ?? 0
    counts[currency] = (counts[currency] ?? 0) + together
    if (currency !== chosenNumber) {
      hasOthers[customer] = 1
      continue
    }
    const customerUnits = (units[customer] ?? 0) + (standing.units[order] ?? 0)
    // A sum that once left the whole numbers of doubles is taken again exactly: so the order of adding never shows.
    if (!Number.isSafeInteger(customerUnits)) beyondDoubles.add(customer)
    units[customer] = customerUnits
    orders[customer] = (orders[customer] ?? 0) + together
  }
  const exactUnits = new Map<number, bigint>()
  if (beyondDoubles.size > 0) {
    const sums = new Map([...beyondDoubles].map(customer => [customer, new ExactSum()]))
    for (let order = 0; order < standing.time.length; order += 1) {
      const time = standing.time[order] ?? 0
      if (time < start || time >= end || standing.currency[order] !== chosenNumber) continue
      sums.get(standing.customer[order] ?? 0)?.add(standing.units[order] ?? 0)
    }
    for (const [customer, exact] of sums) {
      exactUnits.set(customer, exact.total())
      units[customer] = Number(exact.total())
    }
  }
  const ordersCounted = counts[chosenNumber] ?? 0
  const ordersSetAside = counts.reduce((sum, ordersOfOne) => sum + ordersOfOne, 0) - ordersCounted
  const currencies = mostFirst(counts)
  return {
    currency: chosen,
    units,
    exactUnits,
    orders,
    hasOthers,
    total: totalOf(units, exactUnits),
    ordersCounted,
    ordersSetAside,
    currencies,
  }
}

/** The sum over all customers. */
function totalOf(units: Float64Array, exactUnits: ReadonlyMap<number, bigint>): bigint {
  const sum = new ExactSum()
  const allAreExact = exactUnits.size === 0
  for (let customer = 0; customer < units.length; customer += 1) if (allAreExact || !exactUnits.has(customer)) sum.add(units[customer] ?? 0)
  return [...exactUnits.values()].reduce((total, exact) => total + exact, sum.total())
}
