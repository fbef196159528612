import Papa from 'papaparse'
import { type Fault, TOO_LONG, WRONG_COLUMNS } from '../../base/rejects.ts'
import { CARRIAGE_RETURN, LINE_FEED, QUOTE, SPACE, TAB } from '../ascii.ts'
import { ByteWindow } from '../byte-window.ts'
import { LineCounter } from '../line-counter.ts'
import { cutText, type Decoder, RAW_BYTES } from '../raw-text.ts'
import type { RecordReader, RowForm, RowReceiver, TextReport } from '../record-reader.ts'
import { isAscii } from '../utf8.ts'
import { Windows1252Decoder } from '../windows-1252.ts'
import { emptyRecord } from './empty-record.ts'
import type { TableHeader } from './header.ts'
import { type RowEnd, RowSplitter } from './row-splitter.ts'

interface Row {
  /** Offsets in the text, without the line break. */
  readonly start: number
  readonly end: number
  readonly line: number
}

/** After a shorter run of plain rows it is not certain that looking for the next one pays; a row that is read alone takes two or three times as long. */
const GOOD_RUN = 4
/** Most rows that are read between two looks for plain ones. */
const MOST_PATIENCE = 16

/**
 * Reads CSV and TSV. Rows are split here, over bytes, so that each has its line and byte and a broken one costs one line; their cells are parsed by papaparse,
 * in batches; where a receiver takes plain rows from the bytes, only the others come here. Memory: one row (at most 16 MiB) and one chunk with its rows.
 */
export class TableReader implements RecordReader {
  private readonly header: TableHeader
  private readonly report: TextReport
  private readonly window: ByteWindow
  private readonly lines: LineCounter
  private readonly splitter: RowSplitter
  private readonly delimiterByte: number
  private decoder: Decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  private at: number
  private rowStart: number
  private rows: Row[] = []
  /** First bytes of a broken line that is being passed over. */
  private skippedHead: Uint8Array<ArrayBuffer> | null = null
  /** Rows in front of the data that are still to come. */
  private headerRowsLeft: number
  private isWindows1252 = false
  private readonly direct: RowReceiver | undefined
  private form: RowForm
  /** Where the chunk begins that rows may be taken from directly. */
  private directFrom = 0
  /** Rows to be read here before plain ones are looked for again, and how many it will be when there are few of them. */
  private rowsBeforeDirect = 0
  private patience = 1
  /** Where each cell of the row at hand begins, and one behind its end. */
  private readonly cellStarts: Int32Array
  private told = 0
  private rejects = 0
  /** Rows with empty cells behind those of the header. */
  private longerRows = 0
  private current: Row = { start: 0, end: 0, line: 1 }
  private readonly raw = (): string => cutText(this.window.part(this.current.start, this.current.end), this.decoder)

  constructor(header: TableHeader, report: TextReport, textStart: number) {
    this.header = header
    this.report = report
    this.at = textStart
    this.rowStart = textStart
    this.window = new ByteWindow(textStart)
    this.lines = new LineCounter(textStart)
    this.delimiterByte = header.delimiter.charCodeAt(0)
    this.splitter = new RowSplitter(this.delimiterByte, this.lines)
    this.splitter.begin()
    this.cellStarts = new Int32Array(header.width + 1)
    this.headerRowsLeft = (header.hasSeparatorLine ? 1 : 0) + (header.header.length > 0 ? 1 : 0)
    const { recognise, takesRows = false } = header.layout
    // Others who take rows from the bytes know the columns by the names that a header row gives them.
    const direct = takesRows ? report.rows : recognise ? undefined : report.direct
    // Nobody else looks whether anything is in cells that are not read.
    this.direct = header.mayHaveEmptyCells ? undefined : direct
    const columns = new Array<string | null>(header.width).fill(null)
    for (const { name, index } of header.columns) columns[index] = name
    this.form = { delimiter: this.delimiterByte, columns, onlyAscii: false }
  }

  decodeAs(encoding: 'windows-1252'): void {
    encoding satisfies 'windows-1252'
    this.decoder = new Windows1252Decoder()
    this.isWindows1252 = true
    this.form = { ...this.form, onlyAscii: true }
  }

  push(chunk: Uint8Array): void {
    const partBytes = this.direct?.chunkBytes ?? chunk.length
    for (let from = 0; from < chunk.length; from += partBytes) this.pushPart(chunk.subarray(from, from + partBytes))
  }

  private pushPart(chunk: Uint8Array): void {
    this.directFrom = this.window.end
    this.direct?.load(chunk, this.directFrom)
    this.window.append(chunk)
    this.split()
    this.flush()
    if (this.splitter.isSkipping && this.at - this.rowStart >= RAW_BYTES) {
      this.skippedHead ??= this.window.part(this.rowStart, this.rowStart + RAW_BYTES).slice()
      this.window.keepFrom(this.at)
    } else this.window.keepFrom(this.rowStart)
  }

