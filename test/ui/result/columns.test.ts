import { describe, expect, it } from 'vitest'
import { columnsFor, columnWidth } from '../../../src/ui/result/column-widths.ts'
import { COLUMNS, type ColumnId, highestOf } from '../../../src/ui/result/columns.tsx'
import { madeUpRanking } from './made-up-shop.ts'

const ranking = (ltv: number, spend: number, leastSpend = spend) =>
  madeUpRanking({
    customers: [{ id: 'a', ltv, spend }],
    facts: { mostSpendUnits: spend * 10_000, leastSpendUnits: leastSpend * 10_000 },
  })

function width(id: ColumnId, isNarrow: boolean, of: ReturnType<typeof ranking>): number {
  const column = COLUMNS.find(candidate => candidate.id === id)
  return column === undefined ? 0 : columnWidth(column, isNarrow, highestOf(of))
}

/** Widths in Chromium of these amounts in the table's type. */
const MILLIONS = { text: '$6,985,766', px: 80 }
const BILLIONS = { text: '$57,777,777,488', px: 121 }
const PADDING = 24
const NARROW_PADDING = 20
/** Inside of the table on the smallest phones. */
const PHONE_PX = 290
const BAR = 96

describe('the columns of the ranking', () => {
  it('are as wide as their longest amount, beside the bar and without it', () => {
    const modest = ranking(6985.77, 161.21)
    const large = ranking(57_777_777_488.32, 999_999_994.99)
    expect([width('ltv', false, modest), width('ltv', true, modest), width('spend', false, modest)]).toEqual([198, 104, 92])
    expect(width('ltv', false, ranking(6_985_766, 1))).toBeGreaterThanOrEqual(MILLIONS.px + PADDING + BAR)
    expect(width('ltv', false, large)).toBeGreaterThanOrEqual(BILLIONS.px + PADDING + BAR)
    expect(width('ltv', true, large)).toBeGreaterThanOrEqual(BILLIONS.px + NARROW_PADDING)
    expect(width('spend', false, large)).toBeGreaterThan(width('spend', false, modest))
  })

  it('fit into a phone, where the id gives way to a long amount', () => {
    const fixed = (of: ReturnType<typeof ranking>) => width('rank', true, of) + width('customer', true, of) + width('ltv', true, of)
    expect(fixed(ranking(6985.77, 161.21))).toBeLessThanOrEqual(PHONE_PX)
    expect(fixed(ranking(57_777_777_488.32, 999_999_994.99))).toBeLessThanOrEqual(PHONE_PX)
  })

  it('have room for the amount furthest below zero', () => {
    expect(width('spend', false, ranking(1, 10, -57_777_777_488))).toBeGreaterThanOrEqual(BILLIONS.px + PADDING)
  })

  it('show orders instead of visits where nobody has visited', () => {
    const shown = (withVisits: boolean) => [...columnsFor(950, highestOf(ranking(6985.77, 161.21)), withVisits)]
    expect(shown(true)).toEqual(expect.arrayContaining(['spend', 'visits', 'weeks', 'strip']))
    expect(shown(false)).toEqual(expect.arrayContaining(['spend', 'orders', 'weeks', 'strip']))
    expect([...columnsFor(5000, highestOf(ranking(1, 1)), false)].filter(id => /visit/i.test(id))).toEqual([])
  })
})
