import type { NoteCode } from '../base/notes.ts'
import { FILE_LIMIT } from '../base/places.ts'
import { RejectList } from '../base/reject-list.ts'
import type { Fault, Place } from '../base/rejects.ts'
import { TextTable } from '../base/text-table.ts'
import { DeviceRows } from './device-rows.ts'
import { IdTable } from './id-table.ts'
import { StoreRows } from './store-rows.ts'
import { STORE_TABLES, type StoreTable } from './tables.ts'
import { TransactionRows } from './transaction-rows.ts'

/** A table that was read into a data set: a file, a member of an archive, or a sheet of a workbook. */
export interface StoreText {
  readonly path: string
  readonly table: StoreTable
  readonly format: string
  /** Why it was recognised as that. */
  readonly reason: string
  bytes: number
  /** Rows, those that are left out included. */
  read: number
  /** What was found of the file as such, with how often. */
  readonly notes: Map<NoteCode, number>
}

/**
 * Devices, stores and transactions as typed columns (no object a row), with the rows that were left out while reading. The tables may be filled in any order
 * and from any number of files; what belongs together is found when the data set is settled (settle.ts). No card number gets in: there is no column for it.
 *
 * Ten million transactions with ids that count up took 51 bytes each: 43 in columns, 8 for the id. Where ids are anything else it is about 10 more.
 */
export class StoreDataset {
  readonly storeIds = new IdTable()
  readonly deviceIds = new IdTable()
  readonly transactionIds = new IdTable()
  readonly skus = new TextTable()
  /** Names, places, types, typologies, categories and merchants. */
  readonly labels = new TextTable()
  readonly stores = new StoreRows(this.storeIds, this.labels)
  readonly devices = new DeviceRows(this.deviceIds, this.storeIds, this.labels)
  readonly transactions = new TransactionRows(this.transactionIds, this.deviceIds, this.skus, this.labels)
  readonly texts: StoreText[] = []
  /** Rows that are broken in themselves; those that only do not fit the others are found by settling. */
  readonly rejects = new RejectList()
  readonly read: Record<StoreTable, number> = { devices: 0, stores: 0, transactions: 0 }
  readonly rejected: Record<StoreTable, number> = { devices: 0, stores: 0, transactions: 0 }
  /** By file: rows that are broken in themselves. */
  readonly rejectedByText: number[] = []
  /** Changes whenever an answer might. */
  revision = 0

  /** Counts a row as read. */
  count(table: StoreTable, place: Place): void {
    this.revision += 1
    this.read[table] += 1
    const text = this.texts[place.file]
    if (text !== undefined) text.read += 1
  }

  /** Counts rows that were read and taken in. */
  countTaken(table: StoreTable, file: number, rows: number): void {
    if (rows === 0) return
    this.revision += 1
    this.read[table] += rows
    const text = this.texts[file]
    if (text !== undefined) text.read += rows
  }

  /** Counts and keeps a row that is left out; `raw` must be free of card numbers, and is only called when its text is kept. */
  reject(table: StoreTable, fault: Fault, place: Place, raw: () => string): void {
    this.rejects.add(fault, place, raw)
    this.rejected[table] += 1
    if (place.file >= 0) this.rejectedByText[place.file] = (this.rejectedByText[place.file] ?? 0) + 1
  }
}

/** An empty data set. */
export function createStoreDataset(): StoreDataset {
  return new StoreDataset()
}

/**
 * Enters a table that is about to be read.
 *
 * @returns its number, for the `file` of places. Throws RangeError beyond 131,071 texts.
 */
export function addStoreText(
  dataset: StoreDataset,
  text: { readonly path: string; readonly table: StoreTable; readonly format: string; readonly reason: string; readonly bytes?: number },
): number {
  if (dataset.texts.length >= FILE_LIMIT) throw new RangeError(`A data set holds at most ${FILE_LIMIT} files`)
  dataset.revision += 1
  const { path, table, format, reason, bytes = 0 } = text
  return dataset.texts.push({ path, table, format, reason, bytes, read: 0, notes: new Map() }) - 1
}

/** Notes something about a text as a whole; counts add up. Throws RangeError when there is no such text. */
export function addStoreNote(dataset: StoreDataset, file: number, code: NoteCode, count: number): void {
  const { notes } = textAt(dataset, file)
  dataset.revision += 1
  notes.set(code, (notes.get(code) ?? 0) + count)
}

/** Sets the size of a text, which is often known only after it was read. Throws RangeError when there is no such text. */
export function setStoreTextBytes(dataset: StoreDataset, file: number, bytes: number): void {
  textAt(dataset, file).bytes = bytes
  dataset.revision += 1
}

function textAt(dataset: StoreDataset, file: number): StoreText {
  const text = dataset.texts[file]
  if (text === undefined) throw new RangeError(`The data set has no file ${file} (it has ${dataset.texts.length})`)
  return text
}

/** The tables of which no row has been read yet: while there are any, the five questions have no answer. */
export function missingTables(dataset: StoreDataset): StoreTable[] {
  return STORE_TABLES.filter(table => dataset.read[table] === 0)
}
