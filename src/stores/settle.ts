import { byteOfPlace, fileOfPlace } from '../base/places.ts'
import { RejectList } from '../base/reject-list.ts'
import { type Fault, ID_USED_TWICE, type Place, UNKNOWN_DEVICE, UNKNOWN_STORE } from '../base/rejects.ts'
import type { StoreDataset } from './dataset.ts'
import { shownText } from './fields.ts'
import { rowText } from './row-text.ts'
import { STORE_TABLES, type StoreTable } from './tables.ts'

/** read = accepted + rejected + duplicates. */
export interface TableCounts {
  readonly read: number
  readonly accepted: number
  readonly rejected: number
  /** Rows read again, id and content; the first of them is accepted or rejected. */
  readonly duplicates: number
}

/** What belongs together, and what does not. Not to be written to. */
export interface Settled {
  /** By store id: the row of the store plus one; 0 when there is no such store. */
  readonly storeRows: Uint32Array
  /** By device id: the row of the device plus one; 0 when it is unknown or its store is. */
  readonly deviceRows: Uint32Array
  /** By device id: number of its store's id; −1 where {@link deviceRows} has 0. */
  readonly storeOfDevice: Int32Array
  /** By row of the transactions: 1 when it is accepted. */
  readonly isAccepted: Uint8Array
  readonly counts: Readonly<Record<StoreTable, TableCounts>>
  /** All rows that are left out: broken ones, orphans, and other versions of an id. */
  readonly rejects: RejectList
  /** By file: accepted rows and rows that are left out. */
  readonly acceptedByText: readonly number[]
  readonly rejectedByText: readonly number[]
}

const known = new WeakMap<StoreDataset, { readonly revision: number; readonly settled: Settled }>()

/**
 * Puts the three tables together. Of rows with one id but other content one stands, by content (the one created last, see the row classes), and the others are
 * left out; so are devices of unknown stores and transactions of unknown devices or stores. May be asked while tables are missing (then everything is an orphan),
 * and again after more was read. Neither the order of rows nor that of files shows, except in the places of rejects.
 *
 * Cost: one pass over the rows, about 0.2 µs a transaction, once for each state of the data set; some µs for each row that is left out.
 */
export function settle(dataset: StoreDataset): Settled {
  const found = known.get(dataset)
  if (found !== undefined && found.revision === dataset.revision) return found.settled
  const settled = new Settling(dataset).run()
  known.set(dataset, { revision: dataset.revision, settled })
  return settled
}

class Settling {
  readonly #dataset: StoreDataset
  readonly #rejects: RejectList
  readonly #accepted: Record<StoreTable, number> = { devices: 0, stores: 0, transactions: 0 }
  readonly #rejected: Record<StoreTable, number>
  readonly #acceptedByText: number[]
  readonly #rejectedByText: number[]

  constructor(dataset: StoreDataset) {
    this.#dataset = dataset
    this.#rejects = RejectList.unpack(dataset.rejects.pack())
    this.#rejected = { ...dataset.rejected }
    this.#acceptedByText = dataset.texts.map(() => 0)
    this.#rejectedByText = dataset.texts.map((_, file) => dataset.rejectedByText[file] ?? 0)
  }

