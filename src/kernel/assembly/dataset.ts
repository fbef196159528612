import { CustomerRecords } from './customer-records'
import { EventRows, IMAGE, ORDER_NEW } from './event-rows'
import { Firsts } from './firsts'
import { IdTable } from './id-table'
import { Orders } from './orders'
import { TextTable } from './text-table'

/*
 * The one data set of this instance: the tables of ltv/dataset.ts. The texts that were read, the rejects and the notes stay with TypeScript.
 */
export const customers = new IdTable()
export const keys = new TextTable(true)
export const names = new TextTable(false)
export const records = new CustomerRecords()
export const firsts = new Firsts()
export const rows = new EventRows(firsts)
export const orders = new Orders(rows)

/** Accepted events by kind, repeats included. */
export const acceptedByKind = memory.data(6 * 8, 8)

/** Makes room for `events` more events whose texts are `bytes` long together. False when the browser has no more memory. */
export function reserve(events: u32, bytes: u32): bool {
  return (
    customers.reserve(events, bytes) &&
    reserveKeys(events, bytes) &&
    // Three texts for each record of a customer, and the blank.
    names.reserve(events * 3 + 1, bytes) &&
    records.reserve(events) &&
    rows.reserve(events) &&
    orders.reserve(events)
  )
}

export function reserveKeys(more: u32, bytes: u32): bool {
  return keys.reserve(more, bytes) && firsts.reserve(keys.count, more)
}

/** Number of a key, entered when it is new. Room must have been made. */
export function internKey(start: u32, length: u32, hash: u32): u32 {
  const key = keys.intern(start, length, hash)
  if (keys.count !== keysEntered) {
    firsts.enter(key)
    keysEntered = keys.count
  }
  return key
}
let keysEntered: u32 = 0

/** Takes in an accepted event; `hash` is that of its identity. Room must have been made. */
export function accept(
  kind: u32,
  customer: u32,
  key: u32,
  time: f64,
  detail: u32,
  units: f64,
  currency: u32,
  place: f64,
  line: u32,
  times: u32,
  hash: u32,
): void {
  const counted = acceptedByKind + (kind << 3)
  store<f64>(counted, load<f64>(counted) + f64(times))
  const row = rows.add(kind, customer, key, time, detail, units, currency, place, line, times, hash)
  if (rows.isNew) {
    if (kind >= ORDER_NEW) orders.addVersion(row)
  } else if (kind === IMAGE && names.texts.compare(detail, rows.detailOf(row)) > 0) {
    // The camera is not part of what an image is; of several the larger text stands.
    store<u32>(rows.detail + (row << 2), detail)
  }
}
