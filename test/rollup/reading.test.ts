import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { rank, topXSimpleLtvCustomers } from '../../src/ltv/index.ts'
import { Rollup, RollupLines } from '../../src/rollup/index.ts'
import { DEFAULT_STORE_DEFINITION } from '../../src/stores/definition.ts'
import type { CustomerData } from '../../src/worker/customer-data.ts'
import { customersOfFiles, customersOfText, readFiles, textFile } from '../support/rollup-reading.ts'

const HEADER = 'customer_id,week_start,events,visits,orders,spend,currency,first_event,last_event'

const summaryOf = async (rows: readonly string[], header = HEADER) => (await customersOfText([header, ...rows, ''].join('\n'))).counts()

/** Who spent what over how many weeks. */
const topOf = (data: CustomerData) =>
  topXSimpleLtvCustomers(100, data.dataset).map(({ customer_id, revenue, orders, visits, weeks }) => [
    customer_id,
    revenue,
    orders,
    visits,
    weeks,
  ])

const ANN = 'ann,2017-01-01,3,2,1,12.34,USD,2017-01-02 00:00:00.000,2017-01-04 12:00:00.000'
const BOB = 'bob,2017-01-08,2,1,1,5,USD,2017-01-08 00:00:00.000,2017-01-14 23:59:59.999'

