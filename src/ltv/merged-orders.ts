import { HashIndex } from '../base/hash-index.ts'
import type { EventRows } from './event-rows.ts'
import { beats, hashOrder, type Orders, type OrdersParts } from './orders.ts'

/**
 * The orders of two data sets whose rows were merged into `rows`; `rowOf` says which row each row of `b` became, and `keysOfA` how many keys `a` has.
 * Cost: one pass; only orders with a key that `a` has are looked for in `a`.
 */
export function mergedOrders(a: Orders, b: Orders, keysOfA: number, rows: EventRows, rowOf: Uint32Array): OrdersParts {
  const standing = new Uint32Array(a.length + b.length)
  const earliest = new Uint32Array(standing.length)
  const hasOriginal = new Uint8Array(standing.length)
  standing.set(a.standing.subarray(0, a.length))
  earliest.set(a.earliest.subarray(0, a.length))
  hasOriginal.set(a.hasOriginal.subarray(0, a.length))
  const find = orderFinder(a, b, keysOfA, rows, rowOf)
  let length = a.length
  for (let other = 0; other < b.length; other += 1) {
    const itsStanding = rowOf[b.standing[other] ?? 0] ?? 0
    const itsEarliest = rowOf[b.earliest[other] ?? 0] ?? 0
    const key = rows.key[itsStanding] ?? 0
    const order = key < keysOfA ? find(rows.customer[itsStanding] ?? 0, key) : -1
    if (order < 0) {
      standing[length] = itsStanding
      earliest[length] = itsEarliest
      hasOriginal[length] = b.hasOriginal[other] ?? 0
      length += 1
      continue
    }
    if (beats(rows, itsStanding, standing[order] ?? 0)) standing[order] = itsStanding
    if ((rows.time[itsEarliest] ?? 0) < (rows.time[earliest[order] ?? 0] ?? 0)) earliest[order] = itsEarliest
    if (b.hasOriginal[other] === 1) hasOriginal[order] = 1
  }
  return { standing, earliest, hasOriginal, length, slots: null }
}

/** Finds an order of `a` by customer and key, among those whose key `b` has too; −1 when there is none. */
function orderFinder(a: Orders, b: Orders, keysOfA: number, rows: EventRows, rowOf: Uint32Array) {
  const hasKey = new Uint8Array(keysOfA)
  for (let other = 0; other < b.length; other += 1) {
    const key = rows.key[rowOf[b.standing[other] ?? 0] ?? 0] ?? 0
    if (key < keysOfA) hasKey[key] = 1
  }
  const found = new Uint32Array(a.length)
  let count = 0
  for (let order = 0; order < a.length; order += 1) {
    found[count] = order
    count += hasKey[rows.key[a.standing[order] ?? 0] ?? 0] ?? 0
  }
  const standingOf = (at: number) => a.standing[found[at] ?? 0] ?? 0
  const index = new HashIndex(at => hashOrder(rows.customer[standingOf(at)] ?? 0, rows.key[standingOf(at)] ?? 0), null, count)
  return (customer: number, key: number): number => {
    for (let at = index.first(hashOrder(customer, key)); at >= 0; at = index.next()) {
      if (rows.customer[standingOf(at)] === customer && rows.key[standingOf(at)] === key) return found[at] ?? 0
    }
    return -1
  }
}
