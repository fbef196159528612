import { scaledExponentialIntegral } from './exponential-integral.ts'
import { negativeBinomial } from './negative-binomial.ts'
import { fourOf, type OrderModel, type OrderModelKey, type OrderParameters, type OrderPredictor } from './order-model.ts'
import type { PurchaseRows } from './purchase-rows.ts'
import { BetaMean, gaussLegendre, logistic } from './quadrature.ts'
import { RisingSums } from './rising-sums.ts'

/*
 * BG/NBD and MBG/NBD: customers buy at a rate λ ~ Gamma(r, α) and stop with probability p ~ Beta(a, b) right after a purchase. They differ
 * in one thing: in MBG/NBD the first purchase may be the last, so there is one chance more to stop than there are repeat purchases.
 */

/**
 * Source: Fader, Hardie & Lee (2005), “Counting Your Customers” the Easy Way, Marketing Science 24(2), equation 6 in the form
 * alive part × (1 + odds), so that nothing overflows for any number of purchases.
 */
export const BG_NBD: OrderModel = betaGeometric('bg-nbd', 'BG/NBD', 0, 'Fader, Hardie & Lee (2005), Marketing Science 24(2)')

/** Source: Batislam, Denizel & Filiztekin (2007), International Journal of Research in Marketing 24(3), equation 5. */
export const MBG_NBD: OrderModel = betaGeometric(
  'mbg-nbd',
  'MBG/NBD',
  1,
  'Batislam, Denizel & Filiztekin (2007), International Journal of Research in Marketing 24(3)',
)

/** `firstChances` is how many chances to stop the first purchase is. */
function betaGeometric(key: OrderModelKey, name: string, firstChances: 0 | 1, source: string): OrderModel {
  return {
    key,
    name,
    parameterNames: ['r', 'α', 'a', 'b'],
    source,
    logLikelihood: (rows, parameters, gradient) => logLikelihood(rows, parameters, gradient, firstChances),
    predictor: parameters => new BetaGeometricPredictor(key, parameters, firstChances),
  }
}

function logLikelihood(rows: PurchaseRows, parameters: OrderParameters, gradient: Float64Array, firstChances: number): number {
  const [r, alpha, a, b] = fourOf(parameters)
  const { frequency, recencyWeeks, ageWeeks, customers, highestFrequency } = rows
  const chancesMost = highestFrequency + firstChances
  const ofR = new RisingSums(r, highestFrequency)
  const ofB = new RisingSums(b, chancesMost)
  const ofAB = new RisingSums(a + b, chancesMost)
  const logAlpha = Math.log(alpha)
  const logA = Math.log(a)
  let sum = 0
  let byR = 0
  let byAlpha = 0
  let byA = 0
  let byB = 0
  for (let row = 0; row < rows.length; row += 1) {
    const x = frequency[row] ?? 0
    const chances = x + firstChances
    const toLast = alpha + (recencyWeeks[row] ?? 0)
    const toEnd = alpha + (ageWeeks[row] ?? 0)
    const weight = customers[row] ?? 0
    const logToEnd = Math.log(toEnd)
    let value = (ofR.logs[x] ?? 0) + r * logAlpha + (ofB.logs[chances] ?? 0) - (ofAB.logs[chances] ?? 0) - (r + x) * logToEnd
    let rowByR = (ofR.inverses[x] ?? 0) + logAlpha - logToEnd
    let rowByAlpha = r / alpha - (r + x) / toEnd
    let rowByA = -(ofAB.inverses[chances] ?? 0)
    let rowByB = (ofB.inverses[chances] ?? 0) + rowByA
    if (chances > 0) {
      const silence = Math.log(toEnd / toLast)
      const lastChance = b + chances - 1
      const logOdds = logA - Math.log(lastChance) + (r + x) * silence
      // One exponential serves both softplus and its derivative.
      const small = Math.exp(-Math.abs(logOdds))
      const stopped = (logOdds > 0 ? 1 : small) / (1 + small)
      value += Math.max(logOdds, 0) + Math.log1p(small)
      rowByR += stopped * silence
      rowByAlpha += stopped * (r + x) * (1 / toEnd - 1 / toLast)
      rowByA += stopped / a
      rowByB -= stopped / lastChance
    }
    sum += weight * value
    byR += weight * rowByR
    byAlpha += weight * rowByAlpha
    byA += weight * rowByA
    byB += weight * rowByB
  }
  gradient[0] = byR
  gradient[1] = byAlpha
  gradient[2] = byA
  gradient[3] = byB
  return sum
}

/** Series are summed up to about this many purchases, with tails of about 40 times this growth; beyond, the integral over p is cheaper. */
const MOST_SERIES_PURCHASES = 2_000
const MOST_SERIES_GROWTH = 200

