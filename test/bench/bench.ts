/*
 * `npm run bench` measures reading against its neighbours and its floor, the page at work, the report of stores, hostile texts and predicting, all in one run: 100 MB unless `-- --gb` is given
 * (then 1 GB). `--rounds N` for fewer or more than usual; `--readme` puts the outcome into the README.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { compete } from './competition.ts'
import { type BenchFile, benchFiles, CACHE } from './files.ts'
import { interactions } from './interactions.ts'
import { linearity } from './linearity.ts'
import { predicting } from './predicting.ts'
import { type BenchResult, reportOf } from './report.ts'
import { clearStage, setStage } from './stage.ts'
import { recipeOf, storeFiles } from './store-files.ts'
import { storeFigures } from './stores.ts'

const README = resolve(import.meta.dirname, '../../README.md')
const BEGIN = '<!-- written by npm run bench -->'
const END = '<!-- end of what npm run bench writes -->'

const { values: options } = parseArgs({
  options: { gb: { type: 'boolean', default: false }, readme: { type: 'boolean', default: false }, rounds: { type: 'string' } },
})
const rounds = Number(options.rounds ?? (options.gb ? 3 : 5))
if (!(Number.isInteger(rounds) && rounds > 0)) throw new RangeError(`--rounds is ${options.rounds} (expected a whole number from 1)`)

const files = await benchFiles(options.gb ? { events: 5_000_000, customers: 500_000 } : { events: 500_000, customers: 50_000 })
// The page is at work with half a million customers, whatever is raced with.
const many = ndjsonOf(options.gb ? files : await benchFiles({ events: 1_000_000, customers: 500_000 }))
const stores = await storeFiles(recipeOf(options.gb ? 10_000_000 : 1_000_000))
const stage = await setStage()
try {
  const result: BenchResult = {
    date: new Date().toISOString(),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, ${stage.browser.name}`,
    rounds,
    entries: await compete(files, rounds, stage),
    figuresOf: `${many.events.toLocaleString('en-US')} events of ${many.customers.toLocaleString('en-US')} customers`,
    figures: await interactions(many, stage),
    storesOf: `${stores.recipe.transactions.toLocaleString('en-US')} transactions of ${stores.recipe.stores.toLocaleString('en-US')} stores`,
    stores: await storeFigures(stores, stage),
    hostile: await linearity(stage),
    predicted: await predicting(stage),
  }
  const report = reportOf(result)
  console.log(`\n${report}`)
  const path = join(CACHE, `result-${result.date.replaceAll(':', '-')}.json`)
  await writeFile(path, `${JSON.stringify(result, null, 2)}\n`)
  console.log(`\nAll of it: ${path}`)
  if (options.readme) await writeFile(README, withReport(await readFile(README, 'utf8'), report))
} finally {
  await clearStage(stage)
}

function ndjsonOf(all: readonly BenchFile[]): BenchFile {
  const found = all.find(({ format }) => format === 'ndjson')
  if (found === undefined) throw new Error('there is no NDJSON among the files')
  return found
}

/** What stands between the two marks is replaced. */
function withReport(readme: string, report: string): string {
  const begin = readme.indexOf(BEGIN)
  const end = readme.indexOf(END)
  if (begin < 0 || end < begin)
    throw new Error(`the README has no place for the report (expected a line “${BEGIN}” and further down “${END}”)`)
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${report}\n\n${readme.slice(end)}`
}
