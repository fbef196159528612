import { formulaSafe, htmlText, tsvCell } from './cells.ts'
import { CUSTOMER_COLUMNS, type CustomerTable } from './customer-table.ts'
import { fileOf, piecesOf } from './pieces.ts'

/**
 * The table for the clipboard, as spreadsheets and as mail or documents take it: `new ClipboardItem(clipboardTable(table))`.
 * The texts are promised, so that the item can be made while the click still counts.
 */
export function clipboardTable(table: CustomerTable): { 'text/plain': Promise<Blob>; 'text/html': Promise<Blob> } {
  return {
    'text/plain': fileOf(customersTsv(table), 'text/plain'),
    'text/html': fileOf(customersHtml(table), 'text/html'),
  }
}

export function* customersTsv(table: CustomerTable): Generator<string, void, undefined> {
  yield `${CUSTOMER_COLUMNS.map(column => column.name).join('\t')}\n`
  yield* piecesOf(table.rows.count, row => {
    const cells = cellsOf(table, row).map(tsvCell)
    return `${cells.join('\t')}\n`
  })
}

export function* customersHtml(table: CustomerTable): Generator<string, void, undefined> {
  yield `<meta charset="utf-8"><table><thead><tr>${CUSTOMER_COLUMNS.map(column => `<th>${column.name}</th>`).join('')}</tr></thead><tbody>`
  yield* piecesOf(table.rows.count, row => {
    const cells = cellsOf(table, row).map(text => `<td>${htmlText(text)}</td>`)
    return `<tr>${cells.join('')}</tr>`
  })
  yield '</tbody></table>'
}

function cellsOf(table: CustomerTable, row: number): string[] {
  const rankIndex = table.rows.rankIndexAt(row)
  return CUSTOMER_COLUMNS.map(({ kind, cell }) => {
    const text = cell(table, rankIndex)
    return kind === 'number' ? text : formulaSafe(text)
  })
}
