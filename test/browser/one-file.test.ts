import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { storeFixture } from '../support/store-files.ts'
import { sheetOf, workbookOf } from '../support/workbook.ts'
import { findings } from './support/accessibility.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { BUYERS } from './support/buyers.ts'
import { dropFiles } from './support/dropping.ts'
import { type ListeningHost, listeningHost } from './support/listening-host.ts'
import { refusal } from './support/refusal.ts'
import { tableRows } from './support/result.ts'
import { openSample } from './support/sample.ts'
import { WAYS_FROM_ANYWHERE, WAYS_FROM_PAGES, WAYS_FROM_WORKERS } from './support/ways-out.ts'

const app = appInBrowser()
let folder: string
let host: ListeningHost
/** The one file in an empty folder, so that nothing beside it can help. */
let address: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worthwhile-one-file-'))
  const path = join(folder, 'any name.html')
  await copyFile(join(inject('builtAppFolder'), 'worthwhile.html'), path)
  address = pathToFileURL(path).href
  host = await listeningHost()
})
afterAll(async () => {
  await host.close()
  await rm(folder, { recursive: true, force: true })
})

const EVENTS = `type,verb,key,event_time,customer_id,total_amount
CUSTOMER,NEW,ann,2026-03-01T10:00:00Z,,
ORDER,NEW,o1,2026-03-02T10:00:00Z,ann,12.34 USD
ORDER,NEW,o2,2026-03-09T10:00:00Z,ben,99.99 USD
`

async function openAbout(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('listitem').getByRole('button', { name: 'About', exact: true }).click()
}

