import { reallocate, rounded } from './memory'

/** By how much what has been read so far has to be multiplied to give the whole; 0 when that is not known. */
let wholeToRead: f64 = 0

export function setWholeToRead(ratio: f64): void {
  wholeToRead = ratio
}

/**
 * The next capacity of a column that holds `used` entries and needs `needed`: half as much again, or what the whole input will need at the rate so far
 * (`proportional` columns have an entry for most records), so that a large file makes its columns grow once instead of ten times.
 */
export function nextCapacity(capacity: u32, used: u32, needed: u32, proportional: bool): u64 {
  let next = u64(capacity) + u64(capacity >> 1)
  if (proportional && used > 16_384) {
    // A little more than the rate says; but not without limit, as the beginning may not be like the rest.
    const whole = u64(f64(used) * min(wholeToRead * 1.03, 64))
    if (whole > next) next = whole
  }
  return max(max(next, u64(needed)), 1_024)
}

/** Where the last grown column begins now. */
export let grownStart: u32 = 0
/** Its capacity. */
export let grownCapacity: u32 = 0

/** Grows a column of entries `entryBytes` long, with 32 bytes of room behind it. False when the browser has no more; then nothing has changed. */
export function growColumn(start: u32, capacity: u32, used: u32, entryBytes: u32, wanted: u64, needed: u32): bool {
  const oldSize = capacity === 0 ? 0 : u32(rounded(u64(capacity) * entryBytes + 32))
  let next = wanted
  let grown = reallocate(start, oldSize, used * entryBytes, rounded(next * entryBytes + 32))
  if (grown === 0) {
    // Where there is no room for comfort there may be room for what is needed.
    next = u64(needed) + (u64(needed) >> 4)
    grown = reallocate(start, oldSize, used * entryBytes, rounded(next * entryBytes + 32))
    if (grown === 0) return false
  }
  grownStart = grown
  grownCapacity = u32(next)
  return true
}
