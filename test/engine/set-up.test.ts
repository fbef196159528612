import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION, WEEKS_RULES } from '../../src/ltv/definition.ts'
import { rank, topXSimpleLtvCustomers } from '../../src/ltv/index.ts'
import { ltvSql } from '../../src/sql/index.ts'
import { connect } from '../../src/warehouse/index.ts'
import { PASSWORD_TO_CHANGE, setUpTexts } from '../../src/warehouse/set-up.ts'
import { shopOf } from '../sql/shops.ts'
import { datasetOf } from '../support/timeline.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { loadTyped } from './support/event-tables.ts'
import { CLUSTER } from './support/server-files.ts'

const NAMES = { database: 'shop', table: 'shop events', cluster: CLUSTER, user: 'the page', pageOrigin: 'https://worthwhile.example' }
const [table, user, cors, rollup, json] = setUpTexts(NAMES).map(({ text }) => text)
const EVENTS = shopOf({ seed: 31, events: 500, orders: true, longAgo: false })

/** Statements of a text, one by one, as HTTP takes them; comments at the ends of texts are none. */
function statements(text = ''): string[] {
  return text
    .split(/;\n/)
    .map(statement => statement.trim())
    .filter(statement => statement.replace(/^--.*$/gm, '').trim() !== '')
}

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster()
  for (const node of [0, 1]) {
    // What servers have by default, and the engine that npm has does not.
    await cluster.run('CREATE DATABASE shop ENGINE = Atomic', node)
    for (const statement of statements(table)) await cluster.run(statement, node)
  }
  await loadTyped(cluster, 'shop.`shop events`', EVENTS)
})
afterAll(() => cluster?.stop())

