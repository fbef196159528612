/** What rows are sorted by; null stands last in both directions. */
export type SortValue = string | number | bigint | null

/**
 * Rows by what `sortValue` says of each, texts by UTF-16 code units as everywhere; rows that are alike keep the order they come in, in both
 * directions. Asks for each value once. Cost: n log n comparisons, about 1 s for a million rows.
 */
export function sortedRows<Row>(rows: readonly Row[], sortValue: (row: Row) => SortValue, descending: boolean): readonly Row[] {
  const sign = descending ? -1 : 1
  return rows
    .map((row, place) => ({ row, place, value: sortValue(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || a.place - b.place
      return (a.value < b.value ? -sign : a.value > b.value ? sign : 0) || a.place - b.place
    })
    .map(({ row }) => row)
}
