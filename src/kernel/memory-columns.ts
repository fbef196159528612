import type { TextTableParts } from '../base/text-table.ts'
import type { CustomerRecordsParts } from '../ltv/customer-records.ts'
import { EVENT_KINDS } from '../ltv/event-kinds.ts'
import type { EventRowsParts } from '../ltv/event-rows.ts'
import type { OrdersParts } from '../ltv/orders.ts'
import type { KernelProgram } from './program.ts'

/** The columns of a data set where they stand in linear memory, not copied. They hold until the program runs again. */
export interface MemoryColumns {
  readonly customers: TextTableParts
  readonly keys: TextTableParts
  readonly names: TextTableParts
  readonly records: CustomerRecordsParts
  readonly rows: EventRowsParts
  readonly orders: OrdersParts
  readonly acceptedByKind: Float64Array<ArrayBuffer>
}

/** Cost: constant. */
export function columnsOf(program: KernelProgram): MemoryColumns {
  const walk = new Layout(program)
  return {
    customers: walk.texts(),
    keys: walk.texts(),
    names: walk.texts(),
    records: walk.records(),
    rows: walk.rows(),
    orders: walk.orders(),
    acceptedByKind: walk.float64(walk.next(), EVENT_KINDS.length),
  }
}

/** Goes through what `describe` of the program lists, in its order. The indexes of the program are its own: TypeScript makes others when it first needs them. */
class Layout {
  readonly #buffer: ArrayBuffer
  readonly #words: Uint32Array<ArrayBuffer>
  #at = 0

  constructor(program: KernelProgram) {
    const start = program.describe() >>> 0
    this.#buffer = program.memory.buffer
    this.#words = new Uint32Array(this.#buffer, start)
  }

  next(): number {
    const word = this.#words[this.#at] ?? 0
    this.#at++
    return word
  }

  texts(): TextTableParts {
    const [bytes, bytesCapacity, starts, startsCapacity, count] = this.#five()
    return { bytes: this.uint8(bytes, bytesCapacity), starts: this.uint32(starts, startsCapacity), count, slots: null }
  }

  records(): CustomerRecordsParts {
    const [lastName, city, state, capacity, length] = this.#five()
    return {
      lastName: this.uint32(lastName, capacity),
      city: this.uint32(city, capacity),
      state: this.uint32(state, capacity),
      length,
      slots: null,
    }
  }

  rows(): EventRowsParts {
    const [kind, customer, key, time, detail] = this.#five()
    const [place, line, times, capacity, length] = this.#five()
    const [amountUnits, amountCurrency, amountCapacity, amounts] = [this.next(), this.next(), this.next(), this.next()]
    return {
      kind: this.uint8(kind, capacity),
      customer: this.uint32(customer, capacity),
      key: this.uint32(key, capacity),
      time: this.float64(time, capacity),
      detail: this.uint32(detail, capacity),
      place: this.float64(place, capacity),
      line: this.uint32(line, capacity),
      times: this.uint32(times, capacity),
      amountUnits: this.float64(amountUnits, amountCapacity),
      amountCurrency: this.uint8(amountCurrency, amountCapacity),
      length,
      amounts,
      slots: null,
    }
  }

  orders(): OrdersParts {
    const [standing, earliest, hasOriginal, capacity, length] = this.#five()
    return {
      standing: this.uint32(standing, capacity),
      earliest: this.uint32(earliest, capacity),
      hasOriginal: this.uint8(hasOriginal, capacity),
      length,
      slots: null,
    }
  }

  uint8(start: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#buffer, start, length)
  }
  uint32(start: number, length: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.#buffer, start, length)
  }
  float64(start: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#buffer, start, length)
  }

  #five(): [number, number, number, number, number] {
    return [this.next(), this.next(), this.next(), this.next(), this.next()]
  }
}
