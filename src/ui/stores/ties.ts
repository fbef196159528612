/**
 * The rows that are alike with the row before or after them in what they are ranked by; rows alike stand beside each other. `behind`: rows that are alike with
 * the last one and not listed.
 */
export function tiedRows<Row>(rows: readonly Row[], measureOf: (row: Row) => number | bigint | null, behind = 0): ReadonlySet<Row> {
  const last = rows.at(-1)
  const tied = new Set<Row>(last !== undefined && behind > 0 ? [last] : [])
  rows.forEach((row, at) => {
    const before = rows[at - 1]
    if (before === undefined || measureOf(before) !== measureOf(row)) return
    tied.add(before)
    tied.add(row)
  })
  return tied
}

/** How many rows from the first on are alike in what they are ranked by; 0 when there is none. `behind`: rows that are alike with the last one and not listed. */
export function tiedAtTop<Row>(rows: readonly Row[], measureOf: (row: Row) => number | bigint | null, behind = 0): number {
  const first = rows[0]
  if (first === undefined) return 0
  const other = rows.findIndex(row => measureOf(row) !== measureOf(first))
  return other < 0 ? rows.length + behind : other
}
