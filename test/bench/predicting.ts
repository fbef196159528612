import type { OrderModelKey } from '../../src/clv/models/order-model.ts'
import type { SimulatedShop } from '../support/simulated-orders.ts'
import type { PredictingJob, PredictingTimes } from './predicting-worker.ts'
import { onPage, type Stage } from './stage.ts'

/** One model on one shop, with the parameters that the shop was made with. */
export interface PredictingFigure extends PredictingTimes {
  readonly model: OrderModelKey
  readonly customers: number
  readonly made: readonly number[]
}

/** Parameters as published for CDNOW, so that shops are like a real one: arrivals over twelve weeks, 39 weeks watched. */
const SHOP: Omit<SimulatedShop, 'model' | 'orders' | 'customers'> = { spend: [6.25, 3.74, 15.44], arrivalDays: 84, days: 272, seed: 1 }
const MODELS = [
  { model: 'bg-nbd', orders: [0.243, 4.414, 0.793, 2.426] },
  { model: 'pareto-nbd', orders: [0.553, 10.578, 0.606, 11.669] },
] as const
const SIZES = [
  { customers: 2_357, rounds: 7 },
  { customers: 1_000_000, rounds: 2 },
] as const

/** Predicting in a worker of a real browser, from the orders to every customer's value. */
export async function predicting(stage: Stage): Promise<readonly PredictingFigure[]> {
  const figures: PredictingFigure[] = []
  for (const { customers, rounds } of SIZES)
    for (const { model, orders } of MODELS) {
      const job: PredictingJob = { shop: { ...SHOP, model, orders, customers }, model, rounds }
      const times = await onPage(stage, async page => {
        await page.goto(stage.barePage.address)
        return page.evaluate(
          asked =>
            new Promise<PredictingTimes>((resolve, reject) => {
              const worker = new Worker('predicting-worker.js', { type: 'module' })
              worker.onmessage = event => resolve(event.data)
              worker.onerror = event => reject(new Error(event.message))
              worker.postMessage(asked)
            }),
          job,
        )
      })
      figures.push({ ...times, model, customers, made: orders })
    }
  return figures
}
