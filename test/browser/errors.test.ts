import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { type Droppable, dropFiles } from './support/dropping.ts'
import { lines, order, TWO_WEEKS } from './support/events.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52])
const NOISE = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)

/** What the page must say about a file that is no file of events: what was found, and what to do. */
const REFUSED: readonly { readonly what: string; readonly name: string; readonly content: string | Uint8Array; readonly says: RegExp }[] = [
  { what: 'an empty file', name: 'empty.json', content: '', says: /empty/i },
  { what: 'white space only', name: 'blank.json', content: ' \n\n ', says: /empty|white space/i },
  { what: 'binary noise', name: 'noise.json', content: NOISE, says: /binary|not text|text/i },
  { what: 'an image', name: 'events.json', content: PNG, says: /PNG|image/ },
  { what: 'a CSV of something else', name: 'stores.csv', content: 'id,name,city\n1,North,Oslo\n', says: /id.*name.*city/ },
  { what: 'Python literals', name: 'dump.json', content: "[{u'type': u'ORDER', u'key': None}]", says: /Python/ },
  { what: 'JSON that holds no object', name: 'numbers.json', content: '[1, 2, 3]', says: /not an object/ },
]

async function problemOnScreen(page: Page) {
  await page.getByRole('heading', { level: 1, name: /(could not|could) be read as events, orders or tables of stores/ }).waitFor()
  return page.getByRole('region', { name: 'What was found' })
}

test.each(REFUSED)('$what is refused with its name, what it is and a way out', async ({ name, content, says }) => {
  const page = await app.open()
  await dropFiles(page, [{ name, content }])
  const problem = await problemOnScreen(page)
  const sentences = await problem.getByRole('paragraph').allTextContents()
  expect(sentences.join(' ')).toContain(name)
  expect(sentences.join(' ')).toMatch(says)
  // The way out comes last.
  expect(sentences.length).toBeGreaterThan(1)
  expect(sentences.at(-1)).toMatch(/[a-z].{15,}\.$/)
  await page.getByRole('button', { name: 'Back to the start' }).click()
  await page.getByRole('heading', { name: /Who are your best customers/ }).waitFor()
})

test('an empty folder says that there is no file in it, and the page stays as it was', async () => {
  const page = await app.open()
  await dropFiles(page, [{ name: 'export/.DS_Store', content: '' }])
  await page.getByRole('alert').getByText('The folder “export” has no file in it.').waitFor()
  await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click()
  expect(await page.getByRole('alert').count()).toBe(0)
})

test('after a failure the data that was shown before is one press away, unchanged', async () => {
  const page = await app.open()
  await dropFiles(page, [{ name: 'two-weeks.ndjson', content: TWO_WEEKS }])
  await page.getByText('4 events · 0 rejected').waitFor()
  await dropFiles(page, [{ name: 'photo.json', content: PNG }])
  await problemOnScreen(page)
  await page.getByText('The data shown before (two-weeks.ndjson) is as it was.').waitFor()
  await shoot(page, 'failed')
  await page.getByRole('button', { name: 'Back to two-weeks.ndjson' }).click()
  await page.getByText('$20,290.40', { exact: false }).first().waitFor()
})

test('good files are shown although others of the same drop could not be used, and that is said', async () => {
  const page = await app.open()
  await dropFiles(page, [
    { name: 'good.ndjson', content: TWO_WEEKS },
    { name: 'photo.png', content: PNG },
  ])
  await page.getByText('1 file is not in these figures, or only in part.').waitFor()
  await page.getByText('$20,290.40', { exact: false }).first().waitFor()
  await shoot(page, 'partly')
  await page.getByRole('button', { name: 'See the data' }).click()
  await page.getByRole('dialog').getByText('photo.png').first().waitFor()
})

test('when every record is left out, each can be seen with its reason', async () => {
  const page = await app.open()
  await dropFiles(page, [{ name: 'none.ndjson', content: lines(order('anna', '2025-02-30', '1 USD'), order('', '2025-01-06', '1 USD')) }])
  await problemOnScreen(page)
  await page.getByRole('button', { name: 'See which and why' }).click()
  const sheet = page.getByRole('dialog', { name: 'What was left out' })
  await sheet.getByRole('button', { name: 'bad event_time 1' }).waitFor()
  await sheet.getByRole('button', { name: 'missing customer_id 1' }).waitFor()
})

