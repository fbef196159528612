import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { FIXTURES } from '../support/store-files.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { lines, order } from './support/events.ts'
import { openSample } from './support/sample.ts'
import { shootPaper } from './support/shots.ts'

const app = appInBrowser()

const FORMATS = ['A4', 'Letter'] as const
/** Inner widths at 96 pixels an inch, margins of 14 mm off. */
const WIDTHS = { A4: 688, Letter: 710 } as const

/** Each day's customer spends more than that of the day before. */
const weeks = (...days: readonly string[]) =>
  lines(...days.flatMap((day, at) => [order(`ann ${day}`, day, `${at + 1}.34 USD`), order('ben', day, '9 USD')]))

/** The tabs of the page, each with what must be read on paper. */
const TABS: Readonly<Record<string, { readonly open: () => Promise<Page>; readonly words: readonly RegExp[] }>> = {
  customers: {
    open: async () => {
      const page = await app.open({ fragment: '#x=60' })
      await openSample(page)
      await page.getByRole('grid').getByRole('row').nth(5).waitFor()
      return page
    },
    words: [/Simple LTV/, /Top 60 of/, /Spend per week/],
  },
  concentration: {
    open: async () => {
      const page = await app.open({ fragment: '#tab=concentration' })
      await openSample(page)
      await page.getByText('if all spent the same', { exact: false }).first().waitFor()
      return page
    },
    words: [/Simple LTV/, /if all spent the same/i],
  },
  cohorts: {
    open: async () => {
      const page = await app.open({ fragment: '#tab=cohorts' })
      await openSample(page)
      await page.getByRole('table', { name: /by month of first event/ }).waitFor()
      return page
    },
    words: [/Simple LTV/],
  },
  predictions: {
    open: async () => {
      const page = await app.open({ fragment: '#tab=predict&x=60' })
      await openSample(page)
      await page.getByRole('heading', { name: /^Expected from today’s customers/ }).waitFor()
      return page
    },
    words: [/Expected from today’s customers/, /The 60 customers who are expected to bring most/, /Predicted \(est\.\)/, /Back-test/],
  },
  stores: {
    open: async () => {
      const page = await app.open({ fragment: '#top=100' })
      await dropFiles(
        page,
        ['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv'].map(name => join(FIXTURES, name)),
      )
      await page.getByRole('heading', { level: 2, name: 'Top stores' }).waitFor()
      return page
    },
    words: [/Top stores/, /Top products/],
  },
  changes: {
    open: async () => {
      const page = await app.open({ fragment: '#x=40' })
      const days = Array.from({ length: 60 }, (_, day) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10))
      for (const [name, content] of [
        ['march.ndjson', weeks(...days.slice(0, 40))],
        ['april.ndjson', weeks(...days)],
      ] as const) {
        await dropFiles(page, [{ name, content }])
        await page.getByRole('button', { name }).waitFor()
        await page.getByRole('grid').waitFor()
      }
      await page.getByRole('tab', { name: 'What changed' }).click()
      await page.getByText(/were among them in march\.ndjson/).waitFor()
      return page
    },
    words: [/were among them in march\.ndjson/],
  },
  rollup: {
    open: async () => {
      const shop = await app.open()
      await openSample(shop)
      await shop.getByRole('button', { name: 'Export', exact: true }).click()
      const sheet = shop.getByRole('dialog', { name: 'Export' })
      await sheet.getByRole('radio', { name: /^Weeks as CSV/ }).check()
      const [download] = await Promise.all([shop.waitForEvent('download'), sheet.getByRole('button', { name: 'Save everything' }).click()])
      const page = await app.open({ fragment: '#x=30' })
      await dropFiles(page, [{ name: 'weeks.csv', content: await readFile(await download.path()) }])
      await page.getByRole('grid').waitFor()
      return page
    },
    words: [/This is a rollup/, /Top 30 of/],
  },
}

test('on paper a chart stays below its title, and an answer that was not asked for is not there', async () => {
  const page = await TABS['customers']?.open()
  if (page === undefined) throw new Error('there is no tab of customers')
  await page.emulateMedia({ media: 'print' })
  const panel = page.getByRole('region', { name: /^Spend per week of the top/ })
  await panel.getByRole('img').first().waitFor()
  expect(await panel.evaluate(element => getComputedStyle(element).breakInside)).toBe('avoid')

  const stores = await TABS['stores']?.open()
  if (stores === undefined) throw new Error('there is no tab of stores')
  const card = stores.getByText('Choose a store, in a table or by its id or name', { exact: false })
  await card.waitFor()
  await stores.emulateMedia({ media: 'print' })
  expect(await card.isVisible()).toBe(false)
})

describe.each(Object.keys(TABS))('on paper, %s', tab => {
  test('fit the width of A4 and Letter, say what they rest on, and leave nothing to be clicked', { timeout: 120_000 }, async () => {
    const found = TABS[tab]
    if (found === undefined) throw new Error(`there is no tab ${tab}`)
    const page = await found.open()
    for (const format of FORMATS) expect(await shootPaper(page, `paper-${tab}-${format}`, format)).toBeGreaterThan(10_000)
    for (const format of FORMATS) {
      await page.setViewportSize({ width: WIDTHS[format], height: 900 })
      await page.emulateMedia({ media: 'print' })
      const { tooWide, cut, words, clickable } = await page.evaluate(width => {
        const described = (element: Element) => `${element.tagName} ${element.getAttribute('class')}: ${element.textContent?.slice(0, 60)}`
        const shown = [...document.querySelectorAll<HTMLElement>('#root *')].filter(
          element => element.checkVisibility() && element.closest('.visually-hidden') === null,
        )
        return {
          tooWide: shown.filter(element => element.getBoundingClientRect().right > width + 1).map(described),
          // Text that lies outside of a box that hides what is too much.
          cut: shown
            .filter(element => element instanceof HTMLElement && getComputedStyle(element).overflowX !== 'visible')
            .filter(element => element.scrollWidth > element.clientWidth + 1)
            .map(described),
          // biome-ignore lint/performance/useDomNodeTextContent: what is not shown does not count.
          words: document.body.innerText,
          clickable: shown.filter(element => element.matches('input, select, textarea, button:not([popovertarget], th *, td *)')).length,
        }
      }, WIDTHS[format])
      expect(tooWide).toEqual([])
      expect(cut).toEqual([])
      expect(clickable).toBe(0)
      for (const word of found.words) expect(words).toMatch(word)
    }
  })
})
