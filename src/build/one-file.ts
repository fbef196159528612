import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Plugin, type Rolldown } from 'vite'
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts'
import { hostedData } from './hosted-data.ts'
import { program } from './program.ts'
import { workerText } from './worker-text.ts'

/** The whole app in one page, beside the others in the built folder. */
export const ONE_FILE = 'worthwhile.html'

/**
 * Builds the app a second time, into one page that needs nothing beside it: scripts, styles, typeface and worker are in its text, so it runs when opened
 * from a disk. Under a policy of its own that is stricter than that of the app: there is no host that a file could be asked of, and of scripts in the
 * page only that one runs whose hash the policy names.
 */
export function oneFile(): Plugin {
  let root = ''
  let folder = ''
  let define: Record<string, unknown> = {}
  return {
    name: 'one-file',
    apply: 'build',
    configResolved(config) {
      root = config.root
      folder = resolve(config.root, config.build.outDir)
      define = config.define ?? {}
    },
    async closeBundle() {
      const { script, style } = await scriptAndStyle(root, define)
      await writeFile(join(folder, ONE_FILE), await pageOf(root, script, style))
    },
  }
}

async function scriptAndStyle(root: string, define: Record<string, unknown>): Promise<{ script: string; style: string }> {
  const outcome = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    mode: 'one-file',
    define,
    plugins: [workerText(), program(), hostedData(), react()],
    build: {
      write: false,
      modulePreload: false,
      copyPublicDir: false,
      cssCodeSplit: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      rolldownOptions: { input: join(root, 'src/main.tsx'), output: { format: 'iife', codeSplitting: false } },
    },
  })
  // Without `watch`, build gives one output per configured output; there is one.
  const { output } = (Array.isArray(outcome) ? outcome[0] : outcome) as Rolldown.RolldownOutput
  const scripts = output.filter(file => file.type === 'chunk')
  const others = output.filter(file => file.type === 'asset')
  const [script] = scripts
  const [style] = others
  if (script === undefined || scripts.length !== 1 || others.length !== 1 || typeof style?.source !== 'string')
    throw new Error(`the app in one file needs one script and one style sheet (got ${output.map(file => file.fileName).join(', ')})`)
  return { script: script.code, style: style.source }
}

/** The page of index.html with everything that it refers to put into it. */
async function pageOf(root: string, script: string, style: string): Promise<string> {
  const icon = await readFile(join(root, 'public/icon.svg'))
  // What would end the element is the same to a script when its slash is escaped; it only ever stands in texts there.
  const code = `\n${script.replaceAll(/<(?=\/script|!--)/gi, '\\x3C')}\n`
  const rules = `\n${style}\n`
  if (/<\/style/i.test(style)) throw new Error('a style sheet must not hold the end of its own element')
  const policy = CONTENT_SECURITY_POLICY.replace("script-src 'self'", `script-src '${hashOf(code)}'`)
    .replace("style-src 'self'", `style-src '${hashOf(rules)}'`)
    .replace("img-src 'self'", 'img-src')
    .replace("font-src 'self'", 'font-src data:')
    .replace("worker-src 'self'", 'worker-src')
    .replace("manifest-src 'self'", "manifest-src 'none'")
  if (policy.includes("'self'")) throw new Error(`a page that stands alone has nothing of its own to load: ${policy}`)
  const source = await readFile(join(root, 'index.html'), 'utf8')
  // Functions, as texts with a dollar sign in them would be taken for patterns.
  return source
    .replace('<head>', () => `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replaceAll(/^ *<link rel="(?:icon|apple-touch-icon)".*\n/gm, '')
    .replace(
      '</head>',
      () => `  <link rel="icon" href="data:image/svg+xml;base64,${icon.toString('base64')}">\n    <style>${rules}</style>\n  </head>`,
    )
    .replace(/<script type="module".*<\/script>/, () => `<script>${code}</script>`)
}

/** As the policy names what may stand in the page. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
