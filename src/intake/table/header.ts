import Papa from 'papaparse'
import type { TableLayout } from '../reading.ts'

/** Delimiters that are looked for, in this order, with the names they have in messages. */
const DELIMITERS: readonly { readonly character: string; readonly name: string }[] = [
  { character: ',', name: 'comma' },
  { character: ';', name: 'semicolon' },
  { character: '\t', name: 'tab' },
  { character: '|', name: 'pipe' },
]

/** A header row that a layout fits. */
export interface TableHeader {
  readonly layout: TableLayout
  readonly delimiter: string
  readonly delimiterName: string
  /** The header row is the second one: Excel's `sep=;` stands before it. */
  readonly hasSeparatorLine: boolean
  /** Cells of the header row, and so of every row. */
  readonly width: number
  /** The layout's columns that are there, each with its place in a row. */
  readonly columns: readonly { readonly name: string; readonly index: number }[]
  /** Columns of the layout that stand in the header more than once; the first one is read. */
  readonly repeated: readonly string[]
}

/** Finds the delimiter and the layout for which a text begins with a header row; null when there is none. */
export function findHeader(text: string, layouts: readonly TableLayout[]): TableHeader | null {
  const separator = /^\s*sep=(.)[ \t]*(?:\r\n|\n|\r)/i.exec(text)
  const table = separator ? text.slice(separator[0].length) : text
  for (const { character, name } of DELIMITERS) {
    const cells = firstRow(table, character).map(normalise)
    for (const layout of layouts) {
      if (!layout.required.every(column => cells.includes(normalise(column)))) continue
      const columns = [...layout.required, ...layout.optional]
        .map(column => ({ name: column, index: cells.indexOf(normalise(column)) }))
        .filter(column => column.index >= 0)
      const repeated = columns.filter(column => cells.lastIndexOf(normalise(column.name)) > column.index).map(column => column.name)
      return {
        layout,
        delimiter: character,
        delimiterName: name,
        hasSeparatorLine: separator !== null,
        width: cells.length,
        columns,
        repeated,
      }
    }
  }
  return null
}

/** The cells of a text's first row, by the delimiter that papaparse guesses. */
export function columnsFound(text: string): readonly string[] {
  const rows = Papa.parse(text.slice(0, 8192).trimStart(), {
    delimiter: '',
    delimitersToGuess: DELIMITERS.map(({ character }) => character),
    preview: 5,
    skipEmptyLines: true,
  })
  return (rows.data[0] ?? []).map(cell => cell.trim())
}

function firstRow(text: string, delimiter: string): readonly string[] {
  // Only whole blank lines are passed over: a tab in front may be the delimiter behind a first cell without a name.
  const line = text.replace(/^(?: *[\r\n])+/, '').split(/[\r\n]/, 1)[0] ?? ''
  return Papa.parse(line, { delimiter, newline: '\n' }).data[0] ?? []
}

function normalise(name: string): string {
  return name.trim().toLowerCase()
}
