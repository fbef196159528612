import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addStoreText,
  createStoreDataset,
  DEFAULT_STORE_DEFINITION,
  ingestStoreRow,
  STORE_TABLES,
  type StoreDataset,
  type StoreDefinition,
  settle,
  storeSummary,
} from '../../src/stores/index.ts'
import { type ReferenceRow, readStores } from '../reference/stores.ts'
import { arbitraryStoreDefinition, arbitraryStoreRows } from '../support/arbitrary-stores.ts'
import { answersOf, countsOf, referenceOf } from '../support/store-answers.ts'
import { storesOf } from '../support/store-files.ts'

// A failure prints its seed and path; hand them to fc.assert as { seed, path } to see it again.
const RUNS = { numRuns: 300 }

const shuffled = <Entry>(entries: readonly Entry[]): fc.Arbitrary<Entry[]> =>
  fc.shuffledSubarray([...entries], { minLength: entries.length })

const everything = (dataset: StoreDataset, definition: StoreDefinition) => ({
  answers: answersOf(dataset, definition),
  ...countsOf(dataset),
  rejects: storeSummary(dataset).rejects,
})

describe('a data set of stores', { timeout: 120_000 }, () => {
  it('says of any rows under any definition what the slow reference says', () => {
    fc.assert(
      fc.property(arbitraryStoreRows, arbitraryStoreDefinition, (rows, definition) => {
        const dataset = storesOf(rows)
        const expected = referenceOf(readStores(rows), definition)
        expect(countsOf(dataset)).toEqual(expected.counts)
        expect(answersOf(dataset, definition)).toEqual(expected.answers)
      }),
      { numRuns: 1_000 },
    )
  })

  it('meets everything there is to meet', () => {
    // The properties prove little where made-up tables never have five transactions, orphans or versions.
    const seen = { fives: 0, versions: 0, strays: 0, duplicates: 0, merchants: 0 }
    for (const rows of fc.sample(arbitraryStoreRows, { numRuns: 300, seed: 1 })) {
      const { rejected, counts } = readStores(rows)
      const { firstFive } = answersOf(storesOf(rows), { ...DEFAULT_STORE_DEFINITION, firstFiveMeanOf: 'merchants' })
      if (firstFive.stores.length > 0) seen.fives++
      if (firstFive.merchants.some(({ stores }) => stores > 1)) seen.merchants++
      if ((rejected['id used twice'] ?? 0) > 0) seen.versions++
      if ((rejected['unknown store'] ?? 0) > 0) seen.strays++
      if (counts.transactions.duplicates > 0) seen.duplicates++
    }
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(20)
  })

  it('says the same whatever the order of rows and tables, rejects and their places included', () => {
    fc.assert(
      fc.property(
        arbitraryStoreRows.chain(rows => fc.tuple(fc.constant(rows), shuffled(rows.map((_, at) => at)))),
        arbitraryStoreDefinition,
        ([rows, order], definition) => {
          expect(everything(storesOf(rows, order), definition)).toEqual(everything(storesOf(rows), definition))
        },
      ),
      RUNS,
    )
  })

  it('says the same when every table is cut into files that are read in turns', () => {
    fc.assert(
      fc.property(arbitraryStoreRows, fc.integer({ min: 1, max: 4 }), arbitraryStoreDefinition, (rows, parts, definition) => {
        const dataset = createStoreDataset()
        const files = STORE_TABLES.map(table =>
          Array.from({ length: parts }, (_, part) =>
            addStoreText(dataset, { path: `${table} ${part}`, table, format: 'CSV', reason: 'a test' }),
          ),
        )
        rows.forEach(({ table, record }, at) => {
          const file = files[STORE_TABLES.indexOf(table)]?.[at % parts] ?? -1
          ingestStoreRow(table, record, dataset, { file, line: at, byte: at })
        })
        const whole = storesOf(rows)
        expect(answersOf(dataset, definition)).toEqual(answersOf(whole, definition))
        expect(countsOf(dataset)).toEqual(countsOf(whole))
        const { files: summaries, tables } = storeSummary(dataset)
        for (const table of STORE_TABLES) {
          const own = summaries.filter(file => file.table === table)
          for (const count of ['read', 'accepted', 'rejected', 'duplicates'] as const) {
            expect(own.reduce((sum, file) => sum + file[count], 0)).toBe(tables[table][count])
          }
        }
      }),
      RUNS,
    )
  })

  it('says the same when everything is read twice, but for the counts of what was read', () => {
    fc.assert(
      fc.property(arbitraryStoreRows, arbitraryStoreDefinition, (rows, definition) => {
        const once = storesOf(rows)
        const twice = storesOf([...rows, ...rows])
        expect(answersOf(twice, definition)).toEqual(answersOf(once, definition))
        for (const table of STORE_TABLES) {
          const { read, accepted, rejected, duplicates } = settle(once).counts[table]
          // Rows that are broken in themselves are counted each time, as they have no identity.
          const broken = once.rejected[table]
          expect(settle(twice).counts[table]).toEqual({
            read: 2 * read,
            accepted,
            rejected: rejected + broken,
            duplicates: duplicates + read - broken,
          })
        }
      }),
      RUNS,
    )
  })

  it('may be asked in the middle of reading', () => {
    fc.assert(
      fc.property(arbitraryStoreRows, arbitraryStoreDefinition, fc.nat(100), (rows, definition, asked) => {
        const dataset = createStoreDataset()
        rows.forEach(({ table, record }: ReferenceRow, at) => {
          if (at === asked) answersOf(dataset, definition)
          ingestStoreRow(table, record, dataset, { file: 0, line: at + 2, byte: at })
        })
        expect(everything(dataset, definition)).toEqual(everything(storesOf(rows), definition))
      }),
      RUNS,
    )
  })
})
