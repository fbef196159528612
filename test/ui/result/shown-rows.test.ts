import { describe, expect, it } from 'vitest'
import { orderedRows, rankedRows, type ShownRows, sortedHere } from '../../../src/ui/result/shown-rows.ts'
import { madeUpLoaded } from './made-up-shop.ts'

/** Ranked as listed; b and d spent the same, c never visited. */
const { ranking, directory } = madeUpLoaded({
  customers: [
    { id: 'e', spend: 50, visits: 5, place: 'Oslo' },
    { id: 'b', spend: 30, visits: 3, place: 'Bergen' },
    { id: 'c', spend: 70, visits: 0, place: 'Oslo' },
    { id: 'd', spend: 30, visits: 6, place: '' },
    { id: 'a', spend: 10, visits: 1, place: 'Bergen' },
  ],
})
const bySpend = Uint32Array.of(4, 1, 3, 0, 2)
const listed = (rows: ShownRows) => Array.from({ length: rows.count }, (_, row) => rows.rankIndexAt(row))

describe('the rows of the table', () => {
  it('are the ranking itself by rank or LTV, either way round', () => {
    expect(listed(rankedRows(3, { column: 'rank', descending: false }))).toEqual([0, 1, 2])
    expect(listed(rankedRows(3, { column: 'ltv', descending: true }))).toEqual([0, 1, 2])
    expect(listed(rankedRows(3, { column: 'ltv', descending: false }))).toEqual([2, 1, 0])
    expect(rankedRows(3, { column: 'rank', descending: true }).rowOf(0)).toBe(2)
    expect(rankedRows(3, { column: 'rank', descending: false }).rowOf(3)).toBe(-1)
  })

  it('are only ever the top x of an order of all', () => {
    expect(listed(orderedRows(bySpend, 3))).toEqual([1, 0, 2])
    expect(listed(orderedRows(bySpend, 5))).toEqual([4, 1, 3, 0, 2])
  })

  it('that are few are put in order on the page: equal customers best first in both directions', () => {
    const by = (descending: boolean) => listed(sortedHere(ranking, directory, 5, { column: 'spend', descending }, null))
    expect(by(false)).toEqual([4, 1, 3, 0, 2])
    expect(by(true)).toEqual([2, 0, 1, 3, 4])
  })

  it('that are few have dashes last in both directions', () => {
    const by = (descending: boolean) => listed(sortedHere(ranking, directory, 5, { column: 'spendPerVisit', descending }, null))
    expect(by(false)).toEqual([3, 0, 1, 4, 2])
    expect(by(true)).toEqual([0, 1, 4, 3, 2])
  })

  it('that are few are put in order by text where there is one', () => {
    const ids = ['e', 'b', 'c', 'd', 'a']
    const byId = sortedHere(ranking, directory, 4, { column: 'customer', descending: false }, rankIndex => ids[rankIndex] ?? '')
    expect(listed(byId)).toEqual([1, 2, 3, 0])
  })

  it('know where a customer stands', () => {
    const rows = orderedRows(bySpend, 3)
    expect(rows.rowOf(0)).toBe(1)
    expect(rows.rowOf(4)).toBe(-1)
  })
})
