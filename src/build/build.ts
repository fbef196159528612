/*
 * `npm run build` builds the app into dist. `-- --data FILE` (as often as there are files) builds a copy that carries these files and opens them at once;
 * with `--aggregated` it carries what each customer did in each week in their place, and with `--pseudonyms` as well no id of a customer.
 */
import { rm, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { newPseudonymKey } from '../share/pseudonyms.ts'
import { aggregate } from './aggregate.ts'
import { DATA_VARIABLE } from './hosted-data.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', multiple: true, default: [] },
    aggregated: { type: 'boolean', default: false },
    'week-start': { type: 'string', default: 'sunday' },
    pseudonyms: { type: 'boolean', default: false },
    outDir: { type: 'string' },
  },
})
const paths = values.data.map(path => resolve(path))
for (const path of paths) {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new Error(`--data ${path} is no file (expected the path of a file of events, orders or stores)`)
}
const weekStart = values['week-start']
if (weekStart !== 'sunday' && weekStart !== 'monday') throw new Error(`--week-start ${weekStart} is not known (expected sunday or monday)`)
if (values.aggregated && paths.length === 0) throw new Error('--aggregated has nothing to add up (expected --data FILE beside it)')
if (values.pseudonyms && !values.aggregated)
  throw new Error('--pseudonyms cannot change files that are carried as they are (expected --aggregated beside it)')

const key = values.pseudonyms ? newPseudonymKey(count => crypto.getRandomValues(new Uint8Array(count))) : null
const aggregated = values.aggregated ? await aggregate(paths, { weekStart, key }) : null
process.env[DATA_VARIABLE] = JSON.stringify(aggregated === null ? paths : [aggregated.path])
try {
  await build(values.outDir === undefined ? {} : { build: { outDir: values.outDir, emptyOutDir: true } })
} finally {
  if (aggregated !== null) await rm(aggregated.folder, { recursive: true })
}
const list = paths.map(path => `  ${path}\n`).join('')
if (aggregated !== null) {
  process.stdout.write(
    `\nEverybody who can open this copy can read what each customer did in each week, and no single event, of these files:\n${list}`,
  )
  process.stdout.write(`${aggregated.said.join('\n')}\n`)
  if (key !== null) process.stdout.write(`Customers go by pseudonyms. The key, which is nowhere in the copy: ${key}\n`)
} else if (paths.length > 0) process.stdout.write(`\nEverybody who can open this copy can read these files, row by row:\n${list}`)
