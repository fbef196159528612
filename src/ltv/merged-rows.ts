import { HashIndex } from '../base/hash-index.ts'
import { placeBehind } from '../base/places.ts'
import type { TextTable } from '../base/text-table.ts'
import type { Dataset } from './dataset.ts'
import { IMAGE, isCustomerRecord, isOrder } from './event-kinds.ts'
import { type EventRowsParts, hashIdentity } from './event-rows.ts'
import type { Numbers } from './merge.ts'

/**
 * The rows of `a`, followed by those of `b` that are not among them, and the row that each row of `b` became. `names` are those of the merged data set.
 * Cost: see `merge`.
 */
export function mergedRows(
  a: Dataset,
  b: Dataset,
  numbers: Numbers,
  names: TextTable,
  filesBefore: number,
): { parts: EventRowsParts; rowOf: Uint32Array<ArrayBuffer> } {
  const most = a.rows.length + b.rows.length
  const kind = new Uint8Array(most)
  const customer = new Uint32Array(most)
  const key = new Uint32Array(most)
  const time = new Float64Array(most)
  const detail = new Uint32Array(most)
  const place = new Float64Array(most)
  const line = new Uint32Array(most)
  const times = new Uint32Array(most)
  const amountUnits = new Float64Array(a.rows.orderRows + b.rows.orderRows)
  const amountCurrency = new Uint8Array(amountUnits.length)
  let length = a.rows.length
  let amounts = a.rows.orderRows
  kind.set(a.rows.kind.subarray(0, length))
  customer.set(a.rows.customer.subarray(0, length))
  key.set(a.rows.key.subarray(0, length))
  time.set(a.rows.time.subarray(0, length))
  detail.set(a.rows.detail.subarray(0, length))
  place.set(a.rows.place.subarray(0, length))
  line.set(a.rows.line.subarray(0, length))
  times.set(a.rows.times.subarray(0, length))
  amountUnits.set(a.rows.amountUnits.subarray(0, amounts))
  amountCurrency.set(a.rows.amountCurrency.subarray(0, amounts))

  const find = rowFinder(a, numbers)
  const rowOf = new Uint32Array(b.rows.length)
  const { kind: otherKind, customer: otherCustomer, key: otherKey, time: otherTime, detail: otherDetail } = b.rows
  const { place: otherPlace, line: otherLine, times: otherTimes } = b.rows
  for (let row = 0; row < rowOf.length; row += 1) {
    const itsKind = otherKind[row] ?? 0
    const itsCustomer = numbers.customers[otherCustomer[row] ?? 0] ?? 0
    const isRecord = isCustomerRecord(itsKind)
    const itsKey = isRecord ? 0 : (numbers.keys[otherKey[row] ?? 0] ?? 0)
    const itsTime = otherTime[row] ?? 0
    const itsPlace = placeBehind(otherPlace[row] ?? 0, filesBefore)
    const texts = isRecord ? numbers.records : numbers.names
    const itsDetail = isRecord || itsKind === IMAGE ? (texts[otherDetail[row] ?? 0] ?? 0) : 0
    const ordered = isOrder(itsKind)
    const units = ordered ? b.rows.units(row) : 0
    const currency = ordered ? b.rows.currency(row) : 0
    const mayBeThere = isRecord ? itsCustomer < a.customers.length : itsKey < a.keys.length
    const found = mayBeThere ? find(itsKind, itsCustomer, itsKey, itsTime, isRecord ? itsDetail : units, currency) : -1
    if (found >= 0) {
      rowOf[row] = found
      times[found] = (times[found] ?? 0) + (otherTimes[row] ?? 0)
      if (itsPlace < (place[found] ?? 0)) {
        place[found] = itsPlace
        line[found] = otherLine[row] ?? 0
      }
      // As when events are accepted: of several cameras the larger text stands.
      if (itsKind === IMAGE && names.compare(itsDetail, detail[found] ?? 0) > 0) detail[found] = itsDetail
      continue
    }
    rowOf[row] = length
    kind[length] = itsKind
    customer[length] = itsCustomer
    key[length] = itsKey
    time[length] = itsTime
    detail[length] = ordered ? amounts : itsDetail
    place[length] = itsPlace
    line[length] = otherLine[row] ?? 0
    times[length] = otherTimes[row] ?? 0
    length += 1
    if (!ordered) continue
    amountUnits[amounts] = units
    amountCurrency[amounts] = currency
    amounts += 1
  }
  const columns = { kind, customer, key, time, detail, place, line, times, amountUnits, amountCurrency }
  return { parts: { ...columns, length, amounts, slots: null }, rowOf }
}

/** Finds events of `b`, told by their numbers in the merged data set, among the rows of `a`; −1 when one is not there. `value` is as for `hashIdentity`. */
function rowFinder(a: Dataset, numbers: Numbers) {
  const { rows } = a
  const recurring = rowsThatMayRecur(a, numbers)
  const index = new HashIndex(at => rows.hashOf(recurring[at] ?? 0), null, recurring.length)
  return (kind: number, customer: number, key: number, time: number, value: number, currency: number): number => {
    const isRecord = isCustomerRecord(kind)
    const ordered = isOrder(kind)
    let at = index.first(hashIdentity(kind, customer, key, time, value, currency))
    for (; at >= 0; at = index.next()) {
      const row = recurring[at] ?? 0
      if (rows.time[row] !== time || rows.customer[row] !== customer || rows.key[row] !== key || rows.kind[row] !== kind) continue
      if (isRecord ? rows.detail[row] === value : !ordered || (rows.units(row) === value && rows.currency(row) === currency)) return row
    }
    return -1
  }
}

/** Rows of `a` with a key, or for CUSTOMER events a customer, that `b` has too. Mostly few, where files are parts of one. */
function rowsThatMayRecur({ rows, customers, keys }: Dataset, numbers: Numbers): Uint32Array {
  const hasCustomer = marked(customers.length, numbers.customers)
  const hasKey = marked(keys.length, numbers.keys)
  const found = new Uint32Array(rows.length)
  const { length, kind, customer, key } = rows
  let count = 0
  for (let row = 0; row < length; row += 1) {
    const mayRecur = isCustomerRecord(kind[row] ?? 0) ? hasCustomer[customer[row] ?? 0] : hasKey[key[row] ?? 0]
    found[count] = row
    count += mayRecur ?? 0
  }
  return found.slice(0, count)
}

/** 1 at each of the numbers below `length`. */
function marked(length: number, numbers: Uint32Array): Uint8Array {
  const marks = new Uint8Array(length)
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0
    if (number < length) marks[number] = 1
  }
  return marks
}
