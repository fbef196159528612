/**
 * Orders as they were read: one entry a line (an item of an order, or a whole order where the file has no items). Customers and orders are
 * numbered from 0 in order of first appearance; an order belongs to one customer, so the same order id at two customers is two orders.
 */
export interface OrderLines {
  readonly length: number
  readonly customers: number
  readonly orders: number
  readonly customer: Uint32Array
  readonly order: Uint32Array
  /** UTC day; day 0 is 1970-01-01. */
  readonly day: Int32Array
  /** In 1/10,000 of a currency unit, all of one currency; below 0 for refunds, NaN where the file has none (counts as 0). */
  readonly amountUnits: Float64Array
  /** Number of items, NaN where the file has none (counts as 0); null when no line has one. */
  readonly items: Float64Array | null
}

/** First and last day of the lines up to a day, or null when there are none. Cost: one pass. */
export function daySpan(
  lines: OrderLines,
  throughDay = Number.POSITIVE_INFINITY,
): { readonly first: number; readonly last: number } | null {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let line = 0; line < lines.length; line += 1) {
    const day = lines.day[line] ?? 0
    if (day > throughDay) continue
    first = Math.min(first, day)
    last = Math.max(last, day)
  }
  return first > last ? null : { first, last }
}