describe('the app as one file, opened from the disk', () => {
  test('shows the same as the app on a host', async () => {
    const [alone, hosted] = [await app.open({ address }), await app.open()]
    await openSample(alone)
    await openSample(hosted)
    const rows = await tableRows(alone)
    expect(rows.length).toBe(10)
    expect(rows).toEqual(await tableRows(hosted))
  })

  test('reads a dropped file, restores a view from a link, predicts, and opens its sheets', async () => {
    const page = await app.open({ address, fragment: '#x=1&years=5' })
    await dropFiles(page, [{ name: 'shop.csv', content: EVENTS }])
    await page.getByRole('grid').waitFor()
    expect((await tableRows(page)).map(row => row['Customer'])).toEqual(['ben'])
    await page.getByRole('tab', { name: 'Predict' }).click()
    await page.getByRole('region', { name: 'Prediction', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Sealed' }).click()
    await page.getByRole('dialog', { name: 'Sealed' }).waitFor()
    expect(await findings(page)).toEqual([])
  })

  test('drops, predicts, exports and reads workbooks and Parquet, all of it without asking for anything', {
    timeout: 180_000,
  }, async () => {
    const page = await app.open({ address, fragment: '#x=400' })
    const asked: string[] = []
    page.context().on('request', request => {
      if (!/^(?:blob|data):/.test(request.url())) asked.push(request.url())
    })
    const saved = async (button: string, label: string | RegExp): Promise<{ name: string; content: Buffer }> => {
      await page.getByRole('button', { name: button, exact: true }).click()
      const sheet = page.getByRole('dialog', { name: /^Export/ })
      await sheet.getByRole('radio', { name: label }).check()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        sheet.getByRole('button', { name: /^Save (\d|everything)/ }).click(),
      ])
      await sheet.waitFor({ state: 'hidden' })
      return { name: download.suggestedFilename(), content: await readFile(await download.path()) }
    }
    await dropFiles(page, [{ name: 'shop.ndjson', content: BUYERS }])
    await page.getByRole('grid').waitFor()
    const shown = await tableRows(page)
    expect(shown.length).toBeGreaterThan(5)
    const weeks = await saved('Export', /^Weeks as Parquet/)
    const events = await saved('Export', /^Events as CSV/)
    for (const [label, start] of [
      ['Excel workbook', 'PK'],
      [/^Parquet/, 'PAR1'],
      ['SQLite database', 'SQLite format 3'],
    ] as const)
      expect((await saved('Export', label)).content.toString('latin1').startsWith(start)).toBe(true)
    await page.getByRole('tab', { name: 'Predict' }).click()
    await page.getByRole('heading', { name: /^Expected from today’s customers/ }).waitFor()
    expect((await saved('Save predictions', 'database.db')).content.length).toBeGreaterThan(10_000)
    expect((await saved('Save predictions', 'Static API')).content.length).toBeGreaterThan(10_000)

    const fresh = async (...files: Parameters<typeof dropFiles>[1]): Promise<void> => {
      await dropFiles(page, files)
      await page.getByRole('grid').waitFor()
    }
    await page.getByRole('tab', { name: 'Top customers' }).click()
    await fresh(events)
    await page.getByRole('button', { name: events.name }).waitFor()
    expect(await tableRows(page)).toEqual(shown)
    await fresh(weeks)
    await page.getByText('This is a rollup').waitFor()
    expect((await tableRows(page)).map(row => [row['Customer'], row['LTV'], row['Spend']])).toEqual(
      shown.map(row => [row['Customer'], row['LTV'], row['Spend']]),
    )
    const sheets = Object.fromEntries(['places.csv', 'terminals.csv', 'sales-2023-a.csv'].map(name => [name, sheetOf(storeFixture(name))]))
    await dropFiles(page, [{ name: 'chain.xlsx', content: new Uint8Array(await (await workbookOf(sheets)).arrayBuffer()) }])
    await page.getByRole('button', { name: /chain\.xlsx.*64 rows/ }).waitFor()
    expect((await saved('Export', 'All answers, CSV')).content.toString('latin1').startsWith('PK')).toBe(true)
    expect(asked).toEqual([])
  })

  test('says how to open a folder, which the browser keeps closed to it when dropped', async () => {
    const page = await app.open({ address })
    await dropFiles(page, [{ name: 'export/shop.csv', content: EVENTS }])
    await page.getByText('Choose the folder instead').waitFor()
  })

  test('is offered by the app, and says itself that it is kept already', async () => {
    const hosted = await app.open()
    await openAbout(hosted)
    const [download] = await Promise.all([hosted.waitForEvent('download'), hosted.getByRole('link', { name: /one file/ }).click()])
    expect(download.suggestedFilename()).toBe('worthwhile.html')
    expect(await readFile(await download.path(), 'utf8')).toBe(await readFile(fileURLToPath(address), 'utf8'))

    const alone = await app.open({ address })
    await openAbout(alone)
    await alone.getByText('This is the app as one file').waitFor()
    expect(await alone.getByRole('link', { name: /one file/ }).count()).toBe(0)
  })

  test('has the typeface in it', async () => {
    const page = await app.open({ address })
    expect(await page.evaluate(async () => (await document.fonts.load('16px Inter')).map(face => face.status))).toContain('loaded')
  })

  test('gets out in no way', { timeout: 240_000 }, async () => {
    // Refusals are logged, so this page is opened without the watch for errors.
    const context = await app.browser.newContext()
    try {
      const page = await context.newPage()
      await page.goto(address)
      await openSample(page)
      const [worker] = page.workers()
      if (worker === undefined) throw new Error('there is a worker that has read the sample')
      for (const [name, way] of Object.entries({ ...WAYS_FROM_ANYWHERE, ...WAYS_FROM_WORKERS }))
        expect(`${name}: ${await refusal(worker, way, host.port)}`).toMatch(/: refused by /)
      for (const [name, way] of Object.entries({ ...WAYS_FROM_ANYWHERE, ...WAYS_FROM_PAGES }))
        expect(`${name}: ${await refusal(page, way, host.port)}`).toMatch(/: refused by |RTCPeerConnection is not defined/)
      expect({ contacts: host.contacts, received: host.received }).toEqual({ contacts: 0, received: '' })
    } finally {
      await context.close()
    }
  })
})
