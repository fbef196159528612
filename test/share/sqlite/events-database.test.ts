import fc from 'fast-check'
import initSqlJs, { type SqlValue } from 'sql.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION, type Definition, WEEK_STARTS, WEEKS_RULES } from '../../../src/ltv/definition.ts'
import { createDataset, type Dataset, eventTables, ingest, rank, summary } from '../../../src/ltv/index.ts'
import { CAUTION, customerAt } from '../../../src/ltv/results.ts'
import { sampleText } from '../../../src/ltv/sample.ts'
import { writeDatabase } from '../../../src/share/sqlite/write.ts'
import { arbitraryDefinition, arbitraryRecords } from '../../support/arbitrary-events.ts'
import { datasetOf, eventsOf } from '../../support/timeline.ts'

let sql: Awaited<ReturnType<typeof initSqlJs>>
beforeAll(async () => {
  sql = await initSqlJs()
})

function bytesOf(dataset: Dataset, definition: Definition = DEFAULT_DEFINITION): Uint8Array {
  const source = { tables: eventTables(dataset), ranking: rank(dataset, definition), summary: summary(dataset) }
  return writeDatabase(sql, { kind: 'events', source })
}

/** Asks the file as any program would. */
function opened(bytes: Uint8Array) {
  const database = new sql.Database(bytes)
  return {
    rows: (query: string): SqlValue[][] => database.exec(query)[0]?.values ?? [],
    run: (statement: string, values: SqlValue[]) => void database.run(statement, values),
    close: () => database.close(),
  }
}

const order = (customer: string, key: string, time: string, amount: string, verb = 'NEW') => ({
  type: 'ORDER',
  verb,
  key,
  event_time: time,
  customer_id: customer,
  total_amount: amount,
})

