import { describe, expect, it } from 'vitest'
import { historiesOf } from '../../src/clv/histories.ts'
import { ORDER_MODEL } from '../../src/clv/models/all.ts'
import { fitOrders, fitSpend } from '../../src/clv/models/fit.ts'
import { expectedSpend, spendLogLikelihood, spendRows } from '../../src/clv/models/gamma-gamma.ts'
import { climb } from '../../src/clv/models/optimiser.ts'
import { groupRows } from '../../src/clv/models/purchase-rows.ts'
import { inverseOfPositive } from '../../src/clv/models/symmetric-matrix.ts'
import { purchasesOf } from '../../src/clv/purchases.ts'
import { buyerSpend } from '../../src/clv/spend.ts'
import { integrateToInfinity, slowLogGamma } from '../reference/integral.ts'
import { orderLines } from '../support/order-files.ts'
import { simulatedOrders } from '../support/simulated-orders.ts'

describe('climbing', () => {
  it('finds the top of a curved ridge and its covariance from two starts', () => {
    // −(1 − x)² − 100 (y − x²)²: the top is at (1, 1), where the inverse of the negative Hessian is (½, 1; 1, 2.005).
    const peak = climb(
      ([x = 0, y = 0], gradient) => {
        gradient[0] = 2 * (1 - x) + 400 * x * (y - x * x)
        gradient[1] = -200 * (y - x * x)
        return -((1 - x) ** 2) - 100 * (y - x * x) ** 2
      },
      [Float64Array.of(-1.2, 1), Float64Array.of(2, 2)],
    )
    expect(Array.from(peak.point, part => part.toFixed(9))).toEqual(['1.000000000', '1.000000000'])
    expect(peak.distance).toBeLessThan(1e-8)
    expect(peak.startsApart).toBeLessThan(1e-5)
    const entries = peak.covariance?.flatMap(row => Array.from(row)) ?? []
    ;[0.5, 1, 1, 2.005].forEach((value, at) => {
      expect(entries[at]).toBeCloseTo(value, 2)
    })
  })

  it('has no covariance where the function is flat in a direction', () => {
    const peak = climb(
      ([x = 0, y = 0], gradient) => {
        gradient.fill(-2 * (x + y - 3))
        return -((x + y - 3) ** 2)
      },
      [Float64Array.of(0, 0)],
    )
    expect(peak.covariance).toBeNull()
    expect(peak.distance).toBeNaN()
  })

  it('stops at the bounds of a function that rises forever', () => {
    const peak = climb(
      ([x = 0], gradient) => {
        gradient[0] = 1
        return x
      },
      [Float64Array.of(0)],
    )
    expect(peak.atBound).toBe(true)
  })

  it('sees that starts end on different tops', () => {
    const peak = climb(
      ([x = 0], gradient) => {
        gradient[0] = -4 * x * (x * x - 1) + 0.2
        return -((x * x - 1) ** 2) + 0.2 * x
      },
      [Float64Array.of(-1), Float64Array.of(1)],
    )
    expect(peak.point[0]).toBeCloseTo(1.0241, 3)
    expect(peak.startsApart).toBeCloseTo(0.4, 2)
  })
})

describe('the inverse of a symmetric matrix', () => {
  const matrix = (...rows: number[][]) => rows.map(row => Float64Array.from(row))
  it('is there for a positive definite one, however its parameters are scaled', () => {
    const entries = inverseOfPositive(matrix([4, 2], [2, 3]))?.flatMap(row => Array.from(row, value => value.toFixed(12)))
    expect(entries).toEqual(['0.375000000000', '-0.250000000000', '-0.250000000000', '0.500000000000'])
    expect(inverseOfPositive(matrix([4e12, 2], [2, 3e-12]))).not.toBeNull()
  })
  it.each([
    [
      [
        [1, 2],
        [2, 1],
      ],
    ],
    [
      [
        [0, 0],
        [0, 1],
      ],
    ],
    [
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      [
        [Number.NaN, 0],
        [0, 1],
      ],
    ],
  ])('is not there for %j', rows => {
    expect(inverseOfPositive(matrix(...rows))).toBeNull()
  })
})

