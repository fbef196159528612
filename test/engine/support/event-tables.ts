import { EVENT_FIELDS } from '../../../src/base/event-fields.ts'
import { parseAmount } from '../../../src/base/money.ts'
import { parseEventTime } from '../../../src/base/time.ts'
import type { ShopEvent } from '../../sql/shops.ts'
import type { Cluster } from './cluster.ts'
import { CLUSTER } from './server-files.ts'

/** A table on each shard and one over both, cut by customer, with the columns of files: all texts, customer ids of CUSTOMER rows blank. The sharding key of texts is that of the customer they belong to. */
export async function createTextTable(
  cluster: Cluster,
  table: string,
  shardingKey = "cityHash64(if(customer_id = '', key, customer_id))",
): Promise<void> {
  const columns = EVENT_FIELDS.map(name => `${name} String`).join(', ')
  for (const node of [0, 1])
    await cluster.run(`CREATE TABLE ${table}_local (${columns}) ENGINE = MergeTree ORDER BY (customer_id, key)`, node)
  await cluster.run(
    `CREATE TABLE ${table} AS ${table}_local ENGINE = Distributed(${CLUSTER}, currentDatabase(), ${table}_local, ${shardingKey})`,
  )
}

/** Columns as a warehouse has them: times are times, amounts whole numbers of 1/10,000, customer ids always there. */
export async function createTypedTable(cluster: Cluster, table: string): Promise<void> {
  const columns = `event_type LowCardinality(String), verb LowCardinality(String), event_key String, event_time DateTime64(3, 'UTC'), customer_id String,
    amount_units Nullable(Int64), currency LowCardinality(Nullable(String)), last_name String`
  for (const node of [0, 1])
    await cluster.run(`CREATE TABLE ${table}_local (${columns}) ENGINE = MergeTree ORDER BY (customer_id, event_time)`, node)
  await cluster.run(
    `CREATE TABLE ${table} AS ${table}_local ENGINE = Distributed(${CLUSTER}, currentDatabase(), ${table}_local, cityHash64(customer_id))`,
  )
}

export async function loadTexts(cluster: Cluster, table: string, events: readonly object[]): Promise<void> {
  await cluster.insert(table, 'JSONEachRow', events.map(event => JSON.stringify(event)).join('\n'))
}

/** Into a typed table, or into `incoming_events` of the printed staging, which has the same columns. A name that is not there is null, or blank where the column has no null. */
export async function loadTyped(cluster: Cluster, table: string, events: readonly ShopEvent[]): Promise<void> {
  const rows = events.map(({ type, verb, key, event_time, customer_id, total_amount, last_name }) => {
    const amount = total_amount === undefined ? null : parseAmount(total_amount)
    return {
      event_type: type,
      verb,
      event_key: key,
      event_time: new Date(parseEventTime(event_time)).toISOString().replace('T', ' ').replace('Z', ''),
      customer_id: customer_id ?? key,
      amount_units: amount?.units ?? null,
      currency: amount?.currency ?? null,
      last_name: last_name ?? null,
    }
  })
  await cluster.insert(table, 'JSONEachRow', rows.map(row => JSON.stringify(row)).join('\n'))
}
