import { piecesOf } from './pieces.ts'
import { type Column, cellText, type Table } from './table.ts'

/** One document: what the rows are, what they rest on, and the rows. Texts are as they were read; unknown figures are null. */
export function* json(table: Table): Generator<string, void, undefined> {
  const { listName, heading, about, rows } = table
  const head = { ...heading, ...about, ...(listName === 'rows' ? {} : { rows }) }
  const written = JSON.stringify(head, null, 2).slice(0, -1).trimEnd()
  yield `${written}${written === '{' ? '' : ','}\n  ${JSON.stringify(listName)}: [`
  yield* piecesOf(rows, row => `${row === 0 ? '' : ','}\n    ${jsonObject(table.columns, row)}`)
  yield `${rows === 0 ? '' : '\n  '}]\n}\n`
}

/** One object per line, with nothing around them. */
export function* ndjson({ columns, rows }: Table): Generator<string, void, undefined> {
  yield* piecesOf(rows, row => `${jsonObject(columns, row)}\n`)
}

/** A row as an object of JSON on one line. Amounts are decimals with all their digits. */
function jsonObject(columns: readonly Column[], row: number): string {
  return `{${jsonMembers(columns, row)}}`
}

/** The members of such an object, for those who add others. */
export function jsonMembers(columns: readonly Column[], row: number): string {
  return columns
    .map(column => {
      const text = cellText(column, row)
      const isString = column.kind === 'text' || column.kind === 'instant' || column.kind === 'day'
      return `${JSON.stringify(column.name)}:${isString ? JSON.stringify(text) : text === '' ? 'null' : text}`
    })
    .join(',')
}
