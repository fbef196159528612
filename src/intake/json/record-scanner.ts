import {
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
} from '../ascii.ts'
import type { LineCounter } from '../line-counter.ts'

/** Objects and arrays inside each other, the record's own included. */
export const MAX_DEPTH = 256

/** Where the grammar stands: what the next byte may be. */
export const State = {
  value: 0,
  /** Behind `[`: a value or `]`. */
  firstItem: 1,
  /** Behind `{`: a key or `}`. */
  firstKey: 2,
  key: 3,
  colon: 4,
  /** Behind a value: a comma or the closer. */
  afterValue: 5,
  string: 6,
  escape: 7,
  hexadecimal: 8,
  minus: 9,
  zero: 10,
  integer: 11,
  point: 12,
  fraction: 13,
  exponent: 14,
  exponentSign: 15,
  exponentDigits: 16,
  literal: 17,
} as const
export type State = (typeof State)[keyof typeof State]

export type Verdict = 'open' | 'whole' | 'broken' | 'too deep' | 'line ends'

/** 1 for bytes that stand for themselves inside a string; 0 for quote, backslash and control characters. */
export const PLAIN_IN_STRING = new Uint8Array(256).fill(1)
PLAIN_IN_STRING.fill(0, 0, SPACE)
PLAIN_IN_STRING[QUOTE] = 0
PLAIN_IN_STRING[BACKSLASH] = 0

const ZERO = 0x30
const NINE = 0x39
const LITERALS = ['true', 'false', 'null']
/** A double holds any 15 significant digits. */
const SAFE_DIGITS = 15

/**
 * Finds where one JSON value ends, or the first byte that RFC 8259 does not allow, over bytes that may arrive in any pieces.
 * Does not recurse and holds one byte per open bracket. Cost: linear in the bytes scanned; no allocation.
 * The UTF-8 of strings is not looked at here.
 */
export class RecordScanner {
  state: State = State.value
  verdict: Verdict = 'open'
  /** The opening brackets that are not closed yet, outermost first. */
  readonly stack = new Uint8Array(MAX_DEPTH)
  depth = 0
  /** At the top level of the object stands a number of more than 15 digits or with an exponent. */
  hasLongNumber = false
  private inKey = false
  private hexadecimalLeft = 0
  private literal = ''
  private literalAt = 0
  private digits = 0
  private indent = 0
  private lineOpener: number | null = null
  private readonly lines: LineCounter

  constructor(lines: LineCounter) {
    this.lines = lines
  }

  /**
   * A value begins. `indent` is the indentation of its first line. Where a text has one value a line, `lineOpener` is the byte that begins those lines:
   * met as first byte of a line no deeper than `indent`, it means that the line before was cut.
   */
  begin(indent: number, lineOpener: number | null): void {
    this.state = State.value
    this.verdict = 'open'
    this.depth = 0
    this.hasLongNumber = false
    this.indent = indent
    this.lineOpener = lineOpener
  }

