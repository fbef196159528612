import { logBeta } from './gamma-function.ts'

const TINY = 1e-300
const MOST_ROUNDS = 20_000

/**
 * Regularised incomplete beta function I_x(a, b): the probability that a Beta(a, b) number is at most x. For a, b > 0.
 * Source: Abramowitz & Stegun 26.5.8, the continued fraction by Lentz's method. About √max(a, b) rounds; absolute error about 1e-13.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast on the near side of the mean.
  return x < (a + 1) / (a + b + 2) ? lowerPart(x, a, b) : 1 - lowerPart(1 - x, b, a)
}

function lowerPart(x: number, a: number, b: number): number {
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a
  let upper = 1
  let lower = 1 / away(1 - ((a + b) * x) / (a + 1))
  let value = lower
  for (let round = 1; round < MOST_ROUNDS; round += 1) {
    const even = (round * (b - round) * x) / ((a + 2 * round - 1) * (a + 2 * round))
    lower = 1 / away(1 + even * lower)
    upper = away(1 + even / upper)
    value *= lower * upper
    const odd = (-(a + round) * (a + b + round) * x) / ((a + 2 * round) * (a + 2 * round + 1))
    lower = 1 / away(1 + odd * lower)
    upper = away(1 + odd / upper)
    const change = lower * upper
    value *= change
    if (Math.abs(change - 1) < 1e-15) break
  }
  return Math.min(1, front * value)
}

/** Lentz's method divides by every partial value. */
function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value
}
