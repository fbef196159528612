import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { definitionLine } from '../../src/ui/words/definition-line.ts'
import { shopOf } from '../sql/shops.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { createTextTable, loadTexts } from './support/event-tables.ts'
import { rowsInFull, showResult, type WarehousePages, warehousePages } from './support/warehouse-page.ts'

/* With a cluster of its own: the engine that npm has was seen to leave questions of others unanswered once a shard had come back. */

let cluster: Cluster
let pages: WarehousePages

beforeAll(async () => {
  ;[cluster, pages] = await Promise.all([startCluster(), warehousePages()])
  await createTextTable(cluster, 'texts')
  await loadTexts(cluster, 'texts', shopOf({ seed: 22, events: 300, orders: true, longAgo: false }))
}, 400_000)
afterAll(async () => {
  await pages?.close()
  await cluster?.stop()
})

it('a shard that is down: the figures before stay under their own definition, and no others come until it is back', async () => {
  const page = await pages.open()
  const wide = page.viewportSize() ?? { width: 0, height: 0 }
  // A narrow table has no weekly spend.
  await page.setViewportSize({ width: 320, height: 900 })
  await showResult(page, cluster, 'texts')
  await cluster.stopShard(1)
  await page.setViewportSize(wide)
  await page.getByRole('button', { name: 'Ask again for weekly spend' }).waitFor()
  const before = await rowsInFull(page)
  expect(before.length).toBeGreaterThan(1)
  await page.getByRole('button', { name: 'Change definition' }).click()
  await page.getByRole('dialog', { name: 'Definition' }).getByRole('radio', { name: 'Active weeks' }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Keep the figures shown' }).waitFor()
  // What else was asked meanwhile has failed, too: the first says it of the result.
  await page.getByRole('alert').first().getByText('A part of the cluster does not answer.').waitFor()
  await page.locator('main').getByText(definitionLine(DEFAULT_DEFINITION)).waitFor()
  expect(await rowsInFull(page)).toEqual(before)
  await cluster.startShard(1)
  await page.getByRole('button', { name: 'Ask again' }).first().click()
  await page
    .locator('main')
    .getByText(definitionLine({ ...DEFAULT_DEFINITION, weeksRule: 'active' }))
    .waitFor()
})