function isShort(shape: number, growth: number): boolean {
  return growth <= MOST_SERIES_GROWTH && shape * growth <= MOST_SERIES_PURCHASES
}

/** Discounting is a mild weight over a smooth curve: ten places in ln(1 + u / scale) give nine digits or more. */
const DISCOUNT_RULE = gaussLegendre(10)

/** Conditional on being alive, (λ, p) ~ Gamma(r + x, α + T) × Beta(a, b + chances so far): the future is that of a new customer with those parameters. */
class BetaGeometricPredictor implements OrderPredictor {
  readonly key: OrderModelKey
  private readonly r: number
  private readonly alpha: number
  private readonly a: number
  private readonly b: number
  private readonly firstChances: number
  private readonly survivals = new Map<number, Float64Array<ArrayBuffer>>()
  private readonly means = new Map<number, BetaMean>()

  constructor(key: OrderModelKey, parameters: OrderParameters, firstChances: number) {
    const [r, alpha, a, b] = fourOf(parameters)
    this.key = key
    this.r = r
    this.alpha = alpha
    this.a = a
    this.b = b
    this.firstChances = firstChances
  }

  alive(frequency: number, recencyWeeks: number, ageWeeks: number): number {
    const chances = frequency + this.firstChances
    if (chances === 0) return 1
    const silence = Math.log((this.alpha + ageWeeks) / (this.alpha + recencyWeeks))
    return logistic(-(Math.log(this.a / (this.b + chances - 1)) + (this.r + frequency) * silence))
  }

  orders(frequency: number, ageWeeks: number, weeks: number): number {
    const shape = this.r + frequency
    const growth = weeks / (this.alpha + ageWeeks)
    if (isShort(shape, growth)) return this.sumOverPurchases(frequency, shape, growth, false)
    return this.meanOver(frequency).of(p => -Math.expm1(-shape * Math.log1p(p * growth)) / p, shape * growth)
  }

  orderPairs(frequency: number, ageWeeks: number, weeks: number): number {
    const shape = this.r + frequency
    const growth = weeks / (this.alpha + ageWeeks)
    if (isShort(shape, growth)) return 2 * this.sumOverPurchases(frequency, shape, growth, true)
    // E[Σ_{j<n} j (1 − p)^j] over the negative binomial n.
    const value = (p: number) => {
      const stretch = p * growth
      // Where nobody has stopped yet the two parts below are the same number.
      if (stretch * shape < 1e-5) return (shape * (shape + 1) * growth * growth) / 2
      const log = Math.log1p(stretch)
      return ((1 - p) / p) * (-Math.expm1(-shape * log) / p - shape * growth * Math.exp(-(shape + 1) * log))
    }
    return 2 * this.meanOver(frequency).of(value, (shape * (shape + 1) * growth * growth) / 2)
  }

  noOrder(frequency: number, ageWeeks: number, weeks: number): number {
    // Who is alive stops only after a purchase.
    return Math.exp(-(this.r + frequency) * Math.log1p(weeks / (this.alpha + ageWeeks)))
  }

  discountedOrders(frequency: number, ageWeeks: number, weeks: number, discountPerWeek: number): number {
    const atEnd = this.orders(frequency, ageWeeks, weeks)
    if (discountPerWeek === 0 || weeks === 0) return atEnd
    // The time in which customers like this one stop; M(u), the expected orders until u, rises until then and is flat after.
    const stopsWithin = ((this.alpha + ageWeeks) / (this.r + frequency)) * ((this.a + this.b + frequency + this.firstChances) / this.a)
    const scale = Math.min(this.alpha + ageWeeks, stopsWithin)
    if (discountPerWeek * weeks > 2 || weeks > 10 * scale) return this.discountedOverLong(frequency, ageWeeks, weeks, discountPerWeek)
    // By parts: e^(−δ h) M(h) + δ ∫ e^(−δ u) M(u) du.
    const width = Math.log1p(weeks / scale)
    const { places, weights } = DISCOUNT_RULE
    let sum = 0
    for (let node = 0; node < places.length; node += 1) {
      const until = scale * Math.expm1(width * (places[node] ?? 0))
      sum += (weights[node] ?? 0) * (until + scale) * Math.exp(-discountPerWeek * until) * this.orders(frequency, ageWeeks, until)
    }
    return Math.exp(-discountPerWeek * weeks) * atEnd + discountPerWeek * width * sum
  }

  residualOrders(frequency: number, ageWeeks: number, discountPerWeek: number): number {
    const chances = this.b + frequency + this.firstChances
    if (discountPerWeek === 0) return this.a > 1 ? (this.a + chances - 1) / (this.a - 1) : Number.POSITIVE_INFINITY
    return this.discountedFrom(frequency, ageWeeks, 0, discountPerWeek)
  }

