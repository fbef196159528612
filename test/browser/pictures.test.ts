import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { PALETTES } from '../../src/ui/parts/picture/palette.ts'
import { FIXTURES } from '../support/store-files.ts'
import { findings } from './support/accessibility.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { lines, order } from './support/events.ts'
import { openSampleShop } from './support/result.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()

const THEMES = ['light', 'dark'] as const
type Theme = (typeof THEMES)[number]

const controls = (page: Page) => page.getByRole('button', { name: /^Save picture: / })

/** Saves a picture by its menu; the file gets the name that the page gave it. */
async function save(control: Locator, choice: string): Promise<{ readonly name: string; readonly path: string }> {
  const page = control.page()
  await control.click()
  const item = page.getByRole('button', { name: choice, exact: true })
  const [download] = await Promise.all([page.waitForEvent('download'), item.click()])
  const folder = await mkdtemp(join(tmpdir(), 'worthwhile-picture-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const name = download.suggestedFilename()
  const path = join(folder, name)
  await download.saveAs(path)
  return { name, path }
}

/** What a program sees that opens an SVG file alone: no page around it, no network. */
async function openAlone(path: string): Promise<{ readonly words: string; readonly width: number; readonly height: number }> {
  const context = await app.browser.newContext({ offline: true })
  onTestFinished(() => context.close())
  const asked: string[] = []
  context.on('request', request => asked.push(request.url()))
  const page = await context.newPage()
  const address = pathToFileURL(path).href
  await page.goto(address)
  expect(asked).toEqual([address])
  return page.evaluate(() => {
    const root = document.documentElement
    if (root.localName !== 'svg' || document.querySelector('parsererror') !== null) throw new Error('is no well-formed SVG')
    const { width, height } = root.getBoundingClientRect()
    return { words: [...document.querySelectorAll('text')].map(text => text.textContent).join('\n'), width, height }
  })
}

/** Size of a PNG file, the colour of its corner, and how many colours it has. */
async function decoded(path: string): Promise<{ width: number; height: number; corner: string; colours: number }> {
  const page = await app.browser.newPage()
  onTestFinished(() => page.close())
  return page.evaluate(
    async bytes => {
      const bitmap = await createImageBitmap(
        new Blob([Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))], { type: 'image/png' }),
      )
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
      if (context === null) throw new Error('there is no canvas')
      context.drawImage(bitmap, 0, 0)
      const pixels = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer)
      const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
      const corner = `#${[red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('')}`
      return { width: bitmap.width, height: bitmap.height, corner, colours: new Set(pixels).size }
    },
    await readFile(path, 'base64'),
  )
}

