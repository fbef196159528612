import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { shopOf } from '../sql/shops.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { createTypedTable, loadTyped } from './support/event-tables.ts'
import { CRAMPED, HURRIED, RATIONED } from './support/server-files.ts'
import { signIn, type WarehousePages, warehousePages } from './support/warehouse-page.ts'

/* What the real server refuses, as the built page says it. Wrong passwords, missing tables and cancelled queries are in page.test.ts, a part that is down in page-part-down.test.ts. */

let cluster: Cluster
let pages: WarehousePages

beforeAll(async () => {
  ;[cluster, pages] = await Promise.all([startCluster(), warehousePages()])
  await createTypedTable(cluster, 'events')
  await loadTyped(cluster, 'events', shopOf({ seed: 23, events: 100, orders: true, longAgo: false }))
  const rows = (id: string, from: string) =>
    `SELECT 'ORDER' AS type, 'NEW' AS verb, 'k' AS key, toDateTime64('2025-01-01 00:00:00', 3, 'UTC') AS event_time, ${id} AS customer_id, '1 USD' AS total_amount FROM ${from}`
  // Ten rows a second: slow enough when all are read, quick enough for the five that are looked at first. And more customers than fit into 20 MB.
  await cluster.run(
    `CREATE VIEW slow AS ${rows("concat('c', toString(number), if(sleepEachRow(0.1) = 1, 'x', ''))", 'numbers(200)')} SETTINGS max_block_size = 5`,
  )
  await cluster.run(`CREATE VIEW large AS ${rows("concat('customer ', toString(number))", 'numbers(3000000)')}`)
}, 400_000)
afterAll(async () => {
  await pages?.close()
  await cluster?.stop()
})

/** The first thing that goes wrong on the way from the form to the result, word for word; there is no figure then. */
async function refusal(page: Page): Promise<string> {
  const alert = page.getByRole('alert').first()
  const show = page.getByRole('button', { name: 'Show the best customers' })
  await alert.or(show).first().waitFor()
  if ((await alert.count()) === 0) await show.click()
  await alert.waitFor()
  expect(await page.getByRole('grid').count()).toBe(0)
  await page.getByRole('button', { name: 'Ask again' }).first().waitFor()
  return (await alert.textContent()) ?? ''
}

it.each([
  {
    what: 'takes longer than the user may take',
    user: HURRIED,
    table: 'slow',
    found: 'The query took longer than is allowed, and was ended.',
    wayOut: 'Take a shorter window',
    code: 'TIMEOUT_EXCEEDED 159',
  },
  {
    what: 'needs more memory than the user may have',
    user: CRAMPED,
    table: 'large',
    found: 'The query needs more memory than the server gives it.',
    wayOut: 'ask for a user with a higher max_memory_usage',
    code: 'MEMORY_LIMIT_EXCEEDED 241',
  },
  {
    what: 'is one more than the quota of the user has',
    user: RATIONED,
    table: 'events',
    found: 'The user has had as much as is allowed for now.',
    wayOut: 'Wait until the quota of the user begins anew',
    code: 'QUOTA_EXCEEDED 201',
  },
])('a question that $what', async ({ user, table, found, wayOut, code }) => {
  const page = await pages.open()
  await signIn(page, { ...cluster, ...user }, table)
  const words = await refusal(page)
  expect(words).toContain(found)
  expect(words).toContain(wayOut)
  await page.getByText('What the server says').first().click()
  await page.getByText(code).first().waitFor()
  await page.context().close()
})
