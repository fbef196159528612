import { sortedPlaces } from '../base/order.ts'
import type { CustomerDirectory, DatasetSummary, EventTables, TextColumn, WeekTable } from '../ltv/results.ts'
import type { CustomerTable } from './customer-table.ts'
import type { PredictionRows } from './prediction-formats.ts'
import { pseudonymsOf, type Signing } from './pseudonyms.ts'
import type { StoreTable } from './stores-formats.ts'
import type { Column } from './table.ts'
import { textAt } from './texts.ts'

/** How people are to go by other names. */
export interface PseudonymOrder {
  /** As readPseudonymKey gives it. */
  readonly key: string
  /** Whether city and state stay: a small town and a sum can be one person. */
  readonly withPlaces: boolean
  readonly signing: Signing
  /** Told how many names of how many are done. */
  told(share: number): void
}

/**
 * Customers by pseudonyms, whatever is written of them: ids of customers, orders, pages and images; last names and cameras are left out, places too unless they are
 * wanted, and files go by number. The fingerprint stays that of the data as it was read. Errors and cost as {@link pseudonymsOf}: about 10 µs a customer of the rows,
 * and for the events as much for each order, page and image.
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

/** Stores and merchants by pseudonyms; names of stores are left out. */
export async function pseudonymousStores(table: StoreTable, { key, signing, told }: PseudonymOrder): Promise<StoreTable> {
  const ids = new Set<string>()
  for (const column of table.columns) {
    if (column.kind !== 'text' || column.telling !== 'id') continue
    for (let row = 0; row < table.rows; row += 1) ids.add(column.value(row))
  }
  ids.delete('')
  const known = [...ids]
  const names = await pseudonymsOf(known, key, signing, done => told(done / known.length))
  const nameOf = new Map(known.map((id, index) => [id, names[index] ?? '']))
  const columns = table.columns.map((column): Column => {
    if (column.kind !== 'text' || column.telling === undefined) return column
    return { ...column, value: column.telling === 'id' ? row => nameOf.get(column.value(row)) ?? '' : () => '' }
  })
  return { ...table, columns }
}

/** @param customers of whom names are needed; null for all. The others have none in what comes back. */
async function pseudonymousDirectory(
  directory: CustomerDirectory,
  customers: Uint32Array | null,
  { key, withPlaces, signing, told }: PseudonymOrder,
): Promise<CustomerDirectory> {
  const wanted = customers ?? Uint32Array.from({ length: directory.customers }, (_, index) => index)
  const ids = Array.from(wanted, customer => textAt(directory.ids, customer))
  const names = await pseudonymsOf(ids, key, signing, done => told(done / ids.length))
  const texts: string[] = new Array(directory.customers).fill('')
  wanted.forEach((customer, index) => {
    texts[customer] = names[index] ?? ''
  })
  return {
    ...directory,
    ids: textColumn(texts),
    byId: inOrder(texts),
    place: withPlaces ? directory.place : new Uint32Array(directory.place.length),
  }
}

async function pseudonymousEvents(tables: EventTables, { key, withPlaces, signing, told }: PseudonymOrder): Promise<EventTables> {
  const ids = textsOf(tables.ids)
  const keys = textsOf(tables.keys)
  const total = ids.length + keys.length
  const idNames = await pseudonymsOf(ids, key, signing, done => told(done / total))
  const keyNames = await namesOrBlank(keys, key, signing, done => told((ids.length + done) / total))
  for (const { lastName, city, state } of [tables.customers, tables.customerVersions]) {
    lastName.fill(0)
    if (withPlaces) continue
    city.fill(0)
    state.fill(0)
  }
  tables.images.camera.fill(0)
  const names = withPlaces ? tables.names : textColumn([''])
  const own = { ids: textColumn(idNames), keys: textColumn(keyNames), byId: inOrder(idNames), names }
  const buffers = [...tables.buffers, own.byId.buffer, ...[own.ids, own.keys].flatMap(({ bytes, starts }) => [bytes.buffer, starts.buffer])]
  return { ...tables, ...own, buffers }
}

/** Weeks of customers by pseudonyms, in the order of those, which says nothing of that of the ids. */
export async function pseudonymousWeeks(table: WeekTable, { key, signing, told }: PseudonymOrder): Promise<WeekTable> {
  const ids = textsOf(table.ids)
  const names = await pseudonymsOf(ids, key, signing, done => told(done / ids.length))
  return { ...table, ids: textColumn(names), byId: inOrder(names) }
}

async function namesOrBlank(texts: readonly string[], key: string, signing: Signing, told: (done: number) => void): Promise<string[]> {
  const names = await pseudonymsOf(texts, key, signing, told)
  return texts.map((text, index) => (text === '' ? '' : (names[index] ?? '')))
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

function textsOf(column: TextColumn): string[] {
  return Array.from({ length: column.starts.length - 1 }, (_, index) => textAt(column, index))
}

function textColumn(texts: readonly string[]): TextColumn {
  const starts = new Uint32Array(texts.length + 1)
  // Pseudonyms are ASCII: a byte a character.
  const bytes = new TextEncoder().encode(texts.join(''))
  for (const [index, text] of texts.entries()) starts[index + 1] = (starts[index] ?? 0) + text.length
  return { bytes, starts }
}

/** Digits of a pseudonym that a double holds exactly; the first is a letter. Two that share them are as likely as two that are the same. */
const DIGITS = 13

/** Places in ascending order of pseudonyms; comparing texts would take a second for 500,000. */
function inOrder(pseudonyms: readonly string[]): Uint32Array<ArrayBuffer> {
  return sortedPlaces(Float64Array.from(pseudonyms, name => (name === '' ? -1 : Number.parseInt(name.slice(1, 1 + DIGITS), 16))))
}
