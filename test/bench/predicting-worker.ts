import {
  DEFAULT_TERMS,
  fitBuyerSpend,
  fitOrders,
  groupRows,
  historiesOf,
  ORDER_MODEL,
  type OrderModelKey,
  predict,
  purchasesOf,
} from '../../src/clv/index.ts'
import { type SimulatedShop, simulatedOrders } from '../support/simulated-orders.ts'

/* Predicts simulated shops in a worker of the bare page: what a shop is, then how long everything but simulating it took. */

export interface PredictingJob {
  readonly shop: SimulatedShop
  readonly model: OrderModelKey
  readonly rounds: number
}

export interface PredictingTimes {
  /** Grouping, fitting both models and predicting every customer, round by round: the first is cold. */
  readonly milliseconds: readonly number[]
  readonly orders: number
  readonly logLikelihood: number
  readonly parameters: readonly number[]
  readonly failures: readonly string[]
  /** Expected of all customers within a year, in currency units. */
  readonly total: number
}

self.onmessage = ({ data: { shop, model, rounds } }: MessageEvent<PredictingJob>) => {
  const lines = simulatedOrders(shop)
  const milliseconds: number[] = []
  for (let round = 0; ; round += 1) {
    const start = performance.now()
    const histories = historiesOf(purchasesOf(lines, shop.days))
    const rows = groupRows(histories.frequency, histories.recencyDays, histories.ageDays)
    const fit = fitOrders(ORDER_MODEL[model], rows)
    const prediction = predict(histories, fit, fitBuyerSpend(histories, 'repeats'), 'repeats', DEFAULT_TERMS)
    milliseconds.push(performance.now() - start)
    if (round + 1 < rounds) continue
    const { logLikelihood, parameters, failures } = fit
    const times: PredictingTimes = {
      milliseconds,
      orders: lines.length,
      logLikelihood,
      parameters,
      failures: failures.map(({ message }) => message),
      total: prediction.total.clv,
    }
    self.postMessage(times)
    return
  }
}
