import { Firsts } from './firsts'
import { growColumn, grownCapacity, grownStart, nextCapacity } from './growth'
import { beginHash, finishHash, mixHash } from './hash'
import { WideSlots } from './wide-slots'

/* Numbers of the kinds of events, as in ltv/event-kinds.ts. */
export const CUSTOMER_UPDATE: u32 = 1
export const CUSTOMER_NEW: u32 = 0
export const VISIT: u32 = 2
export const IMAGE: u32 = 3
export const ORDER_NEW: u32 = 4
export const ORDER_UPDATE: u32 = 5

/** The distinct accepted events: ltv/event-rows.ts in linear memory. */
export class EventRows {
  kind: u32 = 0
  customer: u32 = 0
  key: u32 = 0
  time: u32 = 0
  detail: u32 = 0
  place: u32 = 0
  line: u32 = 0
  times: u32 = 0
  capacity: u32 = 0
  length: u32 = 0
  amountUnits: u32 = 0
  amountCurrency: u32 = 0
  amountCapacity: u32 = 0
  amounts: u32 = 0
  firsts: Firsts
  /** All but the first rows of their keys. */
  further: WideSlots = new WideSlots()
  /** Whether the last {@link add} made a new row. */
  isNew: bool = false

  constructor(firsts: Firsts) {
    this.firsts = firsts
  }

  /** Makes room for `more` rows. False when the browser has no more memory; what was there stays usable. */
  reserve(more: u32): bool {
    const needed = this.length + more
    if (needed > this.capacity && !this.growRows(needed)) return false
    const neededAmounts = this.amounts + more
    if (neededAmounts > this.amountCapacity && !this.growAmounts(neededAmounts)) return false
    return this.further.reserve(more)
  }

  /** Row of an event, a new one when it was not there. `hash` is that of its identity. Room must have been made. */
  add(
    kind: u32,
    customer: u32,
    key: u32,
    time: f64,
    detail: u32,
    units: f64,
    currency: u32,
    place: f64,
    line: u32,
    times: u32,
    hash: u32,
  ): u32 {
    // CUSTOMER events have no key.
    if (kind > CUSTOMER_UPDATE) {
      const first = this.firsts.row(key)
      if (first === 0) {
        this.firsts.setRow(key, this.length, hash)
        return this.append(kind, customer, key, time, detail, units, currency, place, line, times)
      }
      if (this.firsts.hash(key) === hash && this.isEvent(first - 1, kind, customer, key, time, detail, units, currency)) {
        return this.repeat(first - 1, place, line, times)
      }
    }
    const further = this.further
    const firstSlot = further.slotOf(hash)
    let slot = firstSlot
    while (true) {
      const held = load<u64>(slot)
      if (held === 0) break
      const row = u32(held) - 1
      if (u32(held >> 32) === hash && this.isEvent(row, kind, customer, key, time, detail, units, currency)) {
        return this.repeat(row, place, line, times)
      }
      slot = further.next(slot, firstSlot)
    }
    further.put(slot, hash, this.length)
    return this.append(kind, customer, key, time, detail, units, currency, place, line, times)
  }

  private append(
    kind: u32,
    customer: u32,
    key: u32,
    time: f64,
    detail: u32,
    units: f64,
    currency: u32,
    place: f64,
    line: u32,
    times: u32,
  ): u32 {
    const row = this.length
    this.length = row + 1
    this.isNew = true
    store<u8>(this.kind + row, kind)
    store<u32>(this.customer + (row << 2), customer)
    store<u32>(this.key + (row << 2), key)
    store<f64>(this.time + (row << 3), time)
    store<f64>(this.place + (row << 3), place)
    store<u32>(this.line + (row << 2), line)
    store<u32>(this.times + (row << 2), times)
    let stored = detail
    if (kind >= ORDER_NEW) {
      stored = this.amounts
      this.amounts = stored + 1
      store<f64>(this.amountUnits + (stored << 3), units)
      store<u8>(this.amountCurrency + stored, currency)
    }
    store<u32>(this.detail + (row << 2), stored)
    return row
  }

