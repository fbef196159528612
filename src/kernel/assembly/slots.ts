import { nextCapacity } from './growth'
import { allocate, release } from './memory'

/** Entries of a line of the cache. */
const LINE: u32 = 16

/**
 * The slots of a hash index: entry + 1 in the low bits, the top bits of the hash in all others. Probing goes round the line of the cache in which it begins
 * before it goes on to the next, because a second line is a second miss. Owners probe for themselves, as what makes an entry the right one is theirs to say.
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
    const first = hash & this.mask
    let slot = first
    while (this.held(slot) !== 0) slot = this.next(slot, first)
    this.put(slot, hash, entry)
  }

  /** Enters an entry in the free slot at which looking for it ended. */
  put(slot: u32, hash: u32, entry: u32): void {
    store<u32>(this.table + (slot << 2), (hash & ~this.mask) + entry + 1)
  }

  /** What stands in a slot; 0 when it is free. */
  held(slot: u32): u32 {
    return load<u32>(this.table + (slot << 2))
  }

  /** The slot to be looked at after one, when looking began at `first`. */
  next(slot: u32, first: u32): u32 {
    const round = (slot & ~(LINE - 1)) | ((slot + 1) & (LINE - 1))
    return ((round ^ first) & (LINE - 1)) === 0 ? (round + LINE) & this.mask : round
  }

  /** Where looking for a hash begins. */
  addressOf(hash: u32): u32 {
    return this.table + ((hash & this.mask) << 2)
  }
}
