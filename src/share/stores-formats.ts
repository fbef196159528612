import { WEEK } from '../base/time.ts'
import type { StoreDefinition } from '../stores/definition.ts'
import type { StoreAnswers, WeeklyAmounts } from '../stores/results.ts'
import type { SqlFile } from '../stores/sql.ts'
import { instantText } from './customer-table.ts'
import { csv } from './delimited.ts'
import { json } from './json.ts'
import { fileOf } from './pieces.ts'
import { type Column, type Facts, type Table, withAboutColumns } from './table.ts'

/** One answer about stores as a table. */
export interface StoreTable extends Table {
  /** For file names and people: “top stores”. */
  readonly subject: string
  readonly definition: StoreDefinition
}

type Given<Row> = {
  readonly [Kind in Column['kind']]: { readonly kind: Kind; value(row: Row): ReturnType<Extract<Column, { kind: Kind }>['value']> }
}[Column['kind']] &
  Pick<Column, 'name' | 'telling'>

const text = <Row>(name: string, value: (row: Row) => string, telling?: Column['telling']): Given<Row> => ({
  name,
  kind: 'text',
  value,
  ...(telling === undefined ? {} : { telling }),
})
const whole = <Row>(name: string, value: (row: Row) => number): Given<Row> => ({ name, kind: 'whole', value })
const figure = <Row>(name: string, value: (row: Row) => number | null): Given<Row> => ({ name, kind: 'figure', value })
/** Euros, exactly. */
const euros = <Row>(name: string, value: (row: Row) => bigint): Given<Row> => ({ name, kind: 'amount', value })
const flag = <Row>(name: string, value: (row: Row) => boolean): Given<Row> => ({ name, kind: 'flag', value })

function tableOf<Row>(
  subject: string,
  definition: StoreDefinition,
  rows: readonly Row[],
  columns: readonly Given<Row>[],
  facts: Facts = {},
): StoreTable {
  const of = (at: number): Row => {
    const row = rows[at]
    if (row === undefined) throw new RangeError(`the table “${subject}” has no row ${at} (it has ${rows.length})`)
    return row
  }
  return {
    subject,
    definition,
    listName: 'rows',
    heading: { answer: subject, currency: 'EUR', ...facts },
    about: { definition: storeDefinitionDocument(definition) },
    // `as`: value and kind come from one Given, and stay together.
    columns: columns.map(column => ({ ...column, value: (at: number) => column.value(of(at)) }) as Column),
    rows: rows.length,
    // Whether anything is beyond ASCII would take a pass over all cells; spreadsheets and parsers skip the mark.
    isAscii: () => false,
  }
}

/** Amounts are exact decimals in euros. */
export function topStoresTable({ topStores, definition }: StoreAnswers): StoreTable {
  return tableOf('top stores', definition, topStores, [
    whole('rank', row => row.rank),
    text('store_id', row => row.storeId, 'id'),
    text('name', row => row.name, 'personal'),
    text('country', row => row.country),
    text('typology', row => row.typology),
    euros('amount', row => row.amountUnits),
    whole('transactions', row => row.transactions),
  ])
}

/** SKUs are text: a program that takes them for numbers loses digits. */
export function topProductsTable({ topProducts, definition }: StoreAnswers): StoreTable {
  return tableOf('top products', definition, topProducts, [
    whole('rank', row => row.rank),
    text('product_sku', row => row.sku),
    text('name', row => row.name),
    whole('names', row => row.names),
    whole('transactions', row => row.transactions),
    euros('amount', row => row.amountUnits),
  ])
}

/** Means are in euros, the doubles nearest to the exact fraction. */
export function averageAmountsTable({ averageAmounts, definition }: StoreAnswers): StoreTable {
  return tableOf('average amounts', definition, averageAmounts, [
    text('typology', row => row.typology),
    text('country', row => row.country),
    figure('mean', row => row.mean),
    euros('amount', row => row.amountUnits),
    whole('transactions', row => row.transactions),
    whole('stores', row => row.stores),
    flag('is_small', row => row.isSmall),
  ])
}

