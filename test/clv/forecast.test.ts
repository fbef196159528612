import { describe, expect, it } from 'vitest'
import { type Forecast, forecast } from '../../src/clv/forecast.ts'
import { ORDER_MODEL } from '../../src/clv/models/all.ts'
import { aliveHistory, chanceOfAtMost, frequencyRecencyMap, orderCounts } from '../../src/clv/one-customer.ts'
import type { OrderLines } from '../../src/clv/order-lines.ts'
import { predict } from '../../src/clv/predict.ts'
import { normalisedGini } from '../../src/clv/ranking-quality.ts'
import { DEFAULT_SETTINGS, type ForecastSettings } from '../../src/clv/settings.ts'
import { DEFAULT_TERMS } from '../../src/clv/terms.ts'
import { type OrderRow, orderLines } from '../support/order-files.ts'
import { simulatedOrders } from '../support/simulated-orders.ts'

const shop = simulatedOrders({
  model: 'bg-nbd',
  orders: [0.8, 12, 0.8, 2.4],
  spend: [6.25, 3.74, 15.44],
  customers: 900,
  arrivalDays: 84,
  days: 364,
  seed: 3,
})
const settings = (patch: Partial<ForecastSettings>): ForecastSettings => ({ ...DEFAULT_SETTINGS, ...patch })
const failing = (outcome: Forecast) => outcome.checks.filter(check => check.outcome === 'fail').map(({ code }) => code)
function predicted(lines: OrderLines, patch: Partial<ForecastSettings> = {}) {
  const outcome = forecast(lines, settings(patch))
  if (outcome.kind !== 'predicted') throw new Error(outcome.checks.map(({ message }) => message).join(' '))
  return outcome
}
const everyone = (count: number, days: readonly string[], amount = 10): OrderRow[] =>
  Array.from({ length: count }, (_, at) => days.map(date => ({ customer: `c${at}`, order: date, date, amount }))).flat()

