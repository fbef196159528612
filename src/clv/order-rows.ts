import { grownFloat64, grownInt32, grownUint8, grownUint16, grownUint32, nextCapacity } from '../base/columns.ts'

/** What is said of a row besides its values, in 16 bits: how its date may be read (two bits), what it lacks, and why it may be no spend. */
export const READING_BITS = 3
export const MARK = {
  noAmount: 4,
  noItems: 8,
  noItemId: 16,
  noOrderId: 32,
  /** An id was written as a fraction of nothing: 17850.0. */
  fractionId: 64,
  /** The number of items can be read with either decimal sign; what is kept is the reading with the point. */
  eitherItems: 128,
  /** A payment that failed, or an order that was cancelled. */
  cancelled: 256,
  /** All of the amount was given back. */
  refunded: 512,
  /** An id is a number with an exponent: a spreadsheet has cut it. */
  cutId: 1024,
  /** The date is a number: of days, as spreadsheets keep it, or of seconds. */
  numberDate: 2048,
  /** Something given back, by its kind, with an amount above zero, which was turned. */
  turned: 4096,
  /** The date is three numbers of two digits: the first may be the year. */
  shortYear: 8192,
  /** A discount beside quantity and price was taken off, or stands there and was not. */
  discounted: 16384,
  undiscounted: 32768,
} as const

/** One accepted row. Reused by callers that add many. */
export interface OrderRow {
  /** Number of the customer id. */
  customer: number
  /** Number of the order id plus one; 0 without. */
  orderId: number
  /** Number of the id of the item plus one; 0 without. */
  itemId: number
  /** UTC day, in the reading with the day first where there are two. */
  day: number
  /** Milliseconds into the day, −1 without a time. */
  time: number
  /** 1/10,000 of a currency unit, read with the point as the decimal sign; NaN where it is no amount then, and without one. */
  amountUnits: number
  /** The same with the comma. */
  commaUnits: number
  /** NaN without. */
  items: number
  currency: number
  marks: number
}

/** Accepted rows of order files, in the order they were read, as typed columns. Costs 59 bytes a row. */
export class OrderRows {
  customer: Uint32Array<ArrayBuffer>
  orderId: Uint32Array<ArrayBuffer>
  itemId: Uint32Array<ArrayBuffer>
  day: Int32Array<ArrayBuffer>
  time: Int32Array<ArrayBuffer>
  amountUnits: Float64Array<ArrayBuffer>
  commaUnits: Float64Array<ArrayBuffer>
  items: Float64Array<ArrayBuffer>
  currency: Uint8Array<ArrayBuffer>
  marks: Uint16Array<ArrayBuffer>
  /** Number of the text plus one; 0 for rows that were handed over directly. */
  file: Uint32Array<ArrayBuffer>
  line: Uint32Array<ArrayBuffer>
  byte: Float64Array<ArrayBuffer>
  length: number

  constructor(parts?: OrderRowsParts) {
    this.customer = parts?.customer ?? new Uint32Array()
    this.orderId = parts?.orderId ?? new Uint32Array()
    this.itemId = parts?.itemId ?? new Uint32Array()
    this.day = parts?.day ?? new Int32Array()
    this.time = parts?.time ?? new Int32Array()
    this.amountUnits = parts?.amountUnits ?? new Float64Array()
    this.commaUnits = parts?.commaUnits ?? new Float64Array()
    this.items = parts?.items ?? new Float64Array()
    this.currency = parts?.currency ?? new Uint8Array()
    this.marks = parts?.marks ?? new Uint16Array()
    this.file = parts?.file ?? new Uint32Array()
    this.line = parts?.line ?? new Uint32Array()
    this.byte = parts?.byte ?? new Float64Array()
    this.length = parts?.length ?? 0
  }

  /** Adds a row that stands in text `file` (−1: in none). */
  add(row: OrderRow, file: number, line: number, byte: number): void {
    const at = this.length
    if (at >= this.customer.length) this.reserve(nextCapacity(this.customer.length, at + 1))
    this.length = at + 1
    this.customer[at] = row.customer
    this.orderId[at] = row.orderId
    this.itemId[at] = row.itemId
    this.day[at] = row.day
    this.time[at] = row.time
    this.amountUnits[at] = row.amountUnits
    this.commaUnits[at] = row.commaUnits
    this.items[at] = row.items
    this.currency[at] = row.currency
    this.marks[at] = row.marks
    this.file[at] = file + 1
    this.line[at] = line
    this.byte[at] = byte
  }

  /** Gives the columns room for so many rows. Throws RangeError when the browser cannot hold them. */
  reserve(capacity: number): void {
    this.customer = grownUint32(this.customer, capacity)
    this.orderId = grownUint32(this.orderId, capacity)
    this.itemId = grownUint32(this.itemId, capacity)
    this.day = grownInt32(this.day, capacity)
    this.time = grownInt32(this.time, capacity)
    this.amountUnits = grownFloat64(this.amountUnits, capacity)
    this.commaUnits = grownFloat64(this.commaUnits, capacity)
    this.items = grownFloat64(this.items, capacity)
    this.currency = grownUint8(this.currency, capacity)
    this.marks = grownUint16(this.marks, capacity)
    this.file = grownUint32(this.file, capacity)
    this.line = grownUint32(this.line, capacity)
    this.byte = grownFloat64(this.byte, capacity)
  }

  parts(): OrderRowsParts {
    const { customer, orderId, itemId, day, time, amountUnits, commaUnits, items, currency, marks, file, line, byte, length } = this
    return { customer, orderId, itemId, day, time, amountUnits, commaUnits, items, currency, marks, file, line, byte, length }
  }
}

/** Storage of OrderRows. */
export interface OrderRowsParts {
  readonly customer: Uint32Array<ArrayBuffer>
  readonly orderId: Uint32Array<ArrayBuffer>
  readonly itemId: Uint32Array<ArrayBuffer>
  readonly day: Int32Array<ArrayBuffer>
  readonly time: Int32Array<ArrayBuffer>
  readonly amountUnits: Float64Array<ArrayBuffer>
  readonly commaUnits: Float64Array<ArrayBuffer>
  readonly items: Float64Array<ArrayBuffer>
  readonly currency: Uint8Array<ArrayBuffer>
  readonly marks: Uint16Array<ArrayBuffer>
  readonly file: Uint32Array<ArrayBuffer>
  readonly line: Uint32Array<ArrayBuffer>
  readonly byte: Float64Array<ArrayBuffer>
  readonly length: number
}
