import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addStoreNote,
  createStoreDataset,
  mergeStores,
  packStores,
  type StoreDataset,
  storeSummary,
  unpackStores,
  unsettledSummary,
} from '../../src/stores/index.ts'
import { allDefinitions, answersOf } from '../support/store-answers.ts'
import { readStoreTexts, storeFixture } from '../support/store-files.ts'

const FILES = ['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv'].map(storeFixture)
const DEFINITIONS = allDefinitions().filter((_, at) => at % 97 === 0)

const said = (dataset: StoreDataset) => ({ summary: storeSummary(dataset), answers: DEFINITIONS.map(each => answersOf(dataset, each)) })

/** As another thread has it: cloned, with the buffers handed over. */
function sent(dataset: StoreDataset): StoreDataset {
  const packed = packStores(dataset)
  return unpackStores(structuredClone(packed, { transfer: [...packed.buffers] }))
}

describe('tables of stores in another thread', () => {
  it('say what they said, and the ones at home do too', () => {
    const dataset = readStoreTexts(FILES)
    addStoreNote(dataset, 1, 'windows-1252', 1)
    const before = said(dataset)
    expect(before.summary.rejects.length).toBeGreaterThan(10)
    expect(before.summary.notes).toHaveLength(1)
    expect(said(sent(dataset))).toEqual(before)
    expect(said(dataset)).toEqual(before)
  })

  it('put together from any two parts, say what reading all of them says', () => {
    const whole = said(readStoreTexts(FILES))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: FILES.length }), cut => {
        const first = readStoreTexts(FILES.slice(0, cut))
        const second = readStoreTexts(FILES.slice(cut))
        expect(said(mergeStores(packStores(first), second))).toEqual(whole)
        expect(unsettledSummary(second).files).toHaveLength(FILES.length - cut)
      }),
      { numRuns: 10 },
    )
  })

  it('added to themselves count everything twice, and answer the same', () => {
    const dataset = readStoreTexts(FILES)
    const { transactions } = storeSummary(dataset).tables
    const twice = mergeStores(packStores(dataset), dataset)
    expect(storeSummary(twice).tables.transactions).toMatchObject({ read: 2 * transactions.read, accepted: transactions.accepted })
    expect(DEFINITIONS.map(each => answersOf(twice, each))).toEqual(said(dataset).answers)
  })
})

describe('while tables are missing', () => {
  it('only rows that are broken in themselves are left out', () => {
    const { tables, missing, read, accepted, rejected, duplicates } = unsettledSummary(readStoreTexts(FILES.slice(1, 2)))
    expect(missing).toEqual(['stores', 'transactions'])
    // One row without an id; the orphan and the id used twice are found later.
    expect(tables.devices).toEqual({ read: 10, accepted: 9, rejected: 1, duplicates: 0 })
    expect({ read, accepted, rejected, duplicates }).toEqual(tables.devices)
  })

  it('of nothing, all are', () => {
    expect(unsettledSummary(createStoreDataset())).toMatchObject({ missing: ['devices', 'stores', 'transactions'], read: 0, files: [] })
  })
})
