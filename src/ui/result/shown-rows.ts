import { type CustomerDirectory, customerAt, type Ranking, type SortColumn } from '../../ltv/results.ts'
import { idOf } from './customer-finder.ts'
import { textAt } from './text-column.ts'

/** The rows of the table: how many, and which rank index stands where. */
export interface ShownRows {
  readonly count: number
  rankIndexAt(row: number): number
  /** The row of a rank index, or −1 when it is not shown. */
  rowOf(rankIndex: number): number
}

export interface Sort {
  readonly column: SortColumn
  readonly descending: boolean
}

/** Up to this many rows are sorted on the page at once; beyond, the order of all customers is asked for. A frame holds about 20,000. */
export const SORTED_HERE = 5_000

/** Best first: the order that the ranking itself has, for which nothing needs to be sorted. */
export function isRankOrder(sort: Sort): boolean {
  return sort.column === 'rank' || sort.column === 'ltv'
}

/** rank descending and ltv ascending are both the ranking read from its end. */
function isReversed(sort: Sort): boolean {
  return sort.column === 'rank' ? sort.descending : !sort.descending
}

export function rankedRows(x: number, sort: Sort): ShownRows {
  const flip = isReversed(sort) ? (index: number) => x - 1 - index : (index: number) => index
  return {
    count: x,
    rankIndexAt: flip,
    rowOf: rankIndex => (rankIndex >= 0 && rankIndex < x ? flip(rankIndex) : -1),
  }
}

function listedRows(list: Uint32Array): ShownRows {
  return {
    count: list.length,
    rankIndexAt: row => list[row] ?? 0,
    rowOf: rankIndex => list.indexOf(rankIndex),
  }
}

/**
 * Reads the figure by which a column sorts and by which equal rows are told; NaN is a dash (no visits, no place). Texts are compared elsewhere.
 * The column is looked up once: a table of half a million rows reads a million figures for a new order.
 */
function sortFigures(ranking: Ranking, directory: CustomerDirectory, column: SortColumn): (rankIndex: number) => number {
  const { customer, ltv, weeks } = ranking
  const { spendUnits, orders, visits, first, last } = ranking.columns
  switch (column) {
    case 'rank':
      return rankIndex => rankIndex
    case 'customer':
      return rankIndex => customer[rankIndex] ?? 0
    case 'place': {
      const { place } = directory
      // Place 0 is the blank one, and shows as a dash.
      return rankIndex => place[customer[rankIndex] ?? 0] || Number.NaN
    }
    case 'ltv':
      return rankIndex => ltv[rankIndex] ?? 0
    case 'spend':
      return rankIndex => spendUnits[customer[rankIndex] ?? 0] ?? 0
    case 'orders':
      return rankIndex => orders[customer[rankIndex] ?? 0] ?? 0
    case 'visits':
      return rankIndex => visits[customer[rankIndex] ?? 0] ?? 0
    case 'spendPerVisit':
      return rankIndex => spendPerVisitUnits(ranking, rankIndex)
    case 'visitsPerWeek':
      return rankIndex => visitsPerWeek(ranking, rankIndex)
    case 'weeks':
      return rankIndex => weeks[customer[rankIndex] ?? 0] ?? 0
    case 'first':
      return rankIndex => first[customer[rankIndex] ?? 0] ?? 0
    case 'last':
      return rankIndex => last[customer[rankIndex] ?? 0] ?? 0
    default:
      return column satisfies never
  }
}

/** In 1/10,000 of a currency unit; NaN without visits. */
export function spendPerVisitUnits(ranking: Ranking, rankIndex: number): number {
  const { spendUnits, visits } = customerAt(ranking, rankIndex)
  return visits === 0 ? Number.NaN : spendUnits / visits
}

/** NaN without visits. */
export function visitsPerWeek(ranking: Ranking, rankIndex: number): number {
  const { visits, weeks } = customerAt(ranking, rankIndex)
  return visits === 0 ? Number.NaN : visits / weeks
}

