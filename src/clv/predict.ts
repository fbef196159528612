import { AMOUNT_SCALE } from '../base/money.ts'
import type { Histories } from './histories.ts'
import { ORDER_MODEL } from './models/all.ts'
import type { OrderFit, SpendFit } from './models/fit.ts'
import type { SpendParameters } from './models/gamma-gamma.ts'
import type { OrderModelKey } from './models/order-model.ts'
import { groupRows } from './models/purchase-rows.ts'
import { aliveOfRows, type LivingOutlook, livingOutlook, outlookKeys } from './outlook.ts'
import type { SpendBasis } from './settings.ts'
import { type BuyerSpend, buyerSpend, expectedSpends } from './spend.ts'
import { checkTerms, discountPerWeek, horizonWeeks, type PredictionTerms } from './terms.ts'
import { parameterVariance } from './total-variance.ts'
import { intervalQuantiles, valueQuantile } from './value-interval.ts'

/** What a prediction knows of a customer's own habits. */
export const BUYER_STATUSES = ['repeat buyer', 'bought once', 'no paid repeat'] as const
/** What is expected of each customer with a purchase, in the order of customers. Value is margin × spend, discounted to the last day that counts. */
export interface Prediction {
  readonly terms: PredictionTerms
  readonly model: OrderModelKey
  readonly spendBasis: SpendBasis
  readonly buyers: number
  /** Customer number of each buyer. */
  readonly customer: Uint32Array<ArrayBuffer>
  /** Expected value of the orders within the horizon, in currency units. */
  readonly predictedClv: Float64Array<ArrayBuffer>
  /** The value that really comes lies between these with a probability of 95 %, in currency units. */
  readonly clvLo95: Float64Array<ArrayBuffer>
  readonly clvHi95: Float64Array<ArrayBuffer>
  readonly pAlive: Float64Array<ArrayBuffer>
  /** Purchase days within the horizon, not discounted. */
  readonly expectedOrders: Float64Array<ArrayBuffer>
  /** Probability of no purchase within the horizon. */
  readonly pNoOrder: Float64Array<ArrayBuffer>
  /** Mean value of a purchase to come, in currency units, without margin. */
  readonly expectedSpend: Float64Array<ArrayBuffer>
  /** Discounted purchases without an end; Infinity without a discount where the sum has no bound. */
  readonly dert: Float64Array<ArrayBuffer>
  readonly frequency: Uint32Array<ArrayBuffer>
  /** t_x and T in weeks. */
  readonly recencyWeeks: Float64Array<ArrayBuffer>
  readonly ageWeeks: Float64Array<ArrayBuffer>
  /** Mean value of the repeat purchases, in currency units; 0 where there are none. */
  readonly monetary: Float64Array<ArrayBuffer>
  /** In currency units. */
  readonly historicRevenue: Float64Array<ArrayBuffer>
  /** Index into {@link BUYER_STATUSES}. */
  readonly status: Uint8Array<ArrayBuffer>
  readonly total: TotalPrediction
}

/** The sum over all buyers; in currency units unless it says otherwise. */
export interface TotalPrediction {
  readonly clv: number
  readonly clvLo95: number
  readonly clvHi95: number
  /** Standard errors that the interval is made of: what customers do by chance, and what is not known of the parameters. */
  readonly chanceError: number
  readonly parameterError: number
  readonly expectedOrders: number
  /** Expected number of customers with a purchase within the horizon. */
  readonly activeBuyers: number
}

export const NORMAL_95 = 1.959963984540054

/**
 * Predicts every buyer and the total.
 *
 * Interval of one customer: its predictive distribution with the parameters as estimated, a probability of no order and above it the distribution of
 * `valueQuantile`; discounting enters as its mean effect. Chance is nearly all of a single customer's uncertainty, so the parameters' own is left out there.
 * Interval of the total: normal, with the variances of all customers added up and the parameters' uncertainty by the delta method from both fits' covariances.
 * In simulated shops of 600 customers, 95 % of customers and 93 % of totals lie inside (test/clv/simulation.test.ts). Deterministic: nothing is drawn. Throws RangeError when the terms are not sound or q ≤ 1 (an infinite mean).
 * Cost, measured on two shared cores: CDNOW (2,357 customers) 40 ms warm, a million customers 0.9 s; memory for the columns, 17 × 8 bytes a customer.
 */
