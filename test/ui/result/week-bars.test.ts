import { describe, expect, it } from 'vitest'
import type { WeeklySeries } from '../../../src/ltv/results.ts'
import { weekBars } from '../../../src/ui/parts/charts/week-bars.ts'

const SUNDAY = Date.UTC(2025, 0, 5)
const DAY = 86_400_000
const series = (spends: number[], partial: number[] = []): WeeklySeries => ({
  start: SUNDAY,
  spendUnits: Float64Array.from(spends, spend => spend * 10_000),
  visits: Uint32Array.from(spends, spend => (spend > 0 ? 2 : 0)),
  orders: Uint32Array.from(spends, spend => (spend > 0 ? 1 : 0)),
  partial: Uint8Array.from(spends, (_, week) => (partial.includes(week) ? 1 : 0)),
})

describe('bars of weeks', () => {
  it('are the weeks while there is room', () => {
    const { bars, weeksPerBar } = weekBars(series([12.3, 0, 31.4], [0]), 60)
    expect(weeksPerBar).toBe(1)
    expect(bars.map(bar => bar.spend)).toEqual([12.3, 0, 31.4])
    expect(bars.map(bar => bar.partial)).toEqual([true, false, false])
    expect(bars[1]).toMatchObject({ start: SUNDAY + 7 * DAY, end: SUNDAY + 14 * DAY, visits: 0 })
  })

  it('are sums of equally many weeks when there is not, and partial when one of them is', () => {
    const { bars, weeksPerBar } = weekBars(series([1, 2, 3, 4, 5], [4]), 2)
    expect(weeksPerBar).toBe(3)
    expect(bars.map(bar => [bar.spend, bar.orders, bar.partial])).toEqual([
      [6, 3, false],
      [9, 2, true],
    ])
    expect(bars[1]?.end).toBe(SUNDAY + 35 * DAY)
  })

  it('are none of no weeks', () => {
    expect(weekBars(series([]), 60).bars).toEqual([])
  })
})
