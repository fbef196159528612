import { grownFloat64, grownUint8, grownUint32 } from '../base/columns.ts'
import { finishHash, mixHash } from '../base/hash-index.ts'
import type { TextTable } from '../base/text-table.ts'
import type { IdTable } from './id-table.ts'
import { VersionedRows } from './versioned-rows.ts'

/** Content of one transaction; reused by callers that add many. */
export interface TransactionContent {
  /** Number of the device's id. */
  device: number
  /** Number of the SKU. */
  sku: number
  /** Numbers of the product's name and category in the labels. */
  name: number
  category: number
  /** 1/10,000 of a euro. */
  units: number
  /** Number of the status, see STATUSES. */
  status: number
  /** Milliseconds UTC. */
  createdAt: number
  happenedAt: number
}

/**
 * Transactions. Of two with one id the one that was created later stands; then that which happened later, then that of the larger amount, status, device, SKU, name
 * and category. Costs 51 bytes a row, and its id.
 */
export class TransactionRows extends VersionedRows {
  device: Uint32Array<ArrayBuffer> = new Uint32Array()
  sku: Uint32Array<ArrayBuffer> = new Uint32Array()
  name: Uint32Array<ArrayBuffer> = new Uint32Array()
  category: Uint32Array<ArrayBuffer> = new Uint32Array()
  units: Float64Array<ArrayBuffer> = new Float64Array()
  status: Uint8Array<ArrayBuffer> = new Uint8Array()
  createdAt: Float64Array<ArrayBuffer> = new Float64Array()
  happenedAt: Float64Array<ArrayBuffer> = new Float64Array()
  private readonly deviceIds: IdTable
  private readonly skus: TextTable
  private readonly labels: TextTable

  constructor(ids: IdTable, deviceIds: IdTable, skus: TextTable, labels: TextTable) {
    super(ids)
    this.deviceIds = deviceIds
    this.skus = skus
    this.labels = labels
  }

  add(id: number, content: TransactionContent, place: number, line: number): void {
    this.makeRoom()
    const row = this.length
    this.device[row] = content.device
    this.sku[row] = content.sku
    this.name[row] = content.name
    this.category[row] = content.category
    this.units[row] = content.units
    this.status[row] = content.status
    this.createdAt[row] = content.createdAt
    this.happenedAt[row] = content.happenedAt
    this.enter(id, place, line)
  }

  protected override isSame(a: number, b: number): boolean {
    return (
      this.createdAt[a] === this.createdAt[b] &&
      this.happenedAt[a] === this.happenedAt[b] &&
      this.units[a] === this.units[b] &&
      this.status[a] === this.status[b] &&
      this.device[a] === this.device[b] &&
      this.sku[a] === this.sku[b] &&
      this.name[a] === this.name[b] &&
      this.category[a] === this.category[b]
    )
  }

  protected override hashContent(row: number): number {
    let state = mixHash(this.id[row] ?? 0, this.status[row] ?? 0)
    for (const column of [this.device, this.sku, this.name, this.category]) state = mixHash(state, column[row] ?? 0)
    for (const column of [this.units, this.createdAt, this.happenedAt]) {
      const value = column[row] ?? 0
      // Only the low 32 bits of a number are mixed in.
      state = mixHash(mixHash(state, value), Math.floor(value / 4_294_967_296))
    }
    return finishHash(state)
  }

  protected override compare(a: number, b: number): number {
    return (
      (this.createdAt[a] ?? 0) - (this.createdAt[b] ?? 0) ||
      (this.happenedAt[a] ?? 0) - (this.happenedAt[b] ?? 0) ||
      (this.units[a] ?? 0) - (this.units[b] ?? 0) ||
      (this.status[a] ?? 0) - (this.status[b] ?? 0) ||
      this.deviceIds.compare(this.device[a] ?? 0, this.device[b] ?? 0) ||
      this.skus.compare(this.sku[a] ?? 0, this.sku[b] ?? 0) ||
      this.labels.compare(this.name[a] ?? 0, this.name[b] ?? 0) ||
      this.labels.compare(this.category[a] ?? 0, this.category[b] ?? 0)
    )
  }

  protected override growTo(capacity: number): void {
    this.device = grownUint32(this.device, capacity)
    this.sku = grownUint32(this.sku, capacity)
    this.name = grownUint32(this.name, capacity)
    this.category = grownUint32(this.category, capacity)
    this.units = grownFloat64(this.units, capacity)
    this.status = grownUint8(this.status, capacity)
    this.createdAt = grownFloat64(this.createdAt, capacity)
    this.happenedAt = grownFloat64(this.happenedAt, capacity)
  }
}
