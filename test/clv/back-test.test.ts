import { describe, expect, it } from 'vitest'
import { backTest, defaultSplitDay, type Score } from '../../src/clv/back-test.ts'
import { BASELINES, guess } from '../../src/clv/baselines.ts'
import { compareModels } from '../../src/clv/compare.ts'
import { checkData, checkFits } from '../../src/clv/fitness.ts'
import { forecast } from '../../src/clv/forecast.ts'
import { historiesOf } from '../../src/clv/histories.ts'
import { figuresOfHistories } from '../../src/clv/history-groups.ts'
import { ORDER_MODEL } from '../../src/clv/models/all.ts'
import { fitOrders, type OrderFit } from '../../src/clv/models/fit.ts'
import { groupRows } from '../../src/clv/models/purchase-rows.ts'
import { purchasesOf } from '../../src/clv/purchases.ts'
import { DEFAULT_TERMS } from '../../src/clv/terms.ts'
import { track } from '../../src/clv/tracking.ts'
import { verdictOf } from '../../src/clv/verdict.ts'
import { day, orderLines } from '../support/order-files.ts'
import { simulatedOrders } from '../support/simulated-orders.ts'

// a comes back, b came once, c comes after the split.
const few = orderLines(
  [
    ['a', '2020-01-01', 10],
    ['a', '2020-01-08', 20],
    ['a', '2020-01-22', 30],
    ['b', '2020-01-15', 5],
    ['a', '2020-02-02', 7],
    ['b', '2020-02-03', 9],
    ['c', '2020-02-01', 100],
  ].map(([customer, date, amount]) => ({ customer: String(customer), order: String(date), date: String(date), amount: Number(amount) })),
)
const SPLIT = day('2020-01-29')

describe('a back-test', () => {
  const test = backTest(few, [], 'repeats', SPLIT, day('2020-02-12'))

  it('knows the customers up to the split, and what they did after it', () => {
    expect(test).toMatchObject({ customers: 2, holdoutWeeks: 2 })
    expect(test.scores.map(({ orders, revenue }) => [orders.actual, revenue.actual])).toEqual(BASELINES.map(() => [2, 16]))
    expect(Array.from(test.customersByFrequency)).toEqual([1, 0, 1, 0, 0, 0, 0, 0])
    expect(Array.from(test.actualByFrequency.subarray(0, 3))).toEqual([1, Number.NaN, 1])
  })

  it.each([
    // The last two weeks before the split: one repeat purchase of 30 (b's purchase of the 15th lies before them).
    ['same-again', [1, 0], [30, 0]],
    // a: 2 repeat purchases in 4 weeks, at 20 each.
    ['mean-rate', [1, 0], [20, 0]],
    // a: 3 purchases of 60 in 4 weeks; b: one of 5 in 2 weeks.
    ['spend-per-week', [1.5, 1], [30, 5]],
  ] as const)('takes %s to mean %j orders and %j', (baseline, orders, revenue) => {
    const purchases = purchasesOf(few, SPLIT)
    const said = guess(baseline, historiesOf(purchases), purchases, 14)
    expect(Array.from(said.orders)).toEqual(orders)
    expect(Array.from(said.revenue)).toEqual(revenue)
  })

  it('has biases and errors of what each says', () => {
    const score = test.scores.find(({ method }) => method === 'spend-per-week')
    expect(score?.orders).toMatchObject({ predicted: 2.5, bias: 0.25, meanAbsoluteError: 0.25 })
    expect(score?.revenue).toMatchObject({ predicted: 35, bias: 35 / 16 - 1, meanAbsoluteError: (23 + 4) / 2 })
  })

  it('splits two thirds into the history unless told otherwise', () => {
    expect(defaultSplitDay(few)).toBe(day('2020-01-01') + 22)
    expect(defaultSplitDay(orderLines([]))).toBeNull()
    expect(() => backTest(few, [], 'repeats', day('2020-02-12'))).toThrow('leaves no day to test on')
  })
})

