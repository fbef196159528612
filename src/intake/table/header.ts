import Papa from 'papaparse'
import type { TableSample } from '../../base/problems.ts'
import type { TableLayout } from '../reading.ts'
import { type RowEnds, rowEnds } from './row-ends.ts'

/** Delimiters that are looked for, in this order, with the names they have in messages. */
const DELIMITERS: readonly { readonly character: string; readonly name: string }[] = [
  { character: ',', name: 'comma' },
  { character: ';', name: 'semicolon' },
  { character: '\t', name: 'tab' },
  { character: '|', name: 'pipe' },
]

/** How a table begins that a layout fits. */
export interface TableHeader {
  readonly layout: TableLayout
  /** Cells of the header row, trimmed; none where the rows begin at once. */
  readonly header: readonly string[]
  /** What it was recognised by. */
  readonly reason: string
  readonly delimiter: string
  readonly delimiterName: string
  /** The header row is the second one: Excel's `sep=;` stands before it. */
  readonly hasSeparatorLine: boolean
  /** Lines in front of the header row with titles and remarks, and how many of them hold anything. */
  readonly linesAbove: number
  readonly titlesAbove: number
  /** Cells of every row. */
  readonly width: number
  /** Rows may have further cells, as long as nothing is in them: see `rowEnds`. */
  readonly mayHaveEmptyCells: boolean
  /** The layout's columns that are there, each with its place in a row. */
  readonly columns: readonly { readonly name: string; readonly index: number }[]
}

/**
 * Finds the delimiter and the layout for which a text begins with a header row that names all required columns, otherwise those for which a layout recognises
 * the first rows by itself; null when there are none. Reports have titles and remarks above their header: where the first line is none, the next ones are tried.
 */
export function findHeader(text: string, layouts: readonly TableLayout[]): TableHeader | null {
  const separator = /^\s*sep=(.)[ \t]*(?:\r\n|\n|\r)/i.exec(text)
  const table = separator ? text.slice(separator[0].length) : text
  const first = EMPTY_ROW.test(table) ? null : headerAtStart(table, layouts)
  if (first !== null) return { ...first, hasSeparatorLine: separator !== null, linesAbove: 0, titlesAbove: 0 }
  if (separator) return null
  let titles = 0
  let lines = 0
  let lineStart = 0
  // Line breaks are looked for, not lines: a last line that is cut would be gone through again from each of its characters.
  for (const { 0: lineBreak, index } of text.matchAll(/\r\n|\n|\r/g)) {
    if (titles === MOST_TITLES) return null
    const line = text.slice(lineStart, index)
    lineStart = index + lineBreak.length
    lines += 1
    if (!EMPTY_ROW.test(line)) titles += 1
    const rest = text.slice(lineStart, lineStart + SAMPLE_CHARACTERS + 1)
    const found = EMPTY_ROW.test(rest) ? null : headerAtStart(rest, layouts)
    // Rows without names could begin anywhere.
    if (found === null || (found.header.length === 0 && titles > 0)) continue
    const above = titles === 0 ? '' : `; ${titles} ${titles === 1 ? 'line stands' : 'lines stand'} above it`
    return { ...found, reason: `${found.reason}${above}`, hasSeparatorLine: false, linesAbove: lines, titlesAbove: titles }
  }
  return null
}

