import { ORDER_MODEL } from './models/all.ts'
import type { OrderFit, SpendFit } from './models/fit.ts'
import { expectedSpend, type SpendParameters } from './models/gamma-gamma.ts'
import type { OrderParameters } from './models/order-model.ts'
import type { GroupedRows, PurchaseRows } from './models/purchase-rows.ts'
import { dot, times } from './models/symmetric-matrix.ts'
import { aliveOfRows, type LivingOutlook, outlookKeys, perKey } from './outlook.ts'
import { discountPerWeek, horizonWeeks, type PredictionTerms } from './terms.ts'

/** Of each buyer, or of some who share a history: then their mean is that of them all, which is enough, since what is expected is linear in it. */
interface PredictedSpend {
  readonly purchases: Float64Array
  readonly mean: Float64Array
  /** How many buyers an entry stands for; null: one. */
  readonly customers: Float64Array | null
}

interface PredictedParts {
  readonly rows: GroupedRows
  readonly keys: PurchaseRows
  readonly keyOf: Uint32Array
  readonly alive: Float64Array
  readonly living: LivingOutlook
  readonly spend: PredictedSpend
  readonly orderFit: OrderFit
  readonly spendFit: SpendFit
  readonly terms: PredictionTerms
}

const DIFFERENCE = 1e-3
/** So many rows and buyers, evenly spread, stand for all: derivatives of a sum need no more. */
const MOST_ROWS = 10_000
const MOST_BUYERS = 50_000

/**
 * Variance of the predicted total that comes from not knowing the parameters: gᵀ C g by the delta method, with derivatives of the total by the
 * logarithms of the parameters from central differences, and the covariances of both fits (which share no parameter). In squared currency units.
 * Infinity when a fit has no covariance.
 */
export function parameterVariance(parts: PredictedParts): number {
  const { orderFit, spendFit } = parts
  if (orderFit.covariance === null || spendFit.covariance === null) return Number.POSITIVE_INFINITY
  const byOrders = orderGradient(parts)
  const bySpend = spendGradient(parts)
  return Math.max(0, dot(byOrders, times(orderFit.covariance, byOrders)) + dot(bySpend, times(spendFit.covariance, bySpend)))
}

function orderGradient({ rows, alive, living, keyOf, spend, orderFit, spendFit, terms }: PredictedParts): Float64Array<ArrayBuffer> {
  const spendOfRow = new Float64Array(rows.length)
  for (let buyer = 0; buyer < rows.rowOf.length; buyer += 1) {
    const row = rows.rowOf[buyer] ?? 0
    const each = expectedSpend(spendFit.parameters, spend.purchases[buyer] ?? 0, spend.mean[buyer] ?? 0)
    spendOfRow[row] = (spendOfRow[row] ?? 0) + each * (spend.customers?.[buyer] ?? 1)
  }
  const stride = Math.ceil(rows.length / MOST_ROWS)
  const chosen = everyNth(rows, stride)
  const chosenKeys = outlookKeys(chosen)
  const weeks = horizonWeeks(terms)
  const discount = discountPerWeek(terms)
  const total = (parameters: OrderParameters) => {
    const predictor = ORDER_MODEL[orderFit.model].predictor(parameters)
    const aliveHere = aliveOfRows(predictor, chosen)
    const orders = perKey(chosenKeys.keys, (x, age) => predictor.discountedOrders(x, age, weeks, discount))
    let sum = 0
    for (let row = 0; row < chosen.length; row += 1) {
      sum += (aliveHere[row] ?? 0) * (orders[chosenKeys.keyOf[row] ?? 0] ?? 0) * (spendOfRow[row * stride] ?? 0)
    }
    return sum
  }
  let all = 0
  let part = 0
  for (let row = 0; row < rows.length; row += 1) {
    const value = (alive[row] ?? 0) * (living.discountedOrders[keyOf[row] ?? 0] ?? 0) * (spendOfRow[row] ?? 0)
    all += value
    if (row % stride === 0) part += value
  }
  const scale = part > 0 ? (terms.margin * all) / part : 0
  const { parameters } = orderFit
  return logGradient(parameters.length, factors => total(parameters.map((value, at) => value * (factors[at] ?? 1)))).map(
    value => value * scale,
  )
}

function spendGradient({ rows, alive, living, keyOf, spend, spendFit, terms }: PredictedParts): Float64Array<ArrayBuffer> {
  const stride = Math.ceil(rows.rowOf.length / MOST_BUYERS)
  const total = (parameters: SpendParameters) => {
    let sum = 0
    for (let buyer = 0; buyer < rows.rowOf.length; buyer += stride) {
      const row = rows.rowOf[buyer] ?? 0
      const orders = (alive[row] ?? 0) * (living.discountedOrders[keyOf[row] ?? 0] ?? 0)
      const each = expectedSpend(parameters, spend.purchases[buyer] ?? 0, spend.mean[buyer] ?? 0)
      sum += orders * each * (spend.customers?.[buyer] ?? 1)
    }
    return sum * stride
  }
  const [p, q, gamma] = spendFit.parameters
  return logGradient(3, factors => total([p * (factors[0] ?? 1), q * (factors[1] ?? 1), gamma * (factors[2] ?? 1)])).map(
    value => value * terms.margin,
  )
}

/** Derivatives by the logarithms of parameters, of a function of what each parameter is multiplied by. */
function logGradient(size: number, value: (factors: readonly number[]) => number): Float64Array<ArrayBuffer> {
  const at = (parameter: number, factor: number) => value(Array.from({ length: size }, (_, other) => (other === parameter ? factor : 1)))
  return Float64Array.from(
    { length: size },
    (_, parameter) => (at(parameter, Math.exp(DIFFERENCE)) - at(parameter, Math.exp(-DIFFERENCE))) / (2 * DIFFERENCE),
  )
}

function everyNth(rows: PurchaseRows, stride: number): PurchaseRows {
  const take = (column: Float64Array) => column.filter((_, row) => row % stride === 0)
  const frequency = take(rows.frequency)
  return {
    length: frequency.length,
    frequency,
    recencyWeeks: take(rows.recencyWeeks),
    ageWeeks: take(rows.ageWeeks),
    customers: take(rows.customers),
    highestFrequency: rows.highestFrequency,
    totalCustomers: rows.totalCustomers,
  }
}