  end(): void {
    // The last chunk belongs to others by now: what an unclosed quote gives back of it is read from the window.
    this.directFrom = Number.POSITIVE_INFINITY
    // An unclosed quote gives back all lines behind its own, so the end of the text may be met more than once.
    while (this.rowStart < this.window.end) {
      this.flush()
      const rejectedBefore = this.rejects
      this.at = this.splitter.finish(this.window.end, this.window.start)
      const wasLast = this.at === this.window.end
      this.endRow(this.splitter.end)
      this.flush()
      if (wasLast && this.rejects > rejectedBefore) this.report.endsEarly()
      this.split()
    }
    this.flush()
    if (this.isWindows1252) this.report.note('windows-1252', 1)
    if (this.longerRows > 0) this.report.note('empty-cells', this.longerRows)
    if (this.header.titlesAbove > 0) this.report.note('lines-above', this.header.titlesAbove)
    if (this.told === 0) this.report.problem('empty', 'The table has a header row and no rows.', 'Check the export that wrote it.')
  }

  /** Takes up all rows that end in the window. */
  private split(): void {
    const { window, splitter } = this
    while (this.at < window.end) {
      if (this.direct && this.takeDirectly(this.direct)) continue
      const index = splitter.scan(
        window.bytes,
        this.at - window.start,
        window.end - window.start,
        this.rowStart - window.start,
        window.start,
      )
      this.at = window.start + index
      if (splitter.end !== 'open') this.endRow(splitter.end)
    }
  }

