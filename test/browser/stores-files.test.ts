import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { storeTables, topStoresTable } from '../../src/share/stores-formats.ts'
import { withAboutColumns } from '../../src/share/table.ts'
import { DEFAULT_STORE_DEFINITION, storeAnswers } from '../../src/stores/index.ts'
import { cellsOf, cellsOfDelimited, cellsOfObjects, readXlsx } from '../share/read-back.ts'
import { FIXTURES, readStoreTexts } from '../support/store-files.ts'
import { fixtureStores } from '../support/store-report.ts'
import { PLAIN_STORES, type StoreTexts, storesWorkbook, WRITTEN_OTHERWISE } from '../support/store-variants.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { type Droppable, dropFiles } from './support/dropping.ts'

const app = appInBrowser()

const TABLES = ['devices', 'stores', 'transactions'] as const
type Table = (typeof TABLES)[number]

/** Under names that say nothing. */
const filesOf = (texts: StoreTexts): Droppable[] => TABLES.map((table, at) => ({ name: `${at}.txt`, content: texts[table] }))

/** All words of the cards, figures and tables included, once all of them are drawn. */
async function wordsOfAnswers(page: Page): Promise<readonly string[]> {
  await page.getByRole('button', { name: /^Export statuses/ }).waitFor()
  // `as`: evaluated in the page, which gives plain texts.
  return (await page.evaluate(
    `[...document.querySelectorAll('section[aria-labelledby^="stores-"]')].map(card => card.innerText)`,
  )) as readonly string[]
}

describe('the three tables in other hands', () => {
  async function answersTo(files: readonly Droppable[], rows = 432): Promise<readonly string[]> {
    const page = await app.open()
    await dropFiles(page, files)
    await page.getByRole('button', { name: new RegExp(`· ${rows} rows|${rows} rows`) }).waitFor()
    return wordsOfAnswers(page)
  }
  let asTheyStand: Promise<readonly string[]> | null = null
  const plain = (): Promise<readonly string[]> => {
    asTheyStand ??= answersTo(filesOf(PLAIN_STORES))
    return asTheyStand
  }

  test('are answered as they stand', async () => {
    const words = await plain()
    expect(words).toHaveLength(8)
    const { topStores } = storeAnswers(readStoreTexts(TABLES.map(table => PLAIN_STORES[table])), DEFAULT_STORE_DEFINITION)
    for (const { storeId, name } of topStores) expect(words[0]).toMatch(new RegExp(`\\n${storeId}\\s+${name}\\s`))
    expect(topStores).toHaveLength(10)
  })

  test.each(Object.keys(WRITTEN_OTHERWISE))('give the same five answers with %s', async way => {
    const texts = WRITTEN_OTHERWISE[way]?.() ?? PLAIN_STORES
    expect(texts).not.toEqual(PLAIN_STORES)
    expect(await answersTo(filesOf(texts))).toEqual(await plain())
  })

  test('give the same five answers as the sheets of a workbook', async () => {
    expect(await answersTo([{ name: 'book.xlsx', content: await storesWorkbook() }])).toEqual(await plain())
  })
})

describe('dropped one after another', () => {
  const missing = (left: readonly Table[]): string =>
    left.length === 1 ? `The table of ${left[0]} is missing.` : `The tables of ${left.join(' and ')} are missing.`
  const orders = TABLES.flatMap(first => TABLES.filter(table => table !== first).map(second => [first, second] as const))

  test.each(orders)('%s, then %s: the page says which are missing, and at last answers', async (first, second) => {
    const page = await app.open()
    const order = [first, second, ...TABLES.filter(table => table !== first && table !== second)]
    for (const [at, table] of order.entries()) {
      if (at > 0) {
        const left = TABLES.filter(each => order.indexOf(each) >= at)
        await page.getByRole('heading', { level: 1, name: missing(left) }).waitFor()
        for (const each of TABLES)
          expect(await page.getByRole('heading', { level: 2, name: `${each} missing` }).count(), each).toBe(left.includes(each) ? 1 : 0)
      }
      await dropFiles(page, [{ name: `${at}.csv`, content: PLAIN_STORES[table] }])
    }
    const words = await wordsOfAnswers(page)
    expect(words[0]).toContain('sold most')
  })
})

