import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { shopOf } from '../sql/shops.ts'
import { datasetOf } from '../support/timeline.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { createTextTable, createTypedTable, loadTyped } from './support/event-tables.ts'
import { CRAMPED, HURRIED, RATIONED, STRICT } from './support/server-files.ts'
import { showResult, signIn, type WarehousePages, warehousePages } from './support/warehouse-page.ts'

/*
 * The built page in a real browser against a real cluster that refuses, each for a reason of its own: what the reader is told, what can be done, and that no
 * figure is shown. The same words for texts that ClickHouse was heard to say are in test/browser/warehouse-failures.test.ts, which needs no engine.
 */

const EVENTS = shopOf({ seed: 21, events: 300, orders: true, longAgo: false })

let cluster: Cluster
let pages: WarehousePages
beforeAll(async () => {
  ;[cluster, pages] = await Promise.all([startCluster(), warehousePages()])
  await createTypedTable(cluster, 'events')
  await loadTyped(cluster, 'events', EVENTS)
  await createTextTable(cluster, 'empty')
  const rows = (id: string, from: string) =>
    `SELECT 'ORDER' AS type, 'NEW' AS verb, 'k' AS key, toDateTime64('2025-01-01 00:00:00', 3, 'UTC') AS event_time, ${id} AS customer_id, '1 USD' AS total_amount FROM ${from}`
  // Ten rows a second, and more customers than fit into 20 MB.
  await cluster.run(
    `CREATE VIEW slow AS ${rows("concat('c', toString(number), if(sleepEachRow(0.1) = 1, 'x', ''))", 'numbers(2000)')} SETTINGS max_block_size = 5`,
  )
  await cluster.run(`CREATE VIEW large AS ${rows("concat('customer ', toString(number))", 'numbers(3000000)')}`)
  await cluster.run(
    `CREATE TABLE changing (key String, event_time DateTime, customer_id String, total_amount String) ENGINE = MergeTree ORDER BY key`,
  )
  await cluster.run(`INSERT INTO changing VALUES ('o1', '2025-01-01 00:00:00', 'ada', '12.34 USD')`)
}, 400_000)
afterAll(async () => {
  await pages?.close()
  await cluster?.stop()
})

let opened: Page[] = []
const open = async (): Promise<Page> => {
  const page = await pages.open()
  opened.push(page)
  return page
}
afterEach(async () => {
  await Promise.all(opened.map(page => page.context().close()))
  opened = []
})

/** What the first notice says. What else was asked meanwhile may have failed, too. */
async function alert(page: Page): Promise<string> {
  const first = page.getByRole('alert').first()
  await first.waitFor()
  return (await first.textContent()) ?? ''
}

/** No table of customers, no headline of theirs and no amount: nothing that could be taken for an answer. */
async function expectNoFigures(page: Page): Promise<void> {
  expect(await page.getByRole('grid').count()).toBe(0)
  expect(await page.locator('main dl').count()).toBe(0)
  expect(
    await page
      .locator('main')
      .getByText(/[$€£]\d/)
      .count(),
  ).toBe(0)
}

/** The beginnings of what the page has running, or nothing. */
const running = () =>
  cluster.run(
    `SELECT substring(query, 1, 300) FROM system.processes WHERE user = '${cluster.user}' AND query NOT LIKE '%system.processes%' FORMAT TSVRaw`,
  )

/** From the form to a question that the server is long busy with, and nothing else. */
async function askSlowly(page: Page): Promise<void> {
  await signIn(page, cluster, 'slow')
  await page.getByRole('table', { name: 'The first rows, read as events' }).waitFor()
  await expect.poll(running, { timeout: 30_000 }).toBe('')
  await page.getByRole('button', { name: 'Show the best customers' }).click()
  await expect.poll(running, { timeout: 30_000 }).not.toBe('')
}

describe('when nobody may be asked, the page says why', () => {
  it('a wrong password, and then the right one', async () => {
    const page = await open()
    await signIn(page, { ...cluster, password: 'wrong' }, 'events')
    expect(await alert(page)).toContain('The server does not know this user and password.')
    await page.getByLabel('Password').fill(cluster.password)
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await page.getByRole('button', { name: 'Show the best customers' }).waitFor()
  })

  it('a user who may not change a setting, not even of a query (readonly = 1)', async () => {
    const page = await open()
    await signIn(page, { ...cluster, ...STRICT }, 'events')
    expect(await alert(page)).toMatch(/The user may not change any setting.*Sign in as a user with readonly = 2/)
    await expectNoFigures(page)
  })

  it('a server that is not set up to answer pages (no CORS)', async () => {
    const page = await open()
    await signIn(page, { ...cluster, url: cluster.closedUrl }, 'events')
    expect(await alert(page)).toMatch(/does not allow pages to ask it \(CORS\).*add_http_cors_header = 1/)
    await expectNoFigures(page)
  })

  it('a port that nobody listens on', async () => {
    const page = await open()
    await signIn(page, { ...cluster, url: 'http://127.0.0.1:1' }, 'events')
    expect(await alert(page)).toMatch(/the server did not answer.*Check host and port/)
    await expectNoFigures(page)
  })
})