describe('a verdict', () => {
  const score = (method: Score['method'], bias: number | null, gini: number | null): Score => {
    const figures = { predicted: 0, actual: 0, meanAbsoluteError: 0, bias, gini }
    return {
      method,
      isModel: !method.includes('-again') && !method.includes('-rate'),
      orders: figures,
      revenue: figures,
      ordersByFrequency: new Float64Array(),
    }
  }

  it('goes to what is nearer to the total, from below or above, and to the better order', () => {
    const scores = [score('bg-nbd', -0.3, 0.7), score('nbd', 0, 0.9), score('same-again', 0.1, 0.5), score('mean-rate', 0.4, 0.6)]
    expect(verdictOf(scores, 'bg-nbd')).toEqual({
      ranking: { winner: 'model', model: { method: 'bg-nbd', figure: 0.7 }, baseline: { method: 'mean-rate', figure: 0.6 } },
      totals: { winner: 'baseline', model: { method: 'bg-nbd', figure: -0.3 }, baseline: { method: 'same-again', figure: 0.1 } },
    })
  })

  it('is open when the two are as good as each other, and goes to who can be judged', () => {
    expect(verdictOf([score('bg-nbd', -0.11, 0.7), score('same-again', 0.1, 0.705)], 'bg-nbd')).toMatchObject({
      ranking: { winner: 'neither' },
      totals: { winner: 'neither' },
    })
    expect(verdictOf([score('same-again', 0.1, null)], 'bg-nbd')).toMatchObject({
      ranking: { winner: 'neither', model: null, baseline: null },
      totals: { winner: 'baseline', model: null },
    })
  })
})

describe('tracking', () => {
  const predictor = ORDER_MODEL.nbd.predictor([1, 2])
  it('counts repeat purchases by week since the first purchase of anyone', () => {
    const tracking = track(historiesOf(purchasesOf(few, SPLIT)), purchasesOf(few), predictor)
    expect(Array.from(tracking.actual)).toEqual([0, 1, 0, 1, 2])
    expect(tracking).toMatchObject({ startDay: day('2020-01-01'), weeksPerStep: 1, holdoutStep: 4 })
    // a for 5 weeks and b for 3, at half a purchase a week.
    expect(tracking.expectedCumulative[4]).toBeCloseTo(4, 12)
  })

  it('of thousands of years goes in longer steps', () => {
    const lines = orderLines(['0001-01-01', '0001-01-09', '9999-12-31'].map(date => ({ customer: 'a', order: date, date, amount: 1 })))
    const tracking = track(historiesOf(purchasesOf(lines)), purchasesOf(lines), predictor)
    expect(tracking.actual.length).toBeLessThanOrEqual(520)
    expect(tracking.actual.reduce((sum, count) => sum + count, 0)).toBe(2)
  })
})

describe('a shop that nobody leaves', () => {
  const shop = simulatedOrders({
    model: 'pareto-nbd',
    orders: [0.8, 12, 1, 1e9],
    spend: [6.25, 3.74, 15.44],
    customers: 1_000,
    arrivalDays: 60,
    days: 250,
    seed: 5,
  })
  const outcome = forecast(shop)

  it('is predicted by the model without stopping, with the reason and a caution', () => {
    if (outcome.kind !== 'predicted') throw new Error('refused')
    expect(outcome.orderFit.model).toBe('nbd')
    expect(outcome.comparison.choice?.message).toContain('nobody who stopped')
    const caution = outcome.checks.find(({ code }) => code === 'orders-identified')
    expect(caution).toMatchObject({ outcome: 'caution' })
    expect(outcome.prediction.pAlive.every(chance => chance === 1)).toBe(true)
    expect(Math.abs(outcome.backTest?.scores.find(({ method }) => method === 'nbd')?.orders.bias ?? 1)).toBeLessThan(0.1)
  })
})

