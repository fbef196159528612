import { grownUint32, nextCapacity } from '../base/columns.ts'
import { finishHash, HashIndex, mixHash } from '../base/hash-index.ts'

/** Distinct contents of CUSTOMER events: numbers of the texts of last name, city and state. */
export class CustomerRecords {
  lastName: Uint32Array<ArrayBuffer>
  city: Uint32Array<ArrayBuffer>
  state: Uint32Array<ArrayBuffer>
  length: number
  private readonly index: HashIndex

  constructor(parts?: CustomerRecordsParts) {
    this.lastName = parts?.lastName ?? new Uint32Array()
    this.city = parts?.city ?? new Uint32Array()
    this.state = parts?.state ?? new Uint32Array()
    this.length = parts?.length ?? 0
    this.index = new HashIndex(
      record => hashRecord(this.lastName[record] ?? 0, this.city[record] ?? 0, this.state[record] ?? 0),
      parts?.slots,
      this.length,
    )
  }

  /** Number of a record, which is entered when it is new. */
  intern(lastName: number, city: number, state: number): number {
    let record = this.index.first(hashRecord(lastName, city, state))
    while (record >= 0 && !(this.lastName[record] === lastName && this.city[record] === city && this.state[record] === state)) {
      record = this.index.next()
    }
    if (record >= 0) return record
    record = this.length
    if (record >= this.lastName.length) {
      const capacity = nextCapacity(this.lastName.length, record + 1)
      this.lastName = grownUint32(this.lastName, capacity)
      this.city = grownUint32(this.city, capacity)
      this.state = grownUint32(this.state, capacity)
    }
    this.lastName[record] = lastName
    this.city[record] = city
    this.state[record] = state
    this.length = record + 1
    this.index.put(record)
    return record
  }

  parts(): CustomerRecordsParts {
    const { lastName, city, state, length } = this
    return { lastName, city, state, length, slots: this.index.table() }
  }
}

/** Storage of CustomerRecords. */
export interface CustomerRecordsParts {
  readonly lastName: Uint32Array<ArrayBuffer>
  readonly city: Uint32Array<ArrayBuffer>
  readonly state: Uint32Array<ArrayBuffer>
  readonly slots: Uint32Array<ArrayBuffer> | null
  readonly length: number
}

function hashRecord(lastName: number, city: number, state: number): number {
  return finishHash(mixHash(mixHash(mixHash(0, lastName), city), state))
}
