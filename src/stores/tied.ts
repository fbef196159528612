/** The rows at the top, and what the cut behind them hides. */
export interface Ranked<Row> {
  readonly listed: Row[]
  /** Rows behind the last one that are alike with it in what they are ranked by: only the rule for ties keeps them out. */
  readonly tiedBehind: number
}

/**
 * How many of the places 0 … `places` − 1 are alike with the last of the first ones, and not among those.
 * Cost: one comparison for each place.
 */
export function countTiedBehind(first: ArrayLike<number>, places: number, isAlike: (a: number, b: number) => boolean): number {
  const last = first[first.length - 1]
  if (last === undefined || first.length === places) return 0
  let alike = 0
  for (let place = 0; place < places; place += 1) if (isAlike(place, last)) alike += 1
  for (let at = 0; at < first.length; at += 1) if (isAlike(first[at] ?? 0, last)) alike -= 1
  return alike
}