describe('the sheet of exports, of stores', () => {
  const FORMATS = [
    ['CSV', 'csv'],
    ['CSV for Excel', 'excel.csv'],
    ['Excel workbook', 'xlsx'],
    ['Parquet', 'parquet'],
    ['JSON', 'json'],
    ['NDJSON', 'ndjson'],
    ['All answers, CSV', 'zip'],
    ['All answers, JSON', 'json'],
  ] as const

  /** Opens the fixture and saves by the header's button and the sheet's own controls. */
  async function saved(label: string): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }> {
    const page = await app.open()
    await dropFiles(
      page,
      ['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv'].map(name => join(FIXTURES, name)),
    )
    await page.getByRole('banner').getByRole('button', { name: 'Export', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: 'Export' })
    const offered = await sheet.getByRole('group', { name: 'As what' }).getByRole('radio').count()
    expect(offered).toBe(FORMATS.length)
    await sheet
      .locator('label')
      .filter({ has: page.getByText(label, { exact: true }) })
      .click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      sheet.getByRole('button', { name: /^Save (\d|everything)/ }).click(),
    ])
    await page.getByRole('status').getByText(`as ${download.suggestedFilename()}.`).waitFor()
    return { name: download.suggestedFilename(), bytes: new Uint8Array(await readFile(await download.path())) }
  }

  const answers = storeAnswers(fixtureStores(), DEFAULT_STORE_DEFINITION)
  const tables = storeTables(answers, null)
  const top = topStoresTable(answers)

  test.each(FORMATS)('saves as %s', async (label, extension) => {
    const { name, bytes } = await saved(label)
    expect(name).toMatch(new RegExp(`^worthwhile-.*-2023-\\d\\d-\\d\\d\\.${extension.replace('.', '\\.')}$`))
    expect(bytes.length).toBeGreaterThan(200)
  })

  test('a workbook is read back whole by a program for workbooks', async () => {
    const { bytes } = await saved('Excel workbook')
    expect((await readXlsx([bytes], top)).cells).toEqual(cellsOf(top, false))
  })

  test('all answers are read back whole from the zip of CSV files, and from the one document', async () => {
    const files = unzipSync((await saved('All answers, CSV')).bytes)
    expect(Object.keys(files)).toEqual(tables.map(({ subject }) => `${subject.replaceAll(' ', '_')}.csv`))
    for (const [at, text] of Object.values(files).entries()) {
      const table = tables[at]
      if (table === undefined) throw new Error('there is a file too many')
      const all = withAboutColumns({ ...table, about: null })
      expect(cellsOfDelimited(new TextDecoder().decode(text), all, ',', '\r\n'), table.subject).toEqual(cellsOf(all, false))
    }
    const document = JSON.parse(new TextDecoder().decode((await saved('All answers, JSON')).bytes))
    expect(Object.keys(document)).toEqual(tables.map(({ subject }) => subject.replaceAll(' ', '_')))
    for (const table of tables)
      expect(cellsOfObjects(document[table.subject.replaceAll(' ', '_')].rows, table), table.subject).toEqual(cellsOf(table, false))
  })
})

test('the sample stores are saved as a zip, which is dropped again and gives the same answers', async () => {
  const page = await app.open()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('region', { name: 'Stores instead of customers?' }).getByRole('button', { name: 'Download these files' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('worthwhile-sample-stores-2025.zip')
  const folder = await mkdtemp(join(tmpdir(), 'worthwhile-sample-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const zip = join(folder, download.suggestedFilename())
  await copyFile(await download.path(), zip)
  await page.getByRole('button', { name: 'Try with sample stores' }).click()
  const made = await wordsOfAnswers(page)
  const other = await app.open()
  await dropFiles(other, [zip])
  await other.getByRole('button', { name: /worthwhile-sample-stores-2025\.zip.*20,200 rows/ }).waitFor()
  expect(await wordsOfAnswers(other)).toEqual(made)
})

test('every table of the page says in its caption what it holds', async () => {
  const page = await app.open()
  await dropFiles(page, filesOf(PLAIN_STORES))
  await wordsOfAnswers(page)
  await page.getByRole('button', { name: /^Show store .*, which sold most$/ }).click()
  await page.getByRole('button', { name: 'Export weekly amounts' }).waitFor()
  const asTable = page.getByRole('button', { name: 'Show as table' })
  for (let left = await asTable.count(); left > 0; left -= 1) await asTable.first().click()
  const captions = (await page.evaluate(
    `[...document.querySelectorAll('main table')].map(table => table.caption?.textContent ?? 'none')`,
  )) as readonly string[]
  expect(captions).toEqual([
    'The 10 stores with the largest amount',
    expect.stringMatching(/^Amount per week of store \d+$/),
    'The 10 products sold most',
    'Average amounts: Country down, Typology across',
    'Share of each type of device',
    'How many stores take how long',
    'Stores by the time to their fifth transaction',
    'Refused and cancelled, by device type',
  ])
})
