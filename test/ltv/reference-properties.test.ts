import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WEEK_STARTS, WEEKS_RULES } from '../../src/ltv/definition.ts'
import {
  addText,
  createDataset,
  type Dataset,
  DEFAULT_DEFINITION,
  type Definition,
  ingest,
  merge,
  pack,
  rank,
  topSoFar,
  topXSimpleLtvCustomers,
  unpack,
} from '../../src/ltv/index.ts'
import { sampleText } from '../../src/ltv/sample.ts'
import { readAll } from '../reference/report.ts'
import { arbitraryDefinition, arbitraryRecords } from '../support/arbitrary-events.ts'
import { observe, observeReference } from '../support/observation.ts'

// A failure prints its seed and path; hand them to fc.assert as { seed, path } to see it again.
const RUNS = { numRuns: 200 }

/** Ingests records as those of one file, in the order given; a record's byte is its number. */
function datasetOf(records: readonly unknown[], order: readonly number[] = records.map((_, index) => index)): Dataset {
  const dataset = createDataset()
  const file = addText(dataset, { path: 'events.json', format: 'JSON array', reason: 'a test' })
  for (const index of order) ingest(records[index], dataset, { file, line: index + 1, byte: index })
  return dataset
}

/** Nothing for the few lines that are cut off. */
function parsedLine(line: string): unknown[] {
  return line.endsWith('}') ? [JSON.parse(line)] : []
}

/** All that a data set says: figures, rejects with their places, and files. */
const everything = (dataset: Dataset, definition: Definition) => ({
  ...observe(dataset, definition),
  rejects: dataset.rejects.list(),
  files: dataset.texts,
})

const shuffled = (length: number): fc.Arbitrary<number[]> =>
  fc.shuffledSubarray(
    Array.from({ length }, (_, index) => index),
    { minLength: length },
  )

