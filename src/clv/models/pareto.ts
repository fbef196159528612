import { logGammaRise } from './gamma-function.ts'
import { fourOf, type OrderModel, type OrderParameters, type OrderPredictor } from './order-model.ts'
import type { PurchaseRows } from './purchase-rows.ts'
import { logistic, RULE_8, RULE_14, softplus } from './quadrature.ts'
import { RisingSums } from './rising-sums.ts'

/**
 * Pareto/NBD: customers buy at a rate λ ~ Gamma(r, α) and stop at any time, at a rate μ ~ Gamma(s, β).
 * Source: Schmittlein, Morrison & Colombo (1987), Management Science 33(1), in the form alive part × (1 + odds) of Fader & Hardie (2005),
 * “A Note on Deriving the Pareto/NBD Model”, with the integral over the time of stopping left as it is: no ₂F₁, no case α < β.
 */
export const PARETO_NBD: OrderModel = {
  key: 'pareto-nbd',
  name: 'Pareto/NBD',
  parameterNames: ['r', 'α', 's', 'β'],
  source: 'Schmittlein, Morrison & Colombo (1987), Management Science 33(1)',
  logLikelihood,
  predictor: parameters => new ParetoPredictor(parameters),
}

/**
 * J = ∫ ((α + T) / (α + y))^R ((β + T) / (β + y))^s / (β + y) dy for y from `from` to T, where s J are the odds of having stopped at y
 * against being alive at T; with the means, under the integrand, of what its logarithm's derivatives are made of.
 */
interface StopIntegral {
  /** ln J; −∞ when T = `from`. */
  log: number
  /** Means of ln((α + T) / (α + y)) and ln((β + T) / (β + y)). */
  meanLogAlpha: number
  meanLogBeta: number
  /** Means of 1 / (α + y) and 1 / (β + y). */
  meanInverseAlpha: number
  meanInverseBeta: number
}

const emptyIntegral = (): StopIntegral => ({ log: 0, meanLogAlpha: 0, meanLogBeta: 0, meanInverseAlpha: 0, meanInverseBeta: 0 })

/**
 * Gauss–Legendre over w = ln((c + y) / (c + from)), c the smaller of α and β: all poles of the integrand then lie π or more off the line.
 * Relative to its value at `from` the integrand only falls, so nothing overflows, and what lies beyond e^−37 is left out.
 * 8 nodes for most customers. Relative error about 1e-11.
 */
function stopIntegral(alpha: number, beta: number, exponent: number, s: number, from: number, to: number, into: StopIntegral): void {
  if (!(to > from)) {
    into.log = Number.NEGATIVE_INFINITY
    into.meanLogAlpha = 0
    into.meanLogBeta = 0
    into.meanInverseAlpha = 0
    into.meanInverseBeta = 0
    return
  }
  const nearIsAlpha = alpha <= beta
  const near = (nearIsAlpha ? alpha : beta) + from
  const far = (nearIsAlpha ? beta : alpha) + from
  const gap = far - near
  const nearPower = nearIsAlpha ? exponent : s + 1
  const farPower = nearIsAlpha ? s + 1 : exponent
  const span = to - from
  const width = Math.log1p(span / near)

  let sum = 0
  let sumLogNear = 0
  let sumLogFar = 0
  let sumInverseNear = 0
  let sumInverseFar = 0
  for (let start = 0; start < width; ) {
    const nearStart = near * Math.exp(start)
    const farRise = Math.log((nearStart + gap) / far)
    if (sum > 0 && start - nearPower * start - farPower * farRise < Math.log(sum) - 37) break
    const steepness = Math.abs(nearPower + (farPower * nearStart) / (nearStart + gap) - 1)
    const length = Math.min(width - start, 2, 12 / steepness)
    const { places, weights } = length * steepness < 3 && length < 1.2 ? RULE_8 : RULE_14
    for (let node = 0; node < places.length; node += 1) {
      const w = start + length * (places[node] ?? 0)
      const nearHere = near * Math.exp(w)
      const farHere = nearHere + gap
      const logFar = Math.log(farHere / far)
      const value = (weights[node] ?? 0) * length * Math.exp(w - nearPower * w - farPower * logFar)
      sum += value
      sumLogNear += value * w
      sumLogFar += value * logFar
      sumInverseNear += value / nearHere
      sumInverseFar += value / farHere
    }
    start += length
  }
  const wholeFar = Math.log1p(span / far)
  const meanLogNear = width - sumLogNear / sum
  const meanLogFar = wholeFar - sumLogFar / sum
  into.meanLogAlpha = nearIsAlpha ? meanLogNear : meanLogFar
  into.meanLogBeta = nearIsAlpha ? meanLogFar : meanLogNear
  into.meanInverseAlpha = (nearIsAlpha ? sumInverseNear : sumInverseFar) / sum
  into.meanInverseBeta = (nearIsAlpha ? sumInverseFar : sumInverseNear) / sum
  const logAlphaSpan = nearIsAlpha ? width : wholeFar
  const logBetaSpan = nearIsAlpha ? wholeFar : width
  into.log = exponent * logAlphaSpan + s * logBetaSpan - Math.log(beta + from) + Math.log(near) + Math.log(sum)
}

