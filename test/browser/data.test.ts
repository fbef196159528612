import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { lines, order, TWO_WEEKS } from './support/events.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()

const WITH_FAULTS = lines(
  order('anna', '2025-01-06', '12,x'),
  '{"type":"ORDER","verb":"NEW","key":"k","event_time":"2025-01-06","total_amount":"1 USD"}',
  '{"type":"ORDER",',
  TWO_WEEKS.trimEnd(),
)

async function openData(page: Page, content = WITH_FAULTS) {
  await dropFiles(page, [{ name: 'faulty.ndjson', content }])
  await page.getByRole('button', { name: /faulty\.ndjson/ }).click()
  const sheet = page.getByRole('dialog', { name: 'The data: faulty.ndjson' })
  await sheet.waitFor()
  return sheet
}

test('the data sheet shows that nothing got lost: read is accepted plus left out', async () => {
  const page = await app.open()
  const sheet = await openData(page)
  await sheet.getByText('7 read').waitFor()
  await sheet.getByText('4 accepted').waitFor()
  await sheet.getByText('3 left out').waitFor()
  await sheet.getByRole('row', { name: /faulty\.ndjson NDJSON/ }).waitFor()
  await sheet.getByRole('row', { name: 'ORDER NEW 3' }).waitFor()
  await shoot(page, 'data')
})

test('each record that was left out tells file, line, byte, field, reason and text, and can be filtered and saved', async () => {
  const page = await app.open()
  const sheet = await openData(page)
  await sheet.getByRole('button', { name: 'missing customer_id 1' }).click()
  await sheet.getByText(/faulty\.ndjson · line 2 · byte \d+ · customer_id/).waitFor()
  expect(await sheet.getByRole('region', { name: 'Records with their places' }).getByRole('listitem').count()).toBe(1)

  const save = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), sheet.getByRole('button', { name }).click()])
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
  }
  const csv = await save('Download as CSV')
  expect(csv.name).toBe('worthwhile-left-out-2025-01-14.csv')
  expect(
    csv.text
      .split('\r\n')
      .slice(1, 4)
      .map(row => row.split(',').slice(0, 2)),
  ).toEqual([
    ['faulty.ndjson', '1'],
    ['faulty.ndjson', '2'],
    ['faulty.ndjson', '3'],
  ])
  const ndjson = await save('Download as NDJSON')
  expect(
    ndjson.text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).reason),
  ).toEqual(['bad total_amount', 'missing customer_id', 'not valid JSON'])
})

test('ten thousand and more are all counted, and scrolled through without holding them all', async () => {
  const page = await app.open()
  const sheet = await openData(page, lines(...Array.from({ length: 12_000 }, (_, index) => `{"n":${index}}`), TWO_WEEKS.trimEnd()))
  await sheet.getByRole('heading', { name: '12,000 records were left out' }).waitFor()
  await sheet.getByText('The first 10,000 are listed and saved; all are counted.').waitFor()
  const list = sheet.getByRole('region', { name: 'Records with their places' })
  await list.evaluate(scroller => scroller.scrollTo(0, scroller.scrollHeight))
  await sheet.getByText('{"n":9999}').waitFor()
  expect(await list.getByRole('listitem').count()).toBeLessThan(40)
})

test('files are added from the sheet, and Escape gives the focus back to what opened it', async () => {
  const page = await app.open()
  const sheet = await openData(page)
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), sheet.getByRole('button', { name: 'Add files' }).click()])
  await chooser.setFiles({ name: 'more.ndjson', mimeType: 'text/plain', buffer: Buffer.from(lines(order('cleo', '2025-01-13', '3 USD'))) })
  const name = page.getByRole('button', { name: /8 events · 3 rejected/ })
  await name.click()
  await page
    .getByRole('dialog')
    .getByRole('row', { name: /more\.ndjson/ })
    .waitFor()
  await page.keyboard.press('Escape')
  expect(await name.evaluate(button => button === document.activeElement)).toBe(true)
})

test('forgetting takes everything away, after asking', async () => {
  const page = await app.open()
  const sheet = await openData(page)
  await sheet.getByRole('button', { name: 'Forget everything' }).click()
  await sheet.getByRole('button', { name: 'Forget it' }).click()
  await page.getByRole('heading', { name: /Who are your best customers/ }).waitFor()
  expect(await page.getByText('anna').count()).toBe(0)
})
