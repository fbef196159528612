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

/** Of a customer who has no rows yet: before every week. */
const NOTHING_YET = -(2 ** 31)
/** Room is made for at most so many times as many rows as there are. */
const MOST_FORESEEN = 8
/** What is expected wavers. */
const ROOM_TO_SPARE = 1.05
/** Numbers of currencies are smaller. */
const CURRENCIES = 256

/** The distinct rows of each file in typed columns. About 54 bytes a row, and 7 more for finding them where they do not come in order. */
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
  /** Finds rows; null as long as no row had to be looked for. */
  #index: HashIndex | null
  /**
   * By customer: the last week and currency, as {@link CURRENCIES} × day + currency. A row behind it is new. Engines give rows in that order when they are asked to, as by the
   * SQL that is printed here: then no row is ever looked for, which costs as much as all the rest of keeping it.
   */
  #latest = new Int32Array()

  /** How many rows there will be, as far as it can be told. */
  #expected = 0

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
    this.#index = this.length > 0 ? this.#indexOfAll() : null
  }

  /** Takes a row that was read `times` times. What is kept does not depend on the order of rows. Cost: about 0.05 µs in order, 0.2 µs out of it. */
  add(row: RollupRow, place: number, line: number, times: number): void {
    if (this.#index === null && this.#isLatest(row)) {
      this.#append(row, place, line, times, ALONE)
      return
    }
    this.#index ??= this.#indexOfAll()
    this.#addTo(this.#index, row, place, line, times)
  }

  /** All rows will be about `factor` times as many as those that have come: when room runs out, it is made for them. */
  expectWhole(factor: number): void {
    this.#expected = this.length * factor
  }

  /** All storage. The index is made anew when it is needed. */
  parts(): RollupRowsParts {
    const { length, customer, day, currency, events, visits, orders, units, first, last, place, line, times, standing } = this
    return { length, customer, day, currency, events, visits, orders, units, first, last, place, line, times, standing }
  }

  /** Whether a row is behind all others of its customer, as then it is from now on. */
  #isLatest({ customer, day, currency }: RollupRow): boolean {
    if (customer >= this.#latest.length) {
      const known = this.#latest.length
      this.#latest = grownInt32(this.#latest, nextCapacity(known, customer + 1))
      this.#latest.fill(NOTHING_YET, known)
    }
    const moment = day * CURRENCIES + currency
    if (moment <= (this.#latest[customer] ?? 0)) return false
    this.#latest[customer] = moment
    return true
  }

  /** Makes what rows are found by from now on. */
  #indexOfAll(): HashIndex {
    this.#latest = new Int32Array()
    return new HashIndex(row => hashOf(this.customer[row] ?? 0, this.day[row] ?? 0, this.currency[row] ?? 0), null, this.length)
  }

  #addTo(index: HashIndex, row: RollupRow, place: number, line: number, times: number): void {
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
    if (at >= this.customer.length) this.#grow(this.#capacityBehind(at))
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

  /** Growing step by step copies every row twice, which takes a third of all the time that rows take. But the first rows need not be like the others. */
  #capacityBehind(at: number): number {
    const expected = Math.min(Math.ceil(this.#expected * ROOM_TO_SPARE), at * MOST_FORESEEN)
    return expected > at ? expected : nextCapacity(at, at + 1)
  }

  #grow(capacity: number): void {
    // Room that was never used is not copied: only writing it would make it cost memory.
    const { length } = this
    this.customer = grownUint32(this.customer.subarray(0, length), capacity)
    this.day = grownInt32(this.day.subarray(0, length), capacity)
    this.currency = grownUint8(this.currency.subarray(0, length), capacity)
    this.events = grownUint32(this.events.subarray(0, length), capacity)
    this.visits = grownUint32(this.visits.subarray(0, length), capacity)
    this.orders = grownUint32(this.orders.subarray(0, length), capacity)
    this.units = grownFloat64(this.units.subarray(0, length), capacity)
    this.first = grownUint32(this.first.subarray(0, length), capacity)
    this.last = grownUint32(this.last.subarray(0, length), capacity)
    this.place = grownFloat64(this.place.subarray(0, length), capacity)
    this.line = grownUint32(this.line.subarray(0, length), capacity)
    this.times = grownUint32(this.times.subarray(0, length), capacity)
    this.standing = grownUint8(this.standing.subarray(0, length), capacity)
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
