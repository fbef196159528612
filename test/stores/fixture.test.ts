import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DEFAULT_STORE_DEFINITION, storeSummary, topProducts, topStores } from '../../src/stores/index.ts'
import { readStores } from '../reference/stores.ts'
import { allDefinitions, answersOf, countsOf, referenceOf } from '../support/store-answers.ts'
import { FIXTURES, readStoreTexts, rowsOf, storeFixture } from '../support/store-files.ts'

const FILES = ['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv']

describe('four files with the quirks of real ones', () => {
  const dataset = readStoreTexts(FILES.map(storeFixture))

  it('are all there are', () => {
    expect(readdirSync(FIXTURES).sort()).toEqual(FILES.toSorted())
  })

  it('are counted: read is accepted, rejected and duplicates', () => {
    const { tables, rejectedByReason, files } = storeSummary(dataset)
    expect(tables).toEqual({
      stores: { read: 10, accepted: 6, rejected: 3, duplicates: 1 },
      devices: { read: 10, accepted: 7, rejected: 3, duplicates: 0 },
      // 30 and 23 good ones, 5 of which are in both files and one twice in the first; 14 odd ones in the first, 4 more in the second.
      transactions: { read: 71, accepted: 52, rejected: 13, duplicates: 6 },
    })
    expect(rejectedByReason).toEqual([
      { reason: 'bad amount', count: 2 },
      { reason: 'bad created_at', count: 3 },
      { reason: 'bad happened_at', count: 1 },
      { reason: 'bad status', count: 2 },
      { reason: 'id used twice', count: 3 },
      { reason: 'missing customer_id', count: 1 },
      { reason: 'missing id', count: 1 },
      { reason: 'missing product_sku', count: 1 },
      { reason: 'unknown device', count: 1 },
      { reason: 'unknown store', count: 2 },
      { reason: 'wrong number of columns', count: 2 },
    ])
    for (const { read, accepted, rejected, duplicates } of [...files, ...Object.values(tables)]) {
      expect(read).toBe(accepted + rejected + duplicates)
    }
    expect(files.map(({ read, duplicates }) => [read, duplicates])).toEqual([
      [10, 1],
      [10, 0],
      [44, 1],
      [27, 5],
    ])
  })

  it('say where each row that is left out stands', () => {
    expect(storeSummary(dataset).rejects.map(({ file, line, reason, field }) => `${file}:${line} ${reason} (${field})`)).toEqual([
      '0:9 id used twice (id)',
      '0:10 bad created_at (created_at)',
      '0:11 missing customer_id (customer_id)',
      '1:8 unknown store (store_id)',
      '1:10 id used twice (id)',
      '1:11 missing id (id)',
      '2:33 unknown device (device_id)',
      '2:34 unknown store (device_id)',
      '2:35 bad happened_at (happened_at)',
      '2:36 bad created_at (created_at)',
      '2:37 bad amount (amount)',
      '2:38 bad amount (amount)',
      '2:39 missing product_sku (product_sku)',
      '2:40 bad status (status)',
      '2:41 bad status (status)',
      '2:42 bad created_at (created_at)',
      '2:43 wrong number of columns (null)',
      '2:44 wrong number of columns (null)',
      '2:45 id used twice (id)',
    ])
  })

  it('are exact to the last of the four decimals', () => {
    const gift = topProducts(dataset, { ...DEFAULT_STORE_DEFINITION, statuses: 'all' }).find(({ sku }) => sku === '3770009015006')
    // 0.0001 + 1,234.56785 (half to even: .5678) − 2.5 + 0
    expect(gift).toMatchObject({ amountUnits: 12_320_679n, transactions: 4, name: 'Gift', names: 2 })
    expect(topStores(dataset, { ...DEFAULT_STORE_DEFINITION, top: 1 })[0]).toMatchObject({ rank: 1, storeId: '10', name: 'Café Zehn' })
  })

  it('are answered as by the slow reference under all 512 definitions', () => {
    const reference = readStores(FILES.flatMap(name => rowsOf(storeFixture(name))))
    const { rejected, ...counts } = countsOf(dataset)
    const { 'wrong number of columns': broken = 0, ...understood } = rejected
    const expected = referenceOf(reference, DEFAULT_STORE_DEFINITION).counts
    expect(understood).toEqual(expected.rejected)
    const { transactions, ...others } = counts.counts
    expect(others).toEqual({ devices: expected.counts.devices, stores: expected.counts.stores })
    expect(transactions).toEqual({
      ...expected.counts.transactions,
      read: expected.counts.transactions.read + broken,
      rejected: expected.counts.transactions.rejected + broken,
    })
    const definitions = allDefinitions()
    expect(definitions).toHaveLength(512)
    for (const definition of definitions) expect(answersOf(dataset, definition)).toEqual(referenceOf(reference, definition).answers)
  })
})
