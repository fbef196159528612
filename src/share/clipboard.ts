import { formulaSafe, htmlText } from './cells.ts'
import { tsv } from './delimited.ts'
import { fileOf, piecesOf } from './pieces.ts'
import { cellText, isText, type Table } from './table.ts'

/** A clipboard holds its text in memory several times over; beyond this a file is the better way. */
export const MOST_ROWS_TO_COPY = 50_000

/**
 * The table for the clipboard, as spreadsheets and as mail or documents take it: `new ClipboardItem(clipboardTable(table))`.
 * The texts are promised, so that the item can be made while the click still counts.
 */
export function clipboardTable(table: Promise<Table>): { 'text/plain': Promise<Blob>; 'text/html': Promise<Blob> } {
  return {
    'text/plain': table.then(rows => fileOf(tsv(rows), 'text/plain')),
    'text/html': table.then(rows => fileOf(html(rows), 'text/html')),
  }
}

/** A table in which no text is markup, and none is a formula. */
export function* html({ columns, rows }: Table): Generator<string, void, undefined> {
  yield `<meta charset="utf-8"><table><thead><tr>${columns.map(({ name }) => `<th>${name}</th>`).join('')}</tr></thead><tbody>`
  yield* piecesOf(rows, row => {
    const cells = columns.map(column => {
      const text = cellText(column, row)
      return `<td>${isText(column) ? htmlText(formulaSafe(text)) : text}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  yield '</tbody></table>'
}
