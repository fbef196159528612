import {
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  LINE_FEED,
  NUL,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
  TAB,
} from '../ascii.ts'
import { ByteWindow } from '../byte-window.ts'
import { LineCounter } from '../line-counter.ts'
import { type DirectReceiver, MAX_RECORD_BYTES, type RecordReader, type TextReport } from '../record-reader.ts'
import { nameByte } from './grammar-words.ts'
import type { JsonShape } from './json-shape.ts'
import type { Surroundings } from './lenient-scan.ts'
import { StrayLine } from './stray-line.ts'
import { type Role, type ValueOfRecord, ValueReader } from './value-reader.ts'

/** What the next byte belongs to. `opening`: a `[` was met that is either the list of records or a value. The last three: inside the object around the list. */
type Phase = 'between' | 'value' | 'stray line' | 'opening' | 'key' | 'colon' | 'member'

/** White space behind a `[` that is kept until it is known what the `[` is; behind more of it stands a list. */
const OPENING_SPACES = 65_536

/**
 * Reads JSON text as a list of records: one array, several, one an array a line, NDJSON, one object, or an object with a list of records or with records under keys
 * of their own inside, also within further objects.
 * Commas between records are forgiven and counted; inside a record the grammar is strict; a broken record is told and reading goes on at the next.
 * Memory: one record (at most 16 MiB) and one chunk. Cost: linear in the bytes, whatever they are.
 */
export class JsonReader implements RecordReader {
  private readonly report: TextReport
  private readonly shape: JsonShape
  private readonly window: ByteWindow
  private readonly lines: LineCounter
  private readonly values: ValueReader
  private at: number
  private phase: Phase = 'between'
  /** What comes when the value that is being read has ended. */
  private nextPhase: Phase = 'between'
  private inArray = false
  /** The array that is open was closed before: its end has been met already. */
  private isReopened = false
  private inWrapper = false
  /** Objects around the place at hand: the outermost one and those in it, up to the one that holds the list. */
  private wrappers = 0
  /** Where the object began that may be a wrapper like the first one, with the lines and faults as they were counted there; null once it holds a list. */
  private mayWrap: { readonly at: number; readonly lines: LineCounter; readonly faults: number } | null = null
  private hasWrapped = false
  private strayLine: StrayLine | null = null
  /** Where the `[` of the phase `opening` stands, with the lines as they were counted there. */
  private opening: { readonly at: number; readonly lines: LineCounter } | null = null
  /** Commas since the last record; whether there was a record in this array. */
  private commas = 0
  private afterRecord = false
  private forgivenCommas = 0
  private strayLines = 0
  private readonly direct: DirectReceiver | undefined
  /** Where the chunk begins that records may be taken from directly, and the record that was last found not to be plain. */
  private directFrom = 0
  private notPlainAt = -1

  /** `textStart` is the offset of the first pushed byte in the text: 3 behind a byte order mark. With a `toValue` no record is taken from the bytes. */
  constructor(shape: JsonShape, report: TextReport, textStart: number, toValue?: ValueOfRecord) {
    this.shape = shape
    this.report = report
    this.at = textStart
    this.window = new ByteWindow(textStart)
    this.lines = new LineCounter(textStart)
    this.values = new ValueReader(this.window, this.lines, report, toValue)
    this.direct = toValue ? undefined : report.direct
  }

  push(chunk: Uint8Array): void {
    const partBytes = this.direct?.chunkBytes ?? chunk.length
    for (let from = 0; from < chunk.length; from += partBytes) this.pushPart(chunk.subarray(from, from + partBytes))
  }

  private pushPart(chunk: Uint8Array): void {
    this.directFrom = this.window.end
    this.direct?.load(chunk, this.directFrom)
    this.window.append(chunk)
    while (this.at < this.window.end) this.step()
    this.window.keepFrom(this.neededFrom())
  }

  end(): void {
    if (this.opening) this.readAsValue(this.opening)
    this.at = this.values.readOn(this.at)
    if (this.values.open) this.commas = this.values.commasBehind
    const endsInside = this.values.end()
    if (this.strayLine) this.tellStrayLine(this.strayLine, true)
    if (endsInside || (this.inArray && !this.isReopened) || this.inWrapper) this.report.endsEarly()
    // Commas at the very end follow the last record, so none of them separates two.
    this.forgivenCommas += this.commas
    if (this.forgivenCommas > 0) this.report.note('forgiven-commas', this.forgivenCommas)
    this.judgeWhole()
  }

  private neededFrom(): number {
    if (this.mayWrap && this.at - this.mayWrap.at <= MAX_RECORD_BYTES) return this.mayWrap.at
    if (this.values.open) return this.values.neededFrom
    return this.opening && this.at - this.opening.at <= OPENING_SPACES ? this.opening.at : this.at
  }

