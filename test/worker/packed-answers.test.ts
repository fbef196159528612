import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedAnswers, DEFAULT_STORE_DEFINITION, type StoreDefinition, storeAnswers } from '../../src/stores/index.ts'
import { packAnswers, unpackAnswers, unpackInTurns } from '../../src/worker/packed-answers.ts'
import { arbitraryStoreDefinition, arbitraryStoreRows } from '../support/arbitrary-stores.ts'
import { readStoreTexts, storeFixture, storesOf } from '../support/store-files.ts'
import { fewStores } from '../support/store-report.ts'

const FIVE_DAYS = [['1.00'], ['2.00'], ['3.00'], ['4.00'], ['5.00']] as const
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

  it('are the same when they are made in turns', async () => {
    // More rows than are made between two looks at the clock.
    const many = fewStores(Array.from({ length: 1_500 }, (_, at) => ({ id: String(at), name: `n${at % 7}`, sold: FIVE_DAYS })))
    for (const dataset of [many, FIXTURE]) {
      const answers = storeAnswers(dataset, { ...DEFAULT_STORE_DEFINITION, top: 1_200, firstFiveMeanOf: 'merchants' })
      expect(await unpackInTurns(structuredClone(packAnswers(answers)))).toEqual(answers)
    }
  })

  it('keep sums beyond 2^64', () => {
    const answers = storeAnswers(FIXTURE, DEFAULT_STORE_DEFINITION)
    const topStores = answers.topStores.map((row, at) => ({ ...row, amountUnits: at === 0 ? 2n ** 70n + 1n : -row.amountUnits }))
    expect(unpackAnswers(structuredClone(packAnswers({ ...answers, topStores })))).toEqual({ ...answers, topStores })
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
