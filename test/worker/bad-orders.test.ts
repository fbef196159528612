import { describe, expect, it } from 'vitest'
import { createOrders, ingestOrderRow, settleDates } from '../../src/clv/index.ts'
import { DEFAULT_SETTINGS } from '../../src/clv/settings.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { orderRowsToPredict, Predictions } from '../../src/worker/prediction.ts'
import { simulatedOrders } from '../support/simulated-orders.ts'

/** A row of orders: customer, date, amount. */
type Row = readonly [customer: string, date: string, amount: string]

function predictions(rows: readonly Row[], currency = 'USD') {
  const orders = createOrders()
  const faults = rows.map(([customer_id, created_at_date, revenue], at) =>
    ingestOrderRow({ customer_id, order_id: String(at), created_at_date, revenue }, orders),
  )
  expect(faults.every(fault => fault === null)).toBe(true)
  settleDates(orders, '', 'day-first')
  return new Predictions(orderRowsToPredict(orders, { ...DEFAULT_DEFINITION, currency }))
}

const date = (day: number) => new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10)

/** All numbers of an answer, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (ArrayBuffer.isView(value)) return value instanceof Float64Array ? [...value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

/** A shop that can be predicted, as rows. */
const simulated = simulatedOrders({
  ...{ model: 'bg-nbd', orders: [0.5, 6, 0.8, 2.5], spend: [6, 4, 15] },
  ...{ customers: 400, arrivalDays: 90, days: 365, seed: 4 },
})
const shop: readonly Row[] = Array.from(
  simulated.customer,
  (customer, line): Row => [`c${customer}`, date(simulated.day[line] ?? 0), ((simulated.amountUnits[line] ?? 0) / 10_000).toFixed(4)],
)

const failing = (found: ReturnType<Predictions['forecast']>) => found.checks.filter(({ outcome }) => outcome === 'fail')

describe('Orders that no prediction can be made of are refused with a sentence each, and have a score all the same:', () => {
  it.each<[string, readonly Row[], string, RegExp, number]>([
    ['none', [], 'customers', /0 customers have bought/, 0],
    [
      'one customer',
      [
        ['a', date(0), '5'],
        ['a', date(9), '7'],
      ],
      'customers',
      /One customer has bought; a prediction needs 100/,
      1,
    ],
    ['one-time buyers only', Array.from({ length: 300 }, (_, at): Row => [`c${at}`, date(at), '5']), 'repeat-buyers', /you have 0\./, 300],
    [
      'all on one day, so that nobody was watched',
      Array.from({ length: 300 }, (_, at): Row => [`c${at}`, date(0), '5']),
      'history',
      /cover 0 weeks/,
      300,
    ],
    [
      'refunds only',
      Array.from({ length: 300 }, (_, at): Row => [`c${at % 150}`, date(at), '-5']),
      'customers',
      /0 customers have bought/,
      150,
    ],
  ])('%s', (_, rows, code, sentence, scored) => {
    const asked = predictions(rows)
    const found = asked.forecast(DEFAULT_SETTINGS)
    expect(found.kind).toBe('refused')
    expect(failing(found).map(check => check.code)).toContain(code)
    expect(failing(found).find(check => check.code === code)?.message).toMatch(sentence)
    for (const { message } of found.checks) expect(message).not.toMatch(/NaN|Infinity|undefined|null/)
    for (const reading of ['spec', 'seed'] as const) {
      const scores = asked.seedScores(reading, null)
      expect(scores.scored).toBe(scored)
      expect(numbersIn(scores).every(Number.isFinite)).toBe(true)
    }
    expect(asked.outlook(DEFAULT_SETTINGS, 0)).toBeNull()
  })
})

describe('Orders that are odd in part', () => {
  const predicted = (rows: readonly Row[], currency?: string, throughDay: number | null = null) => {
    const found = predictions(rows, currency).forecast({ ...DEFAULT_SETTINGS, throughDay })
    if (found.kind !== 'predicted')
      throw new Error(
        failing(found)
          .map(({ message }) => message)
          .join(' '),
      )
    expect(numbersIn(found.prediction).every(Number.isFinite)).toBe(true)
    return found
  }

  it('are predicted at all', () => {
    expect(predicted(shop).prediction.buyers).toBe(400)
  })

  it('of newcomers of the last day, who were not watched at all, have a prediction for these, too', () => {
    const last =
      shop
        .map(([, day]) => day)
        .sort()
        .at(-1) ?? ''
    const { prediction } = predicted([...shop, ...Array.from({ length: 20 }, (_, at): Row => [`new${at}`, last, '9'])])
    expect(prediction.buyers).toBe(420)
    expect(prediction.ageWeeks.filter(age => age === 0).length).toBeGreaterThanOrEqual(20)
  })

  it('of customers whose total is below zero predict nothing of them, and count the refunds', () => {
    const { prediction, facts } = predicted([...shop, ['debtor', date(3), '-40'], ['swapper', date(3), '10'], ['swapper', date(4), '-25']])
    expect(prediction.buyers).toBe(400)
    expect(facts).toMatchObject({ creditNotes: 2, unmatchedCreditNotes: 2, unmatchedRefundUnits: 550_000, customersWithoutPurchase: 2 })
  })

  it('after the as-of date are set aside, counted', () => {
    const day = Math.floor(Date.UTC(2020, 0, 1 + 200) / 86_400_000)
    const { facts, prediction } = predicted(shop, 'USD', day)
    const later = shop.filter(([, at]) => at > date(200)).length
    expect(later).toBeGreaterThan(0)
    expect(facts.laterLines).toBe(later)
    expect(facts.orders).toBe(shop.length - later)
    expect(prediction.buyers).toBe(400)
  })

  it('in several currencies are predicted in one of them, and never added up', () => {
    const euros = shop.map(([customer, at, amount]): Row => [`e${customer}`, at, `${amount} EUR`])
    const [dollars, both, other] = [predicted(shop), predicted([...shop, ...euros]), predicted([...shop, ...euros], 'EUR')]
    expect(both.currency).toBe('USD')
    expect(both.prediction.total).toEqual(dollars.prediction.total)
    expect(other.currency).toBe('EUR')
    expect(other.prediction.total.clv).toBeCloseTo(dollars.prediction.total.clv, 6)
  })

  it('of which a quarter of a million are of one customer are all of that customer', () => {
    const many = Array.from({ length: 250_000 }, (_, at): Row => ['whale', date(at % 250), '1'])
    const { prediction, facts } = predicted([...shop, ...many])
    expect(prediction.buyers).toBe(401)
    expect(facts.orders).toBe(shop.length + many.length)
    const whale = prediction.historicRevenue.indexOf(250_000)
    expect([prediction.frequency[whale], prediction.status[whale]]).toEqual([249, 0])
  })
})
