/**
 * Turns UTF-16 into UTF-8, in pieces that may be cut anywhere. A lone surrogate, or half a unit at the end, becomes the byte 0xFF, which no UTF-8 holds:
 * whoever reads the text decides what to do about it. Cost: linear, about 3 bytes out for 2 in at most.
 */
export class Utf16Transcoder {
  private readonly littleEndian: boolean
  /** The first byte of a unit whose second one has not come. */
  private half: number | null = null
  private high: number | null = null

  constructor(littleEndian: boolean) {
    this.littleEndian = littleEndian
  }

  push(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
    // Each unit gives at most three bytes; one lone surrogate may have been waiting.
    const out = new Uint8Array(3 * ((chunk.length + 1) >> 1) + 1)
    let length = 0
    for (const byte of chunk) {
      if (this.half === null) {
        this.half = byte
        continue
      }
      const unit = this.littleEndian ? this.half | (byte << 8) : (this.half << 8) | byte
      this.half = null
      length = this.write(unit, out, length)
    }
    return out.subarray(0, length)
  }

  /** What is left at the end of the text. */
  end(): Uint8Array<ArrayBuffer> {
    const left = (this.high === null ? 0 : 1) + (this.half === null ? 0 : 1)
    return new Uint8Array(left).fill(ILL_FORMED)
  }

  private write(unit: number, out: Uint8Array, from: number): number {
    let at = from
    const isLow = unit >= 0xdc00 && unit < 0xe000
    if (this.high !== null) {
      const high = this.high
      this.high = null
      if (isLow) {
        const point = 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00)
        out[at++] = 0xf0 | (point >> 18)
        out[at++] = 0x80 | ((point >> 12) & 0x3f)
        out[at++] = 0x80 | ((point >> 6) & 0x3f)
        out[at++] = 0x80 | (point & 0x3f)
        return at
      }
      out[at++] = ILL_FORMED
    }
    if (unit < 0x80) out[at++] = unit
    else if (unit < 0x800) {
      out[at++] = 0xc0 | (unit >> 6)
      out[at++] = 0x80 | (unit & 0x3f)
    } else if (isLow) out[at++] = ILL_FORMED
    else if (unit >= 0xd800 && unit < 0xdc00) this.high = unit
    else {
      out[at++] = 0xe0 | (unit >> 12)
      out[at++] = 0x80 | ((unit >> 6) & 0x3f)
      out[at++] = 0x80 | (unit & 0x3f)
    }
    return at
  }
}

const ILL_FORMED = 0xff
