import { type Direction, sortedPlaces } from '../../base/order.ts'
import type { Prediction } from '../../clv/results.ts'
import type { CustomerDirectory } from '../../ltv/results.ts'

/** Columns of the table that can be sorted by. */
export const PREDICTED_COLUMNS = [
  'predictedClv',
  'pAlive',
  'expectedOrders',
  'expectedSpend',
  'frequency',
  'recencyWeeks',
  'historicRevenue',
] as const
export type PredictedColumn = (typeof PREDICTED_COLUMNS)[number]

export interface PredictedSort {
  readonly column: PredictedColumn
  readonly descending: boolean
}

/** Customers with a purchase, by predicted value. */
export interface PredictedRanking {
  /** Buyers, best first; equal values in the order of ids. */
  readonly order: Uint32Array<ArrayBuffer>
  /** Place in that order by customer of the data set; −1 for those without a purchase. */
  readonly placeOf: Int32Array<ArrayBuffer>
}

/** Cost: about 30 ms for 500,000 customers. */
export function predictedRanking({ predictedClv, customer, buyers }: Prediction, directory: CustomerDirectory): PredictedRanking {
  const buyerOf = new Int32Array(directory.customers).fill(-1)
  for (let buyer = 0; buyer < buyers; buyer++) buyerOf[customer[buyer] ?? 0] = buyer
  const byId = new Uint32Array(buyers)
  let length = 0
  for (const each of directory.byId) {
    const buyer = buyerOf[each] ?? -1
    if (buyer < 0) continue
    byId[length] = buyer
    length++
  }
  // Sorting keeps the order of equal values: that of ids.
  const order = inOrderOf(byId, predictedClv, 'descending')
  const placeOf = new Int32Array(directory.customers).fill(-1)
  for (let place = 0; place < order.length; place++) placeOf[customer[order[place] ?? 0] ?? 0] = place
  return { order, placeOf }
}

/** All buyers in the order of a column; equal values stay best first. Cost: one sort, about 30 ms for 500,000. */
export function sortedBuyers(prediction: Prediction, { order }: PredictedRanking, sort: PredictedSort): Uint32Array {
  if (sort.column === 'predictedClv' && sort.descending) return order
  return inOrderOf(order, prediction[sort.column], sort.descending ? 'descending' : 'ascending')
}

/** Of all buyers in some order, the best x by predicted value. Cost: one pass, so that x can be dragged. */
export function shownBuyers({ customer }: Prediction, { order, placeOf }: PredictedRanking, sorted: Uint32Array, x: number): Uint32Array {
  if (sorted === order || x >= sorted.length) return sorted.subarray(0, x)
  const shown = new Uint32Array(x)
  let length = 0
  for (let at = 0; at < sorted.length; at += 1) {
    const buyer = sorted[at] ?? 0
    if ((placeOf[customer[buyer] ?? 0] ?? 0) >= x) continue
    shown[length] = buyer
    length += 1
  }
  return shown
}

/** Buyers by their values; equal ones keep their order. Plain loops: `from` and `map` with a function took ten times as long. */
function inOrderOf(buyers: Uint32Array, values: ArrayLike<number>, direction: Direction): Uint32Array<ArrayBuffer> {
  const keys = new Float64Array(buyers.length)
  for (let at = 0; at < keys.length; at += 1) keys[at] = values[buyers[at] ?? 0] ?? 0
  const places = sortedPlaces(keys, direction)
  for (let at = 0; at < places.length; at += 1) places[at] = buyers[places[at] ?? 0] ?? 0
  return places
}
