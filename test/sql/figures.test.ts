import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAmount } from '../../src/base/money.ts'
import { DEFAULT_DEFINITION, type Definition, WEEK_STARTS, WEEKS_RULES } from '../../src/ltv/definition.ts'
import { type Dataset, rank, topXSimpleLtvCustomers } from '../../src/ltv/index.ts'
import { EVENTS_FILE } from '../../src/sql/duckdb-file.ts'
import { DIALECTS, ltvSql } from '../../src/sql/index.ts'
import { rollupOf } from '../reference/rollup.ts'
import { datasetOf } from '../support/timeline.ts'
import { type Engine, type EngineRow, RUNNABLE, type Runnable, startEngine } from './engines.ts'
import { type ShopEvent, shopOf } from './shops.ts'

/** No window, one from the middle of a week to the middle of another, and two that are open at one end. */
const WINDOWS = [
  [null, null],
  [Date.UTC(2017, 0, 1, 23, 59, 59, 999), Date.UTC(2018, 0, 1)],
  [Date.UTC(2017, 0, 2), null],
  [null, Date.UTC(2017, 0, 8)],
] as const

const EVERY_DEFINITION: readonly Definition[] = WEEKS_RULES.flatMap(weeksRule =>
  WEEK_STARTS.flatMap(weekStart =>
    WINDOWS.map(([windowStart, windowEnd]): Definition => ({ ...DEFAULT_DEFINITION, weeksRule, weekStart, windowStart, windowEnd })),
  ),
)

/** Lifespans and margins whose product is no short number, currencies that some, few and no orders are in, and windows of nothing. */
const ODD_DEFINITIONS: readonly Definition[] = [
  { ...DEFAULT_DEFINITION, lifespanYears: 33.3333, margin: 0.123456 },
  { ...DEFAULT_DEFINITION, weeksRule: 'elapsed', lifespanYears: 99.9999, margin: 0.999999 },
  { ...DEFAULT_DEFINITION, weeksRule: 'customer', lifespanYears: 0.5, margin: 0.6 },
  { ...DEFAULT_DEFINITION, weeksRule: 'active', currency: 'EUR' },
  { ...DEFAULT_DEFINITION, weeksRule: 'dataset-years', currency: 'GBP', windowStart: Date.UTC(2017, 0, 2) },
  { ...DEFAULT_DEFINITION, currency: 'JPY' },
  { ...DEFAULT_DEFINITION, windowStart: Date.UTC(2050, 0, 1) },
  { ...DEFAULT_DEFINITION, windowStart: -9e15, windowEnd: 9e15 },
  { ...DEFAULT_DEFINITION, windowStart: 8.9e15, windowEnd: 9e15 },
]

const SHOPS: Readonly<Record<string, readonly ShopEvent[]>> = {
  'of years of events': shopOf({ seed: 1, events: 400, orders: true, longAgo: false }),
  'of few events': shopOf({ seed: 2, events: 40, orders: true, longAgo: false }),
  'from before 1970 to after it': shopOf({ seed: 3, events: 150, orders: true, longAgo: true }),
  'without orders': shopOf({ seed: 4, events: 60, orders: false, longAgo: false }),
  'without events': [],
}

/** Fills the model's tables as the staging text does: from a file where it reads one, otherwise from rows put into the table of events as they came. */
async function load(engine: Engine, id: Runnable, events: readonly ShopEvent[]): Promise<void> {
  const { model, staging } = ltvSql(DEFAULT_DEFINITION, 1, id)
  await engine.run(model)
  if (id === 'duckdb') {
    const folder = await mkdtemp(join(tmpdir(), 'worthwhile-sql-'))
    const file = join(folder, 'shop.ndjson')
    await writeFile(file, events.map(event => `${JSON.stringify(event)}\n`).join(''))
    await engine.run(staging.replace(EVENTS_FILE, file))
    await rm(folder, { recursive: true })
    return
  }
  const firstInsert = staging.indexOf('INSERT INTO customers')
  await engine.run(staging.slice(0, firstInsert))
  if (events.length > 0) await engine.run(`INSERT INTO incoming_events VALUES ${events.map(valuesOf).join(', ')}`)
  await engine.run(staging.slice(firstInsert))
}

function valuesOf({ type, verb, key, event_time, customer_id, total_amount, last_name }: ShopEvent): string {
  const amount = total_amount === undefined ? null : parseAmount(total_amount)
  const cells = [
    type,
    verb,
    key,
    event_time.replace('T', ' ').replace('Z', ''),
    customer_id ?? key,
    amount?.units,
    amount?.currency,
    last_name,
  ]
  return `(${[...cells, null, null, null, null].map(literal).join(', ')})`
}

function literal(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return 'NULL'
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
}

/** What the query's rows are, from the core. */
function rowsOfCore(dataset: Dataset, definition: Definition, x: number): EngineRow[] {
  const { currency } = rank(dataset, definition)
  return topXSimpleLtvCustomers(x, dataset, definition).map(row => ({
    rank_number: row.rank,
    customer_id: row.customer_id,
    ltv: row.ltv,
    spend_units: Math.round(row.revenue * 10_000),
    orders: row.orders,
    visits: row.visits,
    weeks: row.weeks,
    currency,
  }))
}

