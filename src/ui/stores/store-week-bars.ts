import type { WeeklyAmounts } from '../../stores/results.ts'

const WEEK_MS = 7 * 86_400_000

/** One bar of a store's weeks: a week, or several where there are more weeks than room. */
export interface StoreWeekBar {
  /** Milliseconds UTC; the end is exclusive. */
  readonly start: number
  readonly end: number
  readonly amountUnits: bigint
  readonly transactions: number
  /** The data covers only some days of it. */
  readonly isPartial: boolean
}

/** Bars of equally many weeks each, at most `most` of them and at least one; the last may hold fewer weeks. */
export function storeWeekBars(
  { start, amountUnits, transactions, isFirstPartial, isLastPartial }: WeeklyAmounts,
  most: number,
): { readonly bars: readonly StoreWeekBar[]; readonly weeksPerBar: number } {
  const weeks = amountUnits.length
  const weeksPerBar = Math.max(1, Math.ceil(weeks / Math.max(1, Math.floor(most))))
  const bars: StoreWeekBar[] = []
  for (let first = 0; first < weeks; first += weeksPerBar) {
    const past = Math.min(weeks, first + weeksPerBar)
    bars.push({
      start: start + first * WEEK_MS,
      end: start + past * WEEK_MS,
      amountUnits: amountUnits.slice(first, past).reduce((sum, units) => sum + units, 0n),
      transactions: transactions.slice(first, past).reduce((sum, number) => sum + number, 0),
      // Fewer weeks than in the others is less than the truth as well.
      isPartial: (first === 0 && isFirstPartial) || (past === weeks && isLastPartial) || past - first < weeksPerBar,
    })
  }
  return { bars, weeksPerBar }
}
