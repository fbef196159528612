import { sortedPlaces } from '../base/order.ts'

/**
 * Customers inside the window, best first: LTV descending, ties by id ascending. `ltv` is by customer, NaN outside the window; `byId` has all customers in
 * ascending order of id.
 *
 * Goes through the customers in the order of their ids and sorts stably: so ties need no look of their own, and those without spend, mostly the many, no sorting.
 * Cost: one pass over the customers, and one sort of those whose LTV is not 0.
 */
export function rankedCustomers(ltv: Float64Array, byId: Uint32Array): Uint32Array<ArrayBuffer> {
  const above = new Entries(byId.length)
  const below = new Entries(byId.length)
  const none = new Uint32Array(byId.length)
  let nones = 0
  for (let place = 0; place < byId.length; place += 1) {
    const customer = byId[place] ?? 0
    const value = ltv[customer] ?? 0
    if (value > 0) above.add(customer, value)
    else if (value === 0) {
      none[nones] = customer
      nones += 1
    } else if (value < 0) below.add(customer, value)
  }
  const ranked = new Uint32Array(above.length + nones + below.length)
  above.sortInto(ranked, 0)
  ranked.set(none.subarray(0, nones), above.length)
  below.sortInto(ranked, above.length + nones)
  return ranked
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

  sortInto(ranked: Uint32Array, start: number): void {
    const { customers } = this
    const places = sortedPlaces(this.values.subarray(0, this.length), 'descending')
    for (let at = 0; at < places.length; at += 1) ranked[start + at] = customers[places[at] ?? 0] ?? 0
  }
}

/** Whether `ranked`, a ranking of the same customers under another definition, is that of `ltv`, too. Ends at the first that is out of order. */
export function isRankedBy(ltv: Float64Array, ranked: Uint32Array, placesById: Uint32Array): boolean {
  let valueBefore = Number.POSITIVE_INFINITY
  let placeBefore = -1
  for (let index = 0; index < ranked.length; index += 1) {
    const customer = ranked[index] ?? 0
    const value = ltv[customer] ?? 0
    const place = placesById[customer] ?? 0
    if (value > valueBefore || (value === valueBefore && place < placeBefore)) return false
    valueBefore = value
    placeBefore = place
  }
  return true
}
