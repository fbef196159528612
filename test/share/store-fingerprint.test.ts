import { describe, expect, it } from 'vitest'
import { readStoreFingerprint, storeFingerprintOf, storeFingerprintText } from '../../src/share/store-fingerprint.ts'
import { DEFAULT_VIEW } from '../../src/store/view.ts'
import { fragmentOfStoreRecipe, storeFingerprintOfFragment, viewOfFragment } from '../../src/store/view-link.ts'
import { fixtureStores, reportOf } from '../support/store-report.ts'

const { summary, answers } = reportOf(fixtureStores())
const OF = storeFingerprintOf(summary, answers)

describe('the fingerprint of data about stores', () => {
  it('says how much there is, from when to when', () => {
    expect(OF).toMatchObject({ stores: summary.tables.stores.accepted, transactions: summary.tables.transactions.accepted })
    expect(OF.firstDay).toBe(Math.floor((summary.first ?? Number.NaN) / 86_400_000))
    expect(OF.sum).toMatch(/^[\da-f]{16}$/)
  })

  it('is another when one amount is, by a hundredth of a cent, and the same for the same', () => {
    const [best, ...others] = answers.topStores
    if (best === undefined) throw new Error('the fixture has no store')
    const changed = { ...answers, topStores: [{ ...best, amountUnits: best.amountUnits + 1n }, ...others] }
    expect(storeFingerprintOf(summary, changed).sum).not.toBe(OF.sum)
    expect(storeFingerprintOf(summary, structuredClone(answers))).toEqual(OF)
  })

  it('comes back from a link beside the view, and is none of customers', () => {
    const view = { ...DEFAULT_VIEW, stores: { ...DEFAULT_VIEW.stores, definition: { ...answers.definition, top: 3 } } }
    const fragment = fragmentOfStoreRecipe(view, OF)
    expect(fragment).toBe(`top=3&data=${storeFingerprintText(OF)}`)
    expect(storeFingerprintOfFragment(fragment)).toEqual(OF)
    expect(viewOfFragment(fragment)).toEqual(view)
  })

  it('without any transaction has no days', () => {
    const nothing = { ...OF, firstDay: null, lastDay: null }
    expect(readStoreFingerprint(storeFingerprintText(nothing))).toEqual(nothing)
    for (const text of ['', 'stores.1.2.3.4', '1.2.3.4.0123456789abcdef', 'stores.1.2.3.4.0123456789abcdeg'])
      expect(readStoreFingerprint(text)).toBeNull()
  })
})
