import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** The environment variable that names the files, as a JSON list of paths. */
export const DATA_VARIABLE = 'WORTHWHILE_DATA'

const MODULE = 'virtual:hosted-data'
/** Of a packed file; as text a third more. Small enough to be kept offline one by one, and to show how it goes. */
const PART_BYTES = 4 * 2 ** 20

/**
 * Files that are built into the app and opened with it: `import { hostedFiles } from 'virtual:hosted-data'`. They become scripts that hold text,
 * packed, since the page may load scripts of its own host but fetch nothing. Without any the list is empty. Needs memory for the packed files.
 */
export function hostedData(): Plugin {
  const paths = pathsGiven()
  const packed = new Map<string, Promise<Buffer>>()
  const bytesOf = (path: string): Promise<Buffer> => {
    const known = packed.get(path) ?? pack(path)
    packed.set(path, known)
    return known
  }
  return {
    name: 'hosted-data',
    resolveId: source => (source === MODULE || source.startsWith(`${MODULE}/`) ? `\0${source}` : null),
    async load(id) {
      if (!id.startsWith(`\0${MODULE}`)) return null
      const [, file, part] = /\/file-(\d+)\/part-(\d+)$/.exec(id)?.map(Number) ?? []
      if (file === undefined || part === undefined) return { code: await listOf(paths, bytesOf), moduleType: 'js' }
      const bytes = await bytesOf(paths[file] ?? '')
      const text = bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES).toString('base64')
      return { code: `export default '${text}'`, moduleType: 'js' }
    },
  }
}

/** Whether this build carries files. */
export function carriesData(): boolean {
  return pathsGiven().length > 0
}

function pathsGiven(): readonly string[] {
  const given: unknown = JSON.parse(process.env[DATA_VARIABLE] ?? '[]')
  if (!Array.isArray(given) || !given.every(path => typeof path === 'string'))
    throw new TypeError(`${DATA_VARIABLE} is ${process.env[DATA_VARIABLE]} (expected a JSON list of paths)`)
  return given
}

async function listOf(paths: readonly string[], bytesOf: (path: string) => Promise<Buffer>): Promise<string> {
  const files = await Promise.all(
    paths.map(async (path, file) => {
      const parts = Array.from(
        { length: Math.ceil((await bytesOf(path)).length / PART_BYTES) },
        (_, part) => `${MODULE}/file-${file}/part-${part}`,
      )
      return `{ path: ${JSON.stringify(basename(path))}, parts: [${parts.map(part => `() => import('${part}')`).join(', ')}] }`
    }),
  )
  return `export const hostedFiles = [${files.join(', ')}]`
}

/** What is packed already stays as it is. */
async function pack(path: string): Promise<Buffer> {
  const bytes = await readFile(path)
  const isPacked = [GZIP, ZIP, ZSTD, PARQUET].some(signature => signature.every((byte, index) => bytes[index] === byte))
  return isPacked ? bytes : promisify(gzip)(bytes)
}

const GZIP = [0x1f, 0x8b]
const ZIP = [0x50, 0x4b]
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd]
const PARQUET = [0x50, 0x41, 0x52, 0x31]
