import { HIDDEN_ROW, isCardColumn, MASKED, splitRow } from '../base/cards.ts'

/*
 * Card numbers and their codes never enter a data set, a reject or a message. The columns are in no layout; what is here keeps them out of the text of
 * rows of stores also where a row's cells have slipped by one. See base/cards.ts for what holds of all records.
 */

/** Keys may be long numbers of their own: a SKU has thirteen digits. */
const KEY_COLUMNS: readonly string[] = ['id', 'device_id', 'store_id', 'customer_id', 'product_sku']

/**
 * Whether the value of a column might be a card number or code that slipped there: digits only (with spaces or hyphens), twelve or more of them, or the three
 * or four of a code; or a card number that a spreadsheet has spoiled (`6.70993E+15`). Keys are never taken for one, and amounts only when they are that long.
 */
export function mayBeCard(text: string, column: string): boolean {
  if (KEY_COLUMNS.includes(column)) return false
  if (/^\s*\d(?:[.,]\d+)?E\+?1\d\s*$/i.test(text)) return true
  if (!/^[\s\d-]*(?:\.0+)?\s*$/.test(text)) return false
  const digits = text.replace(/\.0+\s*$/, '').replace(/\D/g, '').length
  return digits >= 12 || (column !== 'amount' && (digits === 3 || digits === 4))
}

/** The cells of a record's known columns as one row of text, masked where they may hold a card number. */
export function safeRow(columns: readonly string[], cells: readonly string[]): string {
  return columns.map((column, at) => quoted(mayBeCard(cells[at] ?? '', column) ? MASKED : (cells[at] ?? ''))).join(',')
}

/**
 * A row's text without what its card columns hold; other cells that may hold a card number are masked. A row that does not have the header's number of
 * cells, or whose quotes do not close, is not shown at all where the header has a card column. `header`: the cells of the header row.
 */
export function redactRow(raw: string, header: readonly string[], delimiter = ','): string {
  const cells = splitRow(raw, delimiter)
  if (cells?.length !== header.length) return header.some(isCardColumn) ? HIDDEN_ROW : raw
  return cells
    .map((cell, at) => {
      const column = (header[at] ?? '').trim().toLowerCase()
      if (isCardColumn(column)) return ''
      return mayBeCard(cell.replaceAll('"', ''), column) ? MASKED : cell
    })
    .join(delimiter)
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
