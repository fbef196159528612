import { describe, expect, it } from 'vitest'
import {
  addText,
  cohorts,
  createDataset,
  DEFAULT_DEFINITION,
  type Definition,
  detail,
  directory,
  ingest,
  rank,
  sortOrder,
  strips,
  weekly,
} from '../../src/ltv/index.ts'
import type { SortColumn } from '../../src/ltv/results.ts'
import { datasetOf, eventsOf } from '../support/timeline.ts'

const define = (definition: Partial<Definition>): Definition => ({ ...DEFAULT_DEFINITION, ...definition })
const SUNDAY = Date.UTC(2017, 0, 1)
const WEEK_MS = 604_800_000

describe('sort orders', () => {
  const customer = (key: string, adr_city: string) => ({ type: 'CUSTOMER', verb: 'NEW', key, event_time: '2017-01-04T12:00:00Z', adr_city })
  // By LTV: d (40), c (30), b and a (10), e (0).
  const dataset = datasetOf([
    ...eventsOf('a | v 10 | v \n b | v 10 \n c | 30 | v v v \n d | . | 40 \n e | v v'),
    customer('a', 'Rome'),
    customer('c', 'Athens'),
    customer('e', 'rome'),
  ])
  const sorted = (column: SortColumn, definition: Partial<Definition> = {}, descending = false) => {
    const { customer: ranked } = rank(dataset, define(definition))
    return [...sortOrder(dataset, define(definition), column, descending)]
      .map(index => dataset.customers.text(ranked[index] ?? -1))
      .join('')
  }

  it.each([
    ['rank', 'dcabe'],
    ['customer', 'abcde'],
    ['place', 'caedb'], // Athens, Rome, rome, then those without a place by rank
    ['ltv', 'eabcd'],
    ['spend', 'eabcd'],
    ['orders', 'edcab'],
    ['visits', 'dbaec'],
    ['spendPerVisit', 'eacbd'], // d has no visit
    ['visitsPerWeek', 'baecd'],
    ['first', 'cabed'],
    ['last', 'bedca'],
  ] as const)('by %s are %s: ascending, ties by rank', (column, expected) => {
    expect(sorted(column)).toBe(expected)
  })

  it.each([
    ['rank', 'ebacd'],
    ['customer', 'edcba'],
    ['place', 'eacdb'],
    ['spend', 'dcabe'],
    ['orders', 'dcabe'],
    ['visits', 'caebd'],
    ['spendPerVisit', 'cbaed'],
    ['visitsPerWeek', 'caebd'],
  ] as const)('by %s are %s the other way round: descending, ties by rank, and last whoever has no place or visit', (column, expected) => {
    expect(sorted(column, {}, true)).toBe(expected)
  })

  it('by weeks', () => {
    expect(sorted('weeks', { weeksRule: 'customer' })).toBe('dbeca')
  })
})

describe('the directory', () => {
  const dataset = datasetOf(eventsOf('b | v \n a | v \n 😀 | v \n \uffff | v'))
  ingest({ type: 'CUSTOMER', verb: 'NEW', key: 'a', event_time: '2017-01-01', adr_city: ' Rome ', adr_state: 'NY' }, dataset)
  ingest({ type: 'CUSTOMER', verb: 'NEW', key: 'b', event_time: '2017-01-01', adr_state: 'NY' }, dataset)

  it('has ids, their order, and places in words', () => {
    const { customers, ids, byId, place, places } = directory(dataset)
    const text = (column: typeof ids, index: number) =>
      new TextDecoder().decode(column.bytes.subarray(column.starts[index], column.starts[index + 1]))
    expect(customers).toBe(4)
    expect([...byId].map(customer => text(ids, customer))).toEqual(['a', 'b', '😀', '\uffff'])
    expect([...byId].map(customer => text(places, place[customer] ?? -1))).toEqual(['Rome, NY', 'NY', '', ''])
  })
})