describe('the database of a report', () => {
  it('is sound: every page, every reference and every key', () => {
    const file = opened(bytesOf(datasetOf(eventsOf('ann | v 10 ci | 5\nbob | vv c | -3.5'))))
    expect(file.rows('PRAGMA integrity_check')).toEqual([['ok']])
    expect(file.rows('PRAGMA foreign_key_check')).toEqual([])
    const keys = "SELECT name FROM pragma_table_info('orders') WHERE pk > 0 ORDER BY pk"
    expect(file.rows(keys)).toEqual([['customer_id'], ['order_id']])
    expect(file.rows(`SELECT "table", "from", "to" FROM pragma_foreign_key_list('site_visits')`)).toEqual([
      ['customers', 'customer_id', 'customer_id'],
    ])
  })

  it('has the customers, visits, images and orders of the events, with times and amounts as people read them', () => {
    const file = opened(
      bytesOf(
        datasetOf([
          { type: 'CUSTOMER', verb: 'NEW', key: 'ann', event_time: '2017-01-06T12:46:46.384Z', last_name: 'Smith', adr_city: 'Middletown' },
          { type: 'CUSTOMER', verb: 'UPDATE', key: 'ann', event_time: '2017-01-07', last_name: 'Müller', adr_state: 'AK' },
          { type: 'SITE_VISIT', verb: 'NEW', key: 'p1', event_time: '2017-01-06T12:45:52.041Z', customer_id: 'ann' },
          { type: 'IMAGE', verb: 'UPLOAD', key: 'i1', event_time: '1969-12-31T23:59:59.999Z', customer_id: 'bob', camera_make: 'Canon' },
          order('ann', 'o1', '2017-01-06T12:55:55.555Z', '12.34 USD'),
          order('ann', 'o1', '2017-01-08', '15.5 EUR', 'UPDATE'),
          order('bob', 'o1', '2017-01-09', '-0.00005', 'UPDATE'),
        ]),
      ),
    )
    expect(file.rows('SELECT * FROM customers')).toEqual([
      ['ann', 'Müller', 'Middletown', 'AK'],
      ['bob', null, null, null],
    ])
    expect(file.rows('SELECT verb, event_time, last_name, adr_city, adr_state FROM customer_versions')).toEqual([
      ['NEW', '2017-01-06T12:46:46.384Z', 'Smith', 'Middletown', null],
      ['UPDATE', '2017-01-07T00:00:00.000Z', 'Müller', null, 'AK'],
    ])
    expect(file.rows('SELECT customer_id, page_id, event_time FROM site_visits')).toEqual([['ann', 'p1', '2017-01-06T12:45:52.041Z']])
    expect(file.rows('SELECT customer_id, image_id, event_ms, event_time, camera FROM images')).toEqual([
      ['bob', 'i1', -1, '1969-12-31T23:59:59.999Z', 'Canon'],
    ])
    // The latest version stands, in the week of the earliest.
    expect(file.rows('SELECT customer_id, order_id, event_time, total_units, total_amount, currency FROM orders')).toEqual([
      ['ann', 'o1', '2017-01-06T12:55:55.555Z', 155_000, 15.5, 'EUR'],
      ['bob', 'o1', '2017-01-09T00:00:00.000Z', 0, 0, 'USD'],
    ])
    expect(file.rows('SELECT customer_id, order_id, verb, event_time, total_amount, currency FROM order_versions')).toEqual([
      ['ann', 'o1', 'NEW', '2017-01-06T12:55:55.555Z', 12.34, 'USD'],
      ['ann', 'o1', 'UPDATE', '2017-01-08T00:00:00.000Z', 15.5, 'EUR'],
      ['bob', 'o1', 'UPDATE', '2017-01-09T00:00:00.000Z', 0, 'USD'],
    ])
  })

  it('has the ranking with its definition, shared ranks and cautions', () => {
    const dataset = datasetOf(eventsOf('ann | 10 v | 10\nbob | 20 v |\ncat | 5 |'))
    const definition: Definition = { ...DEFAULT_DEFINITION, lifespanYears: 2.5, margin: 0.6, windowEnd: Date.UTC(2018, 0, 1) }
    const ranking = rank(dataset, definition)
    const file = opened(bytesOf(dataset, definition))
    expect(file.rows('SELECT * FROM definition')).toEqual([['dataset', 'sunday', null, Date.UTC(2018, 0, 1), 2.5, 0.6, 'USD']])
    expect(file.rows('SELECT position, rank, customer_id, ltv, spend, orders, visits, weeks FROM ranking')).toEqual([
      [1, 1, 'ann', ranking.ltv[0], 20, 2, 1, 2],
      [2, 1, 'bob', ranking.ltv[1], 20, 1, 1, 2],
      [3, 3, 'cat', ranking.ltv[2], 5, 1, 0, 2],
    ])
    expect(customerAt(ranking, 2).cautions).toBe(CAUTION.oneWeek | CAUTION.oneOrder | CAUTION.noVisits)
    expect(file.rows('SELECT cautions FROM ranking WHERE position = 3')).toEqual([['one week; one order; no visits']])
    expect(file.rows("SELECT count FROM counts WHERE name IN ('read', 'customers_ranked') ORDER BY name")).toEqual([[3], [6]])
  })

  it('keeps every text as it is, whatever the ids', () => {
    const ids = [
      "'; DROP TABLE orders; --",
      '=1+1',
      'a\ufeffb',
      'a\u0000b',
      'a\u0000c',
      '%_\\',
      '😀',
      '\uffff',
      'Zoë',
      'zoë',
      '007',
      '7',
      'x'.repeat(500),
    ]
    const dataset = datasetOf(ids.flatMap(id => [order(id, id, '2017-01-06', '1'), order(id, `${id}2`, '2017-01-06', '2')]))
    const file = opened(bytesOf(dataset))
    const hex = (text: string) => Buffer.from(text).toString('hex').toUpperCase()
    const written = file.rows('SELECT hex(customer_id) FROM customers').flat()
    expect(written.toSorted()).toEqual(ids.map(hex).toSorted())
    expect(file.rows('SELECT hex(order_id) FROM orders').flat().toSorted()).toEqual(ids.flatMap(id => [hex(id), hex(`${id}2`)]).toSorted())
    expect(file.rows('SELECT count(*) FROM simple_ltv')).toEqual([[ids.length]])
    expect(file.rows('PRAGMA integrity_check')).toEqual([['ok']])
  })

  it('has the same bytes however the events were cut, ordered and repeated', () => {
    const events = eventsOf('ann | v 10 ci | 5\nbob | vv c | -3.5\ncat | 5 5 | v')
    const ties = [
      order('ann', 'o2', '2017-01-04', '2'),
      order('ann', 'o1', '2017-01-04', '2'),
      order('ann', 'o1', '2017-01-04', '3', 'UPDATE'),
    ]
    const inOrder = eventTables(datasetOf([...events, ...ties]))
    const turned = eventTables(datasetOf([...events, ...ties, ...events].toReversed()))
    const dataset = datasetOf([...events, ...ties])
    // Customers are numbered as they come, so the ranking of each belongs to its own tables.
    const bytes = (tables: typeof inOrder, from: Dataset) =>
      writeDatabase(sql, { kind: 'events', source: { tables, ranking: rank(from, DEFAULT_DEFINITION), summary: summary(dataset) } })
    const other = datasetOf([...events, ...ties, ...events].toReversed())
    expect(Buffer.compare(bytes(inOrder, dataset), bytes(turned, other))).toBe(0)
  })

  it('is a database also without any event', () => {
    const file = opened(bytesOf(createDataset()))
    expect(file.rows('SELECT count(*) FROM simple_ltv')).toEqual([[0]])
    expect(file.rows('PRAGMA integrity_check')).toEqual([['ok']])
  })
})

