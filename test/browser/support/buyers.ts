import { shopEvents } from '../../support/shop-events.ts'
import { simulatedOrders } from '../../support/simulated-orders.ts'

/** Orders of 300 customers within a year as NDJSON: history enough for a prediction. */
export const BUYERS: string = shopEvents(
  simulatedOrders({ model: 'bg-nbd', orders: [0.5, 6, 0.8, 2.5], spend: [6, 4, 15], customers: 300, arrivalDays: 90, days: 365, seed: 5 }),
)
