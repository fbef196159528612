import { finishHash, HashIndex, mixHash } from '../base/hash-index.ts'
import { sortedPlaces } from '../base/order.ts'
import type { OrderRows } from './order-rows.ts'

/** What rows hold, read as their columns say. */
interface RowValues {
  readonly dayOf: Int32Array
  readonly orderOf: Uint32Array
  readonly unitsOf: Float64Array
  readonly itemsOf: Float64Array
}

/** Finds rows that repeat others; what that means is said at `settledOrders`. */
export class Repeats {
  duplicates = 0
  repeatedInOtherFiles = 0
  versions = 0
  private readonly rows: OrderRows
  private readonly values: RowValues

  constructor(rows: OrderRows, values: RowValues) {
    this.rows = rows
    this.values = values
  }

  /** 1 for each row that does not count; those that were refused before are among them. */
  leftOut(refusalOf: Uint8Array): Uint8Array {
    const isLeftOut = refusalOf.map(why => (why === 0 ? 0 : 1))
    const { rows } = this
    let withItem = 0
    let withoutItem = 0
    let isInSeveralFiles = false
    let isByFile = true
    for (let row = 0; row < rows.length; row += 1) {
      if (rows.itemId[row] === 0) withoutItem += 1
      else withItem += 1
      if (row === 0 || rows.file[row] === rows.file[row - 1]) continue
      isInSeveralFiles = true
      if ((rows.file[row] ?? 0) < (rows.file[row - 1] ?? 0)) isByFile = false
    }
    // Of rows that say the same the one that comes first in the files stands.
    const inOrder = isByFile ? null : sortedPlaces(Float64Array.from({ length: rows.length }, (_, row) => rows.file[row] ?? 0))
    if (withItem > 0) this.leaveOutItems(isLeftOut, inOrder)
    if (withoutItem > 0 && isInSeveralFiles) this.leaveOutRepeated(isLeftOut, inOrder)
    return isLeftOut
  }

  private leaveOutItems(isLeftOut: Uint8Array, inOrder: Uint32Array | null): void {
    const { rows } = this
    const { orderOf } = this.values
    const hashOf = (row: number) => finishHash(mixHash(mixHash(1, orderOf[row] ?? 0), rows.itemId[row] ?? 0))
    // By item: the row that stands, and the rows it replaced.
    const standing = new Uint32Array(rows.length)
    const replaced = new Map<number, number[]>()
    const index = new HashIndex(item => hashOf(standing[item] ?? 0))
    let items = 0
    for (let at = 0; at < rows.length; at += 1) {
      const row = inOrder === null ? at : (inOrder[at] ?? 0)
      if (isLeftOut[row] === 1 || rows.itemId[row] === 0) continue
      let item = index.first(hashOf(row))
      while (item >= 0) {
        const other = standing[item] ?? 0
        if (orderOf[other] === orderOf[row] && rows.itemId[other] === rows.itemId[row]) break
        item = index.next()
      }
      if (item < 0) {
        standing[items] = row
        items += 1
        index.put(items - 1)
        continue
      }
      const stood = standing[item] ?? 0
      const before = replaced.get(item) ?? []
      const order = this.compareValues(row, stood)
      if (order === 0 || before.some(other => this.compareValues(row, other) === 0)) {
        isLeftOut[row] = 1
        this.duplicates += 1
        continue
      }
      this.versions += 1
      const loser = order > 0 ? stood : row
      isLeftOut[loser] = 1
      replaced.set(item, [...before, loser])
      if (order > 0) standing[item] = row
    }
  }

  /** Above 0 when the values of row `a` stand against those of `b`, 0 when they are the same. */
  private compareValues(a: number, b: number): number {
    const { rows } = this
    const { dayOf, unitsOf, itemsOf } = this.values
    return (
      (dayOf[a] ?? 0) - (dayOf[b] ?? 0) ||
      (rows.time[a] ?? 0) - (rows.time[b] ?? 0) ||
      rankOf(unitsOf[a]) - rankOf(unitsOf[b]) ||
      rankOf(itemsOf[a]) - rankOf(itemsOf[b]) ||
      (rows.currency[a] ?? 0) - (rows.currency[b] ?? 0)
    )
  }

  private leaveOutRepeated(isLeftOut: Uint8Array, inOrder: Uint32Array | null): void {
    const { rows } = this
    const hashOf = (row: number) => this.hashOfValues(row)
    // By distinct row: its first one, the file at hand, how often it stands there, and how often it was taken.
    const firstRow = new Uint32Array(rows.length)
    const file = new Uint32Array(rows.length)
    const timesInFile = new Uint32Array(rows.length)
    const taken = new Uint32Array(rows.length)
    const index = new HashIndex(entry => hashOf(firstRow[entry] ?? 0))
    let entries = 0
    for (let at = 0; at < rows.length; at += 1) {
      const row = inOrder === null ? at : (inOrder[at] ?? 0)
      if (isLeftOut[row] === 1 || rows.itemId[row] !== 0) continue
      let entry = index.first(hashOf(row))
      while (entry >= 0 && !this.saysTheSame(row, firstRow[entry] ?? 0)) entry = index.next()
      if (entry < 0) {
        entry = entries
        firstRow[entry] = row
        entries += 1
        index.put(entry)
      }
      const itsFile = rows.file[row] ?? 0
      if (file[entry] !== itsFile) timesInFile[entry] = 0
      file[entry] = itsFile
      const times = (timesInFile[entry] ?? 0) + 1
      timesInFile[entry] = times
      if (times > (taken[entry] ?? 0)) {
        taken[entry] = times
        continue
      }
      isLeftOut[row] = 1
      this.duplicates += 1
      this.repeatedInOtherFiles += 1
    }
  }

  private saysTheSame(a: number, b: number): boolean {
    const { orderOf } = this.values
    return orderOf[a] === orderOf[b] && this.compareValues(a, b) === 0
  }

  private hashOfValues(row: number): number {
    const { rows } = this
    const { dayOf, orderOf, unitsOf, itemsOf } = this.values
    const amount = rankOf(unitsOf[row])
    let state = mixHash(2, orderOf[row] ?? 0)
    state = mixHash(state, dayOf[row] ?? 0)
    state = mixHash(state, rows.time[row] ?? 0)
    state = mixHash(state, amount)
    return finishHash(mixHash(state, rankOf(itemsOf[row])))
  }
}

/** What is missing comes before everything. */
const MISSING_RANK = -1e18

function rankOf(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? MISSING_RANK : value
}
