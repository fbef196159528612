import type { TextTable } from '../base/text-table.ts'
import { addNote, Dataset, type DatasetParts, type PackedDataset } from './dataset.ts'
import { IMAGE, isCustomerRecord, isOrder } from './event-kinds.ts'
import { FILE_LIMIT, placeBehind } from './places.ts'

/**
 * A data set in a form that can be posted to another thread, with `buffers` as the list of transferables. Nothing is copied: the data set shares
 * its storage with the packed one, and must not be used any more once that was transferred. Cost: constant, whatever the size.
 */
export function pack(dataset: Dataset): PackedDataset {
  const parts = partsOf(dataset)
  const buffers = [
    parts.acceptedByKind.buffer,
    ...[parts.customers, parts.keys, parts.names, parts.records, parts.rows, parts.orders].flatMap(buffersOf),
  ]
  return { buffers, parts }
}

/** The data set that was packed. Takes over its storage. Cost: constant. */
export function unpack(packed: PackedDataset): Dataset {
  return new Dataset(packed.parts)
}

/**
 * What ingesting everything of both into one data set would give; the files of `b` follow those of `a`. Neither is changed, so a merge that
 * fails (RangeError when the browser cannot hold the result) leaves both as they were. The queries answer the same for merge(b, a), except for the order of files.
 *
 * Cost: a copy of `a` at memory speed, then one `accept` for each distinct event of `b` (about 0.5 µs); put the larger one first.
 */
export function merge(a: Dataset, b: Dataset): Dataset {
  const filesBefore = a.texts.length
  if (filesBefore + b.texts.length > FILE_LIMIT) throw new RangeError(`A data set holds at most ${FILE_LIMIT} files`)
  const merged = new Dataset(copied(partsOf(a)))
  const customers = internAll(b.customers, merged.customers)
  const keys = internAll(b.keys, merged.keys)
  const names = internAll(b.names, merged.names)
  const records = new Uint32Array(b.records.length)
  for (let record = 0; record < records.length; record += 1) {
    const { lastName, city, state } = b.records
    records[record] = merged.records.intern(
      names[lastName[record] ?? 0] ?? 0,
      names[city[record] ?? 0] ?? 0,
      names[state[record] ?? 0] ?? 0,
    )
  }

  const { rows } = b
  const event = { kind: 0, customer: 0, key: 0, time: 0, detail: 0, units: 0, currency: 0 }
  for (let row = 0; row < rows.length; row += 1) {
    const kind = rows.kind[row] ?? 0
    const detail = rows.detail[row] ?? 0
    event.kind = kind
    event.customer = customers[rows.customer[row] ?? 0] ?? 0
    event.key = isCustomerRecord(kind) ? 0 : (keys[rows.key[row] ?? 0] ?? 0)
    event.time = rows.time[row] ?? 0
    event.detail = isCustomerRecord(kind) ? (records[detail] ?? 0) : kind === IMAGE ? (names[detail] ?? 0) : 0
    event.units = isOrder(kind) ? rows.units(row) : 0
    event.currency = isOrder(kind) ? rows.currency(row) : 0
    merged.accept(event, placeBehind(rows.place[row] ?? 0, filesBefore), rows.line[row] ?? 0, rows.times[row] ?? 0)
  }
  merged.rejects.absorb(b.rejects, filesBefore)
  for (const text of b.texts) merged.texts.push({ ...text, notes: new Map(text.notes) })
  for (const [code, count] of b.notes) addNote(merged, -1, code, count)
  merged.revision += 1
  return merged
}

function partsOf(dataset: Dataset): DatasetParts {
  const { customers, keys, names, records, rows, orders, acceptedByKind, texts, notes, rejects } = dataset
  return {
    customers: customers.parts(),
    keys: keys.parts(),
    names: names.parts(),
    records: records.parts(),
    rows: rows.parts(),
    orders: orders.parts(),
    acceptedByKind,
    texts,
    notes,
    rejects: rejects.pack(),
  }
}

/** Buffers of the columns among the parts of one table. */
function buffersOf(parts: object): ArrayBuffer[] {
  const buffers: ArrayBuffer[] = []
  for (const part of Object.values(parts)) {
    if (ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer) buffers.push(part.buffer)
  }
  return buffers
}

function copied(parts: DatasetParts): DatasetParts {
  return {
    ...parts,
    customers: copiedColumns(parts.customers),
    keys: copiedColumns(parts.keys),
    names: copiedColumns(parts.names),
    records: copiedColumns(parts.records),
    rows: copiedColumns(parts.rows),
    orders: copiedColumns(parts.orders),
    acceptedByKind: parts.acceptedByKind.slice(),
  }
}

/** The parts of one table with its columns copied. */
function copiedColumns<Parts extends object>(parts: Parts): Parts {
  const entries = Object.entries(parts).map(([name, part]) => [name, isColumn(part) ? part.slice() : part])
  // `as`: the entries are those of `parts`, with columns replaced by columns of the same kind.
  return Object.fromEntries(entries) as Parts
}

function isColumn(part: unknown): part is Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer> {
  return part instanceof Uint8Array || part instanceof Uint32Array || part instanceof Float64Array
}

/** Numbers in `into` of all texts of `from`. */
function internAll(from: TextTable, into: TextTable): Uint32Array<ArrayBuffer> {
  const numbers = new Uint32Array(from.length)
  const bytes = from.arena()
  for (let text = 0; text < numbers.length; text += 1) numbers[text] = into.internBytes(bytes, from.start(text), from.start(text + 1))
  return numbers
}
