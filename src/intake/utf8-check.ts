import { isAscii } from './encoding.ts'

/**
 * Tells whether bytes that come piece by piece are UTF-8. A decoder is made only where a byte is not ASCII:
 * making one for each of a million broken records took longer than all else.
 */
export class Utf8Check {
  /** Bytes were met that are not UTF-8. */
  isIllFormed = false
  private decoder: TextDecoder | null = null

  pass(bytes: Uint8Array): void {
    if (this.isIllFormed || (this.decoder === null && isAscii(bytes))) return
    this.decoder ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    this.decode(this.decoder, bytes, true)
  }

  /** No byte follows: a character that was begun is not whole. */
  end(): void {
    if (this.decoder !== null && !this.isIllFormed) this.decode(this.decoder, new Uint8Array(0), false)
  }

  private decode(decoder: TextDecoder, bytes: Uint8Array, more: boolean): void {
    try {
      decoder.decode(bytes, { stream: more })
    } catch {
      // Being thrown at is how a fatal decoder answers the question.
      this.isIllFormed = true
    }
  }
}
