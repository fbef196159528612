import { describe, expect, it } from 'vitest'
import { ALL_TIME } from '../../src/ltv/activity.ts'
import {
  checkDefinition,
  DEFAULT_DEFINITION,
  type Definition,
  ingest,
  rank,
  topSoFar,
  topXSimpleLtvCustomers,
} from '../../src/ltv/index.ts'
import { CAUTION, customerAt } from '../../src/ltv/results.ts'
import { spendIn } from '../../src/ltv/spend.ts'
import { datasetOf, eventsOf } from '../support/timeline.ts'

const define = (definition: Partial<Definition>): Definition => ({ ...DEFAULT_DEFINITION, ...definition })
const order = (
  customer_id: string,
  event_time: string,
  total_amount: string | number,
  key = `${customer_id} ${event_time}`,
  verb = 'NEW',
) => ({
  type: 'ORDER',
  verb,
  key,
  customer_id,
  event_time,
  total_amount,
})

function rows(events: readonly unknown[], definition: Partial<Definition> = {}): Record<string, Record<string, number>> {
  const dataset = datasetOf(events)
  const ranking = rank(dataset, define(definition))
  const at = (index: number) => ({
    ltv: ranking.ltv[index] ?? -1,
    spend: customerAt(ranking, index).spendUnits / 10_000,
    orders: customerAt(ranking, index).orders,
    visits: customerAt(ranking, index).visits,
    cautions: customerAt(ranking, index).cautions,
    sharedRank: ranking.sharedRank[index] ?? -1,
  })
  return Object.fromEntries([...ranking.customer].map((customer, index) => [dataset.customers.text(customer), at(index)]))
}

describe('the top x customers', () => {
  const dataset = datasetOf(eventsOf('b | 10 \n a | 10 \n c | 20 \n d | v'))
  const ids = (x: number) => topXSimpleLtvCustomers(x, dataset).map(row => row.customer_id)

  it('come highest first, ties by id', () => {
    expect(ids(4)).toEqual(['c', 'a', 'b', 'd'])
    expect(topXSimpleLtvCustomers(2, dataset)).toEqual([
      { rank: 1, customer_id: 'c', ltv: 10_400, revenue: 20, orders: 1, visits: 0, weeks: 1 },
      { rank: 2, customer_id: 'a', ltv: 5_200, revenue: 10, orders: 1, visits: 0, weeks: 1 },
    ])
  })

  it('are none for 0 and all for a larger x than there are customers', () => {
    expect(ids(0)).toEqual([])
    expect(ids(1e15)).toEqual(['c', 'a', 'b', 'd'])
    expect(topXSimpleLtvCustomers(5, datasetOf([]))).toEqual([])
  })

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('are refused for x = %s', x => {
    expect(() => topXSimpleLtvCustomers(x, dataset)).toThrow(RangeError)
  })

  it('so far are those of what was read so far', () => {
    expect(topSoFar(dataset, 3)).toEqual([
      { id: 'c', ltv: 10_400, spendUnits: 200_000, currency: 'USD' },
      { id: 'a', ltv: 5_200, spendUnits: 100_000, currency: 'USD' },
      { id: 'b', ltv: 5_200, spendUnits: 100_000, currency: 'USD' },
    ])
    expect(topSoFar(dataset, 3, define({ windowStart: 1e15 }))).toEqual([])
  })

  it('tie by UTF-16 code units: supplementary characters before U+FFFF', () => {
    const tied = datasetOf(['\uffff', '😀', 'ä', 'z', 'Z'].map(id => order(id, '2017-01-01', 1)))
    expect(topXSimpleLtvCustomers(5, tied).map(row => row.customer_id)).toEqual(['Z', 'z', 'ä', '😀', '\uffff'])
  })
})

