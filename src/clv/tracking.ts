import type { Histories } from './histories.ts'
import type { OrderPredictor } from './models/order-model.ts'
import type { Purchases } from './purchases.ts'

/** Repeat purchases of a group of customers by week, as they were and as a model expects them of new customers who came when these did. */
export interface Tracking {
  /** First day of the first week: the first purchase of anyone. */
  readonly startDay: number
  /** Week in which the holdout begins, counted from 0. */
  readonly holdoutWeek: number
  /** Repeat purchases within each week; the last week may be incomplete. */
  readonly actual: Float64Array<ArrayBuffer>
  readonly expected: Float64Array<ArrayBuffer>
  readonly actualCumulative: Float64Array<ArrayBuffer>
  readonly expectedCumulative: Float64Array<ArrayBuffer>
}

/**
 * Tracks the buyers of a calibration period over all purchases, calibration and holdout.
 * The expectation at the end of a week is Σ E[X(t)] over the customers who had come by then, t since their first purchase.
 * Cost: one expectation for each distinct age in days.
 */
export function track(histories: Histories, purchases: Purchases, predictor: OrderPredictor): Tracking {
  const { buyers, firstDay, customer, throughDay } = histories
  const { starts, day } = purchases
  const startDay = firstDay.reduce((least, first) => Math.min(least, first), throughDay)
  const weeks = Math.max(1, Math.ceil(((purchases.throughDay ?? throughDay) - startDay + 1) / 7))
  const newcomers = new Map<number, number>()
  const actual = new Float64Array(weeks)
  for (let buyer = 0; buyer < buyers; buyer += 1) {
    const first = firstDay[buyer] ?? 0
    newcomers.set(first, (newcomers.get(first) ?? 0) + 1)
    const who = customer[buyer] ?? 0
    for (let entry = starts[who] ?? 0; entry < (starts[who + 1] ?? 0); entry += 1) {
      const purchaseDay = day[entry] ?? 0
      if (purchaseDay <= first) continue
      const week = Math.floor((purchaseDay - startDay) / 7)
      actual[week] = (actual[week] ?? 0) + 1
    }
  }
  const alive = predictor.alive(0, 0, 0)
  const expectedByAge = new Map<number, number>()
  const expectedOf = (ageDays: number) => {
    const known = expectedByAge.get(ageDays)
    if (known !== undefined) return known
    const orders = alive * predictor.orders(0, 0, ageDays / 7)
    expectedByAge.set(ageDays, orders)
    return orders
  }
  const expectedCumulative = Float64Array.from({ length: weeks }, (_, week) => {
    let sum = 0
    for (const [first, count] of newcomers) {
      const ageDays = (week + 1) * 7 - (first - startDay)
      if (ageDays > 0) sum += count * expectedOf(ageDays)
    }
    return sum
  })
  return {
    startDay,
    holdoutWeek: Math.floor((throughDay + 1 - startDay) / 7),
    actual,
    expected: expectedCumulative.map((sum, week) => sum - (expectedCumulative[week - 1] ?? 0)),
    actualCumulative: cumulative(actual),
    expectedCumulative,
  }
}

function cumulative(values: Float64Array): Float64Array<ArrayBuffer> {
  let sum = 0
  return Float64Array.from(values, value => {
    sum += value
    return sum
  })
}