  /**
   * Reads on from index `from` until the value ends (`whole`; returns the index behind it), a byte is not allowed (`broken`, `too deep`, `line ends`; its index)
   * or `to` is reached (`open`; `to`). `windowStart` is the offset of index 0 in the text. A number that nothing encloses is `whole` at the byte behind it.
   */
  scan(bytes: Uint8Array, from: number, to: number, windowStart: number): number {
    const lines = this.lines
    let at = from
    let state = this.state
    while (at < to) {
      const byte = bytes[at] ?? 0
      switch (state) {
        case State.string: {
          if (PLAIN_IN_STRING[byte] === 1) {
            at++
            while (at < to && PLAIN_IN_STRING[bytes[at] ?? 0] === 1) at++
            continue
          }
          if (byte === QUOTE) {
            at++
            if (this.inKey) state = State.colon
            else if (this.depth === 0) return this.stop('whole', state, at)
            else state = State.afterValue
            continue
          }
          if (byte !== BACKSLASH) return this.stop('broken', state, at)
          state = State.escape
          at++
          continue
        }
        case State.escape:
          if (byte === 0x75) {
            this.hexadecimalLeft = 4
            state = State.hexadecimal
          } else if (isEscape(byte)) state = State.string
          else return this.stop('broken', state, at)
          at++
          continue
        case State.hexadecimal:
          if (!isHexadecimal(byte)) return this.stop('broken', state, at)
          at++
          if (--this.hexadecimalLeft === 0) state = State.string
          continue
        case State.literal:
          if (byte !== this.literal.charCodeAt(this.literalAt)) return this.stop('broken', state, at)
          at++
          if (++this.literalAt < this.literal.length) continue
          if (this.depth === 0) return this.stop('whole', state, at)
          state = State.afterValue
          continue
        case State.minus:
        case State.zero:
        case State.integer:
        case State.point:
        case State.fraction:
        case State.exponent:
        case State.exponentSign:
        case State.exponentDigits: {
          if (byte >= ZERO && byte <= NINE) {
            if (state === State.zero) return this.stop('broken', state, at)
            if (state === State.minus) state = byte === ZERO ? State.zero : State.integer
            else if (state === State.point) state = State.fraction
            else if (state === State.exponent || state === State.exponentSign) state = State.exponentDigits
            this.digits++
            at++
            continue
          }
          const next = afterNumberByte(state, byte)
          if (next === null) {
            if (!mayEndNumber(state)) return this.stop('broken', state, at)
            if (this.depth === 1 && (this.digits > SAFE_DIGITS || state === State.exponentDigits)) this.hasLongNumber = true
            if (this.depth === 0) return this.stop('whole', state, at)
            state = State.afterValue
            continue
          }
          state = next
          at++
          continue
        }
      }

      // All other states stand between tokens, where white space is allowed.
      if (byte === SPACE || byte === 0x09) {
        at++
        continue
      }
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
        lines.sawBreak(byte, windowStart + at)
        at++
        continue
      }
      if (lines.fresh) {
        lines.sawFirst(windowStart + at)
        if (byte === this.lineOpener && lines.indent <= this.indent) return this.stop('line ends', state, at)
      }
      switch (state) {
        case State.firstItem:
        case State.value:
          if (byte === QUOTE) {
            this.inKey = false
            state = State.string
          } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
            if (this.depth === MAX_DEPTH) return this.stop('too deep', state, at)
            this.stack[this.depth++] = byte
            state = byte === OPEN_BRACE ? State.firstKey : State.firstItem
          } else if (byte > ZERO && byte <= NINE) {
            this.digits = 1
            state = State.integer
          } else if (byte === ZERO || byte === 0x2d) {
            this.digits = 0
            state = byte === ZERO ? State.zero : State.minus
          } else if (byte === CLOSE_BRACKET && state === State.firstItem) {
            if (--this.depth === 0) return this.stop('whole', state, at + 1)
            state = State.afterValue
          } else {
            this.literal = LITERALS.find(literal => literal.charCodeAt(0) === byte) ?? ''
            if (this.literal === '') return this.stop('broken', state, at)
            this.literalAt = 1
            state = State.literal
          }
          break
        case State.firstKey:
        case State.key:
          if (byte === QUOTE) {
            this.inKey = true
            state = State.string
          } else if (byte === CLOSE_BRACE && state === State.firstKey) {
            if (--this.depth === 0) return this.stop('whole', state, at + 1)
            state = State.afterValue
          } else return this.stop('broken', state, at)
          break
        case State.colon:
          if (byte !== COLON) return this.stop('broken', state, at)
          state = State.value
          break
        case State.afterValue: {
          const opener = this.stack[this.depth - 1]
          if (byte === COMMA) state = opener === OPEN_BRACE ? State.key : State.value
          else if (byte === (opener === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET)) {
            if (--this.depth === 0) return this.stop('whole', state, at + 1)
          } else return this.stop('broken', state, at)
          break
        }
        default:
          state satisfies never
      }
      at++
    }
    this.state = state
    return at
  }

  /** Whether the value is a number that may end here, which only the end of the text can tell. */
  endsWithText(): boolean {
    return this.depth === 0 && mayEndNumber(this.state)
  }

  private stop(verdict: Verdict, state: State, at: number): number {
    this.verdict = verdict
    this.state = state
    return at
  }
}

/** The state behind a byte of a number other than a digit; null when the byte does not belong to the number. */
function afterNumberByte(state: State, byte: number): State | null {
  const isExponent = byte === 0x65 || byte === 0x45
  if (state === State.zero || state === State.integer) {
    if (byte === 0x2e) return State.point
    return isExponent ? State.exponent : null
  }
  if (state === State.fraction) return isExponent ? State.exponent : null
  if (state === State.exponent) return byte === 0x2b || byte === 0x2d ? State.exponentSign : null
  return null
}

function mayEndNumber(state: State): boolean {
  return state === State.zero || state === State.integer || state === State.fraction || state === State.exponentDigits
}

function isEscape(byte: number): boolean {
  // " \ / b f n r t
  return (
    byte === QUOTE ||
    byte === BACKSLASH ||
    byte === 0x2f ||
    byte === 0x62 ||
    byte === 0x66 ||
    byte === 0x6e ||
    byte === 0x72 ||
    byte === 0x74
  )
}

function isHexadecimal(byte: number): boolean {
  return (byte >= ZERO && byte <= NINE) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
}