/** Shares are from 0 to 1. */
export function deviceTypeSharesTable({ deviceTypeShares, definition }: StoreAnswers): StoreTable {
  return tableOf('device type shares', definition, deviceTypeShares, [
    text('device_type', row => row.deviceType),
    figure('share', row => row.share),
    whole('transactions', row => row.transactions),
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
        [text('merchant_id', row => row.merchantId, 'id'), whole('stores', row => row.stores), figure('seconds', row => row.seconds)],
        facts,
      )
    : tableOf(
        'first five',
        definition,
        stores,
        [
          text('store_id', row => row.storeId, 'id'),
          text('merchant_id', row => row.merchantId, 'id'),
          figure('seconds', row => row.seconds),
        ],
        facts,
      )
}

/** An answer to be written, among all of them. */
export interface StoresExport {
  readonly table: StoreTable
  readonly all: readonly StoreTable[]
}

/** With the definition, or the rows alone. */
export function storeTable({ table }: StoresExport, withAbout: boolean): StoreTable {
  return withAbout ? table : { ...table, about: null }
}

/** Every answer, in the order of the page. `weekly`: of the chosen store, where there is one. */
export function storeTables(answers: StoreAnswers, weekly: WeeklyAmounts | null): readonly StoreTable[] {
  return [
    topStoresTable(answers),
    ...(weekly === null ? [] : [weeklyAmountsTable(weekly, answers.definition)]),
    topProductsTable(answers),
    averageAmountsTable(answers),
    deviceTypeSharesTable(answers),
    firstFiveTable(answers),
    statusTable(answers, 'byDeviceType'),
    statusTable(answers, 'byCountry'),
    statusTable(answers, 'byStore'),
  ]
}

/** All answers as one document of JSON: an object for each, under its name, as the JSON of that answer alone. */
export function* answersAsJson(tables: readonly StoreTable[]): Generator<string, void, undefined> {
  for (const [at, table] of tables.entries()) {
    yield `${at === 0 ? '{' : ','}\n${JSON.stringify(underscored(table.subject))}: `
    yield* json(table)
  }
  yield tables.length === 0 ? '{}\n' : '}\n'
}

/** All answers as CSV files in a zip, each under its name. The same answers give the same bytes. */
export async function answersAsZip(tables: readonly StoreTable[]): Promise<Blob> {
  const { ZipPieces } = await import('./zip-pieces.ts')
  const zip = new ZipPieces()
  function* pieces(): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
    for (const table of tables)
      for (const _ of zip.addPacked(`${underscored(table.subject)}.csv`, csv(withAboutColumns(table)))) yield* zip.take()
    zip.end()
    yield* zip.take()
  }
  return fileOf(pieces(), 'application/zip')
}

function underscored(subject: string): string {
  return subject.replaceAll(' ', '_')
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
    text(column, row => row.key, grouping === 'byStore' ? 'id' : undefined),
    whole('transactions', row => row.transactions),
    whole('accepted', row => row.byStatus.accepted),
    whole('refused', row => row.byStatus.refused),
    whole('cancelled', row => row.byStatus.cancelled),
    figure('refused_share', row => row.refusedShare),
    figure('cancelled_share', row => row.cancelledShare),
    flag('is_small', row => row.isSmall),
  ])
}

/** One row a calendar week. */
export function weeklyAmountsTable(weekly: WeeklyAmounts, definition: StoreDefinition): StoreTable {
  const last = weekly.amountUnits.length - 1
  const weeks = weekly.amountUnits.map((amountUnits, week) => ({
    start: weekly.start + week * WEEK,
    amountUnits,
    transactions: weekly.transactions[week] ?? 0,
    isPartial: (week === 0 && weekly.isFirstPartial) || (week === last && weekly.isLastPartial),
  }))
  return tableOf('weekly amounts', definition, weeks, [
    text('store_id', () => weekly.storeId, 'id'),
    text('week_start', row => instantText(row.start).slice(0, 10)),
    euros('amount', row => row.amountUnits),
    whole('transactions', row => row.transactions),
    flag('is_partial', row => row.isPartial),
  ])
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
