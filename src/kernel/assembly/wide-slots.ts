import { nextCapacity } from './growth'
import { allocate, release } from './memory'

/** Bytes of a line of the cache, without those of one slot. */
const ROUND: u32 = 63 & ~7

/**
 * A hash index of few among many: slots of 8 bytes with the entry + 1 in the low half and its whole hash in the high half. Probing goes round the line of the
 * cache in which it begins before it goes on to the next. Growing needs no look at the entries.
 */
export class WideSlots {
  table: u32 = 0
  mask: u32 = 0
  used: u32 = 0

  /** Makes room for `more` entries; three quarters of the slots at most are taken. */
  reserve(more: u32): bool {
    const needed = u64(this.used) + more
    if (this.table !== 0 && needed * 4 <= (u64(this.mask) + 1) * 3) return true
    let size: u64 = 4_096
    const wanted = nextCapacity(u32(needed), this.used, u32(needed), true)
    while (size * 3 < wanted * 4) size <<= 1
    let table = allocate(size * 8)
    if (table === 0) {
      size = 4_096
      while (size * 3 < needed * 4) size <<= 1
      table = allocate(size * 8)
      if (table === 0) return false
    }
    memory.fill(table, 0, usize(size * 8))
    const old = this.table
    const oldSlots: u32 = old === 0 ? 0 : this.mask + 1
    this.table = table
    this.mask = u32(size) - 1
    for (let slot: u32 = 0; slot < oldSlots; slot++) {
      const held = load<u64>(old + (slot << 3))
      if (held !== 0) store<u64>(this.freeSlot(u32(held >> 32)), held)
    }
    release(old, oldSlots << 3)
    return true
  }

  /** Address of the slot where looking for a hash begins. */
  slotOf(hash: u32): u32 {
    return this.table + ((hash & this.mask) << 3)
  }

  /** Address of the slot to be looked at after one, when looking began at `first`. */
  next(slot: u32, first: u32): u32 {
    const round = (slot & ~ROUND) | ((slot + 8) & ROUND)
    return round === ((slot & ~ROUND) | (first & ROUND)) ? this.table + ((round + 64 - this.table) & ((this.mask << 3) | 7)) : round
  }

  /** Enters an entry in the free slot at which looking for it ended. */
  put(slot: u32, hash: u32, entry: u32): void {
    store<u64>(slot, (u64(hash) << 32) | (entry + 1))
    this.used++
  }

  private freeSlot(hash: u32): u32 {
    const first = this.slotOf(hash)
    let slot = first
    while (load<u64>(slot) !== 0) slot = this.next(slot, first)
    return slot
  }
}
