import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/*
 * npm run test:engine [-- words for vitest]: gets the engine once, then runs the tests against it. Ends with 1 where that is not possible.
 * With --if-possible, as `npm test` calls it, it ends with 0 there, and says loudly what was not tested.
 */

const FOLDER = dirname(fileURLToPath(import.meta.url))
const ROOT = join(FOLDER, '../..')
/** Those for which npm has the engine. */
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']

/** What keeps the engine from being had, or null once it is there. */
function install(): string | null {
  const platform = `${process.platform}-${process.arch}`
  if (!PLATFORMS.includes(platform)) return `the package chdb has no engine for ${platform} (it has for ${PLATFORMS.join(', ')})`
  if (isInstalled()) return null
  console.log('Getting ClickHouse from npm, once: 178 MB to load, 543 MB on disk in test/engine/node_modules.')
  const { status, error } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], {
    cwd: FOLDER,
    stdio: 'inherit',
  })
  return status === 0 ? null : `npm ci in test/engine failed (${error?.message ?? `it ended with ${status}`})`
}

/** npm writes down what it has put there; it must be the versions of the lock file. */
function isInstalled(): boolean {
  const installed = join(FOLDER, 'node_modules/.package-lock.json')
  if (!existsSync(installed)) return false
  return versionOf(installed) === versionOf(join(FOLDER, 'package-lock.json'))
}

function versionOf(lockFile: string): string | undefined {
  // Both files are npm's own, and packages are all that is read of them.
  const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as { packages: Record<string, { version?: string } | undefined> }
  return lock.packages['node_modules/chdb']?.version
}

const words = process.argv.slice(2)
const mayBeSkipped = words.includes('--if-possible')
const fault = install()
if (fault === null) {
  const { status } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config',
      join(FOLDER, 'vitest.config.ts'),
      ...words.filter(word => word !== '--if-possible'),
    ],
    { cwd: ROOT, stdio: 'inherit' },
  )
  process.exitCode = status ?? 1
} else {
  const line = '!'.repeat(100)
  console.error(
    `\n${line}\nThe tests against a real ClickHouse cluster were SKIPPED: ${fault}.\nWhat the warehouse page says is not tested by this run. To run them: npm run test:engine\n${line}\n`,
  )
  process.exitCode = mayBeSkipped ? 0 : 1
}