  orderCounts(frequency: number, ageWeeks: number, weeks: number, most: number): Float64Array<ArrayBuffer> {
    const shape = this.r + frequency
    const growth = weeks / (this.alpha + ageWeeks)
    const survival = this.survivalUpTo(frequency, most)
    const counts = new Float64Array(most)
    let more = 1
    for (let n = 0; n < most; n += 1) {
      const probability = negativeBinomial(shape, growth, n)
      // Bought n times and alive, or would have bought n times or more but stopped at the n-th.
      const stoppedHere = n === 0 ? 0 : (survival[n - 1] ?? 0) - (survival[n] ?? 0)
      counts[n] = (survival[n] ?? 0) * probability + stoppedHere * more
      more = Math.max(0, more - probability)
    }
    return counts
  }

  /** Long horizons by what is left of an endless stream after them: exact, but of two numbers that are close where discounting is weak. */
  private discountedOverLong(frequency: number, ageWeeks: number, weeks: number, discountPerWeek: number): number {
    return this.discountedFrom(frequency, ageWeeks, 0, discountPerWeek) - this.discountedFrom(frequency, ageWeeks, weeks, discountPerWeek)
  }

  /** Mean over p of the discounted purchases after some weeks: e^(−δ h) (1 + p h / A)^(−R) × R / p × e^c E_{R+1}(c), c = δ (A / p + h). */
  private discountedFrom(frequency: number, ageWeeks: number, weeks: number, discountPerWeek: number): number {
    const shape = this.r + frequency
    const scale = this.alpha + ageWeeks
    const discount = Math.exp(-discountPerWeek * weeks)
    const value = (p: number) => {
      const c = discountPerWeek * (scale / p + weeks)
      return (discount * Math.exp(-shape * Math.log1p((p * weeks) / scale)) * shape * scaledExponentialIntegral(shape + 1, c)) / p
    }
    return this.meanOver(frequency).of(value, (discount * shape) / (discountPerWeek * scale))
  }

  /**
   * Σ_j S_j P(n > j), or Σ_j j S_j P(n > j): a customer makes more than j purchases when nobody-stops would, and all j chances were survived.
   * Every term is positive; the closed form with ₂F₁ has poles at a = 1 and a + b + x = 1 and overflows for many purchases.
   */
  private sumOverPurchases(frequency: number, shape: number, growth: number, timesPurchases: boolean): number {
    if (growth === 0) return 0
    const mean = shape * growth
    // Twelve standard deviations below the mean nothing happens; starting there keeps P(n) above the smallest double.
    const start = Math.max(0, Math.floor(mean - 12 * Math.sqrt(mean * (1 + growth))) - 20)
    const ratio = growth / (1 + growth)
    let probability = negativeBinomial(shape, growth, start)
    let survival = this.survivalUpTo(frequency, start + 64)
    let sum = 0
    for (let j = 0; j < start; j += 1) sum += (timesPurchases ? j : 1) * (survival[j] ?? 0)
    // P(n > j); where n is nearly always 0 the difference from 1 would lose its digits.
    let more = start === 0 ? -Math.expm1(-shape * Math.log1p(growth)) : 1 - probability
    for (let j = start; more > 0; j += 1) {
      if (j >= survival.length) survival = this.survivalUpTo(frequency, j + 1)
      const weight = (timesPurchases ? j : 1) * (survival[j] ?? 0)
      sum += weight * more
      probability *= (ratio * (shape + j)) / (j + 1)
      more -= probability
      // What is left is about P(n) (1 + growth); `more` itself stops falling where its rounding begins.
      if (j > mean && weight * probability * (1 + growth) < 1e-16 * sum) break
    }
    return sum
  }

  /** S_j = E[(1 − p)^j] for a living customer with this frequency, for at least `count` values of j. */
  private survivalUpTo(frequency: number, count: number): Float64Array<ArrayBuffer> {
    const known = this.survivals.get(frequency)
    if (known !== undefined && known.length > count) return known
    const chances = this.b + frequency + this.firstChances
    const survival = new Float64Array(Math.max(64, count + (count >> 1) + 1))
    survival[0] = 1
    for (let j = 0; j + 1 < survival.length; j += 1) survival[j + 1] = ((survival[j] ?? 0) * (chances + j)) / (this.a + chances + j)
    this.survivals.set(frequency, survival)
    return survival
  }

  private meanOver(frequency: number): BetaMean {
    const known = this.means.get(frequency)
    if (known !== undefined) return known
    const made = new BetaMean(this.a, this.b + frequency + this.firstChances)
    this.means.set(frequency, made)
    return made
  }
}
