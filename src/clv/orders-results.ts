import { currencyCode, currencyNumber } from '../base/currencies.ts'
import { DEFAULT_CURRENCY } from '../base/money.ts'
import type { Note } from '../base/notes.ts'
import type { Reject } from '../base/rejects.ts'
import { DAY } from '../base/time.ts'
import { ambiguousDates, type DateColumn } from './date-columns.ts'
import type { OrderLines } from './order-lines.ts'
import type { Orders } from './orders-dataset.ts'
import { orderNotes } from './orders-notes.ts'
import { allRejects } from './refused-rows.ts'
import { settledOrders } from './settled-orders.ts'

/** Order lines with the way back to where they were read. */
export interface OrderLinesRead extends OrderLines {
  /** The one currency of all amounts. */
  readonly currency: string
  /** Lines in other currencies, which are left out. */
  readonly setAside: number
  /** Row in the data set's columns, for `placeOfRow`. */
  readonly row: Uint32Array<ArrayBuffer>
}

/**
 * The lines of one currency: the given one, otherwise the one of most lines. A line without an amount goes with its order; where no line of that has one, it belongs to every currency.
 * Customers of other currencies keep their numbers, and have no line.
 *
 * Throws RangeError while the dates of a file can be read in two ways: ask {@link ambiguousDates} first. Cost: a few passes.
 */
export function toOrderLines(orders: Orders, currency: string | null = null): OrderLinesRead {
  const open = ambiguousDates(orders)
  if (open.length > 0)
    throw new RangeError(
      `The order of day and month is not known yet in ${open.length} ${open.length === 1 ? 'column' : 'columns'} of dates: say it with settleDates`,
    )
  const settled = settledOrders(orders)
  const { rows } = orders
  const shown = currency ?? orderCurrencies(orders)[0]?.currency ?? DEFAULT_CURRENCY
  const number = currencyNumber(shown)
  // What an order has amounts in: the shown currency (1), others (2).
  const amountsIn = new Uint8Array(settled.orders)
  for (const row of settled.rows) {
    if (Number.isNaN(settled.unitsOf[row])) continue
    const order = settled.orderOf[row] ?? 0
    amountsIn[order] = (amountsIn[order] ?? 0) | (rows.currency[row] === number ? 1 : 2)
  }
  const row = settled.rows.filter(each => {
    if (Number.isNaN(settled.unitsOf[each])) return amountsIn[settled.orderOf[each] ?? 0] !== 2
    return rows.currency[each] === number
  })
  const { length } = row
  const customer = new Uint32Array(length)
  const order = new Uint32Array(length)
  const day = new Int32Array(length)
  const amountUnits = new Float64Array(length)
  const items = new Float64Array(length)
  let hasItems = false
  for (let line = 0; line < length; line += 1) {
    const at = row[line] ?? 0
    customer[line] = settled.customerOf[at] ?? 0
    order[line] = settled.orderOf[at] ?? 0
    day[line] = settled.dayOf[at] ?? 0
    amountUnits[line] = settled.unitsOf[at] ?? 0
    const count = settled.itemsOf[at] ?? Number.NaN
    items[line] = count
    hasItems ||= !Number.isNaN(count)
  }
  const { orders: orderCount, idOfCustomer, rows: standing } = settled
  return {
    length,
    customers: idOfCustomer.length,
    orders: orderCount,
    customer,
    order,
    day,
    amountUnits,
    items: hasItems ? items : null,
    currency: shown,
    setAside: standing.length - length,
    row,
  }
}

/** Texts side by side in one arena: text i is the UTF-8 bytes from starts[i] to starts[i + 1]. */
export interface IdColumn {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** length + 1 entries. */
  readonly starts: Uint32Array<ArrayBuffer>
}

/** Ids of the customers of {@link toOrderLines}, by number. */
export function customerIdsOf(orders: Orders): IdColumn {
  const { idOfCustomer } = settledOrders(orders)
  const { customers } = orders
  const starts = new Uint32Array(idOfCustomer.length + 1)
  for (const [customer, id] of idOfCustomer.entries())
    starts[customer + 1] = (starts[customer] ?? 0) + customers.start(id + 1) - customers.start(id)
  const bytes = new Uint8Array(starts[idOfCustomer.length] ?? 0)
  const arena = customers.arena()
  for (const [customer, id] of idOfCustomer.entries())
    bytes.set(arena.subarray(customers.start(id), customers.start(id + 1)), starts[customer])
  return { bytes, starts }
}

/** One row of a receipt: what was read, and where. */
export interface PlacedRow {
  /** Null without one. */
  readonly orderId: string | null
  readonly itemId: string | null
  /** Path of the file; blank for rows handed over directly. */
  readonly file: string
  readonly line: number
  readonly byte: number
}

