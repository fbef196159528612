import type { ShopEvent } from '../../sql/shops.ts'
import { simulatedOrders } from '../../support/simulated-orders.ts'

const DAY_MS = 86_400_000
const OPENS = Date.UTC(2023, 0, 1)

/** Orders of customers who do what a model says: enough of them to predict from. */
export function simulatedShop(customers: number): ShopEvent[] {
  const shop = { model: 'bg-nbd', orders: [0.6, 6, 0.8, 2.5], spend: [6, 4, 15], arrivalDays: 150, days: 400, seed: 9 } as const
  const { length, customer, day, amountUnits } = simulatedOrders({ ...shop, customers })
  return Array.from({ length }, (_, line) => ({
    type: 'ORDER',
    verb: 'NEW',
    key: `o${line}`,
    event_time: new Date(OPENS + (day[line] ?? 0) * DAY_MS).toISOString(),
    customer_id: `c${customer[line]}`,
    total_amount: `${(amountUnits[line] ?? 0) / 10_000} USD`,
  }))
}
