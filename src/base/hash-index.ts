const HASHES_AT_ONCE = 4_096

/**
 * Finds entries (numbered from 0 by their owner) by hash: open addressing with linear probing in one Uint32Array, no object per entry.
 *
 * A slot holds entry + 1 in its low bits and the top bits of the hash in all bits that entry numbers do not need, so that nearly every
 * probe of a wrong entry is told apart without looking at the entry itself. Costs about 7 bytes an entry; at most 2^30 slots.
 *
 *     let entry = index.first(hash)
 *     while (entry >= 0 && !isTheOne(entry)) entry = index.next()
 *     if (entry < 0) index.put(append())      // at the place where the search ended
 */
export class HashIndex {
  private slots: Uint32Array<ArrayBuffer>
  private mask: number
  private used = 0
  private slot = 0
  private tag = 0
  /** There are entries that are not in the table yet. */
  private isDue: boolean
  private readonly hashOf: (entry: number) => number

  /**
   * `hashOf` gives the hash of an entry again when the table grows: storing hashes would cost more than computing them twice.
   * With `slots` null the `used` entries are entered when one is first looked for (about 50 ns each), which for most data sets is never.
   */
  constructor(hashOf: (entry: number) => number, slots: Uint32Array<ArrayBuffer> | null = new Uint32Array(64), used = 0) {
    this.hashOf = hashOf
    this.slots = slots ?? NO_SLOTS
    this.mask = this.slots.length - 1
    this.used = used
    this.isDue = slots === null
  }

  /** First entry that may have this hash, or −1. */
  first(hash: number): number {
    if (this.isDue) this.build()
    this.tag = (hash & ~this.mask) >>> 0
    this.slot = (hash & this.mask) - 1
    return this.next()
  }

  /** The next entry that may have the hash last asked for, or −1. */
  next(): number {
    const { slots, mask, tag } = this
    for (let slot = (this.slot + 1) & mask; ; slot = (slot + 1) & mask) {
      const held = slots[slot] ?? 0
      if (held === 0) {
        this.slot = slot
        return -1
      }
      if ((held & ~mask) >>> 0 === tag) {
        this.slot = slot
        return (held & mask) - 1
      }
    }
  }

  /** Enters an entry under the hash last searched, after the search has ended with −1. Entries are entered in the order of their numbers. */
  put(entry: number): void {
    this.slots[this.slot] = this.tag + entry + 1
    this.used += 1
    // Three quarters full at most; the entry number also has to fit under the mask.
    if (this.used * 4 > this.slots.length * 3) this.grow()
  }

  /** The table itself, for handing it over with the entries; null when it was not made yet. */
  table(): Uint32Array<ArrayBuffer> | null {
    return this.isDue ? null : this.slots
  }

  /** Brings the slots of hashes that are about to be asked for into the processor's cache. */
  touch(hashes: Uint32Array, count: number): void {
    if (this.isDue) this.build()
    const { slots, mask } = this
    let seen = 0
    for (let at = 0; at < count; at += 1) seen ^= slots[(hashes[at] ?? 0) & mask] ?? 0
    // Kept, or the engine would leave the looks out.
    this.tag = seen
  }

  private build(): void {
    let size = 64
    while (this.used * 4 > size * 3) size *= 2
    this.enterAll(size)
    this.isDue = false
  }

  private grow(): void {
    this.enterAll(this.slots.length * 2)
  }

  private enterAll(size: number): void {
    if (size > 2 ** 30) throw new RangeError('Too many distinct entries for one index (805,306,368 is the most)')
    const slots = new Uint32Array(size)
    const mask = size - 1
    // In the order of entries, which walks their data from front to back; in slot order every look would miss the cache.
    // Hashes are worked out some thousands at a time, so that the processor can wait for many slots at once.
    const hashes = new Uint32Array(Math.min(this.used, HASHES_AT_ONCE))
    for (let start = 0; start < this.used; start += HASHES_AT_ONCE) {
      const count = Math.min(HASHES_AT_ONCE, this.used - start)
      for (let at = 0; at < count; at += 1) hashes[at] = this.hashOf(start + at)
      for (let at = 0; at < count; at += 1) {
        const hash = hashes[at] ?? 0
        let slot = hash & mask
        while ((slots[slot] ?? 0) !== 0) slot = (slot + 1) & mask
        slots[slot] = ((hash & ~mask) >>> 0) + start + at + 1
      }
    }
    this.slots = slots
    this.mask = mask
  }
}

const NO_SLOTS = new Uint32Array(0)

/** Scrambles a 32-bit state so that all its bits depend on each other (the finish of MurmurHash3). */
export function finishHash(state: number): number {
  let hash = state ^ (state >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Adds a whole number to a hash state (one round of MurmurHash3). Only the low 32 bits count. */
export function mixHash(state: number, value: number): number {
  const scrambled = Math.imul(value, 0xcc9e2d51)
  const mixed = state ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593)
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0
}
