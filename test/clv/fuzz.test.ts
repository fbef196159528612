import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ORDER_MODEL } from '../../src/clv/models/all.ts'
import { expectedSpend, spendLogLikelihood, spendRows } from '../../src/clv/models/gamma-gamma.ts'
import { ORDER_MODELS } from '../../src/clv/models/order-model.ts'
import { intervalQuantiles, valueQuantile } from '../../src/clv/value-interval.ts'

/** Numbers spread evenly over orders of magnitude. */
const magnitude = (least: number, most: number) =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(value => Math.exp(value))
const parameter = magnitude(1e-3, 1e3)
const history = fc
  .record({
    x: fc.oneof(fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 3_000 })),
    more: magnitude(1e-3, 1_000),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    weeks: magnitude(0.1, 600),
    discount: magnitude(1e-5, 0.05),
  })
  .map(({ x, more, share, weeks, discount }) => {
    const age = x / 7 + more
    return { x, age, recency: x === 0 ? 0 : age * share, weeks, discount }
  })

describe.each(ORDER_MODELS)('%s', model => {
  it('answers with numbers for up to 3,000 purchases and parameters from 0.001 to 1,000', () => {
    const size = ORDER_MODEL[model].parameterNames.length
    fc.assert(
      fc.property(
        fc.array(parameter, { minLength: size, maxLength: size }),
        history,
        (parameters, { x, age, recency, weeks, discount }) => {
          const predictor = ORDER_MODEL[model].predictor(parameters)
          const alive = predictor.alive(x, recency, age)
          const none = predictor.noOrder(x, age, weeks)
          const orders = predictor.orders(x, age, weeks)
          const pairs = predictor.orderPairs(x, age, weeks)
          const discounted = predictor.discountedOrders(x, age, weeks, discount)
          const residual = predictor.residualOrders(x, age, discount)
          const counts = predictor.orderCounts(x, age, weeks, 12)
          for (const chance of [alive, none, ...counts]) {
            expect(chance).toBeGreaterThanOrEqual(0)
            expect(chance).toBeLessThanOrEqual(1)
          }
          expect(counts.reduce((sum, chance) => sum + chance, 0)).toBeLessThanOrEqual(1 + 1e-9)
          expect(counts[0]).toBeCloseTo(none, 9)
          expect(Number.isFinite(residual)).toBe(true)
          expect(discounted).toBeGreaterThan(0)
          expect(discounted).toBeLessThanOrEqual(orders * (1 + 1e-9))
          expect(discounted).toBeLessThanOrEqual(residual * (1 + 1e-9))
          // E[n²] ≥ E[n]²
          expect(pairs + orders).toBeGreaterThanOrEqual(orders * orders * (1 - 1e-9))
          // At least one order is no rarer than it is expected.
          expect(1 - none).toBeLessThanOrEqual(orders * (1 + 1e-9) + 1e-12)

          const gradient = new Float64Array(size)
          const value = ORDER_MODEL[model].logLikelihood(
            {
              length: 1,
              frequency: Float64Array.of(x),
              recencyWeeks: Float64Array.of(recency),
              ageWeeks: Float64Array.of(age),
              customers: Float64Array.of(1),
              highestFrequency: x,
              totalCustomers: 1,
            },
            parameters,
            gradient,
          )
          expect([value, ...gradient].every(Number.isFinite)).toBe(true)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

describe('the model of spend', () => {
  it('answers with numbers for up to 3,000 purchases and any spend', () => {
    fc.assert(
      fc.property(
        parameter,
        parameter,
        parameter,
        fc.integer({ min: 1, max: 3_000 }),
        magnitude(1e-4, 1e7),
        (p, q, gamma, purchases, mean) => {
          const gradient = new Float64Array(3)
          const value = spendLogLikelihood(spendRows(Float64Array.of(purchases), Float64Array.of(mean)), [p, q, gamma], gradient)
          expect([value, ...gradient].every(Number.isFinite)).toBe(true)
          expect(expectedSpend([p, q, gamma], purchases, mean)).toBeGreaterThan(0)
        },
      ),
    )
  })

  it('has intervals that begin at 0 or above and end no lower', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        chance,
        magnitude(1, 1_000),
        magnitude(1e-6, 1e4),
        parameter,
        magnitude(1.001, 1e3),
        parameter,
        (none, mean, spread, p, q, gamma) => {
          const { low, high } = intervalQuantiles(none)
          const from = valueQuantile(low, mean, spread, p, q, gamma)
          const to = valueQuantile(high, mean, spread, p, q, gamma)
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeGreaterThanOrEqual(from)
          expect(Number.isFinite(to)).toBe(true)
          if (none >= 0.025) expect(from).toBe(0)
          if (none >= 0.95) expect(to).toBe(0)
        },
      ),
      // Found by chance: both parts of the lower end's quotient are 0.
      { numRuns: 500, examples: [[0.021269632743767978, 1, 7.999999999999966, 0.9999999999999677, 1.001, 1]] },
    )
  })
})
