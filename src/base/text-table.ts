import { grownUint8, grownUint32, nextCapacity } from './columns.ts'
import { finishHash, HashIndex, mixHash } from './hash-index.ts'

const ENCODER = new TextEncoder()
// Without ignoreBOM a text that begins with U+FEFF would lose it.
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })
const ARENA_LIMIT = 2 ** 32 - 1
const TEXTS_AT_ONCE = 4_096

/**
 * Distinct texts, numbered from 0 in the order they came: UTF-8 bytes side by side in one arena, found by hash.
 * Lone surrogates become U+FFFD. Costs the bytes of each distinct text and about 11 bytes more.
 */
export class TextTable {
  private bytes: Uint8Array<ArrayBuffer>
  private starts: Uint32Array<ArrayBuffer>
  private count: number
  private readonly index: HashIndex

  constructor(parts?: TextTableParts) {
    this.bytes = parts?.bytes ?? new Uint8Array(1_024)
    this.starts = parts?.starts ?? new Uint32Array(64)
    this.count = parts?.count ?? 0
    this.index = new HashIndex(text => hashBytes(this.bytes, this.start(text), this.start(text + 1)), parts?.slots, this.count)
  }

  get length(): number {
    return this.count
  }

  /** Bytes of all texts together. */
  get byteLength(): number {
    return this.start(this.count)
  }

  /** Number of a text, which is entered when it is new. Cost: one pass over the text, no allocation for ASCII. */
  intern(text: string): number {
    const start = this.start(this.count)
    // UTF-16 needs at most three UTF-8 bytes a code unit.
    if (start + text.length * 3 > this.bytes.length) this.growBytes(start + text.length * 3)
    const { bytes } = this
    // Copied and hashed in one pass, four letters at a time, as hashBytes does it.
    const length = text.length
    let state = length
    let at = 0
    for (; at + 4 <= length; at += 4) {
      const first = text.charCodeAt(at)
      const second = text.charCodeAt(at + 1)
      const third = text.charCodeAt(at + 2)
      const fourth = text.charCodeAt(at + 3)
      if ((first | second | third | fourth) > 127) return this.internEncoded(text, start)
      bytes[start + at] = first
      bytes[start + at + 1] = second
      bytes[start + at + 2] = third
      bytes[start + at + 3] = fourth
      state = mixHash(state, first | (second << 8) | (third << 16) | (fourth << 24))
    }
    let rest = 0
    for (; at < length; at += 1) {
      const code = text.charCodeAt(at)
      if (code > 127) return this.internEncoded(text, start)
      bytes[start + at] = code
      rest = (rest << 8) | code
    }
    return this.internTail(start, start + length, finishHash(mixHash(state, rest)))
  }

  /**
   * A copy of this table with all texts of another entered, and their numbers in the copy. Neither is changed.
   * Cost: about 0.1 µs a text of the other, a third of what entering them one by one costs.
   */
  withAll(other: TextTable): { table: TextTable; numbers: Uint32Array<ArrayBuffer> } {
    const bytes = new Uint8Array(Math.min(ARENA_LIMIT, this.byteLength + other.byteLength))
    bytes.set(this.bytes.subarray(0, this.byteLength))
    const starts = new Uint32Array(this.count + other.count + 1)
    starts.set(this.starts.subarray(0, this.count + 1))
    const table = new TextTable({ bytes, starts, slots: this.index.table()?.slice() ?? null, count: this.count })
    return { table, numbers: table.internAll(other) }
  }

  /** Number of the text whose well-formed UTF-8 stands in `source`, which is entered when it is new. Cost: two passes over its bytes. */
  internBytes(source: Uint8Array, from: number, to: number): number {
    return this.internHashed(source, from, to, hashBytes(source, from, to))
  }

  private internAll(other: TextTable): Uint32Array<ArrayBuffer> {
    const numbers = new Uint32Array(other.count)
    const { bytes: source, starts } = other
    const hashes = new Uint32Array(Math.min(other.count, TEXTS_AT_ONCE))
    for (let first = 0; first < other.count; first += TEXTS_AT_ONCE) {
      const count = Math.min(TEXTS_AT_ONCE, other.count - first)
      for (let at = 0; at < count; at += 1) hashes[at] = hashBytes(source, starts[first + at] ?? 0, starts[first + at + 1] ?? 0)
      // Looks that do not depend on each other: the processor waits for many misses of the cache at once.
      this.index.touch(hashes, count)
      for (let at = 0; at < count; at += 1) {
        numbers[first + at] = this.internHashed(source, starts[first + at] ?? 0, starts[first + at + 1] ?? 0, hashes[at] ?? 0)
      }
    }
    return numbers
  }