describe('the choice among models', () => {
  const rows = groupRows(Uint32Array.of(0, 2, 1), Uint32Array.of(0, 90, 20), Uint32Array.of(200, 200, 200))
  const real = fitOrders(ORDER_MODEL.nbd, rows)
  const estimated = (model: OrderFit['model'], aic: number, sound = true): OrderFit => ({
    ...real,
    model,
    aic,
    bic: aic,
    failures: sound ? [] : [{ code: 'not-curved', message: 'Flat.' }],
  })

  it('is none when no model converged', () => {
    expect(compareModels([estimated('bg-nbd', 10, false)], null)).toMatchObject({ choice: null, models: [{ aicBehind: Number.NaN }] })
  })
  it('is the only one that did', () => {
    expect(compareModels([estimated('bg-nbd', 10, false), estimated('mbg-nbd', 90)], null).choice).toMatchObject({
      model: 'mbg-nbd',
      reason: 'only-one',
    })
  })
  it('is the most likely one, with its lead', () => {
    const { choice } = compareModels([estimated('bg-nbd', 100), estimated('pareto-nbd', 87.5)], null)
    expect(choice).toEqual({
      model: 'pareto-nbd',
      reason: 'likelihood',
      message: 'Pareto/NBD explains the history best, 12.5 AIC ahead of BG/NBD.',
    })
  })
})

describe('the checklist', () => {
  const check = (rows: Parameters<typeof orderLines>[0], code: string) => {
    const purchases = purchasesOf(orderLines(rows))
    return checkData(figuresOfHistories(historiesOf(purchases)), purchases.facts, DEFAULT_TERMS).find(each => each.code === code)
  }
  const buys = (customer: string, count: number, amount: number) =>
    Array.from({ length: count }, (_, at) => {
      const date = `2020-0${1 + at}-0${1 + (customer.length % 9)}`
      return { customer, order: date, date, amount }
    })

  it('sees that frequent buyers spend more at a time', () => {
    const rows = [2, 3, 4, 5].flatMap(count => buys(`c${'x'.repeat(count)}`, count, count * 10))
    expect(check(rows, 'frequency-and-spend')).toMatchObject({ outcome: 'caution', figure: expect.closeTo(1, 10) })
    expect(check(buys('a', 3, 5), 'frequency-and-spend')).toMatchObject({ outcome: 'pass', figure: null })
  })

  it.each([
    [99, 'fail'],
    [100, 'caution'],
    [499, 'caution'],
    [500, 'pass'],
  ] as const)('takes %i customers for a %s', (customers, outcome) => {
    const rows = Array.from({ length: customers }, (_, at) => ({ customer: `c${at}`, order: 'o', date: '2020-01-01', amount: 1 }))
    expect(check(rows, 'customers')).toMatchObject({ outcome, figure: customers })
  })

  it('sees refunds of what was bought before the data begin', () => {
    const refund = { customer: 'b', order: 'r', date: '2020-01-01', amount: -2 }
    expect(check([...buys('a', 4, 12), refund], 'negative-spend')).toMatchObject({ outcome: 'caution', figure: 2 / 50 })
    expect(check([...buys('a', 4, 12), { ...refund, amount: -12 }], 'negative-spend')).toMatchObject({ outcome: 'fail', figure: 12 / 60 })
  })

  it('says what a fit says of itself', () => {
    const purchases = purchasesOf(few)
    const histories = historiesOf(purchases)
    const orderFit = fitOrders(ORDER_MODEL['bg-nbd'], groupRows(histories.frequency, histories.recencyDays, histories.ageDays))
    const [orders, spend] = checkFits(orderFit, {
      ...orderFit,
      failures: [],
      parameters: [6, 1.5, 15],
      customers: 3,
      meanSpend: 180,
      logStandardErrors: [0.1],
    })
    expect(orders?.outcome).toBe('fail')
    expect(orders?.message).toBe(orderFit.failures.map(({ message }) => message).join(' '))
    expect(spend).toMatchObject({ outcome: 'caution', message: expect.stringContaining('q = 1.5') })
  })
})
