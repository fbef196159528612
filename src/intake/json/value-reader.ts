import { type Fault, JSON_INVALID, NOT_AN_OBJECT, TOO_DEEP, TOO_LONG, UTF8_INVALID } from '../../base/rejects.ts'
import { CARRIAGE_RETURN, CLOSE_BRACE, CLOSE_BRACKET, COMMA, LINE_FEED, NUL, OPEN_BRACE, OPEN_BRACKET, SPACE, TAB } from '../ascii.ts'
import type { ByteWindow } from '../byte-window.ts'
import type { LineCounter } from '../line-counter.ts'
import { cutText } from '../raw-text.ts'
import { MAX_RECORD_BYTES, type TextReport } from '../record-reader.ts'
import { findIllFormed } from '../utf8.ts'
import { BrokenRecord } from './broken-record.ts'
import { withExactNumbers } from './exact-numbers.ts'
import { describeCut, describeFault, nameByte } from './grammar-words.ts'
import type { Surroundings } from './lenient-scan.ts'
import { MAX_DEPTH, RecordScanner } from './record-scanner.ts'

/** Makes of the valid text of a record what is handed over. `hasLongNumber`: a double may not hold one of its numbers. */
export type ValueOfRecord = (text: string, hasLongNumber: boolean) => unknown

/** What a value is to the text: a record, something else in a record's place, or a part of the object around the records. */
export type Role = 'record' | 'stray' | 'member'

/** Spaces and commas behind a value that are waited through for something that spoils its line. */
const TRAILING_BYTES = 4096

/**
 * Reads one value after the other, each from its first byte to where reading goes on behind it, and tells what became of it.
 * Offsets are positions in the text.
 */
export class ValueReader {
  /** A value has begun and has not ended. */
  open = false
  /** Offset from which bytes are still needed while `open`. */
  neededFrom = 0
  /** What was read so far. */
  records = 0
  strays = 0
  faults = 0
  /** Commas that were read behind the value. */
  commasBehind = 0
  /** The value was broken, and ended where the next line opened something new. */
  endedByLine = false
  private phase: 'scan' | 'after' | 'broken' = 'scan'
  private role: Role = 'record'
  private around: Surroundings = { container: 'text', commaEnds: false, onlyLines: false, lineOpener: null, separator: null, indent: 0 }
  private start = 0
  private startLine = 1
  private valueEnd = 0
  private broken: BrokenRecord | null = null
  private readonly window: ByteWindow
  private readonly lines: LineCounter
  private readonly report: TextReport
  private readonly toValue: ValueOfRecord
  private readonly scanner: RecordScanner
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  private readonly raw = (): string => cutText(this.window.part(this.start, this.valueEnd))

  constructor(window: ByteWindow, lines: LineCounter, report: TextReport, toValue: ValueOfRecord = parsedRecord) {
    this.window = window
    this.lines = lines
    this.report = report
    this.toValue = toValue
    this.scanner = new RecordScanner(lines)
  }

  /** A value begins at `offset`, on the line the counter is on. Nothing is consumed. */
  begin(offset: number, role: Role, around: Surroundings): void {
    this.open = true
    this.phase = 'scan'
    this.role = role
    this.around = around
    this.start = offset
    this.neededFrom = offset
    this.startLine = this.lines.line
    this.commasBehind = 0
    this.endedByLine = false
    this.scanner.begin(around.indent, around.lineOpener)
  }

  /** The value that has begun cannot be one: its byte at `offset` is unexpected. */
  refuse(offset: number, message: string): void {
    this.breakAt(offset, { reason: JSON_INVALID, field: null, message })
  }

  /** Reads on from `offset`; returns where it stopped: behind the value when no longer `open`, else at the window's end. */
  readOn(offset: number): number {
    let at = offset
    while (this.open && at < this.window.end) {
      if (this.phase === 'scan') at = this.scan(at)
      else if (this.phase === 'after') at = this.lookBehind(at)
      else at = this.recover(at)
    }
    return at
  }

  /** The text is over. Returns whether it stopped inside the value. */
  end(): boolean {
    if (!this.open) return false
    this.open = false
    if (this.phase === 'after' || (this.phase === 'scan' && this.scanner.endsWithText())) {
      if (this.phase === 'scan') this.valueEnd = this.window.end
      this.emit()
      return false
    }
    if (this.phase === 'scan') {
      const message = describeCut(this.scanner, 'file')
      this.breakAt(this.window.end, { reason: JSON_INVALID, field: null, message })
      this.tellBroken(this.window.end)
      return true
    }
    this.tellBroken(this.window.end)
    return false
  }

