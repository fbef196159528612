import { nextCapacity } from './growth'
import { hashBytes } from './hash'
import { allocate, release } from './memory'
import { Texts } from './texts'

/** Longest text that stands in its slot. */
const SHORT_BYTES: u32 = 12
/** What no text ends with: these bytes are not UTF-8. */
const LONG: u32 = 0xffffffff

// For each length the bytes of a slot that a short text fills, behind the four of its number.
const fillings = memory.data(13 * 16, 16)
let areFillingsReady = false

function readyFillings(): void {
  for (let length: u32 = 0; length <= SHORT_BYTES; length++) memory.fill(fillings + (length << 4) + 4, 0xff, length)
  areFillingsReady = true
}

/**
 * Distinct ids that are looked up far more often than they are new: each look is one line of the cache. A slot is 16 bytes long: the number + 1, then the id
 * itself when it has at most 12 bytes, otherwise its hash, its length and a mark; only long ids are looked at where they lie. Probing goes round the four slots
 * of a line before it goes on to the next.
 */
export class IdTable {
  texts: Texts = new Texts(false)
  table: u32 = 0
  mask: u32 = 0

  get count(): u32 {
    return this.texts.count
  }

  /** Makes room for `more` ids, `bytes` long together, so that {@link intern} need not ask. Three quarters of the slots at most are taken. */
  reserve(more: u32, bytes: u32): bool {
    if (!areFillingsReady) readyFillings()
    if (!this.texts.reserve(more, bytes)) return false
    const needed = u64(this.count) + more
    return (this.table !== 0 && needed * 4 <= (u64(this.mask) + 1) * 3) || this.growSlots(u32(needed))
  }

  /** Whether an id does not stand in its slot. Zeroes fill up short ones, so those that end with one are long. */
  isLong(start: u32, length: u32): bool {
    return length - 1 >= SHORT_BYTES || load<u8>(start + length - 1) === 0
  }

  /** Where looking for a hash begins. */
  addressOf(hash: u32): u32 {
    return this.table + ((hash & this.mask) << 4)
  }

  /** Number + 1 of an id, 0 when it is not there. Of a long one it may be that of another with the same hash and length: see {@link Texts.isText}. */
  candidate(start: u32, length: u32, hash: u32): u32 {
    return load<u32>(this.search(this.keyOf(start, length, hash), hash & this.mask, hash & this.mask))
  }

  /** Number of an id, entered when it is new. Room must have been made. */
  intern(start: u32, length: u32, hash: u32): u32 {
    const key = this.keyOf(start, length, hash)
    const first = hash & this.mask
    let address = this.search(key, first, first)
    while (load<u32>(address) !== 0) {
      const found = load<u32>(address) - 1
      if (!this.isLong(start, length) || this.texts.isText(found, start, length)) return found
      address = this.search(key, first, this.next((address - this.table) >> 4, first))
    }
    const id = this.texts.append(start, length)
    v128.store(address, key)
    store<u32>(address, id + 1)
    return id
  }

  /** What stands in the slot of an id, but for its number. Reads 4 bytes in front of the id and some behind it. */
  private keyOf(start: u32, length: u32, hash: u32): v128 {
    if (!this.isLong(start, length)) return v128.and(v128.load(start - 4), v128.load(fillings + (length << 4)))
    return i32x4.replace_lane(i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(0), 1, hash), 2, length), 3, LONG)
  }

  /** Address of the next slot from `from` on that has this key, or is free, when looking began at `first`. */
  private search(key: v128, first: u32, from: u32): u32 {
    let slot = from
    while (true) {
      const address = this.table + (slot << 4)
      const held = v128.load(address)
      const number = i32x4.extract_lane(held, 0)
      if (number === 0 || !v128.any_true(v128.xor(i32x4.replace_lane(held, 0, 0), key))) return address
      slot = this.next(slot, first)
    }
  }

  private next(slot: u32, first: u32): u32 {
    const round = (slot & ~3) | ((slot + 1) & 3)
    return ((round ^ first) & 3) === 0 ? (round + 4) & this.mask : round
  }

  private growSlots(needed: u32): bool {
    let size: u64 = 4_096
    const wanted = nextCapacity(needed, this.count, needed, false)
    while (size * 3 < wanted * 4) size <<= 1
    let table = allocate(size * 16)
    if (table === 0) {
      size = 4_096
      while (size * 3 < u64(needed) * 4) size <<= 1
      table = allocate(size * 16)
      if (table === 0) return false
    }
    memory.fill(table, 0, usize(size * 16))
    const old = this.table
    const oldSlots: u32 = old === 0 ? 0 : this.mask + 1
    this.table = table
    this.mask = u32(size) - 1
    const texts = this.texts
    for (let at: u32 = old; at < old + (oldSlots << 4); at += 16) {
      const number = load<u32>(at)
      if (number === 0) continue
      const hash = load<u32>(at, 12) === LONG ? load<u32>(at, 4) : hashBytes(at + 4, texts.textLength(number - 1))
      const first = hash & this.mask
      let slot = first
      while (load<u32>(table + (slot << 4)) !== 0) slot = this.next(slot, first)
      v128.store(table + (slot << 4), v128.load(at))
    }
    release(old, oldSlots << 4)
    return true
  }
}