export function predict(
  histories: Histories,
  orderFit: OrderFit,
  spendFit: SpendFit,
  basis: SpendBasis,
  terms: PredictionTerms,
): Prediction {
  const fault = checkTerms(terms)
  if (fault !== null) throw new RangeError(fault)
  const [, q] = spendFit.parameters
  if (!(q > 1)) throw new RangeError(`The model of spend has no mean (q = ${q}, expected above 1)`)
  const weeks = horizonWeeks(terms)
  const discount = discountPerWeek(terms)
  const rows = groupRows(histories.frequency, histories.recencyDays, histories.ageDays)
  const { keys, keyOf } = outlookKeys(rows)
  const predictor = ORDER_MODEL[orderFit.model].predictor(orderFit.parameters)
  const alive = aliveOfRows(predictor, rows)
  const living = livingOutlook(predictor, keys, weeks, discount)
  const spend = buyerSpend(histories, basis)
  const columns = emptyColumns(histories, expectedSpends(spend, spendFit.parameters))
  const sums = fillColumns(columns, { rowOf: rows.rowOf, keyOf, alive, living }, spend, spendFit.parameters, terms.margin)
  const shares = { ...spend, customers: null }
  const parameters = parameterVariance({ rows, keys, keyOf, alive, living, spend: shares, orderFit, spendFit, terms })
  return {
    terms,
    model: orderFit.model,
    spendBasis: basis,
    buyers: histories.buyers,
    customer: histories.customer,
    ...columns,
    total: totalOf(sums, parameters),
  }
}

/** The sum over all with its interval; `parameters` is the variance that comes from not knowing them. */
export function totalOf({ clv, variance, orders, activeBuyers }: Sums, parameters: number): TotalPrediction {
  const error = Math.sqrt(variance + parameters)
  return {
    clv,
    clvLo95: Math.max(0, clv - NORMAL_95 * error),
    clvHi95: clv + NORMAL_95 * error,
    chanceError: Math.sqrt(variance),
    parameterError: Math.sqrt(parameters),
    expectedOrders: orders,
    activeBuyers,
  }
}

export interface KnownOfOrders {
  readonly rowOf: Uint32Array
  readonly keyOf: Uint32Array
  readonly alive: Float64Array
  readonly living: LivingOutlook
}

/** What customers add up to; the variance is that of chance. */
export interface Sums {
  readonly clv: number
  readonly variance: number
  readonly orders: number
  readonly activeBuyers: number
}