  kindOf(row: u32): u32 {
    return load<u8>(this.kind + row)
  }
  customerOf(row: u32): u32 {
    return load<u32>(this.customer + (row << 2))
  }
  keyOf(row: u32): u32 {
    return load<u32>(this.key + (row << 2))
  }
  timeOf(row: u32): f64 {
    return load<f64>(this.time + (row << 3))
  }
  detailOf(row: u32): u32 {
    return load<u32>(this.detail + (row << 2))
  }
  /** Of an order, in 1/10,000 of a unit. */
  unitsOf(row: u32): f64 {
    return load<f64>(this.amountUnits + (this.detailOf(row) << 3))
  }
  currencyOf(row: u32): u32 {
    return load<u8>(this.amountCurrency + this.detailOf(row))
  }

  private isEvent(row: u32, kind: u32, customer: u32, key: u32, time: f64, detail: u32, units: f64, currency: u32): bool {
    return (
      this.timeOf(row) === time &&
      this.customerOf(row) === customer &&
      this.keyOf(row) === key &&
      this.kindOf(row) === kind &&
      (kind > CUSTOMER_UPDATE || this.detailOf(row) === detail) &&
      (kind < ORDER_NEW || (this.unitsOf(row) === units && this.currencyOf(row) === currency))
    )
  }

  private repeat(row: u32, place: f64, line: u32, times: u32): u32 {
    this.isNew = false
    const counted = this.times + (row << 2)
    store<u32>(counted, load<u32>(counted) + times)
    if (place < load<f64>(this.place + (row << 3))) {
      store<f64>(this.place + (row << 3), place)
      store<u32>(this.line + (row << 2), line)
    }
    return row
  }

  private growRows(needed: u32): bool {
    const wanted = nextCapacity(this.capacity, this.length, needed, true)
    // Columns that were grown before one that cannot be are longer than `capacity` says. That is lost room, no fault.
    if (!growColumn(this.kind, this.capacity, this.length, 1, wanted, needed)) return false
    this.kind = grownStart
    const capacity = grownCapacity
    if (!growColumn(this.customer, this.capacity, this.length, 4, capacity, capacity)) return false
    this.customer = grownStart
    if (!growColumn(this.key, this.capacity, this.length, 4, capacity, capacity)) return false
    this.key = grownStart
    if (!growColumn(this.time, this.capacity, this.length, 8, capacity, capacity)) return false
    this.time = grownStart
    if (!growColumn(this.detail, this.capacity, this.length, 4, capacity, capacity)) return false
    this.detail = grownStart
    if (!growColumn(this.place, this.capacity, this.length, 8, capacity, capacity)) return false
    this.place = grownStart
    if (!growColumn(this.line, this.capacity, this.length, 4, capacity, capacity)) return false
    this.line = grownStart
    if (!growColumn(this.times, this.capacity, this.length, 4, capacity, capacity)) return false
    this.times = grownStart
    this.capacity = capacity
    return true
  }

  private growAmounts(needed: u32): bool {
    const wanted = nextCapacity(this.amountCapacity, this.amounts, needed, true)
    if (!growColumn(this.amountUnits, this.amountCapacity, this.amounts, 8, wanted, needed)) return false
    this.amountUnits = grownStart
    const capacity = grownCapacity
    if (!growColumn(this.amountCurrency, this.amountCapacity, this.amounts, 1, capacity, capacity)) return false
    this.amountCurrency = grownStart
    this.amountCapacity = capacity
    return true
  }
}

/** What makes events of one kind, customer, key and time different ones: the amount, or the record of a customer. */
export function identityValue(kind: u32, detail: u32, units: f64): f64 {
  return kind <= CUSTOMER_UPDATE ? f64(detail) : units
}

/** Times and amounts are whole numbers below 2^53 in size. `value`: units of an order, record of a customer. */
export function hashIdentity(kind: u32, customer: u32, key: u32, time: f64, value: f64, currency: u32): u32 {
  let state = mixHash(beginHash((u64(kind) << 8) | currency), (u64(customer) << 32) | key)
  state = mixHash(state, u64(i64(time)))
  return finishHash(mixHash(state, u64(i64(value))))
}