  private scan(from: number): number {
    const window = this.window
    const limit = Math.min(window.end, this.start + MAX_RECORD_BYTES)
    const at = window.start + this.scanner.scan(window.bytes, from - window.start, limit - window.start, window.start)
    const byteInRecord = at - this.start
    switch (this.scanner.verdict) {
      case 'open':
        if (byteInRecord === MAX_RECORD_BYTES) {
          this.breakAt(at, { reason: TOO_LONG, field: null, message: 'a record may be 16 MiB (16,777,216 bytes) long; this one goes on' })
        }
        return at
      case 'whole':
        this.valueEnd = at
        this.phase = 'after'
        return at
      case 'broken':
        this.breakAt(at, {
          reason: JSON_INVALID,
          field: null,
          message: describeFault(this.scanner, window.bytes, at - window.start, byteInRecord),
        })
        return at
      case 'too deep':
        this.breakAt(at, {
          reason: TOO_DEEP,
          field: null,
          message: `at byte ${byteInRecord} of the record: objects and arrays may stand ${MAX_DEPTH} deep inside each other`,
        })
        return at
      case 'line ends':
        this.breakAt(at, { reason: JSON_INVALID, field: null, message: describeCut(this.scanner, 'line') })
        return at
    }
  }

  /** Behind a value, on its line, only what separates records may stand; anything else spoils the value. */
  private lookBehind(at: number): number {
    const byte = this.window.byteAt(at)
    if (at - this.valueEnd < TRAILING_BYTES) {
      if (byte === SPACE || byte === TAB) return at + 1
      if (byte === COMMA && this.around.container === 'text') {
        // Superfluous here: it separates nothing, and what follows it on the line must be a record all the same.
        this.commasBehind++
        return at + 1
      }
    }
    const separates =
      this.role === 'member' ||
      byte === SPACE ||
      byte === TAB ||
      byte === NUL ||
      byte === this.around.separator ||
      byte === COMMA ||
      byte === LINE_FEED ||
      byte === CARRIAGE_RETURN ||
      byte === OPEN_BRACE ||
      byte === OPEN_BRACKET ||
      (byte === CLOSE_BRACKET && this.around.container === 'array') ||
      (byte === CLOSE_BRACE && this.around.container === 'wrapper')
    if (separates) this.emit()
    else
      this.refuse(
        at,
        `at byte ${at - this.start} of the record: unexpected ${nameByte(this.window.bytes, at - this.window.start)} behind it, expected a comma or a line break`,
      )
    return at
  }

  private emit(): void {
    this.open = false
    if (this.role === 'member') return
    const bytes = this.window.part(this.start, this.valueEnd)
    let text: string
    try {
      text = this.decoder.decode(bytes)
    } catch {
      // Being thrown at is how a fatal decoder answers; the place it keeps to itself.
      const at = findIllFormed(bytes)
      this.tell({
        reason: UTF8_INVALID,
        field: null,
        message: `at byte ${at} of the record: ${nameByte(bytes, at)} is not UTF-8 (save the file as UTF-8)`,
      })
      return
    }
    if (this.role === 'stray') {
      this.strays++
      this.tell({
        reason: NOT_AN_OBJECT,
        field: null,
        message: `${shorten(text)} stands where a record belongs, expected an object in { }`,
      })
      return
    }
    this.records++
    this.report.record(this.toValue(text, this.scanner.hasLongNumber), this.startLine, this.start, this.raw)
  }

  private tell(fault: Fault): void {
    if (fault.reason !== NOT_AN_OBJECT) this.faults++
    this.report.broken(fault, this.startLine, this.start, this.raw())
  }

  private breakAt(at: number, fault: Fault): void {
    this.phase = 'broken'
    this.commasBehind = 0
    this.broken = new BrokenRecord(
      this.startLine,
      this.start,
      this.window.part(this.start, at),
      fault,
      this.scanner,
      this.around,
      this.lines,
    )
    // What was passed is held by the broken record as far as it is needed.
    this.neededFrom = at
  }

  private recover(from: number): number {
    const window = this.window
    if (!this.broken) return from
    const { at, end } = this.broken.scan(window.bytes, from - window.start, window.end - window.start, window.start)
    const offset = window.start + at
    this.neededFrom = offset
    if (end) {
      this.open = false
      this.lines.become(end.lines)
      this.commasBehind = end.commas
      this.endedByLine = end.byLine
      this.tellBroken(end.recordEnd)
    }
    return offset
  }

  private tellBroken(end: number): void {
    if (!this.broken) return
    this.faults++
    this.report.broken(this.broken.fault, this.broken.line, this.broken.byte, this.broken.raw(end))
    this.broken = null
  }
}

function parsedRecord(text: string, hasLongNumber: boolean): unknown {
  const parsed: unknown = JSON.parse(text)
  return hasLongNumber ? withExactNumbers(text, parsed) : parsed
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
