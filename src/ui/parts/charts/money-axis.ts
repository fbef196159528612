export interface Axis {
  readonly low: number
  readonly high: number
  /** Where lines are drawn and labelled, ascending. */
  readonly ticks: readonly number[]
}

/** Room below the lowest bar of refunds, as a share of the whole range. */
const ROOM_BELOW = 0.04

/**
 * Ends and lines of an axis at round amounts, always with 0 on it, at most five steps: more lines would compete with the bars.
 * Below zero it ends where the bars do: one small refund must not take a whole step from the others.
 */
export function axisOf(least: number, most: number): Axis {
  const bottom = Math.min(0, least)
  const top = Math.max(0, most)
  if (bottom === top) return { low: 0, high: 1, ticks: [0, 1] }
  const rough = (top - bottom) / 4
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5].find(factor => factor * magnitude >= rough) ?? 10) * magnitude
  const low = bottom === 0 ? 0 : Math.max(bottom - (top - bottom) * ROOM_BELOW, Math.floor(bottom / step) * step)
  const ticks: number[] = []
  // Minus zero would be labelled as such.
  for (let index = Math.ceil(low / step); index * step < top + step; index++) ticks.push(index * step || 0)
  return { low, high: ticks.at(-1) ?? top, ticks }
}
