import { describe, expect, it } from 'vitest'
import { forecast } from '../../src/clv/forecast.ts'
import { DEFAULT_SETTINGS, type ForecastSettings } from '../../src/clv/settings.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { createDataset, ingest } from '../../src/ltv/index.ts'
import { ordersToPredict, Predictions } from '../../src/worker/prediction.ts'
import { SHOP_OPENS, shopEvents } from '../support/shop-events.ts'
import { simulatedOrders } from '../support/simulated-orders.ts'

const FIRST_DAY = SHOP_OPENS / 86_400_000
const shop = simulatedOrders({
  model: 'bg-nbd',
  orders: [0.5, 6, 0.8, 2.5],
  spend: [6, 4, 15],
  customers: 400,
  arrivalDays: 90,
  days: 365,
  seed: 4,
})

function ordersOf(text: string) {
  const dataset = createDataset()
  for (const line of text.trimEnd().split('\n')) expect(ingest(JSON.parse(line), dataset)).toBeNull()
  return ordersToPredict(dataset, DEFAULT_DEFINITION)
}
const orders = ordersOf(shopEvents(shop))

function predicted(settings: ForecastSettings = DEFAULT_SETTINGS) {
  const found = new Predictions(orders).forecast(settings)
  if (found.kind !== 'predicted') throw new Error(found.checks.map(({ message }) => message).join(' '))
  return found
}

describe('a prediction from the orders of events', () => {
  it('is the one that the core gives of the same orders', () => {
    const { prediction, orderFit, settings, unusable } = predicted()
    const core = forecast({ ...shop, day: shop.day.map(each => each + FIRST_DAY) }, { ...DEFAULT_SETTINGS, throughDay: orders.lastDay })
    if (core.kind !== 'predicted') throw new Error('the core predicts nothing')
    expect(orderFit.model).toBe(core.orderFit.model)
    // Customers come in the order of the file there, and in that of their ids' first appearance here.
    expect(prediction.total.clv).toBeCloseTo(core.prediction.total.clv, 6)
    expect([...prediction.predictedClv].sort()).toEqual([...core.prediction.predictedClv].sort())
    expect(settings.throughDay).toBe(orders.lastDay)
    expect(unusable).toEqual([])
  })

  it('can be handed over without taking anything from the questions that follow', () => {
    const predictions = new Predictions(orders)
    const found = predictions.forecast(DEFAULT_SETTINGS)
    if (found.kind !== 'predicted') throw new Error('nothing predicted')
    structuredClone(found.prediction, { transfer: [found.prediction.frequency.buffer, found.prediction.monetary.buffer] })
    expect(predictions.outlook(DEFAULT_SETTINGS, 0)?.history?.purchaseDays.length).toBeGreaterThan(0)
  })

  it('does not use a day that lies outside of the data, and says so', () => {
    const { settings, unusable } = predicted({ ...DEFAULT_SETTINGS, throughDay: FIRST_DAY + 4_000, splitDay: FIRST_DAY - 1 })
    expect(unusable).toEqual(['throughDay', 'splitDay'])
    expect(settings).toMatchObject({ throughDay: orders.lastDay, splitDay: null })
  })

  it('tells a split that is inside the data but not before the as-of date from one outside', () => {
    const throughDay = FIRST_DAY + 300
    const unusableOf = (splitDay: number, asOf: number | null = throughDay) =>
      predicted({ ...DEFAULT_SETTINGS, throughDay: asOf, splitDay }).unusable
    expect(unusableOf(throughDay - 1)).toEqual([])
    expect(unusableOf(throughDay)).toEqual(['lateSplitDay'])
    expect(unusableOf(throughDay + 1)).toEqual(['lateSplitDay'])
    expect(unusableOf(orders.lastDay ?? 0, null)).toEqual(['lateSplitDay'])
    expect(unusableOf((orders.lastDay ?? 0) + 1)).toEqual(['splitDay'])
  })

  it('knows nothing after the as-of date that was chosen', () => {
    const throughDay = FIRST_DAY + 300
    const { prediction, settings, unusable } = predicted({ ...DEFAULT_SETTINGS, throughDay })
    expect(unusable).toEqual([])
    expect(settings.throughDay).toBe(throughDay)
    expect(Math.max(...prediction.ageWeeks)).toBeLessThanOrEqual(300 / 7)
  })
})

describe('one customer', () => {
  it('has probabilities of how many orders will come, and the chance of being alive that the prediction has', () => {
    const { prediction } = predicted()
    const predictions = new Predictions(orders)
    for (const buyer of [0, 7, 200]) {
      const outlook = predictions.outlook(DEFAULT_SETTINGS, prediction.customer[buyer] ?? 0)
      const counts = outlook?.counts ?? new Float64Array()
      expect(counts.length).toBe(11)
      expect(counts.reduce((sum, chance) => sum + chance, 0)).toBeLessThanOrEqual(1)
      expect(counts[0]).toBeCloseTo(prediction.pNoOrder[buyer] ?? 0, 9)
      expect(outlook?.history?.alive.at(-1)).toBeCloseTo(prediction.pAlive[buyer] ?? 0, 9)
    }
  })

  it('is answered under the settings of the question, not those of the last forecast', () => {
    const predictions = new Predictions(orders)
    const short: ForecastSettings = { ...DEFAULT_SETTINGS, terms: { ...DEFAULT_SETTINGS.terms, horizonMonths: 1 } }
    predictions.forecast(DEFAULT_SETTINGS)
    const long = predictions.outlook(DEFAULT_SETTINGS, 0)?.counts?.[0] ?? 0
    expect(predictions.outlook(short, 0)?.counts?.[0]).toBeGreaterThan(long)
  })
})

describe('orders that are not enough', () => {
  const few = ordersOf(shopEvents({ ...shop, length: 30 }))

  it('give the reasons instead of a number', () => {
    const found = new Predictions(few).forecast(DEFAULT_SETTINGS)
    expect(found.kind).toBe('refused')
    expect(found.checks.find(({ outcome }) => outcome === 'fail')?.message).toMatch(/customers have bought; a prediction needs 100/)
    expect(new Predictions(few).outlook(DEFAULT_SETTINGS, 0)).toBeNull()
  })

  it('may be none at all', () => {
    const none = ordersToPredict(createDataset(), DEFAULT_DEFINITION)
    expect(new Predictions(none).forecast(DEFAULT_SETTINGS)).toMatchObject({ kind: 'refused', span: null })
  })
})