describe('the statements to copy', () => {
  it('make a table that is found, mapped by its names and read as the page reads the events', async () => {
    const warehouse = await connect(cluster)
    const { value: tables } = await warehouse.tables()
    expect(tables.map(each => each.table)).toEqual(expect.arrayContaining(['shop events', 'shop events_local']))
    const { value: description } = await warehouse.describe({ database: 'shop', table: 'shop events' })
    expect(description.distribution).toEqual({ cluster: CLUSTER, shards: 2, shardingKey: 'cityHash64(customer_id)' })
    const top = await warehouse.events(description, description.suggested).top(DEFAULT_DEFINITION, 5)
    expect(top.value.rows.map(({ id, ltv }) => [id, ltv])).toEqual(
      topXSimpleLtvCustomers(5, datasetOf(EVENTS)).map(row => [row.customer_id, row.ltv]),
    )
  })

  // The engine that npm has keeps users in its configuration and cannot create any, so these are read and not run. The user whom all other tests sign in as has
  // the same settings from there.
  it('make a user, a profile and a quota in words that the server knows', async () => {
    expect(statements(user)).toHaveLength(5)
    for (const statement of statements(user)) expect(await cluster.run(`EXPLAIN AST ${statement}`)).toMatch(/Create|Grant/)
    await expect(cluster.run('EXPLAIN AST CREATE USER web IDENTIFIED WITH nothing')).rejects.toThrow('SYNTAX_ERROR')
    expect(user).toContain(PASSWORD_TO_CHANGE)
  })

  it('name the page’s origin in the headers, and are XML', () => {
    expect(cors).toContain('<name>Access-Control-Allow-Origin</name><value>https://worthwhile.example</value>')
    expect(cors?.match(/<(\w+)>/g)?.length).toBe(cors?.match(/<\/(\w+)>/g)?.length)
  })

  it('make a rollup with, week by week, what the rollup printed for every engine says', async () => {
    for (const node of [0, 1]) {
      for (const statement of statements(rollup)) await cluster.run(statement, node)
      await cluster.run('SYSTEM WAIT VIEW shop.`shop events_weeks_local_fill`', node)
    }
    const found = await cluster.run(
      'SELECT customer_id, week_start, events, visits, orders, toFloat64(spend), currency, first_event, last_event FROM shop.`shop events_weeks` ORDER BY customer_id, week_start, currency FORMAT TSV',
    )
    await fillModel()
    const printed = withoutEnd(ltvSql({ ...DEFAULT_DEFINITION, currency: 'USD' }, 1, 'clickhouse').rollup)
    const expected = await cluster.run(`${printed} SETTINGS enable_extended_results_for_datetime_functions = 1 FORMAT TSV`)
    expect(found).toBe(expected)
    expect(found.split('\n').length).toBeGreaterThan(60)
  })

  it('make a view of raw JSON that the page reads as it reads the file, and fill the table of events from it', async () => {
    for (const node of [0, 1]) {
      await cluster.run('TRUNCATE TABLE shop.`shop events_local`', node)
      await cluster.run('CREATE TABLE shop.`shop events_json` (line String) ENGINE = MergeTree ORDER BY tuple()', node)
    }
    const odd = { type: 'order', verb: ' new ', key: 7, event_time: '2017-1-6 9:05', customer_id: 42, total_amount: 12.34 }
    const lines = [...EVENTS, odd].map(event => JSON.stringify({ line: JSON.stringify(event) }))
    lines.push(JSON.stringify({ line: 'not JSON' }), JSON.stringify({ line: '{"type":"ORDER"}' }))
    await cluster.insert('shop.`shop events_json`', 'JSONEachRow', lines.join('\n'))
    for (const statement of statements(json)) await cluster.run(statement)
    const warehouse = await connect(cluster)
    const dataset = datasetOf([...EVENTS, odd])
    const expected = topXSimpleLtvCustomers(100, dataset).map(row => [row.customer_id, row.ltv])
    for (const name of ['shop events_texts', 'shop events']) {
      const { value: description } = await warehouse.describe({ database: 'shop', table: name })
      const events = warehouse.events(description, description.suggested)
      const { rows } = (await events.top(DEFAULT_DEFINITION, 100)).value
      expect(
        rows.map(({ id, ltv }) => [id, ltv]),
        name,
      ).toEqual(expected)
    }
    const { value: description } = await warehouse.describe({ database: 'shop', table: 'shop events_texts' })
    const { read, accepted, rejectedByReason } = (await warehouse.events(description, description.suggested).survey()).value
    expect([read, accepted]).toEqual([EVENTS.length + 3, EVENTS.length + 1])
    expect(rejectedByReason).toEqual([
      { reason: 'missing type', count: 1 },
      { reason: 'missing verb', count: 1 },
    ])
  })
})

/** The query's own end, behind which settings and format go. */
function withoutEnd(query: string): string {
  return query.trimEnd().replace(/;$/, '')
}

let isFilled = false
/** The tables of the printed data model, on one server. */
async function fillModel(): Promise<void> {
  if (isFilled) return
  isFilled = true
  const { model, staging } = ltvSql(DEFAULT_DEFINITION, 1, 'clickhouse')
  for (const statement of statements(model)) await cluster.run(statement)
  const [landing = '', ...inserts] = statements(staging)
  await cluster.run(landing)
  await loadTyped(cluster, 'incoming_events', EVENTS)
  for (const insert of inserts) await cluster.run(insert)
}

describe('the printed queries of the dialect', () => {
  it('rank every customer as the page does, by every weeks rule', async () => {
    await fillModel()
    const dataset = datasetOf(EVENTS)
    for (const weeksRule of WEEKS_RULES) {
      const definition = { ...DEFAULT_DEFINITION, weeksRule }
      const answer = await cluster.run(`${withoutEnd(ltvSql(definition, 100, 'clickhouse').query)} FORMAT JSONCompact`)
      // The rows of an answer in this format: rank, id, LTV, spend …
      const rows = (JSON.parse(answer) as { data: [unknown, string, number, unknown][] }).data
      expect(rows.map(([, id]) => id)).toEqual(topXSimpleLtvCustomers(100, dataset, definition).map(row => row.customer_id))
      const { ltv } = rank(dataset, definition)
      rows.forEach((row, place) => {
        expect(row[2]).toBeCloseTo(ltv[place] ?? 0, 2)
      })
    }
  })
})
