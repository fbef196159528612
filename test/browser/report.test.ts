import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { findings } from './support/accessibility.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { lines, order, visit } from './support/events.ts'
import { openSample } from './support/sample.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()

async function openSheet(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('listitem').getByRole('button', { name: 'Save a report', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Save a report' })
  await sheet.waitFor()
  return sheet
}

/** Saves through the sheet that is open; the file is alone in a folder, so that nothing beside it can help. */
async function saved(page: Page): Promise<{ readonly name: string; readonly path: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the report' }).click()])
  const folder = await mkdtemp(join(tmpdir(), 'worthwhile-report-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'report.html')
  await copyFile(await download.path(), path)
  return { name: download.suggestedFilename(), path, text: await readFile(path, 'utf8') }
}

interface Opened {
  readonly page: Page
  /** Whatever was asked for besides the file itself, was logged, or was thrown. */
  readonly trouble: string[]
}

async function opened(path: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await app.browser.newContext({ viewport: { width: 1100, height: 900 }, colorScheme: 'light', ...options })
  onTestFinished(() => context.close())
  const trouble: string[] = []
  const address = pathToFileURL(path).href
  context.on('request', request => {
    if (!request.url().startsWith('data:') && request.url() !== address) trouble.push(`asked for ${request.url()}`)
  })
  context.on('console', message => trouble.push(`logged ${message.text()}`))
  context.on('weberror', error => trouble.push(`threw ${error.error().message}`))
  const page = await context.newPage()
  page.on('dialog', dialog => {
    trouble.push(`asked ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(address)
  return { page, trouble }
}

const column = (page: Page, number: number): Promise<string[]> =>
  page.locator(`table[data-sortable] tbody td:nth-child(${number})`).allInnerTexts()

test('a report of the sample opens from the disk by itself, says what the page says, and asks nobody for anything', async () => {
  const shop = await app.open()
  await openSample(shop)
  const headline = await shop.getByRole('heading', { level: 1 }).textContent()
  const sheet = await openSheet(shop)
  await sheet.getByText('The file will hold personal data.').waitFor()
  await sheet.getByText(/^About \d+ kB, 10 receipts$/).waitFor()
  const { name, path } = await saved(shop)
  expect(name).toMatch(/^worthwhile-report-top-10-\d{4}-\d\d-\d\d\.html$/)
  await shop.getByRole('status').getByText(`Saved ${name}`).waitFor()

  const { page, trouble } = await opened(path)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(headline)
  expect((await column(page, 2)).length).toBe(10)
  expect(await page.getByRole('article').count()).toBe(10)
  await page.getByRole('link').first().click()
  expect(trouble).toEqual([])
})

test('its table sorts by click and by key, and stands best first without scripts', async () => {
  const shop = await app.open()
  await openSample(shop)
  await openSheet(shop)
  const { path } = await saved(shop)
  const { page, trouble } = await opened(path)
  const amounts = async (number: number) => (await column(page, number)).map(text => Number(text.replaceAll(/[^\d.]/g, '')))
  const best = await column(page, 2)
  const spends = await amounts(5)
  await page.getByRole('columnheader', { name: 'Spend', exact: true }).getByRole('button').click()
  await page.getByRole('columnheader', { name: 'Spend', exact: true }).getByRole('button').press('Enter')
  expect(await amounts(5)).toEqual([...spends].sort((a, b) => a - b))
  expect(await page.getByRole('columnheader', { name: 'Spend', exact: true }).getAttribute('aria-sort')).toBe('ascending')
  await page.getByRole('columnheader', { name: 'Customer', exact: true }).getByRole('button').click()
  expect(await column(page, 2)).toEqual([...best].sort())
  await page.getByRole('columnheader', { name: '#', exact: true }).getByRole('button').click()
  expect(await column(page, 2)).toEqual(best)
  expect(trouble).toEqual([])

  const plain = await opened(path, { javaScriptEnabled: false })
  expect(await column(plain.page, 2)).toEqual(best)
  expect(await plain.page.getByRole('button').count()).toBe(0)
})

test.each([
  { look: 'light', options: { colorScheme: 'light' } },
  { look: 'dark', options: { colorScheme: 'dark' } },
  { look: 'phone', options: { viewport: { width: 320, height: 700 } } },
] as const)('axe finds nothing wrong with it, and nothing is wider than the window: $look', async ({ look, options }) => {
  const shop = await app.open()
  await openSample(shop)
  await openSheet(shop)
  const { page } = await opened((await saved(shop)).path, options)
  await shoot(page, `report-${look}`)
  expect(await findings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
})

test('hostile ids are shown and do nothing', async () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(2)>',
    '</style><iframe src=javascript:alert(3)>',
    "' autofocus onfocus='alert(4)",
  ]
  const shop = await app.open()
  await dropFiles(shop, [
    {
      name: 'hostile.ndjson',
      content: lines(...hostile.flatMap((id, at) => [order(id, '2025-01-06', `${90 - at} USD`), visit(id, '2025-01-08')])),
    },
  ])
  await openSheet(shop)
  const { path } = await saved(shop)
  const { page, trouble } = await opened(path)
  expect(await page.locator('table[data-sortable] td:nth-child(2) bdi').allInnerTexts()).toEqual(hostile)
  expect(await page.locator('img, iframe, [onfocus], [onerror]').count()).toBe(0)
  expect(await page.locator('script').count()).toBe(1)
  await page.getByRole('columnheader', { name: 'Customer', exact: true }).getByRole('button').click()
  expect(trouble).toEqual([])
})

test('what somebody adds to the file does not run either', async () => {
  const shop = await app.open()
  await openSample(shop)
  await openSheet(shop)
  const { path } = await saved(shop)
  const { page } = await opened(path)
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.ran = true'
    document.body.append(script)
    return 'ran' in window
  })
  expect(ran).toBe(false)
})

test('under pseudonyms no id, name or order is anywhere in the file, and the same key gives the same pseudonyms', async () => {
  const events = lines(
    JSON.stringify({
      type: 'CUSTOMER',
      verb: 'NEW',
      key: 'anna-7781',
      event_time: '2025-01-06',
      last_name: 'Lindqvist',
      adr_city: 'Hidden Creek',
      adr_state: 'WA',
    }),
    order('anna-7781', '2025-01-06', '50 USD'),
    order('ben-4402', '2025-01-14', '10 USD'),
  )
  const shop = await app.open()
  await dropFiles(shop, [{ name: 'anna-7781.ndjson', content: events }])
  const sheet = await openSheet(shop)
  await sheet.getByRole('checkbox', { name: /^Pseudonyms/ }).check()
  const key = await sheet.getByRole('textbox', { name: 'Key' }).inputValue()
  expect(await findings(shop)).toEqual([])
  await shoot(shop, 'report-sheet')
  const first = await saved(shop)
  const personal = ['anna-7781', 'ben-4402', 'Lindqvist', 'Hidden Creek', 'order-anna', 'order-ben', key]
  expect(personal.filter(text => first.text.includes(text))).toEqual([])

  // Elsewhere and later, with less data: whoever has the key recognises Ben.
  const later = await app.open()
  await dropFiles(later, [{ name: 'later.ndjson', content: lines(order('ben-4402', '2025-02-14', '10 USD')) }])
  const again = await openSheet(later)
  await again.getByRole('checkbox', { name: /^Pseudonyms/ }).check()
  expect(await again.getByRole('textbox', { name: 'Key' }).inputValue()).not.toBe(key)
  await again.getByRole('textbox', { name: 'Key' }).fill(key.slice(0, -1))
  await again.getByText('This is no key').waitFor()
  expect(await again.getByRole('button', { name: 'Save the report' }).isDisabled()).toBe(true)
  await again.getByRole('textbox', { name: 'Key' }).fill(key.toLowerCase())
  const second = await saved(later)
  const [anna, ben] = await column((await opened(first.path)).page, 2)
  expect(anna).toMatch(/^p[0-9a-f]{16}/)
  expect((await column((await opened(second.path)).page, 2))[0]?.slice(0, 17)).toBe(ben?.slice(0, 17))
})

test('it prints within the width of A4 and Letter, with hatches as drawings and without what is closed', async () => {
  const shop = await app.open({ fragment: '#x=60' })
  await openSample(shop)
  await openSheet(shop)
  const { path } = await saved(shop)
  // The inner widths at 96 pixels an inch, margins of 14 mm off.
  for (const width of [688, 710]) {
    const { page } = await opened(path, { viewport: { width, height: 900 } })
    await page.emulateMedia({ media: 'print' })
    expect(
      await page.evaluate(() => Math.max(...[...document.querySelectorAll('*')].map(one => one.getBoundingClientRect().right))),
    ).toBeLessThanOrEqual(width + 1)
    expect(await page.locator('details').isVisible()).toBe(false)
    expect(
      await page
        .locator('rect.partial')
        .first()
        .evaluate(bar => getComputedStyle(bar).fill),
    ).toContain('#partial')
  }
})

test('the page itself prints its whole table and nothing to be clicked', async () => {
  const page = await app.open({ fragment: '#x=60&sort=-orders' })
  await openSample(page)
  // The header is there before the result is; what is not on the screen yet cannot be printed.
  await page.getByRole('grid').getByRole('row').nth(5).waitFor()
  expect(await page.getByRole('grid').getByRole('row').count()).toBeLessThan(60)
  // What is there while the browser lays out the paper, as it does for a person who prints.
  await page.evaluate(() => {
    const seen: number[] = []
    Object.assign(window, { seen })
    window
      .matchMedia('print')
      .addEventListener('change', () => seen.push(document.querySelectorAll('section[aria-label="Printed table"] tbody tr').length))
    window.addEventListener('afterprint', () => seen.push(document.querySelectorAll('section[aria-label="Printed table"] tbody tr').length))
  })
  await page.pdf({ format: 'A4' })
  expect(await page.evaluate(() => Math.max(...(window as unknown as { seen: number[] }).seen))).toBe(60)
  expect(await page.getByRole('region', { name: 'Printed table' }).count()).toBe(0)

  await page.setViewportSize({ width: 688, height: 900 })
  await page.emulateMedia({ media: 'print' })
  const printed = page.getByRole('region', { name: 'Printed table' })
  const orders = (await printed.locator('tbody td:nth-child(6)').allInnerTexts()).map(Number)
  expect(orders).toEqual([...orders].sort((a, b) => b - a))
  expect(orders.length).toBe(60)
  expect(await page.getByRole('grid').isVisible()).toBe(false)
  expect(await page.locator('button:not([popovertarget]):visible, input:visible, header:visible').count()).toBe(0)
  await shoot(page, 'page-printed')
})
