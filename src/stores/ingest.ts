import { ExactNumber } from '../base/exact-number.ts'
import { packPlace } from '../base/places.ts'
import { type Fault, NOT_AN_OBJECT, type Place } from '../base/rejects.ts'
import { redactRow, safeRow } from './cards.ts'
import { addStoreNote, type StoreDataset } from './dataset.ts'
import {
  amountFault,
  amountUnits,
  cellText,
  isDayFirstTime,
  keyFault,
  keyText,
  statusFault,
  statusNumber,
  storeTime,
  textFault,
  timeFault,
} from './fields.ts'
import { STORE_COLUMNS, type StoreTable } from './tables.ts'
import type { TransactionContent } from './transaction-rows.ts'

/** The place of rows that are handed over directly, not read from a file. */
const NO_PLACE: Place = { file: -1, line: 0, byte: 0 }

/**
 * Takes one row of a table into a data set, or counts it as a reject. Rows and tables may come in any order and more than once: the answers are the same.
 * Keys, amounts, statuses and times must be there and sound; names, places, types, typologies and categories may be blank. Columns that the table's layout does
 * not have are not looked at. The text of a reject is put together from the layout's columns, so that it never holds a card number.
 *
 * @param record an object of columns: texts, numbers ({@link ExactNumber} where a double would lose digits) or nulls. Anything else is a reject.
 * @param place where the row stands; `file` is a number given by `addStoreText`. Without it the row belongs to no file.
 * @returns null when the row was taken in, otherwise what is wrong with it. That it does not fit the other rows (unknown device, id used twice) is found by settling.
 * Cost: about 1.5 µs for a transaction (a million in Node 20, on a machine with other work to do). Rows of files are mostly taken by TransactionLines instead.
 */
export function ingestStoreRow(table: StoreTable, record: unknown, dataset: StoreDataset, place: Place = NO_PLACE): Fault | null {
  dataset.count(table, place)
  const fault = accept(table, record, dataset, place)
  if (fault !== null) {
    dataset.reject(table, fault, place, () => safeText(table, record))
    noteDayFirst(record, fault, dataset, place)
  }
  return fault
}

/**
 * Counts and keeps a row that its reader found broken, with its text redacted.
 *
 * @param raw the row's text; `header`: the cells of the header row, by which card numbers are found in it.
 */
export function rejectStoreRow(
  table: StoreTable,
  dataset: StoreDataset,
  fault: Fault,
  place: Place,
  raw: string,
  header: readonly string[],
  delimiter = ',',
): void {
  dataset.count(table, place)
  dataset.reject(table, fault, place, () => redactRow(raw, header, delimiter))
}

/** A time that can only be read with the day first makes those that were read with the month first doubtful. */
function noteDayFirst(record: unknown, { field }: Fault, dataset: StoreDataset, place: Place): void {
  if ((field !== 'created_at' && field !== 'happened_at') || typeof record !== 'object' || record === null) return
  if (dataset.texts[place.file] !== undefined && isDayFirstTime(ownCells(record)[field]))
    addStoreNote(dataset, place.file, 'day-first-times', 1)
}

/** What may be read of a record; foreign data until looked at. */
type Cells = Readonly<Record<string, unknown>>

function accept(table: StoreTable, record: unknown, dataset: StoreDataset, place: Place): Fault | null {
  if (typeof record !== 'object' || record === null || Array.isArray(record) || record instanceof ExactNumber) {
    return { reason: NOT_AN_OBJECT, field: null, message: 'this is no row of a table (expected an object)' }
  }
  const cells = ownCells(record)
  switch (table) {
    case 'transactions':
      return acceptTransaction(cells, dataset, place)
    case 'devices':
      return acceptDevice(cells, dataset, place)
    case 'stores':
      return acceptStore(cells, dataset, place)
    default:
      return table satisfies never
  }
}

// One object for all transactions: the columns copy what is in it.
const content: TransactionContent = { device: 0, sku: 0, name: 0, category: 0, units: 0, status: 0, createdAt: 0, happenedAt: 0 }

