import type { Prediction } from '../../src/clv/results.ts'
import type { PredictionTable } from '../../src/share/prediction-formats.ts'
import { madeUpDirectory } from '../ui/result/made-up-shop.ts'

/** A prediction for customers with these ids, in this order; the last of the directory has never bought anything. */
export function predictionOf(ids: readonly string[], predictedClv: (buyer: number) => number = buyer => buyer + 0.5): PredictionTable {
  const column = (value: (buyer: number) => number) => Float64Array.from(ids, (_, buyer) => value(buyer))
  const prediction: Prediction = {
    terms: { horizonMonths: 12, annualDiscount: 0, margin: 0.5 },
    model: 'pareto-nbd',
    spendBasis: 'with-first',
    buyers: ids.length,
    customer: Uint32Array.from(ids.keys()),
    predictedClv: column(predictedClv),
    clvLo95: column(() => 0),
    clvHi95: column(buyer => buyer + 40),
    pAlive: column(() => 0.25),
    expectedOrders: column(buyer => buyer + 1),
    pNoOrder: column(() => 0.3),
    expectedSpend: column(() => 10),
    dert: column(buyer => (buyer === 1 ? Number.POSITIVE_INFINITY : buyer)),
    frequency: Uint32Array.from(ids.keys()),
    recencyWeeks: column(buyer => buyer * 1.5),
    ageWeeks: column(() => 30),
    monetary: column(buyer => buyer / 3),
    historicRevenue: column(() => 100.01),
    status: Uint8Array.from(ids, (_, buyer) => buyer % 3),
    total: { clv: 12.5, clvLo95: 1, clvHi95: 20, chanceError: 1, parameterError: 1, expectedOrders: 6, activeBuyers: 2 },
  }
  return {
    prediction,
    directory: madeUpDirectory([...ids, 'has never bought anything']),
    currency: 'EUR',
    throughDay: Date.UTC(2025, 2, 28) / 86_400_000,
  }
}
