import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const PROGRAM = '?program'

/**
 * `import bytes from './assembly/kernel.ts?program'` compiles the AssemblyScript module and all it imports from its folder and gives the bytes of the
 * program, which ride along in the text of the worker: fetching them is forbidden. Works in dev, build and tests alike. Of a program that is compiled already,
 * such as `sql.js/dist/sql-wasm-browser.wasm?program`, it gives the bytes as they are.
 */
export function program(): Plugin {
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