describe('a table of weeks', () => {
  it('is recognised by its columns, whatever their order, case and company', async () => {
    const header = 'Spend;Orders;note;VISITS;events;Week_Start;customer_id'
    const { files, customers, weeks, records } = await summaryOf(['7.5;1;x;2;3;2017-01-01;ann'], header)
    expect(files[0]?.format).toBe('CSV, semicolon')
    expect(files[0]?.reason).toBe('first line is a header with customer_id, week_start, events, visits, orders, spend')
    expect({ customers, records, events: weeks?.events, isTimed: weeks?.isTimed }).toEqual({
      customers: 1,
      records: 'rows',
      events: 3,
      isTimed: false,
    })
  })

  it('of weeks that start on Monday is answered with weeks from Monday, whatever was asked for', async () => {
    const data = await customersOfText(`${HEADER}\nann,2017-01-02,1,0,1,5,USD,2017-01-02 00:00:00,2017-01-02 00:00:00\n`)
    const { ranking } = data.opened({ customers: DEFAULT_DEFINITION, stores: DEFAULT_STORE_DEFINITION }, [])
    expect(ranking.definition.weekStart).toBe('monday')
    expect(() => rank(data.dataset, DEFAULT_DEFINITION)).toThrow('The data is weeks that start on Monday, which cannot be cut anew')
  })

  it.each([
    ['ann,,1,0,0,0,USD,,', 'missing week_start', 'there is no week_start'],
    [',2017-01-01,1,0,0,0,USD,,', 'missing customer_id', 'there is no customer_id'],
    ['ann,2017-02-30,1,0,0,0,USD,,', 'bad week_start', '“2017-02-30” is not a date (expected for example 2025-01-05)'],
    ['ann,2017-01-01 12:00,1,0,0,0,USD,,', 'bad week_start', '“2017-01-01 12:00” is not a date (expected for example 2025-01-05)'],
    [
      'ann,2017-01-04,1,0,0,0,USD,,',
      'bad week_start',
      '“2017-01-04” is not the start of a week: it is a Wednesday (expected a Sunday or a Monday)',
    ],
    ['ann,2017-01-01,-1,0,0,0,USD,,', 'bad events', '“-1” is not a count (expected a whole number from 0 to 4,294,967,294)'],
    ['ann,2017-01-01,1,1.5,0,0,USD,,', 'bad visits', '“1.5” is not a count (expected a whole number from 0 to 4,294,967,294)'],
    [
      'ann,2017-01-01,1,0,4294967295,0,USD,,',
      'bad orders',
      '“4294967295” is not a count (expected a whole number from 0 to 4,294,967,294)',
    ],
    ['ann,2017-01-01,1,0,1,,USD,,', 'missing spend', 'there is no spend'],
    ['ann,2017-01-01,1,0,1,12.x,USD,,', 'bad spend', '“12.x” is not an amount below 900,719,925,474.0992 (expected for example 12.34)'],
    [
      'ann,2017-01-01,1,0,1,900719925474.0992,USD,,',
      'bad spend',
      '“900719925474.0992” is not an amount below 900,719,925,474.0992 (expected for example 12.34)',
    ],
    ['ann,2017-01-01,1,0,0,5,USD,,', 'bad spend', '“5” is not the sum of no orders (expected 0 where orders is 0: refunds are orders)'],
    ['ann,2017-01-01,1,0,0,0,XYZ,,', 'bad currency', '“XYZ” is not a currency (expected an ISO 4217 code such as USD)'],
    ['ann,2017-01-01,1,0,0,0,USD,2017-01-01,', 'missing last_event', 'there is no last_event'],
    [
      'ann,2017-01-01,1,0,0,0,USD,2016-12-31,2017-01-01',
      'bad first_event',
      '“2016-12-31” is not a time in that week (expected for example 2025-01-06 12:34:56.789)',
    ],
    [
      'ann,2017-01-01,1,0,0,0,USD,2017-01-02,2017-01-08',
      'bad last_event',
      '“2017-01-08” is not a time in that week (expected for example 2025-01-06 12:34:56.789)',
    ],
    [
      'ann,2017-01-01,1,0,0,0,USD,2017-01-03,2017-01-02',
      'bad last_event',
      '“2017-01-02” is not at or after the first event (expected 2017-01-03 or later)',
    ],
  ])('leaves out the row %s: %s', async (row, reason, message) => {
    const { read, accepted, rejected, rejects } = await summaryOf([BOB, row])
    expect({ read, accepted, rejected }).toEqual({ read: 2, accepted: 1, rejected: 1 })
    expect(rejects).toEqual([expect.objectContaining({ reason, message, file: 0, line: 3, raw: row })])
  })

  it('counts a row once that stands there twice, also in another file', async () => {
    const once = await customersOfText(`${HEADER}\n${ANN}\n${BOB}\n`)
    const file = textFile('a.csv', `${HEADER}\n${ANN}\n${BOB}\n${ANN}\n`)
    const twice = await customersOfFiles(file, { ...file, path: 'b.csv' })
    expect(topOf(twice)).toEqual(topOf(once))
    expect(twice.counts()).toMatchObject({ read: 6, accepted: 6, rejected: 0, duplicates: 4, orders: 2 })
  })

  it('leaves out all rows of a customer, week and currency that contradict each other, and tells where they stand', async () => {
    const other = ANN.replace('12.34', '12.35')
    const data = await customersOfText(`${HEADER}\n${ANN}\n${BOB}\n${other}\n${ANN}\n`)
    expect(topOf(data)).toEqual([['bob', 5, 1, 1, 1]])
    const { read, accepted, rejected, rejects, files } = data.counts()
    expect({ read, accepted, rejected }).toEqual({ read: 4, accepted: 1, rejected: 3 })
    expect(files[0]).toMatchObject({ read: 4, accepted: 1, rejected: 3 })
    expect(rejects.map(({ reason, line, raw }) => [reason, line, raw])).toEqual([
      ['contradicted by another row', 2, 'ann,2017-01-01,3,2,1,12.34,USD'],
      ['contradicted by another row', 2, 'ann,2017-01-01,3,2,1,12.34,USD'],
      ['contradicted by another row', 4, 'ann,2017-01-01,3,2,1,12.35,USD'],
    ])
  })

  it('adds up rows of one customer and week in several currencies', async () => {
    const euros = 'ann,2017-01-01,0,0,2,7.5,EUR,2017-01-02 00:00:00.000,2017-01-03 00:00:00.000'
    const data = await customersOfText(`${HEADER}\n${ANN}\n${BOB}\n${euros}\n`)
    const { facts, currency } = rank(data.dataset, DEFAULT_DEFINITION)
    expect({ currency, aside: facts.ordersSetAside, currencies: facts.currencies }).toEqual({
      currency: 'EUR',
      aside: 2,
      currencies: [
        { currency: 'EUR', orders: 2 },
        { currency: 'USD', orders: 2 },
      ],
    })
    expect(data.counts().notes.map(note => note.code)).toEqual(['other-currencies'])
  })

  it('leaves out the weeks that start on another day than most', async () => {
    const monday = 'cid,2017-01-09,1,0,1,5,USD,,'
    const { rejects, customers } = await summaryOf([ANN, BOB, monday])
    expect(customers).toBe(2)
    expect(rejects[0]?.message).toBe(
      '“2017-01-09” is a Monday, but the weeks of these files start on Sunday (expected one weekday for all)',
    )
  })

  it('does not take a row in which nothing happened for a week of its customer', async () => {
    const data = await customersOfText(`${HEADER}\n${ANN}\nann,2017-01-08,0,0,0,0,USD,,\nzoe,2017-01-01,0,0,0,0,USD,,\n`)
    expect(topOf(data)).toEqual([['ann', 12.34, 1, 2, 1]])
    expect(data.counts().notes.map(note => note.code)).toEqual(['empty-weeks'])
    expect(data.counts().weeks?.isTimed).toBe(true)
  })

  it('reads sums to the last digit and says what it rounded', async () => {
    const spends = ['0.1', '1.0E3', '12.00005', '12.00015', '-0.00004', '900719925474.0991', '1e-4']
    const rows = spends.map((spend, at) => `c${at},2017-01-01,1,0,1,${spend},USD,,`)
    const data = await customersOfText(`${HEADER}\n${rows.join('\n')}\n`)
    const units = [...rank(data.dataset, DEFAULT_DEFINITION).columns.spendUnits]
    expect(units).toEqual([1_000, 10_000_000, 120_000, 120_002, 0, 9_007_199_254_740_991, 1])
    expect(data.counts().notes).toContainEqual(expect.objectContaining({ code: 'rounded-spend', count: 3 }))
  })

  it('takes spend without a currency for dollars, and says so', async () => {
    const { notes } = await summaryOf(['ann,2017-01-01,1,0,1,5'], 'customer_id,week_start,events,visits,orders,spend')
    expect(notes.map(note => note.code)).toEqual(['untimed-weeks', 'no-currency'])
  })

  it('is not mixed with events', async () => {
    const events = textFile('events.ndjson', '{"type":"SITE_VISIT","verb":"NEW","key":"p","event_time":"2017-01-01","customer_id":"ann"}\n')
    const { data, problems } = await readFiles(textFile('weeks.csv', `${HEADER}\n${ANN}\n`), events)
    expect(data).toBeNull()
    expect(problems.map(problem => problem.code)).toEqual(['several-kinds'])
  })
})

