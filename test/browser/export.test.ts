import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { lines, order, TWO_WEEKS } from './support/events.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()

async function openExport(page: Page, content = TWO_WEEKS, name = 'two-weeks.ndjson') {
  await dropFiles(page, [{ name, content }])
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Export' })
  await sheet.waitFor()
  return sheet
}

async function save(page: Page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Save \d/ }).click()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

test('the shown rows are saved as CSV under a name that says what they are', async () => {
  const page = await app.open({ fragment: '#x=1' })
  const sheet = await openExport(page)
  await sheet.getByText('1 customer', { exact: true }).waitFor()
  await sheet.getByText('2 customers', { exact: true }).waitFor()
  await shoot(page, 'export')
  const { name, text } = await save(page)
  expect(name).toBe('worthwhile-top-1-2025-01-14.csv')
  const [header, row, end] = text.split('\r\n')
  expect(header?.split(',').slice(0, 2)).toEqual(['rank', 'customer_id'])
  expect(row?.split(',').slice(0, 6)).toEqual(['1', 'anna', '', '20290.4', 'USD', '78.04'])
  expect(end).toBe('')
  await page.getByRole('status').getByText('Saved 1 customer as worthwhile-top-1-2025-01-14.csv.').waitFor()
})

test('all customers are saved as the list that the first systems wrote', async () => {
  const page = await app.open({ fragment: '#x=1' })
  const sheet = await openExport(page)
  await sheet.getByRole('radio', { name: /All customers/ }).check()
  await sheet.getByRole('radio', { name: /ids and LTVs only/ }).check()
  await sheet.getByRole('textbox', { name: 'File name' }).fill('mine.json')
  const { name, text } = await save(page)
  expect(name).toBe('mine.json')
  expect(JSON.parse(text)).toEqual([{ anna: 20290.4 }, { ben: 2600 }])
})

test('a copy pastes into spreadsheets as a table, with formulas made harmless and numbers untouched', async () => {
  const page = await app.open({ permissions: ['clipboard-read', 'clipboard-write'] })
  const sheet = await openExport(page, lines(order('=1+1', '2025-01-06', '-5 USD'), order('ben', '2025-01-14', '10 USD')))
  await sheet.getByRole('button', { name: 'Copy for a spreadsheet' }).click()
  await page.getByRole('status').getByText('Copied 2 customers for a spreadsheet.').waitFor()
  const clip = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const text = async (type: string) => (await item?.getType(type))?.text() ?? ''
    return { plain: await text('text/plain'), html: await text('text/html') }
  })
  const rows = clip.plain
    .trim()
    .split('\n')
    .map(row => row.split('\t'))
  expect(rows[1]?.slice(0, 2)).toEqual(['1', 'ben'])
  expect(rows[2]?.[1]).toBe("'=1+1")
  expect(rows[2]?.[3]).toBe('-1300')
  expect(clip.html).toContain('<td>ben</td>')
})

test('a copied link brings back view and definition, and holds neither rows nor ids', async () => {
  const page = await app.open({ fragment: '#x=1&weeks=active&sort=-spend', permissions: ['clipboard-read', 'clipboard-write'] })
  await dropFiles(page, [{ name: 'two-weeks.ndjson', content: TWO_WEEKS }])
  await page.getByRole('button', { name: 'Copy link', exact: true }).click()
  await page.getByRole('status').getByText('Copied. The link holds your view and definition, not your data.').waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toBe(`${app.address}#x=1&sort=-spend&weeks=active`)
  expect(link).not.toMatch(/anna|ben/)
})
