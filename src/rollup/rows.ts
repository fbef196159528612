import { grownFloat64, grownInt32, grownUint8, grownUint32, nextCapacity } from '../base/columns.ts'
import { finishHash, HashIndex, mixHash } from '../base/hash-index.ts'
import { fileOfPlace } from '../base/places.ts'

/** What one row says, with its customer's number. */
export interface RollupRow {
  customer: number
  /** UTC day on which the week starts; day 0 is 1970-01-01. */
  day: number
  /** Number of the currency, see base/currencies.ts. */
  currency: number
  events: number
  visits: number
  orders: number
  /** In 1/10,000 of a currency unit. */
  units: number
  /** Milliseconds from the start of the week to its first and last event, or {@link UNTIMED}. */
  first: number
  last: number
}

/** In the place of times that the row does not say: more than a week has milliseconds. */
export const UNTIMED = 0xffffffff

/** How a row stands to the others of the same customer, week and currency. */
export const ALONE = 0
/** Another one says something else. */
export const CONTESTED = 1
/** One of another file says the same. */
const REPEATED = 2

/** The distinct rows of each file in typed columns. About 62 bytes a row. */
export class RollupRows {
  length: number
  customer: Uint32Array<ArrayBuffer>
  day: Int32Array<ArrayBuffer>
  currency: Uint8Array<ArrayBuffer>
  events: Uint32Array<ArrayBuffer>
  visits: Uint32Array<ArrayBuffer>
  orders: Uint32Array<ArrayBuffer>
  units: Float64Array<ArrayBuffer>
  first: Uint32Array<ArrayBuffer>
  last: Uint32Array<ArrayBuffer>
  /** The first place where the row was read, see places.ts. */
  place: Float64Array<ArrayBuffer>
  line: Uint32Array<ArrayBuffer>
  /** How often the row was read in its file. */
  times: Uint32Array<ArrayBuffer>
  /** {@link ALONE}, {@link CONTESTED} or {@link REPEATED}. */
  standing: Uint8Array<ArrayBuffer>
  readonly #index: HashIndex

  constructor(parts?: RollupRowsParts) {
    this.length = parts?.length ?? 0
    this.customer = parts?.customer ?? new Uint32Array()
    this.day = parts?.day ?? new Int32Array()
    this.currency = parts?.currency ?? new Uint8Array()
    this.events = parts?.events ?? new Uint32Array()
    this.visits = parts?.visits ?? new Uint32Array()
    this.orders = parts?.orders ?? new Uint32Array()
    this.units = parts?.units ?? new Float64Array()
    this.first = parts?.first ?? new Uint32Array()
    this.last = parts?.last ?? new Uint32Array()
    this.place = parts?.place ?? new Float64Array()
    this.line = parts?.line ?? new Uint32Array()
    this.times = parts?.times ?? new Uint32Array()
    this.standing = parts?.standing ?? new Uint8Array()
    this.#index = new HashIndex(
      row => hashOf(this.customer[row] ?? 0, this.day[row] ?? 0, this.currency[row] ?? 0),
      parts === undefined ? undefined : null,
      this.length,
    )
  }

  /** Takes a row that was read `times` times. What is kept does not depend on the order of rows. Cost: about 0.15 µs. */
  add(row: RollupRow, place: number, line: number, times: number): void {
    const index = this.#index
    let standing: number = ALONE
    let found = index.first(hashOf(row.customer, row.day, row.currency))
    for (; found >= 0; found = index.next()) {
      if (this.customer[found] !== row.customer || this.day[found] !== row.day || this.currency[found] !== row.currency) continue
      if (!this.#saysTheSame(found, row)) {
        this.standing[found] = CONTESTED
        standing = CONTESTED
      } else if (fileOfPlace(this.place[found] ?? 0) !== fileOfPlace(place)) {
        if (standing === ALONE) standing = REPEATED
      } else {
        this.times[found] = (this.times[found] ?? 0) + times
        if (place < (this.place[found] ?? 0)) {
          this.place[found] = place
          this.line[found] = line
        }
        return
      }
    }
    this.#append(row, place, line, times, standing)
    index.put(this.length - 1)
  }

  /** All storage. The index is made anew when it is needed. */
  parts(): RollupRowsParts {
    const { length, customer, day, currency, events, visits, orders, units, first, last, place, line, times, standing } = this
    return { length, customer, day, currency, events, visits, orders, units, first, last, place, line, times, standing }
  }

  #saysTheSame(at: number, row: RollupRow): boolean {
    return (
      this.events[at] === row.events &&
      this.visits[at] === row.visits &&
      this.orders[at] === row.orders &&
      this.units[at] === row.units &&
      this.first[at] === row.first &&
      this.last[at] === row.last
    )
  }

  #append(row: RollupRow, place: number, line: number, times: number, standing: number): void {
    const at = this.length
    if (at >= this.customer.length) this.#grow(nextCapacity(this.customer.length, at + 1))
    this.customer[at] = row.customer
    this.day[at] = row.day
    this.currency[at] = row.currency
    this.events[at] = row.events
    this.visits[at] = row.visits
    this.orders[at] = row.orders
    this.units[at] = row.units
    this.first[at] = row.first
    this.last[at] = row.last
    this.place[at] = place
    this.line[at] = line
    this.times[at] = times
    this.standing[at] = standing
    this.length = at + 1
  }

  #grow(capacity: number): void {
    this.customer = grownUint32(this.customer, capacity)
    this.day = grownInt32(this.day, capacity)
    this.currency = grownUint8(this.currency, capacity)
    this.events = grownUint32(this.events, capacity)
    this.visits = grownUint32(this.visits, capacity)
    this.orders = grownUint32(this.orders, capacity)
    this.units = grownFloat64(this.units, capacity)
    this.first = grownUint32(this.first, capacity)
    this.last = grownUint32(this.last, capacity)
    this.place = grownFloat64(this.place, capacity)
    this.line = grownUint32(this.line, capacity)
    this.times = grownUint32(this.times, capacity)
    this.standing = grownUint8(this.standing, capacity)
  }
}

/** Storage of RollupRows. */
export interface RollupRowsParts {
  readonly length: number
  readonly customer: Uint32Array<ArrayBuffer>
  readonly day: Int32Array<ArrayBuffer>
  readonly currency: Uint8Array<ArrayBuffer>
  readonly events: Uint32Array<ArrayBuffer>
  readonly visits: Uint32Array<ArrayBuffer>
  readonly orders: Uint32Array<ArrayBuffer>
  readonly units: Float64Array<ArrayBuffer>
  readonly first: Uint32Array<ArrayBuffer>
  readonly last: Uint32Array<ArrayBuffer>
  readonly place: Float64Array<ArrayBuffer>
  readonly line: Uint32Array<ArrayBuffer>
  readonly times: Uint32Array<ArrayBuffer>
  readonly standing: Uint8Array<ArrayBuffer>
}

function hashOf(customer: number, day: number, currency: number): number {
  return finishHash(mixHash(mixHash(mixHash(0, customer), day), currency))
}
