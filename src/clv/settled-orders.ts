import { finishHash, HashIndex, mixHash } from '../base/hash-index.ts'
import { type AmountColumn, settledAmounts } from './amount-columns.ts'
import { type DateColumn, dateColumns } from './date-columns.ts'
import { DATE_READING, type DateOrder, monthFirstDay, yearFirstDay } from './order-dates.ts'
import { MARK, type OrderRows, READING_BITS } from './order-rows.ts'
import type { Orders } from './orders-dataset.ts'
import { Repeats } from './repeated-rows.ts'
import { type RepeatedTotals, withTotalsOnce } from './repeated-totals.ts'

/** What the rows of a data set come to. Columns called `of` something are by row of the data set. */
export interface SettledOrders {
  /** The rows that count, in the order they were read. */
  readonly rows: Uint32Array<ArrayBuffer>
  readonly dayOf: Int32Array<ArrayBuffer>
  /** Customers and orders are numbered from 0 in the order in which their rows were read. */
  readonly customerOf: Uint32Array<ArrayBuffer>
  readonly orderOf: Uint32Array<ArrayBuffer>
  /** Number of the id in the data set's table, by customer. */
  readonly idOfCustomer: Uint32Array<ArrayBuffer>
  readonly orders: number
  /** Amounts in 1/10,000 of a currency unit and numbers of items, in the decimal sign of their column; NaN without one. */
  readonly unitsOf: Float64Array
  readonly itemsOf: Float64Array
  /** Rows that cannot be what their column says, or that are no spend, ascending; {@link refusalOf} says why. */
  readonly refused: readonly number[]
  /** By row, 0 where a row counts. */
  readonly refusalOf: Uint8Array<ArrayBuffer>
  /** Rows that stand in their file for the second time (the same item with the same values), or in several files. */
  readonly duplicates: number
  /** Rows without the id of an item among them: they stand in several files in the same words. */
  readonly repeatedInOtherFiles: number
  /** Further values of items, which a later or larger one replaced. */
  readonly versions: number
  readonly dateColumns: readonly DateColumn[]
  readonly amountColumns: readonly AmountColumn[]
  /** Rows that repeat what their order comes to. */
  readonly repeatedTotals: RepeatedTotals
}

/** Why a row that was read is left out all the same. */
export const REFUSAL = { date: 1, amount: 2, cancelled: 3, refunded: 4 } as const

const known = new WeakMap<Orders, { readonly revision: number; readonly settled: SettledOrders }>()

/**
 * Works out what rows come to, once for each state of the data set.
 *
 * - **Dates**: as their column says, see `dateColumns`. While that is open they are taken day first, which nobody is to see.
 * - **Amounts**: as their column says, see `amountColumns`.
 * - **No spend**: rows of payments that failed, orders that were cancelled, and amounts that were given back in full are left out, each with its reason; and with them
 *   the rows of the same order that have no amount of their own.
 * - **Orders**: rows of one customer with the same order id; without one, rows of one customer at the same time, or on the same day where there is no time.
 *   The same order id at two customers is two orders.
 * - **Items**: the same item id in the same order is one item, however often it is read. If its values differ, the one with the latest date stands, then the
 *   larger amount, then more items.
 * - **Totals of orders**: where the column of amounts is called by the order (“order total”) and most orders with several rows have one amount in all of them, it counts once.
 * - **Rows without an item id** are all different within a file: a customer may buy the same thing twice. But a row that stands in several files in the same words
 *   is taken as often as in the file that has it most often, so that reading a file twice, or two exports that overlap, adds nothing.
 *   What this costs: two equal rows without ids that were parted into two files count once. They are counted, and told in a note.
 *
 * The result does not depend on the order of rows and files but for its numbering. Cost: about 0.4 µs a row.
 */
export function settledOrders(orders: Orders): SettledOrders {
  const found = known.get(orders)
  if (found !== undefined && found.revision === orders.revision) return found.settled
  const settled = settle(orders)
  known.set(orders, { revision: orders.revision, settled })
  return settled
}

function settle(orders: Orders): SettledOrders {
  const { rows } = orders
  const columns = dateColumns(orders)
  const refusalOf = new Uint8Array(rows.length)
  const dayOf = settledDays(orders, columns, refusalOf)
  const { unitsOf, itemsOf, wrong, columns: amountColumns } = settledAmounts(orders)
  for (const row of wrong) if (refusalOf[row] === 0) refusalOf[row] = REFUSAL.amount
  refuseNoSpend(orders, refusalOf)
  const numbering = new Numbering(rows, dayOf, orders.customers.length)
  const orderOf = new Uint32Array(rows.length)
  const refused: number[] = []
  for (let row = 0; row < rows.length; row += 1) {
    if (refusalOf[row] === 0) orderOf[row] = numbering.orderOf(row)
    else refused.push(row)
  }
  const repeats = new Repeats(rows, { dayOf, orderOf, unitsOf, itemsOf })
  const isLeftOut = repeats.leftOut(refusalOf)
  const standing = new Uint32Array(rows.length)
  const customerOf = new Uint32Array(rows.length)
  let length = 0
  for (let row = 0; row < rows.length; row += 1) {
    customerOf[row] = numbering.numberOfCustomer[rows.customer[row] ?? 0] ?? 0
    standing[length] = row
    if (isLeftOut[row] === 0) length += 1
  }
  const rowsThatStand = standing.slice(0, length)
  const { unitsOf: unitsOnce, ...repeatedTotals } = withTotalsOnce(orders, rowsThatStand, orderOf, unitsOf)
  return {
    rows: rowsThatStand,
    dayOf,
    unitsOf: unitsOnce,
    itemsOf,
    customerOf,
    orderOf,
    idOfCustomer: numbering.idOfCustomer.slice(0, numbering.customers),
    orders: numbering.orders,
    refused,
    refusalOf,
    duplicates: repeats.duplicates,
    repeatedInOtherFiles: repeats.repeatedInOtherFiles,
    versions: repeats.versions,
    dateColumns: columns,
    amountColumns,
    repeatedTotals,
  }
}

