import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEFAULT_DEFINITION, type Definition } from '../../src/ltv/definition.ts'
import { topXSimpleLtvCustomers } from '../../src/ltv/index.ts'
import { ltvSql } from '../../src/sql/index.ts'
import { rollupOf } from '../reference/rollup.ts'
import { shopOf } from '../sql/shops.ts'
import { DBT_DEFINITIONS, DBT_MODELS, DBT_TESTS, dbtCompiled } from '../support/dbt-project.ts'
import { datasetOf } from '../support/timeline.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { loadTyped } from './support/event-tables.ts'

/* The dbt project in a real ClickHouse; the other engines that run here are in test/sql/dbt.test.ts. */

const EVENTS = shopOf({ seed: 31, events: 300, orders: true, longAgo: false })

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster()
  const { staging } = ltvSql(DEFAULT_DEFINITION, 1, 'clickhouse')
  const landing = staging.slice(staging.indexOf('CREATE TABLE incoming_events'))
  await cluster.run(landing.slice(0, landing.indexOf(';')))
  // Twice over, as they come in files that overlap.
  await loadTyped(cluster, 'incoming_events', [...EVENTS, ...EVENTS])
})
afterAll(() => cluster?.stop())

/** Rows as the engine writes them: cells of texts and numbers. */
async function rowsOf(query: string): Promise<readonly (readonly (string | number)[])[]> {
  // The format has the rows under this name.
  const { data } = JSON.parse(await cluster.run(`${query} FORMAT JSONCompact`)) as { data: (string | number)[][] }
  return data
}

const MILLISECONDS = (column: string): string => `toInt64(toUnixTimestamp64Milli(${column}))`

it.each(
  DBT_DEFINITIONS.map((definition): [string, Definition] => [
    `${definition.weeksRule}, ${definition.weekStart}, ${definition.currency ?? 'any currency'}`,
    definition,
  ]),
)('the dbt project gives in ClickHouse every customer and week of the page, and its tests find nothing: %s', async (_, definition) => {
  for (const { name, path, kind } of DBT_MODELS) {
    await cluster.run(`DROP ${kind} IF EXISTS ${name}`)
    const engine = kind === 'TABLE' ? ' ENGINE = MergeTree ORDER BY tuple()' : ''
    await cluster.run(`CREATE ${kind} ${name}${engine} AS ${dbtCompiled(definition, path, 'clickhouse')}`)
  }
  const page = topXSimpleLtvCustomers(1_000, datasetOf(EVENTS), definition)
  expect(page.length).toBeGreaterThan(10)
  const ranked = await rowsOf('SELECT customer_id, toUInt32(orders), toUInt32(visits), ltv FROM customer_ltv ORDER BY rank_number')
  expect(ranked).toEqual(page.map(row => [row.customer_id, row.orders, row.visits, expect.closeTo(row.ltv, 2)]))

  const weeks = await rowsOf(
    `SELECT customer_id, toString(week_start), ${['events', 'visits', 'orders'].map(name => `toUInt32(${name})`).join(', ')}, toFloat64(spend), currency,
      ${MILLISECONDS('first_event')}, ${MILLISECONDS('last_event')} FROM customer_weeks ORDER BY customer_id, week_start, currency`,
  )
  expect(
    weeks.map(([id, week, events, visits, orders, spend, currency, first, last]) => [
      ...[id, week, events, visits, orders, spend, currency, Number(first), Number(last)],
    ]),
  ).toEqual(
    rollupOf(EVENTS, definition).map(row => [
      ...[row.customer_id, row.week_start, row.events, row.visits, row.orders, row.spend, row.currency, row.first_event, row.last_event],
    ]),
  )
  for (const test of DBT_TESTS) expect(await rowsOf(dbtCompiled(definition, test, 'clickhouse'))).toEqual([])
})

it('and has tests that find in ClickHouse what is wrong', async () => {
  await cluster.run('INSERT INTO customer_weeks SELECT * FROM customer_weeks WHERE orders > 0 LIMIT 1')
  for (const test of DBT_TESTS) expect(await rowsOf(dbtCompiled(DEFAULT_DEFINITION, test, 'clickhouse'))).toHaveLength(1)
})
