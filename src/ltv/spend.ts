import { currencyCode, currencyNumber } from '../base/currencies.ts'
import { DEFAULT_CURRENCY, ExactSum } from '../base/money.ts'
import { isInside, type TimeWindow } from './activity.ts'
import type { Dataset } from './dataset.ts'
import { oncePerRevision } from './once-per-revision.ts'

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

/** Orders as they stand, sorted by customer, so that summing up by customer walks through memory from front to back. */
interface StandingOrders {
  readonly customer: Uint32Array<ArrayBuffer>
  /** Time of the earliest version, milliseconds UTC. */
  readonly time: Float64Array<ArrayBuffer>
  readonly units: Float64Array<ArrayBuffer>
  readonly currency: Uint8Array<ArrayBuffer>
}

/** Costs 21 bytes an order for as long as the data set is not changed. */
const standingOrders = oncePerRevision((dataset): StandingOrders => {
  const { orders, rows, customers } = dataset
  const next = new Uint32Array(customers.length + 1)
  for (let order = 0; order < orders.length; order += 1) {
    const after = (rows.customer[orders.standing[order] ?? 0] ?? 0) + 1
    next[after] = (next[after] ?? 0) + 1
  }
  for (let customer = 1; customer <= customers.length; customer += 1) next[customer] = (next[customer] ?? 0) + (next[customer - 1] ?? 0)
  const customer = new Uint32Array(orders.length)
  const time = new Float64Array(orders.length)
  const units = new Float64Array(orders.length)
  const currency = new Uint8Array(orders.length)
  for (let order = 0; order < orders.length; order += 1) {
    const standing = orders.standing[order] ?? 0
    const owner = rows.customer[standing] ?? 0
    const at = next[owner] ?? 0
    next[owner] = at + 1
    customer[at] = owner
    time[at] = rows.time[orders.earliest[order] ?? 0] ?? 0
    units[at] = rows.units(standing)
    currency[at] = rows.currency(standing)
  }
  return { customer, time, units, currency }
})

/** Calls back for every order whose earliest event lies inside the window, with its final amount; customer by customer. */
export function forEachOrder(
  dataset: Dataset,
  window: TimeWindow,
  visit: (customer: number, time: number, units: number, currency: number) => void,
): void {
  const { customer, time, units, currency } = standingOrders(dataset)
  for (let at = 0; at < customer.length; at += 1) {
    const earliest = time[at] ?? 0
    if (isInside(window, earliest)) visit(customer[at] ?? 0, earliest, units[at] ?? 0, currency[at] ?? 0)
  }
}

/** Orders inside a window by the currency they stand in, most first, then by code. */
export function currenciesIn(dataset: Dataset, window: TimeWindow): { currency: string; orders: number }[] {
  const counts = new Float64Array(256)
  forEachOrder(dataset, window, (_customer, _time, _units, currency) => {
    counts[currency] = (counts[currency] ?? 0) + 1
  })
  return [...counts]
    .map((orders, number) => ({ number, orders }))
    .filter(each => each.orders > 0)
    .sort((a, b) => b.orders - a.orders || a.number - b.number)
    .map(({ number, orders }) => ({ currency: currencyCode(number), orders }))
}

/** Cost: two passes over the orders. `currency` null means that of most orders in the window. */
export function spendIn(dataset: Dataset, window: TimeWindow, currency: string | null): Spend {
  const currencies = currenciesIn(dataset, window)
  const chosen = currency ?? currencies[0]?.currency ?? DEFAULT_CURRENCY
  const chosenNumber = currencyNumber(chosen)
  const units = new Float64Array(dataset.customers.length)
  const orders = new Uint32Array(dataset.customers.length)
  const hasOthers = new Uint8Array(dataset.customers.length)
  const sum = new ExactSum()
  const beyondDoubles = new Set<number>()
  let ordersCounted = 0
  let ordersSetAside = 0
  forEachOrder(dataset, window, (customer, _time, orderUnits, orderCurrency) => {
    if (orderCurrency !== chosenNumber) {
      ordersSetAside += 1
      hasOthers[customer] = 1
      return
    }
    ordersCounted += 1
    const customerUnits = (units[customer] ?? 0) + orderUnits
    // A sum that once left the whole numbers of doubles is taken again exactly: so the order of adding never shows.
    if (!Number.isSafeInteger(customerUnits)) beyondDoubles.add(customer)
    units[customer] = customerUnits
    orders[customer] = (orders[customer] ?? 0) + 1
    sum.add(orderUnits)
  })
  const exactUnits = new Map<number, bigint>()
  if (beyondDoubles.size > 0) {
    const sums = new Map([...beyondDoubles].map(customer => [customer, new ExactSum()]))
    forEachOrder(dataset, window, (customer, _time, orderUnits, orderCurrency) => {
      if (orderCurrency === chosenNumber) sums.get(customer)?.add(orderUnits)
    })
    for (const [customer, exact] of sums) {
      exactUnits.set(customer, exact.total())
      units[customer] = Number(exact.total())
    }
  }
  return { currency: chosen, units, exactUnits, orders, hasOthers, total: sum.total(), ordersCounted, ordersSetAside, currencies }
}