  /** Has as many rows as are plain taken from the bytes, from the one that begins here on; false when this one is not, or is not to be tried. */
  private takeDirectly(direct: RowReceiver): boolean {
    // A row that began in an earlier chunk is not in this one as a whole.
    if (this.at !== this.rowStart || this.at < this.directFrom || this.rowsBeforeDirect > 0) return false
    // An empty line, or the second half of CRLF behind a row that was read here.
    const byte = this.window.byteAt(this.at)
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) return false
    // What stands in front comes first; and that may be the header.
    this.flush()
    if (this.headerRowsLeft > 0) return false
    const { records, at } = direct.takeRows(this.at, this.lines.line, this.form)
    const isGood = records >= GOOD_RUN
    this.patience = isGood ? 1 : Math.min(2 * this.patience, MOST_PATIENCE)
    // The row behind a run is not plain, or not there in full.
    this.rowsBeforeDirect = isGood ? 1 : this.patience
    if (records === 0) return false
    this.told += records
    this.lines.passedBreaks(records, this.window.byteAt(at - 1), at)
    this.at = at
    this.rowStart = at
    this.splitter.begin()
    return true
  }

  /** The row, or broken line, ends at `this.at`. */
  private endRow(end: RowEnd): void {
    const row: Row = { start: this.rowStart, end: this.at, line: this.splitter.rowLine }
    if (end === 'row') {
      if (!this.isBlank(row)) this.rows.push(row)
    } else {
      this.flush()
      // The header row has been matched by its first line, however its quotes are set.
      if (!this.takesForHeader(row)) this.tellBroken(row, faultOf(end))
    }
    this.skippedHead = null
    if (this.rowsBeforeDirect > 0 && row.end > row.start) this.rowsBeforeDirect--
    if (this.at < this.window.end) {
      this.lines.sawBreak(this.window.byteAt(this.at), this.at)
      this.at++
    }
    this.rowStart = this.at
    this.splitter.begin()
  }

  private isBlank(row: Row): boolean {
    for (let offset = row.start; offset < row.end; offset++) {
      const byte = this.window.byteAt(offset)
      if (byte !== SPACE && (byte !== TAB || this.delimiterByte === TAB)) return false
    }
    return true
  }

  /** Parses and tells the rows taken up so far. */
  private flush(): void {
    const { rows } = this
    if (rows.length === 0) return
    this.rows = []
    if (this.tellUnquoted(rows)) return
    const cells = this.parse(rows)
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]
      if (row) this.tell(row, cells[index] ?? null)
    }
  }

  /**
   * Tells rows in which nothing is quoted and every byte is a character; false when there are others among them. Only cells that are read are cut out,
   * which takes a third of the time that papaparse takes for all.
   */
  private tellUnquoted(rows: readonly Row[]): boolean {
    const start = rows[0]?.start ?? 0
    const bytes = this.window.part(start, rows.at(-1)?.end ?? start)
    if (bytes.includes(QUOTE) || !isAscii(bytes)) return false
    const text = this.decoder.decode(bytes)
    const { cellStarts, delimiterByte } = this
    const { width } = this.header
    for (const row of rows) {
      const end = row.end - start
      let cell = 0
      cellStarts[0] = row.start - start
      for (let at = row.start - start; at < end; at++) {
        if (bytes[at] !== delimiterByte) continue
        cell++
        if (cell <= width) cellStarts[cell] = at + 1
      }
      if (cell < width) cellStarts[cell + 1] = end + 1
      if (this.takesForHeader(row)) continue
      if (cell + 1 !== width && this.hasOtherWidth(row, cell + 1, text.slice(cellStarts[width], end))) continue
      const value = emptyRecord()
      for (const { name, index } of this.header.columns) value[name] = text.slice(cellStarts[index], (cellStarts[index + 1] ?? 0) - 1)
      this.tellRecord(row, value)
    }
    return true
  }

  /** The cells of each row; null for a row that papaparse does not take for one. */
  private parse(rows: readonly Row[]): readonly (readonly string[] | null)[] {
    const together = this.parseTogether(rows)
    if (together) return together
    return rows.map(row => {
      const parsed = this.parseText(`${this.decode(row.start, row.end)}\n`, '\n')
      return parsed.length === 1 ? (parsed[0] ?? null) : null
    })
  }

  private parseTogether(rows: readonly Row[]): readonly (readonly string[])[] | null {
    const separator = this.commonSeparator(rows)
    const [first, last] = [rows[0], rows.at(-1)]
    if (!first || !last) return []
    const text = separator ? this.decode(first.start, last.end) : rows.map(row => this.decode(row.start, row.end)).join('\n')
    const newline = separator ?? '\n'
    // With a line break at the end the last row is read as all others are; without one papaparse takes spaces behind a closing quote for its content.
    const cells = this.parseText(text + newline, newline)
    return cells.length === rows.length ? cells : null
  }

  private parseText(text: string, newline: '\n' | '\r\n' | '\r'): readonly (readonly string[])[] {
    // A byte order mark in front would be taken away, and only there: of two the second stays.
    const { data } = Papa.parse(text.startsWith('\ufeff') ? `\ufeff${text}` : text, { delimiter: this.header.delimiter, newline })
    // Behind the last line break papaparse sees one more row, of one empty cell.
    data.pop()
    return data
  }

  /** The line break between all of the rows, when it is the same and nothing else stands there. */
  private commonSeparator(rows: readonly Row[]): '\n' | '\r\n' | '\r' | null {
    let common: '\n' | '\r\n' | '\r' | null = null
    for (let index = 1; index < rows.length; index++) {
      const from = rows[index - 1]?.end ?? 0
      const gap = (rows[index]?.start ?? 0) - from
      const first = this.window.byteAt(from)
      const separator =
        gap === 1
          ? first === LINE_FEED
            ? '\n'
            : '\r'
          : gap === 2 && first === CARRIAGE_RETURN && this.window.byteAt(from + 1) === LINE_FEED
            ? '\r\n'
            : null
      if (separator === null || (common !== null && separator !== common)) return null
      common = separator
    }
    return common ?? '\n'
  }

  private decode(start: number, end: number): string {
    return this.decoder.decode(this.window.part(start, end))
  }

  private tell(row: Row, cells: readonly string[] | null): void {
    if (this.takesForHeader(row)) return
    const { width } = this.header
    if (cells?.length !== width && this.hasOtherWidth(row, cells?.length ?? null, cells?.slice(width).join('') ?? '')) return
    const value = emptyRecord()
    for (const { name, index } of this.header.columns) value[name] = cells?.[index] ?? ''
    this.tellRecord(row, value)
  }

  /** The next row is none of the data. */
  private takesForHeader(row: Row): boolean {
    if (this.headerRowsLeft === 0) return false
    if (row.line <= this.header.linesAbove) return true
    this.headerRowsLeft--
    return true
  }

  /**
   * A row of another number of cells than the header is told as broken, unless those too many are empty and may be there; null stands for quotes that cannot be made out.
   * `behind` is what stands behind the cells that are read.
   */
  private hasOtherWidth(row: Row, cells: number | null, behind: string): boolean {
    const { width, header, mayHaveEmptyCells, delimiter } = this.header
    if (mayHaveEmptyCells && cells !== null && cells > width && behind.replaceAll(delimiter, '').trim() === '') {
      this.longerRows++
      return false
    }
    const found = cells === null ? 'quotes that cannot be made out' : `${cells} ${cells === 1 ? 'column' : 'columns'}`
    const message = `${found} found, expected ${width} as in the ${header.length > 0 ? 'header' : 'first'} row`
    this.tellBroken(row, { reason: WRONG_COLUMNS, field: null, message })
    return true
  }

  private tellRecord(row: Row, value: Record<string, string>): void {
    this.told++
    this.current = row
    this.report.record(value, row.line, row.start, this.raw)
  }

  private tellBroken(row: Row, fault: Fault): void {
    const bytes = this.skippedHead ?? this.window.part(row.start, row.end)
    this.told++
    this.rejects++
    this.report.broken(fault, row.line, row.start, cutText(bytes, this.decoder))
  }
}

function faultOf(end: RowEnd): Fault {
  if (end === 'too long')
    return { reason: TOO_LONG, field: null, message: 'a row may be 16 MiB (16,777,216 bytes) long; this one is longer' }
  const found = end === 'unclosed quote' ? 'a quote that is not closed' : 'text behind a closing quote'
  return {
    reason: WRONG_COLUMNS,
    field: null,
    message: `${found} found, expected quotes around the whole cell, with those inside doubled ("")`,
  }
}
