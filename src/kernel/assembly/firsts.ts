import { growColumn, grownCapacity, grownStart, nextCapacity } from './growth'

/**
 * For each key the first row and the first order that have it, 8 bytes side by side. Nearly every event brings a key of its own, so nearly every event and
 * order is found, or known to be new, by its key alone, without a look into another hash table; and keys are numbered as they come, so this is read and
 * written from front to back. Only further events and orders of a key are indexed by hash.
 */
export class Firsts {
  column: u32 = 0
  capacity: u32 = 0

  reserve(keys: u32, more: u32): bool {
    const needed = keys + more
    if (needed <= this.capacity) return true
    if (!growColumn(this.column, this.capacity, keys, 8, nextCapacity(this.capacity, keys, needed, true), needed)) return false
    this.column = grownStart
    this.capacity = grownCapacity
    return true
  }

  /** A key that was not there before. */
  enter(key: u32): void {
    store<u64>(this.column + (key << 3), 0)
  }

  /** Row + 1, or 0. */
  row(key: u32): u32 {
    return load<u32>(this.column + (key << 3))
  }
  setRow(key: u32, row: u32): void {
    store<u32>(this.column + (key << 3), row + 1)
  }
  /** Order + 1, or 0. */
  order(key: u32): u32 {
    return load<u32>(this.column + (key << 3), 4)
  }
  setOrder(key: u32, order: u32): void {
    store<u32>(this.column + (key << 3), order + 1, 4)
  }
}
