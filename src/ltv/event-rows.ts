import { grownFloat64, grownUint8, grownUint32, nextCapacity } from '../base/columns.ts'
import { finishHash, HashIndex, mixHash } from '../base/hash-index.ts'
import { type EventKind, isCustomerRecord, isOrder } from './event-kinds.ts'

/** Everything that tells one distinct event from another. Reused by callers that add many. */
export interface EventIdentity {
  kind: EventKind
  /** Number of the customer id. */
  customer: number
  /** Number of the key; 0 for CUSTOMER events, whose key is the customer. */
  key: number
  /** Milliseconds UTC. */
  time: number
  /** CUSTOMER: number of the record of name and place. IMAGE: number of the camera's text, which is not part of the identity. Others 0. */
  detail: number
  /** ORDER: amount in 1/10,000 of a unit, and number of the currency; others 0. */
  units: number
  currency: number
}

/**
 * The distinct accepted events as rows of typed columns. An event that is read again is counted on its row.
 * Costs 44 bytes a row with its index, and 9 more for orders.
 */
export class EventRows {
  kind: Uint8Array<ArrayBuffer>
  customer: Uint32Array<ArrayBuffer>
  key: Uint32Array<ArrayBuffer>
  time: Float64Array<ArrayBuffer>
  /** As in {@link EventIdentity}, except for orders: place in {@link amountUnits} and {@link amountCurrency}. */
  detail: Uint32Array<ArrayBuffer>
  /** The first place where the event was read, see places.ts. */
  place: Float64Array<ArrayBuffer>
  line: Uint32Array<ArrayBuffer>
  /** How often the event was read. */
  times: Uint32Array<ArrayBuffer>
  amountUnits: Float64Array<ArrayBuffer>
  amountCurrency: Uint8Array<ArrayBuffer>
  length: number
  private amounts: number
  private readonly index: HashIndex

  constructor(parts?: EventRowsParts) {
    this.kind = parts?.kind ?? new Uint8Array()
    this.customer = parts?.customer ?? new Uint32Array()
    this.key = parts?.key ?? new Uint32Array()
    this.time = parts?.time ?? new Float64Array()
    this.detail = parts?.detail ?? new Uint32Array()
    this.place = parts?.place ?? new Float64Array()
    this.line = parts?.line ?? new Uint32Array()
    this.times = parts?.times ?? new Uint32Array()
    this.amountUnits = parts?.amountUnits ?? new Float64Array()
    this.amountCurrency = parts?.amountCurrency ?? new Uint8Array()
    this.length = parts?.length ?? 0
    this.amounts = parts?.amounts ?? 0
    this.index = new HashIndex(row => this.hashOf(row), parts?.slots, this.length)
  }

  /**
   * Row of an event; a new one when it was not there (then it is the last row). `times` is how often it was read at or after `place`.
   * Cost: one look into the index.
   */
  add(event: EventIdentity, place: number, line: number, times: number): number {
    const { kind, customer, key, time, detail } = event
    const ordered = isOrder(kind)
    const recorded = isCustomerRecord(kind)
    const hash = hashIdentity(kind, customer, key, time, recorded ? detail : event.units, event.currency)
    let row = this.index.first(hash)
    while (
      row >= 0 &&
      !(
        this.time[row] === time &&
        this.customer[row] === customer &&
        this.key[row] === key &&
        this.kind[row] === kind &&
        (!recorded || this.detail[row] === detail) &&
        (!ordered || (this.units(row) === event.units && this.currency(row) === event.currency))
      )
    ) {
      row = this.index.next()
    }
    if (row >= 0) {
      this.times[row] = (this.times[row] ?? 0) + times
      if (place < (this.place[row] ?? 0)) {
        this.place[row] = place
        this.line[row] = line
      }
      return row
    }
    row = this.length
    if (row >= this.kind.length) this.grow()
    this.length = row + 1
    this.kind[row] = kind
    this.customer[row] = customer
    this.key[row] = key
    this.time[row] = time
    this.detail[row] = ordered ? this.addAmount(event.units, event.currency) : detail
    this.place[row] = place
    this.line[row] = line
    this.times[row] = times
    this.index.put(row)
    return row
  }

