/**
 * The stretch of a text that is still needed: the beginning of an unfinished record and the newest chunk behind it.
 * All positions are offsets in the text; `bytes[0]` stands at offset `start`.
 * A chunk is used in place when nothing older is needed and copied behind the rest otherwise, so appending costs the chunk's length (amortised).
 */
export class ByteWindow {
  bytes: Uint8Array = new Uint8Array(0)
  start: number
  end: number
  private own: Uint8Array<ArrayBuffer> = new Uint8Array(0)

  constructor(textStart: number) {
    this.start = textStart
    this.end = textStart
  }

  byteAt(offset: number): number {
    return this.bytes[offset - this.start] ?? 0
  }

  /** The bytes between two offsets, not copied: they hold until the next `append` or `keepFrom`. */
  part(from: number, to: number): Uint8Array {
    return this.bytes.subarray(from - this.start, to - this.start)
  }

  append(chunk: Uint8Array): void {
    const kept = this.end - this.start
    if (kept === 0) {
      this.bytes = chunk
    } else {
      this.makeOwn(this.start, kept + chunk.length)
      this.own.set(chunk, kept)
    }
    this.end += chunk.length
  }

  /** Drops what stands before `offset`; what is kept no longer stands in a chunk of somebody else's. */
  keepFrom(offset: number): void {
    if (offset === this.end) this.bytes = this.own
    else this.makeOwn(offset, this.end - offset)
    this.start = offset
  }

  private makeOwn(from: number, size: number): void {
    const kept = this.bytes.subarray(from - this.start, this.end - this.start)
    if (this.own.length < size) {
      const larger = new Uint8Array(Math.max(size, 2 * this.own.length))
      larger.set(kept)
      this.own = larger
    } else if (this.bytes !== this.own || from > this.start) {
      // Also right when both stand in the same memory: set copies as if by way of a third place.
      this.own.set(kept)
    }
    this.bytes = this.own
  }
}
