import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { unzipSync } from 'fflate'
import { parquetReadObjects } from 'hyparquet'
import type { Browser } from 'playwright-core'
import readSheets from 'read-excel-file/universal'
import initSqlJs from 'sql.js'
import { expect, onTestFinished } from 'vitest'

/** Ids and names that somebody could have put into a file to have them run by whoever opens an export. As they are read: without white space around them. */
export const HOSTILE_TEXTS: readonly string[] = [
  '=1+1',
  '=HYPERLINK("http://127.0.0.1:1/?"&A1)',
  "+cmd|' /C calc'!A0",
  '-2+3+cmd|x!A0',
  '@SUM(A1:A9)',
  '＝1+1',
  'a;=1+1;b',
  'a,=1+1,b',
  'x\n=1+1',
  'x\r\n@SUM(1)',
  'x\t=1+1',
  '<script>globalThis.ran=1;alert(1)</script>',
  '"><img src=x onerror=alert(2)>',
  '</style></textarea><iframe srcdoc="<script>alert(3)</script>">',
  "' autofocus onfocus='alert(4)",
  '<svg onload=alert(5)>.html',
  'javascript:alert(6)',
  "'; DROP TABLE orders; --",
  '*/ DROP TABLE orders; /*',
  '{{ 7*7 }}{% raw %}#{7*7}',
  ']]><!ENTITY x SYSTEM "file:///etc/passwd">',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'nul\u0000byte',
  'bell\u0007 esc\u001b[2J',
  'half \ufffd surrogate',
  '\u202egnp.exe \u2066isolated',
  'line\u2028and\u2029paragraph',
  `long ${'x'.repeat(4_000)}`,
]

/** Those that XML cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f]/g

/** What a spreadsheet runs: signs of formulas, but no negative number. */
const FORMULA = /^(?:[=+@\t\r＝＋＠－]|-(?!\d+(?:[.,]\d+)?$))/

/** A saved file, and the texts that were given to the page as ids of what it holds. */
export interface Saved {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Those that must be found in it, as they are. */
  readonly ids: readonly string[]
  readonly browser: Browser
}

export type Check = (saved: Saved) => Promise<void> | void

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

/** Cells as any country's spreadsheet may cut them, whatever the file means: by each separator in turn, quotes taken off. */
function expectNoFormula(text: string): void {
  for (const separator of [',', ';', '\t']) {
    const cells = text.split(/\r\n|\r|\n/).flatMap(line => line.split(separator))
    expect(cells.length).toBeGreaterThan(10)
    expect(cells.map(cell => cell.replace(/^[ "\ufeff]+|[ "]+$/g, '')).filter(cell => FORMULA.test(cell))).toEqual([])
  }
}

export const delimited: Check = ({ bytes }) => expectNoFormula(textOf(bytes))

/** Whatever the shape of the document, all texts in it are those that were read. */
export const json: Check = ({ bytes, ids }) => expectAllTexts(JSON.parse(textOf(bytes)), ids)

export const ndjson: Check = ({ bytes, ids }) =>
  expectAllTexts(
    textOf(bytes)
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line)),
    ids,
  )

function expectAllTexts(document: unknown, ids: readonly string[]): void {
  const found = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.add(value)
    else if (typeof value === 'object' && value !== null) for (const [name, part] of Object.entries(value)) walk(found.add(name) && part)
  }
  walk(document)
  expect(ids.filter(id => !found.has(id))).toEqual([])
}

export const parquet: Check = async ({ bytes, ids }) => {
  expectAllTexts(
    JSON.parse(JSON.stringify(await parquetReadObjects({ file: bytes.buffer }), (_, value) => (typeof value === 'bigint' ? 0 : value))),
    ids,
  )
}

/** No cell is a formula, no sheet is hidden, and nothing points outside. What XML cannot hold stands as Excel writes it. */
export const workbook: Check = async ({ bytes, ids }) => {
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => ({ name, xml: textOf(part) }))
  expect(parts.length).toBeGreaterThan(4)
  for (const { name, xml } of parts) {
    expect(xml, name).not.toMatch(/<f[ >]|<hyperlink|TargetMode|<!ENTITY|<!DOCTYPE|state="(?:veryH|h)idden"/)
  }
  const [sheet] = await readSheets(new Blob([bytes]), { trim: false })
  const cells = new Set((sheet?.data ?? []).flat().map(cell => (typeof cell === 'string' ? cell : '')))
  // As Excel writes them, or as a reader that knows that reads them.
  const asExcel = (one: string) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
  const written = (id: string) => id.replace(CONTROLS, asExcel)
  expect(ids.filter(id => !cells.has(id) && !cells.has(written(id)))).toEqual([])
}

