/*
 * Growing of typed columns. A column is a typed array with room to spare; its owner keeps the length.
 * Room that was never written costs address space, not memory: the system hands out zeroed pages on first touch.
 * A size that the engine cannot allocate throws RangeError, which is catchable (unlike running out of heap).
 */

/** The next capacity that holds `needed` entries: half as much again, so that copying costs about two writes an entry. */
export function nextCapacity(capacity: number, needed: number): number {
  return Math.max(needed, 64, capacity + (capacity >>> 1))
}

export function grownUint8(values: Uint8Array, capacity: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(capacity)
  grown.set(values)
  return grown
}

export function grownUint16(values: Uint16Array, capacity: number): Uint16Array<ArrayBuffer> {
  const grown = new Uint16Array(capacity)
  grown.set(values)
  return grown
}

export function grownUint32(values: Uint32Array, capacity: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(capacity)
  grown.set(values)
  return grown
}

export function grownInt32(values: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(capacity)
  grown.set(values)
  return grown
}

export function grownFloat64(values: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(capacity)
  grown.set(values)
  return grown
}
