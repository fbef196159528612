import { digamma, logGamma, logGammaRise } from './gamma-function.ts'

/**
 * p, q and γ of the Gamma-Gamma model, above 0; γ in currency units. A purchase is worth Gamma(p, ν), and ν differs among customers as Gamma(q, γ).
 */
export type SpendParameters = readonly [number, number, number]

export const SPEND_PARAMETER_NAMES = ['p', 'q', 'γ'] as const

/** What the model of spend sees: customers with at least one purchase that counts and a mean value above 0. */
export interface SpendRows {
  readonly length: number
  /** How many purchases the mean is of; whole, at least 1. */
  readonly purchases: Float64Array<ArrayBuffer>
  /** Mean value of a purchase, in currency units; above 0. */
  readonly mean: Float64Array<ArrayBuffer>
  /** Σ ln z, Σ ln x and the customers of each number of purchases: what the likelihood needs besides, worked out once. */
  readonly customersByPurchases: ReadonlyMap<number, number>
  readonly sumLogMean: number
  /** Σ x ln (x z). */
  readonly sumPurchasesLogTotal: number
}

/** Takes the customers whose `purchases` and `mean` are above 0. Cost: one pass. */
export function spendRows(purchases: Float64Array, mean: Float64Array): SpendRows {
  let length = 0
  for (let at = 0; at < mean.length; at += 1) if ((purchases[at] ?? 0) > 0 && (mean[at] ?? 0) > 0) length += 1
  const counts = new Float64Array(length)
  const means = new Float64Array(length)
  const customersByPurchases = new Map<number, number>()
  let sumLogMean = 0
  let sumPurchasesLogTotal = 0
  let row = 0
  for (let at = 0; at < mean.length; at += 1) {
    const x = purchases[at] ?? 0
    const z = mean[at] ?? 0
    if (!(x > 0 && z > 0)) continue
    counts[row] = x
    means[row] = z
    customersByPurchases.set(x, (customersByPurchases.get(x) ?? 0) + 1)
    sumLogMean += Math.log(z)
    sumPurchasesLogTotal += x * Math.log(x * z)
    row += 1
  }
  return { length, purchases: counts, mean: means, customersByPurchases, sumLogMean, sumPurchasesLogTotal }
}

/**
 * Log-likelihood of the mean values, with derivatives by p, q and γ. Gamma functions depend on the number of purchases only; a row costs one logarithm.
 * Source: Fader & Hardie (2013), “The Gamma-Gamma Model of Monetary Value”, equation 1a.
 */
export function spendLogLikelihood(rows: SpendRows, [p, q, gamma]: SpendParameters, gradient: Float64Array): number {
  const { purchases, mean, length } = rows
  // (p x − 1) ln z + p x ln x = p x ln (x z) − ln z
  let sum = p * rows.sumPurchasesLogTotal - rows.sumLogMean
  let byP = rows.sumPurchasesLogTotal
  let byQ = 0
  let byGamma = 0
  const logGammaOfQ = logGamma(q)
  const digammaOfQ = digamma(q)
  for (const [x, customers] of rows.customersByPurchases) {
    sum += customers * (logGammaRise(p * x, q) - logGammaOfQ)
    byP += customers * x * (digamma(p * x + q) - digamma(p * x))
    byQ += customers * (digamma(p * x + q) - digammaOfQ)
  }
  const logGammaParameter = Math.log(gamma)
  for (let row = 0; row < length; row += 1) {
    const x = purchases[row] ?? 0
    const total = gamma + x * (mean[row] ?? 0)
    const log = Math.log(total)
    // q ln γ − (p x + q) ln (γ + x z)
    sum += q * (logGammaParameter - log) - p * x * log
    byP -= x * log
    byQ += logGammaParameter - log
    byGamma += q / gamma - (p * x + q) / total
  }
  gradient[0] = byP
  gradient[1] = byQ
  gradient[2] = byGamma
  return sum
}

/**
 * Mean value of a customer's purchases to come, in currency units, given the mean `value` of `purchases` so far (0 purchases: the mean of all customers).
 * Infinity when p × purchases + q ≤ 1. Source: Fader & Hardie (2013), equation 5.
 */
export function expectedSpend([p, q, gamma]: SpendParameters, purchases: number, value: number): number {
  const degrees = p * purchases + q - 1
  return degrees > 0 ? (p * (gamma + purchases * value)) / degrees : Number.POSITIVE_INFINITY
}
