import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './source-files.ts'

interface PackageFile {
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const PAGES = ['README.md', 'src/README.md']
const read = (path: string) => readFile(join(ROOT, path), 'utf8')
// `as`: our own file, whose shape the tests below would miss loudly.
const readPackage = async () => JSON.parse(await read('package.json')) as PackageFile

test('every npm command that the pages name exists', async () => {
  const { scripts } = await readPackage()
  const named = new Set<string>()
  for (const page of PAGES) {
    for (const [, script] of (await read(page)).matchAll(/npm run (?:-s )?([\w:-]+)/g)) named.add(script ?? '')
    for (const [, script] of (await read(page)).matchAll(/npm (start|test)\b/g)) named.add(script ?? '')
  }
  expect([...named].filter(script => scripts[script] === undefined)).toEqual([])
  expect(named.size).toBeGreaterThan(4)
})

test('every file and folder that the pages name exists', async () => {
  const named: string[] = []
  for (const page of PAGES) {
    const text = await read(page)
    for (const [, path] of text.matchAll(/`((?:src|test|public)\/[\w./-]+|src|test|public|\.readme\/[\w./-]+)`/g)) named.push(path ?? '')
    for (const [, path] of text.matchAll(/(?:\]\(|src(?:set)?=")(?!https?:|#)([^)"]+)/g)) named.push(join(dirname(page), path ?? ''))
  }
  expect(named.filter(path => !existsSync(join(ROOT, path)))).toEqual([])
  expect(named.length).toBeGreaterThan(10)
})

test('every dependency is in the README with what it is for and its licence, at one exact version', async () => {
  const { dependencies, devDependencies } = await readPackage()
  const rows = (await read('README.md')).split('\n').filter(line => line.startsWith('| ') && line.split('|').length === 5)
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    const [, , purpose, licence] =
      rows
        .find(row =>
          row
            .split('|')[1]
            ?.split(',')
            .some(word => word.trim() === name),
        )
        ?.split('|') ?? []
    const installed = JSON.parse(await read(`node_modules/${name}/package.json`)) as { readonly license: string }
    expect({ name, version, purpose: purpose?.trim(), licence: licence?.trim() }).toEqual({
      name,
      // DuckDB marks its releases for npm as revisions.
      version: expect.stringMatching(/^\d+\.\d+\.\d+(-r\.\d+)?$/),
      purpose: expect.stringMatching(/\w/),
      licence: expect.stringContaining(installed.license),
    })
  }
})

test('what the project promises to run for a newcomer is what the README says', async () => {
  const { scripts } = await readPackage()
  const commands = (await read('.ci/run')).split('\n').filter(line => /^npm /.test(line))
  expect(commands.join(' && ')).toBe('npm ci && npm test')
  expect(await read('README.md')).toContain('\n    npm ci && npm test\n')
  expect(scripts['test']).toContain('vitest run')
})

test('the top of the project holds what it should and nothing else', async () => {
  const expected = [
    'LICENSE',
    'README.md',
    'index.html',
    'package-lock.json',
    'package.json',
    'public',
    'src',
    'test',
    'tsconfig.json',
    'vite.config.ts',
    'warehouse.html',
  ]
  const produced = ['dist', 'node_modules', 'coverage']
  const found = (await readdir(ROOT)).filter(name => !name.startsWith('.') && !produced.includes(name))
  expect(found.sort()).toEqual(expected.sort())
})