describe('when a table cannot be asked, the page says why', () => {
  it('a table that is not there, and then one that is', async () => {
    const page = await open()
    await signIn(page, cluster, 'no such table')
    expect(await alert(page)).toContain('The server does not know the table')
    await page.getByLabel('Table or view').selectOption({ label: 'default.events · Distributed' })
    await page.getByRole('button', { name: 'Show the best customers' }).waitFor()
  })

  it('a column that is dropped while it is being asked about', async () => {
    const page = await open()
    await signIn(page, cluster, 'changing')
    await page.getByRole('table', { name: 'The first rows, read as events' }).waitFor()
    await cluster.run('ALTER TABLE changing DROP COLUMN total_amount')
    await page.getByRole('button', { name: 'Show the best customers' }).click()
    expect(await alert(page)).toMatch(/The server does not know the table or one of its columns\..*Choose it from the list again/)
    await expectNoFigures(page)
    await page.getByRole('button', { name: 'Table and columns' }).click()
    await page.getByRole('heading', { name: 'Which table holds the events?' }).waitFor()
  })

  it('a table without rows', async () => {
    const page = await open()
    await signIn(page, cluster, 'empty')
    await page.getByText('The table is empty. Fill it, or choose another one.').waitFor()
    await page.getByRole('button', { name: 'Show the best customers' }).click()
    await page.getByRole('heading', { name: 'No customers were found in this data.' }).waitFor()
    expect(await page.getByRole('grid').count()).toBe(0)
  })
})

describe('when a query is not answered, the page says why and shows nothing half', () => {
  it.each([
    ['takes longer than its user may take', HURRIED, 'slow', /took longer than is allowed.*a longer max_execution_time/],
    ['needs more memory than its user may have', CRAMPED, 'large', /needs more memory.*a higher max_memory_usage/],
    ['is one more than the quota of its user has', RATIONED, 'events', /has had as much as is allowed for now.*Wait until the quota/],
  ] as const)('a query that %s', async (_, user, table, words) => {
    const page = await open()
    await signIn(page, { ...cluster, ...user }, table)
    const show = page.getByRole('button', { name: 'Show the best customers' })
    // The first rows may be refused already, and a quota may be used up before there is a table to choose.
    await show
      .or(page.getByRole('alert').filter({ hasText: words }))
      .first()
      .waitFor()
    if ((await show.count()) > 0 && (await page.getByRole('alert').filter({ hasText: words }).count()) === 0) await show.click()
    await page.getByRole('alert').filter({ hasText: words }).first().waitFor()
    await page.getByRole('button', { name: 'Ask again' }).first().waitFor()
    await expectNoFigures(page)
  })

  it('a query that takes too long is not begun again and again by the browser', async () => {
    const failed = async () => Number(await cluster.run("SELECT sum(value) FROM system.events WHERE event = 'FailedQuery'"))
    const page = await open()
    await signIn(page, { ...cluster, ...HURRIED }, 'slow')
    await page.getByRole('table', { name: 'The first rows, read as events' }).waitFor()
    const before = await failed()
    await page.getByRole('button', { name: 'Show the best customers' }).click()
    expect(await alert(page)).toContain('The query took longer than is allowed, and was ended.')
    // Chromium begins it anew at least once when it is told of a time-out; without an end to that it was 22 times.
    const times = (await failed()) - before
    expect(times).toBeGreaterThan(0)
    expect(times).toBeLessThan(6)
  })

  it('a query that is ended by whoever runs the server', async () => {
    const page = await open()
    await askSlowly(page)
    await cluster.run(`KILL QUERY WHERE user = '${cluster.user}' AND query NOT LIKE '%system.processes%' ASYNC`)
    expect(await alert(page)).toMatch(/The query was ended on the server, and not from this page\..*Ask again\./)
    await expectNoFigures(page)
    await page.getByRole('button', { name: 'Ask again' }).first().waitFor()
  })

  it('a query that is cancelled by the reader: when the page says so nothing of it runs on the server, however soon or late that is', async () => {
    const page = await open()
    await askSlowly(page)
    for (const milliseconds of [0, 20, 200, 1_000, 3_000]) {
      await new Promise(resolve => setTimeout(resolve, milliseconds))
      await page.getByRole('button', { name: 'Cancel' }).click()
      expect(await alert(page)).toContain('The query was cancelled.')
      expect(await running(), `cancelled after ${milliseconds} ms`).toBe('')
      await expectNoFigures(page)
      await page.getByRole('button', { name: 'Ask again' }).click()
    }
  })

  it('a query whose page is closed ends on the server with the rows in hand', async () => {
    const page = await open()
    await askSlowly(page)
    await page.close()
    await expect.poll(running, { timeout: 30_000 }).toBe('')
  })
})

it('an id that is nobody’s, however it looks and however long it is, is said to be nobody’s', async () => {
  const page = await open()
  await showResult(page, cluster, 'events')
  const { customers } = datasetOf(EVENTS)
  const known = new Set(Array.from({ length: customers.length }, (_, customer) => customers.text(customer)))
  // Browsers let requests that are to outlive their page carry 64 KiB.
  const long = 'a'.repeat(70_000)
  for (const id of ["' OR 1=1 --", 'A', '{id:String}', 'O\'Brien" --', '\\\\', long]) {
    expect(known.has(id), id).toBe(false)
    await page.getByLabel('Find a customer id').fill(id)
    await page.getByRole('button', { name: 'Find', exact: true }).click()
    await page.getByText(`No customer ‘${id}’. Ids are matched exactly.`).waitFor()
  }
})