describe('versions of an order', () => {
  const only = (events: readonly unknown[]) => {
    const spends = [events, [...events].reverse()].map(each => rows(each)['ann']?.['spend'])
    expect(spends[0]).toBe(spends[1])
    return spends[0]
  }
  const version = (event_time: string, amount: string, verb = 'UPDATE') => order('ann', event_time, amount, 'o1', verb)

  it('count with the amount of the latest', () => {
    expect(only([version('2017-01-01', '10', 'NEW'), version('2017-01-02', '20'), version('2017-01-03', '5')])).toBe(5)
  })

  it('of the same time: an UPDATE beats a NEW, then the larger amount stands', () => {
    expect(only([version('2017-01-01', '10', 'NEW'), version('2017-01-01', '5')])).toBe(5)
    expect(only([version('2017-01-01', '10'), version('2017-01-01', '5')])).toBe(10)
  })

  it('of the same time, verb and amount: the later currency code stands', () => {
    const events = [version('2017-01-01', '10 USD'), version('2017-01-01', '10 EUR')]
    for (const each of [events, [...events].reverse()]) expect(rank(datasetOf(each), DEFAULT_DEFINITION).currency).toBe('USD')
  })

  it('need no original', () => {
    expect(only([version('2017-01-01', '10')])).toBe(10)
  })

  it('belong to one customer: another customer’s order of the same id is another order', () => {
    const figures = rows([order('ann', '2017-01-01', 10, 'o1'), order('bob', '2017-01-02', 20, 'o1', 'UPDATE')])
    expect([figures['ann']?.['spend'], figures['bob']?.['spend']]).toEqual([10, 20])
  })

  it('count in the window that holds the earliest, so that spends of adjacent windows add up', () => {
    const events = [version('2017-01-01', '10', 'NEW'), version('2017-02-15', '25'), order('ann', '2017-02-01', 5)]
    const february = Date.UTC(2017, 1, 1)
    for (const each of [events, [...events].reverse()]) {
      expect(rows(each, { windowEnd: february })['ann']).toMatchObject({ spend: 25, orders: 1 })
      expect(rows(each, { windowStart: february })['ann']).toMatchObject({ spend: 5, orders: 1 })
      expect(rows(each)['ann']).toMatchObject({ spend: 30, orders: 2 })
    }
  })
})

describe('exact figures', () => {
  it('ten thousand orders of 0.1 are 1000.00', () => {
    const dataset = datasetOf(Array.from({ length: 10_000 }, (_, key) => order('ann', '2017-01-01', '0.1', `o${key}`)))
    expect(topXSimpleLtvCustomers(1, dataset)[0]).toMatchObject({ revenue: 1_000, orders: 10_000, ltv: 520_000 })
    expect(rank(dataset, DEFAULT_DEFINITION).facts.totalSpendUnits).toBe(10_000_000n)
  })

  it('stay exact beyond 2^53, whatever the order of adding', () => {
    const large = Array.from({ length: 1_000 }, (_, key) => order('ann', '2017-01-01', '999999999.9999', `o${key}`))
    const back = Array.from({ length: 1_000 }, (_, key) => order('ann', '2017-01-01', '-999999999.9999', `r${key}`))
    const one = order('ann', '2017-01-01', '0.0001', 'one')
    for (const events of [
      [...large, one, ...back],
      [one, ...large, ...back],
      [...back, ...large, one],
    ]) {
      expect(rows(events)['ann']).toMatchObject({ spend: 0.0001, ltv: 0.052 })
    }
    const { facts, columns, ltv } = rank(datasetOf([...large, one]), define({ weeksRule: 'elapsed' }))
    expect(facts.totalSpendUnits).toBe(9_999_999_999_999_001n)
    expect(columns.spendUnits[0]).toBe(9_999_999_999_999_000)
    expect(ltv[0]).toBe(519_999_999_999_948.06)
  })

  it('equal spends per week give equal figures, so customers tie', () => {
    // 10 over 3 weeks and 20 over 6 weeks, which doubles divided one by one would tell apart.
    const events = eventsOf('b | 10 | . | v | . | . | . \n a | 20 | . | . | . | . | v')
    const figures = rows(events, { weeksRule: 'customer', margin: 0.7 })
    expect(Object.keys(figures)).toEqual(['a', 'b'])
    expect(figures['a']?.['ltv']).toBe(figures['b']?.['ltv'])
  })

  it('equal figures share a rank, and the next one is counted on', () => {
    const figures = rows(eventsOf('a | 10 \n b | 20 \n c | 10 \n d | 5'))
    expect(Object.entries(figures).map(([id, row]) => [id, row['sharedRank']])).toEqual([
      ['b', 1],
      ['a', 2],
      ['c', 2],
      ['d', 4],
    ])
  })
})