/** Where a row of {@link OrderLinesRead} was read, with its ids as they stand there. */
export function placeOfRow(orders: Orders, row: number): PlacedRow {
  const { rows, texts, orderIds, itemIds } = orders
  const orderId = rows.orderId[row] ?? 0
  const itemId = rows.itemId[row] ?? 0
  return {
    orderId: orderId === 0 ? null : orderIds.text(orderId - 1),
    itemId: itemId === 0 ? null : itemIds.text(itemId - 1),
    file: texts[(rows.file[row] ?? 0) - 1]?.path ?? '',
    line: rows.line[row] ?? 0,
    byte: rows.byte[row] ?? 0,
  }
}

export interface CurrencyLines {
  readonly currency: string
  readonly lines: number
}

/** Lines with an amount by currency, most first, ties by code. */
export function orderCurrencies(orders: Orders): CurrencyLines[] {
  const { rows } = orders
  const counts = new Float64Array(256)
  const { rows: standing, unitsOf } = settledOrders(orders)
  for (const row of standing) {
    if (Number.isNaN(unitsOf[row])) continue
    const currency = rows.currency[row] ?? 0
    counts[currency] = (counts[currency] ?? 0) + 1
  }
  const found: CurrencyLines[] = []
  counts.forEach((lines, number) => {
    if (lines > 0) found.push({ currency: currencyCode(number), lines })
  })
  // Currencies are numbered by code, and sorting keeps the order of equals.
  return found.sort((a, b) => b.lines - a.lines)
}

/** Files, counts, rejects and notes of a data set of orders: the data sheet, in the shape it has for events. */
export interface OrdersSummary {
  readonly files: readonly OrderFileSummary[]
  readonly read: number
  readonly accepted: number
  readonly rejected: number
  readonly rejectedByReason: readonly { readonly reason: string; readonly count: number }[]
  /** The first KEPT_REJECTS in file order. */
  readonly rejects: readonly Reject[]
  /** Accepted rows that repeat others. */
  readonly duplicates: number
  /** Accepted rows with values of an item that others replaced. */
  readonly versions: number
  /** Accepted rows that count: accepted − duplicates − versions, of all currencies. */
  readonly lines: number
  readonly customers: number
  readonly orders: number
  /** Milliseconds UTC at which the first and the last day of a line begin; null without lines, and while dates can be read in two ways. */
  readonly first: number | null
  readonly last: number | null
  readonly currencies: readonly CurrencyLines[]
  /** Columns whose order of day and month has to be asked for. */
  readonly ambiguousDates: readonly DateColumn[]
  readonly notes: readonly Note[]
}

export interface OrderFileSummary {
  readonly name: string
  readonly bytes: number
  readonly format: string
  readonly reason: string
  readonly read: number
  readonly accepted: number
  readonly rejected: number
}

/** What there is to say about a data set of orders. Cost: some passes over the rows. */
export function ordersSummary(orders: Orders): OrdersSummary {
  const settled = settledOrders(orders)
  const { rows, texts } = orders
  const ambiguous = settled.dateColumns.filter(({ order }) => order === null)
  const rejects = allRejects(orders, settled)
  const refusedOf = new Map<number, number>()
  for (const row of settled.refused) {
    const file = (rows.file[row] ?? 0) - 1
    refusedOf.set(file, (refusedOf.get(file) ?? 0) + 1)
  }
  const accepted = rows.length - settled.refused.length
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const row of settled.rows) {
    const day = settled.dayOf[row] ?? 0
    first = Math.min(first, day)
    last = Math.max(last, day)
  }
  const isDated = ambiguous.length === 0 && first <= last
  return {
    files: texts.map(({ path, bytes, format, reason, accepted: taken, rejected }, file) => {
      const refused = refusedOf.get(file) ?? 0
      return { name: path, bytes, format, reason, read: taken + rejected, accepted: taken - refused, rejected: rejected + refused }
    }),
    read: accepted + rejects.total,
    accepted,
    rejected: rejects.total,
    rejectedByReason: rejects.byReason(),
    rejects: rejects.list(),
    duplicates: settled.duplicates,
    versions: settled.versions,
    lines: settled.rows.length,
    customers: settled.idOfCustomer.length,
    orders: settled.orders,
    first: isDated ? first * DAY : null,
    last: isDated ? last * DAY : null,
    currencies: orderCurrencies(orders),
    ambiguousDates: ambiguous,
    notes: orderNotes(orders, settled, orderCurrencies(orders), rejects.total),
  }
}