function settledDays(orders: Orders, columns: readonly DateColumn[], refusalOf: Uint8Array): Int32Array<ArrayBuffer> {
  const { rows, texts } = orders
  const dayOf = rows.day.slice(0, rows.length)
  if (columns.length === 0) return dayOf
  const orderOfFile: (DateOrder | null)[] = [null, ...texts.map(() => null)]
  for (const { files, order } of columns) {
    if (files.length === 0) orderOfFile[0] = order
    for (const file of files) orderOfFile[file + 1] = order
  }
  for (let row = 0; row < rows.length; row += 1) {
    const marks = rows.marks[row] ?? 0
    const reading = marks & READING_BITS
    if (reading === DATE_READING.certain && (marks & MARK.shortYear) === 0) continue
    const order = orderOfFile[rows.file[row] ?? 0] ?? null
    if (order === 'year-first') dayOf[row] = yearFirstDay(dayOf[row] ?? 0)
    if (order === null || order === 'year-first' || reading === DATE_READING.certain) continue
    const isMonthFirst = order === 'month-first'
    if (reading === DATE_READING.either) {
      if (isMonthFirst) dayOf[row] = monthFirstDay(dayOf[row] ?? 0)
    } else if (isMonthFirst !== (reading === DATE_READING.monthFirstOnly)) refusalOf[row] = REFUSAL.date
  }
  return dayOf
}

function refuseNoSpend({ rows, orderIds }: Orders, refusalOf: Uint8Array): void {
  const whyOfOrder = new Map<number, number>()
  // Customer and order in one number: below 2^53, as both are below 2^26 in any file that fits into memory.
  const orderAt = (row: number) => (rows.customer[row] ?? 0) * (orderIds.length + 1) + (rows.orderId[row] ?? 0)
  for (let row = 0; row < rows.length; row += 1) {
    const mark = (rows.marks[row] ?? 0) & (MARK.cancelled | MARK.refunded)
    if (mark === 0 || refusalOf[row] !== 0) continue
    const why = (mark & MARK.cancelled) === 0 ? REFUSAL.refunded : REFUSAL.cancelled
    refusalOf[row] = why
    if (rows.orderId[row] !== 0) whyOfOrder.set(orderAt(row), why)
  }
  if (whyOfOrder.size === 0) return
  for (let row = 0; row < rows.length; row += 1) {
    if (refusalOf[row] !== 0 || !Number.isNaN(rows.amountUnits[row]) || !Number.isNaN(rows.commaUnits[row])) continue
    refusalOf[row] = rows.orderId[row] === 0 ? 0 : (whyOfOrder.get(orderAt(row)) ?? 0)
  }
}

/** Numbers customers and orders as they come. */
class Numbering {
  customers = 0
  readonly idOfCustomer: Uint32Array<ArrayBuffer>
  readonly numberOfCustomer: Uint32Array<ArrayBuffer>
  private readonly isNumbered: Uint8Array<ArrayBuffer>
  private readonly rows: OrderRows
  private readonly dayOf: Int32Array
  /** First row of each order. */
  private firstRow: Uint32Array<ArrayBuffer>
  orders = 0
  private readonly index: HashIndex
  private rowBefore = -1
  private orderBefore = 0

  constructor(rows: OrderRows, dayOf: Int32Array, ids: number) {
    this.rows = rows
    this.dayOf = dayOf
    this.idOfCustomer = new Uint32Array(ids)
    this.numberOfCustomer = new Uint32Array(ids)
    this.isNumbered = new Uint8Array(ids)
    this.firstRow = new Uint32Array(rows.length)
    this.index = new HashIndex(order => this.hashOf(this.firstRow[order] ?? 0))
  }

  orderOf(row: number): number {
    // Rows of an order mostly stand side by side.
    if (this.rowBefore >= 0 && this.isSameOrder(row, this.rowBefore)) {
      this.rowBefore = row
      return this.orderBefore
    }
    const id = this.rows.customer[row] ?? 0
    if (this.isNumbered[id] === 0) {
      this.isNumbered[id] = 1
      this.idOfCustomer[this.customers] = id
      this.numberOfCustomer[id] = this.customers
      this.customers += 1
    }
    let order = this.index.first(this.hashOf(row))
    while (order >= 0 && !this.isSameOrder(row, this.firstRow[order] ?? 0)) order = this.index.next()
    if (order < 0) {
      order = this.orders
      this.firstRow[order] = row
      this.orders += 1
      this.index.put(order)
    }
    this.rowBefore = row
    this.orderBefore = order
    return order
  }

  private isSameOrder(a: number, b: number): boolean {
    const { customer, orderId, time } = this.rows
    if (customer[a] !== customer[b] || orderId[a] !== orderId[b]) return false
    return orderId[a] !== 0 || (this.dayOf[a] === this.dayOf[b] && time[a] === time[b])
  }

  private hashOf(row: number): number {
    const { customer, orderId, time } = this.rows
    const id = orderId[row] ?? 0
    const state = mixHash(mixHash(0, customer[row] ?? 0), id)
    return finishHash(id !== 0 ? state : mixHash(mixHash(state, this.dayOf[row] ?? 0), time[row] ?? 0))
  }
}
