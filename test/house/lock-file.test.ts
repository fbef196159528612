import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './source-files.ts'

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>
}

// A registry that serves one system only makes npm drop the parts for all others from the lock file, without a word. `npm ci` then refuses it,
// and elsewhere the tools start without their binaries. The dropped entries need name, version, os and cpu to be put back.
test('the lock file holds the parts for every system that a dependency has parts for', async () => {
  const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as LockFile
  const missing: string[] = []
  let checked = 0
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      checked++
      const isThere = packages[`${path}/node_modules/${name}`] !== undefined || packages[`node_modules/${name}`] !== undefined
      if (!isThere) missing.push(`${name} ${version} of ${path}`)
    }
  }
  expect(missing).toEqual([])
  expect(checked).toBeGreaterThan(50)
})
