import { type Fault, JSON_INVALID, NOT_AN_OBJECT, UTF8_INVALID } from '../../base/rejects.ts'
import { CARRIAGE_RETURN, LINE_FEED } from '../ascii.ts'
import { cutText, RAW_BYTES } from '../raw-text.ts'
import { Utf8Check } from '../utf8.ts'

/** As long a line is looked at for whether it is a JSON value at all; a longer one is not. */
const LOOKED_AT_BYTES = 64 * 1024

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

/**
 * A line of the text, outside of any array, that does not begin with `{` or `[`: one broken record, up to the end of the line.
 * Holds its first bytes only.
 */
export class StrayLine {
  readonly line: number
  readonly byte: number
  /** It is no line but a byte order mark, as files have in their middle that were put together from several. What stands behind it has not been passed. */
  isMark = false
  /** The mark's bytes that were met. */
  private markBytes = 0
  private head: Uint8Array<ArrayBuffer> = new Uint8Array(RAW_BYTES)
  private length = 0
  private total = 0
  private readonly encoding = new Utf8Check()

  constructor(line: number, byte: number) {
    this.line = line
    this.byte = byte
  }

  /** Passes the line's next bytes; returns how many, all of them when there is no line break yet. */
  scan(bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length && this.markBytes === this.total + at && bytes[at] === BYTE_ORDER_MARK[this.markBytes]) {
      this.markBytes++
      at++
    }
    this.isMark = this.markBytes === BYTE_ORDER_MARK.length
    if (this.isMark && this.total + at === this.markBytes) return at
    while (at < bytes.length && bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN) at++
    this.pass(bytes.subarray(0, at))
    return at
  }

  /** What is wrong with the line; `cut` when the text ended inside it. */
  fault(cut: boolean): Fault {
    if (!cut) this.encoding.end()
    if (this.encoding.isIllFormed)
      return { reason: UTF8_INVALID, field: null, message: 'the line holds bytes that are not UTF-8 (save the file as UTF-8)' }
    const text = cutText(this.head.subarray(0, this.length))
    if (this.total <= LOOKED_AT_BYTES && isJson(this.head.subarray(0, this.length))) {
      return {
        reason: NOT_AN_OBJECT,
        field: null,
        message: `${text.slice(0, 40)} stands where a record belongs, expected an object in { }`,
      }
    }
    return { reason: JSON_INVALID, field: null, message: `at byte 0 of the record: unexpected “${[...text][0] ?? ''}”, expected { or [` }
  }

  get raw(): string {
    return cutText(this.head.subarray(0, this.length))
  }

  private pass(bytes: Uint8Array): void {
    const wanted = Math.min(bytes.length, LOOKED_AT_BYTES - this.length)
    if (this.length + wanted > this.head.length) {
      const larger = new Uint8Array(Math.min(LOOKED_AT_BYTES, 2 * (this.length + wanted)))
      larger.set(this.head.subarray(0, this.length))
      this.head = larger
    }
    this.head.set(bytes.subarray(0, wanted), this.length)
    this.length += wanted
    this.total += bytes.length
    this.encoding.pass(bytes)
  }
}

const VALUE_STARTS = new Set('"-0123456789tfn'.split('').map(character => character.charCodeAt(0)))

function isJson(bytes: Uint8Array): boolean {
  // Making a decoder and being thrown at take long, and a log has a million lines that are no JSON.
  if (!VALUE_STARTS.has(bytes[0] ?? 0)) return false
  try {
    JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
    return true
  } catch {
    // Not being JSON is one of the two answers.
    return false
  }
}
