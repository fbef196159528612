import type { CustomerDirectory, DatasetSummary, EventTables, WeekTable } from '../ltv/results.ts'
import type { CustomerTable } from './customer-table.ts'
import type { PredictionRows } from './prediction-formats.ts'
import { pseudonymColumn, pseudonymsOf } from './pseudonyms.ts'
import type { StoresExport, StoreTable } from './stores-formats.ts'
import type { Column } from './table.ts'
import { partOf, type Work } from './work.ts'

/** How people are to go by other names. */
export interface PseudonymOrder {
  /** As readPseudonymKey gives it. */
  readonly key: string
  /** Whether city and state stay: a small town and a sum can be one person. */
  readonly withPlaces: boolean
  readonly work: Work
}

/**
 * Customers by pseudonyms, whatever is written of them: ids of customers, orders, pages and images; last names and cameras are left out, places too unless they are
 * wanted, and files go by number. The fingerprint stays that of the data as it was read. Errors and cost as {@link pseudonymColumn}: for each customer of the rows,
 * and with the events for each order, page and image.
 */
export async function pseudonymousCustomers(source: CustomerTable, extent: 'rows' | 'all', order: PseudonymOrder): Promise<CustomerTable> {
  const { directory, ranking, rows, summary } = source
  const customers =
    extent === 'all' ? null : Uint32Array.from({ length: rows.count }, (_, row) => ranking.customer[rows.rankIndexAt(row)] ?? 0)
  return {
    ...source,
    directory: await pseudonymousDirectory(directory, customers, order),
    asRead: directory,
    summary: withoutFileNames(summary),
    eventTables: async () => pseudonymousEvents(await source.eventTables(), order),
    weekTable: async () => pseudonymousWeeks(await source.weekTable(), order),
  }
}

/** A prediction's customers by pseudonyms; see {@link pseudonymousCustomers}. */
export async function pseudonymousPredictions({ table, buyers }: PredictionRows, order: PseudonymOrder): Promise<PredictionRows> {
  const { customer } = table.prediction
  const customers = buyers === null ? customer : Uint32Array.from(buyers, buyer => customer[buyer] ?? 0)
  return { buyers, table: { ...table, directory: await pseudonymousDirectory(table.directory, customers, order) } }
}

/** Stores and merchants by pseudonyms, of one answer or of all, each the same everywhere; names of stores are left out. */
export function pseudonymousStores({ table, all }: StoresExport, extent: 'rows' | 'all', { key }: PseudonymOrder): StoresExport {
  const tables = extent === 'all' ? all : [table]
  const ids = new Set<string>()
  for (const { columns, rows } of tables) {
    for (const column of columns) {
      if (column.kind !== 'text' || column.telling !== 'id') continue
      for (let row = 0; row < rows; row += 1) ids.add(column.value(row))
    }
  }
  ids.delete('')
  const known = [...ids]
  const names = pseudonymsOf(known, key)
  const nameOf = new Map(known.map((id, index) => [id, names[index] ?? '']))
  const renamed = (named: StoreTable): StoreTable => ({
    ...named,
    columns: named.columns.map((column): Column => {
      if (column.kind !== 'text' || column.telling === undefined) return column
      return { ...column, value: column.telling === 'id' ? row => nameOf.get(column.value(row)) ?? '' : () => '' }
    }),
  })
  return { table: renamed(table), all: extent === 'all' ? all.map(renamed) : [] }
}

/** @param customers of whom names are needed, each once; null for all. The others have none in what comes back. */
async function pseudonymousDirectory(
  directory: CustomerDirectory,
  customers: Uint32Array | null,
  { key, withPlaces, work }: PseudonymOrder,
): Promise<CustomerDirectory> {
  const { names, inOrder } = await pseudonymColumn(directory.ids, customers, key, work)
  return { ...directory, ids: names, byId: inOrder, place: withPlaces ? directory.place : new Uint32Array(directory.place.length) }
}

async function pseudonymousEvents(tables: EventTables, { key, withPlaces, work }: PseudonymOrder): Promise<EventTables> {
  const [ids, keys] = [tables.ids.starts.length, tables.keys.starts.length]
  const half = ids / (ids + keys)
  const customers = await pseudonymColumn(tables.ids, null, key, partOf(work, 0, half))
  const things = await pseudonymColumn(tables.keys, null, key, partOf(work, half, 1))
  for (const { lastName, city, state } of [tables.customers, tables.customerVersions]) {
    lastName.fill(0)
    if (withPlaces) continue
    city.fill(0)
    state.fill(0)
  }
  tables.images.camera.fill(0)
  const names = withPlaces ? tables.names : { bytes: new Uint8Array(0), starts: new Uint32Array(2) }
  const own = { ids: customers.names, keys: things.names, byId: customers.inOrder, names }
  const buffers = [...tables.buffers, own.byId.buffer, ...[own.ids, own.keys].flatMap(({ bytes, starts }) => [bytes.buffer, starts.buffer])]
  return { ...tables, ...own, buffers }
}

/** Weeks of customers by pseudonyms, in the order of those, which says nothing of that of the ids. */
export async function pseudonymousWeeks(table: WeekTable, { key, work }: PseudonymOrder): Promise<WeekTable> {
  const { names, inOrder } = await pseudonymColumn(table.ids, null, key, work)
  return { ...table, ids: names, byId: inOrder }
}

/** People name files after customers, so files go by number, also where a note names them. */
function withoutFileNames(summary: DatasetSummary): DatasetSummary {
  const files = summary.files.map((file, index) => ({ ...file, name: `file ${index + 1}` }))
  const names = summary.files.map(({ name }, index) => ({ name, number: `file ${index + 1}` })).filter(({ name }) => name !== '')
  // Longer names first: “a.csv” may be a part of “data.csv”.
  names.sort((a, b) => b.name.length - a.name.length || (a.name < b.name ? -1 : 1))
  const notes = summary.notes.map(note => ({
    ...note,
    message: names.reduce((said, { name, number }) => said.replaceAll(name, number), note.message),
  }))
  return { ...summary, files, notes }
}
