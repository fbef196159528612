import type { OrderPredictor } from './models/order-model.ts'
import { type GroupedRows, groupRows, type PurchaseRows } from './models/purchase-rows.ts'

/** What is expected of customers with the same frequency and age, as long as they have not stopped. Arrays are by key. */
export interface LivingOutlook {
  readonly orders: Float64Array<ArrayBuffer>
  readonly orderPairs: Float64Array<ArrayBuffer>
  readonly noOrder: Float64Array<ArrayBuffer>
  readonly discountedOrders: Float64Array<ArrayBuffer>
  readonly residualOrders: Float64Array<ArrayBuffer>
}

/** Rows of the same frequency and age, whatever their last purchase: some hundred keys for thousands of customers. */
export interface OutlookKeys {
  readonly keys: PurchaseRows
  readonly keyOf: Uint32Array<ArrayBuffer>
}

export function outlookKeys(rows: PurchaseRows): OutlookKeys {
  const grouped: GroupedRows = groupRows(
    Uint32Array.from(rows.frequency),
    new Uint32Array(rows.length),
    Uint32Array.from(rows.ageWeeks, weeks => Math.round(weeks * 7)),
  )
  return { keys: grouped, keyOf: grouped.rowOf }
}

/** Works out everything a prediction needs. Cost: about 50 µs a key with BG/NBD, most of it for the orders without an end; 3 µs with Pareto/NBD. */
export function livingOutlook(predictor: OrderPredictor, keys: PurchaseRows, weeks: number, discountPerWeek: number): LivingOutlook {
  const column = (value: (frequency: number, ageWeeks: number) => number) => perKey(keys, value)
  return {
    orders: column((x, age) => predictor.orders(x, age, weeks)),
    orderPairs: column((x, age) => predictor.orderPairs(x, age, weeks)),
    noOrder: column((x, age) => predictor.noOrder(x, age, weeks)),
    discountedOrders: column((x, age) => predictor.discountedOrders(x, age, weeks, discountPerWeek)),
    residualOrders: column((x, age) => predictor.residualOrders(x, age, discountPerWeek)),
  }
}

export function perKey(keys: PurchaseRows, value: (frequency: number, ageWeeks: number) => number): Float64Array<ArrayBuffer> {
  const column = new Float64Array(keys.length)
  for (let key = 0; key < column.length; key += 1) column[key] = value(keys.frequency[key] ?? 0, keys.ageWeeks[key] ?? 0)
  return column
}

/** P(alive) of each row. Cost: under 0.1 µs a row, 0.7 µs with Pareto/NBD. */
export function aliveOfRows(predictor: OrderPredictor, rows: PurchaseRows): Float64Array<ArrayBuffer> {
  const alive = new Float64Array(rows.length)
  for (let row = 0; row < alive.length; row += 1) {
    alive[row] = predictor.alive(rows.frequency[row] ?? 0, rows.recencyWeeks[row] ?? 0, rows.ageWeeks[row] ?? 0)
  }
  return alive
}
