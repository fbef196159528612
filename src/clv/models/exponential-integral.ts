import { RULE_14 } from './quadrature.ts'

/**
 * e^c E_ν(c) = ∫₀^∞ e^(−c t) (1 + t)^(−ν) dt for c > 0, ν > 0: what is left of a stream that ends sooner or later, once it is discounted.
 * Source: Abramowitz & Stegun 5.1.22 (continued fraction); where that is slow, the integral itself over ln(1 + t). Relative error about 1e-11.
 */
export function scaledExponentialIntegral(order: number, c: number): number {
  // The fraction needs about 46 / c rounds where c is small, and a few where the order is large.
  return c > 0.25 || order > 20 ? byFraction(order, c) : byQuadrature(order, c)
}

function byFraction(order: number, c: number): number {
  let denominator = c + order
  let upper = 1e300
  let lower = 1 / denominator
  let value = lower
  for (let round = 1; round < 1_000; round += 1) {
    const numerator = -round * (order + round - 1)
    denominator += 2
    lower = 1 / (numerator * lower + denominator)
    upper = denominator + numerator / upper
    const change = lower * upper
    value *= change
    if (Math.abs(change - 1) < 1e-13) break
  }
  return value
}

function byQuadrature(order: number, c: number): number {
  const { places, weights } = RULE_14
  let sum = 0
  for (let start = 0; ; ) {
    const steepness = Math.abs(order - 1 + c * Math.exp(start))
    const length = Math.min(2, 10 / steepness)
    for (let node = 0; node < places.length; node += 1) {
      const w = start + length * (places[node] ?? 0)
      sum += (weights[node] ?? 0) * length * Math.exp(-c * Math.expm1(w) - (order - 1) * w)
    }
    start += length
    if (c * Math.expm1(start) + (order - 1) * start > 28) return sum
  }
}
