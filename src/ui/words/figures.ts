import { count, properMinus } from './numbers.ts'

const LOCALE = 'en-GB'

const formats = new Map<number, Intl.NumberFormat>()

/** Exactly `decimals` digits after the point, so that digits stand under digits: (14, 1) → “14.0”. */
export function fixed(value: number, decimals: number): string {
  let found = formats.get(decimals)
  if (found === undefined) {
    found = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    formats.set(decimals, found)
  }
  return properMinus(found.format(value))
}

/**
 * An estimate in a column whose largest is `highest`: the same decimals all over, about three digits for the largest. What would round to
 * nothing is “< 0.01”, since only nothing reads as 0; what is not a number is a dash.
 */
export function columnFigure(value: number, highest: number): string {
  if (!Number.isFinite(value)) return '–'
  const decimals = highest >= 99.95 ? 0 : highest >= 9.995 ? 1 : highest >= 0.9995 ? 2 : 3
  const least = 10 ** -decimals
  return value > 0 && value < least / 2 ? `< ${fixed(least, decimals)}` : fixed(value, decimals)
}

/** From here on an axis says 250k: whole numbers would not fit beside it. */
const COMPACT_FROM = 100_000

const threeDigits = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumSignificantDigits: 3 })
const fourLetters = new Intl.NumberFormat(LOCALE, { notation: 'compact' })

/** In four letters and digits: 950 → “950”, 1411 → “1.4k”, 97680 → “98k”. For labels without room for the whole number. */
export function shortCount(value: number): string {
  return value < 1_000 ? count(value) : fourLetters.format(value).toLowerCase()
}

const MOST_AXIS_DECIMALS = 6

/** Labels of evenly spaced axis values from 0 up, with as many decimals as their step needs: 0, 0.5, 1 → “0”, “0.5”, “1.0”. */
export function axisFigures(ticks: readonly number[]): readonly string[] {
  const highest = ticks.at(-1) ?? 0
  if (highest >= COMPACT_FROM) return ticks.map(tick => threeDigits.format(tick).toLowerCase())
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0)
  let decimals = 0
  while (decimals < MOST_AXIS_DECIMALS && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6) decimals += 1
  return ticks.map(tick => (tick === 0 ? '0' : fixed(tick, decimals)))
}