function logLikelihood(rows: PurchaseRows, parameters: OrderParameters, gradient: Float64Array): number {
  const [r, alpha, s, beta] = fourOf(parameters)
  const { frequency, recencyWeeks, ageWeeks, customers, highestFrequency } = rows
  const ofR = new RisingSums(r, highestFrequency)
  const logAlpha = Math.log(alpha)
  const logBeta = Math.log(beta)
  const logS = Math.log(s)
  const integral = emptyIntegral()
  let sum = 0
  let byR = 0
  let byAlpha = 0
  let byS = 0
  let byBeta = 0
  for (let row = 0; row < rows.length; row += 1) {
    const x = frequency[row] ?? 0
    const age = ageWeeks[row] ?? 0
    const weight = customers[row] ?? 0
    const exponent = r + x
    const alphaEnd = alpha + age
    const betaEnd = beta + age
    const logAlphaEnd = Math.log(alphaEnd)
    const logBetaEnd = Math.log(betaEnd)
    stopIntegral(alpha, beta, exponent, s, recencyWeeks[row] ?? 0, age, integral)
    const logOdds = logS + integral.log
    const small = Math.exp(-Math.abs(logOdds))
    const stopped = (logOdds > 0 ? 1 : small) / (1 + small)
    const alive = (ofR.logs[x] ?? 0) + r * logAlpha + s * logBeta - exponent * logAlphaEnd - s * logBetaEnd
    sum += weight * (alive + Math.max(logOdds, 0) + Math.log1p(small))
    byR += weight * ((ofR.inverses[x] ?? 0) + logAlpha - logAlphaEnd + stopped * integral.meanLogAlpha)
    byAlpha += weight * (r / alpha - exponent / alphaEnd + stopped * exponent * (1 / alphaEnd - integral.meanInverseAlpha))
    byS += weight * (logBeta - logBetaEnd + stopped * (1 / s + integral.meanLogBeta))
    byBeta += weight * (s / beta - s / betaEnd + stopped * (s / betaEnd - (s + 1) * integral.meanInverseBeta))
  }
  gradient[0] = byR
  gradient[1] = byAlpha
  gradient[2] = byS
  gradient[3] = byBeta
  return sum
}

/** Conditional on being alive at T, λ ~ Gamma(r + x, α + T) and μ ~ Gamma(s, β + T), independent: the future is that of a new customer with those. */
class ParetoPredictor implements OrderPredictor {
  readonly key = 'pareto-nbd'
  private readonly r: number
  private readonly alpha: number
  private readonly s: number
  private readonly beta: number
  private readonly integral = emptyIntegral()
  /** Integrals over the time to come by what they depend on: age, weeks and discount. */
  private readonly known = new Map<string, number>()

  constructor(parameters: OrderParameters) {
    const [r, alpha, s, beta] = fourOf(parameters)
    this.r = r
    this.alpha = alpha
    this.s = s
    this.beta = beta
  }

  alive(frequency: number, recencyWeeks: number, ageWeeks: number): number {
    stopIntegral(this.alpha, this.beta, this.r + frequency, this.s, recencyWeeks, ageWeeks, this.integral)
    return logistic(-(Math.log(this.s) + this.integral.log))
  }

  orders(frequency: number, ageWeeks: number, weeks: number): number {
    return this.meanRate(frequency, ageWeeks) * lifeTime(this.s, this.beta + ageWeeks, weeks)
  }

  orderPairs(frequency: number, ageWeeks: number, weeks: number): number {
    const rate = this.meanRate(frequency, ageWeeks)
    // Given λ and the time of stopping, n is Poisson: E[n (n − 1)] = E[λ²] × E[min(lifetime, weeks)²].
    const squares = this.once('squares', ageWeeks, weeks, 0, () => 2 * survivalIntegral(this.s, this.beta + ageWeeks, weeks, 0, 1))
    return rate * (rate + 1 / (this.alpha + ageWeeks)) * squares
  }

  noOrder(frequency: number, ageWeeks: number, weeks: number): number {
    const alpha = this.alpha + ageWeeks
    const beta = this.beta + ageWeeks
    const shape = this.r + frequency
    stopIntegral(alpha, beta, shape, this.s, 0, weeks, this.integral)
    // Alive all the time without buying, or stopped before buying: the same odds as for the silence before T.
    const logAlive = -shape * Math.log1p(weeks / alpha) - this.s * Math.log1p(weeks / beta)
    return Math.min(1, Math.exp(logAlive + softplus(Math.log(this.s) + this.integral.log)))
  }

  discountedOrders(frequency: number, ageWeeks: number, weeks: number, discountPerWeek: number): number {
    if (discountPerWeek === 0) return this.orders(frequency, ageWeeks, weeks)
    const time = this.once('time', ageWeeks, weeks, discountPerWeek, () =>
      survivalIntegral(this.s, this.beta + ageWeeks, weeks, discountPerWeek, 0),
    )
    return this.meanRate(frequency, ageWeeks) * time
  }

