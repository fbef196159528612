import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createDataset,
  customerColumns,
  type Dataset,
  type Definition,
  ingest,
  rank,
  rerank,
  sameColumns,
  sortOrder,
  strips,
  topXSimpleLtvCustomers,
  weekly,
} from '../../src/ltv/index.ts'
import { SORT_COLUMNS } from '../../src/ltv/results.ts'
import { arbitraryDefinition, arbitraryRecords } from '../support/arbitrary-events.ts'

const ALL = Number.MAX_SAFE_INTEGER

function datasetOf(records: readonly unknown[]): Dataset {
  const dataset = createDataset()
  for (const record of records) ingest(record, dataset)
  return dataset
}

/** All that depends on a definition. */
const answers = (dataset: Dataset, definition: Definition) => ({
  ranking: rank(dataset, definition),
  top: topXSimpleLtvCustomers(ALL, dataset, definition),
  orders: SORT_COLUMNS.map(column => sortOrder(dataset, definition, column)),
  weekly: weekly(dataset, definition, 2),
  strips: strips(
    dataset,
    definition,
    Uint32Array.from({ length: dataset.customers.length }, (_, customer) => customer),
  ),
})

const FIELDS: (keyof Definition)[] = ['weeksRule', 'weekStart', 'lifespanYears', 'margin', 'currency', 'windowStart', 'windowEnd']

/** What people do: change one thing of a definition, take another, or add events. */
const arbitrarySteps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.tuple(arbitraryDefinition, fc.subarray(FIELDS)).map(([definition, fields]) => ({ definition, fields })) },
    { weight: 1, arbitrary: arbitraryRecords.map(records => ({ records: records.slice(0, 5) })) },
  ),
  { minLength: 1, maxLength: 12 },
)

function changed(before: Definition, to: Definition, fields: readonly (keyof Definition)[]): Definition {
  const after = { ...before, ...Object.fromEntries(fields.map(name => [name, to[name]])) }
  // Two windows put together may end before they start.
  return after.windowStart !== null && after.windowEnd !== null && after.windowStart >= after.windowEnd ? to : after
}

describe('one definition after another, and events added in between', { timeout: 60_000 }, () => {
  it('are answered as by a fresh data set that knows nothing of what was asked before', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryDefinition, arbitrarySteps, (records, start, steps) => {
        const read = [...records]
        const dataset = datasetOf(read)
        let definition = start
        for (const step of steps) {
          if ('records' in step) {
            for (const record of step.records) ingest(record, dataset)
            read.push(...step.records)
          } else definition = changed(definition, step.definition, step.fields)
          expect(answers(dataset, definition)).toEqual(answers(datasetOf(read), definition))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('give the whole ranking to a page that keeps what customers did while that is the same', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryDefinition, arbitrarySteps, (records, start, steps) => {
        const dataset = datasetOf(records)
        let shown = rank(dataset, start)
        for (const step of steps) {
          if ('records' in step) continue
          const definition = changed(shown.definition, step.definition, step.fields)
          const ranking = rerank(dataset, definition)
          const columns = sameColumns(definition, shown.definition) ? shown.columns : customerColumns(dataset, definition)
          shown = { ...ranking, columns }
          expect(shown).toEqual(rank(datasetOf(records), definition))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('hand out arrays that nothing else rests on', () => {
    const dataset = datasetOf([
      { type: 'ORDER', verb: 'NEW', key: 'o1', customer_id: 'a', event_time: '2017-01-01', total_amount: '10' },
      { type: 'ORDER', verb: 'NEW', key: 'o2', customer_id: 'b', event_time: '2017-02-01', total_amount: '20' },
    ])
    const definition: Definition = {
      weeksRule: 'active',
      weekStart: 'sunday',
      windowStart: null,
      windowEnd: null,
      lifespanYears: 10,
      margin: 1,
      currency: null,
    }
    const before = structuredClone(answers(dataset, definition))
    const { columns, ...rest } = rank(dataset, definition)
    for (const array of [...Object.values(columns), ...Object.values(rest)])
      if (ArrayBuffer.isView(array)) new Uint8Array(array.buffer).fill(7)
    expect(answers(dataset, definition)).toEqual(before)
  })
})
