import { describe, expect, it } from 'vitest'
import { AMOUNT_SCALE } from '../../src/base/money.ts'
import { historiesOf } from '../../src/clv/histories.ts'
import { ORDER_MODEL } from '../../src/clv/models/all.ts'
import { fitOrders } from '../../src/clv/models/fit.ts'
import type { OrderModelKey } from '../../src/clv/models/order-model.ts'
import { groupRows } from '../../src/clv/models/purchase-rows.ts'
import { predict } from '../../src/clv/predict.ts'
import { purchasesOf } from '../../src/clv/purchases.ts'
import { fitBuyerSpend } from '../../src/clv/spend.ts'
import { type SimulatedShop, simulatedOrders } from '../support/simulated-orders.ts'

const SPEND = [6.25, 3.74, 15.44] as const
/** Rates low enough that hardly anyone buys twice on one day, which the models do not know of. */
const SHOPS = [
  ['bg-nbd', [0.8, 16, 0.8, 2.4]],
  ['mbg-nbd', [0.9, 16, 0.9, 2.6]],
  ['pareto-nbd', [0.9, 16, 0.7, 12]],
] as const
const CALIBRATION_DAYS = 364
const HOLDOUT_DAYS = 365

function world(model: OrderModelKey, orders: readonly number[], customers: number, seed: number, days = CALIBRATION_DAYS + HOLDOUT_DAYS) {
  const shop: SimulatedShop = { model, orders, spend: SPEND, customers, arrivalDays: 84, days, seed }
  const lines = simulatedOrders(shop)
  const histories = historiesOf(purchasesOf(lines, CALIBRATION_DAYS - 1))
  const rows = groupRows(histories.frequency, histories.recencyDays, histories.ageDays)
  return { lines, histories, orderFit: fitOrders(ORDER_MODEL[model], rows), spendFit: fitBuyerSpend(histories, 'repeats') }
}

describe.each(SHOPS)('a shop of %s customers with %j', (model, truth) => {
  it('gives its parameters back, within four standard errors', () => {
    const { orderFit, spendFit } = world(model, truth, 12_000, 11, CALIBRATION_DAYS)
    expect(orderFit.failures).toEqual([])
    truth.forEach((value, at) => {
      expect(Math.abs(Math.log((orderFit.parameters[at] ?? 0) / value)) / (orderFit.logStandardErrors[at] ?? 0)).toBeLessThan(4)
    })
    SPEND.forEach((value, at) => {
      expect(Math.abs(Math.log((spendFit.parameters[at] ?? 0) / value)) / (spendFit.logStandardErrors[at] ?? 0)).toBeLessThan(4)
    })
  })

  it('spends what the intervals of its customers and of its total say, 95 times in 100', () => {
    let worlds = 0
    let totalsInside = 0
    let customers = 0
    let inside = 0
    let buyers = 0
    let buyersInside = 0
    for (let seed = 0; seed < (model === 'pareto-nbd' ? 100 : 200); seed += 1) {
      const { lines, histories, orderFit, spendFit } = world(model, truth, 600, 1_000 + seed)
      if (orderFit.failures.length + spendFit.failures.length > 0) continue
      worlds += 1
      // Without discount, so that what is predicted is what customers spend.
      const terms = { horizonMonths: (HOLDOUT_DAYS * 12) / 365.25, annualDiscount: 0, margin: 1 }
      const prediction = predict(histories, orderFit, spendFit, 'repeats', terms)
      const spent = new Float64Array(histories.buyers)
      const buyerOf = new Map(Array.from(histories.customer, (customer, buyer) => [customer, buyer]))
      for (let line = 0; line < lines.length; line += 1) {
        const day = lines.day[line] ?? 0
        const buyer = buyerOf.get(lines.customer[line] ?? 0)
        if (day < CALIBRATION_DAYS || buyer === undefined) continue
        spent[buyer] = (spent[buyer] ?? 0) + (lines.amountUnits[line] ?? 0) / AMOUNT_SCALE
      }
      const total = spent.reduce((sum, value) => sum + value, 0)
      if (total >= prediction.total.clvLo95 && total <= prediction.total.clvHi95) totalsInside += 1
      spent.forEach((value, buyer) => {
        const isInside = value >= (prediction.clvLo95[buyer] ?? 0) && value <= (prediction.clvHi95[buyer] ?? 0)
        customers += 1
        inside += Number(isInside)
        // Those of whom it is not nearly certain that nothing comes.
        if ((prediction.pNoOrder[buyer] ?? 0) > 0.8) return
        buyers += 1
        buyersInside += Number(isInside)
      })
    }
    // Nearly all worlds of 600 customers say where their parameters lie.
    expect(worlds).toBeGreaterThan(80)
    expect(totalsInside / worlds).toBeGreaterThanOrEqual(0.9)
    expect(totalsInside / worlds).toBeLessThanOrEqual(0.99)
    expect(inside / customers).toBeGreaterThanOrEqual(0.9)
    expect(inside / customers).toBeLessThanOrEqual(0.97)
    expect(buyersInside / buyers).toBeGreaterThanOrEqual(0.9)
    expect(buyersInside / buyers).toBeLessThanOrEqual(0.97)
  })
})
