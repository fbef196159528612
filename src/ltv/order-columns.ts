import { currencyNumber } from '../base/currencies.ts'
import { DEFAULT_CURRENCY } from '../base/money.ts'
import { DAY } from '../base/time.ts'
import { timeWindow, wholeSpan } from './activity.ts'
import type { Dataset } from './dataset.ts'
import type { Definition } from './definition.ts'
import { currenciesIn } from './spend.ts'
import { standingOrders } from './standing-orders.ts'

/** The orders that count under a definition, one entry an order, for whoever looks at orders alone. */
export interface OrderColumns {
  readonly length: number
  readonly currency: string
  /** Customer index in the data set. */
  readonly customer: Uint32Array<ArrayBuffer>
  /** UTC day of the order's earliest event; day 0 is 1970-01-01. */
  readonly day: Int32Array<ArrayBuffer>
  /** In 1/10,000 of a currency unit, of the version that stands. */
  readonly amountUnits: Float64Array<ArrayBuffer>
  /** The last day that was watched: that of the last event of any type, or the last of the window; null without any event. */
  readonly lastDay: number | null
}

/**
 * Orders inside the window in the currency in force, in no particular order. Cost: two passes over the orders.
 *
 * @throws RangeError for a data set of weeks, which has no single orders.
 */
export function orderColumns(dataset: Dataset, definition: Definition): OrderColumns {
  if (dataset.weeks !== null)
    throw new RangeError('The data is weeks, which do not say on which days orders were: nothing can be predicted. Drop the events.')
  const window = timeWindow(definition)
  const currency = definition.currency ?? currenciesIn(dataset, window)[0]?.currency ?? DEFAULT_CURRENCY
  const number = currencyNumber(currency)
  const standing = standingOrders(dataset)
  const counts = (order: number): boolean => {
    const time = standing.time[order] ?? 0
    return time >= window.start && time < window.end && standing.currency[order] === number
  }
  let length = 0
  for (let order = 0; order < standing.time.length; order += 1) if (counts(order)) length += 1
  const customer = new Uint32Array(length)
  const day = new Int32Array(length)
  const amountUnits = new Float64Array(length)
  let at = 0
  for (let order = 0; order < standing.time.length; order += 1) {
    if (!counts(order)) continue
    customer[at] = standing.customer[order] ?? 0
    day[at] = Math.floor((standing.time[order] ?? 0) / DAY)
    amountUnits[at] = standing.units[order] ?? 0
    at += 1
  }
  const span = wholeSpan(dataset)
  const lastDay = span === null ? null : Math.floor(Math.min(span.last, window.end - 1) / DAY)
  return { length, currency, customer, day, amountUnits, lastDay }
}
