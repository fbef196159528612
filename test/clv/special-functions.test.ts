import { describe, expect, it } from 'vitest'
import { nearestRatio } from '../../src/base/ratio.ts'
import { scaledExponentialIntegral } from '../../src/clv/models/exponential-integral.ts'
import { digamma, logBeta, logGamma, logGammaRise } from '../../src/clv/models/gamma-function.ts'
import { incompleteBeta } from '../../src/clv/models/incomplete-beta.ts'
import { normalQuantile } from '../../src/clv/models/normal-quantile.ts'
import { BetaMean, gaussLegendre } from '../../src/clv/models/quadrature.ts'
import { integrate, integrateToInfinity } from '../reference/integral.ts'

/** |actual − expected| ÷ |expected|. */
const apart = (actual: number, expected: number) => Math.abs(actual - expected) / Math.abs(expected)

describe('the gamma function', () => {
  it('is the factorial for whole numbers', () => {
    let factorial = 1n
    for (let n = 1n; n <= 170n; n += 1n) {
      factorial *= n
      expect(Math.abs(logGamma(Number(n) + 1) - Math.log(Number(factorial)))).toBeLessThan(2e-13)
    }
  })

  it.each([
    [1e-5, 11.512919692895826, -100000.57721302072],
    [0.3, 1.0957979948180756, -3.5025242222001327],
    [1.5, -0.12078223763524522, 0.03648997397857652],
    [9.5, 11.68933342079727, 2.1977378764029494],
    [100, 359.1342053695754, 4.600161852738087],
    [3e6, 41742362.00177419, 14.914122679965711],
  ])('of %d has the logarithm and the derivative of an independent program', (z, log, derivative) => {
    expect(Math.abs(logGamma(z) - log)).toBeLessThan(4e-15 * Math.max(1, Math.abs(log)))
    if (z > 1e-4) expect(apart(digamma(z), derivative)).toBeLessThan(1e-13)
    // ψ(z + 1) = ψ(z) + 1 / z
    expect(apart(digamma(z + 1) - 1 / z, digamma(z))).toBeLessThan(1e-12)
  })

  it('rises without losing digits between large numbers', () => {
    expect(logGammaRise(3e6, 3.75)).toBeCloseTo(55.92796239362082, 11)
    expect(logGammaRise(2.5, 3)).toBeCloseTo(Math.log(2.5 * 3.5 * 4.5), 14)
    expect(logBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 14)
  })
})

describe('the incomplete beta function', () => {
  it('is the sum of binomial probabilities for whole numbers', () => {
    // I_x(a, b) = P(at least a of a + b − 1 tosses), here with x = 3 / 10 in exact numbers.
    for (const [a, b] of [
      [1n, 1n],
      [2n, 5n],
      [7n, 3n],
      [20n, 30n],
    ] as const) {
      const tosses = a + b - 1n
      let sum = 0n
      let choices = 1n
      for (let hits = 0n; hits <= tosses; hits += 1n) {
        if (hits >= a) sum += choices * 3n ** hits * 7n ** (tosses - hits)
        choices = (choices * (tosses - hits)) / (hits + 1n)
      }
      expect(incompleteBeta(0.3, Number(a), Number(b))).toBeCloseTo(nearestRatio(sum, 10n ** tosses), 12)
    }
  })

  it.each([
    [0.01, 0.1, 300, 0.9984551928673625],
    [0.999, 3000, 2.5, 0.3057810539829857],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
  ])('of %d, %d and %d is that of an independent program', (x, a, b, value) => {
    expect(incompleteBeta(x, a, b)).toBeCloseTo(value, 11)
  })
})

describe('the normal quantile', () => {
  it.each([1e-20, 1e-5, 0.01, 0.3, 0.5, 0.7, 0.975, 0.999999])('of %d has that probability below it', probability => {
    const quantile = normalQuantile(probability)
    const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    // The lower tail, which no rounding of 1 can hide.
    const below = quantile < 0 ? integrateToInfinity(u => density(quantile - u)) : 0.5 + integrate(density, 0, quantile)
    expect(apart(below, probability)).toBeLessThan(1e-11)
  })

  it('has no value inside at 0 and 1', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
  })
})

describe('quadrature', () => {
  it('by Gauss and Legendre is exact for polynomials of twice the degree', () => {
    const { places, weights } = gaussLegendre(5)
    const moment = (power: number) => places.reduce((sum, place, at) => sum + (weights[at] ?? 0) * place ** power, 0)
    for (let power = 0; power <= 9; power += 1) expect(moment(power)).toBeCloseTo(1 / (power + 1), 14)
    expect(Math.abs(moment(10) - 1 / 11)).toBeGreaterThan(1e-8)
  })

  it.each([
    [1e-3, 1],
    [0.05, 2.4],
    [0.8, 0.01],
    [0.8, 4.4],
    [1, 1],
    [30, 0.5],
    [40, 900],
    [2000, 3000],
  ])('means over Beta(%d, %d) are those of its moments', (a, b) => {
    const mean = new BetaMean(a, b)
    expect(
      apart(
        mean.of(p => p, 0),
        a / (a + b),
      ),
    ).toBeLessThan(1e-9)
    expect(
      apart(
        mean.of(p => (1 - p) ** 3, 1),
        (b / (a + b)) * ((b + 1) / (a + b + 1)) * ((b + 2) / (a + b + 2)),
      ),
    ).toBeLessThan(1e-9)
  })

  it.each([
    [1.2, 1e-4],
    [1.2, 0.05],
    [1.2, 0.2],
    [0.3, 2],
    [2, 0.5],
    [19, 1e-3],
    [800, 0.1],
    [3, 400],
  ])('of a scaled exponential integral of order %d at %d is that by brute force', (order, c) => {
    const slow = integrateToInfinity(t => Math.exp(-c * t) * (1 + t) ** -order)
    expect(apart(scaledExponentialIntegral(order, c), slow)).toBeLessThan(1e-9)
  })
})
