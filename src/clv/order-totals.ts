import { DAY } from '../base/time.ts'
import { MARK } from './order-rows.ts'
import type { Orders } from './orders-dataset.ts'
import { settledOrders } from './settled-orders.ts'

/** What each order comes to, in order of first appearance. An order with amounts in several currencies stands once for each. */
export interface OrderTotals {
  readonly length: number
  /** Customers as `toOrderLines` numbers them. */
  readonly customer: Uint32Array<ArrayBuffer>
  /** Milliseconds UTC of the earliest row; midnight where rows have no time. */
  readonly time: Float64Array<ArrayBuffer>
  /** Sum of the rows in 1/10,000 of a currency unit, refunds taken off; rows without an amount add nothing. */
  readonly amountUnits: Float64Array<ArrayBuffer>
  /** Numbers of currencies, see `currencyCode`. */
  readonly currency: Uint8Array<ArrayBuffer>
  /** 1 for what an order has in other currencies than that of its first amount. */
  readonly isPart: Uint8Array<ArrayBuffer>
  /** The row that was read first, for `placeOfRow`. */
  readonly row: Uint32Array<ArrayBuffer>
}

const CURRENCIES = 256

/** Adds up the rows of each order. Cost: two passes over the rows; sums are exact below 2^53. */
export function orderTotals(orders: Orders): OrderTotals {
  const { rows } = orders
  const settled = settledOrders(orders)
  // A row without an amount belongs to the currency that its order has.
  const ownCurrency = new Int16Array(settled.orders).fill(-1)
  for (const row of settled.rows) {
    if (((rows.marks[row] ?? 0) & MARK.noAmount) !== 0) continue
    const order = settled.orderOf[row] ?? 0
    if (ownCurrency[order] === -1) ownCurrency[order] = rows.currency[row] ?? 0
  }
  const entryOf = new Map<number, number>()
  const first = new Int32Array(settled.orders).fill(-1)
  const most = settled.rows.length
  const customer = new Uint32Array(most)
  const time = new Float64Array(most)
  const amountUnits = new Float64Array(most)
  const currency = new Uint8Array(most)
  const isPart = new Uint8Array(most)
  const firstRow = new Uint32Array(most)
  let length = 0
  for (const row of settled.rows) {
    const order = settled.orderOf[row] ?? 0
    const hasAmount = ((rows.marks[row] ?? 0) & MARK.noAmount) === 0
    const own = ownCurrency[order] ?? -1
    const number = hasAmount || own < 0 ? (rows.currency[row] ?? 0) : own
    let entry = number === own || own < 0 ? (first[order] ?? -1) : (entryOf.get(order * CURRENCIES + number) ?? -1)
    const when = (settled.dayOf[row] ?? 0) * DAY + Math.max(0, rows.time[row] ?? 0)
    if (entry < 0) {
      entry = length
      length += 1
      if (number === own || own < 0) first[order] = entry
      else {
        entryOf.set(order * CURRENCIES + number, entry)
        isPart[entry] = 1
      }
      customer[entry] = settled.customerOf[row] ?? 0
      time[entry] = when
      currency[entry] = number
      firstRow[entry] = row
    } else if (when < (time[entry] ?? 0)) time[entry] = when
    if (hasAmount) amountUnits[entry] = (amountUnits[entry] ?? 0) + (settled.unitsOf[row] ?? 0)
  }
  return {
    length,
    customer: customer.slice(0, length),
    time: time.slice(0, length),
    amountUnits: amountUnits.slice(0, length),
    currency: currency.slice(0, length),
    isPart: isPart.slice(0, length),
    row: firstRow.slice(0, length),
  }
}
