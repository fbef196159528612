import type { Note } from '../base/notes.ts'
import { grouped } from '../base/reading-notes.ts'
import type { Orders } from './orders-dataset.ts'
import type { SettledOrders } from './settled-orders.ts'

/** So many times the orders of the next one, and at least so many, are seldom those of one customer; where there are only a few customers, anything may be. */
const TIMES_THE_NEXT = 10
const LEAST_ORDERS = 20
const LEAST_CUSTOMERS = 5
const SHOWN_CHARACTERS = 40

/** A customer with many times the orders of any other: an id that stands for guests, for cash or for a marketplace would be the best customer by far. Cost: a pass over the rows. */
export function outsizedCustomer({ customers }: Orders, settled: SettledOrders): Note | null {
  const orders = new Uint32Array(settled.idOfCustomer.length)
  const isCounted = new Uint8Array(settled.orders)
  for (const row of settled.rows) {
    const order = settled.orderOf[row] ?? 0
    if (isCounted[order] === 1) continue
    isCounted[order] = 1
    const customer = settled.customerOf[row] ?? 0
    orders[customer] = (orders[customer] ?? 0) + 1
  }
  let most = -1
  let next = 0
  for (let customer = 0; customer < orders.length; customer += 1) {
    const count = orders[customer] ?? 0
    if (most < 0 || count > (orders[most] ?? 0)) {
      next = most < 0 ? 0 : (orders[most] ?? 0)
      most = customer
    } else if (count > next) next = count
  }
  const count = orders[most] ?? 0
  if (orders.length < LEAST_CUSTOMERS || count < LEAST_ORDERS || count < TIMES_THE_NEXT * next) return null
  const id = customers.text(settled.idOfCustomer[most] ?? 0)
  const shown = `${id.length > SHOWN_CHARACTERS ? `${id.slice(0, SHOWN_CHARACTERS)}…` : id}`.toWellFormed()
  const all = grouped(settled.orders)
  const message = `${grouped(count)} of ${all} orders are those of customer “${shown}”; no other has more than ${grouped(next)}. If this stands for guests or for a till, leave these rows out of the file.`
  return { code: 'outsized-customer', count, message }
}
