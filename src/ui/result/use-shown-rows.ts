import { useMemo, useState } from 'react'
import type { CustomerDirectory, Ranking } from '../../ltv/results.ts'
import { useSortOrder } from '../../store/app-store.ts'
import { isRankOrder, orderedRows, rankedRows, type ShownRows, SORTED_HERE, type Sort, sortedHere, textsOf } from './shown-rows.ts'

/**
 * The top x in the wanted order. Few rows are sorted at once; for many, the order of all customers comes from the thread that holds the data,
 * and until it is there the rows stay as they were (`busy`). The orders that a first click asks for are asked for in advance, so that it need not wait.
 */
export function useShownRows(
  ranking: Ranking,
  directory: CustomerDirectory,
  x: number,
  sort: Sort,
  firstClicks: readonly Sort[],
): { readonly rows: ShownRows; readonly busy: boolean } {
  const isFar = x > SORTED_HERE
  const order = useSortOrder(isFar && !isRankOrder(sort) ? sort.column : null, sort.descending)
  useOrdersInAdvance(ranking, isFar ? firstClicks : NONE)
  const rows = useMemo(() => {
    if (isRankOrder(sort)) return rankedRows(x, sort)
    if (!isFar) return sortedHere(ranking, directory, x, sort, textsOf(ranking, directory, sort.column))
    return order === null ? null : orderedRows(order, x)
  }, [ranking, directory, x, sort, isFar, order])

  const [kept, setKept] = useState<{ readonly ranking: Ranking; readonly rows: ShownRows } | null>(null)
  if (rows !== null) {
    if (kept?.rows !== rows) setKept({ ranking, rows })
    return { rows, busy: false }
  }
  // Rows of an older ranking name other customers by now.
  return { rows: kept?.ranking === ranking ? kept.rows : rankedRows(x, { column: 'rank', descending: false }), busy: true }
}

const NONE: readonly Sort[] = []

/** One order after the other, so that a click on a heading never waits for more than one. Costs 4 bytes per customer and column. */
function useOrdersInAdvance(ranking: Ranking, sorts: readonly Sort[]): void {
  const [had, setHad] = useState({ ranking, sorts: 0 })
  const done = had.ranking === ranking ? had.sorts : 0
  const next = sorts[done]
  const order = useSortOrder(next?.column ?? null, next?.descending)
  if (next !== undefined && order !== null) setHad({ ranking, sorts: done + 1 })
}