/** A sound database in which all that is left of a text is the text. */
export const database: Check = async ({ bytes, ids }) => {
  const sql = await initSqlJs()
  const opened = new sql.Database(bytes)
  try {
    const rows = (query: string) => opened.exec(query)[0]?.values ?? []
    expect(rows('PRAGMA integrity_check')).toEqual([['ok']])
    const [table] = rows("SELECT name FROM sqlite_master WHERE name IN ('customers', 'user')").flat()
    const id = table === 'user' ? 'id' : 'customer_id'
    const found = new Set(rows(`SELECT hex(${id}) FROM ${table}`).map(([hex]) => Buffer.from(String(hex), 'hex').toString('utf8')))
    expect(ids.filter(text => !found.has(text))).toEqual([])
  } finally {
    opened.close()
  }
}

/** A folder to be unpacked and served: no name leads out of it, and no document holds markup, whatever a host takes it for. */
export const staticApi: Check = ({ bytes, ids }) => {
  const files = Object.entries(unzipSync(bytes))
  for (const [name, content] of files) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant.
    expect(name).not.toMatch(/(?:^|\/)\.|\\|\/\/|^\/|[\u0000-\u001f:]/)
    if (name.startsWith('predictions/')) expect(textOf(content), name).not.toContain('<')
  }
  expectAllTexts(
    files.filter(([name]) => name.startsWith('predictions/')).map(([, content]) => JSON.parse(textOf(content))),
    ids,
  )
}

export const zipOfCsv: Check = ({ bytes }) => {
  const files = Object.entries(unzipSync(bytes))
  expect(files.length).toBeGreaterThan(4)
  expectNoFormula(files.map(([, content]) => textOf(content)).join('\r\n'))
}

/** Opened alone by the browser: nothing runs, nothing is asked for, nothing is said. */
async function openedAlone(browser: Browser, bytes: Uint8Array, ending: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'worthwhile-inert-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, `file.${ending}`)
  await writeFile(path, bytes)
  const address = pathToFileURL(path).href
  const context = await browser.newContext()
  const trouble: string[] = []
  context.on('request', request => {
    if (request.url() !== address && !request.url().startsWith('data:')) trouble.push(`asked for ${request.url()}`)
  })
  context.on('console', message => trouble.push(`logged ${message.text()}`))
  context.on('dialog', dialog => {
    trouble.push(`asked ${dialog.message()}`)
    void dialog.dismiss()
  })
  try {
    const page = await context.newPage()
    await page.goto(address)
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false)
    expect(
      await page.locator('img, iframe, image, foreignObject, object, embed, a[href^="javascript"], [onload], [onerror], [onfocus]').count(),
    ).toBe(0)
    expect(trouble).toEqual([])
    return (await page.evaluate(() => document.documentElement.textContent)) ?? ''
  } finally {
    await context.close()
  }
}

export const markup =
  (ending: 'html' | 'svg'): Check =>
  async ({ browser, bytes, ids }) => {
    const words = await openedAlone(browser, bytes, ending)
    // Controls stand as their symbols or not at all; an SVG breaks lines and ends long titles.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant.
    const bare = (text: string) => text.replaceAll(/[\s\u0000-\u001f\u2400-\u241f\ufffd]/g, '')
    const all = bare(words)
    expect(ids.filter(id => !all.includes(bare(id).slice(0, 40)))).toEqual([])
  }

/** Pixels and nothing that could be read as anything else: signature, and no chunk of text. */
export const image: Check = ({ bytes }) => {
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const letters = Buffer.from(bytes).toString('latin1')
  expect(letters).not.toMatch(/tEXt|iTXt|zTXt|<script|onerror/)
}

/** Once texts in quotation marks are taken out, nothing of what was read is left: not in statements and not in comments. */
export const sql: Check = ({ bytes }) => expectNoForeignSql(textOf(bytes))

export const zipOfSql: Check = ({ bytes }) => {
  const files = Object.values(unzipSync(bytes)).map(textOf)
  expect(files.length).toBeGreaterThan(4)
  for (const text of files) expectNoForeignSql(text)
}

function expectNoForeignSql(text: string): void {
  expect(text.length).toBeGreaterThan(20)
  expect(text.replaceAll(/'(?:[^']|'')*'/g, "''")).not.toMatch(/DROP TABLE orders|alert\(|cmd\||7\*7/)
}
