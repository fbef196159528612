import { DAY } from '../../../base/time.ts'
import { dayOfYear, month } from '../../words/dates.ts'

const YEAR_MS = 366 * DAY
/** Pixels from the middle of one label to that of the next. */
const LEAST_BETWEEN = 58
/** Half of the widest label, “May 2025”, in pixels. */
const HALF_LABEL = 27
/** Whole parts or multiples of a year, so that the same months are named in every year. */
const MONTH_STEPS = [1, 2, 3, 4, 6, 12, 24, 60, 120, 240, 600, 1200, 6000] as const
const MOST_MONTHS = 24_000

/** What stands over a label: a bar, or any other stretch of time. Milliseconds UTC, the end exclusive. */
export interface Period {
  readonly start: number
  readonly end: number
}

export interface DateTick {
  /** Start of the bar it stands under, milliseconds UTC. */
  readonly start: number
  readonly label: string
}

/**
 * The labels under `bars` that are `width` pixels wide together: the day a bar begins, and for more than a year the month whose first day a
 * bar holds, so that each month is named at most once. None overlaps its neighbour or is cut off at the right end.
 */
export function dateTicks(bars: readonly Period[], width: number): readonly DateTick[] {
  const first = bars[0]
  const last = bars.at(-1)
  if (first === undefined || last === undefined || width <= 0) return []
  const pitch = width / bars.length
  const fits = (index: number): boolean => (index + 0.5) * pitch + HALF_LABEL <= width || bars.length === 1
  if (last.end - first.start <= YEAR_MS) {
    const every = Math.ceil(LEAST_BETWEEN / pitch)
    return bars.flatMap(({ start }, index) => (index % every === 0 && fits(index) ? [{ start, label: dayOfYear(start) }] : []))
  }
  const monthsPerPixel = (monthFrom(last.end) - monthFrom(first.start)) / width
  const every = MONTH_STEPS.find(step => step >= LEAST_BETWEEN * monthsPerPixel) ?? MOST_MONTHS
  return bars.flatMap(({ start, end }, index) => {
    const named = startOfMonth(Math.ceil(monthFrom(start) / every) * every)
    return named < end && fits(index) ? [{ start, label: month(named) }] : []
  })
}

/** The first month that begins at or after a time, counted from the year 0. */
function monthFrom(time: number): number {
  const date = new Date(time)
  const number = date.getUTCFullYear() * 12 + date.getUTCMonth()
  return startOfMonth(number) < time ? number + 1 : number
}

/** Milliseconds UTC. Not Date.UTC, which takes the year 25 for 1925. */
function startOfMonth(number: number): number {
  return new Date(0).setUTCFullYear(Math.floor(number / 12), number % 12, 1)
}
