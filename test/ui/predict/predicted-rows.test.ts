import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Prediction } from '../../../src/clv/results.ts'
import { type PredictedSort, predictedRanking, shownBuyers, sortedBuyers } from '../../../src/ui/predict/predicted-rows.ts'
import { madeUpDirectory } from '../result/made-up-shop.ts'

/** A prediction of which only values and frequencies matter; customers without a value have not bought. */
function predictionOf(values: readonly (number | null)[], frequencies: readonly number[] = []): Prediction {
  const customers = values.flatMap((value, customer) => (value === null ? [] : [customer]))
  const column = Float64Array.from(customers, customer => values[customer] ?? 0)
  const other = new Float64Array(customers.length)
  return {
    terms: { horizonMonths: 12, annualDiscount: 0.1, margin: 1 },
    model: 'bg-nbd',
    spendBasis: 'repeats',
    buyers: customers.length,
    customer: Uint32Array.from(customers),
    predictedClv: column,
    clvLo95: other,
    clvHi95: other,
    pAlive: other,
    expectedOrders: other,
    pNoOrder: other,
    expectedSpend: other,
    dert: other,
    frequency: Uint32Array.from(customers, (_, buyer) => frequencies[buyer] ?? 0),
    recencyWeeks: other,
    ageWeeks: other,
    monetary: other,
    historicRevenue: other,
    status: new Uint8Array(customers.length),
    total: { clv: 0, clvLo95: 0, clvHi95: 0, chanceError: 0, parameterError: 0, expectedOrders: 0, activeBuyers: 0 },
  }
}

describe('customers by predicted value', () => {
  it('come best first, equal ones in the order of ids, and those who have not bought have no place', () => {
    const directory = madeUpDirectory(['dora', 'cleo', 'bert', 'anna'])
    const { order, placeOf } = predictedRanking(predictionOf([5, null, 9, 5]), directory)
    // Buyers 0, 1, 2 are dora, bert and anna.
    expect([...order]).toEqual([1, 2, 0])
    expect([...placeOf]).toEqual([2, -1, 0, 1])
  })

  it('every buyer has exactly one place, and values never rise along them', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })), { maxLength: 60 }), values => {
        const prediction = predictionOf(values)
        const { order } = predictedRanking(prediction, madeUpDirectory(values.map((_, index) => `id-${index}`)))
        expect([...order].sort((a, b) => a - b)).toEqual([...order.keys()])
        const along = [...order].map(buyer => prediction.predictedClv[buyer] ?? 0)
        expect(along).toEqual([...along].sort((a, b) => b - a))
      }),
    )
  })

  it('the best x can be put in the order of another column, ties best first', () => {
    const prediction = predictionOf([50, 40, 30, 20], [1, 3, 1, 9])
    const ranking = predictedRanking(prediction, madeUpDirectory(['a', 'b', 'c', 'd']))
    const best = (x: number, sort: PredictedSort) => [...shownBuyers(prediction, ranking, sortedBuyers(prediction, ranking, sort), x)]
    expect(best(3, { column: 'frequency', descending: true })).toEqual([1, 0, 2])
    expect(best(3, { column: 'frequency', descending: false })).toEqual([0, 2, 1])
    expect(best(2, { column: 'predictedClv', descending: true })).toEqual([0, 1])
    expect(best(4, { column: 'frequency', descending: true })).toEqual([3, 1, 0, 2])
    expect(best(0, { column: 'frequency', descending: true })).toEqual([])
  })
})
