/* Hashes of this program's own: base/hash-index.ts and base/text-table.ts have others, which take 32 bits at a time. */

const FIRST_FACTOR: u64 = 0x9e3779b97f4a7c15
const SECOND_FACTOR: u64 = 0xbf58476d1ce4e5b9

/** What every hash begins with: another number for each reading, so that nobody can prepare texts or events whose hashes are alike. */
let beginning: u64 = 0

/** Tables that hold something already would not find it any more. */
export function setSeed(seed: u32): void {
  beginning = u64(seed) * FIRST_FACTOR
}

export function beginHash(value: u64): u64 {
  return beginning ^ value
}

export function mixHash(state: u64, value: u64): u64 {
  const product = (state ^ value) * FIRST_FACTOR
  return product ^ (product >> 32)
}

/** All bits of a state in 32 that depend on each other. */
export function finishHash(state: u64): u32 {
  const product = (state ^ (state >> 29)) * SECOND_FACTOR
  return u32(product >> 32)
}

/** Reads up to 7 bytes behind the text. */
export function hashBytes(start: u32, length: u32): u32 {
  let state = beginHash(u64(length) * SECOND_FACTOR)
  let at = start
  let rest = length
  for (; rest > 8; rest -= 8) {
    state = mixHash(state, load<u64>(at))
    at += 8
  }
  // What is behind the last byte does not count.
  if (rest > 0) state = mixHash(state, load<u64>(at) << ((8 - rest) << 3))
  return finishHash(state)
}

/** Whether two stretches of `length` bytes are the same. Reads up to 7 bytes behind them. */
export function sameBytes(a: u32, b: u32, length: u32): bool {
  while (length >= 8) {
    if (load<u64>(a) !== load<u64>(b)) return false
    a += 8
    b += 8
    length -= 8
  }
  return length === 0 || (load<u64>(a) ^ load<u64>(b)) << ((8 - length) << 3) === 0
}
