import { allocate, release } from './memory'

/**
 * A hash index of few among many: slots of 8 bytes with the entry + 1 in the low half and its whole hash in the high half; linear probing.
 * Growing needs no look at the entries.
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
    while (size * 3 < needed * 4) size <<= 1
    const table = allocate(size * 8)
    if (table === 0) return false
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

  /** Address of the slot behind one. */
  next(slot: u32): u32 {
    return this.table + ((slot + 8 - this.table) & ((this.mask << 3) | 7))
  }

  /** Enters an entry in the free slot at which looking for it ended. */
  put(slot: u32, hash: u32, entry: u32): void {
    store<u64>(slot, (u64(hash) << 32) | (entry + 1))
    this.used++
  }

  private freeSlot(hash: u32): u32 {
    let slot = this.slotOf(hash)
    while (load<u64>(slot) !== 0) slot = this.next(slot)
    return slot
  }
}