describe('a data set', { timeout: 60_000 }, () => {
  it('judges every record as the slow reference does', () => {
    fc.assert(
      fc.property(arbitraryRecords, records => {
        const dataset = createDataset()
        const found = records.map(record => {
          const fault = ingest(record, dataset)
          return fault === null ? null : { reason: fault.reason, field: fault.field }
        })
        expect(found).toEqual(readAll(records).verdicts)
      }),
      { numRuns: 1_000 },
    )
  })

  it('says of any events under any definition what the slow reference says', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryDefinition, (records, definition) => {
        expect(observe(datasetOf(records), definition)).toEqual(observeReference(readAll(records), definition))
      }),
      { numRuns: 1_000 },
    )
  })

  it.each(WEEKS_RULES)('says of a whole sample shop what the slow reference says, by the rule %s', weeksRule => {
    // Larger than what is made up elsewhere: tables grow, and some customers have hundreds of events.
    const records = [...sampleText({ seed: 7, customers: 40, events: 2_000 })].join('').split('\n').flatMap(parsedLine)
    for (const weekStart of WEEK_STARTS) {
      const definition: Definition = {
        ...DEFAULT_DEFINITION,
        weeksRule,
        weekStart,
        windowStart: Date.UTC(2024, 2, 1),
        windowEnd: Date.UTC(2025, 0, 15),
      }
      expect(observe(datasetOf(records), definition)).toEqual(observeReference(readAll(records), definition))
    }
  })

  it('ranks x customers as it ranks all of them, also while it is still being filled', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryDefinition, fc.nat(20), fc.nat(40), (records, definition, x, asked) => {
        const dataset = createDataset()
        for (const [index, record] of records.entries()) {
          // Asking in the middle must not freeze what is said later.
          if (index === asked) topSoFar(dataset, x, definition)
          if (index === asked) rank(dataset, definition)
          ingest(record, dataset)
        }
        const { rows, currency } = observeReference(readAll(records), definition)
        expect(topXSimpleLtvCustomers(x, dataset, definition)).toEqual(
          rows.slice(0, x).map(({ id, ltv, spend, orders, visits, weeks }, index) => ({
            rank: index + 1,
            customer_id: id,
            ltv,
            revenue: Number(spend) / 10_000,
            orders,
            visits,
            weeks,
          })),
        )
        expect(topSoFar(dataset, x, definition)).toEqual(
          rows.slice(0, x).map(({ id, ltv, spend }) => ({ id, ltv, spendUnits: Number(spend), currency })),
        )
      }),
      RUNS,
    )
  })

  it('says the same whatever the order of the events', () => {
    fc.assert(
      fc.property(
        arbitraryRecords.chain(records => fc.tuple(fc.constant(records), shuffled(records.length))),
        arbitraryDefinition,
        ([records, order], definition) => {
          expect(everything(datasetOf(records, order), definition)).toEqual(everything(datasetOf(records), definition))
        },
      ),
      RUNS,
    )
  })

  it('says the same when everything is read twice, but for the counts of what was read', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryDefinition, (records, definition) => {
        const once = observe(datasetOf(records), definition)
        const twice = observe(datasetOf([...records, ...records]), definition)
        const doubled = (counts: Readonly<Record<string, number>>) =>
          Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, 2 * count]))
        expect(twice).toEqual({
          ...once,
          read: 2 * once.read,
          accepted: 2 * once.accepted,
          duplicates: once.duplicates + once.accepted,
          rejected: doubled(once.rejected),
          byTypeAndVerb: doubled(once.byTypeAndVerb),
        })
      }),
      RUNS,
    )
  })

  /** A few lists of records. */
  const arbitraryParts = fc.array(
    arbitraryRecords.map(records => records.slice(0, 12)),
    { minLength: 1, maxLength: 5 },
  )

  it('says the same when parts are read apart and merged, from the left or from the right', () => {
    fc.assert(
      fc.property(arbitraryParts, arbitraryDefinition, fc.boolean(), (parts, definition, fromTheLeft) => {
        const whole = createDataset()
        for (const [number, records] of parts.entries()) {
          const file = addText(whole, { path: `part ${number}`, format: 'JSON array', reason: 'a test' })
          for (const [index, record] of records.entries()) ingest(record, whole, { file, line: index + 1, byte: index })
        }
        const datasets = parts.map((records, number) => {
          const dataset = createDataset()
          const file = addText(dataset, { path: `part ${number}`, format: 'JSON array', reason: 'a test' })
          for (const [index, record] of records.entries()) ingest(record, dataset, { file, line: index + 1, byte: index })
          return dataset
        })
        const before = datasets.map(dataset => observe(dataset, definition))
        const merged = fromTheLeft
          ? datasets.reduce((left, right) => merge(left, right), createDataset())
          : datasets.reduceRight((right, left) => merge(left, right), createDataset())
        expect(everything(merged, definition)).toEqual(everything(whole, definition))
        // Merging must leave its parts as they were.
        expect(datasets.map(dataset => observe(dataset, definition))).toEqual(before)
      }),
      RUNS,
    )
  })

  it('says the same when the parts are merged in any order, and goes on taking events', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryRecords, arbitraryRecords, arbitraryDefinition, (first, second, third, definition) => {
        const merged = merge(datasetOf(second), datasetOf(first))
        for (const record of third) ingest(record, merged)
        expect(observe(merged, definition)).toEqual(observeReference(readAll([...first, ...second, ...third]), definition))
      }),
      RUNS,
    )
  })

  it('comes out of another thread as it went in, and goes on taking events', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryRecords, arbitraryDefinition, (records, more, definition) => {
        const before = everything(datasetOf(records), definition)
        const packed = pack(datasetOf(records))
        const unpacked = unpack(structuredClone(packed, { transfer: [...packed.buffers] }))
        expect(everything(unpacked, definition)).toEqual(before)
        for (const record of more) ingest(record, unpacked)
        expect(observe(unpacked, definition)).toEqual(observeReference(readAll([...records, ...more]), definition))
      }),
      RUNS,
    )
  })
})