const CELLS = {
  id: ['ann', 'bob', 'ann', 'é', ' ann', '"ann"', '', '__proto__'],
  week: ['2017-01-01', '2017-01-08', '2017-01-02', '2017-01-03', '2016-02-29', '2017-02-30', '2017-01-08T00:00:00Z', '17-01-01', ''],
  count: ['0', '1', '3', '07', '999999999', '1000000000', '4294967295', '-1', '1.0', '2.5', 'x', ''],
  spend: ['0', '12.34', '-5', '0.0001', '1.00005', '99999999999', '100000000000.5', '1e3', '.5', '5.', '+5', 'x', ''],
  currency: ['USD', 'EUR', 'usd', 'XYZ', ''],
  time: [
    '2017-01-01 00:00:00',
    '2017-01-02T12:34:56.789Z',
    '2017-01-03 12:34:56.78',
    '2017-01-08 00:00:00.000',
    '2017-01-07 23:59:59.9999',
    '2017-01-01',
    '25:00',
    '',
  ],
} as const

const oneOf = (values: readonly string[]) => fc.constantFrom(...values)
const WILD_ROW = fc.tuple(
  ...[CELLS.id, CELLS.week, CELLS.count, CELLS.count, CELLS.count, CELLS.spend, CELLS.currency, CELLS.time, CELLS.time].map(oneOf),
)
/** All cells are good, and fit each other. */
const GOOD_ROW = fc
  .record({
    // Few rows are of one customer and week: those that contradict each other are all left out.
    id: fc.oneof(
      oneOf(['ann', 'bob', 'é', ' ann', '"ann"', '__proto__']),
      fc.nat(99).map(number => `c${number}`),
      fc.nat(99).map(number => `é ${number}`),
    ),
    week: fc.constantFrom(1, 8),
    counts: fc.array(oneOf(['0', '1', '3', '07', '1.0', '999999999', '1000000000']), { minLength: 2, maxLength: 2 }),
    orders: oneOf(['1', '3', '2.0']),
    spend: oneOf(['0', '12.34', '-5', '0.0001', '1.00005', '99999999999', '.5', '5.', '+5']),
    currency: oneOf(['USD', 'EUR', 'usd', '']),
    days: fc.tuple(fc.nat(6), fc.nat(6)),
    isTimed: fc.boolean(),
  })
  .map(({ id, week, counts: [events = '', visits = ''], orders, spend, currency, days: [one, other], isTimed }) => {
    const at = (day: number, time: string) => (isTimed ? `2017-01-${String(week + day).padStart(2, '0')}${time}` : '')
    const times = [at(Math.min(one, other), ' 00:00:00'), at(Math.max(one, other), 'T12:34:56.789Z')]
    return [id, `2017-01-0${week}`, events, visits, orders, spend, currency, ...times]
  })
