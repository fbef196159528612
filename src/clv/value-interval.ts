import { normalQuantile } from './models/normal-quantile.ts'

const LEVEL = 0.95
const TAIL = (1 - LEVEL) / 2

/** Normal quantiles that an interval needs; they depend on the probability of no order only. */
export interface IntervalQuantiles {
  /** −∞ when the interval begins at 0. */
  readonly low: number
  /** −∞ when the interval ends at 0. */
  readonly high: number
}

/**
 * An interval leaves out 2.5 % on either side. Where no order at all has more probability than that, it begins at 0, nothing lies below it, and all
 * 5 % are left out above. What is asked of the values above 0 is what remains once the probability of 0 is taken off.
 */
export function intervalQuantiles(noOrder: number): IntervalQuantiles {
  const some = 1 - noOrder
  if (some <= 0) return { low: Number.NEGATIVE_INFINITY, high: Number.NEGATIVE_INFINITY }
  const beginsAtZero = noOrder >= TAIL
  return {
    low: beginsAtZero ? Number.NEGATIVE_INFINITY : normalQuantile((TAIL - noOrder) / some),
    high: normalQuantile(Math.max(0, (beginsAtZero ? LEVEL : 1 - TAIL) - noOrder) / some),
  }
}

/**
 * Quantile (given as that of a normal distribution) of the sum of n spends, given n ≥ 1: γ × G / Q, where Q ~ Gamma(q) with the customer's own q + p x and
 * γ + x z, and G is Gamma(p n) mixed over n, of which the mean and variance are given. G is taken as the Gamma distribution of the same mean
 * and variance, and the quantile of the ratio from the Wilson–Hilferty cube roots of both. Needs no moment of the spend, which may not exist.
 * Source: Paulson (1942), Annals of Mathematical Statistics 13(2). A few per cent off; what that does to coverage is shown by simulation.
 */
export function valueQuantile(normal: number, meanOrders: number, ordersVariance: number, p: number, q: number, gamma: number): number {
  if (normal === Number.NEGATIVE_INFINITY) return 0
  const mean = p * meanOrders
  const variance = p * meanOrders + p * p * Math.max(0, ordersVariance)
  const spreadTop = variance / (9 * mean * mean)
  const spreadBottom = 1 / (9 * q)
  const top = Math.max(0, 1 - spreadTop)
  const bottom = 1 - spreadBottom
  const square = normal * normal
  const root =
    Math.abs(normal) * Math.sqrt(Math.max(0, bottom * bottom * spreadTop + top * top * spreadBottom - square * spreadTop * spreadBottom))
  // The quantile below is a quotient of two numbers that may both be 0; where the upper one is, the interval reaches down to 0.
  const above = top * top - square * spreadTop
  if (normal < 0 && above <= 0) return 0
  const cubeRoot =
    normal < 0 ? above / (top * bottom + root) : (top * bottom + root) / Math.max(1e-3, bottom * bottom - square * spreadBottom)
  return ((gamma * mean) / q) * cubeRoot * cubeRoot * cubeRoot
}
