import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importsOf, ROOT, sourceFiles } from './source-files.ts'

/** These see no page and no other room's types but those of the rooms they stand on. */
const CORE = ['base', 'intake', 'ltv', 'clv', 'rollup', 'stores', 'sql']

/** “src/ltv/rank.ts” stands in the room ltv, “src/main.tsx” in the room main. */
function roomOf(path: string): string {
  return path.split('/')[1]?.replace(/\.tsx?$/, '') ?? path
}

/** The lines `room ← what it may import` of src/README.md; what it may import are rooms, or single files of rooms. */
async function arrows(): Promise<Map<string, readonly string[]>> {
  const text = await readFile(join(ROOT, 'src/README.md'), 'utf8')
  const lines = [...text.matchAll(/^ {4}([a-z-]+) +←(.*)$/gm)]
  return new Map(
    lines.map(([, room = '', allowed = '']) => [
      room,
      allowed
        .trim()
        .split(/\s+/)
        .filter(word => word !== 'nothing'),
    ]),
  )
}

test('every import follows the arrows of src/README.md', async () => {
  const table = await arrows()
  const files = await sourceFiles('src', /\.tsx?$/)
  const crossings: string[] = []
  const wrong: string[] = []
  for (const file of files) {
    const room = roomOf(file.path)
    for (const { path, typesOnly } of importsOf(file)) {
      if (roomOf(path) === room) continue
      crossings.push(path)
      const allowed = table.get(room) ?? []
      const follows = allowed.includes(roomOf(path)) || allowed.includes(path.replace(/^src\/|\.tsx?$/g, ''))
      if (!follows && !(typesOnly && !CORE.includes(room))) wrong.push(`${file.path} imports ${path}, but ${room} ← ${allowed.join(' ')}`)
    }
  }
  expect(wrong).toEqual([])
  // Nothing checked is nothing proved.
  expect(files.length).toBeGreaterThan(20)
  expect(crossings.length).toBeGreaterThan(20)
})

test('every room is in the table, and the table names no room that does not exist', async () => {
  const rooms = new Set((await sourceFiles('src', /(?<!\.d)\.tsx?$/)).map(file => roomOf(file.path)))
  const table = await arrows()
  expect([...table.keys()].filter(room => !rooms.has(room))).toEqual([])
  expect([...rooms].filter(room => !table.has(room))).toEqual([])
})

test('the compiler keeps the page out of every room of the core', async () => {
  const config = JSON.parse(await readFile(join(ROOT, 'src/tsconfig.core.json'), 'utf8'))
  expect(config.include).toEqual(CORE)
  expect(config.compilerOptions.lib.filter((library: string) => /dom|worker/i.test(library))).toEqual([])
})
