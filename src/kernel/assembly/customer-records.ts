import { growColumn, grownCapacity, grownStart, nextCapacity } from './growth'
import { beginHash, finishHash, mixHash } from './hash'
import { Slots } from './slots'

/** Distinct contents of CUSTOMER events: ltv/customer-records.ts in linear memory. */
export class CustomerRecords {
  lastName: u32 = 0
  city: u32 = 0
  state: u32 = 0
  capacity: u32 = 0
  length: u32 = 0
  slots: Slots = new Slots()

  reserve(more: u32): bool {
    const needed = this.length + more
    if (needed > this.capacity && !this.grow(needed)) return false
    if (!this.slots.hasRoom(this.length, more)) {
      if (!this.slots.renew(this.length, more, false)) return false
      for (let record: u32 = 0; record < this.length; record++) {
        this.slots.enter(hashRecord(this.at(this.lastName, record), this.at(this.city, record), this.at(this.state, record)), record)
      }
    }
    return true
  }

  /** Number of a record, entered when it is new. Room must have been made. */
  intern(lastName: u32, city: u32, state: u32): u32 {
    const hash = hashRecord(lastName, city, state)
    const slots = this.slots
    let line = slots.lineOf(hash)
    while (true) {
      for (let found = slots.matches(line, hash); found !== 0; found &= found - 1) {
        const record = slots.entry(line, ctz(found)) - 1
        if (this.at(this.lastName, record) === lastName && this.at(this.city, record) === city && this.at(this.state, record) === state) {
          return record
        }
      }
      if (slots.free(line) !== 0) break
      line = slots.next(line)
    }
    const record = this.length
    this.length = record + 1
    store<u32>(this.lastName + (record << 2), lastName)
    store<u32>(this.city + (record << 2), city)
    store<u32>(this.state + (record << 2), state)
    slots.put(line, hash, record)
    return record
  }

  private at(column: u32, record: u32): u32 {
    return load<u32>(column + (record << 2))
  }

  private grow(needed: u32): bool {
    const wanted = nextCapacity(this.capacity, this.length, needed, false)
    if (!growColumn(this.lastName, this.capacity, this.length, 4, wanted, needed)) return false
    this.lastName = grownStart
    const capacity = grownCapacity
    if (!growColumn(this.city, this.capacity, this.length, 4, capacity, capacity)) return false
    this.city = grownStart
    if (!growColumn(this.state, this.capacity, this.length, 4, capacity, capacity)) return false
    this.state = grownStart
    this.capacity = capacity
    return true
  }
}

function hashRecord(lastName: u32, city: u32, state: u32): u32 {
  return finishHash(mixHash(mixHash(beginHash(0), (u64(lastName) << 32) | city), state))
}
