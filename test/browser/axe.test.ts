import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { FIXTURES } from '../support/store-files.ts'
import { findings } from './support/accessibility.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dragFiles, dropFiles } from './support/dropping.ts'
import { lines, longFile, order, TWO_WEEKS } from './support/events.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()

const long = longFile(2_500)

const openSample = async (page: Page) => {
  await page.getByRole('button', { name: 'Try with a sample shop' }).click()
  await page.getByRole('button', { name: /^Sample shop/ }).waitFor()
}

const storeFiles = (names: readonly string[]) => names.map(name => join(FIXTURES, name))

const openFromMenu = async (page: Page, item: string) => {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('listitem').getByRole('button', { name: item, exact: true }).click()
  await page.getByRole('dialog').waitFor()
}

/** Ways to every screen and sheet, from the start. */
const SCREENS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  start: async page => {
    await page.getByText('An example, one event per line').click()
  },
  menu: async page => {
    await openSample(page)
    await page.getByRole('button', { name: 'More' }).click()
  },
  overlay: async page => {
    await openSample(page)
    await dragFiles(page, [{ name: 'a.json', content: '[]' }])
    await page.getByText('Look at the dropped files instead.').waitFor()
  },
  reading: async page => {
    await dropFiles(page, [long.path])
    await page.getByRole('table').getByRole('row').nth(5).waitFor()
  },
  failed: async page => {
    await dropFiles(page, [{ name: 'stores.csv', content: 'id,name\n1,North\n' }])
    await page.getByRole('region', { name: 'What was found' }).waitFor()
  },
  partly: async page => {
    await dropFiles(page, [
      { name: 'good.ndjson', content: TWO_WEEKS },
      { name: 'stores.csv', content: 'id,name\n1,North\n' },
    ])
    await page.getByRole('button', { name: 'See the data' }).waitFor()
    await page.getByRole('heading', { level: 1 }).waitFor()
  },
  data: async page => {
    await dropFiles(page, [{ name: 'faulty.ndjson', content: lines(order('anna', '2025-02-30', '1 USD'), TWO_WEEKS.trimEnd()) }])
    await page.getByRole('button', { name: /^faulty/ }).click()
    await page.getByRole('dialog').waitFor()
  },
  waiting: async page => {
    await dropFiles(page, storeFiles(['terminals.csv']))
    await page.getByRole('button', { name: /left out/ }).waitFor()
  },
  stores: async page => {
    await dropFiles(page, storeFiles(['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv']))
    // A week, a list with small groups beside the map, and a query, which scrolls.
    await page.getByRole('button', { name: /which sold most/ }).click()
    await page.getByText('The same as SQL').first().click()
    await page.getByRole('region', { name: 'Refused and cancelled' }).getByRole('radio', { name: 'Stores' }).check()
    await page.getByRole('img').first().waitFor()
    // From the top: what is half under the page's header after scrolling is too small for a finger, and can be scrolled.
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
  },
  'stores-data': async page => {
    await dropFiles(page, storeFiles(['places.csv', 'terminals.csv', 'sales-2023-a.csv']))
    await page.getByRole('button', { name: /^3 files/ }).click()
    await page.getByRole('dialog').getByText('unknown device').first().waitFor()
  },
  definition: async page => {
    await openSample(page)
    await openFromMenu(page, 'Change definition')
    await page.getByRole('radio', { name: /^Active weeks/ }).check()
    await page.getByRole('columnheader', { name: 'Before' }).waitFor()
    await page.getByRole('textbox', { name: 'Lifespan in years' }).fill('x')
  },
  predict: async page => {
    await openSample(page)
    await page.getByRole('tab', { name: 'Predict' }).click()
    await page.getByRole('button', { name: 'Change prediction' }).waitFor()
    await page
      .getByRole('grid', { name: /expected to bring most/ })
      .getByRole('rowheader')
      .first()
      .click()
    await page.getByRole('region', { name: /^Prediction for / }).waitFor()
  },
  prediction: async page => {
    await openSample(page)
    await page.getByRole('tab', { name: 'Predict' }).click()
    await page.getByRole('button', { name: 'Change prediction' }).click()
    await page.getByRole('dialog', { name: 'Prediction' }).waitFor()
  },
  export: async page => {
    await openSample(page)
    await openFromMenu(page, 'Export')
  },
  report: async page => {
    await openSample(page)
    await openFromMenu(page, 'Save a report')
    await page.getByRole('checkbox', { name: /^Pseudonyms/ }).check()
  },
  paste: page => openFromMenu(page, 'Paste events'),
  about: page => openFromMenu(page, 'About'),
}

const LOOKS = [
  { look: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { look: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { look: 'phone', colorScheme: 'light', viewport: { width: 320, height: 700 } },
] as const

const CASES = Object.keys(SCREENS).flatMap(screen => LOOKS.map(look => ({ screen, ...look })))

test.each(CASES)('axe finds nothing wrong: $screen, $look', async ({ screen, look, colorScheme, viewport }) => {
  const page = await app.open({ colorScheme, viewport })
  await SCREENS[screen]?.(page)
  // Colours are judged as they stand, not half-way into a sheet's appearance.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(animation => animation.finished)))
  await shoot(page, `${screen}-${look}`)
  expect(await findings(page)).toEqual([])
  // Nothing but tables and charts in frames of their own may be wider than the window.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
})
