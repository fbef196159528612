import { logGammaRise } from './gamma-function.ts'
import type { OrderModel, OrderParameters, OrderPredictor } from './order-model.ts'
import type { PurchaseRows } from './purchase-rows.ts'
import { RisingSums } from './rising-sums.ts'

/**
 * NBD: customers buy at a rate λ ~ Gamma(r, α) and nobody ever stops. All other models become this one when the data show nobody who stopped, and then
 * cannot say where their own parameters lie. Source: Ehrenberg (1959), Applied Statistics 8(1).
 */
export const NBD: OrderModel = {
  key: 'nbd',
  name: 'NBD',
  parameterNames: ['r', 'α'],
  source: 'Ehrenberg (1959), Applied Statistics 8(1)',
  logLikelihood,
  predictor: parameters => new NegativeBinomialPredictor(parameters),
}

function logLikelihood(rows: PurchaseRows, parameters: OrderParameters, gradient: Float64Array): number {
  const [r, alpha] = twoOf(parameters)
  const { frequency, ageWeeks, customers, highestFrequency } = rows
  const ofR = new RisingSums(r, highestFrequency)
  const logAlpha = Math.log(alpha)
  let sum = 0
  let byR = 0
  let byAlpha = 0
  for (let row = 0; row < rows.length; row += 1) {
    const x = frequency[row] ?? 0
    const toEnd = alpha + (ageWeeks[row] ?? 0)
    const logToEnd = Math.log(toEnd)
    const weight = customers[row] ?? 0
    sum += weight * ((ofR.logs[x] ?? 0) + r * logAlpha - (r + x) * logToEnd)
    byR += weight * ((ofR.inverses[x] ?? 0) + logAlpha - logToEnd)
    byAlpha += weight * (r / alpha - (r + x) / toEnd)
  }
  gradient[0] = byR
  gradient[1] = byAlpha
  return sum
}

class NegativeBinomialPredictor implements OrderPredictor {
  readonly key = 'nbd'
  private readonly r: number
  private readonly alpha: number

  constructor(parameters: OrderParameters) {
    const [r, alpha] = twoOf(parameters)
    this.r = r
    this.alpha = alpha
  }

  alive(): number {
    return 1
  }

  orders(frequency: number, ageWeeks: number, weeks: number): number {
    return ((this.r + frequency) / (this.alpha + ageWeeks)) * weeks
  }

  orderPairs(frequency: number, ageWeeks: number, weeks: number): number {
    const shape = this.r + frequency
    const growth = weeks / (this.alpha + ageWeeks)
    return shape * (shape + 1) * growth * growth
  }

  noOrder(frequency: number, ageWeeks: number, weeks: number): number {
    return negativeBinomial(this.r + frequency, weeks / (this.alpha + ageWeeks), 0)
  }

  discountedOrders(frequency: number, ageWeeks: number, weeks: number, discountPerWeek: number): number {
    if (discountPerWeek === 0) return this.orders(frequency, ageWeeks, weeks)
    return this.residualOrders(frequency, ageWeeks, discountPerWeek) * -Math.expm1(-discountPerWeek * weeks)
  }

  residualOrders(frequency: number, ageWeeks: number, discountPerWeek: number): number {
    return (this.r + frequency) / (this.alpha + ageWeeks) / discountPerWeek
  }

  orderCounts(frequency: number, ageWeeks: number, weeks: number, most: number): Float64Array<ArrayBuffer> {
    return Float64Array.from({ length: most }, (_, n) => negativeBinomial(this.r + frequency, weeks / (this.alpha + ageWeeks), n))
  }
}

/** P(n) of a count whose rate is Gamma distributed: `growth` is the time ÷ the Gamma's inverse scale. */
export function negativeBinomial(shape: number, growth: number, n: number): number {
  if (growth === 0) return n === 0 ? 1 : 0
  const none = -shape * Math.log1p(growth)
  if (n === 0) return Math.exp(none)
  // Γ(shape + n) / (Γ(shape) n!) = Γ(shape + n) / Γ(shape) ÷ Γ(1 + n)
  return Math.exp(none + logGammaRise(shape, n) - logGammaRise(1, n) + n * Math.log(growth / (1 + growth)))
}

function twoOf(parameters: OrderParameters): readonly [number, number] {
  const [r, alpha] = parameters
  if (r === undefined || alpha === undefined || parameters.length > 2)
    throw new RangeError(`The model has 2 parameters, not ${parameters.length}`)
  return [r, alpha]
}
