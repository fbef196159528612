import { grownUint32 } from '../base/columns.ts'
import { finishHash, mixHash } from '../base/hash-index.ts'
import type { TextTable } from '../base/text-table.ts'
import type { IdTable } from './id-table.ts'
import { VersionedRows } from './versioned-rows.ts'

/** Devices: each has a type and belongs to one store. Of two with one id that with the larger store id stands, then that with the larger type. */
export class DeviceRows extends VersionedRows {
  /** Number of the type in the labels. */
  type: Uint32Array<ArrayBuffer> = new Uint32Array()
  /** Number of the store's id. */
  store: Uint32Array<ArrayBuffer> = new Uint32Array()
  private readonly labels: TextTable
  private readonly storeIds: IdTable

  constructor(ids: IdTable, storeIds: IdTable, labels: TextTable) {
    super(ids)
    this.storeIds = storeIds
    this.labels = labels
  }

  add(id: number, type: number, store: number, place: number, line: number): void {
    this.makeRoom()
    this.type[this.length] = type
    this.store[this.length] = store
    this.enter(id, place, line)
  }

  protected override isSame(a: number, b: number): boolean {
    return this.type[a] === this.type[b] && this.store[a] === this.store[b]
  }

  protected override hashContent(row: number): number {
    return finishHash(mixHash(mixHash(mixHash(0, this.id[row] ?? 0), this.type[row] ?? 0), this.store[row] ?? 0))
  }

  protected override compare(a: number, b: number): number {
    return this.storeIds.compare(this.store[a] ?? 0, this.store[b] ?? 0) || this.labels.compare(this.type[a] ?? 0, this.type[b] ?? 0)
  }

  protected override growTo(capacity: number): void {
    this.type = grownUint32(this.type, capacity)
    this.store = grownUint32(this.store, capacity)
  }
}
