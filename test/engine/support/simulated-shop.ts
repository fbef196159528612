import type { OrderLines } from '../../../src/clv/order-lines.ts'
import type { ShopEvent } from '../../sql/shops.ts'
import { simulatedOrders } from '../../support/simulated-orders.ts'
import type { Cluster } from './cluster.ts'

const DAY_MS = 86_400_000
const OPENS = Date.UTC(2023, 0, 1)

/** Orders of customers who do what a model says, by days from 1970: enough of them to predict from. Customer n has the id “cn”. */
export function simulatedLines(customers: number): OrderLines {
  const shop = { model: 'bg-nbd', orders: [0.6, 6, 0.8, 2.5], spend: [6, 4, 15], arrivalDays: 150, days: 400, seed: 9 } as const
  const lines = simulatedOrders({ ...shop, customers })
  return { ...lines, day: lines.day.map(day => day + OPENS / DAY_MS) }
}

/** The same as events. */
export function simulatedShop(customers: number): ShopEvent[] {
  const { length, customer, day, amountUnits } = simulatedLines(customers)
  return Array.from({ length }, (_, line) => ({
    type: 'ORDER',
    verb: 'NEW',
    key: `o${line}`,
    event_time: new Date((day[line] ?? 0) * DAY_MS).toISOString(),
    customer_id: `c${customer[line]}`,
    total_amount: `${(amountUnits[line] ?? 0) / 10_000} USD`,
  }))
}

/** The same as rows of a typed table, of which there may be many: 100,000 go at a time. */
export async function loadSimulatedShop(
  cluster: Cluster,
  table: string,
  { length, customer, day, amountUnits }: OrderLines,
): Promise<void> {
  const columns = 'event_type, verb, event_key, event_time, customer_id, amount_units, currency'
  for (let start = 0; start < length; start += 100_000) {
    const rows: string[] = []
    for (let line = start; line < Math.min(length, start + 100_000); line += 1) {
      const date = new Date((day[line] ?? 0) * DAY_MS).toISOString().slice(0, 10)
      rows.push(['ORDER', 'NEW', `o${line}`, `${date} 00:00:00`, `c${customer[line]}`, amountUnits[line], 'USD'].join('\t'))
    }
    await cluster.insert(`${table} (${columns})`, 'TSV', rows.join('\n'))
  }
}
