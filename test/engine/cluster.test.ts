import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from './support/cluster.ts'

describe('the cluster that the tests start', () => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await startCluster()
  })
  afterAll(() => cluster?.stop())

  it('has two shards, and answers none of them for both when one is down', async () => {
    const both = "SELECT count() FROM cluster('two_shards', system.one)"
    expect(await cluster.run(both)).toBe('2\n')
    await cluster.stopShard(1)
    await expect(cluster.run(both)).rejects.toThrow(/NO_REMOTE_SHARD_AVAILABLE|ALL_CONNECTION_TRIES_FAILED/)
    await cluster.startShard(1)
    expect(await cluster.run(both)).toBe('2\n')
  })
})
