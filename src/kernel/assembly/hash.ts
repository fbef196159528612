/* The hashes of base/hash-index.ts and base/text-table.ts, bit for bit: tables made here are looked into by TypeScript afterwards. */

export function mixHash(state: u32, value: u32): u32 {
  return rotl<u32>(state ^ (rotl<u32>(value * 0xcc9e2d51, 15) * 0x1b873593), 13) * 5 + 0xe6546b64
}

export function finishHash(state: u32): u32 {
  let hash = state ^ (state >> 16)
  hash *= 0x85ebca6b
  hash ^= hash >> 13
  hash *= 0xc2b2ae35
  return hash ^ (hash >> 16)
}

export function hashBytes(start: u32, length: u32): u32 {
  let state = length
  let at = start
  const end = start + length
  for (; at + 4 <= end; at += 4) state = mixHash(state, load<u32>(at))
  let rest: u32 = 0
  for (; at < end; at++) rest = (rest << 8) | load<u8>(at)
  return finishHash(mixHash(state, rest))
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
