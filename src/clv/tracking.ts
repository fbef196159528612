import type { Histories } from './histories.ts'
import type { OrderPredictor } from './models/order-model.ts'
import type { Purchases } from './purchases.ts'

/**
 * Steps that tracking has at most. One order dated 9999 would otherwise make it half a million weeks long; longer histories are tracked in steps of several weeks.
 */
const MOST_STEPS = 520

/** Repeat purchases of a group of customers by step of one week (or several), as they were and as a model expects them of new customers who came when these did. */
export interface Tracking {
  /** First day of the first step: the first purchase of anyone. */
  readonly startDay: number
  readonly weeksPerStep: number
  /** Step in which the holdout begins, counted from 0. */
  readonly holdoutStep: number
  /** Repeat purchases within each step; the last step may be incomplete. */
  readonly actual: Float64Array<ArrayBuffer>
  readonly expected: Float64Array<ArrayBuffer>
  readonly actualCumulative: Float64Array<ArrayBuffer>
  readonly expectedCumulative: Float64Array<ArrayBuffer>
}

/**
 * Tracks the buyers of a calibration period over all purchases, calibration and holdout.
 * The expectation at the end of a step is Σ E[X(t)] over the customers who had come by then, t since their first purchase.
 * Cost: one expectation for each distinct age in days.
 */
export function track(histories: Histories, purchases: Purchases, predictor: OrderPredictor): Tracking {
  const { buyers, firstDay, customer, throughDay } = histories
  const { starts, day } = purchases
  const startDay = firstDay.reduce((least, first) => Math.min(least, first), throughDay)
  const weeks = Math.max(1, Math.ceil(((purchases.throughDay ?? throughDay) - startDay + 1) / 7))
  const weeksPerStep = Math.ceil(weeks / MOST_STEPS)
  const stepDays = 7 * weeksPerStep
  const steps = Math.ceil(weeks / weeksPerStep)
  const newcomers = new Map<number, number>()
  const actual = new Float64Array(steps)
  for (let buyer = 0; buyer < buyers; buyer += 1) {
    const first = firstDay[buyer] ?? 0
    newcomers.set(first, (newcomers.get(first) ?? 0) + 1)
    const who = customer[buyer] ?? 0
    for (let entry = starts[who] ?? 0; entry < (starts[who + 1] ?? 0); entry += 1) {
      const purchaseDay = day[entry] ?? 0
      if (purchaseDay <= first) continue
      const step = Math.floor((purchaseDay - startDay) / stepDays)
      actual[step] = (actual[step] ?? 0) + 1
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
  const expectedCumulative = Float64Array.from({ length: steps }, (_, step) => {
    let sum = 0
    for (const [first, count] of newcomers) {
      const ageDays = (step + 1) * stepDays - (first - startDay)
      if (ageDays > 0) sum += count * expectedOf(ageDays)
    }
    return sum
  })
  return {
    startDay,
    weeksPerStep,
    holdoutStep: Math.floor((throughDay + 1 - startDay) / stepDays),
    actual,
    expected: expectedCumulative.map((sum, step) => sum - (expectedCumulative[step - 1] ?? 0)),
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
