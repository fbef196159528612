import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = dirname(fileURLToPath(import.meta.url))

/** A command that starts the engine, and the arguments before those of the engine itself. */
export interface Launcher {
  readonly command: string
  readonly arguments: readonly string[]
}

/** The library that holds the whole server. Throws when it is not installed. */
function libraryPath(): string {
  const chdb = createRequire(import.meta.url).resolve('chdb/package.json')
  const platform = `${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`
  const path = join(dirname(createRequire(chdb).resolve(`@chdb/lib-${platform}/package.json`)), 'libchdb.so')
  if (!existsSync(path)) throw new Error(`${path} is not there (npm ci in test/engine brings it)`)
  return path
}

/** Builds the launcher into a folder, or takes Python's, where there is no C compiler. Throws when neither is there. */
export function findLauncher(folder: string): Launcher {
  const library = libraryPath()
  const program = join(folder, 'launcher')
  try {
    execFileSync('cc', ['-O1', '-o', program, join(HERE, 'launcher.c'), ...(process.platform === 'linux' ? ['-ldl'] : [])], {
      stdio: 'pipe',
    })
    return { command: program, arguments: [library] }
  } catch (noCompiler) {
    try {
      execFileSync('python3', ['-c', 'import ctypes'], { stdio: 'pipe' })
      return { command: 'python3', arguments: [join(HERE, 'launcher.py'), library] }
    } catch {
      throw new Error(`The engine needs a C compiler (cc) or python3 to be started, and neither runs here: ${String(noCompiler)}`)
    }
  }
}