/** Lines above a header row that are looked behind, without empty ones. */
const MOST_TITLES = 20
/** A line of delimiters, as spreadsheets write an empty row, or an empty one. */
const EMPTY_ROW = /^[ \t,;|"]*(?:[\r\n]|$)/

type HeaderAtStart = Omit<TableHeader, 'hasSeparatorLine' | 'linesAbove' | 'titlesAbove'>

function headerAtStart(table: string, layouts: readonly TableLayout[]): HeaderAtStart | null {
  // First as the layouts spell their columns, then without what parts words: “Event Time” for event_time.
  return headerByName(table, layouts, normalise) ?? headerByName(table, layouts, lettersOf) ?? headerRecognised(table, layouts)
}

function headerByName(table: string, layouts: readonly TableLayout[], nameOf: (cell: string) => string): HeaderAtStart | null {
  for (const { character, name } of DELIMITERS) {
    const cellsOfHeader = firstRow(table, character)
    const header = cellsOfHeader.map(cell => cell.trim())
    const cells = header.map(nameOf)
    for (const layout of layouts) {
      if (layout.recognise || !layout.required.every(column => cells.includes(nameOf(column)))) continue
      const columns = [...layout.required, ...layout.optional]
        .map(column => ({ name: column, index: cells.indexOf(nameOf(column)) }))
        .filter(column => column.index >= 0)
      const repeated = columns.filter(column => cells.lastIndexOf(nameOf(column.name)) > column.index).map(column => column.name)
      const twice = repeated.length > 0 ? `; of the columns called ${repeated.join(', ')} the first one is read` : ''
      return {
        layout,
        header,
        reason: `first line is a header with ${layout.required.join(', ')}${twice}`,
        delimiter: character,
        delimiterName: name,
        ...rowEnds([cellsOfHeader, ...sampledRows(table, character).slice(1)], character),
        columns,
      }
    }
  }
  return null
}

function headerRecognised(table: string, layouts: readonly TableLayout[]): HeaderAtStart | null {
  const recognising = layouts.filter(layout => layout.recognise)
  if (recognising.length === 0) return null
  for (const { character, name } of DELIMITERS) {
    const sampled = sampledRows(table, character)
    const ends = rowEnds(sampled, character)
    const rows = firstRows(sampled, ends)
    for (const layout of recognising) {
      const recognised = layout.recognise?.(rows)
      if (!recognised) continue
      const { columns, reason, hasHeader } = recognised
      const header = hasHeader ? (rows[0] ?? []) : []
      return { layout, header, reason, delimiter: character, delimiterName: name, ...ends, columns }
    }
  }
  return null
}

/** The first row of a text that is no title and those behind it that are as wide, by the delimiter that papaparse guesses. */
export function tableFound(text: string): TableSample {
  const { delimiter } = Papa.parse(text.slice(0, 8192).trimStart(), {
    delimiter: '',
    delimitersToGuess: DELIMITERS.map(({ character }) => character),
    preview: 5,
    skipEmptyLines: true,
  }).meta
  const sample = text.slice(0, SAMPLE_CHARACTERS).trimStart()
  const all = sampledRows(sample, delimiter)
  const filled = (row: readonly string[]) => row.filter(cell => cell.trim() !== '').length
  const most = Math.max(0, ...all.map(filled))
  const header = Math.max(
    0,
    all.slice(0, MOST_TITLES + 1).findIndex(row => filled(row) * 2 > most),
  )
  const found = all.slice(header)
  const [columns = [], ...rows] = firstRows(found, rowEnds(found, delimiter))
  return { columns, rows }
}

const SAMPLE_CHARACTERS = 32_768
const SAMPLE_ROWS = 50

/** The first row and those of the next ones that are as wide, trimmed. */
function firstRows(rows: readonly (readonly string[])[], { width, mayHaveEmptyCells }: RowEnds): readonly (readonly string[])[] {
  const wide = rows.filter(row => row.length === width || (mayHaveEmptyCells && row.length > width))
  return wide.map(row => row.slice(0, width).map(cell => cell.trim()))
}

function sampledRows(text: string, delimiter: string): readonly (readonly string[])[] {
  const { data } = Papa.parse(text.slice(0, SAMPLE_CHARACTERS), { delimiter, preview: SAMPLE_ROWS, skipEmptyLines: true })
  const rows = data.filter(row => row.some(cell => cell.trim() !== ''))
  // The last row may be cut.
  return rows.length < SAMPLE_ROWS && text.length > SAMPLE_CHARACTERS ? rows.slice(0, -1) : rows
}

function firstRow(text: string, delimiter: string): readonly string[] {
  // Only whole blank lines are passed over: a tab in front may be the delimiter behind a first cell without a name.
  const line = text.replace(/^(?: *[\r\n])+/, '').split(/[\r\n]/, 1)[0] ?? ''
  return Papa.parse(line, { delimiter, newline: '\n' }).data[0] ?? []
}

function normalise(name: string): string {
  return name.trim().toLowerCase()
}

export function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}
