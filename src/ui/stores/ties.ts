type Measure = number | bigint

/**
 * Whether a row is alike with another in what they are ranked by, of rows that stand in the order of that, up or down. `behind`: rows that are alike with the last one
 * and not listed. Cost: a binary search for each row that is asked for, since of 100,000 only some are drawn.
 */
export function tiedRows<Row>(rows: readonly Row[], measureOf: (row: Row) => Measure, behind = 0): (row: Row) => boolean {
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return () => false
  const descends = measureOf(first) > measureOf(last)
  return row => {
    const measure = measureOf(row)
    let [low, high] = [0, rows.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const found = rows[middle]
      if (found !== undefined && (descends ? measureOf(found) > measure : measureOf(found) < measure)) low = middle + 1
      else high = middle
    }
    const next = rows[low + 1]
    return next === undefined ? behind > 0 : measureOf(next) === measure
  }
}

/** How many rows from the first on are alike in what they are ranked by; 0 when there is none. `behind`: rows that are alike with the last one and not listed. */
export function tiedAtTop<Row>(rows: readonly Row[], measureOf: (row: Row) => number | bigint | null, behind = 0): number {
  const first = rows[0]
  if (first === undefined) return 0
  const other = rows.findIndex(row => measureOf(row) !== measureOf(first))
  return other < 0 ? rows.length + behind : other
}
