/*
 * `npm run build` builds the app into dist. `-- --data FILE` (as often as there are files) builds a copy that carries these files and opens them at once.
 */
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { DATA_VARIABLE } from './hosted-data.ts'

const { values } = parseArgs({ options: { data: { type: 'string', multiple: true, default: [] }, outDir: { type: 'string' } } })
const paths = values.data.map(path => resolve(path))
for (const path of paths) {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new Error(`--data ${path} is no file (expected the path of a file of events, orders or stores)`)
}
process.env[DATA_VARIABLE] = JSON.stringify(paths)
await build(values.outDir === undefined ? {} : { build: { outDir: values.outDir, emptyOutDir: true } })
if (paths.length > 0)
  process.stdout.write(`\nEverybody who can open this copy can read these files, row by row:\n${paths.map(path => `  ${path}\n`).join('')}`)
