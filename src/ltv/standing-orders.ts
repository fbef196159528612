import { BLOCK_BITS, blockStarts, placesByBlock } from './customer-blocks.ts'
import type { Dataset } from './dataset.ts'
import { oncePerRevision } from './once-per-revision.ts'
import { firstTime, type WeekRows } from './week-rows.ts'

/** Orders as they stand, block by block of customers. */
export interface StandingOrders {
  readonly customer: Uint32Array<ArrayBuffer>
  /** Time of the earliest version, milliseconds UTC: an order is inside a window when this is. */
  readonly time: Float64Array<ArrayBuffer>
  /** Final amount, in 1/10,000 of a unit, and the number of its currency. */
  readonly units: Float64Array<ArrayBuffer>
  readonly currency: Uint8Array<ArrayBuffer>
  /** Where the orders of each block of customers begin, see customer-blocks.ts, and where those of the last end. Null of weeks, which stand in no order. */
  readonly blockStarts: Uint32Array<ArrayBuffer> | null
  /** Null: each entry is one order. Otherwise, of weeks, entries are the orders of a customer, week and currency together, and this is how many. */
  readonly count: Uint32Array<ArrayBuffer> | null
}

/** The orders of a row of weeks together, at the time of the week's first event: so they are inside a window when the week is. */
function ordersOfWeeks(weeks: WeekRows): StandingOrders {
  const { orders } = weeks
  let length = 0
  for (let row = 0; row < weeks.length; row += 1) if ((orders[row] ?? 0) > 0) length += 1
  const customer = new Uint32Array(length)
  const time = new Float64Array(length)
  const units = new Float64Array(length)
  const currency = new Uint8Array(length)
  const count = new Uint32Array(length)
  let at = 0
  for (let row = 0; row < weeks.length; row += 1) {
    if ((orders[row] ?? 0) === 0) continue
    customer[at] = weeks.customer[row] ?? 0
    time[at] = firstTime(weeks, row)
    units[at] = weeks.units[row] ?? 0
    currency[at] = weeks.currency[row] ?? 0
    count[at] = orders[row] ?? 0
    at += 1
  }
  return { customer, time, units, currency, count, blockStarts: null }
}

/**
 * Costs 21 bytes an order for as long as the data set is not changed. Column by column, in loops with little in them: rows of updated orders lie anywhere, and
 * the processor waits for many misses of the cache at once only when little stands between them.
 */
export const standingOrders = oncePerRevision((dataset: Dataset): StandingOrders => {
  if (dataset.weeks !== null) return ordersOfWeeks(dataset.weeks)
  const { rows, customers, orders } = dataset
  const { length, standing, earliest } = orders
  const { customer: rowCustomer, time: rowTime, detail, amountUnits, amountCurrency } = rows
  const owner = new Uint32Array(length)
  for (let order = 0; order < length; order += 1) owner[order] = rowCustomer[standing[order] ?? 0] ?? 0
  const starts = blockStarts(owner, customers.length)
  const places = placesByBlock(owner, starts)
  const customer = new Uint32Array(length)
  const time = new Float64Array(length)
  const units = new Float64Array(length)
  const currency = new Uint8Array(length)
  for (let order = 0; order < length; order += 1) customer[places[order] ?? 0] = owner[order] ?? 0
  for (let order = 0; order < length; order += 1) time[places[order] ?? 0] = rowTime[earliest[order] ?? 0] ?? 0
  // The owners are not needed any more.
  const amounts = owner
  for (let order = 0; order < length; order += 1) amounts[order] = detail[standing[order] ?? 0] ?? 0
  for (let order = 0; order < length; order += 1) units[places[order] ?? 0] = amountUnits[amounts[order] ?? 0] ?? 0
  for (let order = 0; order < length; order += 1) currency[places[order] ?? 0] = amountCurrency[amounts[order] ?? 0] ?? 0
  return { customer, time, units, currency, count: null, blockStarts: starts }
})

/** Entries from `from` to before `past`. */
interface Stretch {
  readonly from: number
  readonly past: number
}

/** Where the orders of these customers are to be looked for, among those of others: in their blocks. For a few customers that is a small part of all. */
export function stretchesWith({ customer, blockStarts }: StandingOrders, customers: Uint32Array): readonly Stretch[] {
  if (blockStarts === null) return [{ from: 0, past: customer.length }]
  const isWanted = new Uint8Array(blockStarts.length - 1)
  for (const wanted of customers) isWanted[wanted >>> BLOCK_BITS] = 1
  return Array.from(isWanted, (is, block) => (is === 1 ? { from: blockStarts[block] ?? 0, past: blockStarts[block + 1] ?? 0 } : [])).flat()
}
