import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { dragFiles, dropFiles } from './support/dropping.ts'
import { lines, order, TWO_WEEKS } from './support/events.ts'

const app = appInBrowser()

test('the start says what the page is for and that nothing is sent', async () => {
  const page = await app.open()
  await page
    .getByRole('heading', { level: 1, name: 'Who are your best customers, what are they worth, and why is that the number?' })
    .waitFor()
  await page.getByText('Drop an events file anywhere. It is read on this computer and never sent.').waitFor()
  expect(await page.title()).toBe('Worthwhile: who are my best customers?')
})

test('the sample shop is the one that its three numbers name, and can be saved as a file that reads the same', async () => {
  const page = await app.open()
  await page.getByRole('textbox', { name: 'Customers' }).fill('50')
  await page.getByRole('textbox', { name: 'Events' }).fill('1,500')
  await page.getByRole('textbox', { name: 'Seed' }).fill('7')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download this file' }).click()])
  expect(download.suggestedFilename()).toBe('worthwhile-sample-7-50-1500.ndjson')
  const text = await readFile(await download.path(), 'utf8')
  expect(text.trimEnd().split('\n')).toHaveLength(1500)

  await page.getByRole('button', { name: 'Try with a sample shop' }).click()
  const counts = page.getByRole('button', { name: /Sample shop/ }).getByText(/^1,500 events · \d+ rejected$/)
  const ofShop = await counts.textContent()
  await dropFiles(page, [{ name: 'saved.ndjson', content: text }])
  await page.getByRole('button', { name: /saved\.ndjson/ }).waitFor()
  expect(await page.getByText(/^1,500 events · \d+ rejected$/).textContent()).toBe(ofShop)
})

test('a dropped file is read at once and named in the header', async () => {
  const page = await app.open()
  await dropFiles(page, [{ name: 'two-weeks.ndjson', content: TWO_WEEKS }])
  await page.getByRole('button', { name: 'two-weeks.ndjson 4 events · 0 rejected' }).waitFor()
  await page.getByText('$20,290.40', { exact: false }).first().waitFor()
  expect(await page.title()).toBe('two-weeks.ndjson · Worthwhile')
})

test('a dropped folder is walked to its end', async () => {
  const page = await app.open()
  await dropFiles(page, [
    { name: 'export/2025/january.ndjson', content: TWO_WEEKS },
    { name: 'export/2024/december.ndjson', content: lines(order('cleo', '2024-12-30', '5 USD')) },
    { name: 'export/.DS_Store', content: 'not for us' },
  ])
  await page.getByRole('button', { name: '2 files 5 events · 0 rejected' }).waitFor()
})

test('files can be chosen instead of dropped', async () => {
  const page = await app.open()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose files' }).click()])
  await chooser.setFiles({ name: 'chosen.ndjson', mimeType: 'text/plain', buffer: Buffer.from(TWO_WEEKS) })
  await page.getByRole('button', { name: /chosen\.ndjson 4 events/ }).waitFor()
})

test('text can be pasted anywhere on the empty page, and is asked about when something is shown', async () => {
  const page = await app.open({ permissions: ['clipboard-read', 'clipboard-write'] })
  const paste = async (text: string) => {
    await page.evaluate(clip => navigator.clipboard.writeText(clip), text)
    await page.keyboard.press('Control+V')
  }
  await paste(TWO_WEEKS)
  await page.getByRole('button', { name: /Pasted text 4 events/ }).waitFor()
  await paste(lines(order('ben', '2025-01-15', '1 USD')))
  await page.getByRole('button', { name: 'Add to what is shown' }).click()
  await page.getByText('5 events · 0 rejected').waitFor()
})

test('with data on screen a drop either replaces it or adds to it, and adding the same file changes nothing', async () => {
  const page = await app.open()
  const file = { name: 'two-weeks.ndjson', content: TWO_WEEKS }
  await dropFiles(page, [file])
  await page.getByText('4 events · 0 rejected').waitFor()

  const again = await dragFiles(page, [file])
  const overlay = page.getByText('An event that is in both counts once.')
  await again.drop(overlay)
  await page.getByText('8 events · 0 rejected').waitFor()
  await page.getByText('$20,290.40', { exact: false }).first().waitFor()

  const other = await dragFiles(page, [{ name: 'other.ndjson', content: lines(order('zoe', '2025-01-06', '1 USD')) }])
  await other.drop(page.getByText('Look at the dropped files instead.'))
  await page.getByRole('button', { name: 'other.ndjson 1 event · 0 rejected' }).waitFor()
})

test('a drag that leaves the page again leaves everything as it was', async () => {
  const page = await app.open()
  const drag = await dragFiles(page, [{ name: 'a.json', content: '[]' }])
  const target = page.getByText('Drop to read')
  await target.waitFor()
  await drag.leave()
  await page.mouse.move(300, 300)
  await target.waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1, name: /Who are your best customers/ }).waitFor()
})

test('a link without data says what it asks for, and applies once data is there', async () => {
  const page = await app.open({ fragment: '#x=25&weeks=active' })
  await page.getByText('The link holds a view but no data: the top 25 by Simple LTV · 52 × spend per active week').waitFor()
  await dropFiles(page, [{ name: 'two-weeks.ndjson', content: TWO_WEEKS }])
  // anna is active in one week: 52 × 78.04 × 10.
  await page.getByText('$40,580.80', { exact: false }).first().waitFor()
})

test('the look can be forced, and stays so', async () => {
  const page = await app.open({ colorScheme: 'light' })
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await ground()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('radio', { name: 'Dark' }).check()
  expect(await ground()).not.toBe(light)
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
})
