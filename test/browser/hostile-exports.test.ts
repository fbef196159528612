import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { formulaSafe } from '../../src/share/cells.ts'
import { CUSTOMER_FORMATS, PREDICTION_FORMATS, REJECT_FORMATS, STORE_FORMATS, STORES_FORMATS } from '../../src/share/export.ts'
import { sourceFiles } from '../house/source-files.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { builtApp } from './support/built-app.ts'
import { BUYERS } from './support/buyers.ts'
import { dropFiles } from './support/dropping.ts'
import * as inert from './support/inert.ts'
import { HOSTILE_TEXTS } from './support/inert.ts'
import { serveFolder } from './support/static-server.ts'

const app = appInBrowser()

/** What a table makes of hostile texts, by the id of its format; every report has these. */
const TABLE_CHECKS: Readonly<Record<string, inert.Check>> = {
  csv: inert.delimited,
  'excel-csv': inert.delimited,
  xlsx: inert.workbook,
  parquet: inert.parquet,
  json: inert.json,
  ndjson: inert.ndjson,
}
const CUSTOMER_CHECKS: Readonly<Record<string, inert.Check>> = {
  ...TABLE_CHECKS,
  'ltv-list': inert.json,
  'weeks-csv': inert.delimited,
  'weeks-parquet': inert.parquet,
  sqlite: inert.database,
  'events-csv': inert.delimited,
  'events-ndjson': inert.ndjson,
}
const PREDICTION_CHECKS: Readonly<Record<string, inert.Check>> = {
  ...TABLE_CHECKS,
  exit: inert.delimited,
  database: inert.database,
  'static-api': inert.staticApi,
}
const STORES_CHECKS: Readonly<Record<string, inert.Check>> = {
  ...TABLE_CHECKS,
  'answers-zip': inert.zipOfCsv,
  'answers-json': inert.json,
}
const REJECT_CHECKS: Readonly<Record<string, inert.Check>> = { csv: inert.delimited, ndjson: inert.ndjson }

/**
 * Where the page, the build or the command line hands something out, and which test below (or elsewhere) looks at that. A new place fails the first test until it
 * stands here.
 */
const WAYS_OUT: Readonly<Record<string, string>> = {
  'src/ui/export/save-blob.ts': 'the one place where files are saved',
  'src/ui/export/ExportOf.tsx': 'the formats of reports; a copy for a spreadsheet',
  'src/ui/Sheets.tsx': 'what was left out',
  'src/ui/result/ResultScreen.tsx': 'what was left out',
  'src/ui/report/ReportSheet.tsx': 'the report as one file',
  'src/ui/parts/picture/SavePicture.tsx': 'pictures',
  'src/ui/sql/SqlSheet.tsx': 'SQL and the dbt project',
  'src/ui/stores/SaveAnswer.tsx': 'SQL about stores',
  'src/ui/stores/ModelPanel.tsx': 'SQL about stores',
  'src/ui/Screen.tsx': 'the sample, in which no text is foreign',
  'src/ui/use-copy-link.ts': 'a link, which holds no text of the data: keep.test.ts',
  'src/ui/result/CustomerPane.tsx': 'an id, as it is',
  'src/ui/warehouse/RanSql.tsx': 'SQL that was run, values apart: warehouse.test.ts',
  'src/ui/warehouse/SetUpSheet.tsx': 'SQL made of what was typed',
  'src/build/one-file.ts': 'the app itself',
  'src/build/aggregate.ts': 'a copy that carries what was added up',
}