function acceptTransaction(cells: Cells, dataset: StoreDataset, place: Place): Fault | null {
  const id = keyText(cells['id'])
  if (id === null || id === '') return keyFault('id', cells['id'])
  const device = keyText(cells['device_id'])
  if (device === null || device === '') return keyFault('device_id', cells['device_id'])
  const sku = keyText(cells['product_sku'])
  if (sku === null || sku === '') return keyFault('product_sku', cells['product_sku'])
  const units = amountUnits(cells['amount'])
  if (units === null) return amountFault(cells['amount'])
  const status = statusNumber(cells['status'])
  if (status < 0) return statusFault(cells['status'])
  const createdAt = storeTime(cells['created_at'])
  if (Number.isNaN(createdAt)) return timeFault('created_at', cells['created_at'])
  const happenedAt = storeTime(cells['happened_at'])
  if (Number.isNaN(happenedAt)) return timeFault('happened_at', cells['happened_at'])
  const name = cellText(cells['product_name'])
  if (name === null) return textFault('product_name', cells['product_name'])
  const category = cellText(cells['category_name'])
  if (category === null) return textFault('category_name', cells['category_name'])

  // Only now that nothing can be wrong any more are texts entered.
  content.device = dataset.deviceIds.intern(device)
  content.sku = dataset.skus.intern(sku)
  content.name = dataset.labels.intern(name)
  content.category = dataset.labels.intern(category)
  content.units = units
  content.status = status
  content.createdAt = createdAt
  content.happenedAt = happenedAt
  dataset.transactions.add(dataset.transactionIds.intern(id), content, packPlace(place.file, place.byte), place.line)
  return null
}

function acceptDevice(cells: Cells, dataset: StoreDataset, place: Place): Fault | null {
  const id = keyText(cells['id'])
  if (id === null || id === '') return keyFault('id', cells['id'])
  const store = keyText(cells['store_id'])
  if (store === null || store === '') return keyFault('store_id', cells['store_id'])
  // A key of no table, but written as one: `4.0` is type 4.
  const type = keyText(cells['type'])
  if (type === null) return textFault('type', cells['type'])
  const { deviceIds, labels, storeIds } = dataset
  dataset.devices.add(deviceIds.intern(id), labels.intern(type), storeIds.intern(store), packPlace(place.file, place.byte), place.line)
  return null
}

const STORE_TEXTS = ['name', 'address', 'city', 'country', 'typology'] as const

function acceptStore(cells: Cells, dataset: StoreDataset, place: Place): Fault | null {
  const id = keyText(cells['id'])
  if (id === null || id === '') return keyFault('id', cells['id'])
  const merchant = keyText(cells['customer_id'])
  if (merchant === null || merchant === '') return keyFault('customer_id', cells['customer_id'])
  const createdAt = storeTime(cells['created_at'])
  if (Number.isNaN(createdAt)) return timeFault('created_at', cells['created_at'])
  const texts = { name: '', address: '', city: '', country: '', typology: '' }
  for (const column of STORE_TEXTS) {
    const text = cellText(cells[column])
    if (text === null) return textFault(column, cells[column])
    texts[column] = text
  }
  const { labels, storeIds, stores } = dataset
  const row = {
    merchant: labels.intern(merchant),
    country: labels.intern(texts.country),
    typology: labels.intern(texts.typology),
    name: labels.intern(texts.name),
    address: labels.intern(texts.address),
    city: labels.intern(texts.city),
    createdAt,
  }
  stores.add(storeIds.intern(id), row, packPlace(place.file, place.byte), place.line)
  return null
}

/** The record itself where nothing can be inherited, otherwise a copy of its own properties. */
function ownCells(record: object): Cells {
  const prototype: unknown = Object.getPrototypeOf(record)
  // `as`: whatever the object holds, its values are unknown until looked at.
  return (prototype === Object.prototype || prototype === null ? record : Object.assign(Object.create(null), record)) as Cells
}

function safeText(table: StoreTable, record: unknown): string {
  if (typeof record !== 'object' || record === null) return '(no row)'
  const cells = ownCells(record)
  const columns = STORE_COLUMNS[table].filter(column => Object.hasOwn(cells, column))
  return safeRow(
    columns,
    columns.map(column => {
      const cell = cells[column]
      if (cell instanceof ExactNumber) return cell.text
      return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : ''
    }),
  )
}
