import { DAY } from '../../base/time.ts'

/** What a cell of a sheet may hold. */
export type SheetCell = string | number | boolean | Date | null

const PIECE_CHARACTERS = 1 << 20

/**
 * The rows of a sheet as CSV, in pieces of about a megabyte: one line each, so that line numbers are those of the sheet. Empty rows are empty lines; what stands
 * beyond the last cell of the header is kept, so that a row that is too wide is told as such. The header is the first row with content that is no title above the table.
 */
export function* sheetText(rows: readonly (readonly SheetCell[])[]): Generator<string, void> {
  const width = lastFilled(headerOf(rows))
  let piece = ''
  for (const row of rows) {
    const filled = lastFilled(row)
    const cells = Math.max(filled, width)
    let line = ''
    for (let at = 0; filled > 0 && at < cells; at++) line += (at === 0 ? '' : ',') + csvCell(cellText(row[at] ?? null))
    piece += `${line}\n`
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
  }
  yield piece
}

/** Rows with content among which a header is looked for: twenty titles may stand above it. */
const MOST_ABOVE = 21

/** The first row that holds more than half as many cells as the fullest of the first ones. */
function headerOf(rows: readonly (readonly SheetCell[])[]): readonly SheetCell[] {
  const first: (readonly SheetCell[])[] = []
  for (const row of rows) {
    if (first.length === MOST_ABOVE) break
    if (lastFilled(row) > 0) first.push(row)
  }
  const cells = (row: readonly SheetCell[]) => row.filter(cell => (cell ?? '') !== '').length
  const most = Math.max(0, ...first.map(cells))
  return first.find(row => cells(row) * 2 > most) ?? []
}

/** Cells up to the last that holds something. */
function lastFilled(row: readonly SheetCell[]): number {
  let filled = row.length
  while (filled > 0 && (row[filled - 1] ?? '') === '') filled--
  return filled
}

/** As people would write it: times as `2023-03-24 04:52:21`, days without a time, numbers without an exponent as far as they have an exact one. */
export function cellText(cell: SheetCell): string {
  if (cell === null) return ''
  if (cell instanceof Date) return timeText(cell)
  return String(cell)
}

/** A time this close to a whole second is one: times in sheets are fractions of a day, often cut behind some decimals. */
const NEARLY_WHOLE_MS = 2

/** Spreadsheets know no zones: what is read as UTC is what stands in the cell. */
function timeText(time: Date): string {
  const milliseconds = time.getTime()
  if (Number.isNaN(milliseconds)) return ''
  const second = Math.round(milliseconds / 1_000) * 1_000
  const rounded = Math.abs(milliseconds - second) <= NEARLY_WHOLE_MS ? second : milliseconds
  const text = new Date(rounded).toISOString()
  if (rounded % DAY === 0) return text.slice(0, 10)
  return text.slice(0, rounded % 1_000 === 0 ? 19 : 23).replace('T', ' ')
}

/** A line break within a cell becomes a space: a row of the sheet is one line. */
function csvCell(text: string): string {
  const line = text.replace(/\r\n|[\r\n]/g, ' ')
  return /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line
}
