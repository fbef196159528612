import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { program } from '../../src/build/program.ts'
import { builtApp } from '../browser/support/built-app.ts'
import { type FoundBrowser, findBrowser, launch } from '../browser/support/find-browser.ts'
import { type StaticServer, serveFolder } from '../browser/support/static-server.ts'
import { CACHE } from './files.ts'

/** What the contestants run on. */
export interface Stage {
  readonly browser: FoundBrowser
  readonly app: StaticServer
  readonly barePage: StaticServer
  /** The script that watches the app's page from inside. */
  readonly watch: string
}

export async function setStage(): Promise<Stage> {
  const [app, folder, browser] = [await builtApp(), await bareFolder(), await findBrowser()]
  return { browser, app: await serveFolder(app), barePage: await serveFolder(folder), watch: join(folder, 'watch.js') }
}

export async function clearStage({ app, barePage }: Stage): Promise<void> {
  await Promise.all([app.close(), barePage.close()])
}

/** A page in a browser of its own: its memory is its own, and one that takes the browser down with it takes nobody else. */
export async function onPage<T>(stage: Stage, use: (page: Page) => Promise<T>): Promise<T> {
  const browser = await launch(stage.browser)
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
    page.setDefaultTimeout(600_000)
    const crashed = new Promise<never>((_, reject) => page.on('crash', () => reject(new Error('the page crashed'))))
    return await Promise.race([use(page), crashed])
  } finally {
    await browser.close()
  }
}

/** The bare page, and every file of `contestants/` that runs in its worker, as scripts. */
async function bareFolder(): Promise<string> {
  const folder = join(CACHE, 'page')
  const contestants = resolve(import.meta.dirname, 'contestants')
  const inBrowser = (await readdir(contestants)).filter(name => name !== 'duckdb-native.ts').map(name => join(contestants, name))
  const input = [
    ...inBrowser,
    join(import.meta.dirname, 'page.ts'),
    join(import.meta.dirname, 'watch.ts'),
    join(import.meta.dirname, 'predicting-worker.ts'),
    join(import.meta.dirname, 'linearity-worker.ts'),
  ]
  await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [program()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      modulePreload: false,
      copyPublicDir: false,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { input, output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-chunk.js' } },
    },
  })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'index.html'), '<!doctype html><input type="file"><script type="module" src="page.js"></script>')
  const duckdb = resolve(import.meta.dirname, '../../node_modules/@duckdb/duckdb-wasm/dist')
  for (const name of ['duckdb-browser-eh.worker.js', 'duckdb-eh.wasm']) await copyFile(join(duckdb, name), join(folder, name))
  return folder
}
