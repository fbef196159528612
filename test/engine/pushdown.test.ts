import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { EventSource } from '../../src/sql/clickhouse/event-source.ts'
import { topQuery } from '../../src/sql/clickhouse/questions.ts'
import { connect } from '../../src/warehouse/index.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { createTextTable, createTypedTable } from './support/event-tables.ts'

describe.each(['typed', 'texts'])('the top x of a cluster, from a table of columns that are %s', tableName => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await startCluster()
    await createTypedTable(cluster, 'typed')
    await createTextTable(cluster, 'texts', 'cityHash64(customer_id)')
  })
  afterAll(() => cluster?.stop())

  it('is cut to x on each shard, and no customer is put together by the server that was asked', async () => {
    const { value: description } = await (await connect(cluster)).describe({ database: 'default', table: tableName })
    const planOf = async (ids: 'plain' | 'mixed') => {
      const source = new EventSource({ ...description, mapping: description.suggested, ids })
      const query = topQuery(source, DEFAULT_DEFINITION, 'USD', 50).replace('{x:UInt32}', '60')
      const plan = await cluster.run(
        `EXPLAIN ${query} SETTINGS optimize_distributed_group_by_sharding_key = 1, optimize_skip_unused_shards = 1`,
      )
      // Names of steps at the beginning of their lines: what they work out stands behind.
      return plan.match(/(?<=^[ │├└─]*)(?:Limit \(|MergingAggregated|Aggregating|Union|ReadFromRemote)/gm)
    }
    expect(await planOf('plain')).toEqual(['Limit (', 'Union', 'Limit (', 'Aggregating', 'ReadFromRemote'])
    // Ids that need more than their column may lie on several shards.
    expect(await planOf('mixed')).toContain('MergingAggregated')
  })
})
