import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'

const ROOT = resolve(import.meta.dirname, '../../..')
const CACHE = join(ROOT, 'node_modules/.cache/worthwhile')
const BUILT_FROM = ['src', 'public', 'index.html', 'warehouse.html', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']
const STALE_AFTER_MS = 2 * 60 * 60 * 1000

/**
 * Builds the app as `npm run build` does and returns the folder, or returns the build that was made earlier from exactly these sources.
 * Builds into a folder of its own, so that runs side by side do not take each other's files away. Throws with the builder's words when it fails.
 * @param data paths of files that the copy is to carry
 * @param options further words of the command line
 */
export async function builtApp(data: readonly string[] = [], options: readonly string[] = []): Promise<string> {
  const folder = join(CACHE, `app-${await fingerprint(data, options)}`)
  if (existsSync(folder)) return folder
  await forgetOldBuilds()
  const half = `${folder}.${process.pid}.half`
  // A process of its own: inside vitest NODE_ENV is "test", which would put React's development build into the app.
  const { NODE_ENV: _, VITEST: __, ...environment } = process.env
  await promisify(execFile)(
    process.execPath,
    [
      join(ROOT, 'node_modules/tsx/dist/cli.mjs'),
      'src/build/build.ts',
      '--outDir',
      half,
      ...data.flatMap(path => ['--data', path]),
      ...options,
    ],
    { cwd: ROOT, env: environment },
  )
  await rename(half, folder).catch(async reason => {
    // Another run finished the same build first; theirs is as good.
    await rm(half, { recursive: true, force: true })
    if (!existsSync(folder)) throw reason
  })
  return folder
}

async function fingerprint(data: readonly string[], options: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(options.join('\0'))
  const sources = (await Promise.all(BUILT_FROM.map(start => filesUnder(join(ROOT, start))))).flat()
  for (const path of [...sources, ...data]) {
    hash
      .update(`${relative(ROOT, path)}\0`)
      .update(await readFile(path))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

async function filesUnder(path: string): Promise<string[]> {
  if (!existsSync(path)) return []
  if ((await stat(path)).isFile()) return [path]
  const names = (await readdir(path)).sort()
  return (await Promise.all(names.map(name => filesUnder(join(path, name))))).flat()
}

async function forgetOldBuilds(): Promise<void> {
  await mkdir(CACHE, { recursive: true })
  for (const name of (await readdir(CACHE)).filter(entry => entry.startsWith('app-'))) {
    const path = join(CACHE, name)
    if (Date.now() - (await stat(path)).mtimeMs > STALE_AFTER_MS) await rm(path, { recursive: true, force: true })
  }
}
