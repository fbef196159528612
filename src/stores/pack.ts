import { placeBehind } from '../base/places.ts'
import { type PackedRejects, RejectList } from '../base/reject-list.ts'
import { TextTable, type TextTableParts } from '../base/text-table.ts'
import { StoreDataset, type StoreText } from './dataset.ts'
import { IdTable, type IdTableParts } from './id-table.ts'
import { type RowPlace, RowPlaces, type RowPlacesParts } from './row-places.ts'
import type { StoreTable } from './tables.ts'

type Numbers = Uint32Array<ArrayBuffer>
type Exact = Float64Array<ArrayBuffer>

/** The rows of a table: where they stand, and their columns as numbers in the texts of the data set. */
interface PackedRows {
  readonly id: Numbers
  readonly places: RowPlacesParts
  /** Rows that were read again. */
  readonly duplicates: number
}

interface PackedDevices extends PackedRows {
  readonly type: Numbers
  readonly store: Numbers
}

interface PackedStoreRows extends PackedRows {
  readonly merchant: Numbers
  readonly country: Numbers
  readonly typology: Numbers
  readonly name: Numbers
  readonly address: Numbers
  readonly city: Numbers
  readonly createdAt: Exact
}

interface PackedTransactions extends PackedRows {
  readonly device: Numbers
  readonly sku: Numbers
  readonly name: Numbers
  readonly category: Numbers
  readonly units: Exact
  readonly status: Uint8Array<ArrayBuffer>
  readonly createdAt: Exact
  readonly happenedAt: Exact
}

/** A data set in a form that can be posted to another thread, with `buffers` as the list of transferables. */
export interface PackedStores {
  readonly buffers: readonly ArrayBuffer[]
  readonly texts: readonly StoreText[]
  readonly rejects: PackedRejects
  readonly read: Readonly<Record<StoreTable, number>>
  readonly rejected: Readonly<Record<StoreTable, number>>
  readonly rejectedByText: readonly number[]
  readonly storeIds: IdTableParts
  readonly deviceIds: IdTableParts
  readonly transactionIds: IdTableParts
  readonly skus: TextTableParts
  readonly labels: TextTableParts
  readonly devices: PackedDevices
  readonly stores: PackedStoreRows
  readonly transactions: PackedTransactions
}

/** A copy in storage of its own, so that the data set can be used on while the copy is sent away. Cost: its size in memory once more. */
export function packStores(dataset: StoreDataset): PackedStores {
  const { devices, stores, transactions } = dataset
  const first = <Column extends Numbers | Exact | Uint8Array<ArrayBuffer>>(rows: { readonly length: number }, column: Column): Column =>
    // `as`: a slice is of the kind of its column, which TypeScript cannot tell of a generic.
    column.slice(0, rows.length) as Column
  const packed = {
    texts: dataset.texts.map(copyOfText),
    rejects: dataset.rejects.pack(),
    read: { ...dataset.read },
    rejected: { ...dataset.rejected },
    rejectedByText: [...dataset.rejectedByText],
    storeIds: dataset.storeIds.parts(),
    deviceIds: dataset.deviceIds.parts(),
    transactionIds: dataset.transactionIds.parts(),
    skus: copyOf(dataset.skus),
    labels: copyOf(dataset.labels),
    devices: {
      id: first(devices, devices.id),
      places: devices.places.parts(),
      duplicates: devices.duplicates,
      type: first(devices, devices.type),
      store: first(devices, devices.store),
    },
    stores: {
      id: first(stores, stores.id),
      places: stores.places.parts(),
      duplicates: stores.duplicates,
      merchant: first(stores, stores.merchant),
      country: first(stores, stores.country),
      typology: first(stores, stores.typology),
      name: first(stores, stores.name),
      address: first(stores, stores.address),
      city: first(stores, stores.city),
      createdAt: first(stores, stores.createdAt),
    },
    transactions: {
      id: first(transactions, transactions.id),
      places: transactions.places.parts(),
      duplicates: transactions.duplicates,
      device: first(transactions, transactions.device),
      sku: first(transactions, transactions.sku),
      name: first(transactions, transactions.name),
      category: first(transactions, transactions.category),
      units: first(transactions, transactions.units),
      status: first(transactions, transactions.status),
      createdAt: first(transactions, transactions.createdAt),
      happenedAt: first(transactions, transactions.happenedAt),
    },
  }
  return { ...packed, buffers: buffersIn(packed) }
}

/** The data set that was packed. Cost: that of entering every row once more, some 0.2 µs each. */
export function unpackStores(packed: PackedStores): StoreDataset {
  const dataset = new StoreDataset()
  takeIn(dataset, packed)
  return dataset
}

