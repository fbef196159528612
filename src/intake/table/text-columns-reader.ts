import { type Fault, TOO_LONG, WRONG_COLUMNS } from '../../base/rejects.ts'
import { CARRIAGE_RETURN, LINE_FEED, SPACE, TAB } from '../ascii.ts'
import { ByteWindow } from '../byte-window.ts'
import { LineCounter } from '../line-counter.ts'
import { cutText, type Decoder, RAW_BYTES } from '../raw-text.ts'
import { MAX_RECORD_BYTES, type RecordReader, type TextReport } from '../record-reader.ts'
import { isAscii } from '../utf8.ts'
import { Windows1252Decoder } from '../windows-1252.ts'

import { emptyRecord } from './empty-record.ts'

/** How columns of text stand. */
export interface TextColumns {
  /** Fields, each with its place among the cells of a line. */
  readonly columns: readonly { readonly name: string; readonly index: number }[]
  readonly width: number
  readonly hasHeader: boolean
}

/**
 * Reads columns of text: a line is a row, cells stand between blanks, and blanks at both ends mean nothing. There are no quotes.
 * Memory: one line (at most 16 MiB) and one chunk. Cost: about 1 µs a line.
 */
export class TextColumnsReader implements RecordReader {
  private readonly form: TextColumns
  private readonly report: TextReport
  private readonly window: ByteWindow
  private readonly lines: LineCounter
  private decoder: Decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  private isWindows1252 = false
  private lineStart: number
  private at: number
  private isHeaderDue: boolean
  private told = 0
  /** First bytes of a line that is too long, while the rest of it is passed over. */
  private longHead: Uint8Array<ArrayBuffer> | null = null
  private lastWasBroken = false
  /** Where the line at hand stands in the text. */
  private current = { start: 0, end: 0 }
  private readonly raw = (): string => cutText(this.window.part(this.current.start, this.current.end), this.decoder)

  constructor(form: TextColumns, report: TextReport, textStart: number) {
    this.form = form
    this.report = report
    this.window = new ByteWindow(textStart)
    this.lines = new LineCounter(textStart)
    this.lineStart = textStart
    this.at = textStart
    this.isHeaderDue = form.hasHeader
  }

  decodeAs(encoding: 'windows-1252'): void {
    encoding satisfies 'windows-1252'
    this.decoder = new Windows1252Decoder()
    this.isWindows1252 = true
  }

  push(chunk: Uint8Array): void {
    const { window } = this
    window.append(chunk)
    const from = window.start
    // One text for all lines that end here, where bytes are characters.
    const bytes = window.part(from, window.end)
    const text = hasBreak(chunk) && isAscii(bytes) ? this.decoder.decode(bytes) : null
    while (this.at < window.end) {
      const byte = window.byteAt(this.at)
      if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) {
        this.at++
        continue
      }
      this.endLine(text?.slice(this.lineStart - from, this.at - from) ?? null)
      this.lines.sawBreak(byte, this.at)
      this.at++
      this.lineStart = this.at
    }
    if (this.longHead === null && this.at - this.lineStart > MAX_RECORD_BYTES)
      this.longHead = window.part(this.lineStart, this.lineStart + RAW_BYTES).slice()
    window.keepFrom(this.longHead === null ? this.lineStart : this.at)
  }

  end(): void {
    if (this.at > this.lineStart) {
      this.endLine(null)
      if (this.lastWasBroken) this.report.endsEarly()
    }
    if (this.isWindows1252) this.report.note('windows-1252', 1)
    if (this.told === 0)
      this.report.problem('empty', 'The columns of text have a header row and no rows.', 'Check the export that wrote it.')
  }

  /** The line from `lineStart` to `at` is whole; `known` is its text where that is at hand. */
  private endLine(known: string | null): void {
    const { lineStart: start, at: end, lines } = this
    this.lastWasBroken = false
    if (this.longHead !== null || end - start > MAX_RECORD_BYTES) {
      const head = this.longHead ?? this.window.part(start, start + RAW_BYTES)
      this.longHead = null
      this.tellBroken({ reason: TOO_LONG, field: null, message: 'a row may be 16 MiB (16,777,216 bytes) long; this one is longer' }, head)
      return
    }
    const line = known ?? this.decoder.decode(this.window.part(start, end))
    const cells = cellsOf(line)
    if (cells.length === 0) return
    if (this.isHeaderDue) {
      this.isHeaderDue = false
      return
    }
    const { width, columns } = this.form
    if (cells.length !== width) {
      const found = `${cells.length} ${cells.length === 1 ? 'column' : 'columns'} found, expected ${width} as in the first row`
      this.tellBroken({ reason: WRONG_COLUMNS, field: null, message: found }, this.window.part(start, end))
      return
    }
    const value = emptyRecord()
    for (const { name, index } of columns) value[name] = cells[index] ?? ''
    this.told++
    this.current.start = start
    this.current.end = end
    this.report.record(value, lines.line, start, this.raw)
  }

  private tellBroken(fault: Fault, bytes: Uint8Array): void {
    this.told++
    this.lastWasBroken = true
    this.report.broken(fault, this.lines.line, this.lineStart, cutText(bytes, this.decoder))
  }
}

function hasBreak(bytes: Uint8Array): boolean {
  return bytes.includes(LINE_FEED) || bytes.includes(CARRIAGE_RETURN)
}

/** Splitting by hand takes half the time of a regular expression. */
function cellsOf(line: string): string[] {
  const cells: string[] = []
  let start = -1
  for (let at = 0; at <= line.length; at++) {
    const code = at === line.length ? SPACE : line.charCodeAt(at)
    const isBlank = code === SPACE || code === TAB
    if (isBlank && start >= 0) {
      cells.push(line.slice(start, at))
      start = -1
    } else if (!isBlank && start < 0) start = at
  }
  return cells
}
