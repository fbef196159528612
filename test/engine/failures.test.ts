import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { connect } from '../../src/warehouse/index.ts'
import { WarehouseFailure, type WarehouseProblem } from '../../src/warehouse/problems.ts'
import type { QueryProgress, WarehouseEvents } from '../../src/warehouse/warehouse.ts'
import { shopOf } from '../sql/shops.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { createTypedTable, loadTyped } from './support/event-tables.ts'
import { CLUSTER, CRAMPED, HURRIED, RATIONED, STRICT } from './support/server-files.ts'

/** What a promise is broken with; fails when it is kept, or broken with anything else. */
async function problemOf(promise: Promise<unknown>): Promise<WarehouseProblem> {
  const error = await promise.then(
    value => new Error(`was answered: ${JSON.stringify(value)?.slice(0, 200)}`),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof WarehouseFailure)) throw error
  expect(error.problem.found).toMatch(/^[A-Z].*\.$/)
  expect(error.problem.wayOut).toMatch(/^[A-Z].*\.$/)
  return error.problem
}

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster()
  await createTypedTable(cluster, 'events')
  await loadTyped(cluster, 'events', shopOf({ seed: 21, events: 300, orders: true, longAgo: false }))
  // Ten rows a second, and more customers than fit into 20 MB.
  const rows = (id: string, from: string) =>
    `SELECT 'ORDER' AS type, 'NEW' AS verb, 'k' AS key, toDateTime64('2025-01-01 00:00:00', 3, 'UTC') AS event_time, ${id} AS customer_id, '1 USD' AS total_amount FROM ${from}`
  for (const node of [0, 1])
    await cluster.run(
      `CREATE VIEW slow AS ${rows("concat('c', toString(number), if(sleepEachRow(0.1) = 1, 'x', ''))", 'numbers(200)')} SETTINGS max_block_size = 5`,
      node,
    )
  await cluster.run(
    `CREATE TABLE slow_everywhere AS slow ENGINE = Distributed(${CLUSTER}, currentDatabase(), slow, cityHash64(customer_id))`,
  )
  await cluster.run(`CREATE VIEW large AS ${rows("concat('customer ', toString(number))", 'numbers(3000000)')}`)
})
afterAll(() => cluster?.stop())

async function eventsOf(table: string, { user, password }: { user: string; password: string } = cluster): Promise<WarehouseEvents> {
  const warehouse = await connect({ url: cluster.url, user, password })
  const { value: description } = await warehouse.describe({ database: 'default', table })
  return warehouse.events(description, description.suggested)
}

describe('a server that cannot be asked', () => {
  let stranger: Server
  let strangerUrl = ''
  beforeAll(async () => {
    stranger = createServer((_request, response) => response.end('<html>Welcome</html>'))
    await new Promise<void>(resolve => stranger.listen(0, '127.0.0.1', () => resolve()))
    // A server that listens on a port has an address that is no path.
    strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise(resolve => stranger.close(resolve)))

  it('has an address that is none, or that carries what must not be in an address', async () => {
    for (const url of [
      '',
      'clickhouse',
      'ftp://host',
      'https://user:secret@host',
      'https://host/?password=secret',
      'https://host/#secret',
    ]) {
      const problem = await problemOf(connect({ url, user: 'web', password: 'x' }))
      expect(problem.code).toBe('bad-address')
      expect(JSON.stringify(problem)).not.toContain('secret')
    }
  })

  it('does not answer, or is no ClickHouse', async () => {
    expect((await problemOf(connect({ ...cluster, url: 'http://127.0.0.1:1' }))).code).toBe('unreachable')
    expect((await problemOf(connect({ ...cluster, url: strangerUrl }))).code).toBe('not-clickhouse')
  })

  it('does not know the user or the password, and does not hear of any other', async () => {
    expect((await problemOf(connect({ ...cluster, password: 'wrong' }))).code).toBe('wrong-password')
    expect((await problemOf(connect({ ...cluster, user: 'nobody' }))).code).toBe('wrong-password')
    expect((await connect(cluster)).version).toMatch(/^\d+\.\d+/)
  })
})

describe('a question that is refused', () => {
  it('is one of a user that may not change limits of its own queries', async () => {
    expect((await problemOf(connect({ url: cluster.url, ...STRICT }))).code).toBe('read-only')
  })

  it('is one that writes: the user has no way to', async () => {
    const response = await fetch(cluster.url, {
      method: 'POST',
      body: 'CREATE TABLE hacked (a Int8) ENGINE = Memory',
      headers: { Authorization: `Basic ${Buffer.from(`${cluster.user}:${cluster.password}`).toString('base64')}` },
    })
    expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('(READONLY)')])
  })

  it('names a table that is not there', async () => {
    const warehouse = await connect(cluster)
    expect((await problemOf(warehouse.describe({ database: 'default', table: "'; DROP TABLE events; --" }))).code).toBe('no-such-table')
    expect((await problemOf(warehouse.preview({ database: 'default', table: '`' }, 1))).code).toBe('no-such-table')
    expect((await warehouse.preview({ database: 'default', table: 'events' }, 1)).value.rows).toHaveLength(1)
  })

  it('takes longer than the user may take', async () => {
    expect((await problemOf((await eventsOf('slow', HURRIED)).facts(DEFAULT_DEFINITION))).code).toBe('time-out')
  })

  it('needs more memory than the user may have', async () => {
    expect((await problemOf((await eventsOf('large', CRAMPED)).facts(DEFAULT_DEFINITION))).code).toBe('memory-limit')
  })

  it('is one more than the quota has', async () => {
    const warehouse = await connect({ url: cluster.url, ...RATIONED })
    // Some of the server's own tables are free.
    const table = await warehouse.tables().then(({ value }) => value[0])
    await warehouse.preview({ database: 'default', table: table?.table ?? '' }, 1)
    expect((await problemOf(warehouse.preview({ database: 'default', table: 'events' }, 1))).code).toBe('quota')
  })
})

