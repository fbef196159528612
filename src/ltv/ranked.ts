import { sortedPlaces } from '../base/order.ts'

/** Customers in the order of some value of theirs: the highest first, ties by id ascending. Shared and never handed out. */
export interface RankOrder {
  readonly customers: Uint32Array<ArrayBuffer>
  /** By rank index: the value. */
  readonly values: Float64Array<ArrayBuffer>
  /** By customer: rank index, −1 for those who have no value. */
  readonly rankOf: Int32Array<ArrayBuffer>
}

/**
 * `values` are by customer, NaN for those who have none; `byId` has all customers in ascending order of id.
 *
 * Goes through the customers in the order of their ids and sorts stably: so ties need no look of their own, and those of value 0, mostly the many, no sorting.
 * Cost: a few passes over the customers, and one sort of those whose value is not 0.
 */
export function rankOrder(values: Float64Array, byId: Uint32Array): RankOrder {
  const above = new Entries(byId.length)
  const below = new Entries(byId.length)
  const none = new Uint32Array(byId.length)
  let nones = 0
  for (let place = 0; place < byId.length; place += 1) {
    const customer = byId[place] ?? 0
    const value = values[customer] ?? 0
    if (value > 0) above.add(customer, value)
    else if (value === 0) {
      none[nones] = customer
      nones += 1
    } else if (value < 0) below.add(customer, value)
  }
  const customers = new Uint32Array(above.length + nones + below.length)
  const inOrder = new Float64Array(customers.length)
  above.sortInto(customers, inOrder, 0)
  customers.set(none.subarray(0, nones), above.length)
  below.sortInto(customers, inOrder, above.length + nones)
  const rankOf = new Int32Array(byId.length).fill(-1)
  for (let index = 0; index < customers.length; index += 1) rankOf[customers[index] ?? 0] = index
  return { customers, values: inOrder, rankOf }
}

class Entries {
  length = 0
  private readonly customers: Uint32Array<ArrayBuffer>
  private readonly values: Float64Array<ArrayBuffer>

  /** Room that is not used costs no memory, see columns.ts. */
  constructor(most: number) {
    this.customers = new Uint32Array(most)
    this.values = new Float64Array(most)
  }

  add(customer: number, value: number): void {
    this.customers[this.length] = customer
    this.values[this.length] = value
    this.length += 1
  }

  sortInto(customersInOrder: Uint32Array, valuesInOrder: Float64Array, start: number): void {
    const { customers, values } = this
    const places = sortedPlaces(values.subarray(0, this.length), 'descending')
    for (let at = 0; at < places.length; at += 1) {
      const place = places[at] ?? 0
      customersInOrder[start + at] = customers[place] ?? 0
      valuesInOrder[start + at] = values[place] ?? 0
    }
  }
}

/**
 * The order of other values, given by the rank index that customers have in `order`, when that is the same; null when it is not.
 * Cost: a pass over the values, and a look at ids only where customers tie who did not before. Ends at the first who are out of order.
 */
export function sameOrder(order: RankOrder, values: Float64Array<ArrayBuffer>, placesById: Uint32Array): RankOrder | null {
  const { customers, rankOf } = order
  for (let index = 1; index < values.length; index += 1) {
    const value = values[index] ?? 0
    const before = values[index - 1] ?? 0
    if (value < before) continue
    if (value > before) return null
    const tiedAlready = order.values[index] === order.values[index - 1]
    if (!tiedAlready && (placesById[customers[index] ?? 0] ?? 0) < (placesById[customers[index - 1] ?? 0] ?? 0)) return null
  }
  return { customers, values, rankOf }
}