describe('currencies', () => {
  const events = [order('ann', '2017-01-01', '10 USD'), order('ann', '2017-01-02', '7 EUR'), order('bob', '2017-01-03', '5 EUR')]

  it('are never added up: the one of most orders is shown, others are set aside', () => {
    const { currency, facts } = rank(datasetOf(events), DEFAULT_DEFINITION)
    expect([currency, facts.orders, facts.ordersSetAside, facts.totalSpendUnits]).toEqual(['EUR', 2, 1, 120_000n])
    expect(facts.currencies).toEqual([
      { currency: 'EUR', orders: 2 },
      { currency: 'USD', orders: 1 },
    ])
    expect(rows(events)['ann']).toMatchObject({
      spend: 7,
      orders: 1,
      cautions: CAUTION.oneWeek | CAUTION.oneOrder | CAUTION.otherCurrency | CAUTION.noVisits,
    })
  })

  it('can be chosen, also one that no order has', () => {
    expect(rank(datasetOf(events), define({ currency: 'USD' })).facts.totalSpendUnits).toBe(100_000n)
    expect(rank(datasetOf(events), define({ currency: 'JPY' })).facts).toMatchObject({ orders: 0, ordersSetAside: 3 })
  })

  it('that tie are decided by code; without orders it is USD', () => {
    expect(rank(datasetOf(events.slice(0, 2)), DEFAULT_DEFINITION).currency).toBe('EUR')
    expect(rank(datasetOf([]), DEFAULT_DEFINITION).currency).toBe('USD')
  })

  it('of an order are those of the version that stands', () => {
    const changed = [order('ann', '2017-01-01', '10 USD', 'o'), order('ann', '2017-01-02', '9 EUR', 'o', 'UPDATE')]
    expect(rank(datasetOf(changed), DEFAULT_DEFINITION).facts.currencies).toEqual([{ currency: 'EUR', orders: 1 }])
  })
})

describe('a time window', () => {
  const events = eventsOf('ann | v 10 | 20 | .  | 40 v \n bob | v | . | . | . \n cat | . | . | v | .')
  const window = { windowStart: Date.UTC(2017, 0, 8), windowEnd: Date.UTC(2017, 0, 22) }

  it('leaves out customers who were not seen in it, and counts them', () => {
    const { ranked, facts } = rank(datasetOf(events), define(window))
    expect(ranked).toBe(2)
    expect(facts).toMatchObject({
      customers: 2,
      customersOutsideWindow: 1,
      calendarWeeks: 2,
      customersWithOrders: 1,
      totalSpendUnits: 200_000n,
    })
    expect([facts.first, facts.last]).toEqual([Date.UTC(2017, 0, 11, 12), Date.UTC(2017, 0, 18, 12)])
  })

  it('counts weeks and visits inside only, by every rule', () => {
    for (const weeksRule of ['dataset', 'dataset-years'] as const)
      expect(rows(events, { ...window, weeksRule })['ann']).toMatchObject({ ltv: 5_200, visits: 0 })
    for (const weeksRule of ['customer', 'active', 'elapsed'] as const)
      expect(rows(events, { ...window, weeksRule })['ann']).toMatchObject({ ltv: 10_400 })
  })

  it('holds its first millisecond and not its end', () => {
    const edge = [order('a', '2017-01-08', 1), order('b', '2017-01-22', 1), order('c', '2017-01-07T23:59:59.999Z', 1)]
    expect(Object.keys(rows(edge, window))).toEqual(['a'])
  })

  it('in which nothing happened is empty', () => {
    const { ranked, facts } = rank(datasetOf(events), define({ windowStart: 1e15 }))
    expect(ranked).toBe(0)
    expect(facts).toMatchObject({ customers: 0, calendarWeeks: 0, first: null, last: null, medianLtv: 0, customersForHalfOfSpend: null })
  })
})

describe('facts', () => {
  const facts = (timeline: string, definition: Partial<Definition> = {}) => rank(datasetOf(eventsOf(timeline)), define(definition)).facts

  it('the median is the middle one, or between the middle two', () => {
    expect(facts('a | 1 \n b | 2 \n c | 30').medianLtv).toBe(1_040)
    expect(facts('a | 1 \n b | 2 \n c | 4 \n d | 30').medianLtv).toBe(1_560)
  })

  it('half of all spend comes from the fewest customers that reach it', () => {
    expect(facts('a | 50 \n b | 30 \n c | 20').customersForHalfOfSpend).toBe(1)
    expect(facts('a | 49 \n b | 31 \n c | 20').customersForHalfOfSpend).toBe(2)
    expect(facts('a | v').customersForHalfOfSpend).toBeNull()
    expect(facts('a | 5 \n b | -6').customersForHalfOfSpend).toBeNull()
    expect(facts('a | 60 \n b | 10 \n c | -40').customersForHalfOfSpend).toBe(1)
  })

  it('half of all spend goes by spend, not by LTV', () => {
    expect(facts('a | 60 | . | . | . | v \n b | 20 \n c | 20', { weeksRule: 'customer' }).customersForHalfOfSpend).toBe(1)
  })
})

