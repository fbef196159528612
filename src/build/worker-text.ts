import { build, type Plugin, type Rolldown } from 'vite'
import { program } from './program.ts'

const WORKER_TEXT = '?worker-text'

/**
 * `import code from './thread.ts?worker-text'` gives the module and all it imports as the text of one minified classic script,
 * to be started from a blob: address. Works in dev, build and tests alike; an edit of any module in it renews the text in dev.
 */
export function workerText(): Plugin {
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
