import { describe, expect, it } from 'vitest'
import { DEFAULT_STORE_DEFINITION, STORE_TABLES, sampleStores, statusBreakdowns, storeSummary } from '../../src/stores/index.ts'
import { readStoreTexts } from '../support/store-files.ts'

const RECIPE = { seed: 7, stores: 20, devices: 60, transactions: 5_000, withCards: true }
const textsOf = (recipe: typeof RECIPE) => {
  const tables = sampleStores(recipe)
  return STORE_TABLES.map(table => [...tables[table]()].join(''))
}

describe('sample stores', () => {
  it('are the same for the same recipe, and others for another seed', () => {
    expect(textsOf(RECIPE)).toEqual(textsOf(RECIPE))
    expect(textsOf({ ...RECIPE, seed: 8 })).not.toEqual(textsOf(RECIPE))
    const tables = sampleStores(RECIPE)
    expect([...tables.transactions()]).toEqual([...tables.transactions()])
  })

  it('have all their rows, nearly all of them good, and a few of each that is not', () => {
    const { tables, rejectedByReason } = storeSummary(readStoreTexts(textsOf({ ...RECIPE, transactions: 20_000 })))
    expect(tables.stores).toEqual({ read: 20, accepted: 20, rejected: 0, duplicates: 0 })
    expect(tables.devices).toEqual({ read: 60, accepted: 60, rejected: 0, duplicates: 0 })
    expect(tables.transactions.read).toBe(20_000)
    expect(tables.transactions.accepted).toBeGreaterThan(19_900)
    expect(tables.transactions.duplicates).toBeGreaterThan(0)
    expect(rejectedByReason.map(({ reason }) => reason)).toEqual(['bad happened_at', 'id used twice', 'unknown device'])
  })

  it('have a device type that is refused and a country that cancels more often than others', () => {
    const dataset = readStoreTexts(textsOf({ ...RECIPE, stores: 200, devices: 400, transactions: 20_000 }))
    const { byDeviceType, byCountry } = statusBreakdowns(dataset, DEFAULT_STORE_DEFINITION)
    expect(byDeviceType.toSorted((a, b) => b.refusedShare - a.refusedShare)[0]?.key).toBe('4')
    expect(byCountry.toSorted((a, b) => b.cancelledShare - a.cancelledShare)[0]?.key).toBe('Portugal')
  })

  it('have card numbers only where they are asked for, and none that is real', () => {
    const transactions = (withCards: boolean) => textsOf({ ...RECIPE, withCards })[2] ?? ''
    expect(transactions(false).match(/card_number|cvv|,0000 /g)).toBeNull()
    expect(transactions(true).match(/,0000 \d{6} \d{5},000,/g)).toHaveLength(5_000)
  })

  it('come in small pieces, however many there are', () => {
    let longest = 0
    let pieces = 0
    for (const piece of sampleStores({ ...RECIPE, transactions: 100_000_000 }).transactions()) {
      longest = Math.max(longest, piece.length)
      pieces += 1
      if (pieces === 100) break
    }
    expect(longest).toBeLessThan(100_000)
    expect([...sampleStores({ ...RECIPE, transactions: 0 }).transactions()].join('').split('\n')).toHaveLength(2)
  })

  it('are refused by a recipe that is out of range', () => {
    expect(() => sampleStores({ ...RECIPE, stores: 0 })).toThrow(
      'stores of the sample stores is 0; expected a whole number from 1 to 1000000',
    )
    expect(() => sampleStores({ ...RECIPE, transactions: 1.5 })).toThrow(RangeError)
  })
})