describe('a model of orders', () => {
  const customers = (count: number, of: (at: number) => [x: number, recency: number, age: number]) => {
    const all = Array.from({ length: count }, (_, at) => of(at))
    return groupRows(
      Uint32Array.from(all, ([x]) => x),
      Uint32Array.from(all, ([, recency]) => recency),
      Uint32Array.from(all, ([, , age]) => age),
    )
  }

  it.each(['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const)('%s ends at the same top wherever it began', model => {
    const { day, customer, order, ...rest } = simulatedOrders({
      ...{ model: 'bg-nbd', orders: [0.8, 12, 0.8, 2.4], spend: [6.25, 3.74, 15.44] },
      ...{ customers: 900, arrivalDays: 84, days: 364, seed: 3 },
    })
    const until = (through: number) => {
      const { frequency, recencyDays, ageDays } = historiesOf(purchasesOf({ day, customer, order, ...rest }, through))
      return groupRows(frequency, recencyDays, ageDays)
    }
    const cold = fitOrders(ORDER_MODEL[model], until(300))
    const later = fitOrders(ORDER_MODEL[model], until(363))
    const warm = fitOrders(ORDER_MODEL[model], until(300), later)
    expect(warm.failures).toEqual(cold.failures)
    cold.parameters.forEach((value, at) => {
      expect((warm.parameters[at] ?? 0) / value).toBeCloseTo(1, 8)
    })
    // A fit that says nothing is no beginning.
    const flat = fitOrders(
      ORDER_MODEL[model],
      customers(100, () => [0, 0, 9]),
    )
    expect(fitOrders(ORDER_MODEL[model], until(300), flat)).toEqual(cold)
  })

  it.each(['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'nbd'] as const)('%s says that a hundred one-time buyers are not enough', model => {
    const fit = fitOrders(
      ORDER_MODEL[model],
      customers(100, at => [0, 0, 100 + at]),
    )
    expect(fit.failures.length).toBeGreaterThan(0)
    for (const { message } of fit.failures) expect(message).toMatch(/^[A-Zrαabsβ].*\.$/)
  })

  it.each(['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'nbd'] as const)('%s says so of customers without a single day', model => {
    const fit = fitOrders(
      ORDER_MODEL[model],
      customers(300, () => [0, 0, 0]),
    )
    expect(fit.failures.length).toBeGreaterThan(0)
  })

  it.each(['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const)('%s says that it does not know how customers stop when nobody does', model => {
    // Everyone buys to the last day, at rates that differ.
    const rows = customers(400, at => [1 + (at % 40), 195 + (at % 5), 200])
    expect(fitOrders(ORDER_MODEL[model], rows).failures.length).toBeGreaterThan(0)
    expect(fitOrders(ORDER_MODEL.nbd, rows).failures).toEqual([])
  })
})

describe('the model of spend', () => {
  const [p, q, gamma] = [2.5, 3.5, 20]

  it.each([
    [1, 12],
    [7, 3.5],
  ])('has the likelihood of the mean of %i purchases being %d that brute force gives', (purchases, mean) => {
    // The mean of x purchases is Gamma(p x, ν x), and ν is Gamma(q, γ).
    const density = (log: number, shape: number, rate: number, at: number) =>
      Math.exp(shape * Math.log(rate) - log + (shape - 1) * Math.log(at) - rate * at)
    const logs = [slowLogGamma(p * purchases), slowLogGamma(q)] as const
    const slow = integrateToInfinity(rate => density(logs[1], q, gamma, rate) * density(logs[0], p * purchases, rate * purchases, mean))
    const gradient = new Float64Array(3)
    const rows = spendRows(Float64Array.of(purchases), Float64Array.of(mean))
    expect(spendLogLikelihood(rows, [p, q, gamma], gradient)).toBeCloseTo(Math.log(slow), 9)
    const at = (parameters: readonly [number, number, number]) => spendLogLikelihood(rows, parameters, new Float64Array(3))
    const step = 1e-5
    expect(gradient[0]).toBeCloseTo((at([p + step, q, gamma]) - at([p - step, q, gamma])) / (2 * step), 7)
    expect(gradient[1]).toBeCloseTo((at([p, q + step, gamma]) - at([p, q - step, gamma])) / (2 * step), 7)
    expect(gradient[2]).toBeCloseTo((at([p, q, gamma + step]) - at([p, q, gamma - step])) / (2 * step), 7)
  })

  it('expects the mean of all of who bought nothing, and nearly their own of who bought often', () => {
    expect(expectedSpend([p, q, gamma], 0, 0)).toBe((p * gamma) / (q - 1))
    expect(expectedSpend([p, q, gamma], 10_000, 8)).toBeCloseTo(8, 2)
    expect(expectedSpend([1, 0.5, 3], 0, 0)).toBe(Number.POSITIVE_INFINITY)
  })

  it('leaves out customers without purchases or with a mean of 0 or below', () => {
    expect(spendRows(Float64Array.of(1, 0, 2, 3), Float64Array.of(5, 5, 0, -1)).length).toBe(1)
  })

  it('knows nothing of who got all repeat orders for free, unless the first counts', () => {
    const amounts = [
      ['a', '2020-01-01', 8],
      ['a', '2020-01-02', 0],
      ['b', '2020-01-01', 6],
      ['b', '2020-01-02', 4],
    ] as const
    const lines = orderLines(amounts.map(([customer, date, amount]) => ({ customer, order: date, date, amount })))
    const histories = historiesOf(purchasesOf(lines))
    expect(buyerSpend(histories, 'repeats')).toEqual({ purchases: Float64Array.of(0, 1), mean: Float64Array.of(0, 4) })
    expect(buyerSpend(histories, 'with-first')).toEqual({ purchases: Float64Array.of(2, 2), mean: Float64Array.of(4, 5) })
  })

  it('refuses where the mean of all customers has no bound', () => {
    // Spend over ten orders of magnitude: one in a thousand spends a million times the median.
    const means = Float64Array.from({ length: 400 }, (_, at) => (1 - (at + 0.5) / 400) ** -1.5)
    const fit = fitSpend(spendRows(new Float64Array(400).fill(1), means))
    expect(fit.failures.map(({ code }) => code)).toContain('infinite-mean')
    expect(fit.meanSpend).toBe(Number.POSITIVE_INFINITY)
  })

  it('says that nothing can be learned from nobody', () => {
    expect(fitSpend(spendRows(new Float64Array(), new Float64Array())).failures.length).toBeGreaterThan(0)
  })
})
