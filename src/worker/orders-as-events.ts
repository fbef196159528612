import { currencyCode } from '../base/currencies.ts'
import { packPlace } from '../base/places.ts'
import { DAY } from '../base/time.ts'
import { type Orders, ordersSummary, orderTotals, placeOfRow } from '../clv/index.ts'
import { settledOrders } from '../clv/settled-orders.ts'
import { eventKind } from '../ltv/event-kinds.ts'
import type { EventIdentity } from '../ltv/event-rows.ts'
import { addText, createDataset, type Dataset, summary } from '../ltv/index.ts'
import type { DatasetSummary } from '../ltv/results.ts'

/**
 * Orders as a data set of ORDER events, one for each order with the sum of its rows, so that everything that is known of customers from events is known
 * of them from orders as well. Customers are numbered as `toOrderLines` does. Cost: about 2 µs an order.
 */
export function eventsOfOrders(orders: Orders): Dataset {
  const dataset = createDataset()
  for (const { path, format, reason, bytes } of orders.texts) addText(dataset, { path, format, reason, bytes })
  const { idOfCustomer } = settledOrders(orders)
  for (const id of idOfCustomer) dataset.customers.intern(orders.customers.text(id))
  const totals = orderTotals(orders)
  const identity: EventIdentity = { kind: eventKind('ORDER', 'NEW'), customer: 0, key: 0, time: 0, detail: 0, units: 0, currency: 0 }
  for (let at = 0; at < totals.length; at += 1) {
    const { orderId, line, byte } = placeOfRow(orders, totals.row[at] ?? 0)
    const time = totals.time[at] ?? 0
    const customer = totals.customer[at] ?? 0
    const currency = totals.currency[at] ?? 0
    // Orders without an id go by their time; of one in several currencies each part is an order of its own.
    const key = orderId ?? timeWords(time)
    identity.customer = customer
    identity.key = dataset.keys.intern(totals.isPart[at] === 1 ? `${key} (${currencyCode(currency)})` : key)
    identity.time = time
    identity.units = totals.amountUnits[at] ?? 0
    identity.currency = currency
    const file = (orders.rows.file[totals.row[at] ?? 0] ?? 0) - 1
    dataset.accept(identity, packPlace(file, byte), line, 1)
  }
  return dataset
}

/** “2025-01-03”, or “2025-01-03 12:34:56” where there is a time. */
function timeWords(time: number): string {
  const text = new Date(time).toISOString()
  return time % DAY === 0 ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ')
}

/** The data sheet of orders: files, rows and rejects as they were read, and what they come to. */
export function summaryOfOrders(orders: Orders, dataset: Dataset): DatasetSummary {
  const { files, read, accepted, rejected, rejectedByReason, rejects, duplicates, versions, notes } = ordersSummary(orders)
  return { ...summary(dataset), records: 'rows', files, read, accepted, rejected, rejectedByReason, rejects, duplicates, versions, notes }
}
