const DIGIT_BITS = 11
const BUCKETS = 2 ** DIGIT_BITS
const DIGIT_MASK = BUCKETS - 1

export type Direction = 'ascending' | 'descending'

/**
 * The places 0 … n − 1 of `keys` in the order of their values; equal values keep their order of places, in both directions.
 * −0 equals 0; NaN is not allowed. A least-significant-digit radix sort: 500,000 keys take about 30 ms, and cost 24 bytes a key while it runs.
 */
export function sortedPlaces(keys: Float64Array, direction: Direction = 'ascending'): Uint32Array<ArrayBuffer> {
  const count = keys.length
  let places = new Uint32Array(count)
  for (let place = 0; place < count; place += 1) places[place] = place
  if (count < 2) return places

  // Doubles compare as whole numbers do once negative ones have all bits turned over and others the sign bit.
  const words = new Uint32Array(new Float64Array(keys).buffer)
  let low = new Uint32Array(count)
  let high = new Uint32Array(count)
  const turn = direction === 'descending' ? 0xffffffff : 0
  for (let place = 0; place < count; place += 1) {
    const lowWord = words[place * 2] ?? 0
    const highWord = words[place * 2 + 1] ?? 0
    const isMinusZero = lowWord === 0 && highWord === 0x80000000
    const flip = isMinusZero ? 0 : highWord >>> 31 === 1 ? 0xffffffff : 0
    low[place] = lowWord ^ flip ^ turn
    high[place] = (isMinusZero ? 0x80000000 : highWord ^ (flip | 0x80000000)) ^ turn
  }

  let nextPlaces = new Uint32Array(count)
  let nextLow = new Uint32Array(count)
  let nextHigh = new Uint32Array(count)
  const ends = new Uint32Array(BUCKETS)
  for (let shift = 0; shift < 64; shift += DIGIT_BITS) {
    ends.fill(0)
    for (let place = 0; place < count; place += 1) {
      const digit = digitAt(low[place] ?? 0, high[place] ?? 0, shift)
      ends[digit] = (ends[digit] ?? 0) + 1
    }
    // A digit that all keys share moves nothing.
    if ((ends[digitAt(low[0] ?? 0, high[0] ?? 0, shift)] ?? 0) === count) continue
    let start = 0
    for (let digit = 0; digit < BUCKETS; digit += 1) {
      const size = ends[digit] ?? 0
      ends[digit] = start
      start += size
    }
    for (let place = 0; place < count; place += 1) {
      const lowWord = low[place] ?? 0
      const highWord = high[place] ?? 0
      const digit = digitAt(lowWord, highWord, shift)
      const target = ends[digit] ?? 0
      ends[digit] = target + 1
      nextLow[target] = lowWord
      nextHigh[target] = highWord
      nextPlaces[target] = places[place] ?? 0
    }
    ;[places, nextPlaces] = [nextPlaces, places]
    ;[low, nextLow] = [nextLow, low]
    ;[high, nextHigh] = [nextHigh, high]
  }
  return places
}

function digitAt(low: number, high: number, shift: number): number {
  if (shift === 22) return ((low >>> 22) | (high << 10)) & DIGIT_MASK
  return shift < 32 ? (low >>> shift) & DIGIT_MASK : (high >>> (shift - 32)) & DIGIT_MASK
}

/**
 * The first n of the places 0 … count − 1 in the order that `comesBefore` gives (a strict order without ties), first one first.
 * Cost: one comparison for nearly every place when n is small; n × log n for the rest.
 */
export function firstPlaces(count: number, n: number, comesBefore: (a: number, b: number) => boolean): Uint32Array<ArrayBuffer> {
  const size = Math.min(n, count)
  // A heap with the last of the chosen at its root.
  const heap = new Uint32Array(size)
  if (size === 0) return heap
  let filled = 0
  for (let place = 0; place < count; place += 1) {
    if (filled < size) {
      let child = filled
      filled += 1
      while (child > 0) {
        const parent = (child - 1) >> 1
        const held = heap[parent] ?? 0
        if (!comesBefore(held, place)) break
        heap[child] = held
        child = parent
      }
      heap[child] = place
    } else if (comesBefore(place, heap[0] ?? 0)) sink(heap, size, place, comesBefore)
  }
  for (let end = size - 1; end > 0; end -= 1) {
    const root = heap[0] ?? 0
    sink(heap, end, heap[end] ?? 0, comesBefore)
    heap[end] = root
  }
  return heap
}

function sink(heap: Uint32Array, size: number, place: number, comesBefore: (a: number, b: number) => boolean): void {
  let at = 0
  for (;;) {
    let child = at * 2 + 1
    if (child >= size) break
    if (child + 1 < size && comesBefore(heap[child] ?? 0, heap[child + 1] ?? 0)) child += 1
    const held = heap[child] ?? 0
    if (!comesBefore(place, held)) break
    heap[at] = held
    at = child
  }
  heap[at] = place
}
