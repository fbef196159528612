import { cpus } from 'node:os'
import { DEFAULT_DEFINITION, type WeeksRule } from '../../src/ltv/definition.ts'
import { connect } from '../../src/warehouse/index.ts'
import { setUpTexts } from '../../src/warehouse/set-up.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { CLUSTER } from './support/server-files.ts'

/*
 * npm run bench:engine [-- EVENTS]: what the questions of the warehouse page take of a cluster of two shards on this machine, as a table. The rows are made by the
 * servers themselves: six visits, three orders and one record or image in ten events, of half as many customers as there are hundreds of rows, over a year.
 */

const EVENTS = Number(process.argv[2] ?? 10_000_000)
const CUSTOMERS = Math.max(10, Math.round(EVENTS / 20))
const DATABASE = 'bench'
/** One whose weeks are known before the query, and the one that costs most. */
const RULES: readonly WeeksRule[] = ['dataset', 'active']
const lines: [what: string, took: string][] = []

function note(what: string, took: string): void {
  lines.push([what, took])
  console.log(`${what}: ${took}`)
}

async function time<Value>(what: string, run: () => Promise<Value>): Promise<Value> {
  const start = performance.now()
  const value = await run()
  note(what, `${((performance.now() - start) / 1_000).toFixed(2)} s`)
  return value
}

const rows = `SELECT multiIf(number % 10 < 6, 'SITE_VISIT', number % 10 < 9, 'ORDER', number % 20 < 10, 'CUSTOMER', 'IMAGE') AS event_type,
  if(event_type = 'IMAGE', 'UPLOAD', if(cityHash64(number, 5) % 10 = 0 AND event_type IN ('ORDER', 'CUSTOMER'), 'UPDATE', 'NEW')) AS verb,
  if(event_type = 'CUSTOMER', customer_id, concat('k', toString(cityHash64(number, 1) % ${EVENTS}))) AS event_key,
  toDateTime64('2025-01-01', 3, 'UTC') + toIntervalMillisecond(cityHash64(number, 2) % 31536000000) AS event_time,
  concat('c', lower(hex(cityHash64(cityHash64(number, 3) % ${CUSTOMERS})))) AS customer_id,
  if(event_type = 'ORDER', toInt64(cityHash64(number, 4) % 5000000), NULL) AS amount_units, if(event_type = 'ORDER', 'USD', '') AS currency,
  '' AS last_name, '' AS adr_city, '' AS adr_state, '' AS camera_make, '' AS camera_model
FROM numbers(${EVENTS})`

const LOOK_AGAIN_MS = 500

/** Waits until the rollup of a shard has been made: looked at again and again, since no request lasts as long as that may take. */
async function filled(cluster: Cluster, node: number): Promise<void> {
  for (;;) {
    const told = await cluster.run(
      `SELECT status, isNotNull(last_success_time), replaceAll(exception, '\\n', ' ') FROM system.view_refreshes WHERE database = '${DATABASE}' AND view = 'events_weeks_local_fill'`,
      node,
    )
    const [status, isMade, exception] = told.replace(/\n$/, '').split('\t')
    if (exception !== '') throw new Error(`The rollup was not made on server ${node}: ${exception}`)
    if (status !== 'Running' && isMade === '1') return
    await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}

async function run(): Promise<void> {
  const cluster = await startCluster()
  try {
    const onAll = async (statement: string) => {
      for (const node of [0, 1]) await cluster.run(statement, node)
    }
    const [table, , , rollup] = setUpTexts({
      database: DATABASE,
      table: 'events',
      cluster: CLUSTER,
      user: 'web',
      pageOrigin: 'http://localhost',
    }).map(({ text }) => text.split(/;\n/).filter(statement => statement.replace(/^--.*$/gm, '').trim() !== ''))
    await onAll(`CREATE DATABASE ${DATABASE} ENGINE = Atomic`)
    for (const statement of table ?? []) await onAll(statement)
    await time(`${EVENTS.toLocaleString('en')} events made and laid onto both shards`, () =>
      cluster.run(`INSERT INTO ${DATABASE}.events SETTINGS distributed_foreground_insert = 1 ${rows}`),
    )
    const bytes = async (name: string) => {
      const found = await cluster.run(
        `SELECT formatReadableSize(sum(bytes_on_disk)), sum(rows) FROM clusterAllReplicas('${CLUSTER}', system.parts) WHERE active AND database = '${DATABASE}' AND table = '${name}'`,
      )
      note(`${name} on disk, both shards`, found.trim().replace('\t', ', rows: '))
    }
    await bytes('events_local')
    const warehouse = await connect(cluster)
    const { value: description } = await warehouse.describe({ database: DATABASE, table: 'events' })
    const events = warehouse.events(description, description.suggested)
    await time('the first look at all ids', () => events.idsFrom('c', 1))
    for (const weeksRule of RULES)
      await time(`top ten from events, ${weeksRule}`, () => events.top({ ...DEFAULT_DEFINITION, weeksRule }, 10))
    await time('facts and concentration of everyone', () => events.facts(DEFAULT_DEFINITION))
    const ids = (await events.idsFrom('c', 10)).value
    await time('weeks of ten customers', () => events.strips(DEFAULT_DEFINITION, ids))
    await time('one customer with rank, weeks and receipt', () => events.customer(DEFAULT_DEFINITION, ids[0] ?? ''))
    await time('rollup made on each shard, one after the other', async () => {
      for (const statement of rollup ?? []) await onAll(statement)
      for (const node of [0, 1]) await filled(cluster, node)
    })
    await bytes('events_weeks_local')
    await time('top ten from the rollup', () =>
      cluster.run(
        `SELECT customer_id, sum(spend) AS spent FROM ${DATABASE}.events_weeks WHERE currency = 'USD' GROUP BY customer_id ORDER BY spent DESC, customer_id LIMIT 10`,
      ),
    )
  } finally {
    await cluster.stop()
  }
  const version = `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}`
  console.log(`\n${new Date().toISOString().slice(0, 10)}, ${version}\n`)
  console.log(['| what | took |', '| --- | --- |', ...lines.map(([what, took]) => `| ${what} | ${took} |`)].join('\n'))
}

await run()