const event = (fields: Record<string, unknown>): string => JSON.stringify(fields)
const HOSTILE_EVENTS = HOSTILE_TEXTS.flatMap((text, at) => [
  event({ type: 'CUSTOMER', verb: 'NEW', key: text, event_time: '2024-02-01', last_name: text, adr_city: text, adr_state: text }),
  event({ type: 'SITE_VISIT', verb: 'NEW', key: text, event_time: '2024-02-02', customer_id: text }),
  event({ type: 'IMAGE', verb: 'UPLOAD', key: text, event_time: '2024-02-02', customer_id: text, camera_make: text, camera_model: text }),
  event({ type: 'ORDER', verb: 'NEW', key: text, event_time: '2024-02-03', customer_id: text, total_amount: `${9_000 - at}.5 USD` }),
  event({ type: 'ORDER', verb: 'NEW', key: `${text}2`, event_time: '2024-06-03', customer_id: text, total_amount: '-5 USD' }),
  event({ type: 'ORDER', verb: 'NEW', key: `${text}3`, event_time: '2024-09-03', customer_id: text, total_amount: '80 USD' }),
])
const HOSTILE_REJECTS = HOSTILE_TEXTS.map(text => event({ type: text, verb: text, key: text, event_time: text }))
const EVENTS_FILE = {
  name: '=1+1 <img src=x onerror=alert(7)>.ndjson',
  content: `${BUYERS}${[...HOSTILE_EVENTS, ...HOSTILE_REJECTS].join('\n')}\n`,
}

/** Three tables of stores, all of whose texts are hostile. Ids of stores are kept on one line: tables of stores are CSV. */
const STORE_TEXTS = HOSTILE_TEXTS.filter(text => !/[\r\n\t]/.test(text))
const table = (rows: readonly Readonly<Record<string, string>>[]) => {
  const line = (cells: readonly string[]) => `${cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')}
`
  return [Object.keys(rows[0] ?? {}), ...rows.map(row => Object.values(row))].map(line).join('')
}
const STORE_FILES = [
  {
    name: 'stores.csv',
    content: table(
      STORE_TEXTS.map(id => ({
        id,
        name: id,
        address: id,
        city: id,
        country: id,
        created_at: '01/01/2023 1:00:00',
        typology: id,
        customer_id: id,
      })),
    ),
  },
  { name: 'devices.csv', content: table(STORE_TEXTS.map((id, at) => ({ id: `d${at}`, type: id, store_id: id }))) },
  {
    name: 'transactions.csv',
    content: table(
      STORE_TEXTS.flatMap((text, at) =>
        Array.from({ length: 6 }, (_, sale) => {
          const time = `01/0${sale + 2}/2023 1:00:00`
          const product = { product_name: text, product_sku: text, category_name: text }
          return {
            id: `t${at}-${sale}`,
            device_id: `d${at}`,
            ...product,
            amount: String(900 - at),
            status: sale === 5 ? 'refused' : 'accepted',
            created_at: time,
            happened_at: time,
          }
        }),
      ),
    ),
  },
]

interface Sheet {
  readonly open: () => Promise<void>
  readonly title: string | RegExp
}

