import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { EventSource } from '../../src/sql/clickhouse/event-source.ts'
import { topQuery } from '../../src/sql/clickhouse/questions.ts'
import { connect } from '../../src/warehouse/index.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { createTypedTable } from './support/event-tables.ts'

describe('the top x of a cluster', () => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await startCluster()
    await createTypedTable(cluster, 'typed')
  })
  afterAll(() => cluster?.stop())

  it('is cut to x on each shard, and no customer is put together by the server that was asked', async () => {
    const { value: description } = await (await connect(cluster)).describe({ database: 'default', table: 'typed' })
    const planOf = async (ids: 'plain' | 'mixed') => {
      const source = new EventSource({ ...description, mapping: description.suggested, ids })
      const query = topQuery(source, DEFAULT_DEFINITION, 'USD', 50).replace('{x:UInt32}', '60')
      const plan = await cluster.run(
        `EXPLAIN ${query} SETTINGS optimize_distributed_group_by_sharding_key = 1, optimize_skip_unused_shards = 1`,
      )
      return plan.match(/Limit \(|MergingAggregated|Aggregating|Union|ReadFromRemote/g)
    }
    expect(await planOf('plain')).toEqual(['Limit (', 'Union', 'Limit (', 'Aggregating', 'ReadFromRemote'])
    // Ids that need more than their column may lie on several shards.
    expect(await planOf('mixed')).toContain('MergingAggregated')
  })
})
