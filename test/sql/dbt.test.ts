import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAmount } from '../../src/base/money.ts'
import { DEFAULT_DEFINITION, type Definition, WEEK_STARTS, WEEKS_RULES } from '../../src/ltv/definition.ts'
import { topXSimpleLtvCustomers } from '../../src/ltv/index.ts'
import { folderZip } from '../../src/share/folder-zip.ts'
import { DIALECT_IDS, dbtProject, ltvSql } from '../../src/sql/index.ts'
import { rollupOf } from '../reference/rollup.ts'
import { type Macro, macrosOf, render } from '../support/jinja.ts'
import { datasetOf } from '../support/timeline.ts'
import { type Engine, startEngine } from './engines.ts'
import { type ShopEvent, shopOf } from './shops.ts'

const EVENTS = shopOf({ seed: 31, events: 300, orders: true, longAgo: false })

const DEFINITIONS: readonly Definition[] = [
  ...WEEKS_RULES.flatMap(weeksRule => WEEK_STARTS.map(weekStart => ({ ...DEFAULT_DEFINITION, weeksRule, weekStart }))),
  {
    ...DEFAULT_DEFINITION,
    windowStart: Date.UTC(2017, 0, 2),
    windowEnd: Date.UTC(2018, 0, 1),
    currency: 'EUR',
    lifespanYears: 5,
    margin: 0.6,
  },
]

const textOf = (definition: Definition, path: string): string => {
  const found = dbtProject(definition).find(file => file.path === path)
  if (found === undefined) throw new Error(`the project has no ${path}`)
  return found.text
}

/** What dbt would send to an engine. */
function compiled(definition: Definition, path: string, engine: string): string {
  const functions = new Map<string, Macro>(macrosOf(textOf(definition, 'macros/worthwhile.sql'), engine))
  functions.set('ref', name => name)
  functions.set('source', (_, table) => table ?? '')
  return render(textOf(definition, path), functions)
}

const MODELS = [
  'staging/stg_customers',
  'staging/stg_customer_records',
  'staging/stg_site_visits',
  'staging/stg_images',
  'staging/stg_orders',
].concat(['marts/customer_weeks', 'marts/customer_ltv'])

/** Events twice over, as they come in files that overlap. */
async function load(engine: Engine, events: readonly ShopEvent[]): Promise<void> {
  const { staging } = ltvSql(DEFAULT_DEFINITION, 1, 'duckdb')
  const landing = staging.slice(staging.indexOf('CREATE TABLE incoming_events'), staging.indexOf('-- A file of one JSON'))
  await engine.run(landing)
  const literal = (value: string | number | null | undefined): string =>
    value === null || value === undefined ? 'NULL' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
  const rows = events.map(({ type, verb, key, event_time, customer_id, total_amount, last_name }) => {
    const amount = total_amount === undefined ? null : parseAmount(total_amount)
    const time = event_time.replace('T', ' ').replace('Z', '')
    return `(${[type, verb, key, time, customer_id ?? key, amount?.units, amount?.currency, last_name, null, null, null, null].map(literal).join(', ')})`
  })
  await engine.run(`INSERT INTO incoming_events VALUES ${[...rows, ...rows].join(', ')}`)
}

describe('the dbt project', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await startEngine('duckdb')
  })
  afterAll(() => engine.close())

  it.each(
    DEFINITIONS.map((definition): [string, Definition] => [
      `${definition.weeksRule}, ${definition.weekStart}, ${definition.currency ?? 'any currency'}`,
      definition,
    ]),
  )('gives in DuckDB every customer and week of the page, and its tests find nothing: %s', async (_, definition) => {
    await engine.empty()
    await load(engine, EVENTS)
    for (const model of MODELS) {
      const kind = model.startsWith('staging') ? 'VIEW' : 'TABLE'
      await engine.run(`CREATE ${kind} ${model.split('/')[1]} AS ${compiled(definition, `models/${model}.sql`, 'duckdb')}`)
    }
    const ranked = await engine.rows('SELECT * FROM customer_ltv ORDER BY rank_number')
    const page = topXSimpleLtvCustomers(1_000, datasetOf(EVENTS), definition)
    expect(ranked.map(row => [row['customer_id'], Number(row['orders']), Number(row['visits'])])).toEqual(
      page.map(row => [row.customer_id, row.orders, row.visits]),
    )
    for (const [at, row] of page.entries()) expect(Number(ranked[at]?.['ltv'])).toBeCloseTo(row.ltv, 2)

    const weeks = await engine.rows('SELECT * FROM customer_weeks ORDER BY customer_id, week_start, currency')
    expect(
      weeks.map(row => {
        const [week, first, last] = ['week_start', 'first_event', 'last_event'].map(name => row[name])
        const time = (value: unknown): number => (value instanceof Date ? value.getTime() : Number.NaN)
        const counts = [row['events'], row['visits'], row['orders'], row['spend']].map(Number)
        return [row['customer_id'], time(week), ...counts, row['currency'], time(first), time(last)]
      }),
    ).toEqual(
      rollupOf(EVENTS, definition).map(({ customer_id, week_start, events, visits, orders, spend, currency, first_event, last_event }) => [
        ...[customer_id, Date.parse(week_start), events, visits, orders, spend, currency, first_event, last_event],
      ]),
    )
    for (const test of ['one_row_for_customer_week_and_currency', 'weeks_add_up_to_customers'])
      expect(await engine.rows(compiled(definition, `tests/${test}.sql`, 'duckdb'))).toEqual([])
  })

  it('has tests that find what is wrong', async () => {
    await engine.empty()
    await load(engine, EVENTS)
    for (const model of MODELS)
      await engine.run(`CREATE TABLE ${model.split('/')[1]} AS ${compiled(DEFAULT_DEFINITION, `models/${model}.sql`, 'duckdb')}`)
    await engine.run('INSERT INTO customer_weeks SELECT * FROM customer_weeks WHERE orders > 0 LIMIT 1')
    for (const test of ['one_row_for_customer_week_and_currency', 'weeks_add_up_to_customers'])
      expect(await engine.rows(compiled(DEFAULT_DEFINITION, `tests/${test}.sql`, 'duckdb'))).toHaveLength(1)
  })

  it('compiles for every engine to what is printed for it', () => {
    const bare = (sql: string): string => sql.replaceAll(/^--.*\n/gm, '').trim()
    for (const id of DIALECT_IDS)
      for (const definition of DEFINITIONS) {
        const { rollup } = ltvSql(definition, 1, id)
        const printed = bare(rollup.slice(rollup.indexOf('\nWITH ') + 1, rollup.lastIndexOf('\nORDER BY')))
        const own = compiled(definition, 'models/marts/customer_weeks.sql', id === 'postgresql' ? 'postgres' : id)
        expect(bare(own).replaceAll('FROM stg_', 'FROM ')).toBe(printed)
      }
  })

  it('stops at an engine that it has no words for', () => {
    expect(textOf(DEFAULT_DEFINITION, 'macros/worthwhile.sql')).toContain(
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