/** Every format that the open sheet offers, saved and looked at. Returns the labels that the page showed. */
async function savedInAllFormats(
  page: Page,
  sheet: Sheet,
  formats: readonly { readonly id: string; readonly label: string }[],
  checks: Readonly<Record<string, inert.Check>>,
  idsOf: (id: string) => readonly string[],
): Promise<void> {
  for (const [place, { id, label }] of formats.entries()) {
    await sheet.open()
    const dialog = page.getByRole('dialog', { name: sheet.title })
    const offered = await dialog.getByRole('group', { name: 'As what' }).locator('label > span:first-of-type').allTextContents()
    expect(offered).toEqual(formats.map(format => format.label))
    await dialog.getByRole('group', { name: 'As what' }).getByRole('radio').nth(place).check()
    const about = dialog.getByRole('checkbox', { name: /definition and the fingerprint/ })
    if (await about.isEnabled()) await about.check()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: /^Save (\d|everything)/ }).click(),
    ])
    const check = checks[id]
    if (check === undefined) throw new Error(`nothing looks at what “${label}” makes of hostile texts`)
    expect(download.suggestedFilename()).toMatch(/^[\w.-]+$/)
    try {
      await check({ bytes: new Uint8Array(await readFile(await download.path())), ids: idsOf(id), browser: app.browser })
    } catch (error) {
      throw new Error(`as “${label}”: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    }
    await dialog.waitFor({ state: 'hidden' })
  }
}

async function saved(control: Locator): Promise<Uint8Array<ArrayBuffer>> {
  const [download] = await Promise.all([control.page().waitForEvent('download'), control.click()])
  expect(download.suggestedFilename()).toMatch(/^[\w.-]+$/)
  return new Uint8Array(await readFile(await download.path()))
}

async function openHostile(fragment = '#x=1000'): Promise<Page> {
  const page = await app.open({ fragment, permissions: ['clipboard-read', 'clipboard-write'] })
  page.on('dialog', dialog => {
    void dialog.dismiss()
    throw new Error(`a text of the file was run: ${dialog.message()}`)
  })
  await dropFiles(page, [EVENTS_FILE])
  await page.getByRole('button', { name: 'Export', exact: true }).waitFor()
  return page
}

const exportOf =
  (page: Page, button = 'Export'): (() => Promise<void>) =>
  async () => {
    await page.getByRole('button', { name: button, exact: true }).click()
  }

describe('hostile texts', () => {
  test('are looked at in every format there is, and wherever something is handed out', async () => {
    const ids = (formats: readonly { readonly id: string }[]) => formats.map(({ id }) => id).toSorted()
    expect(ids(CUSTOMER_FORMATS)).toEqual(Object.keys(CUSTOMER_CHECKS).toSorted())
    expect(ids(PREDICTION_FORMATS)).toEqual(Object.keys(PREDICTION_CHECKS).toSorted())
    expect(ids(STORES_FORMATS)).toEqual(Object.keys(STORES_CHECKS).toSorted())
    expect(ids(STORE_FORMATS)).toEqual(Object.keys(TABLE_CHECKS).toSorted())
    expect(ids(REJECT_FORMATS)).toEqual(Object.keys(REJECT_CHECKS).toSorted())
    const handsOut = /\bsaveBlob\(|clipboard\.write|\.download\b|showSaveFilePicker|\bwriteFile\(/
    const places = (
      await Promise.all(['src/ui', 'src/build', 'src/share', 'src/keep', 'src/worker'].map(room => sourceFiles(room, /\.tsx?$/)))
    ).flat()
    expect(
      places
        .filter(({ text }) => handsOut.test(text))
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(Object.keys(WAYS_OUT).toSorted())
  })

  test('are inert in every format of customers', { timeout: 180_000 }, async () => {
    const page = await openHostile()
    await savedInAllFormats(page, { open: exportOf(page), title: 'Export' }, CUSTOMER_FORMATS, CUSTOMER_CHECKS, () => HOSTILE_TEXTS)
  })

  test('are inert in every format of predictions', { timeout: 180_000 }, async () => {
    const page = await openHostile('#tab=predict&x=1000')
    const sheet = { open: exportOf(page, 'Save predictions'), title: 'Export predictions' }
    await savedInAllFormats(page, sheet, PREDICTION_FORMATS, PREDICTION_CHECKS, () => HOSTILE_TEXTS)
  })

  test('are inert in every format of answers about stores', { timeout: 180_000 }, async () => {
    const page = await app.open({ fragment: '#top=100' })
    await dropFiles(page, STORE_FILES)
    await page.getByRole('button', { name: 'Export', exact: true }).waitFor()
    await savedInAllFormats(page, { open: exportOf(page), title: 'Export' }, STORES_FORMATS, STORES_CHECKS, () => STORE_TEXTS)
  })

  test('are inert in the list of what was left out', async () => {
    const page = await openHostile()
    await page.getByRole('button', { name: /^=1\+1 / }).click()
    const sheet = page.getByRole('dialog')
    for (const { id } of REJECT_FORMATS) {
      const bytes = await saved(sheet.getByRole('button', { name: `Download as ${id.toUpperCase()}` }))
      await REJECT_CHECKS[id]?.({ bytes, ids: [], browser: app.browser })
    }
  })

  test('are inert in a copy for a spreadsheet', async () => {
    const page = await openHostile()
    await exportOf(page)()
    await page.getByRole('button', { name: 'Copy for a spreadsheet' }).click()
    await page
      .getByRole('status')
      .getByText(/^Copied 3\d\d customers/)
      .waitFor()
    const clip = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      const text = async (type: string) => (await item?.getType(type))?.text() ?? ''
      return { plain: await text('text/plain'), html: await text('text/html') }
    })
    const encoded = (text: string) => new TextEncoder().encode(text)
    inert.delimited({ bytes: encoded(clip.plain), ids: [], browser: app.browser })
    await inert.markup('html')({ bytes: encoded(clip.html), ids: HOSTILE_TEXTS.map(formulaSafe), browser: app.browser })
  })

  test('are inert in the report as one file, with a receipt of each', async () => {
    const page = await openHostile(`#x=${HOSTILE_TEXTS.length + 20}`)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('listitem').getByRole('button', { name: 'Save a report', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: 'Save a report' })
    await sheet.getByRole('textbox', { name: 'Receipts of the best' }).fill(String(HOSTILE_TEXTS.length))
    const bytes = await saved(sheet.getByRole('button', { name: 'Save the report' }))
    await inert.markup('html')({ bytes, ids: HOSTILE_TEXTS, browser: app.browser })
  })

  test('are inert in pictures', async () => {
    for (const [at, text] of ['<script>globalThis.ran=1;alert(1)</script>', '"><img src=x onerror=alert(2)>', 'nul\u0000byte'].entries()) {
      const page = await openHostile(`#rank=${HOSTILE_TEXTS.indexOf(text) + 1}`)
      const control = page.getByRole('button', { name: /^Save picture: Spend per week: customer / })
      await control.click()
      const bytes = await saved(page.getByRole('button', { name: 'SVG, light', exact: true }))
      await inert.markup('svg')({ bytes, ids: [text], browser: app.browser })
      if (at > 0) continue
      await control.click()
      inert.image({ bytes: await saved(page.getByRole('button', { name: 'PNG, light', exact: true })), ids: [], browser: app.browser })
    }
  })

  test('are in no SQL of customers, and stand in that of stores as texts alone', async () => {
    const page = await openHostile()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('listitem').getByRole('button', { name: 'The same as SQL', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: 'The same as SQL' })
    const nothing = { ids: [], browser: app.browser }
    inert.sql({ bytes: await saved(sheet.getByRole('button', { name: 'Save all as one file' })), ...nothing })
    inert.zipOfSql({ bytes: await saved(sheet.getByRole('button', { name: 'Save as a dbt project' })), ...nothing })

    const stores = await app.open({ fragment: `#top=100&store=${STORE_TEXTS.indexOf("'; DROP TABLE orders; --") + 1}` })
    await dropFiles(stores, STORE_FILES)
    await stores.getByRole('button', { name: 'Save as one .sql' }).waitFor()
    inert.sql({ bytes: await saved(stores.getByRole('button', { name: 'Save as one .sql' })), ...nothing })
    inert.zipOfSql({ bytes: await saved(stores.getByRole('button', { name: 'Save as .zip' })), ...nothing })
    for (const summary of await stores.getByText('The same as SQL', { exact: true }).all()) await summary.click()
    const queries = stores.getByRole('button', { name: /^Save .*\.sql$/ })
    expect(await queries.count()).toBeGreaterThan(4)
    for (const query of await queries.all()) inert.sql({ bytes: await saved(query), ...nothing })
  })

  test('are inert in a copy of the app that carries them, as they are or added up', { timeout: 600_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'worthwhile-hostile-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const path = join(folder, EVENTS_FILE.name)
    await writeFile(path, EVENTS_FILE.content)
    for (const options of [[], ['--aggregated']]) {
      const server = await serveFolder(await builtApp([path], options), '/teams/')
      onTestFinished(() => server.close())
      const page = await app.open({ address: server.address, fragment: `#x=${HOSTILE_TEXTS.length}` })
      page.on('dialog', dialog => {
        void dialog.dismiss()
        throw new Error(`a text of the file was run: ${dialog.message()}`)
      })
      await page.getByRole('grid').waitFor()
      expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false)
      expect(await page.locator('img[onerror], iframe, [onfocus], [onload]').count()).toBe(0)
    }
  })
})
