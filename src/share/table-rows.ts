import type { Column, Table } from './table.ts'
import { Turns, type Work } from './work.ts'

/*
 * A table on its way to another thread: columns are functions of rows, which cannot be sent, so their values are, some rows at a time.
 */

/** Rows that are read off in one go: under a millisecond for twenty columns. */
const ROWS_PER_BATCH = 250

/** What is known of a table before its rows. */
export interface TableHead extends Pick<Table, 'listName' | 'heading' | 'about' | 'rows'> {
  readonly columns: readonly Pick<Column, 'name' | 'kind'>[]
}

/** The values of some rows, column by column; what nothing is known of is NaN. */
export type RowBatch = readonly (Float64Array | readonly string[] | readonly (number | bigint)[])[]

export function headOf({ listName, heading, about, rows, columns }: Table): TableHead {
  return { listName, heading, about, rows, columns: columns.map(({ name, kind }) => ({ name, kind })) }
}

/** Reads a table off and hands its rows over, in turns; the work is told the share that has been handed over. */
export async function sendRows({ columns, rows }: Table, work: Work, send: (batch: RowBatch) => void): Promise<void> {
  const turns = new Turns(work)
  for (let start = 0; start < rows; start += ROWS_PER_BATCH) {
    const end = Math.min(rows, start + ROWS_PER_BATCH)
    send(columns.map(column => valuesOf(column, start, end)))
    if (turns.isOver()) await turns.next(end / rows)
  }
}

function valuesOf(column: Column, start: number, end: number): RowBatch[number] {
  const list = <Value>(value: (row: number) => Value): Value[] => Array.from({ length: end - start }, (_, index) => value(start + index))
  switch (column.kind) {
    case 'text':
      return list(row => column.value(row))
    case 'amount':
      return list(row => column.value(row))
    case 'whole':
    case 'instant':
    case 'day':
      return Float64Array.from(list(row => column.value(row)))
    case 'figure':
      return Float64Array.from(list(row => column.value(row) ?? Number.NaN))
    case 'flag':
      return Float64Array.from(list(row => (column.value(row) ? 1 : 0)))
    default:
      return column satisfies never
  }
}

/** The table again, of all its batches. */
export function tableOfRows({ columns, ...head }: TableHead, batches: readonly RowBatch[]): Table {
  const at = (column: number, row: number): string | number | bigint | undefined =>
    batches[Math.floor(row / ROWS_PER_BATCH)]?.[column]?.[row % ROWS_PER_BATCH]
  const numberAt = (column: number, row: number): number => Number(at(column, row) ?? Number.NaN)
  return {
    ...head,
    columns: columns.map(({ name, kind }, index): Column => {
      switch (kind) {
        case 'text':
          return { name, kind, value: row => String(at(index, row) ?? '') }
        case 'amount':
          return { name, kind, value: row => amountOf(at(index, row)) }
        case 'whole':
        case 'instant':
        case 'day':
          return { name, kind, value: row => numberAt(index, row) }
        case 'figure':
          return { name, kind, value: row => (Number.isNaN(numberAt(index, row)) ? null : numberAt(index, row)) }
        case 'flag':
          return { name, kind, value: row => numberAt(index, row) === 1 }
        default:
          return kind satisfies never
      }
    }),
    // Only spreadsheets' text wants to know, which is not written from here.
    isAscii: () => false,
  }
}

function amountOf(value: string | number | bigint | undefined): number | bigint {
  return typeof value === 'bigint' ? value : Number(value ?? Number.NaN)
}
