import Papa from 'papaparse'
import { STORE_TABLES, type StoreTable, sampleStores } from '../../src/stores/index.ts'
import { sheetOf, workbookOf } from './workbook.ts'

/** A small chain: 12 stores, 20 devices and 400 transactions, with card numbers, times as `03/24/2023 4:52:21`. */
const TABLES = sampleStores({ seed: 77, stores: 12, devices: 20, transactions: 400, withCards: true })

/** The three tables as CSV texts. */
export type StoreTexts = Readonly<Record<StoreTable, string>>

export const PLAIN_STORES: StoreTexts = {
  devices: [...TABLES.devices()].join(''),
  stores: [...TABLES.stores()].join(''),
  transactions: [...TABLES.transactions()].join(''),
}

/** Every cell of every table written in another way; `column` is that of its header. */
function written(change: (cell: string, column: string) => string | null, delimiter = ','): StoreTexts {
  const table = (text: string): string => {
    const [header = [], ...rows] = Papa.parse(text.trimEnd(), { delimiter: ',', newline: '\n' }).data
    const kept = header.map((column, at) => ({ column, at })).filter(({ column }) => change('', column) !== null)
    const lineOf = (cells: readonly (string | null)[]): string =>
      cells.map(cell => (cell !== null && /[",;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)
    const lines = rows.map(cells => lineOf(kept.map(({ column, at }) => change(cells[at] ?? '', column))))
    return [lineOf(kept.map(({ column }) => column)), ...lines].join('\r\n')
  }
  return { devices: table(PLAIN_STORES.devices), stores: table(PLAIN_STORES.stores), transactions: table(PLAIN_STORES.transactions) }
}

const KEYS = ['id', 'device_id', 'store_id', 'customer_id', 'type']
const isTime = (column: string): boolean => column.endsWith('_at')

function iso(time: string): string {
  const [, month, day, year, clock = ''] = /^(\d+)\/(\d+)\/(\d+) (.*)$/.exec(time) ?? []
  return month === undefined ? time : `${year}-${month}-${day}T${clock.padStart(8, '0')}Z`
}

/** The same tables as other programs write them. */
export const WRITTEN_OTHERWISE: Readonly<Record<string, () => StoreTexts>> = {
  'times as MM-DD-YYYY': () => written((cell, column) => (isTime(column) ? cell.replaceAll('/', '-') : cell)),
  'times as ISO 8601': () => written((cell, column) => (isTime(column) ? iso(cell) : cell)),
  'ids as 1.0 and SKUs as 3770009015048.0': () =>
    written((cell, column) => (cell !== '' && (KEYS.includes(column) || column === 'product_sku') ? `${cell}.0` : cell)),
  'cells separated by semicolons': () => written(cell => cell, ';'),
  'a byte order mark': () => ({
    devices: `\ufeff${PLAIN_STORES.devices}`,
    stores: `\ufeff${PLAIN_STORES.stores}`,
    transactions: `\ufeff${PLAIN_STORES.transactions}`,
  }),
  'no columns of cards': () => written((cell, column) => (['card_number', 'cvv'].includes(column) ? null : cell)),
  'the category in a second product_name': () => ({
    ...PLAIN_STORES,
    transactions: PLAIN_STORES.transactions.replace('category_name', 'product_name'),
  }),
}

/** The same tables as the sheets of one workbook. */
export async function storesWorkbook(): Promise<Uint8Array> {
  const sheets = Object.fromEntries(STORE_TABLES.map(table => [table, sheetOf(PLAIN_STORES[table])]))
  return new Uint8Array(await (await workbookOf(sheets)).arrayBuffer())
}