describe('cautions', () => {
  const cautions = (timeline: string) => rows(eventsOf(timeline))['a']?.['cautions']
  it.each([
    ['all in one week', 'a | v 10 10', CAUTION.oneWeek],
    ['one order', 'a | v 10 | v', CAUTION.oneOrder],
    ['refunds exceed purchases', 'a | v 10 | -20', CAUTION.negative],
    ['other currencies', 'a | v 10 10 | 5 EUR', CAUTION.otherCurrency],
    ['orders without a visit', 'a | 10 | 10', CAUTION.noVisits],
    ['none', 'a | v 10 | 10', 0],
    ['neither orders nor visits', 'a | i | i', 0],
  ])('%s', (_, timeline, expected) => {
    expect(cautions(timeline)).toBe(expected)
  })
})

describe('one definition after another', () => {
  it('give what each gives alone, whatever they share', () => {
    const events = [...eventsOf('ann | v 10 | 20 EUR | v | 40 v \n bob | v 5 EUR | . | v \n cat | . | 7 EUR | v')]
    const week = Date.UTC(2017, 0, 8)
    const definitions = [
      {},
      { margin: 0.5 },
      { weeksRule: 'active' },
      { windowStart: week },
      { windowStart: week, currency: 'USD' },
      { windowStart: week, windowEnd: week * 2, currency: 'USD' },
      { windowStart: week, windowEnd: week + 1, currency: 'USD' },
      { windowEnd: week },
      { weekStart: 'monday', weeksRule: 'customer' },
      { currency: 'USD' },
      { currency: 'EUR' },
    ] as const
    const dataset = datasetOf(events)
    for (const definition of [...definitions, ...definitions.toReversed()]) {
      expect(rank(dataset, define(definition))).toEqual(rank(datasetOf(events), define(definition)))
    }
  })

  it('find what was spent over all of time added up when they come back from a window, by whichever name of its currency', () => {
    const dataset = datasetOf(eventsOf('ann | v 10 | 20 | v \n bob | 5 EUR | . | v'))
    const spend = spendIn(dataset, ALL_TIME, null)
    spendIn(dataset, { start: Date.UTC(2017, 0, 8), end: Number.POSITIVE_INFINITY }, null)
    expect(spendIn(dataset, ALL_TIME, 'USD')).toBe(spend)
    expect(spendIn(dataset, ALL_TIME, 'EUR').total).toBe(50_000n)
    ingest(order('ann', '2017-02-01T00:00:00Z', 7), dataset, { file: 0, line: 9, byte: 0 }, () => '')
    expect(spendIn(dataset, ALL_TIME, null).total).toBe(370_000n)
  })
})

describe('a definition', () => {
  it.each([
    [{ weeksRule: 'monthly' }, '“monthly” is not a weeks rule'],
    [{ weekStart: 'friday' }, '“friday” is not a start of the week'],
    [{ lifespanYears: 0 }, '0 is not a lifespan'],
    [{ lifespanYears: 100.5 }, '100.5 is not a lifespan'],
    [{ lifespanYears: 1.00001 }, '1.00001 is not a lifespan'],
    [{ lifespanYears: Number.NaN }, 'NaN is not a lifespan'],
    [{ margin: 0 }, '0 is not a margin'],
    [{ margin: 1.1 }, '1.1 is not a margin'],
    [{ margin: 0.1234567 }, '0.1234567 is not a margin'],
    [{ currency: 'XYZ' }, '“XYZ” is not a currency'],
    [{ windowStart: 5, windowEnd: 5 }, 'The window ends before it starts.'],
    [{ windowStart: 0.5 }, 'The window cannot start at 0.5'],
    [{ windowEnd: Number.POSITIVE_INFINITY }, 'The window cannot end at Infinity'],
  ])('%j is refused with a reason', (patch, reason) => {
    // `as`: wrong on purpose.
    const definition = { ...DEFAULT_DEFINITION, ...patch } as Definition
    expect(checkDefinition(definition)).toContain(reason)
    expect(() => rank(datasetOf([]), definition)).toThrow(RangeError)
  })

  it('is sound up to its limits', () => {
    expect(checkDefinition(define({ lifespanYears: 100, margin: 0.000_001 }))).toBeNull()
    expect(checkDefinition(define({ lifespanYears: 0.0001, margin: 0.3, windowStart: -5, windowEnd: 5, currency: 'EUR' }))).toBeNull()
  })
})
