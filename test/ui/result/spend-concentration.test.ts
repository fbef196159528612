import { describe, expect, it } from 'vitest'
import { concentrationOf } from '../../../src/ui/result/spend-concentration.ts'
import { madeUpRanking } from './made-up-shop.ts'

describe('the concentration of spend', () => {
  it('adds up from those who spent most', () => {
    const ranking = madeUpRanking({ customers: [10, 60, 30].map((spend, index) => ({ id: `c${index}`, spend })) })
    const { curve, named } = concentrationOf(ranking, Uint32Array.of(0, 2, 1)) ?? { curve: [], named: [] }
    expect(curve.map(point => [point.customers, point.shareOfSpend])).toEqual([
      [0, 0],
      [1, 0.6],
      [2, 0.9],
      [3, 1],
    ])
    expect(named.map(point => point.customers)).toEqual([1, 2, 3])
  })

  it('names the top 1, 10, 100, 1 %, 10 %, 20 %, 50 %, all, and the half, without asking more than 301 points of the curve', () => {
    const customers = Array.from({ length: 1_000 }, (_, index) => ({ id: `c${index}`, spend: 1 }))
    const bySpend = Uint32Array.from(customers.keys())
    const found = concentrationOf(madeUpRanking({ customers, facts: { customersForHalfOfSpend: 333 } }), bySpend)
    expect(found?.named.map(point => point.customers)).toEqual([1, 10, 100, 200, 333, 500, 1_000])
    expect(found?.curve.length).toBeLessThanOrEqual(301 + 7)
    expect(found?.curve.at(-1)).toEqual({ customers: 1_000, shareOfCustomers: 1, shareOfSpend: 1 })
  })

  it('rises above all spend where refunds bring it down again', () => {
    const ranking = madeUpRanking({ customers: [100, -20].map((spend, index) => ({ id: `c${index}`, spend })) })
    expect(concentrationOf(ranking, Uint32Array.of(1, 0))?.curve.map(point => point.shareOfSpend)).toEqual([0, 1.25, 1])
  })

  it('does not exist without spend', () => {
    expect(concentrationOf(madeUpRanking({ customers: [{ id: 'a', spend: 0 }] }), Uint32Array.of(0))).toBeNull()
    expect(concentrationOf(madeUpRanking({ customers: [{ id: 'a', spend: -5 }] }), Uint32Array.of(0))).toBeNull()
  })
})
