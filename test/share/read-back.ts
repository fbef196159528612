import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import Papa from 'papaparse'
import readSheets from 'read-excel-file/universal'
import { formulaSafe } from '../../src/share/cells.ts'
import { fileOf } from '../../src/share/pieces.ts'
import type { Column, Table } from '../../src/share/table.ts'

/** A cell as a program other than ours reads it; amounts as whole 1/10,000, times as milliseconds UTC. */
export type Cell = string | number | bigint | boolean | null

/** What was to be written. `safe`: texts as they are where formulas are made harmless. */
export function cellsOf({ columns, rows }: Table, safe: boolean): Cell[][] {
  return Array.from({ length: rows }, (_, row) =>
    columns.map(column => {
      const value = column.value(row)
      if (column.kind === 'amount') return BigInt(column.value(row))
      return typeof value === 'string' && safe ? formulaSafe(value) : value
    }),
  )
}

const UNITS = /^(-?)(\d+)\.(\d{2,4})$/

/** A cell of text, as the kind of its column says. */
function cellOf({ kind }: Column, text: string): Cell {
  switch (kind) {
    case 'text':
      return text
    case 'flag':
      return text === 'true'
    case 'instant':
    case 'day':
      return Date.parse(text)
    case 'amount': {
      const [, sign, whole, decimals = ''] = UNITS.exec(text) ?? []
      return BigInt(`${sign}${whole}${decimals.padEnd(4, '0')}`)
    }
    case 'whole':
    case 'figure':
      return text === '' ? null : Number(text)
    default:
      return kind satisfies never
  }
}

/** By papaparse. `decimalSign` is that of figures and amounts. */
export function cellsOfDelimited(text: string, { columns }: Table, delimiter: string, newline: '\r\n' | '\n', decimalSign = '.'): Cell[][] {
  const { data, errors } = Papa.parse(text.replace(/^\ufeff/, ''), { delimiter, newline })
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  return data.slice(1, -1).map(cells =>
    cells.map((cell, at) => {
      const column = columns[at]
      if (column === undefined) throw new Error(`there is a cell too many: ${cell}`)
      return cellOf(column, column.kind === 'text' ? cell : cell.replace(decimalSign, '.'))
    }),
  )
}

/** Of objects as JSON.parse gives them. Amounts have at most four decimals, which a double holds below 10^11. */
export function cellsOfObjects(objects: readonly Record<string, unknown>[], { columns }: Table): Cell[][] {
  return objects.map(object =>
    columns.map(({ name, kind }) => {
      const value = object[name]
      if (kind === 'amount') return BigInt(Math.round(Number(value) * 10_000))
      if (kind === 'instant' || kind === 'day') return value instanceof Date ? value.getTime() : Date.parse(String(value))
      if (kind === 'whole') return Number(value)
      return value as Cell // as it was read; the comparison says what is wrong with it
    }),
  )
}

/** A byte order mark at the start of a text is a part of it, which the reader would drop. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const parsers = { ...DEFAULT_PARSERS, stringFromBytes: (bytes: Uint8Array | undefined) => bytes && decoder.decode(bytes) }

/** By hyparquet. */
export async function readParquet(
  pieces: Iterable<Uint8Array<ArrayBuffer>>,
): Promise<{ objects: Record<string, unknown>[]; facts: Map<string, string> }> {
  const bytes = await (await fileOf(pieces, '')).arrayBuffer()
  const file: AsyncBuffer = { byteLength: bytes.byteLength, slice: (start, end) => bytes.slice(start, end) }
  const { key_value_metadata = [] } = await parquetMetadataAsync(file)
  return {
    objects: await parquetReadObjects({ file, parsers }),
    facts: new Map(key_value_metadata.map(({ key, value = '' }) => [key, value])),
  }
}

/** By read-excel-file: the sheet of rows without its header, and that of facts. */
export async function readXlsx(
  pieces: Iterable<Uint8Array<ArrayBuffer>>,
  { columns }: Table,
): Promise<{ cells: Cell[][]; facts: Map<unknown, unknown> }> {
  const sheets = await readSheets(await fileOf(pieces, ''), { trim: false })
  const rows = sheets.find(({ sheet }) => sheet === 'Rows')?.data ?? []
  const cells = rows.slice(1).map(row =>
    columns.map(({ kind }, at): Cell => {
      const value = row[at] ?? null
      if (kind === 'text') return value === null ? '' : String(value)
      if (kind === 'amount') return BigInt(Math.round(Number(value) * 10_000))
      if (value instanceof Date) return value.getTime()
      return value as Cell // as it was read
    }),
  )
  return { cells, facts: new Map(sheets.find(({ sheet }) => sheet === 'About')?.data.map(([name, value]) => [name, value])) }
}