describe('weekly spend', () => {
  const events = eventsOf('ann | v 10 | . | 20 5 \n bob | .    | v | 1')

  it('of everyone, from the week of the first event to that of the last, without gaps', () => {
    const { start, spendUnits, orders, visits } = weekly(datasetOf(events), DEFAULT_DEFINITION, null)
    expect(start).toBe(SUNDAY)
    expect([...spendUnits]).toEqual([100_000, 0, 260_000])
    expect([...orders]).toEqual([1, 0, 3])
    expect([...visits]).toEqual([1, 1, 0])
  })

  it('of the top x, and of one customer, over the same weeks', () => {
    const dataset = datasetOf(events)
    expect([...weekly(dataset, DEFAULT_DEFINITION, 1).spendUnits]).toEqual([100_000, 0, 250_000])
    expect([...weekly(dataset, DEFAULT_DEFINITION, 0).spendUnits]).toEqual([0, 0, 0])
    expect([...detail(dataset, DEFAULT_DEFINITION, 1).weekly.spendUnits]).toEqual([0, 0, 10_000])
  })

  it('has an order in the week of its earliest event, with its final amount', () => {
    const update = { type: 'ORDER', verb: 'UPDATE', key: 'ann 1', customer_id: 'ann', event_time: '2017-01-20', total_amount: '12' }
    expect([...weekly(datasetOf([...events, update]), DEFAULT_DEFINITION, null).spendUnits]).toEqual([120_000, 0, 260_000])
  })

  it('marks weeks that the data covers only in part', () => {
    const partial = (first: string, last: string, definition: Partial<Definition> = {}) => {
      const visits = [first, last].map(event_time => ({ type: 'SITE_VISIT', verb: 'NEW', key: 'p', customer_id: 'a', event_time }))
      return [...weekly(datasetOf(visits), define(definition), null).partial].join('')
    }
    expect(partial('2017-01-04', '2017-01-18')).toBe('101')
    expect(partial('2017-01-01T09:00:00Z', '2017-01-21T20:00:00Z')).toBe('000')
    expect(partial('2017-01-01T09:00:00Z', '2017-01-21T20:00:00Z', { weekStart: 'monday' })).toBe('1001')
    expect(partial('2017-01-04', '2017-01-05')).toBe('1')
  })

  it('takes a window amid the data as covered from edge to edge', () => {
    const dataset = datasetOf(eventsOf('a | v | v | v | v | v'))
    const window = { windowStart: SUNDAY + WEEK_MS, windowEnd: SUNDAY + 3 * WEEK_MS }
    expect([...weekly(dataset, define(window), null).partial]).toEqual([0, 0])
    const amidWeek = { windowStart: SUNDAY + WEEK_MS + 1, windowEnd: SUNDAY + 3 * WEEK_MS - 1 }
    expect([...weekly(dataset, define(amidWeek), null).partial]).toEqual([1, 1])
  })

  it('of nothing is nothing', () => {
    expect(weekly(createDataset(), DEFAULT_DEFINITION, null).spendUnits).toHaveLength(0)
  })
})

describe('strips', () => {
  it('have the customers’ weeks row by row, whichever are asked for', () => {
    const dataset = datasetOf(eventsOf('ann | 10 | 20 \n bob | . | 5'))
    const { buckets, weeksPerBucket, spendUnits } = strips(dataset, DEFAULT_DEFINITION, Uint32Array.of(1, 0, 1))
    expect([buckets, weeksPerBucket]).toEqual([2, 1])
    expect([...spendUnits]).toEqual([0, 50_000, 100_000, 200_000, 0, 50_000])
  })

  it('put several weeks into a bucket when there are more than 26', () => {
    const cells = Array.from({ length: 53 }, () => '1').join(' | ')
    const { buckets, weeksPerBucket, spendUnits } = strips(datasetOf(eventsOf(`ann | ${cells}`)), DEFAULT_DEFINITION, Uint32Array.of(0))
    expect([buckets, weeksPerBucket]).toEqual([18, 3])
    expect([...spendUnits]).toEqual([...Array.from({ length: 17 }, () => 30_000), 20_000])
  })
})

describe('where customers are many, of whom a few are asked for', () => {
  // Each has two orders, of their number and of 1 a week later, so that nobody's spend is another's.
  const dataset = createDataset()
  const CUSTOMERS = 20_000
  for (const day of [4, 11])
    for (let customer = 0; customer < CUSTOMERS; customer++) {
      const total_amount = `${day === 4 ? customer : 1} USD`
      const event_time = `2017-01-${String(day).padStart(2, '0')}`
      ingest({ type: 'ORDER', verb: 'NEW', key: `${customer} ${day}`, event_time, customer_id: `c${customer}`, total_amount }, dataset)
    }
  const asked = [19_999, 0, 8_191, 8_192, 16_384]

  it('the strips and the weeks of each are theirs', () => {
    const { spendUnits } = strips(dataset, DEFAULT_DEFINITION, Uint32Array.from(asked))
    expect([...spendUnits]).toEqual(asked.flatMap(customer => [customer * 10_000, 10_000]))
    for (const customer of asked) {
      const { weekly: own, events, rankIndex } = detail(dataset, DEFAULT_DEFINITION, customer)
      expect([...own.spendUnits]).toEqual([customer * 10_000, 10_000])
      expect(events.map(({ amountUnits }) => amountUnits)).toEqual([10_000, customer * 10_000])
      expect(rankIndex).toBe(CUSTOMERS - 1 - customer)
    }
  })

  it('so are the weeks of the top x', () => {
    const spend = (x: number) => [...weekly(dataset, DEFAULT_DEFINITION, x).spendUnits]
    expect(spend(2)).toEqual([(19_999 + 19_998) * 10_000, 20_000])
    expect(spend(CUSTOMERS)).toEqual([((CUSTOMERS * (CUSTOMERS - 1)) / 2) * 10_000, CUSTOMERS * 10_000])
  })
})