/** Drops things and returns the header's counts. */
async function counts(page: Page, things: readonly Droppable[]): Promise<string | null> {
  await dropFiles(page, things)
  return page.getByText(/^[\d,]+ events? · [\d,]+ rejected$/).textContent()
}

test('a truncated JSON array keeps its whole records and says that it ends early', async () => {
  const page = await app.open()
  const whole = TWO_WEEKS.trim().split('\n').join(',\n')
  expect(await counts(page, [{ name: 'cut.json', content: `[${whole},\n{"type":"ORDER","verb":"NE` }])).toBe('5 events · 1 rejected')
  await page.getByRole('button', { name: /cut\.json/ }).click()
  await page.getByRole('dialog').getByText('One file ends in the middle of a record or archive', { exact: false }).first().waitFor()
})

test('a truncated gzip keeps what was readable', async () => {
  const page = await app.open()
  const many = Array.from({ length: 20_000 }, (_, index) => order(`customer-${index}`, '2025-01-06', `${index}.25 USD`)).join('\n')
  const packed = gzipSync(many)
  const read = await counts(page, [{ name: 'cut.ndjson.gz', content: packed.subarray(0, packed.length / 2) }])
  expect(Number(read?.split(' ')[0]?.replaceAll(',', ''))).toBeGreaterThan(1000)
})

test('a hundred thousand levels of nesting are one reject, and reading goes on behind it', async () => {
  const page = await app.open()
  const deep = `{"type":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  expect(await counts(page, [{ name: 'deep.ndjson', content: `${deep}\n${TWO_WEEKS}` }])).toBe('5 events · 1 rejected')
  await page.getByRole('button', { name: /deep\.ndjson/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'nested too deep 1' }).waitFor()
})

test('100 MB on one line are one reject, and reading goes on behind it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'worthwhile-line-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'line.ndjson')
  const out = createWriteStream(path)
  out.write('{"type":"ORDER","note":"')
  const megabyte = 'x'.repeat(1_000_000)
  for (let written = 0; written < 100; written++) if (!out.write(megabyte)) await once(out, 'drain')
  out.end(`"}\n${TWO_WEEKS}`)
  await once(out, 'close')

  const page = await app.open()
  const start = Date.now()
  expect(await counts(page, [path])).toBe('5 events · 1 rejected')
  console.log(`100 MB on one line took ${Date.now() - start} ms`)
  await page.getByRole('button', { name: /line\.ndjson/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'record too long 1' }).waitFor()
})

test('an id of two million characters is shown by its beginning and copied whole', async () => {
  const page = await app.open({ permissions: ['clipboard-read', 'clipboard-write'] })
  const endless = 'x'.repeat(2_000_000)
  await dropFiles(page, [
    { name: 'endless.ndjson', content: lines(order(endless, '2025-01-06', '9 USD', endless), order('ben', '2025-01-14', '5 USD')) },
  ])
  const chosen = page.getByRole('complementary', { name: 'Chosen customer' })
  await chosen.getByRole('heading', { name: /^x{200}… \(2,000,000 characters\)$/ }).waitFor()
  await chosen.getByText('How $2,340.00 is worked out').waitFor()
  expect(await page.evaluate(() => document.body.innerHTML.length)).toBeLessThan(200_000)
  await chosen.getByRole('button', { name: 'Copy this id' }).click()
  await page.getByText(/^Copied x{200}…/).waitFor()
  expect(await page.evaluate(async () => (await navigator.clipboard.readText()).length)).toBe(2_000_000)
})

test('what is said of the data beside its name is there in full, however short the name', async () => {
  const page = await app.open()
  await dropFiles(page, [{ name: 'a.csv', content: TWO_WEEKS }])
  const said = page.getByText('4 events · 0 rejected')
  await said.waitFor()
  expect(await said.evaluate(element => element.scrollWidth - element.clientWidth)).toBe(0)
})
