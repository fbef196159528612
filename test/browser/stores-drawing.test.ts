import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { STORE_TABLES } from '../../src/stores/index.ts'
import { PLAIN_STORES } from '../support/store-variants.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'

const app = appInBrowser()

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
