import { EventRows, ORDER_UPDATE } from './event-rows'
import { growColumn, grownCapacity, grownStart, nextCapacity } from './growth'
import { beginHash, finishHash, mixHash } from './hash'
import { WideSlots } from './wide-slots'

/** Orders and which of their versions stands: ltv/orders.ts in linear memory. */
export class Orders {
  standing: u32 = 0
  earliest: u32 = 0
  hasOriginal: u32 = 0
  capacity: u32 = 0
  length: u32 = 0
  /** All but the first orders of their keys. */
  further: WideSlots = new WideSlots()
  rows: EventRows

  constructor(rows: EventRows) {
    this.rows = rows
  }

  /** Makes room for `more` orders. */
  reserve(more: u32): bool {
    const needed = this.length + more
    if (needed > this.capacity && !this.grow(needed)) return false
    return this.further.reserve(more)
  }

  /** Takes in a new row of an ORDER event. Room must have been made. */
  addVersion(row: u32): void {
    const rows = this.rows
    const customer = rows.customerOf(row)
    const key = rows.keyOf(row)
    const firsts = rows.firsts
    const first = firsts.order(key)
    if (first === 0) {
      firsts.setOrder(key, this.append(row))
      return
    }
    if (rows.customerOf(load<u32>(this.standing + ((first - 1) << 2))) === customer) {
      this.addTo(first - 1, row)
      return
    }
    // Another customer's order has the same key.
    const further = this.further
    const hash = finishHash(mixHash(beginHash(0), (u64(customer) << 32) | key))
    const firstSlot = further.slotOf(hash)
    let slot = firstSlot
    while (true) {
      const held = load<u64>(slot)
      if (held === 0) break
      if (u32(held >> 32) === hash) {
        const order = u32(held) - 1
        const standing = load<u32>(this.standing + (order << 2))
        if (rows.customerOf(standing) === customer && rows.keyOf(standing) === key) {
          this.addTo(order, row)
          return
        }
      }
      slot = further.next(slot, firstSlot)
    }
    further.put(slot, hash, this.append(row))
  }

  private append(row: u32): u32 {
    const order = this.length
    this.length = order + 1
    store<u32>(this.standing + (order << 2), row)
    store<u32>(this.earliest + (order << 2), row)
    store<u8>(this.hasOriginal + order, this.rows.kindOf(row) === ORDER_UPDATE ? 0 : 1)
    return order
  }

  private addTo(order: u32, row: u32): void {
    const rows = this.rows
    const standing = this.standing + (order << 2)
    const earliest = this.earliest + (order << 2)
    if (this.beats(row, load<u32>(standing))) store<u32>(standing, row)
    if (rows.timeOf(row) < rows.timeOf(load<u32>(earliest))) store<u32>(earliest, row)
    if (rows.kindOf(row) !== ORDER_UPDATE) store<u8>(this.hasOriginal + order, 1)
  }

  /** The later version stands; of the same time an UPDATE before a NEW, then the larger amount, then the later currency. */
  private beats(row: u32, other: u32): bool {
    const rows = this.rows
    const later = rows.timeOf(row) - rows.timeOf(other)
    if (later !== 0) return later > 0
    const updates = rows.kindOf(row) === ORDER_UPDATE
    if (updates !== (rows.kindOf(other) === ORDER_UPDATE)) return updates
    const larger = rows.unitsOf(row) - rows.unitsOf(other)
    if (larger !== 0) return larger > 0
    return rows.currencyOf(row) > rows.currencyOf(other)
  }

  private grow(needed: u32): bool {
    const wanted = nextCapacity(this.capacity, this.length, needed, true)
    if (!growColumn(this.standing, this.capacity, this.length, 4, wanted, needed)) return false
    this.standing = grownStart
    const capacity = grownCapacity
    if (!growColumn(this.earliest, this.capacity, this.length, 4, capacity, capacity)) return false
    this.earliest = grownStart
    if (!growColumn(this.hasOriginal, this.capacity, this.length, 1, capacity, capacity)) return false
    this.hasOriginal = grownStart
    this.capacity = capacity
    return true
  }
}
