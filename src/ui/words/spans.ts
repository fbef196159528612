import { fixed } from './figures.ts'

/* Spans of time as figures: “149.50 days”. One unit for all figures that are compared. */

export interface SpanUnit {
  /** Plural: “days”. */
  readonly name: string
  readonly seconds: number
}

const SECONDS: SpanUnit = { name: 'seconds', seconds: 1 }
const LONGER: readonly SpanUnit[] = [
  { name: 'days', seconds: 86_400 },
  { name: 'hours', seconds: 3_600 },
  { name: 'minutes', seconds: 60 },
]
const DECIMALS = 2

/** The unit in which the longest of several spans (in seconds, either way) is at least two. */
export function spanUnit(longestSeconds: number): SpanUnit {
  return LONGER.find(unit => Math.abs(longestSeconds) >= 2 * unit.seconds) ?? SECONDS
}

/** In a unit, without its name: 12916800 in days → “149.50”. What would round to nothing is “< 0.01”, since only nothing reads as 0. */
export function spanFigure(seconds: number, unit: SpanUnit): string {
  const value = seconds / unit.seconds
  const least = 10 ** -DECIMALS
  if (value !== 0 && Math.abs(value) < least / 2) return value > 0 ? `< ${fixed(least, DECIMALS)}` : `> ${fixed(-least, DECIMALS)}`
  return fixed(value, DECIMALS)
}

/** In the unit that suits it: 12916800 → “149.50 days”. */
export function spanWords(seconds: number): string {
  const unit = spanUnit(seconds)
  return `${spanFigure(seconds, unit)} ${unit.name}`
}
