import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

export interface SourceFile {
  /** Relative to the root, with forward slashes: “src/ltv/rank.ts”. */
  readonly path: string
  readonly text: string
}

/** All files under a folder whose name ends so, sorted by path. */
export async function sourceFiles(folder: string, ending: RegExp): Promise<SourceFile[]> {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })
  const paths = entries
    .filter(entry => entry.isFile() && ending.test(entry.name))
    .map(entry => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
  return Promise.all(paths.map(async path => ({ path, text: await readFile(join(ROOT, path), 'utf8') })))
}

export interface Import {
  /** The file imported, relative to the root, without a query. */
  readonly path: string
  readonly typesOnly: boolean
}

const IMPORT =
  /^(?:import|export)\s+(?<type>type\s)?(?:(?<names>[^'";]*?)\s*from\s*)?'(?<static>\.[^']+)'|\bimport\((?:\/\*[^*]*\*\/\s*)?'(?<lazy>\.[^']+)'\)/gm

/** What a file imports from other files of the project, lazy imports and re-exports included. */
export function importsOf(file: SourceFile): Import[] {
  return [...file.text.matchAll(IMPORT)].map(({ groups = {} }) => {
    const target = (groups['static'] ?? groups['lazy'] ?? '').replace(/\?.*$/, '')
    const names = groups['names']?.replace(/^\{|\}$/g, '').split(',') ?? []
    const namesAreTypes = names.length > 0 && names.every(name => /^\s*(type\s|$)/.test(name))
    return { path: join(dirname(file.path), target).replaceAll('\\', '/'), typesOnly: groups['type'] !== undefined || namesAreTypes }
  })
}
