import { DuckDBDateValue, DuckDBDecimalValue, DuckDBInstance } from '@duckdb/node-api'
import { PGlite, types } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  averageAmounts,
  DEFAULT_STORE_DEFINITION,
  deviceTypeShares,
  firstFive,
  STORE_QUESTIONS,
  STORE_SWITCHES,
  type StoreDataset,
  type StoreDefinition,
  type StoreQuestion,
  statusBreakdowns,
  storeAnswers,
  storeModel,
  storeQuery,
  topProducts,
  topStores,
  weeklyAmounts,
} from '../../src/stores/index.ts'
import { type ReferenceRow, type ReferenceStores, readStores } from '../reference/stores.ts'
import { hasShared } from '../support/shared-data.ts'
import { allDefinitions } from '../support/store-answers.ts'
import { rowsOf, sharedStores, storeFixture, storesOf } from '../support/store-files.ts'

const DAY = 86_400_000

/** A database engine that the model is meant for. */
interface Engine {
  run(sql: string): Promise<unknown>
  /** Rows as plain values: decimals as units of 1/10,000, days in milliseconds. */
  rows(sql: string): Promise<unknown[][]>
  close(): unknown
}

async function startDuckDb(): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  return {
    run: sql => connection.run(sql),
    rows: async sql =>
      (await connection.runAndReadAll(sql)).getRows().map(row =>
        row.map(value => {
          if (value instanceof DuckDBDecimalValue) return value.value * 10n ** BigInt(4 - value.scale)
          if (value instanceof DuckDBDateValue) return value.days * DAY
          return typeof value === 'bigint' ? Number(value) : value
        }),
      ),
    close: () => instance.closeSync(),
  }
}

async function startPostgres(): Promise<Engine> {
  const database = await PGlite.create()
  const parsers = { [types.DATE]: (text: string) => Date.parse(`${text}T00:00Z`), [types.INT8]: Number }
  return {
    run: sql => database.exec(sql),
    rows: async sql => {
      const { rows, fields } = await database.query<unknown[]>(sql, [], { rowMode: 'array', parsers })
      // Seconds are decimals here as amounts are, and doubles elsewhere.
      return rows.map(row =>
        row.map((value, at) => {
          const { dataTypeID, name } = fields[at] ?? {}
          if (dataTypeID !== types.NUMERIC || value === null) return value
          return name === 'amount' ? unitsOf(String(value)) : Number(value)
        }),
      )
    },
    close: () => database.close(),
  }
}

function unitsOf(decimal: string): bigint {
  const [whole = '', decimals = ''] = decimal.split('.')
  return BigInt(whole + decimals.padEnd(4, '0'))
}

let engine: Engine
const ENGINES = { DuckDB: startDuckDb, PostgreSQL: startPostgres }

/** A schema of its own with the model's tables, filled with what the slow reference accepts: keys and checks are held by the engine. */
async function fill(schema: string, { stores, devices, transactions }: ReferenceStores): Promise<void> {
  await engine.run(`CREATE SCHEMA ${schema}; SET search_path = ${schema};`)
  for (const { path, text } of storeModel()) if (path === 'schema.sql') await engine.run(text)
  for (const [table, rows] of [
    ['stores', stores],
    ['devices', devices],
    ['transactions', transactions],
  ] as const) {
    const columns = Object.keys(rows[0] ?? {})
    const values = rows.map(row => `(${columns.map(column => literal(column, row[column])).join(', ')})`)
    if (rows.length > 0) await engine.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values.join(', ')}`)
  }
}

function literal(column: string, value: unknown): string {
  if (column === 'amount') {
    const units = BigInt(String(value))
    const size = units < 0n ? -units : units
    return `${units < 0n ? '-' : ''}${size / 10_000n}.${String(size % 10_000n).padStart(4, '0')}`
  }
  if (column.endsWith('_at')) return `TIMESTAMP '${new Date(Number(value)).toISOString().slice(0, -1)}'`
  return `'${String(value).replaceAll("'", "''")}'`
}

