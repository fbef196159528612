import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedAnswers, DEFAULT_STORE_DEFINITION, type StoreDefinition, storeAnswers } from '../../src/stores/index.ts'
import { packAnswers, unpackAnswers } from '../../src/worker/packed-answers.ts'
import { arbitraryStoreDefinition, arbitraryStoreRows } from '../support/arbitrary-stores.ts'
import { readStoreTexts, storeFixture, storesOf } from '../support/store-files.ts'

const FIXTURE = readStoreTexts(['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv'].map(storeFixture))

describe('answers about stores on their way to the page', () => {
  it('arrive as they were, and what a switch leaves as it is need not come again', () => {
    let left = 0
    fc.assert(
      fc.property(arbitraryStoreRows, fc.array(arbitraryStoreDefinition, { minLength: 2, maxLength: 4 }), (rows, [first, ...others]) => {
        if (first === undefined) return
        const dataset = storesOf(rows)
        const sent = <Packed extends { readonly buffers: readonly ArrayBuffer[] }>(packed: Packed): Packed =>
          structuredClone(packed, { transfer: [...packed.buffers] })
        let shown = unpackAnswers(sent(packAnswers(storeAnswers(dataset, first))))
        expect(shown).toEqual(storeAnswers(dataset, first))
        for (const definition of others) {
          const changed = unpackAnswers(sent(packAnswers(changedAnswers(dataset, definition, shown.definition))))
          if (Object.keys(changed).length < Object.keys(shown).length) left += 1
          shown = { ...shown, ...changed }
          expect(shown).toEqual(storeAnswers(dataset, definition))
        }
      }),
      { numRuns: 200 },
    )
    expect(left).toBeGreaterThan(20)
  })

  it('hold back what follows from no switch that was turned', () => {
    const { definition } = storeAnswers(FIXTURE, DEFAULT_STORE_DEFINITION)
    const changedBy = (change: Partial<StoreDefinition>) =>
      Object.keys(changedAnswers(FIXTURE, { ...definition, ...change }, definition)).sort()
    expect(changedBy({})).toEqual(['definition'])
    expect(changedBy({ weekStart: 'monday' })).toEqual(['definition'])
    expect(changedBy({ shareOf: 'amount' })).toEqual(['definition', 'deviceTypeShares'])
    expect(changedBy({ firstFiveFrom: 'store-creation' })).toEqual(['definition', 'firstFive'])
    expect(changedBy({ productsBy: 'amount' })).toEqual(['definition', 'productsTiedBehind', 'topProducts'])
  })
})
