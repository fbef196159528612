import type { StoreDefinition } from '../stores/definition.ts'
import type { StoreAnswers, WeeklyAmounts } from '../stores/results.ts'
import type { SqlFile } from '../stores/sql.ts'
import { csvCell, formulaSafe } from './cells.ts'
import { BYTE_ORDER_MARK } from './customer-formats.ts'
import { instantText } from './customer-table.ts'
import { type ExportFormat, textFormat } from './export.ts'
import { piecesOf } from './pieces.ts'
import { amountText, plainNumber } from './plain-number.ts'

/** One answer about stores as a table, ready to be written: the cells of a row are in the order of the columns. */
export interface StoreTable {
  /** For file names and people: “top stores”. */
  readonly subject: string
  readonly definition: StoreDefinition
  /** Figures about the table as a whole, for the JSON document. */
  readonly facts: Readonly<Record<string, number | null>>
  readonly columns: readonly { readonly name: string; readonly kind: 'text' | 'number' | 'flag' }[]
  readonly rows: number
  /** Numbers without grouping or exponent, empty where nothing is known; flags are “true” and “false”. */
  cells(row: number): readonly string[]
}

interface Column<Row> {
  readonly name: string
  readonly kind: 'text' | 'number' | 'flag'
  cell(row: Row): string
}

const text = <Row>(name: string, cell: (row: Row) => string): Column<Row> => ({ name, kind: 'text', cell })
const number = <Row>(name: string, value: (row: Row) => number | null): Column<Row> => ({
  name,
  kind: 'number',
  cell: row => {
    const found = value(row)
    return found === null ? '' : plainNumber(found)
  },
})
/** Euros, exactly. */
const euros = <Row>(name: string, units: (row: Row) => bigint): Column<Row> => ({
  name,
  kind: 'number',
  cell: row => amountText(units(row)),
})
const flag = <Row>(name: string, isSet: (row: Row) => boolean): Column<Row> => ({
  name,
  kind: 'flag',
  cell: row => (isSet(row) ? 'true' : 'false'),
})

function tableOf<Row>(
  subject: string,
  definition: StoreDefinition,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  facts: StoreTable['facts'] = {},
): StoreTable {
  return {
    subject,
    definition,
    facts,
    columns,
    rows: rows.length,
    cells: at => {
      const row = rows[at]
      return row === undefined ? [] : columns.map(column => column.cell(row))
    },
  }
}

/** Amounts are exact decimals in euros. */
export function topStoresTable({ topStores, definition }: StoreAnswers): StoreTable {
  return tableOf('top stores', definition, topStores, [
    number('rank', row => row.rank),
    text('store_id', row => row.storeId),
    text('name', row => row.name),
    text('country', row => row.country),
    text('typology', row => row.typology),
    euros('amount', row => row.amountUnits),
    number('transactions', row => row.transactions),
  ])
}

/** SKUs are text: a program that takes them for numbers loses digits. */
export function topProductsTable({ topProducts, definition }: StoreAnswers): StoreTable {
  return tableOf('top products', definition, topProducts, [
    number('rank', row => row.rank),
    text('product_sku', row => row.sku),
    text('name', row => row.name),
    number('names', row => row.names),
    number('transactions', row => row.transactions),
    euros('amount', row => row.amountUnits),
  ])
}

/** Means are in euros, the doubles nearest to the exact fraction. */
export function averageAmountsTable({ averageAmounts, definition }: StoreAnswers): StoreTable {
  return tableOf('average amounts', definition, averageAmounts, [
    text('typology', row => row.typology),
    text('country', row => row.country),
    number('mean', row => row.mean),
    euros('amount', row => row.amountUnits),
    number('transactions', row => row.transactions),
    number('stores', row => row.stores),
    flag('is_small', row => row.isSmall),
  ])
}

/** Shares are from 0 to 1. */
export function deviceTypeSharesTable({ deviceTypeShares, definition }: StoreAnswers): StoreTable {
  return tableOf('device type shares', definition, deviceTypeShares, [
    text('device_type', row => row.deviceType),
    number('share', row => row.share),
    number('transactions', row => row.transactions),
    euros('amount', row => row.amountUnits),
  ])
}

/** One row a store, or a merchant where the mean is over merchants. */
export function firstFiveTable({ firstFive, definition }: StoreAnswers): StoreTable {
  const { stores, merchants, meanSeconds, medianSeconds, storesWithFewer, storesWithNone } = firstFive
  const facts = {
    mean_seconds: meanSeconds,
    median_seconds: medianSeconds,
    stores_with_five: stores.length,
    stores_with_fewer: storesWithFewer,
    stores_with_none: storesWithNone,
  }
  return definition.firstFiveMeanOf === 'merchants'
    ? tableOf(
        'first five by merchant',
        definition,
        merchants,
        [text('merchant_id', row => row.merchantId), number('stores', row => row.stores), number('seconds', row => row.seconds)],
        facts,
      )
    : tableOf(
        'first five',
        definition,
        stores,
        [text('store_id', row => row.storeId), text('merchant_id', row => row.merchantId), number('seconds', row => row.seconds)],
        facts,
      )
}

