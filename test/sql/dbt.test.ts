import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAmount } from '../../src/base/money.ts'
import { DEFAULT_DEFINITION, type Definition } from '../../src/ltv/definition.ts'
import { topXSimpleLtvCustomers } from '../../src/ltv/index.ts'
import { folderZip } from '../../src/share/folder-zip.ts'
import { DIALECT_IDS, dbtProject, ltvSql } from '../../src/sql/index.ts'
import { rollupOf } from '../reference/rollup.ts'
import { DBT_DEFINITIONS, DBT_MODELS, DBT_TESTS, dbtCompiled, dbtFile } from '../support/dbt-project.ts'
import { datasetOf } from '../support/timeline.ts'
import { type Engine, RUNNABLE, type Runnable, startEngine } from './engines.ts'
import { type ShopEvent, shopOf } from './shops.ts'

const EVENTS = shopOf({ seed: 31, events: 300, orders: true, longAgo: false })

/** Engines that run here, by the names of their adapters for dbt. */
const ADAPTERS = { duckdb: 'duckdb', postgresql: 'postgres', sqlite: 'sqlite' } as const satisfies Record<Runnable, string>

/** Events twice over, as they come in files that overlap. */
async function load(engine: Engine, id: Runnable, events: readonly ShopEvent[]): Promise<void> {
  const { staging } = ltvSql(DEFAULT_DEFINITION, 1, id)
  const landing = staging.slice(staging.indexOf('CREATE TABLE incoming_events'))
  await engine.run(landing.slice(0, landing.indexOf(';') + 1))
  const literal = (value: string | number | null | undefined): string =>
    value === null || value === undefined ? 'NULL' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
  const rows = events.map(({ type, verb, key, event_time, customer_id, total_amount, last_name }) => {
    const amount = total_amount === undefined ? null : parseAmount(total_amount)
    const time = event_time.replace('T', ' ').replace('Z', '')
    return `(${[type, verb, key, time, customer_id ?? key, amount?.units, amount?.currency, last_name, null, null, null, null].map(literal).join(', ')})`
  })
  await engine.run(`INSERT INTO incoming_events VALUES ${[...rows, ...rows].join(', ')}`)
}

/** A moment as drivers give it: as a date, or as text without a zone. */
function timeOf(value: unknown): number {
  if (value instanceof Date) return value.getTime()
  const text = String(value)
  // A day without a time of day is taken as UTC.
  return Date.parse(text.includes(' ') ? `${text.replace(' ', 'T')}Z` : text)
}

describe.each(RUNNABLE)('the dbt project in %s', id => {
  const adapter = ADAPTERS[id]
  let engine: Engine
  beforeAll(async () => {
    engine = await startEngine(id)
  })
  afterAll(() => engine.close())

  it.each(
    DBT_DEFINITIONS.map((definition): [string, Definition] => [
      `${definition.weeksRule}, ${definition.weekStart}, ${definition.currency ?? 'any currency'}`,
      definition,
    ]),
  )('gives every customer and week of the page, and its tests find nothing: %s', async (_, definition) => {
    await engine.empty()
    await load(engine, id, EVENTS)
    for (const { name, path, kind } of DBT_MODELS) await engine.run(`CREATE ${kind} ${name} AS ${dbtCompiled(definition, path, adapter)}`)
    const ranked = await engine.rows('SELECT * FROM customer_ltv ORDER BY rank_number')
    const page = topXSimpleLtvCustomers(1_000, datasetOf(EVENTS), definition)
    expect(page.length).toBeGreaterThan(10)
    expect(ranked.map(row => [row['customer_id'], Number(row['orders']), Number(row['visits'])])).toEqual(
      page.map(row => [row.customer_id, row.orders, row.visits]),
    )
    for (const [at, row] of page.entries()) expect(Number(ranked[at]?.['ltv'])).toBeCloseTo(row.ltv, 2)

    const weeks = await engine.rows('SELECT * FROM customer_weeks')
    const found = weeks.map(row => {
      const [week, first, last] = ['week_start', 'first_event', 'last_event'].map(name => timeOf(row[name]))
      const counts = [row['events'], row['visits'], row['orders'], row['spend']].map(Number)
      return [row['customer_id'], week, ...counts, row['currency'], first, last]
    })
    const expected = rollupOf(EVENTS, definition).map(
      ({ customer_id, week_start, events, visits, orders, spend, currency, first_event, last_event }) => [
        ...[customer_id, Date.parse(week_start), events, visits, orders, spend, currency, first_event, last_event],
      ],
    )
    // Rows of tables have no order, and engines sort texts by rules of their own.
    expect(sorted(found)).toEqual(sorted(expected))
    for (const test of DBT_TESTS) expect(await engine.rows(dbtCompiled(definition, test, adapter))).toEqual([])
  })

  it('has tests that find what is wrong', async () => {
    await engine.empty()
    await load(engine, id, EVENTS)
    for (const { name, path } of DBT_MODELS) await engine.run(`CREATE TABLE ${name} AS ${dbtCompiled(DEFAULT_DEFINITION, path, adapter)}`)
    await engine.run('INSERT INTO customer_weeks SELECT * FROM customer_weeks WHERE orders > 0 LIMIT 1')
    for (const test of DBT_TESTS) expect(await engine.rows(dbtCompiled(DEFAULT_DEFINITION, test, adapter))).toHaveLength(1)
  })
})

function sorted<Row extends readonly unknown[]>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
}

describe('the dbt project', () => {
  it('compiles for every engine to what is printed for it', () => {
    const bare = (sql: string): string => sql.replaceAll(/^--.*\n/gm, '').trim()
    for (const id of DIALECT_IDS)
      for (const definition of DBT_DEFINITIONS) {
        const { rollup } = ltvSql(definition, 1, id)
        const printed = bare(rollup.slice(rollup.indexOf('\nWITH ') + 1, rollup.lastIndexOf('\nORDER BY')))
        const own = dbtCompiled(definition, 'models/marts/customer_weeks.sql', id === 'postgresql' ? 'postgres' : id)
        expect(bare(own).replaceAll('FROM stg_', 'FROM ')).toBe(printed)
      }
  })

  it('stops at an engine that it has no words for', () => {
    expect(dbtFile(DEFAULT_DEFINITION, 'macros/worthwhile.sql')).toContain(
      '{% macro default__worthwhile_week_start(time, starts_on) %}{{ exceptions.raise_compiler_error("worthwhile has no worthwhile_week_start for " ~ target.type) }}{% endmacro %}',
    )
  })

  it('is a zip of one folder, the same bytes each time', async () => {
    const files = dbtProject(DEFAULT_DEFINITION)
    const bytes = new Uint8Array(await folderZip('worthwhile', files).arrayBuffer())
    const unpacked = Object.entries(unzipSync(bytes)).map(([path, content]) => ({ path, text: new TextDecoder().decode(content) }))
    expect(unpacked).toEqual(files.map(({ path, text }) => ({ path: `worthwhile/${path}`, text })))
    expect(new Uint8Array(await folderZip('worthwhile', files).arrayBuffer())).toEqual(bytes)
  })
})
