/*
 * Blocks of linear memory. Columns are few, large and grow; so there is one list of free blocks, searched in full, and no header in front of a block:
 * whoever gives one back says how long it is.
 */

const FREE_BLOCKS: u32 = 256
// Pairs of start and length, in no order.
const free = memory.data(FREE_BLOCKS * 8, 8)
let freeCount: u32 = 0
/** Where memory that was never handed out begins; behind everything that the program itself needs. */
let top: u32 = 0

/** Blocks are whole lines of the cache, so that no two columns share one. */
export function rounded(size: u64): u64 {
  return (size + 63) & ~63
}

/** Start of a block of `size` bytes (a multiple of 64), of any content; 0 when the browser has no more. */
export function allocate(size: u64): u32 {
  let best: u32 = FREE_BLOCKS
  let bestLength: u32 = 0
  for (let block: u32 = 0; block < freeCount; block++) {
    const length = load<u32>(free + block * 8, 4)
    if (u64(length) >= size && (best === FREE_BLOCKS || length < bestLength)) {
      best = block
      bestLength = length
    }
  }
  if (best < FREE_BLOCKS) {
    const start = load<u32>(free + best * 8)
    const rest = bestLength - u32(size)
    if (rest > 0) {
      store<u32>(free + best * 8, start + u32(size))
      store<u32>(free + best * 8, rest, 4)
    } else removeFree(best)
    return start
  }
  return allocateAtTop(size)
}

/** Gives a block back. */
export function release(start: u32, size: u32): void {
  if (size === 0) return
  // Neighbours become one block, so that three halves make room for a whole.
  for (let block: u32 = 0; block < freeCount; ) {
    const otherStart = load<u32>(free + block * 8)
    const otherLength = load<u32>(free + block * 8, 4)
    if (otherStart + otherLength === start || start + size === otherStart) {
      if (otherStart < start) start = otherStart
      size += otherLength
      removeFree(block)
    } else block++
  }
  if (start + size === top) {
    top = start
    return
  }
  // A full list forgets: what is lost is room, and only in programs with hundreds of columns.
  if (freeCount === FREE_BLOCKS) return
  store<u32>(free + freeCount * 8, start)
  store<u32>(free + freeCount * 8, size, 4)
  freeCount++
}

/**
 * A block of `newSize` bytes that begins with the first `used` bytes of the old one, which is given back; the same block when it is the last and could be
 * made longer where it stands. 0 when the browser has no more: then the old block stays.
 */
export function reallocate(start: u32, oldSize: u32, used: u32, newSize: u64): u32 {
  if (oldSize > 0 && start + oldSize === top && reserveTop(u64(start) + newSize)) {
    top = start + u32(newSize)
    return start
  }
  const grown = allocate(newSize)
  if (grown === 0) return 0
  if (used > 0) memory.copy(grown, start, used)
  release(start, oldSize)
  return grown
}

function allocateAtTop(size: u64): u32 {
  if (top === 0) top = u32(memory.size()) << 16
  const start = top
  if (!reserveTop(u64(start) + size)) return 0
  top = start + u32(size)
  return start
}

/** Makes linear memory reach up to `end`. */
function reserveTop(end: u64): bool {
  // The very last page is left alone: addresses behind it would not fit into 32 bits.
  if (end > 0xffff0000) return false
  const pages = i32((end + 0xffff) >> 16) - memory.size()
  return pages <= 0 || memory.grow(pages) >= 0
}

function removeFree(block: u32): void {
  freeCount--
  store<u64>(free + block * 8, load<u64>(free + freeCount * 8))
}
