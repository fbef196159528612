import { WEEK } from '../../../base/time.ts'
import type { WeeklySeries } from '../../../ltv/results.ts'
import { fromUnits } from '../../words/money.ts'

/** Pixels that bars have side by side in a picture of them, whatever the window. */
export const PICTURE_PLOT_WIDTH = 836

/** One bar of a weekly chart: a week, or several when there are more weeks than room. */
export interface WeekBar {
  /** Milliseconds UTC of the start of its first week. */
  readonly start: number
  /** Milliseconds UTC of its end, exclusive. */
  readonly end: number
  /** In currency units, for drawing. */
  readonly spend: number
  /** Exact, in 1/10,000 of a currency unit. */
  readonly spendUnits: number
  readonly visits: number
  readonly orders: number
  /** The data covers only a part of it. */
  readonly partial: boolean
}

/** Bars of equally many weeks each, at most `most`; the last may hold fewer weeks. */
export function weekBars(series: WeeklySeries, most: number): { readonly bars: readonly WeekBar[]; readonly weeksPerBar: number } {
  const weeks = series.spendUnits.length
  const weeksPerBar = Math.max(1, Math.ceil(weeks / Math.max(1, most)))
  const bars: WeekBar[] = []
  for (let first = 0; first < weeks; first += weeksPerBar) {
    const past = Math.min(weeks, first + weeksPerBar)
    let spendUnits = 0
    let visits = 0
    let orders = 0
    let partial = false
    for (let week = first; week < past; week++) {
      spendUnits += series.spendUnits[week] ?? 0
      visits += series.visits[week] ?? 0
      orders += series.orders[week] ?? 0
      partial ||= series.partial[week] === 1
    }
    bars.push({
      start: series.start + first * WEEK,
      end: series.start + past * WEEK,
      spend: fromUnits(spendUnits),
      spendUnits,
      visits,
      orders,
      partial,
    })
  }
  return { bars, weeksPerBar }
}
