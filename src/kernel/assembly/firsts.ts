import { growColumn, grownCapacity, grownStart, nextCapacity } from './growth'

const ENTRY_BYTES: u32 = 12

/**
 * For each key the first row and the first order that have it, and the hash of that row, 12 bytes side by side. Where events bring keys of their own, each of
 * them and each order is found, or known to be new, by its key alone, without a look into another hash table; and keys are numbered as they come, so this is
 * read and written from front to back. Only further events and orders of a key are indexed by hash. The hash spares a look at the first row, which is a miss in
 * the cache for each visit of a page that has been visited before.
 */
export class Firsts {
  column: u32 = 0
  capacity: u32 = 0

  reserve(keys: u32, more: u32): bool {
    const needed = keys + more
    if (needed <= this.capacity) return true
    if (!growColumn(this.column, this.capacity, keys, ENTRY_BYTES, nextCapacity(this.capacity, keys, needed, true), needed)) return false
    this.column = grownStart
    this.capacity = grownCapacity
    return true
  }

  /** A key that was not there before. */
  enter(key: u32): void {
    store<u64>(this.at(key), 0)
  }

  /** Row + 1, or 0. */
  row(key: u32): u32 {
    return load<u32>(this.at(key))
  }
  /** Of the identity of the first row, if there is one. */
  hash(key: u32): u32 {
    return load<u32>(this.at(key), 8)
  }
  setRow(key: u32, row: u32, hash: u32): void {
    const at = this.at(key)
    store<u32>(at, row + 1)
    store<u32>(at, hash, 8)
  }
  /** Order + 1, or 0. */
  order(key: u32): u32 {
    return load<u32>(this.at(key), 4)
  }
  setOrder(key: u32, order: u32): void {
    store<u32>(this.at(key), order + 1, 4)
  }

  at(key: u32): u32 {
    return this.column + key * ENTRY_BYTES
  }
}
