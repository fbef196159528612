import { describe, expect, it } from 'vitest'
import { averageMatrix } from '../../../src/ui/stores/average-matrix.ts'
import { spanBins } from '../../../src/ui/stores/span-bins.ts'
import { closestStores, storeFinder } from '../../../src/ui/stores/store-finder.ts'
import { storeWeekBars } from '../../../src/ui/stores/store-week-bars.ts'
import { tiedAtTop, tiedRows } from '../../../src/ui/stores/ties.ts'

describe('spans counted in bins', () => {
  it('are of one round width from the shortest to the longest, empty ones included', () => {
    expect(spanBins([0.5, 1, 1.9, 21])).toEqual(
      Array.from({ length: 22 }, (_, bin) => ({ start: bin, end: bin + 1, number: { 0: 1, 1: 2, 21: 1 }[bin] ?? 0 })),
    )
  })

  it('lie on both sides of nothing when stores begin to sell before they are entered', () => {
    expect(
      spanBins([-44, 0, 44])
        .map(({ start, number }) => [start, number])
        .filter(([, number]) => number !== 0),
    ).toEqual([
      [-45, 1],
      [0, 1],
      [40, 1],
    ])
  })

  it('are one bin when all are alike, and none when there are none', () => {
    expect(spanBins([7.5, 7.5])).toEqual([{ start: 7, end: 8, number: 2 }])
    expect(spanBins([])).toEqual([])
  })

  it('are never more than fit, and lose nobody', () => {
    for (const longest of [0.001, 1, 3.3, 99, 12_345, 1e9]) {
      const spans = Array.from({ length: 500 }, (_, at) => (longest * at) / 499)
      const bins = spanBins(spans)
      expect(bins.length).toBeLessThanOrEqual(24)
      expect(bins.reduce((sum, { number }) => sum + number, 0)).toBe(500)
    }
  })
})

describe('the weeks of a store', () => {
  const weekly = {
    storeId: '1',
    start: 0,
    amountUnits: [1n, 2n, 3n, 4n, 9_007_199_254_740_993n],
    transactions: [1, 0, 2, 1, 1],
    isFirstPartial: true,
    isLastPartial: false,
  }
  const WEEK = 7 * 86_400_000

  it('are a bar each where there is room', () => {
    const { bars, weeksPerBar } = storeWeekBars(weekly, 5)
    expect(weeksPerBar).toBe(1)
    expect(bars.map(({ amountUnits, isPartial }) => [amountUnits, isPartial])).toEqual([
      [1n, true],
      [2n, false],
      [3n, false],
      [4n, false],
      [9_007_199_254_740_993n, false],
    ])
  })

  it('are added up exactly where there is not; a bar of fewer weeks is marked as partial', () => {
    expect(storeWeekBars(weekly, 3.9)).toEqual({
      weeksPerBar: 2,
      bars: [
        { start: 0, end: 2 * WEEK, amountUnits: 3n, transactions: 1, isPartial: true },
        { start: 2 * WEEK, end: 4 * WEEK, amountUnits: 7n, transactions: 3, isPartial: false },
        { start: 4 * WEEK, end: 5 * WEEK, amountUnits: 9_007_199_254_740_993n, transactions: 1, isPartial: true },
      ],
    })
    expect(storeWeekBars(weekly, -4).bars).toHaveLength(1)
  })
})

describe('a store is found', () => {
  const ids = ['12', '1', '007', '7', 'constructor']

  it('by exactly its id; others that begin so are suggested', () => {
    const find = storeFinder({ ids, names: ids.map(() => '') })
    const [twelve, one] = [
      { id: '12', name: '' },
      { id: '1', name: '' },
    ]
    expect(find(' 1 ', 8)).toEqual({ exact: [one], suggestions: [twelve, one] })
    expect(find('07', 8)).toEqual({ exact: [], suggestions: [] })
    expect(find('', 8)).toEqual({ exact: [], suggestions: [] })
    expect(find('__proto__', 8).exact).toEqual([])
  })

  it('by its name in any case; an id goes before a name, and ids before names', () => {
    const find = storeFinder({ ids, names: ['Rosa', 'ROSA', '12', 'Prosa', ''] })
    const idsOf = (typed: string, most = 8) => {
      const { exact, suggestions } = find(typed, most)
      return [exact.map(({ id }) => id), suggestions.map(({ id }) => id)]
    }
    expect(idsOf('rosa')).toEqual([
      ['12', '1'],
      ['12', '1', '7'],
    ])
    expect(idsOf('rosa', 1)).toEqual([['12'], ['12']])
    expect(idsOf('12')).toEqual([['12'], ['12', '007']])
    expect(idsOf('pRo')).toEqual([[], ['7']])
  })

  it('or those that begin most like it are named', () => {
    expect(closestStores(ids, '13', 3)).toEqual(['1', '12'])
    expect(closestStores(ids, 'x', 3)).toEqual([])
  })
})

it('averages become a matrix whose busiest rows and columns stand first', () => {
  const average = (typology: string, country: string, transactions: number) => {
    return { typology, country, transactions, amountUnits: 0n, stores: 1, mean: transactions, isSmall: false }
  }
  const matrix = averageMatrix([
    average('Hotel', 'Italy', 1),
    average('Café', 'Spain', 2),
    average('Café', 'Italy', 1),
    average('', 'Peru', 2),
  ])
  expect(matrix.countries).toEqual(['Italy', 'Peru', 'Spain'])
  expect(matrix.typologies).toEqual(['Café', '', 'Hotel'])
  expect(matrix.at('Italy', 'Hotel')?.mean).toBe(1)
  expect(matrix.at('Spain', 'Hotel')).toBeNull()
})

it('rows are tied with their neighbours, and so is the first place', () => {
  const rows = [{ by: 5n }, { by: 5n }, { by: 4n }, { by: 3n }, { by: 3n }]
  const tiedOf = (some: typeof rows, behind = 0) => some.filter(tiedRows(some, row => row.by, behind))
  expect(tiedOf(rows)).toEqual([rows[0], rows[1], rows[3], rows[4]])
  expect(tiedOf(rows.toReversed())).toEqual([rows[4], rows[3], rows[1], rows[0]])
  expect(tiedAtTop(rows, row => row.by)).toBe(2)
  expect(tiedAtTop(rows.slice(3), row => row.by)).toBe(2)
  expect(tiedAtTop([], () => 1)).toBe(0)
  // One more is alike with the last one, and not listed.
  expect(tiedOf(rows.slice(2, 3), 1)).toEqual([rows[2]])
  expect(tiedOf(rows.slice(0, 3), 1)).toEqual([rows[0], rows[1], rows[2]])
  expect(tiedAtTop(rows.slice(3), row => row.by, 1)).toBe(3)
  expect(tiedAtTop(rows, row => row.by, 1)).toBe(2)
  expect(tiedOf([], 1)).toEqual([])
})
