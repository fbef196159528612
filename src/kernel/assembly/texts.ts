import { growColumn, grownCapacity, grownStart, nextCapacity } from './growth'
import { sameBytes } from './hash'

/** Texts numbered in the order they came, side by side: what base/text-table.ts holds, without an index. */
export class Texts {
  bytes: u32 = 0
  bytesCapacity: u32 = 0
  /** Start of each text in the arena, and the end of the last one. */
  starts: u32 = 0
  startsCapacity: u32 = 0
  count: u32 = 0
  /** Nearly every record brings a new text. */
  proportional: bool

  constructor(proportional: bool) {
    this.proportional = proportional
  }

  get byteLength(): u32 {
    return this.count === 0 ? 0 : load<u32>(this.starts + (this.count << 2))
  }

  /** Makes room for `texts` more, `bytes` long together, so that {@link append} need not ask. */
  reserve(texts: u32, bytes: u32): bool {
    const used = this.byteLength
    const neededBytes = u64(used) + bytes
    if (neededBytes > 0xfffff000) return false
    if (neededBytes > this.bytesCapacity) {
      const wanted = nextCapacity(this.bytesCapacity, used, u32(neededBytes), this.proportional)
      if (!growColumn(this.bytes, this.bytesCapacity, used, 1, wanted, u32(neededBytes))) return false
      this.bytes = grownStart
      this.bytesCapacity = grownCapacity
    }
    const count = this.count
    const neededStarts = count + texts + 1
    if (neededStarts > this.startsCapacity) {
      const wanted = nextCapacity(this.startsCapacity, count + 1, neededStarts, this.proportional)
      if (!growColumn(this.starts, this.startsCapacity, count === 0 ? 0 : count + 1, 4, wanted, neededStarts)) return false
      this.starts = grownStart
      this.startsCapacity = grownCapacity
      if (count === 0) store<u32>(this.starts, 0)
    }
    return true
  }

  /** Number of a text that is not there yet. Room must have been made. */
  append(start: u32, length: u32): u32 {
    const text = this.count
    const end = load<u32>(this.starts + (text << 2))
    copyShort(this.bytes + end, start, length)
    store<u32>(this.starts + (text << 2), end + length, 4)
    this.count = text + 1
    return text
  }

  textStart(text: u32): u32 {
    return this.bytes + load<u32>(this.starts + (text << 2))
  }

  textLength(text: u32): u32 {
    return load<u32>(this.starts + (text << 2), 4) - load<u32>(this.starts + (text << 2))
  }

  /** Where {@link textStart} and {@link textLength} will look. */
  addressOfStart(text: u32): u32 {
    return this.starts + (text << 2)
  }

  isText(text: u32, start: u32, length: u32): bool {
    return this.textLength(text) === length && sameBytes(this.textStart(text), start, length)
  }

  /** Below 0, 0 or above 0 by the order of UTF-16 code units. */
  compare(a: u32, b: u32): i32 {
    let left = this.textStart(a)
    let right = this.textStart(b)
    const leftEnd = left + this.textLength(a)
    const rightEnd = right + this.textLength(b)
    while (left < leftEnd && right < rightEnd) {
      const difference = utf16Rank(load<u8>(left)) - utf16Rank(load<u8>(right))
      if (difference !== 0) return difference
      left++
      right++
    }
    return i32(leftEnd - left) - i32(rightEnd - right)
  }
}

/** Surrogates come before U+E000 to U+FFFF in UTF-16, and behind them in UTF-8. */
function utf16Rank(byte: i32): i32 {
  return byte === 0xee || byte === 0xef ? byte + 0x10 : byte
}

/** Ids are shorter than what a call to copy costs. Writes up to 32 bytes in any case. */
export function copyShort(to: u32, from: u32, length: u32): void {
  if (length > 32) {
    memory.copy(to, from, length)
    return
  }
  // Whole vectors, of which what is too much is written over by the next text; there are 32 bytes of room behind the arena.
  v128.store(to, v128.load(from))
  if (length > 16) v128.store(to, v128.load(from, 16), 16)
}