  /** Amount of an ORDER's row, in 1/10,000 of a unit. */
  units(row: number): number {
    return this.amountUnits[this.detail[row] ?? 0] ?? 0
  }

  /** Number of the currency of an ORDER's row. */
  currency(row: number): number {
    return this.amountCurrency[this.detail[row] ?? 0] ?? 0
  }

  /** Distinct ORDER events. */
  get orderRows(): number {
    return this.amounts
  }

  parts(): EventRowsParts {
    const { kind, customer, key, time, detail, place, line, times, amountUnits, amountCurrency, length, amounts } = this
    return {
      kind,
      customer,
      key,
      time,
      detail,
      place,
      line,
      times,
      amountUnits,
      amountCurrency,
      length,
      amounts,
      slots: this.index.table(),
    }
  }

  private addAmount(units: number, currency: number): number {
    const amount = this.amounts
    if (amount >= this.amountUnits.length) {
      const capacity = nextCapacity(this.amountUnits.length, amount + 1)
      this.amountUnits = grownFloat64(this.amountUnits, capacity)
      this.amountCurrency = grownUint8(this.amountCurrency, capacity)
    }
    this.amountUnits[amount] = units
    this.amountCurrency[amount] = currency
    this.amounts = amount + 1
    return amount
  }

  /** Hash of what tells a row from others, see {@link hashIdentity}. */
  hashOf(row: number): number {
    const kind = this.kind[row] ?? 0
    const ordered = isOrder(kind)
    const value = isCustomerRecord(kind) ? (this.detail[row] ?? 0) : ordered ? this.units(row) : 0
    return hashIdentity(kind, this.customer[row] ?? 0, this.key[row] ?? 0, this.time[row] ?? 0, value, ordered ? this.currency(row) : 0)
  }

  private grow(): void {
    const capacity = nextCapacity(this.kind.length, this.length + 1)
    this.kind = grownUint8(this.kind, capacity)
    this.customer = grownUint32(this.customer, capacity)
    this.key = grownUint32(this.key, capacity)
    this.time = grownFloat64(this.time, capacity)
    this.detail = grownUint32(this.detail, capacity)
    this.place = grownFloat64(this.place, capacity)
    this.line = grownUint32(this.line, capacity)
    this.times = grownUint32(this.times, capacity)
  }
}

/** Storage of EventRows. */
export interface EventRowsParts {
  readonly kind: Uint8Array<ArrayBuffer>
  readonly customer: Uint32Array<ArrayBuffer>
  readonly key: Uint32Array<ArrayBuffer>
  readonly time: Float64Array<ArrayBuffer>
  readonly detail: Uint32Array<ArrayBuffer>
  readonly place: Float64Array<ArrayBuffer>
  readonly line: Uint32Array<ArrayBuffer>
  readonly times: Uint32Array<ArrayBuffer>
  readonly amountUnits: Float64Array<ArrayBuffer>
  readonly amountCurrency: Uint8Array<ArrayBuffer>
  readonly slots: Uint32Array<ArrayBuffer> | null
  readonly length: number
  readonly amounts: number
}

/** `value` is the amount of an ORDER, the detail of a CUSTOMER event, otherwise 0. */
export function hashIdentity(kind: number, customer: number, key: number, time: number, value: number, currency: number): number {
  let state = mixHash(kind, customer)
  state = mixHash(state, key)
  state = mixHash(state, time)
  // Times and amounts are longer than 32 bits; only the low ones count above.
  state = mixHash(state, Math.floor(time / 4_294_967_296))
  state = mixHash(state, value)
  return finishHash(mixHash(state, currency))
}
