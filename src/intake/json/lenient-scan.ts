import {
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  isWhiteSpace,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../ascii.ts'
import type { LineCounter } from '../line-counter.ts'
import { MAX_DEPTH, PLAIN_IN_STRING, type RecordScanner, State } from './record-scanner.ts'

/** What surrounds the broken record, as far as it tells where the next one may begin. */
export interface Surroundings {
  /** The list, the wrapping object or nothing that the record stands in. */
  readonly container: 'text' | 'array' | 'wrapper'
  /** Not a broken object but something else in its place: a comma of the container ends it. */
  readonly commaEnds: boolean
  /** Every record has a line of its own: only a line break ends a broken one. */
  readonly onlyLines: boolean
  /** The byte that begins each line, where that is known. */
  readonly lineOpener: number | null
  /** The byte that ends a record, whatever that lacks; null where there is none but commas. */
  readonly separator: number | null
  /** Indentation of the line on which the broken record began. */
  readonly indent: number
}

/**
 * Goes on behind a byte that the grammar does not allow and looks for the end of the broken record:
 *  - a line that begins, no deeper than the broken record's, with `{` (or the byte that begins all lines) is the next record, or
 *  - all brackets are closed again and what follows looks like the next record, the end of the array or the end of the text, or
 *  - the byte stands there that separates the records of this text, or
 *  - in an array, a `{` stands where the broken record would need a key: the record lacks its end, and the next one begins.
 * A line break ends a text in quotes; a closer closes everything up to its opener, or is passed over when it has none.
 * Cost: linear; brackets beyond 256 deep are only counted.
 */
export class LenientScan {
  readonly lines: LineCounter
  ended = false
  /** Commas passed between the record's end and the place where reading goes on. */
  commas = 0
  /** The end is a line that opens the next record (or list of records). */
  endedByLine = false
  /** Offset in the text behind the last byte that belongs to the broken record. */
  recordEnd: number
  private readonly around: Surroundings
  private readonly stack = new Uint8Array(MAX_DEPTH)
  private depth: number
  private overflow = 0
  private inString: boolean
  private escaped: boolean
  private mayHaveEnded = false
  /** A comma was the last that was passed, inside objects and no list: what it separates are members. */
  private expectsKey: boolean

  constructor(scanner: RecordScanner, inString: boolean, around: Surroundings, lines: LineCounter, faultOffset: number) {
    this.stack.set(scanner.stack)
    this.depth = scanner.depth
    this.inString = inString
    this.escaped = inString && scanner.state === State.escape && scanner.verdict === 'open'
    this.around = around
    this.lines = lines.copy()
    this.recordEnd = faultOffset
    this.expectsKey = !inString && scanner.state === State.key && this.isInsideObjectsOnly()
  }

  /** Reads on; returns `to`, or, when `ended`, the index of the byte that no longer belongs to the broken record. */
  scan(bytes: Uint8Array, from: number, to: number, windowStart: number): number {
    const lines = this.lines
    let at = from
    for (; at < to; at++) {
      const byte = bytes[at] ?? 0
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
        lines.sawBreak(byte, windowStart + at)
        this.inString = false
        this.escaped = false
        continue
      }
      if (this.inString) {
        if (this.escaped) this.escaped = false
        else if (PLAIN_IN_STRING[byte] === 1) while (at + 1 < to && PLAIN_IN_STRING[bytes[at + 1] ?? 0] === 1) at++
        else if (byte === BACKSLASH) this.escaped = true
        else if (byte === QUOTE) this.inString = false
        this.recordEnd = windowStart + at + 1
        continue
      }
      if (isWhiteSpace(byte)) continue
      const offset = windowStart + at
      if (lines.fresh) lines.sawFirst(offset)
      if (this.endsBefore(byte, offset)) {
        this.ended = true
        return at
      }
      this.pass(byte, offset)
    }
    return at
  }

  /** All brackets are closed again, and nothing but white space and commas was met since. */
  get sawEnd(): boolean {
    return this.mayHaveEnded
  }

  private endsBefore(byte: number, offset: number): boolean {
    const { container, lineOpener, indent, onlyLines, commaEnds, separator } = this.around
    const opensLine = byte === OPEN_BRACE || byte === lineOpener
    if (opensLine && container !== 'wrapper' && this.lines.isFirst(offset) && this.lines.indent <= indent) {
      // The comma between the two, if any, cannot be told from the broken text.
      if (!this.mayHaveEnded) this.commas = container === 'array' ? 1 : 0
      this.endedByLine = true
      return true
    }
    if (byte === separator) return true
    if (byte === OPEN_BRACE && this.expectsKey && container === 'array') {
      this.commas = 1
      return true
    }
    if (onlyLines || this.depth + this.overflow > 0) return false
    if (byte === COMMA) return commaEnds
    if (byte === CLOSE_BRACKET) return container === 'array'
    if (byte === CLOSE_BRACE) return container === 'wrapper'
    return this.mayHaveEnded && (byte === OPEN_BRACE || byte === OPEN_BRACKET)
  }

  private pass(byte: number, offset: number): void {
    if (byte === COMMA && this.mayHaveEnded) {
      this.commas++
      return
    }
    this.mayHaveEnded = false
    this.expectsKey = byte === COMMA && this.isInsideObjectsOnly()
    // A comma may turn out to stand behind the record.
    if (!this.expectsKey) this.recordEnd = offset + 1
    if (byte === QUOTE) this.inString = true
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.push(byte)
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      this.pop(byte === CLOSE_BRACE ? OPEN_BRACE : OPEN_BRACKET)
      if (this.depth + this.overflow > 0) return
      this.mayHaveEnded = true
      this.commas = 0
    }
  }

  /** False at once where a list is open, so that commas in a long list cost nothing; of objects in objects there are few. */
  private isInsideObjectsOnly(): boolean {
    if (this.depth === 0 || this.overflow > 0) return false
    for (let level = this.depth - 1; level >= 0; level--) {
      if (this.stack[level] !== OPEN_BRACE) return false
    }
    return true
  }

  private push(opener: number): void {
    if (this.depth < MAX_DEPTH) this.stack[this.depth++] = opener
    else this.overflow++
  }

  private pop(opener: number): void {
    if (this.overflow > 0) {
      this.overflow--
      return
    }
    for (let level = this.depth - 1; level >= 0; level--) {
      if (this.stack[level] === opener) {
        this.depth = level
        return
      }
    }
  }
}