/** The view's answer beside the core's, customer by customer. */
function compareView(file: ReturnType<typeof opened>, dataset: Dataset, definition: Definition): void {
  const ranking = rank(dataset, definition)
  const { weeksRule, weekStart, windowStart, windowEnd, lifespanYears, margin } = definition
  file.run(
    'UPDATE definition SET weeks_rule = ?, week_start = ?, window_start_ms = ?, window_end_ms = ?, lifespan_years = ?, margin = ?, currency = ?',
    [weeksRule, weekStart, windowStart, windowEnd, lifespanYears, margin, ranking.currency],
  )
  const found = new Map(
    file
      .rows('SELECT hex(customer_id), ltv, spend_units, orders, visits, weeks, first_ms, last_ms FROM simple_ltv')
      .map(([id, ...figures]) => [id, figures.map(Number)]),
  )
  expect(found.size).toBe(ranking.ranked)
  for (let index = 0; index < ranking.ranked; index += 1) {
    const id = Buffer.from(dataset.customers.text(ranking.customer[index] ?? 0))
      .toString('hex')
      .toUpperCase()
    const [ltv = Number.NaN, spend, orders, visits, weeks = Number.NaN, first, last] = found.get(id) ?? []
    const expected = ranking.ltv[index] ?? 0
    // To the cent, and where cents are finer than doubles, to a double's last places.
    expect(Math.abs(ltv - expected)).toBeLessThanOrEqual(Math.max(0.000_01, Math.abs(expected) * 1e-14))
    const customer = customerAt(ranking, index)
    expect([spend, orders, visits, first, last]).toEqual([
      customer.spendUnits + 0,
      customer.orders,
      customer.visits,
      customer.first,
      customer.last,
    ])
    expect(weeks).toBeCloseTo(customer.weeks, 12)
  }
}

describe('the view simple_ltv', () => {
  it('says what the core says of generated events with versions, ties, refunds and boundary weeks, under any definition', () => {
    fc.assert(
      fc.property(arbitraryRecords, fc.array(arbitraryDefinition, { minLength: 1, maxLength: 4 }), (records, definitions) => {
        const dataset = createDataset()
        for (const record of records) ingest(record, dataset)
        const file = opened(bytesOf(dataset))
        try {
          expect(file.rows('PRAGMA foreign_key_check')).toEqual([])
          for (const definition of definitions) compareView(file, dataset, definition)
        } finally {
          file.close()
        }
      }),
      { numRuns: 120 },
    )
  })

  it('says the same for every weeks rule and start of the week of a sample shop', () => {
    const dataset = createDataset()
    for (const line of [...sampleText({ seed: 3, customers: 60, events: 3_000 })].join('').split('\n')) {
      // Some lines of a sample shop are broken on purpose.
      if (line.endsWith('}')) ingest(JSON.parse(line), dataset)
    }
    const file = opened(bytesOf(dataset))
    for (const weeksRule of WEEKS_RULES)
      for (const weekStart of WEEK_STARTS) compareView(file, dataset, { ...DEFAULT_DEFINITION, weeksRule, weekStart })
  })

  it('gives the known answers of the original tasks', () => {
    // Weeks 1–13 of 2017 and week 13 of 2018 give 14 weeks by years.
    const dataset = datasetOf([
      order('ann', 'o1', '2017-01-01', '78.04'),
      order('bob', 'o2', '2017-03-31', '71.70'),
      order('cat', 'o3', '2018-03-28', '0'),
    ])
    const file = opened(bytesOf(dataset, { ...DEFAULT_DEFINITION, weeksRule: 'dataset-years' }))
    expect(file.rows('SELECT customer_id, ltv, weeks FROM simple_ltv LIMIT 2')).toEqual([
      ['ann', 2898.6285714285714, 14],
      ['bob', 2663.1428571428573, 14],
    ])
  })
})
