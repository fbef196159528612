import { nextCapacity } from './growth'
import { hashBytes } from './hash'
import { allocate, release } from './memory'
import { Texts } from './texts'

/** Bytes of a line of the cache: four slots. */
const LINE_BYTES: u32 = 64
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
 * itself when it has at most 12 bytes, otherwise its hash, its length and a mark; only long ids are looked at where they lie. The four slots of a line are looked at
 * together, and the next line only when they are all taken.
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

  /** Address of the line where looking for a hash begins. */
  lineOf(hash: u32): u32 {
    return this.table + (((hash & this.mask) << 4) & ~(LINE_BYTES - 1))
  }

  /** Number + 1 of an id, 0 when it is not there. Of a long one it may be that of another with the same hash and length: see {@link Texts.isText}. */
  candidate(start: u32, length: u32, hash: u32): u32 {
    const key = this.keyOf(start, length, hash)
    let line = this.lineOf(hash)
    while (true) {
      const found = matches(line, key)
      if (found !== 0) return load<u32>(line + (ctz(found) << 4))
      if (free(line) !== 0) return 0
      line = this.next(line)
    }
  }

  /** Number of an id, entered when it is new. Room must have been made. */
  intern(start: u32, length: u32, hash: u32): u32 {
    const key = this.keyOf(start, length, hash)
    let line = this.lineOf(hash)
    while (true) {
      for (let found = matches(line, key); found !== 0; found &= found - 1) {
        const id = load<u32>(line + (ctz(found) << 4)) - 1
        if (!this.isLong(start, length) || this.texts.isText(id, start, length)) return id
      }
      if (free(line) !== 0) break
      line = this.next(line)
    }
    const id = this.texts.append(start, length)
    put(line, key, id + 1)
    return id
  }

  /** What stands in the slot of an id, but for its number. Reads 4 bytes in front of the id and some behind it. */
  private keyOf(start: u32, length: u32, hash: u32): v128 {
    if (!this.isLong(start, length)) return v128.and(v128.load(start - 4), v128.load(fillings + (length << 4)))
    return i32x4.replace_lane(i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(0), 1, hash), 2, length), 3, LONG)
  }

  private next(line: u32): u32 {
    return this.table + ((line - this.table + LINE_BYTES) & ((this.mask << 4) | 15))
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
      let line = this.lineOf(hash)
      while (free(line) === 0) line = this.next(line)
      put(line, v128.load(at), number)
    }
    release(old, oldSlots << 4)
    return true
  }
}

/** Which slots of a line hold this: a bit for each. None that is free does, as what stands in a slot is never all zeroes. */
function matches(line: u32, key: v128): u32 {
  return (
    holds(v128.load(line), key) |
    (holds(v128.load(line, 16), key) << 1) |
    (holds(v128.load(line, 32), key) << 2) |
    (holds(v128.load(line, 48), key) << 3)
  )
}

function holds(slot: v128, key: v128): u32 {
  return u32(i32x4.all_true(i32x4.eq(i32x4.replace_lane(slot, 0, 0), key)))
}

/** Which slots of a line are free: a bit for each. */
function free(line: u32): u32 {
  return (
    u32(load<u32>(line) === 0) |
    (u32(load<u32>(line, 16) === 0) << 1) |
    (u32(load<u32>(line, 32) === 0) << 2) |
    (u32(load<u32>(line, 48) === 0) << 3)
  )
}

function put(line: u32, key: v128, number: u32): void {
  const slot = line + (ctz(free(line)) << 4)
  v128.store(slot, key)
  store<u32>(slot, number)
}
