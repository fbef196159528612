import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import {
  addStoreText,
  createStoreDataset,
  ingestStoreRow,
  recogniseStoreTable,
  rejectStoreRow,
  type StoreDataset,
} from '../../src/stores/index.ts'
import type { ReferenceRow } from '../reference/stores.ts'
import { readShared } from './shared-data.ts'

export const FIXTURES = join(import.meta.dirname, '../fixtures/stores')

export const storeFixture = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8')

export const sharedStores = (): string[] =>
  ['devices.csv', 'stores.csv', 'transactions.csv'].map(name => readShared('store_metrics', name).toString('utf8'))

/** The rows of a CSV text as a reader hands them over: an object of the layout's columns each; rows of another width are left out. */
export function rowsOf(csv: string): ReferenceRow[] {
  const [header = [], ...rows] = Papa.parse(csv.replace(/^\ufeff/, ''), {
    delimiter: ',',
    newline: csv.includes('\r\n') ? '\r\n' : '\n',
  }).data
  const found = recogniseStoreTable(header)
  if (found === null) throw new Error(`No table has the columns ${header.join(', ')}`)
  const whole = rows.filter(cells => cells.length === header.length && cells.length > 1)
  return whole.map(cells => {
    const record: Record<string, string> = Object.create(null)
    found.columns.forEach((column, at) => {
      if (column !== null) record[column] = cells[at] ?? ''
    })
    return { table: found.table, record }
  })
}

/** A data set of rows, which stand in a file 0 at the byte of their number. */
export function storesOf(rows: readonly ReferenceRow[], order: readonly number[] = rows.map((_, at) => at)): StoreDataset {
  const dataset = createStoreDataset()
  for (const at of order) {
    const row = rows[at]
    if (row !== undefined) ingestStoreRow(row.table, row.record, dataset, { file: 0, line: at + 2, byte: at })
  }
  return dataset
}

/** A data set of CSV texts, rows of the wrong width included, as the app would read them. */
export function readStoreTexts(texts: readonly string[]): StoreDataset {
  const dataset = createStoreDataset()
  for (const csv of texts) {
    const lines = csv.replace(/^\ufeff/, '').split(/\r?\n/)
    const header = Papa.parse(lines[0] ?? '', { delimiter: ',' }).data[0] ?? []
    const found = recogniseStoreTable(header)
    if (found === null) throw new Error(`No table has the columns ${header.join(', ')}`)
    const file = addStoreText(dataset, { path: `${found.table}.csv`, table: found.table, format: 'CSV, comma', reason: 'a test' })
    lines.forEach((line, index) => {
      if (index === 0 || line === '') return
      const place = { file, line: index + 1, byte: index }
      const cells = Papa.parse(line, { delimiter: ',' }).data[0] ?? []
      if (cells.length !== header.length) {
        const fault = { reason: 'wrong number of columns', field: null, message: `${cells.length} columns found` } as const
        rejectStoreRow(found.table, dataset, fault, place, line, header)
        return
      }
      const record = Object.fromEntries(found.columns.flatMap((column, at) => (column === null ? [] : [[column, cells[at]]])))
      ingestStoreRow(found.table, record, dataset, place)
    })
  }
  return dataset
}