  run(): Settled {
    const { read, stores, devices, transactions } = this.#dataset
    const storeRows = stores.standing()
    for (let row = 0; row < stores.length; row += 1) this.#judge('stores', row, storeRows, null)

    const deviceRows = devices.standing()
    // Devices whose store is unknown, by device id: their transactions say so.
    const isStray = new Uint8Array(deviceRows.length)
    const storeOfDevice = new Int32Array(deviceRows.length).fill(-1)
    for (let row = 0; row < devices.length; row += 1) {
      const id = devices.id[row] ?? 0
      const store = devices.store[row] ?? 0
      const isKnown = (storeRows[store] ?? 0) > 0
      const stands = deviceRows[id] === row + 1
      this.#judge('devices', row, deviceRows, isKnown ? null : () => this.#unknownStore(store))
      if (!stands) continue
      if (isKnown) storeOfDevice[id] = store
      else isStray[id] = 1
    }
    for (let id = 0; id < isStray.length; id += 1) if (isStray[id] === 1) deviceRows[id] = 0

    const transactionRows = transactions.standing()
    const isAccepted = new Uint8Array(transactions.length)
    const { id, device: devicesOfRows, places } = transactions
    for (let first = 0; first < transactions.length; ) {
      const past = places.sameFileUntil(first)
      let accepted = 0
      for (let row = first; row < past; row += 1) {
        const device = devicesOfRows[row] ?? 0
        const hasStore = (storeOfDevice[device] ?? -1) >= 0
        if (hasStore && transactionRows[id[row] ?? 0] === row + 1) {
          isAccepted[row] = 1
          accepted += 1
        } else this.#judge('transactions', row, transactionRows, hasStore ? null : () => this.#orphan(device, isStray[device] === 1))
      }
      this.#accept('transactions', fileOfPlace(places.near(first)), accepted)
      first = past
    }

    const countsOf = (table: StoreTable): TableCounts => ({
      read: read[table],
      accepted: this.#accepted[table],
      rejected: this.#rejected[table],
      duplicates: this.#dataset[table].duplicates,
    })
    return {
      storeRows,
      deviceRows,
      storeOfDevice,
      isAccepted,
      counts: { devices: countsOf('devices'), stores: countsOf('stores'), transactions: countsOf('transactions') },
      rejects: this.#rejects,
      acceptedByText: this.#acceptedByText,
      rejectedByText: this.#rejectedByText,
    }
  }

  /** Counts a row as accepted or leaves it out. `orphan` says what is missing. */
  #judge(table: StoreTable, row: number, standing: Uint32Array, orphan: (() => Fault) | null): void {
    const rows = this.#dataset[table]
    const stands = standing[rows.id[row] ?? 0] === row + 1
    const file = fileOfPlace(rows.places.near(row))
    if (stands && orphan === null) {
      this.#accept(table, file, 1)
      return
    }
    this.#rejected[table] += 1
    if (file >= 0) this.#rejectedByText[file] = (this.#rejectedByText[file] ?? 0) + 1
    const fault = stands && orphan !== null ? orphan() : this.#otherVersion(table, row)
    const { place, line } = rows.places.at(row)
    const at: Place = { file, line, byte: file < 0 ? 0 : byteOfPlace(place) }
    this.#rejects.add(fault, at, () => rowText(this.#dataset, table, row))
  }

  #accept(table: StoreTable, file: number, rows: number): void {
    this.#accepted[table] += rows
    if (file >= 0) this.#acceptedByText[file] = (this.#acceptedByText[file] ?? 0) + rows
  }

  #otherVersion(table: StoreTable, row: number): Fault {
    const rows = this.#dataset[table]
    const id = rows.ids.text(rows.id[row] ?? 0)
    const kept = table === 'devices' ? 'the one with the larger store_id is kept' : 'the one created last is kept'
    return { reason: ID_USED_TWICE, field: 'id', message: `${shownText(id)} is also the id of another row of ${table}; ${kept}` }
  }

  #unknownStore(store: number): Fault {
    const id = this.#dataset.storeIds.text(store)
    return {
      reason: UNKNOWN_STORE,
      field: 'store_id',
      message: `${shownText(id)} is not the id of a store (expected one of ${STORE_TABLES[1]})`,
    }
  }

  #orphan(device: number, isStray: boolean): Fault {
    const { deviceIds } = this.#dataset
    const id = shownText(deviceIds.text(device))
    if (!isStray)
      return { reason: UNKNOWN_DEVICE, field: 'device_id', message: `${id} is not the id of a device (expected one of ${STORE_TABLES[0]})` }
    return {
      reason: UNKNOWN_STORE,
      field: 'device_id',
      message: `${id} is a device of an unknown store (expected one of ${STORE_TABLES[1]})`,
    }
  }
}
