import { expect, it } from 'vitest'
import { SeededRandom } from '../../src/base/seeded-random.ts'
import { eventFixtures } from '../support/event-fixtures.ts'
import { fingerprint, type NamedBytes, readByKernel, readForeseen, readSimply } from './both-readings.ts'
import { pick, type Random } from './mutants.ts'
import { tableBytes } from './table-mutants.ts'

/** The default run is a sample; `npm run fuzz` has MUTANTS=1000000, and as these are whole tables, 40,000 of them. */
const TABLES = process.env['MUTANTS'] === undefined ? 1_000 : Number(process.env['MUTANTS']) / 25
const SEED = Number(process.env['SEED'] ?? 20_170_106)
/** Tables that are read into one data set, one behind the other. */
const TOGETHER = 100
/** The small ones take long. */
const CHUNKS = [1, 7, 64, 64, 300, 300, 300, 65_536, 65_536, 65_536]

/** Tables in which both readings differ, one by one. */
async function culprits(tables: readonly NamedBytes[], chunkBytes: number): Promise<string[]> {
  const found: string[] = []
  for (const table of tables) {
    const expected = fingerprint([await readSimply([table], chunkBytes)])
    const kernels = [await readByKernel([table], chunkBytes), await readForeseen([table], chunkBytes)]
    if (kernels.some(kernel => fingerprint([kernel]) !== expected)) found.push(Buffer.from(table.bytes).toString('latin1'))
  }
  return found
}

it(`the kernel, with rows read ahead and without, and the simple reader agree on every column, reject and note of ${TABLES.toLocaleString('en-US')} mutants of tables (seed ${SEED})`, {
  timeout: 7_200_000,
}, async () => {
  const seeded = new SeededRandom(SEED)
  const random: Random = () => seeded.unit()
  const others = eventFixtures()
    .filter(({ fileName }) => /\.[ct]sv$/.test(fileName))
    .map(({ bytes }) => bytes)
  expect(others.length).toBeGreaterThan(5)
  let rows = 0
  let direct = 0
  let ahead = 0
  for (let done = 0; done < TABLES; done += TOGETHER) {
    const tables = Array.from({ length: Math.min(TOGETHER, TABLES - done) }, () => ({
      path: 'mutant.csv',
      bytes: tableBytes(random, others),
    }))
    const chunkBytes = pick(random, CHUNKS)
    const [simple, kernel] = [await readSimply(tables, chunkBytes), await readByKernel(tables, chunkBytes)]
    const foreseen = await readForeseen(tables, chunkBytes)
    if ([kernel, foreseen].some(reading => fingerprint([reading]) !== fingerprint([simple]))) {
      expect(await culprits(tables, chunkBytes), `in chunks of ${chunkBytes} bytes`).toEqual([])
      expect.fail(`the readings differ in ${tables.length} tables together in chunks of ${chunkBytes} bytes, but in none alone`)
    }
    ahead += foreseen.found
    // Most rows are longer than the other chunks.
    if (chunkBytes < 65_536) continue
    rows += simple.asValues
    direct += simple.asValues - kernel.asValues
  }
  // Mutants of which the kernel takes nothing would test nothing.
  expect(rows).toBeGreaterThan(TOGETHER)
  expect(direct).toBeGreaterThan(rows / 3)
  expect(ahead).toBeGreaterThan(TOGETHER)
})
