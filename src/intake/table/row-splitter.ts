import { CARRIAGE_RETURN, LINE_FEED, QUOTE, SPACE, TAB } from '../ascii.ts'
import type { LineCounter } from '../line-counter.ts'
import { MAX_RECORD_BYTES } from '../record-reader.ts'

/** How a stretch of a table ended: as a row, as a line that is broken, or not yet. */
export type RowEnd = 'row' | 'stray quote' | 'unclosed quote' | 'too long' | 'open'

/** Where in a row the next byte stands. Numbers, since they are compared for every byte. */
const Place = { fieldStart: 0, plain: 1, quoted: 2, quoteSeen: 3, behindQuote: 4, skipping: 5 } as const
type Place = (typeof Place)[keyof typeof Place]

/**
 * Splits the bytes of a table into rows at LF, CRLF and CR, of which those between quotes do not count. A quote is special at the start of a field only.
 * What is no well-formed quoting costs one line: the broken row ends at its first line break, and the next line is tried as a row of its own.
 * Rows may arrive in any pieces. Cost: linear; a line is gone through twice at most, since whatever is unclosed before it stops at its first single quote.
 */
export class RowSplitter {
  end: RowEnd = 'open'
  /** Line on which the current row began, from 1. */
  rowLine = 1
  private place: Place = Place.fieldStart
  private fault: RowEnd = 'row'
  /** The first line break between the current row's quotes, with the lines as they were counted there. */
  private firstBreak: { readonly offset: number; readonly lines: LineCounter } | null = null
  private readonly delimiter: number
  private readonly lines: LineCounter

  constructor(delimiter: number, lines: LineCounter) {
    this.delimiter = delimiter
    this.lines = lines
  }

  /** A row begins at the current place. */
  begin(): void {
    this.end = 'open'
    this.place = Place.fieldStart
    this.fault = 'row'
    this.firstBreak = null
    this.rowLine = this.lines.line
  }

  /**
   * Reads on from index `from` of a row that began at index `rowStart`. Returns the index of the line break that ends the row (or the broken line) and sets `end`;
   * or, with `end` still `open`, how far it came: call again when that is not `to`. `windowStart` is the offset of index 0.
   */
  scan(bytes: Uint8Array, from: number, to: number, rowStart: number, windowStart: number): number {
    const limit = this.place === Place.skipping ? to : Math.min(to, rowStart + MAX_RECORD_BYTES)
    let at = from
    for (; at < limit; at++) {
      const byte = bytes[at] ?? 0
      const isBreak = byte === LINE_FEED || byte === CARRIAGE_RETURN
      switch (this.place) {
        case Place.plain:
          while (at < limit && !this.endsPlain(bytes[at] ?? 0)) at++
          if (at === limit) return this.reached(at, rowStart, windowStart)
          if (bytes[at] === this.delimiter) this.place = Place.fieldStart
          else return this.stop('row', at)
          break
        case Place.fieldStart:
          if (isBreak) return this.stop('row', at)
          if (byte === QUOTE) this.place = Place.quoted
          else if (byte !== this.delimiter) this.place = Place.plain
          break
        case Place.quoted:
          if (byte === QUOTE) this.place = Place.quoteSeen
          else if (isBreak) this.breakInQuotes(byte, windowStart + at)
          else while (at + 1 < limit && !endsQuoted(bytes[at + 1] ?? 0)) at++
          break
        case Place.quoteSeen:
        case Place.behindQuote:
          if (isBreak) return this.stop('row', at)
          if (byte === this.delimiter) this.place = Place.fieldStart
          else if (byte === QUOTE && this.place === Place.quoteSeen) this.place = Place.quoted
          else if (byte === SPACE || byte === TAB) this.place = Place.behindQuote
          else {
            if (this.firstBreak) return this.backToFirstBreak('stray quote', windowStart)
            this.fault = 'stray quote'
            this.place = Place.skipping
            return this.scan(bytes, at, to, rowStart, windowStart)
          }
          break
        case Place.skipping:
          while (at < limit && bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN) at++
          if (at === limit) return at
          return this.stop(this.fault, at)
        default:
          this.place satisfies never
      }
    }
    return this.reached(at, rowStart, windowStart)
  }

  /** The rest of a broken line is passed over: of it no more than the beginning needs to be kept. */
  get isSkipping(): boolean {
    return this.place === Place.skipping
  }

  /** The text ended inside the row. Returns the offset where the row (or the broken line) ends: `offset`, or that of an earlier line break. */
  finish(offset: number, windowStart: number): number {
    if (this.place !== Place.quoted) return windowStart + this.stop(this.fault, offset - windowStart)
    if (this.firstBreak) return windowStart + this.backToFirstBreak('unclosed quote', windowStart)
    return windowStart + this.stop('unclosed quote', offset - windowStart)
  }

  private endsPlain(byte: number): boolean {
    return byte === this.delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN
  }

  private breakInQuotes(byte: number, offset: number): void {
    this.firstBreak ??= { offset, lines: this.lines.copy() }
    this.lines.sawBreak(byte, offset)
  }

  /** The limit of a row's size, or the end of the window, was reached. */
  private reached(at: number, rowStart: number, windowStart: number): number {
    if (at - rowStart < MAX_RECORD_BYTES || this.place === Place.skipping) return at
    if (this.place === Place.quoted && this.firstBreak) return this.backToFirstBreak('unclosed quote', windowStart)
    this.fault = 'too long'
    this.place = Place.skipping
    return at
  }

  private backToFirstBreak(end: RowEnd, windowStart: number): number {
    const { offset, lines } = this.firstBreak ?? { offset: windowStart, lines: this.lines }
    this.lines.become(lines)
    return this.stop(end, offset - windowStart)
  }

  private stop(end: RowEnd, at: number): number {
    this.end = end
    return at
  }
}

function endsQuoted(byte: number): boolean {
  return byte === QUOTE || byte === LINE_FEED || byte === CARRIAGE_RETURN
}