describe('a forecast', () => {
  const { prediction, backTest, comparison, checks, orderFit, spendFit, purchases, histories } = predicted(shop)
  const { total } = prediction

  it('has everything per customer, and totals that are their sums', () => {
    const sum = (column: Float64Array) => column.reduce((all, value) => all + value, 0)
    expect(prediction.buyers).toBe(900)
    expect(sum(prediction.predictedClv)).toBeCloseTo(total.clv, 6)
    expect(sum(prediction.expectedOrders)).toBeCloseTo(total.expectedOrders, 8)
    expect(900 - sum(prediction.pNoOrder)).toBeCloseTo(total.activeBuyers, 8)
    expect(total.clvLo95).toBeLessThan(total.clv)
    expect(total.clvHi95).toBeGreaterThan(total.clv)
    expect(total.clvHi95 - total.clv).toBeCloseTo(1.959964 * Math.hypot(total.chanceError, total.parameterError), 2)
    for (const column of [prediction.predictedClv, prediction.clvLo95, prediction.clvHi95, prediction.dert, prediction.expectedSpend]) {
      expect(column.every(value => Number.isFinite(value) && value >= 0)).toBe(true)
    }
    expect(checks.map(({ code }) => code)).toEqual([
      'customers',
      'repeat-buyers',
      'history',
      'last-order',
      'frequency-and-spend',
      'zero-spend',
      'negative-spend',
      'orders-identified',
      'spend-identified',
    ])
    expect(comparison.choice?.model).toBe(orderFit.model)
    expect(backTest?.splitDay).toBe(Math.floor((363 * 2) / 3))
  })

  it('is the same every time', () => {
    expect(predicted(shop).prediction).toEqual(prediction)
  })

  it('is worth less with a margin and with a discount, and more with a longer horizon', () => {
    const clv = (patch: Partial<typeof DEFAULT_TERMS>) =>
      predict(histories, orderFit, spendFit, 'repeats', { ...DEFAULT_TERMS, ...patch }).total
    expect(clv({ margin: 0.5 }).clv).toBeCloseTo(total.clv / 2, 8)
    expect(clv({ margin: 0.5 }).clvHi95).toBeCloseTo(total.clvHi95 / 2, 6)
    expect(clv({ annualDiscount: 0 }).clv).toBeGreaterThan(total.clv)
    expect(clv({ annualDiscount: 0.1, horizonMonths: 24 }).clv).toBeGreaterThan(total.clv)
    expect(() => clv({ margin: 2 })).toThrow('2 is not a margin')
    expect(() => clv({ horizonMonths: 0 })).toThrow('0 is not a horizon')
    expect(() => clv({ annualDiscount: -0.1 })).toThrow('-0.1 is not a discount')
    expect(() => predict(histories, orderFit, { ...spendFit, parameters: [1, 0.9, 1] }, 'repeats', DEFAULT_TERMS)).toThrow(RangeError)
  })

  it('takes the model, the split and the last day it is told to', () => {
    const told = predicted(shop, { model: 'mbg-nbd', splitDay: 200, throughDay: 340 })
    expect(told.prediction.model).toBe('mbg-nbd')
    expect(told.backTest).toMatchObject({ splitDay: 200, throughDay: 340 })
    expect(told.verdict?.totals.model?.method).toBe('mbg-nbd')
    expect(told.purchases.facts.laterLines).toBeGreaterThan(0)
    expect(() => forecast(shop, settings({ splitDay: 363 }))).toThrow('leaves no day to test on')
    expect(() => forecast(shop, settings({ splitDay: -1 }))).toThrow('no purchase up to the split')
  })

  it('knows the spend of who bought once when the first purchase counts', () => {
    const { prediction: withFirst } = predicted(shop, { spendBasis: 'with-first' })
    const once = prediction.frequency.indexOf(0)
    const twice = prediction.frequency.indexOf(0, once + 1)
    expect(prediction.expectedSpend[once]).toBe(prediction.expectedSpend[twice])
    expect(withFirst.expectedSpend[once]).not.toBe(withFirst.expectedSpend[twice])
  })

  it('follows P(alive) of one customer down in silence and up with a purchase', () => {
    const buyer = histories.frequency.findIndex(x => x >= 3)
    const history = aliveHistory(purchases, histories.customer[buyer] ?? 0, orderFit)
    const first = history?.firstDay ?? 0
    const second = (history?.purchaseDays[1] ?? 0) - first
    const third = (history?.purchaseDays[2] ?? 0) - first
    expect(history?.alive.length).toBe(363 - first + 1)
    expect(history?.alive.at(-1)).toBeCloseTo(prediction.pAlive[buyer] ?? 0, 12)
    // On the day of a purchase a customer is as alive as one purchase more makes them, with no silence since.
    const predictor = ORDER_MODEL[orderFit.model].predictor(orderFit.parameters)
    expect(history?.alive[second]).toBe(predictor.alive(1, second / 7, second / 7))
    expect(history?.alive[second - 1]).toBe(predictor.alive(0, 0, (second - 1) / 7))
    expect(third - second).toBeGreaterThan(1)
    expect(history?.alive[third - 1]).toBeLessThan(history?.alive[second] ?? 0)
    expect(aliveHistory(purchases, 10_000, orderFit)).toBeNull()
  })

  it('has intervals that leave out about 5 % of the exact distribution of each customer', () => {
    const told = predict(histories, orderFit, spendFit, 'repeats', { ...DEFAULT_TERMS, annualDiscount: 0 })
    const weeks = (12 * 30.4375) / 7
    const left: number[] = []
    for (let buyer = 0; buyer < told.buyers; buyer += 9) {
      if ((told.pNoOrder[buyer] ?? 0) > 0.93) continue
      const x = told.frequency[buyer] ?? 0
      const counts = orderCounts(orderFit, x, told.recencyWeeks[buyer] ?? 0, told.ageWeeks[buyer] ?? 0, weeks, 150)
      const chance = (amount: number) => chanceOfAtMost(amount, counts, spendFit, x, told.monetary[buyer] ?? 0)
      const above = 1 - chance(told.clvHi95[buyer] ?? 0)
      const below = (told.clvLo95[buyer] ?? 0) > 0 ? chance(told.clvLo95[buyer] ?? 0) : 0
      left.push(above + below)
      expect(above + below).toBeGreaterThan(0.02)
      expect(above + below).toBeLessThan(0.09)
    }
    expect(left.length).toBeGreaterThan(20)
    expect(left.reduce((sum, share) => sum + share, 0) / left.length).toBeCloseTo(0.05, 2)
  })

  it('has the chance error that the distributions of orders and spend of all customers add up to', () => {
    const told = predict(histories, orderFit, spendFit, 'repeats', { ...DEFAULT_TERMS, annualDiscount: 0 })
    const [p, q, gamma] = spendFit.parameters
    let variance = 0
    for (let buyer = 0; buyer < told.buyers; buyer += 1) {
      const x = told.frequency[buyer] ?? 0
      const counts = orderCounts(orderFit, x, told.recencyWeeks[buyer] ?? 0, told.ageWeeks[buyer] ?? 0, (12 * 30.4375) / 7, 150)
      const ownQ = q + p * x
      const ownGamma = gamma + x * (told.monetary[buyer] ?? 0)
      // Mean and mean square of a beta prime number of p n and q', for each n.
      let mean = 0
      let square = 0
      counts.forEach((chance, n) => {
        mean += (chance * ownGamma * p * n) / (ownQ - 1)
        square += (chance * ownGamma ** 2 * p * n * (p * n + 1)) / ((ownQ - 1) * (ownQ - 2))
      })
      variance += square - mean * mean
    }
    expect(told.total.chanceError / Math.sqrt(variance)).toBeCloseTo(1, 6)
  })

  it('has a distribution of orders for one customer, and a map for all', () => {
    const counts = orderCounts(orderFit, 3, 20, 40, 52, 400)
    expect(counts.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9)
    const map = frequencyRecencyMap(orderFit, 40, 4, 3, 52)
    expect(map.expectedOrders[3 * 3 + 1]).toBeCloseTo(
      counts.reduce((sum, chance, n) => sum + n * chance, 0),
      7,
    )
    expect(Array.from(map.alive, Number.isNaN)).toEqual([false, true, true, true, false, false, true, false, false, true, false, false])
    expect(() => frequencyRecencyMap(orderFit, 40, 4, 1, 52)).toThrow(RangeError)
  })
})

