import { type Fault, JSON_INVALID, UTF8_INVALID } from '../../base/rejects.ts'
import type { LineCounter } from '../line-counter.ts'
import { cutText, RAW_BYTES } from '../raw-text.ts'
import { Utf8Check } from '../utf8.ts'
import { LenientScan, type Surroundings } from './lenient-scan.ts'
import { type RecordScanner, State } from './record-scanner.ts'

/** Where a broken record ended. */
export interface RecordEnd {
  /** Lines counted up to the byte where reading goes on. */
  readonly lines: LineCounter
  /** That byte opens a line, and with it the next record or list of records. */
  readonly byLine: boolean
  /** Commas between the record and that byte. */
  readonly commas: number
  /** Offset in the text behind the record's last byte. */
  readonly recordEnd: number
}

/**
 * A record that broke, from its first byte until it is known where reading goes on. Holds its first bytes only.
 *
 * A missing or superfluous quote turns texts inside out for all that follows, which in a file of one line would lose everything behind it. So two scans look
 * for the end, one as the grammar stood and one with texts and structure exchanged; the one that finds an end first is believed.
 */
export class BrokenRecord {
  readonly line: number
  readonly byte: number
  private readonly reason: Fault
  private readonly scans: LenientScan[]
  private readonly head = new Uint8Array(RAW_BYTES)
  private headLength = 0
  private readonly encoding = new Utf8Check()

  /** `passed` are the record's bytes in front of the fault. */
  constructor(
    line: number,
    byte: number,
    passed: Uint8Array,
    fault: Fault,
    scanner: RecordScanner,
    around: Surroundings,
    lines: LineCounter,
  ) {
    this.line = line
    this.byte = byte
    this.reason = fault
    const faultOffset = byte + passed.length
    const inString = scanner.state === State.string || scanner.state === State.escape || scanner.state === State.hexadecimal
    this.scans = [new LenientScan(scanner, inString, around, lines, faultOffset)]
    const mayBeInsideOut = fault.reason === JSON_INVALID && !inString && !around.onlyLines
    if (mayBeInsideOut) this.scans.push(new LenientScan(scanner, true, around, lines, faultOffset))
    this.pass(passed)
  }

  /** Reads on from index `from`; returns where reading goes on, and what was found out about the record's end when it was reached. */
  scan(bytes: Uint8Array, from: number, to: number, windowStart: number): { readonly at: number; readonly end: RecordEnd | null } {
    let at = to
    let ended: LenientScan | null = null
    // Scans that have read up to `at` and no further. One that read on while another found an end before knows what it should not.
    let together: LenientScan[] = []
    for (const scan of this.scans) {
      const stop = scan.scan(bytes, from, at, windowStart)
      if (scan.ended && (ended === null || stop < at)) {
        at = stop
        ended = scan
        together = []
      }
      together.push(scan)
    }
    this.pass(bytes.subarray(from, at))
    if (ended === null) return { at, end: null }
    // A line that opens the next record ends this one for both; the scan that saw all brackets closed knows where that was.
    const { commas, recordEnd } = together.find(scan => scan.sawEnd) ?? ended
    return { at, end: { lines: ended.lines, byLine: ended.endedByLine, commas, recordEnd } }
  }

  /** Ill-formed UTF-8 is named before a fault of the grammar, as a decoder in front of a parser would find it. */
  get fault(): Fault {
    if (!this.encoding.isIllFormed || this.reason.reason !== JSON_INVALID) return this.reason
    return {
      reason: UTF8_INVALID,
      field: null,
      message: `the record holds bytes that are not UTF-8; as JSON it breaks ${this.reason.message}`,
    }
  }

  /** The record's text up to the offset `end`, cut. */
  raw(end: number): string {
    return cutText(this.head.subarray(0, Math.max(0, Math.min(this.headLength, end - this.byte))))
  }

  private pass(bytes: Uint8Array): void {
    if (this.headLength < RAW_BYTES) {
      const part = bytes.subarray(0, RAW_BYTES - this.headLength)
      this.head.set(part, this.headLength)
      this.headLength += part.length
    }
    this.encoding.pass(bytes)
  }
}
