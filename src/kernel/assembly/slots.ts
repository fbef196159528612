import { nextCapacity } from './growth'
import { allocate, release } from './memory'

/** Bytes of a line of the cache: 16 slots. */
const LINE_BYTES: u32 = 64

/**
 * The slots of a hash index: entry + 1 in the low bits, the top bits of the hash in all others. A line of the cache is looked at as a whole, and the next one only
 * when it is full: walking from slot to slot ends where nobody can foresee, which costs more than looking at all of them. Owners go from line to line for themselves,
 * as what makes an entry the right one is theirs to say.
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
    let line = this.lineOf(hash)
    while (this.free(line) === 0) line = this.next(line)
    this.put(line, hash, entry)
  }

  /** Enters an entry in the line at which looking for it ended, which has a free slot. */
  put(line: u32, hash: u32, entry: u32): void {
    store<u32>(line + (ctz(this.free(line)) << 2), (hash & ~this.mask) + entry + 1)
  }

  /** Address of the line where looking for a hash begins. */
  lineOf(hash: u32): u32 {
    return this.table + (((hash & this.mask) << 2) & ~(LINE_BYTES - 1))
  }

  /** Address of the line to be looked at after one that is full. */
  next(line: u32): u32 {
    return this.table + ((line - this.table + LINE_BYTES) & ((this.mask << 2) | 3))
  }

  /** Which slots of a line may hold this hash: a bit for each. */
  matches(line: u32, hash: u32): u32 {
    const bits = i32x4.splat(~this.mask)
    const tag = i32x4.splat(hash & ~this.mask)
    return (
      mayHold(v128.load(line), bits, tag) |
      (mayHold(v128.load(line, 16), bits, tag) << 4) |
      (mayHold(v128.load(line, 32), bits, tag) << 8) |
      (mayHold(v128.load(line, 48), bits, tag) << 12)
    )
  }

  /** Which slots of a line are free: a bit for each. */
  free(line: u32): u32 {
    return (
      areFree(v128.load(line)) |
      (areFree(v128.load(line, 16)) << 4) |
      (areFree(v128.load(line, 32)) << 8) |
      (areFree(v128.load(line, 48)) << 12)
    )
  }

  /** Entry + 1 in a slot of a line that is not free. */
  entry(line: u32, slot: u32): u32 {
    return load<u32>(line + (slot << 2)) & this.mask
  }
}

function mayHold(slots: v128, bits: v128, tag: v128): u32 {
  return i32x4.bitmask(v128.andnot(i32x4.eq(v128.and(slots, bits), tag), i32x4.eq(slots, i32x4.splat(0))))
}

function areFree(slots: v128): u32 {
  return i32x4.bitmask(i32x4.eq(slots, i32x4.splat(0)))
}