  private step(): void {
    switch (this.phase) {
      case 'value':
        this.at = this.values.readOn(this.at)
        if (!this.values.open) this.leaveValue()
        return
      case 'stray line':
        if (this.strayLine) this.passStrayLine(this.strayLine)
        return
      case 'between':
        if (this.skipWhiteSpace()) this.enter(this.window.byteAt(this.at))
        return
      case 'opening':
        if (this.skipWhiteSpace() && this.opening) this.decideOpening(this.opening)
        return
      default:
        if (this.skipWhiteSpace()) this.stepInWrapper(this.phase, this.window.byteAt(this.at))
    }
  }

  /** Passes white space, the NULs that some programs leave between records, and what separates the records of this text; true when a byte that is something else follows in the window. */
  private skipWhiteSpace(): boolean {
    const { bytes, start, end } = this.window
    const separator = this.shape.separator ?? NUL
    const length = end - start
    let index = this.at - start
    for (; index < length; index++) {
      const byte = bytes[index] ?? 0
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) this.lines.sawBreak(byte, start + index)
      else if (byte !== SPACE && byte !== TAB && byte !== NUL && byte !== separator) break
    }
    this.at = start + index
    if (index === length) return false
    if (this.lines.fresh) this.lines.sawFirst(this.at)
    return true
  }

  // Between records.

  /** The first byte of something between records. */
  private enter(byte: number): void {
    if (byte === COMMA) {
      this.commas++
      this.at++
      return
    }
    if (this.inArray && byte === CLOSE_BRACKET) {
      this.closeArray()
      return
    }
    if (this.inArray && byte === OPEN_BRACKET && this.shape.lineOpener === OPEN_BRACKET && this.lines.isFirst(this.at)) {
      // Where each line is an array, the line before was cut between two records.
      this.forgivenCommas += this.commas
      this.at++
      this.openArray()
      return
    }
    this.countCommas(byte)
    if (byte === OPEN_BRACE) {
      if (this.shape.outermost === 'wrapper' && !this.inArray) {
        this.openWrapper()
      } else if (!this.takeDirectly()) this.beginValue('record', 'between')
    } else if (this.inArray) {
      this.beginValue('stray', 'between')
    } else if (byte === OPEN_BRACKET) {
      if (this.shape.outermost === 'records') this.mayOpen()
      else {
        this.at++
        this.openArray()
      }
    } else {
      this.strayLine = new StrayLine(this.lines.line, this.at)
      this.phase = 'stray line'
    }
  }

  /** Has as many records as are plain taken from the bytes, from the one that begins here on; false when this one is not. */
  private takeDirectly(): boolean {
    const { direct, inArray, at, lines, window } = this
    // A record that began in an earlier chunk is not in this one as a whole. Outside of an array that should be one, a comma has a meaning.
    if (!direct || at < this.directFrom || at === this.notPlainAt || (this.shape.outermost === 'array' && !inArray)) return false
    const run = direct.take(at, lines.line, inArray, !this.inWrapper && this.shape.lineOpener !== null)
    if (run.at < window.end) this.notPlainAt = run.at
    if (run.records === 0) return false
    this.at = run.at
    this.commas = run.commas
    this.forgivenCommas += run.forgivenCommas
    this.values.records += run.records
    if (run.lineBreaks > 0) {
      lines.passedBreaks(run.lineBreaks, window.byteAt(run.lineStart - 1), run.lineStart)
      let first = run.lineStart
      while (first < run.at && (window.byteAt(first) === SPACE || window.byteAt(first) === TAB)) first++
      if (first < run.at) lines.sawFirst(first)
    }
    return true
  }

  /** One comma separates two records of an array; all others, and those outside an array, are forgiven. */
  private countCommas(byte: number): void {
    const expected = this.inArray && this.afterRecord ? 1 : 0
    this.forgivenCommas += Math.abs(this.commas - expected)
    // An array that was closed too early, and goes on with a comma.
    if (byte === OPEN_BRACE && !this.inArray && this.commas > 0 && this.shape.outermost === 'array') {
      this.inArray = true
      this.isReopened = true
    }
    this.commas = 0
    this.afterRecord = true
  }

  private openArray(): void {
    this.inArray = true
    this.isReopened = false
    this.afterRecord = false
    this.commas = 0
    this.phase = 'between'
  }

  private closeArray(): void {
    this.forgivenCommas += this.commas
    this.inArray = false
    this.afterRecord = false
    this.commas = 0
    this.phase = this.inWrapper ? 'key' : 'between'
    this.at++
  }

  private beginValue(role: Role, nextPhase: Phase): void {
    const lineOpener = this.inWrapper ? null : this.shape.lineOpener
    const surroundings: Surroundings = {
      container: this.inArray ? 'array' : this.inWrapper ? 'wrapper' : 'text',
      commaEnds: role !== 'record' || (this.inWrapper && !this.inArray),
      onlyLines: this.shape.outermost === 'records' && !this.inArray && lineOpener !== null,
      lineOpener,
      separator: this.shape.separator ?? null,
      indent: this.lines.indent,
    }
    this.values.begin(this.at, role, surroundings)
    this.phase = 'value'
    this.nextPhase = nextPhase
  }

  private leaveValue(): void {
    this.phase = this.nextPhase
    this.commas = this.values.commasBehind
    // A line that begins as all lines do is outside of the array in which the line before was cut.
    if (this.values.endedByLine && this.inArray && this.window.byteAt(this.at) === OPEN_BRACKET) this.closeCutArray()
  }

  private closeCutArray(): void {
    this.inArray = false
    this.afterRecord = false
    this.commas = 0
  }

  private passStrayLine(line: StrayLine): void {
    this.at += line.scan(this.window.part(this.at, this.window.end))
    if (line.isMark) {
      this.strayLine = null
      this.phase = 'between'
      // The mark is as white space: the line is yet to begin.
      if (this.lines.isFirst(line.byte)) this.lines.fresh = true
    } else if (this.at < this.window.end) this.tellStrayLine(line, false)
  }

  private tellStrayLine(line: StrayLine, cut: boolean): void {
    const fault = line.fault(cut)
    this.report.broken(fault, line.line, line.byte, line.raw)
    this.strayLines++
    this.strayLine = null
    this.phase = 'between'
  }

  // A `[` that opens the list of records, or is a value of its own.

  private mayOpen(): void {
    this.opening = { at: this.at, lines: this.lines.copy() }
    this.phase = 'opening'
    this.at++
  }

  private decideOpening(opening: { readonly at: number; readonly lines: LineCounter }): void {
    const isFar = this.at - opening.at > OPENING_SPACES
    const next = this.window.byteAt(this.at)
    const isEmptyList = next === CLOSE_BRACKET && !this.inWrapper
    if (next === OPEN_BRACE || isEmptyList || isFar) {
      this.opening = null
      this.mayWrap = null
      this.openArray()
    } else this.readAsValue(opening)
  }

  private readAsValue(opening: { readonly at: number; readonly lines: LineCounter }): void {
    this.opening = null
    this.at = opening.at
    this.lines.become(opening.lines)
    if (this.inWrapper) this.beginValue('member', 'key')
    else this.beginValue('stray', 'between')
  }

  // The object around the list of records. Its other members are checked and passed over.

  private stepInWrapper(phase: 'key' | 'colon' | 'member', byte: number): void {
    if (phase === 'key' && byte === COMMA) {
      this.at++
    } else if (phase === 'key' && byte === CLOSE_BRACE) {
      this.closeWrapper()
    } else if (phase === 'colon' && byte === COLON) {
      this.phase = 'member'
      this.at++
    } else if (phase === 'member' && byte === OPEN_BRACKET && this.wrappers === this.shape.wrappers) {
      this.mayOpen()
    } else if (phase === 'member' && byte === OPEN_BRACE && this.shape.isKeyed && this.wrappers === this.shape.wrappers) {
      this.mayWrap = null
      this.beginValue('record', 'key')
    } else if (phase === 'member' && byte === OPEN_BRACE && this.wrappers < this.shape.wrappers) {
      this.wrappers++
      this.phase = 'key'
      this.at++
    } else {
      this.beginValue('member', phase === 'key' ? 'colon' : 'key')
      if (phase === 'member' || (phase === 'key' && byte === QUOTE)) return
      this.nextPhase = 'key'
      const expected = phase === 'key' ? 'a key in double quotes or }' : 'a colon'
      this.values.refuse(
        this.at,
        `in the object around the records: unexpected ${nameByte(this.window.bytes, this.at - this.window.start)}, expected ${expected}`,
      )
    }
  }

  private openWrapper(): void {
    this.inWrapper = true
    this.wrappers = 1
    this.phase = 'key'
    // The first one is known to hold a list.
    if (this.hasWrapped) this.mayWrap = { at: this.at, lines: this.lines.copy(), faults: this.values.faults }
    this.hasWrapped = true
    this.at++
  }

  private closeWrapper(): void {
    const { mayWrap } = this
    this.wrappers--
    if (this.wrappers > 0) {
      this.at++
      return
    }
    this.inWrapper = false
    this.mayWrap = null
    if (mayWrap && mayWrap.faults === this.values.faults && this.at - mayWrap.at <= MAX_RECORD_BYTES) {
      // It holds no list: it is a record that follows the wrapper.
      this.at = mayWrap.at
      this.lines.become(mayWrap.lines)
      this.beginValue('record', 'between')
      return
    }
    this.phase = 'between'
    this.afterRecord = false
    this.at++
  }

  private judgeWhole(): void {
    const { records, strays, faults } = this.values
    if (records + faults > 0) return
    const values = strays + this.strayLines
    if (values === 0) {
      this.report.problem(
        'empty',
        'The file holds no records.',
        'Check the export that wrote it; events are objects like {"type": "ORDER", …}.',
      )
    } else {
      this.report.problem(
        'not-events',
        `The file holds JSON but no object: ${values} other ${values === 1 ? 'value' : 'values'}.`,
        'Export the events as objects, one for each event.',
      )
    }
  }
}
