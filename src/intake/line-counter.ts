import { CARRIAGE_RETURN, LINE_FEED } from './ascii.ts'

/**
 * Counts lines that end in LF, CRLF or CR, and knows how far the current line is indented.
 * All positions are byte offsets in the text. Cost: constant per line break, nothing in between.
 */
export class LineCounter {
  /** From 1. */
  line = 1
  /** Offset of the current line's first byte. */
  lineStart: number
  /** White space bytes in front of the line's first other byte; holds once that byte was met. */
  indent = 0
  /** No byte other than white space has been met on this line. */
  fresh = true
  private afterReturn = false

  constructor(textStart: number) {
    this.lineStart = textStart
  }

  /** A line break stands at `offset`. */
  sawBreak(byte: number, offset: number): void {
    if (byte === LINE_FEED && this.afterReturn && offset === this.lineStart) {
      // The second half of CRLF: the line has been counted, it only begins one byte later.
      this.afterReturn = false
    } else {
      this.line++
      this.afterReturn = byte === CARRIAGE_RETURN
    }
    this.lineStart = offset + 1
    this.fresh = true
  }

  /** Some lines were passed elsewhere; the last break, a `byte`, stood in front of `lineStart`. */
  passedBreaks(breaks: number, byte: number, lineStart: number): void {
    this.line += breaks
    this.afterReturn = byte === CARRIAGE_RETURN
    this.lineStart = lineStart
    this.fresh = true
  }

  /** The first byte of this line that is not white space stands at `offset`. */
  sawFirst(offset: number): void {
    this.indent = offset - this.lineStart
    this.fresh = false
  }

  /** Whether the byte at `offset` is the first of its line that is not white space. */
  isFirst(offset: number): boolean {
    return !this.fresh && offset === this.lineStart + this.indent
  }

  /** Counts the lines of a stretch of text in which only line breaks matter. */
  passOver(bytes: Uint8Array, start: number, end: number, windowStart: number): void {
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) this.sawBreak(byte, windowStart + at)
    }
  }

  copy(): LineCounter {
    const copy = new LineCounter(this.lineStart)
    copy.become(this)
    return copy
  }

  become(other: LineCounter): void {
    this.line = other.line
    this.lineStart = other.lineStart
    this.indent = other.indent
    this.fresh = other.fresh
    this.afterReturn = other.afterReturn
  }
}