describe('a question that is cancelled', () => {
  /** What a server has running for the page’s user, looks at it apart. */
  const running = (node = 0) =>
    cluster.run(
      `SELECT substring(query, 1, 100) FROM system.processes WHERE initial_user = '${cluster.user}' AND query NOT LIKE '%system.processes%' FORMAT TSVRaw`,
      node,
    )

  it('tells how far it is, ends on the server as well, and leaves nothing behind', async () => {
    const table = await eventsOf('slow')
    const abort = new AbortController()
    const seen: QueryProgress[] = []
    const answer = table.facts(DEFAULT_DEFINITION, {
      signal: abort.signal,
      onProgress: progress => {
        seen.push(progress)
        if (progress.rowsRead > 0) abort.abort()
      },
    })
    expect((await problemOf(answer)).code).toBe('cancelled')
    expect(seen.at(-1)?.rowsRead).toBeLessThan(200)
    expect(await running()).toBe('')
    expect((await problemOf(table.facts(DEFAULT_DEFINITION, { signal: abort.signal }))).code).toBe('cancelled')
  })

  it('has ended on the server when it is said to have, however soon or late it is cancelled', async () => {
    const table = await eventsOf('slow')
    // Before it is sent, while it is on its way, planned, begun, and within its first, second and third block of rows.
    const moments = [0, 1, 2, 5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120]
    for (const [at, moment] of moments.entries()) {
      const abort = new AbortController()
      const asking = { signal: abort.signal }
      const asked = at % 2 === 0 ? table.survey(asking) : table.facts(DEFAULT_DEFINITION, asking)
      setTimeout(() => abort.abort(), moment)
      expect((await problemOf(asked)).code, `after ${moment} ms`).toBe('cancelled')
      expect(await running(), `after ${moment} ms`).toBe('')
    }
  })

  it('of all shards ends on the one that was asked at once, and on the others with the rows in hand', async () => {
    const table = await eventsOf('slow_everywhere')
    const abort = new AbortController()
    const asked = problemOf(table.survey({ signal: abort.signal }))
    await expect.poll(() => running(1), { timeout: 30_000 }).not.toBe('')
    abort.abort()
    expect((await asked).code).toBe('cancelled')
    expect(await running()).toBe('')
    await expect.poll(() => running(1), { timeout: 30_000 }).toBe('')
  })

  it('leaves the other questions of the page alone', async () => {
    const table = await eventsOf('slow')
    const [one, other] = [new AbortController(), new AbortController()]
    const cancelled = problemOf(table.survey({ signal: one.signal }))
    let isOver = false
    const stays = problemOf(table.weekly(DEFAULT_DEFINITION, { signal: other.signal })).finally(() => {
      isOver = true
    })
    await expect.poll(async () => (await running()).trim().split('\n').length, { timeout: 30_000 }).toBe(2)
    one.abort()
    expect((await cancelled).code).toBe('cancelled')
    expect({ isOver, running: (await running()).trim().split('\n').length }).toEqual({ isOver: false, running: 1 })
    other.abort()
    expect((await stays).code).toBe('cancelled')
    expect(await running()).toBe('')
  })
})

it('the first rows, asked for again and again, leave all of the cluster standing', async () => {
  const warehouse = await connect(cluster)
  const { value: table } = await warehouse.describe({ database: 'default', table: 'events' })
  for (let time = 0; time < 60; time += 1) {
    const [rows, events] = await Promise.all([warehouse.preview(table, 5), warehouse.previewEvents(table, table.suggested, 5)])
    expect([rows.value.rows.length, events.value.length]).toEqual([5, 5])
  }
})

describe('a cluster of which one shard is down', () => {
  it('gives no answer rather than half of one, and the whole answer when it is up again', async () => {
    const table = await eventsOf('events')
    const whole = (await table.facts(DEFAULT_DEFINITION)).value
    await cluster.stopShard(1)
    // Opened anew, as what is known already would be given again.
    const broken = await eventsOf('events')
    const id = (await table.idsFrom('', 1).catch(() => ({ value: ['a'] }))).value[0] ?? 'a'
    for (const question of [
      () => broken.survey(),
      () => broken.facts(DEFAULT_DEFINITION),
      () => broken.top(DEFAULT_DEFINITION, 3),
      () => broken.weekly(DEFAULT_DEFINITION),
      () => broken.concentration(DEFAULT_DEFINITION),
      () => broken.customer(DEFAULT_DEFINITION, id),
      () => table.top(DEFAULT_DEFINITION, 3),
    ]) {
      expect((await problemOf(question())).code).toBe('shard-down')
    }
    await cluster.startShard(1)
    expect((await (await eventsOf('events')).facts(DEFAULT_DEFINITION)).value).toEqual(whole)
  })
})