/** Mostly good rows, some of them with one cell of another, and some with anything anywhere. */
const ROWS = fc.oneof(
  { weight: 6, arbitrary: GOOD_ROW },
  {
    weight: 2,
    arbitrary: fc
      .tuple(GOOD_ROW, WILD_ROW, fc.nat(8))
      .map(([good, wild, cell]) => good.map((text, at) => (at === cell ? (wild[at] ?? '') : text))),
  },
  { weight: 1, arbitrary: WILD_ROW },
)

describe('rows that are taken from the bytes', () => {
  it('mean what they mean when they are read cell by cell, in any order and chunk', async () => {
    let read = 0
    let accepted = 0
    await fc.assert(
      fc.asyncProperty(fc.array(ROWS, { minLength: 1, maxLength: 12 }), async rows => {
        const lines = rows.map(cells => cells.join(','))
        const plain = await readFiles(textFile('weeks.csv', `${[HEADER, ...lines].join('\n')}\n`))
        // Quotes around every cell leave no row that is plain.
        const quote = (text: string): string => `"${text.replaceAll('"', '')}"`
        const quoted = rows.map(cells => cells.map((text, at) => (at === 0 && text.startsWith('"') ? text : quote(text))).join(','))
        const slow = await readFiles(textFile('weeks.csv', `${[HEADER, ...quoted].join('\n')}\n`))
        expect(said(plain.data)).toEqual(said(slow.data))
        const backwards = await readFiles(textFile('weeks.csv', `${[HEADER, ...lines.toReversed()].join('\n')}\n`))
        expect(figures(backwards.data)).toEqual(figures(plain.data))
        // Where all rows are bad there are no data.
        read += rows.length
        accepted += said(plain.data)?.accepted ?? 0
      }),
      { numRuns: 250 },
    )
    // Readings that agree on refusing everything would agree on little.
    expect(accepted / read).toBeGreaterThan(0.5)
  })

  it('are taken in one go where they are plain', () => {
    const bytes = new TextEncoder().encode(`${ANN}\n${BOB}\n`)
    const rollup = new Rollup()
    const lines = new RollupLines(rollup)
    lines.load(bytes, 0)
    const columns = HEADER.split(',')
    expect(lines.takeRows(0, 0, 2, { delimiter: 44, columns, onlyAscii: false })).toEqual({ records: 2, at: bytes.length })
    expect([...rollup.rows.units.subarray(0, 2)]).toEqual([123_400, 50_000])
    expect([...rollup.rows.last.subarray(0, 2)]).toEqual([3.5 * 86_400_000, 7 * 86_400_000 - 1])
  })
})

function said(data: unknown) {
  if (data === null || typeof data !== 'object') return null
  // `as`: only tables of weeks are read here.
  const { read, accepted, rejected, duplicates, rejects, notes, weeks } = (data as CustomerData).counts()
  const faults = rejects.map(({ line, reason, message }) => [line, reason, message])
  return { read, accepted, rejected, duplicates, faults, notes, weeks, ...figures(data) }
}

function figures(data: unknown) {
  if (data === null || typeof data !== 'object') return null
  // `as`: see above.
  const own = data as CustomerData
  const { rejectedByReason, customers } = own.counts()
  const definition = own.answerable(DEFAULT_DEFINITION)
  return { rejectedByReason, customers, top: customers === 0 ? [] : topXSimpleLtvCustomers(100, own.dataset, definition) }
}
