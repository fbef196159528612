import { grownFloat64, grownUint32 } from '../base/columns.ts'
import { finishHash, mixHash } from '../base/hash-index.ts'
import type { TextTable } from '../base/text-table.ts'
import type { IdTable } from './id-table.ts'
import { VersionedRows } from './versioned-rows.ts'

/** The texts of a store, as numbers in the labels, in the order in which they decide which of two versions stands. */
const TEXTS = ['merchant', 'country', 'typology', 'name', 'address', 'city'] as const

export interface StoreContent {
  /** `customer_id`: who the store belongs to. */
  readonly merchant: number
  readonly country: number
  readonly typology: number
  readonly name: number
  readonly address: number
  readonly city: number
  /** Milliseconds UTC. */
  readonly createdAt: number
}

/** Stores. Of two with one id the one that was created later stands; at the same time the one with the larger texts. */
export class StoreRows extends VersionedRows {
  merchant: Uint32Array<ArrayBuffer> = new Uint32Array()
  country: Uint32Array<ArrayBuffer> = new Uint32Array()
  typology: Uint32Array<ArrayBuffer> = new Uint32Array()
  name: Uint32Array<ArrayBuffer> = new Uint32Array()
  address: Uint32Array<ArrayBuffer> = new Uint32Array()
  city: Uint32Array<ArrayBuffer> = new Uint32Array()
  createdAt: Float64Array<ArrayBuffer> = new Float64Array()
  private readonly labels: TextTable

  constructor(ids: IdTable, labels: TextTable) {
    super(ids)
    this.labels = labels
  }

  add(id: number, content: StoreContent, place: number, line: number): void {
    this.makeRoom()
    for (const text of TEXTS) this[text][this.length] = content[text]
    this.createdAt[this.length] = content.createdAt
    this.enter(id, place, line)
  }

  protected override isSame(a: number, b: number): boolean {
    return this.createdAt[a] === this.createdAt[b] && TEXTS.every(text => this[text][a] === this[text][b])
  }

  protected override hashContent(row: number): number {
    const createdAt = this.createdAt[row] ?? 0
    let state = mixHash(mixHash(this.id[row] ?? 0, createdAt), Math.floor(createdAt / 4_294_967_296))
    for (const text of TEXTS) state = mixHash(state, this[text][row] ?? 0)
    return finishHash(state)
  }

  protected override compare(a: number, b: number): number {
    const later = (this.createdAt[a] ?? 0) - (this.createdAt[b] ?? 0)
    if (later !== 0) return later
    for (const text of TEXTS) {
      const larger = this.labels.compare(this[text][a] ?? 0, this[text][b] ?? 0)
      if (larger !== 0) return larger
    }
    return 0
  }

  protected override growTo(capacity: number): void {
    for (const text of TEXTS) this[text] = grownUint32(this[text], capacity)
    this.createdAt = grownFloat64(this.createdAt, capacity)
  }
}
