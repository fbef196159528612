import { unitsToAmount } from '../base/money.ts'
import { safeRow } from './cards.ts'
import type { StoreDataset } from './dataset.ts'
import { STATUSES } from './fields.ts'
import { STORE_COLUMNS, type StoreTable } from './tables.ts'

/**
 * A row of the data set as text, by the columns of its layout. Put together from what was understood: texts trimmed, times as ISO dates, amounts as numbers;
 * for columns that the file did not have, nothing.
 */
export function rowText(dataset: StoreDataset, table: StoreTable, row: number): string {
  const cells = cellsOf(dataset, table, row)
  const columns = STORE_COLUMNS[table]
  return safeRow(
    columns,
    columns.map(column => cells[column] ?? ''),
  )
}

function cellsOf(dataset: StoreDataset, table: StoreTable, row: number): Readonly<Record<string, string>> {
  const { devices, stores, transactions, labels } = dataset
  const label = (column: Uint32Array): string => labels.text(column[row] ?? 0)
  const id = dataset[table].ids.text(dataset[table].id[row] ?? 0)
  switch (table) {
    case 'devices':
      return { id, type: label(devices.type), store_id: dataset.storeIds.text(devices.store[row] ?? 0) }
    case 'stores':
      return {
        id,
        name: label(stores.name),
        address: label(stores.address),
        city: label(stores.city),
        country: label(stores.country),
        created_at: isoTime(stores.createdAt[row] ?? 0),
        typology: label(stores.typology),
        customer_id: label(stores.merchant),
      }
    case 'transactions':
      return {
        id,
        device_id: dataset.deviceIds.text(transactions.device[row] ?? 0),
        product_name: label(transactions.name),
        product_sku: dataset.skus.text(transactions.sku[row] ?? 0),
        category_name: label(transactions.category),
        amount: String(unitsToAmount(transactions.units[row] ?? 0)),
        status: STATUSES[transactions.status[row] ?? 0] ?? '',
        created_at: isoTime(transactions.createdAt[row] ?? 0),
        happened_at: isoTime(transactions.happenedAt[row] ?? 0),
      }
    default:
      return table satisfies never
  }
}

function isoTime(time: number): string {
  return new Date(time).toISOString()
}
