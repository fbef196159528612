import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Plugin, type Rolldown } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'

/**
 * What the built page may do. A page from a file cannot set headers, so this stands in a <meta>: it holds on every static host.
 * Workers started from blob: addresses inherit it; a worker started from a URL would not, which is why the worker is text (see `workerText`).
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  // Compiling WebAssembly counts as script; of eval itself nothing is allowed by this.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types worthwhile',
].join('; ')

/** Puts the policy first into the head of the built page. The dev server goes without: its hot reload needs a socket and inline scripts. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY }, injectTo: 'head-prepend' },
      ],
    },
  }
}

const PROGRAM = '?program'

/**
 * `import bytes from './assembly/kernel.ts?program'` compiles the AssemblyScript module and all it imports from its folder and gives the bytes of the
 * program, which ride along in the text of the worker: fetching them is forbidden. Works in dev, build and tests alike. Of a program that is compiled already,
 * such as `sql.js/dist/sql-wasm-browser.wasm?program`, it gives the bytes as they are.
 */
function program(): Plugin {
  return {
    name: 'program',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(PROGRAM)) return null
      const entry = await this.resolve(source.slice(0, -PROGRAM.length), importer)
      return entry === null ? null : entry.id + PROGRAM
    },
    async load(id) {
      if (!id.endsWith(PROGRAM)) return null
      const entry = id.slice(0, -PROGRAM.length)
      let base64: string
      if (entry.endsWith('.wasm')) base64 = await readFile(entry, 'base64')
      else {
        const sources = await sourcesBeside(entry)
        for (const name of sources.keys()) this.addWatchFile(join(dirname(entry), name))
        base64 = await compileOnce(basename(entry), sources)
      }
      return { code: `export default Uint8Array.from(atob('${base64}'), letter => letter.charCodeAt(0))`, moduleType: 'js', map: null }
    },
  }
}

async function sourcesBeside(entry: string): Promise<ReadonlyMap<string, string>> {
  const folder = dirname(entry)
  const names = (await readdir(folder)).filter(name => name.endsWith('.ts')).sort()
  return new Map(
    await Promise.all(names.map(async (name): Promise<[string, string]> => [name, await readFile(join(folder, name), 'utf8')])),
  )
}

/** Compiling takes seconds, and the same program is asked for by the page's build, the worker's and each project of the tests. */
const compiled = new Map<string, Promise<string>>()

function compileOnce(entry: string, sources: ReadonlyMap<string, string>): Promise<string> {
  const key = createHash('sha256')
    .update(JSON.stringify([entry, ...sources]))
    .digest('hex')
  const known = compiled.get(key) ?? compileProgram(entry, sources)
  compiled.set(key, known)
  return known
}

/** The program in base64. */
async function compileProgram(entry: string, sources: ReadonlyMap<string, string>): Promise<string> {
  const { default: asc } = await import('assemblyscript/asc')
  let bytes: Uint8Array | null = null
  const options = [
    '--outFile',
    'program.wasm',
    '-O3',
    '--converge',
    '--runtime',
    'stub',
    '--noAssert',
    '--enable',
    'simd',
    '--use',
    'abort=',
  ]
  const { error, stderr } = await asc.main([entry, ...options], {
    readFile: name => sources.get(name) ?? null,
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') bytes = contents
    },
    listFiles: () => [],
  })
  if (error !== null || bytes === null) throw new Error(`${entry} does not compile: ${stderr.toString()}`)
  return Buffer.from(bytes).toString('base64')
}

const WORKER_TEXT = '?worker-text'

/**
 * `import code from './thread.ts?worker-text'` gives the module and all it imports as the text of one minified classic script,
 * to be started from a blob: address. Works in dev, build and tests alike; an edit of any module in it renews the text in dev.
 */
function workerText(): Plugin {
  return {
    name: 'worker-text',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(WORKER_TEXT)) return null
      const entry = await this.resolve(source.slice(0, -WORKER_TEXT.length), importer)
      return entry === null ? null : entry.id + WORKER_TEXT
    },
    async load(id) {
      if (!id.endsWith(WORKER_TEXT)) return null
      const entry = id.slice(0, -WORKER_TEXT.length)
      const { code, modules } = await bundleAsScript(entry)
      for (const module of modules) this.addWatchFile(module)
      return { code: `export default ${JSON.stringify(code)}`, moduleType: 'js', map: null }
    },
  }
}

async function bundleAsScript(entry: string): Promise<{ code: string; modules: string[] }> {
  const outcome = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [workerText(), program()],
    build: {
      write: false,
      modulePreload: false,
      copyPublicDir: false,
      // Anything the worker needs besides code rides along in its text: it has no address of its own to fetch from.
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      rolldownOptions: { input: entry, output: { format: 'iife', codeSplitting: false } },
    },
  })
  // Without `watch`, build gives one output per configured output; there is one.
  const { output } = (Array.isArray(outcome) ? outcome[0] : outcome) as Rolldown.RolldownOutput
  const [script, ...others] = output
  if (others.length > 0)
    throw new Error(`${entry} must bundle to one script, but also gives ${others.map(file => file.fileName).join(', ')}`)
  return { code: script.code, modules: script.moduleIds.filter(module => !module.startsWith('\0')) }
}

/** Lists every built file in the service worker, which is small and our own, and writes the web app manifest. The page registers it itself. */
const offline = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src',
  filename: 'service-worker.ts',
  injectRegister: false,
  injectManifest: {
    globPatterns: ['**/*'],
    globIgnores: ['manifest.webmanifest'],
    rollupFormat: 'iife',
    maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
  },
  includeManifestIcons: false,
  manifest: {
    id: './',
    name: 'Worthwhile',
    short_name: 'Worthwhile',
    description: 'Who are my best customers, what are they worth, and why? Answered on this computer.',
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#fbf8f3',
    theme_color: '#fbf8f3',
    icons: [
      { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
})

const { version } = createRequire(import.meta.url)('./package.json') as { version: string }

export default defineConfig({
  // Relative addresses throughout, so that the built folder works under any path of any host.
  base: './',
  define: { __WORTHWHILE_VERSION__: JSON.stringify(version) },
  plugins: [workerText(), program(), react(), contentSecurityPolicy(), offline],
  build: {
    // The polyfill uses fetch, which the page forbids itself.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
  test: {
    // A limit for what hangs, not a measure of speed: properties run for seconds where the machine is busy. Speed is the bench's business.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          environment: 'node',
          include: ['test/{base,clv,intake,kernel,ltv,share,worker,store,stores,cli,reference,shared,house}/**/*.test.{ts,tsx}'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'ui',
          environment: 'jsdom',
          include: ['test/ui/**/*.test.{ts,tsx}'],
          setupFiles: ['test/support/jsdom-setup.ts'],
          css: { modules: { classNameStrategy: 'non-scoped' } },
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/support/global-setup.ts'],
          // One page at a time: the tests measure times, and share the machine with the browser itself.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
