import { nextCapacity } from './growth'
import { allocate, release } from './memory'

/**
 * The slots of a hash index as base/hash-index.ts describes them: entry + 1 in the low bits, the top bits of the hash in all others; linear probing.
 * Owners probe for themselves, as what makes an entry the right one is theirs to say.
 */
export class Slots {
  table: u32 = 0
  mask: u32 = 0

  /** Whether `more` entries beside `used` fit: three quarters at most are taken. */
  hasRoom(used: u32, more: u32): bool {
    return this.table !== 0 && (u64(used) + more) * 4 <= (u64(this.mask) + 1) * 3
  }

  /** An empty table with room for `more` entries beside `used`; the owner enters the old ones again. False when there is no memory. */
  renew(used: u32, more: u32, proportional: bool): bool {
    const needed = used + more
    let size: u64 = 4_096
    const wanted = nextCapacity(needed, used, needed, proportional)
    while (size * 3 < wanted * 4) size <<= 1
    let table = allocate(size * 4)
    if (table === 0) {
      size = 4_096
      while (size * 3 < u64(needed) * 4) size <<= 1
      table = allocate(size * 4)
      if (table === 0) return false
    }
    memory.fill(table, 0, usize(size * 4))
    if (this.table !== 0) release(this.table, (this.mask + 1) << 2)
    this.table = table
    this.mask = u32(size) - 1
    return true
  }

  /** Enters an entry known not to be there. */
  enter(hash: u32, entry: u32): void {
    const mask = this.mask
    let slot = hash & mask
    while (load<u32>(this.table + (slot << 2)) !== 0) slot = (slot + 1) & mask
    store<u32>(this.table + (slot << 2), (hash & ~mask) + entry + 1)
  }

  /** Where looking for a hash begins. */
  addressOf(hash: u32): u32 {
    return this.table + ((hash & this.mask) << 2)
  }
}