  /** Number of the text whose well-formed UTF-8 and hash are given. */
  private internHashed(source: Uint8Array, from: number, to: number, hash: number): number {
    const { index } = this
    let found = index.first(hash)
    while (found >= 0 && !sameBytes(this.bytes, this.start(found), this.start(found + 1), source, from, to)) found = index.next()
    if (found >= 0) return found
    const start = this.byteLength
    const end = start + to - from
    if (end > this.bytes.length) this.growBytes(end)
    // Ids are short: a loop beats set(subarray()), which allocates a view.
    for (let at = from; at < to; at += 1) this.bytes[start + at - from] = source[at] ?? 0
    return this.append(end)
  }

  /** Number of a text, or −1 when it is not in the table. */
  find(text: string): number {
    const sought = ENCODER.encode(text)
    let found = this.index.first(hashBytes(sought, 0, sought.length))
    while (found >= 0 && !sameBytes(this.bytes, this.start(found), this.start(found + 1), sought, 0, sought.length))
      found = this.index.next()
    return found
  }

  text(number: number): string {
    return DECODER.decode(this.bytes.subarray(this.start(number), this.start(number + 1)))
  }

  /** Below 0, 0 or above 0 as text `a` comes before, equals or comes after text `b` in UTF-16 code units, the order of JavaScript's `<`. */
  compare(a: number, b: number): number {
    if (a === b) return 0
    const { bytes } = this
    let left = this.start(a)
    let right = this.start(b)
    const leftEnd = this.start(a + 1)
    const rightEnd = this.start(b + 1)
    while (left < leftEnd && right < rightEnd) {
      const difference = utf16Rank(bytes[left] ?? 0) - utf16Rank(bytes[right] ?? 0)
      if (difference !== 0) return difference
      left += 1
      right += 1
    }
    return leftEnd - left - (rightEnd - right)
  }

  /** All texts as one exact-size copy that can be sent away. */
  column(): { bytes: Uint8Array<ArrayBuffer>; starts: Uint32Array<ArrayBuffer> } {
    return { bytes: this.bytes.slice(0, this.byteLength), starts: this.starts.slice(0, this.count + 1) }
  }

  /** The table's own storage, not copied: for handing the table over as a whole. */
  parts(): TextTableParts {
    return { bytes: this.bytes, starts: this.starts, slots: this.index.table(), count: this.count }
  }

  start(number: number): number {
    return this.starts[number] ?? 0
  }

  /** The arena; texts lie between {@link start}(i) and {@link start}(i + 1). Only valid until the next text is entered. */
  arena(): Uint8Array<ArrayBuffer> {
    return this.bytes
  }

  private internEncoded(text: string, start: number): number {
    const end = start + ENCODER.encodeInto(text, this.bytes.subarray(start)).written
    return this.internTail(start, end, hashBytes(this.bytes, start, end))
  }

  /** Number of the text whose bytes were just written behind all others. */
  private internTail(start: number, end: number, hash: number): number {
    const { bytes, index } = this
    let found = index.first(hash)
    while (found >= 0 && !sameBytes(bytes, this.start(found), this.start(found + 1), bytes, start, end)) found = index.next()
    return found >= 0 ? found : this.append(end)
  }

  /** Number of the text that was just written behind all others, and looked for in vain. */
  private append(end: number): number {
    const number = this.count
    if (number + 2 > this.starts.length) this.starts = grownUint32(this.starts, nextCapacity(this.starts.length, number + 2))
    this.starts[number + 1] = end
    this.count = number + 1
    this.index.put(number)
    return number
  }

  private growBytes(needed: number): void {
    if (needed > ARENA_LIMIT) throw new RangeError('The distinct texts of this data set are longer than 4 GiB together')
    this.bytes = grownUint8(this.bytes, Math.min(ARENA_LIMIT, nextCapacity(this.bytes.length, needed)))
  }
}

/** Storage of a TextTable. */
export interface TextTableParts {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly starts: Uint32Array<ArrayBuffer>
  readonly slots: Uint32Array<ArrayBuffer> | null
  readonly count: number
}

/**
 * A number for a byte of well-formed UTF-8 by which bytes compare as UTF-16 code units do. The two orders differ in one thing:
 * supplementary characters (lead bytes F0 to F4) come before U+E000 to U+FFFF (lead bytes EE and EF), because their surrogates do.
 */
export function utf16Rank(byte: number): number {
  return byte === 0xee || byte === 0xef ? byte + 0x10 : byte
}

function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let state = end - start
  let at = start
  for (; at + 4 <= end; at += 4) {
    state = mixHash(state, (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24))
  }
  let rest = 0
  for (; at < end; at += 1) rest = (rest << 8) | (bytes[at] ?? 0)
  return finishHash(mixHash(state, rest))
}

function sameBytes(a: Uint8Array, aStart: number, aEnd: number, b: Uint8Array, bStart: number, bEnd: number): boolean {
  if (aEnd - aStart !== bEnd - bStart) return false
  for (let left = aStart, right = bStart; left < aEnd; left += 1, right += 1) if (a[left] !== b[right]) return false
  return true
}