/** One pass over the buyers; a loop with everything at hand, because it runs a million times. */
function fillColumns(columns: Columns, known: KnownOfOrders, spend: BuyerSpend, [p, q, gamma]: SpendParameters, margin: number): Sums {
  const { rowOf, keyOf, alive, living } = known
  const { predictedClv, clvLo95, clvHi95, pAlive, expectedOrders, pNoOrder, expectedSpend, dert } = columns
  const { orders: ordersOfKey, orderPairs, noOrder, discountedOrders, residualOrders } = living
  const { low: lows, high: highs } = quantilesOfRows(known)
  let clv = 0
  let variance = 0
  let orders = 0
  let activeBuyers = 0
  for (let buyer = 0; buyer < rowOf.length; buyer += 1) {
    const row = rowOf[buyer] ?? 0
    const key = keyOf[row] ?? 0
    const chance = alive[row] ?? 0
    const mean = chance * (ordersOfKey[key] ?? 0)
    const pairs = chance * (orderPairs[key] ?? 0)
    const none = noOrderChance(chance, noOrder[key] ?? 0)
    const some = 1 - none
    const eachSpend = expectedSpend[buyer] ?? 0
    const value = margin * chance * (discountedOrders[key] ?? 0) * eachSpend
    // What an undiscounted unit of spend within the horizon is worth, on average.
    const worth = mean > 0 ? value / (mean * eachSpend) : 0
    const purchases = spend.purchases[buyer] ?? 0
    const ownQ = q + p * purchases
    const ownGamma = gamma + purchases * (spend.mean[buyer] ?? 0)
    if (some > 0) {
      const meanOrders = mean / some
      const ordersVariance = pairs / some + meanOrders - meanOrders * meanOrders
      clvLo95[buyer] = worth * valueQuantile(lows[row] ?? 0, meanOrders, ordersVariance, p, ownQ, ownGamma)
      clvHi95[buyer] = worth * valueQuantile(highs[row] ?? 0, meanOrders, ordersVariance, p, ownQ, ownGamma)
    }
    predictedClv[buyer] = value
    pAlive[buyer] = chance
    expectedOrders[buyer] = mean
    pNoOrder[buyer] = none
    dert[buyer] = chance * (residualOrders[key] ?? 0)
    clv += value
    orders += mean
    activeBuyers += some
    if (ownQ > LEAST_Q_WITH_VARIANCE) {
      const square = (ownGamma * ownGamma) / ((ownQ - 1) * (ownQ - 2))
      variance += Math.max(0, worth * worth * square * (mean * p * (p + 1) + pairs * p * p) - value * value)
    } else {
      const error = ((clvHi95[buyer] ?? 0) - (clvLo95[buyer] ?? 0)) / (2 * NORMAL_95)
      variance += error * error
    }
  }
  return { clv, variance, orders, activeBuyers }
}

/** At q ≤ 2 the variance of a customer's spend has no bound; near it, it says nothing. The customer's interval then stands in for it. */
export const LEAST_Q_WITH_VARIANCE = 2.05

export function quantilesOfRows({ keyOf, alive, living }: KnownOfOrders): { low: Float64Array; high: Float64Array } {
  const low = new Float64Array(alive.length)
  const high = new Float64Array(alive.length)
  for (let row = 0; row < alive.length; row += 1) {
    const quantiles = intervalQuantiles(noOrderChance(alive[row] ?? 0, living.noOrder[keyOf[row] ?? 0] ?? 0))
    low[row] = quantiles.low
    high[row] = quantiles.high
  }
  return { low, high }
}

/** Stopped already, or alive and without an order. */
export function noOrderChance(alive: number, noOrderWhileAlive: number): number {
  return Math.min(1, 1 - alive + alive * noOrderWhileAlive)
}

type Columns = ReturnType<typeof emptyColumns>

function emptyColumns(histories: Histories, expectedSpend: Float64Array<ArrayBuffer>) {
  const { buyers, frequency, recencyDays, ageDays, monetary, historicUnits } = histories
  const column = () => new Float64Array(buyers)
  const status = new Uint8Array(buyers)
  const recencyWeeks = column()
  const ageWeeks = column()
  const historicRevenue = column()
  for (let buyer = 0; buyer < buyers; buyer += 1) {
    recencyWeeks[buyer] = (recencyDays[buyer] ?? 0) / 7
    ageWeeks[buyer] = (ageDays[buyer] ?? 0) / 7
    historicRevenue[buyer] = (historicUnits[buyer] ?? 0) / AMOUNT_SCALE
    status[buyer] = frequency[buyer] === 0 ? 1 : (monetary[buyer] ?? 0) > 0 ? 0 : 2
  }
  return {
    predictedClv: column(),
    clvLo95: column(),
    clvHi95: column(),
    pAlive: column(),
    expectedOrders: column(),
    pNoOrder: column(),
    expectedSpend,
    dert: column(),
    frequency,
    recencyWeeks,
    ageWeeks,
    monetary,
    historicRevenue,
    status,
  }
}