/**
 * The top x in an order of all customers that stands as it is to be shown. Cost: nothing for all customers; for fewer a pass over all (about 1 ms at 500,000).
 * Whatever looks at figures there, as finding equal ones, misses the cache customer by customer: it took up to 150 ms of a busy page.
 */
export function orderedRows(order: Uint32Array, x: number): ShownRows {
  if (x >= order.length) return listedRows(order)
  const list = new Uint32Array(x)
  let filled = 0
  for (let place = 0; place < order.length && filled < x; place++) {
    const rankIndex = order[place] ?? 0
    if (rankIndex < x) list[filled++] = rankIndex
  }
  return listedRows(list)
}

/**
 * The top x in the order of a column. `order` has their rank indexes ascending by that column, ties by rank. Whichever the direction, equal rows stay best first
 * and dashes come last. Meant for few.
 */
function sortedRows(ranking: Ranking, directory: CustomerDirectory, order: Uint32Array, x: number, sort: Sort): ShownRows {
  const figureOf = sortFigures(ranking, directory, sort.column)
  const list = new Uint32Array(x)
  const dashes: number[] = []
  let filled = 0
  for (const rankIndex of order) {
    if (rankIndex >= x) continue
    if (Number.isNaN(figureOf(rankIndex))) dashes.push(rankIndex)
    else list[filled++] = rankIndex
  }
  if (sort.descending) {
    list.subarray(0, filled).reverse()
    reverseEqualRuns(list.subarray(0, filled), figureOf)
  }
  dashes.sort((a, b) => a - b)
  for (const rankIndex of dashes) list[filled++] = rankIndex
  return listedRows(list)
}

function reverseEqualRuns(list: Uint32Array, figureOf: (rankIndex: number) => number): void {
  let start = 0
  let value = list.length > 0 ? figureOf(list[0] ?? 0) : 0
  for (let end = 1; end <= list.length; end++) {
    const next = end < list.length ? figureOf(list[end] ?? 0) : Number.NaN
    if (next === value) continue
    if (end - start > 1) list.subarray(start, end).reverse()
    start = end
    value = next
  }
}

/**
 * The same for a small x without an order of all customers: sorts x rows by figure, or by text where `textOf` is given.
 * Cost: x log x comparisons; meant for x ≤ SORTED_HERE.
 */
export function sortedHere(
  ranking: Ranking,
  directory: CustomerDirectory,
  x: number,
  sort: Sort,
  textOf: ((rankIndex: number) => string) | null,
): ShownRows {
  const order = Uint32Array.from({ length: x }, (_, index) => index)
  if (textOf !== null) {
    const texts = Array.from(order, textOf)
    order.sort((a, b) => compareTexts(texts[a] ?? '', texts[b] ?? '') || a - b)
  } else {
    const figureOf = sortFigures(ranking, directory, sort.column)
    // Dashes need a place of their own: a comparison with what is not a number would leave the others in disorder.
    const values = Float64Array.from(order, rankIndex => asOrdered(figureOf(rankIndex)))
    order.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b)
  }
  return sortedRows(ranking, directory, order, x, sort)
}

/** Larger than any figure where there is none, and finite: infinities cannot be taken from each other. */
function asOrdered(figure: number): number {
  return Number.isNaN(figure) ? Number.MAX_VALUE : figure
}

/** By UTF-16 code units, as ids are ranked. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The texts by which a column of texts sorts; null for a column of figures. */
export function textsOf(ranking: Ranking, directory: CustomerDirectory, column: SortColumn): ((rankIndex: number) => string) | null {
  const customerOf = (rankIndex: number): number => ranking.customer[rankIndex] ?? 0
  if (column === 'customer') return rankIndex => idOf(directory, customerOf(rankIndex))
  if (column === 'place') return rankIndex => textAt(directory.places, directory.place[customerOf(rankIndex)] ?? 0)
  return null
}
