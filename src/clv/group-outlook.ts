import { groupSpend, type HistoryGroups, rowsOfGroups } from './history-groups.ts'
import { ORDER_MODEL } from './models/all.ts'
import type { OrderFit, SpendFit } from './models/fit.ts'
import { expectedSpend } from './models/gamma-gamma.ts'
import { aliveOfRows, livingOutlook, outlookKeys } from './outlook.ts'
import { LEAST_Q_WITH_VARIANCE, NORMAL_95, noOrderChance, quantilesOfRows, type Sums, type TotalPrediction, totalOf } from './predict.ts'
import type { SpendBasis } from './settings.ts'
import { discountPerWeek, horizonWeeks, type PredictionTerms } from './terms.ts'
import { parameterVariance } from './total-variance.ts'
import { valueQuantile } from './value-interval.ts'

export type { TotalPrediction }

/** What is expected of everyone, and of those of each group who spent most. */
export interface GroupOutlook {
  readonly buyers: number
  readonly total: TotalPrediction
  /** By group, in currency units: somebody in it has this predicted value, and nobody a higher one. */
  readonly highestClv: Float64Array<ArrayBuffer>
}

/**
 * The total of `predict` from groups in the place of customers. What is expected of a customer is linear in what was spent, and its variance is in its square, so sums
 * of both say as much as all customers one by one. Cost: that of predicting as many customers as there are groups.
 */
export function outlookOfGroups(
  groups: HistoryGroups,
  orderFit: OrderFit,
  spendFit: SpendFit,
  basis: SpendBasis,
  terms: PredictionTerms,
): GroupOutlook {
  const rows = rowsOfGroups(groups)
  const { keys, keyOf } = outlookKeys(rows)
  const predictor = ORDER_MODEL[orderFit.model].predictor(orderFit.parameters)
  const alive = aliveOfRows(predictor, rows)
  const living = livingOutlook(predictor, keys, horizonWeeks(terms), discountPerWeek(terms))
  const { low, high } = quantilesOfRows({ rowOf: rows.rowOf, keyOf, alive, living })
  const known = groupSpend(groups, basis)
  const [p, q, gamma] = spendFit.parameters
  const highestClv = new Float64Array(groups.length)
  const means = new Float64Array(groups.length)
  const sums: { -readonly [Name in keyof Sums]: number } = { clv: 0, variance: 0, orders: 0, activeBuyers: 0 }
  for (let group = 0; group < groups.length; group += 1) {
    const row = rows.rowOf[group] ?? 0
    const key = keyOf[row] ?? 0
    const customers = groups.customers[group] ?? 0
    const chance = alive[row] ?? 0
    const mean = chance * (living.orders[key] ?? 0)
    const pairs = chance * (living.orderPairs[key] ?? 0)
    const some = 1 - noOrderChance(chance, living.noOrder[key] ?? 0)
    const discounted = terms.margin * chance * (living.discountedOrders[key] ?? 0)
    const purchases = known.purchases[group] ?? 0
    const value = known.value[group] ?? 0
    const meanValue = purchases === 0 ? 0 : value / customers / purchases
    means[group] = meanValue
    highestClv[group] =
      discounted * expectedSpend(spendFit.parameters, purchases, purchases === 0 ? 0 : (known.most[group] ?? 0) / purchases)
    sums.clv += customers * discounted * expectedSpend(spendFit.parameters, purchases, meanValue)
    sums.orders += customers * mean
    sums.activeBuyers += customers * some
    // Everything below grows with the square of γ + what a customer spent, so it is worked out for 1 and multiplied by their sum.
    const squares = customers * gamma * gamma + 2 * gamma * value + (known.squares[group] ?? 0)
    const worth = mean > 0 ? discounted / mean : 0
    const ownQ = q + p * purchases
    if (ownQ > LEAST_Q_WITH_VARIANCE) {
      const expected = (discounted * p) / (ownQ - 1)
      const square = 1 / ((ownQ - 1) * (ownQ - 2))
      sums.variance += squares * Math.max(0, worth * worth * square * (mean * p * (p + 1) + pairs * p * p) - expected * expected)
    } else if (some > 0) {
      const meanOrders = mean / some
      const ordersVariance = pairs / some + meanOrders - meanOrders * meanOrders
      const at = (quantile: number) => worth * valueQuantile(quantile, meanOrders, ordersVariance, p, ownQ, 1)
      const error = (at(high[row] ?? 0) - at(low[row] ?? 0)) / (2 * NORMAL_95)
      sums.variance += squares * error * error
    }
  }
  const spend = { purchases: known.purchases, mean: means, customers: groups.customers }
  const parameters = parameterVariance({ rows, keys, keyOf, alive, living, spend, orderFit, spendFit, terms })
  return { buyers: rows.totalCustomers, total: totalOf(sums, parameters), highestClv }
}

/** Groups that hold whoever is among the x with the highest predicted value: the x with the highest of their own, and those that equal the last. Ascending. */
export function groupsOfBest(highestClv: Float64Array, x: number): number[] {
  const descending = highestClv.toSorted().reverse()
  const least = descending[Math.min(x, descending.length) - 1]
  if (least === undefined) return []
  const found: number[] = []
  for (let group = 0; group < highestClv.length; group += 1) if ((highestClv[group] ?? 0) >= least) found.push(group)
  return found
}