  /** Source: Fader, Hardie & Lee (2005), “RFM and CLV”, Journal of Marketing Research 42(4), equation 2, as the integral it stands for. */
  residualOrders(frequency: number, ageWeeks: number, discountPerWeek: number): number {
    const rate = this.meanRate(frequency, ageWeeks)
    if (discountPerWeek === 0) return this.s > 1 ? (rate * (this.beta + ageWeeks)) / (this.s - 1) : Number.POSITIVE_INFINITY
    return (
      rate *
      this.once('life', ageWeeks, 0, discountPerWeek, () =>
        survivalIntegral(this.s, this.beta + ageWeeks, Number.POSITIVE_INFINITY, discountPerWeek, 0),
      )
    )
  }

  orderCounts(frequency: number, ageWeeks: number, weeks: number, most: number): Float64Array<ArrayBuffer> {
    const shape = this.r + frequency
    const alpha = this.alpha + ageWeeks
    const beta = this.beta + ageWeeks
    const counts = new Float64Array(most)
    if (most === 0) return counts
    counts[0] = this.noOrder(frequency, ageWeeks, weeks)
    for (let n = 1; n < most; n += 1) counts[n] = weeks === 0 ? 0 : countProbability(shape, alpha, this.s, beta, weeks, n)
    return counts
  }

  private meanRate(frequency: number, ageWeeks: number): number {
    return (this.r + frequency) / (this.alpha + ageWeeks)
  }

  private once(what: string, ageWeeks: number, weeks: number, discount: number, workOut: () => number): number {
    const key = `${what} ${ageWeeks} ${weeks} ${discount}`
    const known = this.known.get(key)
    if (known !== undefined) return known
    const value = workOut()
    this.known.set(key, value)
    return value
  }
}

/** Mean of min(lifetime, weeks) when P(lifetime > u) = (β / (β + u))^s: ∫ over u, with the limit at s = 1 taken where it belongs. */
function lifeTime(s: number, beta: number, weeks: number): number {
  const log = Math.log1p(weeks / beta)
  const power = (1 - s) * log
  return Math.abs(power) < 1e-12 ? beta * log : (beta * Math.expm1(power)) / (1 - s)
}

/** ∫ u^power e^(−δ u) (β / (β + u))^s du for u from 0 to `weeks` (which may be Infinity when δ > 0), over w = ln(1 + u / β). */
function survivalIntegral(s: number, beta: number, weeks: number, discountPerWeek: number, power: 0 | 1): number {
  const { places, weights } = RULE_14
  const c = discountPerWeek * beta
  const width = Math.log1p(weeks / beta)
  let sum = 0
  for (let start = 0; start < width; ) {
    const steepness = Math.abs(s - 1 - power) + c * Math.exp(start)
    const length = Math.min(width - start, 1, 6 / steepness)
    let panel = 0
    for (let node = 0; node < places.length; node += 1) {
      const w = start + length * (places[node] ?? 0)
      const time = Math.expm1(w)
      panel += (weights[node] ?? 0) * length * (power === 0 ? 1 : time) * Math.exp((1 - s) * w - c * time)
    }
    sum += panel
    start += length
    // Past the top of the integrand a panel that adds nothing is the last that could.
    if (panel < 1e-17 * sum && (c > 0 || s > 2)) break
  }
  return beta ** (power + 1) * sum
}

/** P(n purchases in some weeks | alive now), n ≥ 1: still alive after n, or stopped at y after n. Source: Fader & Hardie (2005), as for the likelihood. */
function countProbability(shape: number, alpha: number, s: number, beta: number, weeks: number, n: number): number {
  const logChoices = logGammaRise(shape, n) - logGammaRise(1, n)
  const logPoisson = (time: number) => logChoices - shape * Math.log1p(time / alpha) - n * Math.log1p(alpha / time)
  const alive = Math.exp(logPoisson(weeks) - s * Math.log1p(weeks / beta))
  // The integrand rises as y^n and falls as y^(−shape − s − 1): over ln y it is a single smooth hill, and vanishes on the left.
  const { places, weights } = RULE_14
  const logValue = (logTime: number) => {
    const time = Math.exp(logTime)
    return logPoisson(time) + Math.log(s) + logTime - Math.log(beta) - (s + 1) * Math.log1p(time / beta)
  }
  let stopped = 0
  const step = Math.min(1, 4 / Math.sqrt(n + 1))
  for (let end = Math.log(weeks); ; end -= step) {
    let panel = 0
    for (let node = 0; node < places.length; node += 1) {
      panel += (weights[node] ?? 0) * step * Math.exp(logValue(end - step * (places[node] ?? 0)))
    }
    stopped += panel
    const isRising = Math.exp(end) > (alpha * n) / shape
    if (!isRising && panel <= 1e-16 * (stopped + alive)) break
  }
  return alive + stopped
}
