import { expect, it } from 'vitest'
import { roundTicks } from '../../../src/ui/parts/charts/money-axis.ts'

it.each([
  { least: 0, most: 40.2, ticks: [0, 20, 40, 60] },
  { least: 0, most: 40, ticks: [0, 10, 20, 30, 40] },
  { least: 0, most: 1_470, ticks: [0, 500, 1_000, 1_500] },
  { least: -60, most: 1_470, ticks: [-500, 0, 500, 1_000, 1_500] },
  { least: -40, most: -10, ticks: [-40, -30, -20, -10, 0] },
  { least: 0, most: 0.3, ticks: [0, 0.1, 0.2, 0.30000000000000004] },
  { least: 0, most: 0, ticks: [0, 1] },
])('an axis from $least to $most has lines at $ticks', ({ least, most, ticks }) => {
  expect(roundTicks(least, most)).toEqual(ticks)
})
