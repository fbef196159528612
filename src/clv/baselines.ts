import { AMOUNT_SCALE } from '../base/money.ts'
import type { Histories } from './histories.ts'
import type { Purchases } from './purchases.ts'

/**
 * Predictions that anyone makes without a model:
 * - `same-again`: the repeat purchases and the spend of the period before the split that is as long as the one to come
 * - `mean-rate`: repeat purchases per week since the first purchase, at the customer's mean purchase
 * - `spend-per-week`: all purchases and all spend per week since the first purchase
 */
export const BASELINES = ['same-again', 'mean-rate', 'spend-per-week'] as const
export type Baseline = (typeof BASELINES)[number]

/** Orders and revenue (in currency units) expected of each buyer. */
export interface Guess {
  readonly orders: Float64Array<ArrayBuffer>
  readonly revenue: Float64Array<ArrayBuffer>
}

/** A customer's time is taken as a week at least: rates over a day or two would be multiplied without measure. */
const LEAST_WEEKS = 1

/** What a baseline says of the coming days, from purchases up to the last day that counts. Cost: one pass. */
export function guess(baseline: Baseline, histories: Histories, purchases: Purchases, days: number): Guess {
  const { buyers, customer, frequency, ageDays, monetaryWithFirst, historicUnits, throughDay } = histories
  const orders = new Float64Array(buyers)
  const revenue = new Float64Array(buyers)
  for (let buyer = 0; buyer < buyers; buyer += 1) {
    const periods = days / 7 / Math.max(LEAST_WEEKS, (ageDays[buyer] ?? 0) / 7)
    const repeats = frequency[buyer] ?? 0
    switch (baseline) {
      case 'same-again': {
        const who = customer[buyer] ?? 0
        const first = purchases.starts[who] ?? 0
        for (let entry = first; entry < (purchases.starts[who + 1] ?? 0); entry += 1) {
          if ((purchases.day[entry] ?? 0) <= throughDay - days) continue
          if (entry > first) orders[buyer] = (orders[buyer] ?? 0) + 1
          revenue[buyer] = (revenue[buyer] ?? 0) + (purchases.units[entry] ?? 0) / AMOUNT_SCALE
        }
        break
      }
      case 'mean-rate':
        orders[buyer] = repeats * periods
        revenue[buyer] = repeats * periods * (monetaryWithFirst[buyer] ?? 0)
        break
      case 'spend-per-week':
        orders[buyer] = (repeats + 1) * periods
        revenue[buyer] = ((historicUnits[buyer] ?? 0) / AMOUNT_SCALE) * periods
        break
      default:
        baseline satisfies never
    }
  }
  return { orders, revenue }
}
