import { DAY } from '../../../base/time.ts'
import type { AliveHistory } from '../../../clv/one-customer.ts'
import type { Period } from '../../parts/charts/date-ticks.ts'

export interface AlivePoint {
  /** Days since the first purchase. */
  readonly ageDays: number
  readonly alive: number
}

/**
 * What is worth drawing on `columns` pixels side by side: every day where there is room, else the lowest and the highest of each column's
 * days in their order, so that no rise after a purchase is lost. Cost: one pass over the days.
 */
export function alivePoints({ alive }: AliveHistory, columns: number): readonly AlivePoint[] {
  const daysPerColumn = Math.max(1, Math.ceil(alive.length / Math.max(1, columns)))
  const points: AlivePoint[] = []
  for (let first = 0; first < alive.length; first += daysPerColumn) {
    let lowest = first
    let highest = first
    for (let age = first; age < Math.min(alive.length, first + daysPerColumn); age += 1) {
      if ((alive[age] ?? 0) < (alive[lowest] ?? 0)) lowest = age
      if ((alive[age] ?? 0) > (alive[highest] ?? 0)) highest = age
    }
    const found = lowest === highest ? [lowest] : [Math.min(lowest, highest), Math.max(lowest, highest)]
    for (const ageDays of found) points.push({ ageDays, alive: alive[ageDays] ?? 0 })
  }
  return points
}

/** Stretches of equally many days that dates can stand under, at most `most`. */
export function dayPeriods({ firstDay, alive }: AliveHistory, most: number): readonly Period[] {
  const daysEach = Math.max(1, Math.ceil(alive.length / Math.max(1, most)))
  return Array.from({ length: Math.ceil(alive.length / daysEach) }, (_, index) => ({
    start: (firstDay + index * daysEach) * DAY,
    end: (firstDay + (index + 1) * daysEach) * DAY,
  }))
}

/** Rows of a table before it takes several days for one. */
const MOST_ROWS = 400

/** Ages in days that a table shows: evenly from the first, and always the purchases and the last day. */
export function shownAges({ firstDay, alive, purchaseDays }: AliveHistory): {
  readonly ages: readonly number[]
  readonly daysPerRow: number
} {
  const daysPerRow = Math.max(1, Math.ceil(alive.length / MOST_ROWS))
  const ages = new Set(purchaseDays.map(day => day - firstDay))
  for (let age = 0; age < alive.length; age += daysPerRow) ages.add(age)
  ages.add(alive.length - 1)
  return { ages: [...ages].sort((one, other) => one - other), daysPerRow }
}
