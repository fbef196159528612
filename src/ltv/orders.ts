import { grownUint8, grownUint32, nextCapacity } from '../base/columns.ts'
import { finishHash, HashIndex, mixHash } from '../base/hash-index.ts'
import { isUpdate } from './event-kinds.ts'
import type { EventRows } from './event-rows.ts'

/**
 * Orders: the distinct versions of each (customer, key), of which one stands. Order ids are a customer's own: about a third of real files
 * reuse them across customers, so a global identity would take spend away in silence. Costs about 16 bytes an order.
 */
export class Orders {
  /** Row of the version that stands: the latest; of the same time an UPDATE beats a NEW, then the larger amount, then the later currency code. */
  standing: Uint32Array<ArrayBuffer>
  /** Row of the earliest version: its time says in which week the order is. */
  earliest: Uint32Array<ArrayBuffer>
  /** 1 when one of the versions is a NEW. */
  hasOriginal: Uint8Array<ArrayBuffer>
  length: number
  private readonly rows: EventRows
  private readonly index: HashIndex

  constructor(rows: EventRows, parts?: OrdersParts) {
    this.rows = rows
    this.standing = parts?.standing ?? new Uint32Array()
    this.earliest = parts?.earliest ?? new Uint32Array()
    this.hasOriginal = parts?.hasOriginal ?? new Uint8Array()
    this.length = parts?.length ?? 0
    this.index = new HashIndex(order => this.hashOfRow(this.standing[order] ?? 0), parts?.slots, this.length)
  }

  /** Takes in a new row of an ORDER event. Cost: one look into the index. */
  addVersion(row: number): void {
    const { rows } = this
    let order = this.find(row)
    if (order < 0) {
      order = this.length
      if (order >= this.standing.length) this.grow()
      this.length = order + 1
      this.standing[order] = row
      this.earliest[order] = row
      this.index.put(order)
    } else {
      if (beats(rows, row, this.standing[order] ?? 0)) this.standing[order] = row
      if ((rows.time[row] ?? 0) < (rows.time[this.earliest[order] ?? 0] ?? 0)) this.earliest[order] = row
    }
    if (!isUpdate(rows.kind[row] ?? 0)) this.hasOriginal[order] = 1
  }

  /** Order that a row of an ORDER event is a version of, or −1. */
  find(row: number): number {
    const { rows } = this
    let order = this.index.first(this.hashOfRow(row))
    while (order >= 0) {
      const other = this.standing[order] ?? 0
      if (rows.customer[other] === rows.customer[row] && rows.key[other] === rows.key[row]) return order
      order = this.index.next()
    }
    return -1
  }

  parts(): OrdersParts {
    const { standing, earliest, hasOriginal, length } = this
    return { standing, earliest, hasOriginal, length, slots: this.index.table() }
  }

  private hashOfRow(row: number): number {
    return hashOrder(this.rows.customer[row] ?? 0, this.rows.key[row] ?? 0)
  }

  private grow(): void {
    const capacity = nextCapacity(this.standing.length, this.length + 1)
    this.standing = grownUint32(this.standing, capacity)
    this.earliest = grownUint32(this.earliest, capacity)
    this.hasOriginal = grownUint8(this.hasOriginal, capacity)
  }
}

export function hashOrder(customer: number, key: number): number {
  return finishHash(mixHash(mixHash(0, customer), key))
}

/** Whether of two versions of an order the first stands. */
export function beats(rows: EventRows, row: number, other: number): boolean {
  const later = (rows.time[row] ?? 0) - (rows.time[other] ?? 0)
  if (later !== 0) return later > 0
  const updates = isUpdate(rows.kind[row] ?? 0)
  if (updates !== isUpdate(rows.kind[other] ?? 0)) return updates
  const larger = rows.units(row) - rows.units(other)
  if (larger !== 0) return larger > 0
  return rows.currency(row) > rows.currency(other)
}

/** Storage of Orders. */
export interface OrdersParts {
  readonly standing: Uint32Array<ArrayBuffer>
  readonly earliest: Uint32Array<ArrayBuffer>
  readonly hasOriginal: Uint8Array<ArrayBuffer>
  readonly slots: Uint32Array<ArrayBuffer> | null
  readonly length: number
}