export type StatusGrouping = Exclude<keyof StoreAnswers['statusBreakdowns'], 'all'>

const GROUP_COLUMN = { byStore: 'store_id', byDeviceType: 'device_type', byCountry: 'country' } as const satisfies Record<
  StatusGrouping,
  string
>

/** Shares are of the transactions of the group, from 0 to 1. */
export function statusTable({ statusBreakdowns, definition }: StoreAnswers, grouping: StatusGrouping): StoreTable {
  const column = GROUP_COLUMN[grouping]
  return tableOf(`statuses by ${column.replace('_id', '').replace('_', ' ')}`, definition, statusBreakdowns[grouping], [
    text(column, row => row.key),
    number('transactions', row => row.transactions),
    number('accepted', row => row.byStatus.accepted),
    number('refused', row => row.byStatus.refused),
    number('cancelled', row => row.byStatus.cancelled),
    number('refused_share', row => row.refusedShare),
    number('cancelled_share', row => row.cancelledShare),
    flag('is_small', row => row.isSmall),
  ])
}

const WEEK_MS = 7 * 86_400_000

/** One row a calendar week. */
export function weeklyAmountsTable(weekly: WeeklyAmounts, definition: StoreDefinition): StoreTable {
  const last = weekly.amountUnits.length - 1
  const weeks = weekly.amountUnits.map((amountUnits, week) => ({
    start: weekly.start + week * WEEK_MS,
    amountUnits,
    transactions: weekly.transactions[week] ?? 0,
    isPartial: (week === 0 && weekly.isFirstPartial) || (week === last && weekly.isLastPartial),
  }))
  return tableOf('weekly amounts', definition, weeks, [
    text('store_id', () => weekly.storeId),
    text('week_start', row => instantText(row.start).slice(0, 10)),
    euros('amount', row => row.amountUnits),
    number('transactions', row => row.transactions),
    flag('is_partial', row => row.isPartial),
  ])
}

export const STORE_FORMATS: readonly ExportFormat<StoreTable>[] = [
  textFormat({
    id: 'csv',
    label: 'CSV',
    description: 'For spreadsheets and databases: the whole table, figures in full.',
    extension: 'csv',
    extent: 'rows',
    mime: 'text/csv',
    pieces: storeTableCsv,
  }),
  textFormat({
    id: 'json',
    label: 'JSON',
    description: 'One document with the definition and the rows.',
    extension: 'json',
    extent: 'rows',
    mime: 'application/json',
    pieces: storeTableJson,
  }),
]

/** CSV after RFC 4180, as `customersCsv` writes it. */
export function* storeTableCsv(table: StoreTable): Generator<string, void, undefined> {
  // Whether anything is beyond ASCII would take a pass over all cells; spreadsheets and parsers skip the mark.
  yield `${BYTE_ORDER_MARK}${table.columns.map(({ name }) => name).join(',')}\r\n`
  yield* piecesOf(table.rows, row => {
    const cells = table.cells(row).map((cell, column) => (table.columns[column]?.kind === 'text' ? csvCell(formulaSafe(cell)) : cell))
    return `${cells.join(',')}\r\n`
  })
}

/** One document: the definition, the facts, and the rows. Unknown numbers are null. */
export function* storeTableJson(table: StoreTable): Generator<string, void, undefined> {
  const head = { answer: table.subject, definition: storeDefinitionDocument(table.definition), currency: 'EUR', ...table.facts }
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "rows": [`
  yield* piecesOf(table.rows, row => {
    const members = table.cells(row).map((cell, at) => {
      const { name = '', kind = 'text' } = table.columns[at] ?? {}
      return `"${name}":${kind === 'text' ? JSON.stringify(cell) : cell === '' ? 'null' : cell}`
    })
    return `${row === 0 ? '' : ','}\n    {${members.join(',')}}`
  })
  yield `${table.rows === 0 ? '' : '\n  '}]\n}\n`
}

/** Every parameter under the name that documents use: `first_five_from`. */
function storeDefinitionDocument(definition: StoreDefinition): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(definition).map(([name, value]) => [name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`), value]),
  )
}

/** All files of a model one after the other, to be run in one go. */
export function sqlScript(files: readonly SqlFile[]): string {
  return files.map(({ path, text: sql }) => `-- ${path}\n${sql}`).join('\n')
}

/** The files of a model in their folders, as a zip. The same files give the same bytes: zips hold local times, so one fixed time is written. */
export async function sqlZip(files: readonly SqlFile[]): Promise<Blob> {
  const { strToU8, zipSync } = await import('fflate')
  const entries = Object.fromEntries(files.map(({ path, text: sql }) => [path, strToU8(sql)]))
  return new Blob([zipSync(entries, { mtime: new Date(2000, 0, 1) })], { type: 'application/zip' })
}
