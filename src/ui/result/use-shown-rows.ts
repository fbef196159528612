import { useMemo, useState } from 'react'
import type { CustomerDirectory, Ranking, SortColumn } from '../../ltv/results.ts'
import { useSortOrder } from '../../store/app-store.ts'
import { isRankOrder, rankedRows, type ShownRows, SORTED_HERE, type Sort, sortedHere, sortedRows, textsOf } from './shown-rows.ts'

/**
 * The top x in the wanted order. Few rows are sorted at once; for many, the order of all customers comes from the thread that holds the data,
 * and until it is there the rows stay as they were (`busy`). The orders of `columns` are asked for in advance, so that a click need not wait.
 */
export function useShownRows(
  ranking: Ranking,
  directory: CustomerDirectory,
  x: number,
  sort: Sort,
  columns: readonly SortColumn[],
): { readonly rows: ShownRows; readonly busy: boolean } {
  const isFar = x > SORTED_HERE
  const order = useSortOrder(isFar && !isRankOrder(sort) ? sort.column : null)
  useOrdersInAdvance(ranking, isFar ? columns : NONE)
  const rows = useMemo(() => {
    if (isRankOrder(sort)) return rankedRows(x, sort)
    if (!isFar) return sortedHere(ranking, directory, x, sort, textsOf(ranking, directory, sort.column))
    return order === null ? null : sortedRows(ranking, directory, order, x, sort)
  }, [ranking, directory, x, sort, isFar, order])

  const [kept, setKept] = useState<{ readonly ranking: Ranking; readonly rows: ShownRows } | null>(null)
  if (rows !== null) {
    if (kept?.rows !== rows) setKept({ ranking, rows })
    return { rows, busy: false }
  }
  // Rows of an older ranking name other customers by now.
  return { rows: kept?.ranking === ranking ? kept.rows : rankedRows(x, { column: 'rank', descending: false }), busy: true }
}

const NONE: readonly SortColumn[] = []

/** One order after the other, so that a click on a heading never waits for more than one. Costs 4 bytes per customer and column. */
function useOrdersInAdvance(ranking: Ranking, columns: readonly SortColumn[]): void {
  const [had, setHad] = useState({ ranking, columns: 0 })
  const done = had.ranking === ranking ? had.columns : 0
  const next = columns[done]
  const order = useSortOrder(next ?? null)
  if (next !== undefined && order !== null) setHad({ ranking, columns: done + 1 })
}
