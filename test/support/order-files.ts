import { gunzipSync } from 'node:zlib'
import { parseEventTime } from '../../src/base/time.ts'
import { dayIndex } from '../../src/base/weeks.ts'
import type { OrderLines } from '../../src/clv/order-lines.ts'
import { readShared } from './shared-data.ts'

export interface OrderRow {
  readonly customer: string
  readonly order: string
  /** “1997-01-31”. */
  readonly date: string
  readonly amount: number
  readonly items?: number
}

/** Numbers customers and orders in order of first appearance, as a reader would. Amounts are NaN where a file has none. */
export function orderLines(rows: readonly OrderRow[]): OrderLines & { readonly ids: readonly string[] } {
  const customers = new Map<string, number>()
  const orders = new Map<string, number>()
  const numberIn = (known: Map<string, number>, id: string) => {
    const number = known.get(id) ?? known.size
    known.set(id, number)
    return number
  }
  const customer = Uint32Array.from(rows, row => numberIn(customers, row.customer))
  const order = Uint32Array.from(rows, row => numberIn(orders, `${row.customer}\n${row.order}`))
  return {
    length: rows.length,
    customers: customers.size,
    orders: orders.size,
    customer,
    order,
    day: Int32Array.from(rows, row => day(row.date)),
    amountUnits: Float64Array.from(rows, row => Math.round(row.amount * 10_000)),
    items: rows.some(row => row.items !== undefined) ? Float64Array.from(rows, row => row.items ?? Number.NaN) : null,
    ids: [...customers.keys()],
  }
}

const days = new Map<string, number>()

/** Day number of “1997-01-31”. */
export function day(date: string): number {
  const known = days.get(date) ?? dayIndex(parseEventTime(date))
  days.set(date, known)
  return known
}

/** The purchases of CDNOW_sample.txt or CDNOW_master.txt; each line is an order. */
export function cdnowLines(file: 'CDNOW_sample.txt' | 'CDNOW_master.txt'): OrderLines & { readonly ids: readonly string[] } {
  const rows: OrderRow[] = []
  for (const line of readShared('cdnow', file).toString('utf8').split(/\r?\n/)) {
    const fields = line.trim().split(/\s+/)
    const date = fields.at(-3) ?? ''
    if (!/^\d{8}$/.test(date)) continue
    rows.push({
      // The sample has ids of its own in the second column.
      customer: fields.at(-4) ?? '',
      order: String(rows.length),
      date: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`,
      amount: Number(fields.at(-1)),
    })
  }
  return orderLines(rows)
}

/** clv_orders/orders.csv.gz: one row per order item, one of them with NA. */
export function clvOrderLines(): OrderLines & { readonly ids: readonly string[] } {
  const [, ...lines] = gunzipSync(readShared('clv_orders', 'orders.csv.gz')).toString('utf8').trim().split('\n')
  return orderLines(
    lines.map(line => {
      const [customer = '', order = '', , items = '', amount = '', date = ''] = line.trim().split(',')
      return { customer, order, date, amount: Number(amount), items: Number(items) }
    }),
  )
}

/** online_retail: sales and cancellations with a customer. Descriptions may hold commas, so fields are taken from both ends. */
export function onlineRetailLines(): OrderLines & { readonly ids: readonly string[] } {
  const [, ...lines] = gunzipSync(readShared('online_retail', 'online_retail_2010-12_2011-06.csv.gz')).toString('utf8').trim().split('\n')
  const rows: OrderRow[] = []
  for (const line of lines) {
    const order = line.slice(0, line.indexOf(','))
    const [quantity = '', time = '', price = '', customer = ''] = line.trim().split(',').slice(-5)
    if (customer === '') continue
    rows.push({ customer, order, date: time.slice(0, 10), amount: Number(quantity) * Number(price) })
  }
  return orderLines(rows)
}
