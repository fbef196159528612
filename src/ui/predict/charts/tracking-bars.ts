import { DAY } from '../../../base/time.ts'
import type { Tracking } from '../../../clv/tracking.ts'

/** One bar of a tracking chart: a step, or several where there are more steps than room. */
export interface TrackingBar {
  /** Milliseconds UTC; the end is exclusive. */
  readonly start: number
  readonly end: number
  /** Repeat orders per step: means, so that a last bar of fewer steps is not a low one. */
  readonly actual: number
  readonly expected: number
}

/** Milliseconds UTC at which a step begins; that of the number of steps is where the last one ends. */
export function stepStart({ startDay, weeksPerStep }: Tracking, step: number): number {
  return (startDay + step * weeksPerStep * 7) * DAY
}

/** Bars of equally many steps each, at most `most` (whole) and at least one; the last may hold fewer. */
export function trackingBars(tracking: Tracking, most: number): { readonly bars: readonly TrackingBar[]; readonly stepsPerBar: number } {
  const { actual, expected } = tracking
  const stepsPerBar = Math.max(1, Math.ceil(actual.length / Math.max(1, most)))
  const bars: TrackingBar[] = []
  for (let first = 0; first < actual.length; first += stepsPerBar) {
    const past = Math.min(actual.length, first + stepsPerBar)
    bars.push({
      start: stepStart(tracking, first),
      end: stepStart(tracking, past),
      actual: mean(actual.subarray(first, past)),
      expected: mean(expected.subarray(first, past)),
    })
  }
  return { bars, stepsPerBar }
}

function mean(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0) / values.length
}