describe('the events of a customer', () => {
  const dataset = createDataset()
  const file = addText(dataset, { path: 'shop.json', format: 'NDJSON', reason: 'a record a line' })
  const order = { type: 'ORDER', verb: 'NEW', key: 'o1', customer_id: 'ann', event_time: '2017-01-01', total_amount: '10 USD' }
  const read = (event: unknown, line: number) => ingest(event, dataset, { file, line, byte: line * 100 })
  read(order, 1)
  read({ ...order, verb: 'UPDATE', event_time: '2017-01-08', total_amount: '12 USD' }, 2)
  read({ ...order, key: 'o2', event_time: '2017-01-03', total_amount: '7 EUR' }, 3)
  read({ ...order, key: 'o3', event_time: '2016-12-31', total_amount: '9 USD' }, 4)
  read({ ...order, key: 'o4', event_time: '2017-01-04', total_amount: '-1 USD' }, 5)
  read(
    { type: 'IMAGE', verb: 'UPLOAD', key: 'i', customer_id: 'ann', event_time: '2017-01-02', camera_make: 'Canon', camera_model: 'EOS' },
    6,
  )
  read({ type: 'CUSTOMER', verb: 'NEW', key: 'ann', event_time: '2017-01-02', last_name: 'Smith', adr_state: 'NY' }, 9)
  read({ type: 'CUSTOMER', verb: 'NEW', key: 'ann', event_time: '2017-01-02', last_name: 'Smith', adr_state: 'NY' }, 7)
  read({ ...order, customer_id: 'bob' }, 8)
  const window = define({ windowStart: Date.UTC(2017, 0, 1) })
  const shown = detail(dataset, window, 0)

  it('come newest first, each with how it bears on the figure and where it was read', () => {
    expect(shown.events.map(event => [event.type, event.key, event.amountUnits, event.standing, event.line, event.times])).toEqual([
      ['ORDER', 'o1', 120_000, 'counts', 2, 1],
      ['ORDER', 'o4', -10_000, 'counts', 5, 1],
      ['ORDER', 'o2', 70_000, 'other-currency', 3, 1],
      ['IMAGE', 'i', null, 'counts', 6, 1],
      ['CUSTOMER', 'ann', null, 'counts', 7, 2],
      ['ORDER', 'o1', 100_000, 'superseded', 1, 1],
      ['ORDER', 'o3', 90_000, 'outside-window', 4, 1],
    ])
    expect(shown.events.map(event => event.detail)).toEqual(['', '', '', 'Canon EOS', 'Smith, NY', '', ''])
    expect(shown.events[4]).toMatchObject({ file: 'shop.json', line: 7, byte: 700, verb: 'NEW', currency: null })
  })

  it('stand under the customer’s name, place and rank', () => {
    expect(shown).toMatchObject({
      customer: 0,
      id: 'ann',
      lastName: 'Smith',
      city: '',
      state: 'NY',
      rankIndex: 0,
      images: 1,
      eventsTotal: 7,
    })
    expect(detail(dataset, define({ windowEnd: Date.UTC(2017, 0, 1) }), 1).rankIndex).toBeNull()
  })

  it('that were handed over directly say so', () => {
    expect(detail(datasetOf([order]), DEFAULT_DEFINITION, 0).events[0]).toMatchObject({ file: '(event)', line: 0, byte: 0 })
  })

  it.each([-1, 2, 0.5])('of customer %s are refused', customer => {
    expect(() => detail(dataset, window, customer)).toThrow(RangeError)
  })
})

describe('cohorts', () => {
  const order = (customer_id: string, event_time: string, total_amount: string) => ({
    type: 'ORDER',
    verb: 'NEW',
    key: event_time,
    customer_id,
    event_time,
    total_amount,
  })

  it('are by month of the first event, with spend and buyers in each month since', () => {
    const events = [
      order('a', '2017-01-31', '10'),
      order('a', '2017-03-01', '5'),
      order('b', '2017-01-02', '1'),
      order('c', '2017-03-20', '7'),
    ]
    expect(cohorts(datasetOf(events), DEFAULT_DEFINITION)).toEqual({
      currency: 'USD',
      months: [Date.UTC(2017, 0, 1), Date.UTC(2017, 1, 1), Date.UTC(2017, 2, 1)],
      customers: [2, 0, 1],
      spendUnits: [[110_000, 0, 50_000], [0, 0], [70_000]],
      buyers: [[2, 0, 1], [0, 0], [1]],
      partial: [[false, false, true], [false, true], [true]],
      customersLeftOut: 0,
      ordersLeftOut: 0,
    })
  })

  it('show the busiest ten years when one event is dated 9999', () => {
    const { months, customers, customersLeftOut, ordersLeftOut } = cohorts(
      datasetOf([
        order('a', '2017-01-31', '10'),
        order('a', '9999-01-01', '5'),
        order('b', '2017-02-02', '1'),
        order('c', '9999-12-31', '7'),
      ]),
      DEFAULT_DEFINITION,
    )
    expect(months).toHaveLength(120)
    expect(months[0]).toBe(Date.UTC(2017, 0, 1))
    expect(customers.slice(0, 2)).toEqual([1, 1])
    expect([customersLeftOut, ordersLeftOut]).toEqual([1, 2])
  })

  it('of nothing are none', () => {
    expect(cohorts(createDataset(), DEFAULT_DEFINITION)).toMatchObject({ months: [], customers: [] })
  })
})