/** The rows of a question from the app. */
function rowsOfApp(question: StoreQuestion, dataset: StoreDataset, definition: StoreDefinition): unknown[][] {
  switch (question) {
    case 'top_stores':
      return topStores(dataset, definition).map(row => [
        row.storeId,
        row.name,
        row.country,
        row.typology,
        row.amountUnits,
        row.transactions,
      ])
    case 'top_products':
      return topProducts(dataset, definition).map(row => [row.sku, row.names, row.amountUnits, row.transactions])
    case 'average_amounts':
      return averageAmounts(dataset, definition).map(row => [
        row.typology,
        row.country,
        row.amountUnits,
        row.transactions,
        row.stores,
        row.mean,
      ])
    case 'device_type_shares':
      return deviceTypeShares(dataset, definition).map(row => [row.deviceType, row.amountUnits, row.transactions, row.share])
    case 'weekly_amounts':
      return storeAnswers(dataset, definition)
        .directory.ids.toSorted((a, b) => (a < b ? -1 : 1))
        .flatMap(id => weeksOfApp(dataset, definition, id))
    case 'statuses': {
      const { byCountry, byDeviceType, byStore } = statusBreakdowns(dataset, definition)
      return Object.entries({ country: byCountry, 'device type': byDeviceType, store: byStore }).flatMap(([groupedBy, rows]) =>
        rows.map(({ key, byStatus: { accepted, refused, cancelled }, transactions, refusedShare, cancelledShare, isSmall }) => [
          ...[groupedBy, key, accepted, refused, cancelled, transactions],
          ...[refusedShare, cancelledShare, isSmall],
        ]),
      )
    }
    case 'first_five': {
      const { stores, merchants, meanSeconds, medianSeconds, storesWithFewer, storesWithNone } = firstFive(dataset, definition)
      const counted = definition.firstFiveMeanOf === 'stores' ? stores.length : merchants.length
      return [[nearly(meanSeconds), nearly(medianSeconds), counted, storesWithFewer, storesWithNone]]
    }
    default:
      return question satisfies never
  }
}

function weeksOfApp(dataset: StoreDataset, definition: StoreDefinition, storeId: string): unknown[][] {
  const { start, amountUnits, transactions } = weeklyAmounts(dataset, definition, storeId) ?? {
    start: 0,
    amountUnits: [],
    transactions: [],
  }
  return amountUnits.map((units, week) => [storeId, start + week * 7 * DAY, units, transactions[week]])
}

/** The engine adds up doubles for a mean of seconds; the app's is rounded once. */
const nearly = (seconds: number | null): unknown => (seconds === null ? null : expect.closeTo(seconds, 6))

/** The switches that a question has. */
const SWITCHES_OF: Readonly<Record<StoreQuestion, readonly (keyof typeof STORE_SWITCHES)[]>> = {
  top_stores: ['statuses'],
  weekly_amounts: ['statuses', 'time', 'weekStart'],
  top_products: ['statuses', 'productsBy'],
  average_amounts: ['statuses', 'averageOf'],
  device_type_shares: ['statuses', 'shareOf'],
  first_five: ['time', 'firstFiveStatuses', 'firstFiveFrom', 'firstFiveMeanOf'],
  statuses: [],
}

/** All combinations of a question's switches, each once. */
function definitionsOf(question: StoreQuestion): StoreDefinition[] {
  const names = Object.keys(STORE_SWITCHES) as (keyof typeof STORE_SWITCHES)[] // keys of that very object
  const others = names.filter(name => !SWITCHES_OF[question].includes(name))
  return allDefinitions().filter(definition => others.every(name => definition[name] === DEFAULT_STORE_DEFINITION[name]))
}

const FIXTURE_FILES = ['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv']

describe('the queries', () => {
  it('are written once for each combination of their switches', () => {
    expect(STORE_QUESTIONS.map(question => definitionsOf(question).length)).toEqual([2, 8, 4, 4, 4, 16, 1])
    for (const question of STORE_QUESTIONS) {
      const texts = allDefinitions().map(definition => storeQuery(question, definition))
      expect(new Set(texts).size).toBe(definitionsOf(question).length)
    }
  })
})