describe('no forecast, but the reason, is given', () => {
  const weekly = Array.from({ length: 9 }, (_, week) => new Date(Date.UTC(2020, 0, 1 + week * 14)).toISOString().slice(0, 10))
  it.each([
    ['for no orders', [], ['customers', 'repeat-buyers', 'history', 'last-order']],
    ['for one customer', everyone(1, weekly), ['customers', 'repeat-buyers']],
    ['for one-time buyers', everyone(400, ['2020-01-01']).concat(everyone(1, weekly)), ['repeat-buyers']],
    ['when all buy on one day', everyone(400, ['2020-01-01']), ['repeat-buyers', 'history']],
    [
      'when all that is there is refunds',
      everyone(400, weekly, -5),
      ['customers', 'repeat-buyers', 'history', 'last-order', 'negative-spend'],
    ],
    ['when repeat orders are gifts', everyone(300, weekly, 0), ['zero-spend']],
    ['when all behave alike', everyone(300, weekly), ['orders-identified', 'spend-identified']],
  ])('%s', (_, rows, codes) => {
    const outcome = forecast(orderLines(rows))
    expect(outcome.kind).toBe('refused')
    expect(failing(outcome)).toEqual(codes)
    for (const { message } of outcome.checks) expect(message).toMatch(/\.$/)
  })

  it('when the last order is long before the day that counts', () => {
    expect(failing(forecast(shop, settings({ throughDay: 1_500 })))).toEqual(['last-order'])
  })

  it('with the sentence that says what is needed', () => {
    const check = forecast(orderLines(everyone(41, weekly))).checks.find(({ code }) => code === 'repeat-buyers')
    expect(check?.message).toBe('Not enough history to predict: it needs repeat orders from at least 100 customers; you have 41.')
  })
})

describe('the quality of a ranking', () => {
  const gini = (scores: number[], values: number[]) => normalisedGini(Float64Array.from(scores), Float64Array.from(values))
  it('is 1 for the perfect order, −1 for its reverse, and 0 when all are scored alike', () => {
    expect(gini([3, 2, 1], [30, 20, 10])).toBeCloseTo(1, 12)
    expect(gini([1, 2, 3], [30, 20, 10])).toBeCloseTo(-1, 12)
    expect(gini([5, 5, 5], [30, 20, 10])).toBeCloseTo(0, 12)
  })
  it('does not depend on the order of customers of equal score', () => {
    expect(gini([2, 1, 1, 0], [5, 9, 1, 0])).toBeCloseTo(gini([1, 2, 0, 1], [1, 5, 0, 9]) ?? Number.NaN, 12)
  })
  it('is unknown where nothing came or all spent the same', () => {
    expect([gini([1, 2], [0, 0]), gini([1, 2], [4, 4]), gini([], [])]).toEqual([null, null, null])
  })
})
