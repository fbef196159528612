import { FILE_LIMIT } from '../base/places.ts'
import { CustomerRecords } from './customer-records.ts'
import { addNote, Dataset } from './dataset.ts'
import { EventRows } from './event-rows.ts'
import { mergedOrders } from './merged-orders.ts'
import { mergedRows } from './merged-rows.ts'

/** Numbers in the merged data set of what has a number in the second one. */
export interface Numbers {
  readonly customers: Uint32Array
  readonly keys: Uint32Array
  readonly names: Uint32Array
  readonly records: Uint32Array
}

/**
 * What ingesting everything of both into one data set would give; the files of `b` follow those of `a`. Neither is changed, so a merge that
 * fails (RangeError when the browser cannot hold the result) leaves both as they were. The queries answer the same for merge(b, a), except for the order of files.
 *
 * Cost: a copy of `a` at memory speed, then about 0.15 µs for each distinct event of `b`, and as much again where keys are those of `a`: put the larger one first.
 * Only such events are looked for in `a`: one with a key that `a` has not cannot be there.
 */
export function merge(a: Dataset, b: Dataset): Dataset {
  const filesBefore = a.texts.length
  if (filesBefore + b.texts.length > FILE_LIMIT) throw new RangeError(`A data set holds at most ${FILE_LIMIT} files`)
  const customers = a.customers.withAll(b.customers)
  const keys = a.keys.withAll(b.keys)
  const names = a.names.withAll(b.names)
  const records = mergedRecords(a.records, b.records, names.numbers)
  const numbers = { customers: customers.numbers, keys: keys.numbers, names: names.numbers, records: records.numbers }
  const { parts: rows, rowOf } = mergedRows(a, b, numbers, names.table, filesBefore)
  const merged = new Dataset({
    customers: customers.table.parts(),
    keys: keys.table.parts(),
    names: names.table.parts(),
    records: records.table.parts(),
    rows,
    orders: mergedOrders(a.orders, b.orders, a.keys.length, new EventRows(rows), rowOf),
    acceptedByKind: a.acceptedByKind.map((count, kind) => count + (b.acceptedByKind[kind] ?? 0)),
    texts: [...a.texts, ...b.texts],
    notes: a.notes,
    rejects: a.rejects.pack(),
  })
  merged.rejects.absorb(b.rejects, filesBefore)
  for (const [code, count] of b.notes) addNote(merged, -1, code, count)
  return merged
}

function mergedRecords(a: CustomerRecords, b: CustomerRecords, names: Uint32Array): { table: CustomerRecords; numbers: Uint32Array } {
  const { lastName, city, state, length } = a
  const table = new CustomerRecords({ lastName: lastName.slice(), city: city.slice(), state: state.slice(), length, slots: null })
  const numbers = new Uint32Array(b.length)
  for (let record = 0; record < numbers.length; record += 1) {
    numbers[record] = table.intern(names[b.lastName[record] ?? 0] ?? 0, names[b.city[record] ?? 0] ?? 0, names[b.state[record] ?? 0] ?? 0)
  }
  return { table, numbers }
}
