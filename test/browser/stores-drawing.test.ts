import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { STORE_TABLES, sampleStores } from '../../src/stores/index.ts'
import { PLAIN_STORES } from '../support/store-variants.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'

const app = appInBrowser()
const CHAIN = { seed: 11, stores: 100_000, devices: 100_000, transactions: 600_000, withCards: true }
/** What a task of the page may take on a machine that has other things to do as well; the goal is 50 ms, and the numbers are printed. Drawn at one go it was 370. */
const TOLERATED_MS = 300

const allDrawn = (page: Page): Promise<void> => page.getByRole('button', { name: /^Export statuses/ }).waitFor()

test('the sentences of all answers are there first, and what belongs to them comes card by card', async () => {
  const page = await app.open()
  await page.evaluate(`
    window.seen = []
    new MutationObserver(() => {
      const cards = [...document.querySelectorAll('section[aria-labelledby^="stores-"]')].filter(card => card.querySelector('h2').hasAttribute('tabindex'))
      if (cards.length > 0) window.seen.push([cards.length, cards.filter(card => card.querySelector('fieldset, input') !== null).length])
    }).observe(document.body, { subtree: true, childList: true })`)
  await dropFiles(
    page,
    STORE_TABLES.map(table => ({ name: `${table}.csv`, content: PLAIN_STORES[table] })),
  )
  await allDrawn(page)
  // `as`: what the observer above puts there.
  const seen = (await page.evaluate('window.seen')) as readonly (readonly [cards: number, whole: number])[]
  expect(seen[0]).toEqual([7, 0])
  expect([...new Set(seen.map(([, whole]) => whole))]).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('a hundred thousand stores: no task of the page takes long, neither reading, nor drawing, nor switching', {
  timeout: 300_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'worthwhile-stores-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const tables = sampleStores(CHAIN)
  const paths = STORE_TABLES.map(table => join(folder, `${table}.csv`))
  for (const [at, table] of STORE_TABLES.entries()) await writeFile(paths[at] ?? '', [...tables[table]()].join(''))

  const page = await app.open()
  await page.evaluate(`
    window.tasks = []
    window.note = entries => window.tasks.push(...entries.map(entry => Math.round(entry.duration)))
    window.observer = new PerformanceObserver(list => note(list.getEntries()))
    observer.observe({ entryTypes: ['longtask'] })`)
  const card = (name: string) => page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) })
  const press = (name: string, label: string) =>
    card(name)
      .locator('label')
      .filter({ has: page.getByText(label, { exact: true }) })
      .first()
      .click()
  const longest: Record<string, number> = {}
  const during = async (what: string, act: () => Promise<void>): Promise<void> => {
    await page.evaluate('window.tasks.length = 0')
    await act()
    await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0)
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve))))
    await page.evaluate('note(observer.takeRecords())')
    // `as`: what the observer above puts there.
    const tasks = (await page.evaluate('window.tasks')) as readonly number[]
    longest[what] = Math.max(0, ...tasks)
    console.log(`${what}: tasks over 50 ms on the main thread: ${tasks.join(', ') || 'none'}`)
  }
  await during('reading and drawing', async () => {
    await dropFiles(page, paths)
    await allDrawn(page)
  })
  await page.getByRole('button', { name: /3 files.*800,000 rows/ }).waitFor()
  await during('all statuses', () => press('Top stores', 'All statuses'))
  await during('time of entry', () => press('First five transactions', 'It was entered'))
  await during('merchants', () => press('First five transactions', 'Merchants'))
  expect(Object.entries(longest).filter(([, milliseconds]) => milliseconds > TOLERATED_MS)).toEqual([])
})