/** Numbers come as numbers, bigints or, where a driver is careful, texts; times as dates or texts. */
const plain = (row: EngineRow): EngineRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (name === 'customer_id' || name === 'currency') return [name, value]
      return [name, name.endsWith('_event') ? timeOf(value) : dateOrNumber(value)]
    }),
  )

function dateOrNumber(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : Number(value)
}

function timeOf(value: unknown): number {
  return value instanceof Date ? value.getTime() : Date.parse(`${String(value).replace(' ', 'T')}Z`)
}

/** The same to half a cent; by a short factor the same to the last bit. */
function expectSame(found: readonly EngineRow[], expected: readonly EngineRow[], definition: Definition): void {
  const isShort =
    definition.lifespanYears === DEFAULT_DEFINITION.lifespanYears && definition.margin === 1 && definition.weeksRule !== 'elapsed'
  const near = expected.map(row => ({
    ...row,
    ltv: isShort ? row['ltv'] : expect.closeTo(Number(row['ltv']), 2),
    weeks: definition.weeksRule === 'elapsed' ? expect.closeTo(Number(row['weeks']), 9) : row['weeks'],
  }))
  expect(found.map(plain)).toEqual(near)
}

describe.each(RUNNABLE)('the query in %s', id => {
  let engine: Engine
  beforeAll(async () => {
    engine = await startEngine(id)
  })
  afterAll(() => engine.close())

  it('is said to be run by tests', () => {
    expect(DIALECTS[id].evidence).toBe('run')
  })

  it.each(Object.keys(SHOPS))(
    'ranks every customer of a shop %s as the page does, by all weeks rules, starts of the week and windows',
    async name => {
      const events = SHOPS[name] ?? []
      const dataset = datasetOf(events)
      await engine.empty()
      await load(engine, id, events)
      let customers = 0
      for (const definition of [...EVERY_DEFINITION, ...ODD_DEFINITIONS]) {
        const found = await engine.rows(ltvSql(definition, 1_000, id).query)
        expectSame(found, rowsOfCore(dataset, definition, 1_000), definition)
        customers += found.length
      }
      if (events.length > 0) expect(customers).toBeGreaterThan(500)
    },
  )

  it('gives no more than x customers, and none for 0', async () => {
    const events = SHOPS['of years of events'] ?? []
    const dataset = datasetOf(events)
    await engine.empty()
    await load(engine, id, events)
    for (const x of [0, 1, 3, 10]) {
      const found = await engine.rows(ltvSql(DEFAULT_DEFINITION, x, id).query)
      expect(found).toHaveLength(x)
      expectSame(found, rowsOfCore(dataset, DEFAULT_DEFINITION, x), DEFAULT_DEFINITION)
    }
  })

  it('sorts ties by bytes, which is another order than the page’s for ids beyond U+FFFF only, as each text says', async () => {
    const events = ['😀', '\ue000', 'z'].map(
      (customer_id): ShopEvent => ({ type: 'SITE_VISIT', verb: 'NEW', key: 'p', event_time: '2017-01-02T00:00:00.000Z', customer_id }),
    )
    await engine.empty()
    await load(engine, id, events)
    const { query } = ltvSql(DEFAULT_DEFINITION, 3, id)
    expect((await engine.rows(query)).map(row => row['customer_id'])).toEqual(['z', '\ue000', '😀'])
    expect(topXSimpleLtvCustomers(3, datasetOf(events)).map(row => row.customer_id)).toEqual(['z', '😀', '\ue000'])
    expect(query).toContain('differs for ids with characters beyond U+FFFF only')
  })

  it('counts rows once that are in tables without keys several times', async () => {
    const events = SHOPS['of years of events'] ?? []
    const dataset = datasetOf(events)
    await engine.empty()
    await load(engine, id, events)
    for (const table of ['customer_records', 'site_visits', 'images', 'orders']) {
      await engine.run(
        `ALTER TABLE ${table} RENAME TO kept; CREATE TABLE ${table} AS SELECT * FROM kept UNION ALL SELECT * FROM kept; DROP TABLE kept`,
      )
    }
    for (const weeksRule of WEEKS_RULES) {
      const definition: Definition = { ...DEFAULT_DEFINITION, weeksRule }
      expectSame(await engine.rows(ltvSql(definition, 100, id).query), rowsOfCore(dataset, definition, 100), definition)
    }
    expect((await engine.rows(ltvSql(DEFAULT_DEFINITION, 1, id).rollup)).map(plain)).toEqual(weeksOfReference(events, DEFAULT_DEFINITION))
  })

  it.each(Object.keys(SHOPS))('says of each week of each customer of a shop %s what an independent, slow aggregation says', async name => {
    const events = SHOPS[name] ?? []
    await engine.empty()
    await load(engine, id, events)
    for (const definition of EVERY_DEFINITION.filter(({ weeksRule }) => weeksRule === 'dataset')) {
      expect((await engine.rows(ltvSql(definition, 1, id).rollup)).map(plain)).toEqual(weeksOfReference(events, definition))
    }
  })
})

/** Weeks with any event, as the reference adds them up, in the order of the query. */
function weeksOfReference(events: readonly ShopEvent[], definition: Definition): EngineRow[] {
  return rollupOf(events, definition).map(row => ({ ...row }))
}
