import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, inject, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'

/** What a first visit may load before anything shows, in bytes of gzip: script only. */
const FIRST_LOAD_LIMIT = 110 * 1024

const folder = inject('builtAppFolder')
const app = appInBrowser()

test('a first visit loads at most 110 KB of script before the page shows', async () => {
  const html = await readFile(join(folder, 'index.html'), 'utf8')
  const entries = [...html.matchAll(/<(?:script|link)[^>]* (?:src|href)="\.\/([^"]+\.js)"/g)].map(match => match[1] ?? '')
  expect(entries.length).toBeGreaterThan(0)
  const loaded = await withStaticImports(entries)
  const bytes = await gzipBytes([...loaded])
  const worker = (await readdir(join(folder, 'assets'))).filter(name => /^thread-.*\.js$/.test(name)).map(name => `assets/${name}`)
  expect(worker, 'the text of the reading worker').toHaveLength(1)
  console.log(`First load: ${kilobytes(bytes)} of script in ${loaded.size} files (limit ${kilobytes(FIRST_LOAD_LIMIT)}).`)
  console.log(`Reading worker, loaded after that: ${kilobytes(await gzipBytes(worker))}. All sizes are gzip.`)
  expect(bytes).toBeLessThanOrEqual(FIRST_LOAD_LIMIT)
})

test('a visit in which nobody touches anything loads no more than that, and the first move of the pointer fetches the rest', async () => {
  const page = await app.open()
  await page.waitForLoadState('networkidle')
  const scripts = async (): Promise<string[]> =>
    page.evaluate(() => performance.getEntriesByType('resource').map(entry => entry.name.replace(document.baseURI, '')))
  const loaded = (await scripts()).filter(name => name.endsWith('.js'))
  expect(loaded.length).toBeGreaterThan(0)
  expect(loaded.filter(name => /thread|ResultScreen|Sheets|Chart/.test(name))).toEqual([])
  expect(await gzipBytes(loaded), loaded.join(' ')).toBeLessThanOrEqual(FIRST_LOAD_LIMIT)

  const thread = page.waitForRequest(/assets\/thread-/)
  const result = page.waitForRequest(/assets\/ResultScreen-/)
  await page.mouse.move(200, 200)
  await Promise.all([thread, result])
})

/** The files and all that they import at once; what they import later is not followed. */
async function withStaticImports(files: readonly string[]): Promise<Set<string>> {
  const loaded = new Set<string>()
  const queue = [...files]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (loaded.has(file)) continue
    loaded.add(file)
    const code = await readFile(join(folder, file), 'utf8')
    for (const [, imported] of code.matchAll(/\b(?:import|export)\s*(?:[\w$*{}\s,]+?\s*from\s*)?["'`]\.\/([^"'`]+\.js)["'`]/g))
      queue.push(`assets/${imported}`)
  }
  return loaded
}

async function gzipBytes(files: readonly string[]): Promise<number> {
  const contents = await Promise.all(files.map(file => readFile(join(folder, file))))
  return contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0)
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}