/** Saves a chart as SVG and PNG in a theme and looks at both. Returns the SVG's text and words. */
async function savedIn(theme: Theme, control: Locator): Promise<{ readonly svg: string; readonly words: string }> {
  const { name, path } = await save(control, `SVG, ${theme}`)
  expect(name).toMatch(new RegExp(`^worthwhile-.*-${theme}.*\\.svg$`))
  const { words, width, height } = await openAlone(path)
  const svg = await readFile(path, 'utf8')
  // Nothing of the page is left that would mean something else elsewhere, and no colour of the other theme.
  expect(svg).not.toMatch(/var\(|light-dark|oklch|class=|style=|href|https?:(?!\/\/www\.w3\.org\/2000\/svg")/)
  for (const colour of Object.values(PALETTES[theme === 'light' ? 'dark' : 'light'])) expect(svg).not.toContain(colour)
  expect(words).toContain('Made with Worthwhile')
  expect(words).toMatch(/^Data of .*, UTC$/m)
  const image = await decoded((await save(control, `PNG, ${theme}`)).path)
  expect(image).toMatchObject({ width: 2 * width, height: 2 * height, corner: PALETTES[theme].panel })
  expect(image.colours).toBeGreaterThan(20)
  return { svg, words }
}

describe.each(THEMES)('in the %s theme, from a page in the other', theme => {
  const colorScheme = theme === 'light' ? 'dark' : 'light'
  const colours = PALETTES[theme]

  test('spend by week, concentration and cohorts of the sample are saved as they stand alone', async () => {
    const page = await app.open({ colorScheme })
    await openSampleShop(page)

    const weekly = await savedIn(theme, page.getByRole('button', { name: /^Save picture: Spend per week of the top 10/ }))
    expect(weekly.words).toContain('Spend per week of the top 10')
    expect(weekly.words).toContain('Simple LTV · 52 × spend per week × 10 years')
    expect(weekly.svg).toContain(colours.bar)
    // The first week of the sample is only partly in the data.
    expect(weekly.svg.match(/"url\(#partial\)"/g)?.length).toBeGreaterThan(1)

    const customer = await savedIn(theme, page.getByRole('button', { name: /^Save picture: Spend per week: customer / }))
    const id = await page.getByRole('complementary', { name: 'Chosen customer' }).getByRole('heading', { level: 2 }).textContent()
    expect(customer.words).toContain(`Spend per week: customer ${id}`)

    await page.getByRole('tab', { name: 'Concentration' }).click()
    // Those of the tab before stay until the curve is there.
    const curve = await savedIn(theme, page.getByRole('button', { name: /^Save picture: (?!Spend per week)/ }))
    expect(curve.words).toContain('if all spent the same')
    expect(curve.svg).toContain(`stroke="${colours.bar}" stroke-width="2.5"`)

    await page.getByRole('tab', { name: 'Cohorts' }).click()
    const cohorts = await savedIn(theme, page.getByRole('button', { name: /^Save picture: Spend per customer in USD/ }))
    const cell = await page
      .getByRole('table', { name: /by month of first event/ })
      .getByRole('cell')
      .nth(1)
      .textContent()
    expect(cohorts.words.split('\n')).toContain(cell)
  })

  test('the charts of the prediction are saved with their estimates hatched or dashed', async () => {
    const page = await app.open({ colorScheme, fragment: '#tab=predict' })
    await openSampleShop(page)
    await page.getByRole('button', { name: 'Save picture: Repeat orders per week' }).waitFor()
    const named = (name: RegExp) => page.getByRole('main').getByRole('button', { name })
    const tracking = await savedIn(theme, named(/Repeat orders per week/))
    expect(tracking.svg).toContain('stroke-dasharray="5, 3.5"')
    expect(tracking.words).toContain('Predicted value · ')
    const calibration = await savedIn(theme, named(/Orders per customer in the/))
    expect(calibration.svg).toMatch(new RegExp(`<pattern id="_r_[^>]*><rect [^>]*fill="${colours.estbg}"/>`))
    const map = await savedIn(theme, named(/Save picture: Orders to expect within the horizon/))
    expect(map.svg.match(/"url\(#estimated-lines\)"/g)?.length).toBeGreaterThan(20)
    await savedIn(theme, named(/Save picture: Chance of still being a customer$/))
  })

  test('the charts of stores are saved, each with its own definition', async () => {
    const page = await app.open({ colorScheme })
    await dropFiles(
      page,
      ['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv'].map(name => join(FIXTURES, name)),
    )
    const named = (name: RegExp) => page.getByRole('button', { name })
    await named(/^Save picture: The .* stores with the largest amount/).waitFor()
    const stores = await savedIn(theme, named(/^Save picture: The .* stores with the largest amount/))
    expect(stores.words).toContain('Sum of the amounts of accepted transactions of each store')
    const averages = await savedIn(theme, named(/^Save picture: Average amounts/))
    expect(averages.words).toContain('Mean amount of accepted transactions, by typology and country')
    await savedIn(theme, named(/^Save picture: The .* products sold most/))
    await savedIn(theme, named(/^Save picture: Share of each type of device/))
    const first = await savedIn(theme, named(/^Save picture: How many stores take how long/))
    expect(first.words).toContain('median')
    await savedIn(theme, named(/^Save picture: Refused and cancelled/))
    await page.getByRole('button', { name: /, which sold most$/ }).click()
    const weeks = await savedIn(theme, named(/^Save picture: Amount per week: store /))
    expect(weeks.words).toContain('Sum of the amounts of accepted transactions in each calendar week')
  })
})

test('the menu is used by keyboard, and focus is back on its button afterwards', async () => {
  const page = await app.open()
  await openSampleShop(page)
  const control = controls(page).first()
  await control.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(download.suggestedFilename()).toMatch(/-dark-.*\.svg$/)
  await page
    .getByRole('status')
    .getByText(/^Saved worthwhile-spend-per-week.* pixels\.$/)
    .waitFor()
  expect(await control.evaluate(button => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  expect(await control.evaluate(button => button === document.activeElement)).toBe(true)
})

test.each([
  { look: 'light', colorScheme: 'light', width: 1440 },
  { look: 'dark', colorScheme: 'dark', width: 1440 },
  { look: 'phone', colorScheme: 'light', width: 320 },
] as const)('axe finds nothing wrong with the open menu: $look', async ({ look, colorScheme, width }) => {
  const page = await app.open({ colorScheme, viewport: { width, height: 900 } })
  await openSampleShop(page)
  await controls(page).first().click()
  await page.getByRole('button', { name: 'PNG, dark' }).waitFor()
  await shoot(page, `picture-menu-${look}`)
  expect(await findings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
})

test('what is expected of one customer is saved as it stands alone', async () => {
  const page = await app.open({ fragment: '#tab=predict&rank=1', colorScheme: 'dark' })
  await openSampleShop(page)
  for (const [name, words] of [
    [/^Save picture: .*still/i, 'Chance of still being a customer'],
    [/^Save picture: .*orders/i, 'orders'],
  ] as const) {
    const outlook = page.getByRole('region', { name: /^Prediction for / })
    const saved = await savedIn('light', outlook.getByRole('button', { name }).first())
    expect(saved.words.toLowerCase()).toContain(words.toLowerCase())
    expect(saved.words).toMatch(/customer\s+[\da-f]{12}/)
    expect(saved.svg).toContain(PALETTES.light.est)
  }
})

test('the code for pictures is loaded when the first is asked for, not before', async () => {
  const page = await app.open()
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  await openSampleShop(page)
  await controls(page).first().click()
  expect(asked.filter(address => /picture-file/.test(address))).toEqual([])
  const [request] = await Promise.all([
    page.waitForRequest(/assets\/picture-file-/),
    page.getByRole('button', { name: 'SVG, light' }).click(),
  ])
  expect(request.url()).toContain(app.address)
})

test('a customer with a hostile id is a title like any other', async () => {
  const hostile = '</title><script>alert(1)</script><image href="https://example.com/x.png"/>'
  const page = await app.open()
  await dropFiles(page, [
    { name: 'hostile.ndjson', content: lines(order(hostile, '2025-01-06', '5 USD'), order('ben', '2025-01-14', '1 USD')) },
  ])
  const { path } = await save(page.getByRole('button', { name: /^Save picture: Spend per week: customer / }), 'SVG, light')
  const { words } = await openAlone(path)
  expect(words.replaceAll(/\s/g, '')).toContain(hostile.replaceAll(/\s/g, ''))
})