/**
 * What reading everything of both into one data set would give; the files of `second` follow those of `first`. Neither is changed, so a merge that fails
 * (RangeError when the browser cannot hold the result) leaves both as they were. Cost: that of unpacking both.
 */
export function mergeStores(first: PackedStores, second: StoreDataset): StoreDataset {
  const merged = unpackStores(first)
  takeIn(merged, packStores(second))
  return merged
}

/** Enters everything that is packed behind what is there. */
function takeIn(dataset: StoreDataset, packed: PackedStores): void {
  const filesBefore = dataset.texts.length
  const storeIds = dataset.storeIds.internAll(new IdTable(packed.storeIds))
  const deviceIds = dataset.deviceIds.internAll(new IdTable(packed.deviceIds))
  const transactionIds = dataset.transactionIds.internAll(new IdTable(packed.transactionIds))
  const skus = entered(dataset.skus, packed.skus)
  const labels = entered(dataset.labels, packed.labels)
  const { devices, stores, transactions } = packed
  const placesOf = ({ places }: PackedRows): ((row: number) => RowPlace) => {
    const known = new RowPlaces(places)
    return row => {
      const { place, line } = known.at(row)
      return { place: placeBehind(place, filesBefore), line }
    }
  }
  const devicePlaces = placesOf(devices)
  for (let row = 0; row < devices.id.length; row += 1) {
    const { place, line } = devicePlaces(row)
    dataset.devices.add(at(deviceIds, devices.id, row), at(labels, devices.type, row), at(storeIds, devices.store, row), place, line)
  }
  const storePlaces = placesOf(stores)
  for (let row = 0; row < stores.id.length; row += 1) {
    const content = {
      merchant: at(labels, stores.merchant, row),
      country: at(labels, stores.country, row),
      typology: at(labels, stores.typology, row),
      name: at(labels, stores.name, row),
      address: at(labels, stores.address, row),
      city: at(labels, stores.city, row),
      createdAt: stores.createdAt[row] ?? 0,
    }
    const { place, line } = storePlaces(row)
    dataset.stores.add(at(storeIds, stores.id, row), content, place, line)
  }
  const transactionPlaces = placesOf(transactions)
  for (let row = 0; row < transactions.id.length; row += 1) {
    const content = {
      device: at(deviceIds, transactions.device, row),
      sku: at(skus, transactions.sku, row),
      name: at(labels, transactions.name, row),
      category: at(labels, transactions.category, row),
      units: transactions.units[row] ?? 0,
      status: transactions.status[row] ?? 0,
      createdAt: transactions.createdAt[row] ?? 0,
      happenedAt: transactions.happenedAt[row] ?? 0,
    }
    const { place, line } = transactionPlaces(row)
    dataset.transactions.add(at(transactionIds, transactions.id, row), content, place, line)
  }

  for (const table of ['devices', 'stores', 'transactions'] as const) {
    dataset.read[table] += packed.read[table]
    dataset.rejected[table] += packed.rejected[table]
    dataset[table].duplicates += packed[table].duplicates
  }
  dataset.texts.push(...packed.texts.map(copyOfText))
  packed.rejectedByText.forEach((count, file) => {
    dataset.rejectedByText[filesBefore + file] = count
  })
  dataset.rejects.absorb(RejectList.unpack(packed.rejects), filesBefore)
  dataset.revision += 1
}

/** By number in the packed texts: their numbers in the table. */
function entered(table: TextTable, packed: TextTableParts): Numbers {
  const texts = new TextTable(packed)
  return Uint32Array.from({ length: texts.length }, (_, number) => table.intern(texts.text(number)))
}

function at(numbers: Numbers, column: Numbers, row: number): number {
  return numbers[column[row] ?? 0] ?? 0
}

function copyOfText(text: StoreText): StoreText {
  return { ...text, notes: new Map(text.notes) }
}

function copyOf(texts: TextTable): TextTableParts {
  const { bytes, starts, slots, count } = texts.parts()
  return { bytes: bytes.slice(), starts: starts.slice(), slots: slots?.slice() ?? null, count }
}

/** Buffers of all columns in here, however deep. */
function buffersIn(parts: object): ArrayBuffer[] {
  return Object.values(parts).flatMap((part: unknown) => {
    if (ArrayBuffer.isView(part)) return part.buffer instanceof ArrayBuffer ? [part.buffer] : []
    return typeof part === 'object' && part !== null && !Array.isArray(part) ? buffersIn(part) : []
  })
}