describe.each(Object.entries(ENGINES))('in %s the queries', (_, start) => {
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.close())

  it('give every row of the app on the fixture, over tables and through staging views and marts', async () => {
    const rows = FIXTURE_FILES.flatMap(name => rowsOf(storeFixture(name)))
    await fill('fixture', readStores(rows))
    await compareAll(storesOf(rows))
  })

  it('give the weeks of one store, whatever its id is', async () => {
    const rows = FIXTURE_FILES.flatMap(name => rowsOf(storeFixture(name))).map(row =>
      // Ids may hold what ends a text in SQL.
      JSON.parse(JSON.stringify(row).replaceAll('"store_id":"10"', `"store_id":"10' OR ''='"`)),
    )
    const odd = { id: `10' OR ''='`, country: 'X', typology: 'P', created_at: '2023-01-01', customer_id: 'm' }
    const all: ReferenceRow[] = [...rows, { table: 'stores', record: odd }]
    await fill('weeks', readStores(all))
    const dataset = storesOf(all)
    const expected = weeksOfApp(dataset, DEFAULT_STORE_DEFINITION, odd.id)
    expect(expected.filter(([, , units]) => units !== 0n).length).toBeGreaterThan(1)
    const sql = storeQuery('weekly_amounts', DEFAULT_STORE_DEFINITION, { storeId: odd.id })
    expect(await engine.rows(sql)).toEqual(expected)
  })

  it('give every row of the app where nothing was read', async () => {
    await fill('nothing', readStores([]))
    await compareAll(storesOf([]))
  })

  it('give every row of the app where amounts are as large as they may be', async () => {
    const rows: ReferenceRow[] = [
      { table: 'stores', record: { id: 'a', country: 'X', typology: 'P', created_at: '2023-01-01', customer_id: 'm' } },
      { table: 'devices', record: { id: 'd', type: '1', store_id: 'a' } },
      ...Array.from({ length: 2_000 }, (_, at): ReferenceRow => {
        const times = { created_at: '2023-01-01', happened_at: `2023-01-01T00:00:${10 + (at % 50)}` }
        return {
          table: 'transactions',
          record: { id: `${at}`, device_id: 'd', product_sku: 's', amount: '999999999.9999', status: 'accepted', ...times },
        }
      }),
    ]
    await fill('large', readStores(rows))
    const dataset = storesOf(rows)
    expect(topStores(dataset, DEFAULT_STORE_DEFINITION)[0]?.amountUnits).toBe(2_000n * 9_999_999_999_999n)
    await compareAll(dataset)
  })

  it.skipIf(!hasShared('store_metrics'))('give every row of the app on the data set that the questions were written for', async () => {
    const rows = sharedStores().flatMap(rowsOf)
    await fill('shared', readStores(rows))
    await compareAll(storesOf(rows))
  })
})

async function compareAll(dataset: StoreDataset): Promise<void> {
  for (const { path, text } of storeModel()) if (path.startsWith('staging/')) await engine.run(text)
  for (const question of STORE_QUESTIONS) {
    for (const definition of definitionsOf(question)) {
      for (const top of question.startsWith('top_') ? [0, 1, 3, 10, 1_000] : [10]) {
        const asked = { ...definition, top }
        const expected = rowsOfApp(question, dataset, asked)
        expect(await engine.rows(storeQuery(question, asked))).toEqual(expected)
        const mart = storeModel(asked).find(({ path }) => path === `marts/${question}.sql`)
        await engine.run(mart?.text ?? '')
        expect(await engine.rows(`SELECT * FROM ${question}`)).toEqual(expected)
      }
    }
  }
}

describe('the model', () => {
  it('is files of tables, staging views and marts, none of which knows card numbers', () => {
    const model = storeModel()
    expect(model.map(({ path }) => path)).toEqual([
      'schema.sql',
      'staging/stg_devices.sql',
      'staging/stg_stores.sql',
      'staging/stg_transactions.sql',
      ...STORE_QUESTIONS.map(question => `marts/${question}.sql`),
    ])
    for (const { text } of model) expect(text.replace(/^--.*$/gm, '')).not.toMatch(/card|cvv|\*\s*FROM/i)
    for (const { path, text } of model)
      if (path.startsWith('marts/')) expect(text).not.toMatch(/(?:FROM|JOIN) (?:devices|stores|transactions)\b/)
  })
})
