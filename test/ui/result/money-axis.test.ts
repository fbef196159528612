import { expect, it } from 'vitest'
import { axisOf } from '../../../src/ui/parts/charts/money-axis.ts'

it.each([
  { least: 0, most: 40.2, low: 0, ticks: [0, 20, 40, 60] },
  { least: 5, most: 40, low: 0, ticks: [0, 10, 20, 30, 40] },
  { least: 0, most: 1_470, low: 0, ticks: [0, 500, 1_000, 1_500] },
  { least: -450, most: 1_470, low: -500, ticks: [-500, 0, 500, 1_000, 1_500] },
  { least: -40, most: 960, low: -80, ticks: [0, 250, 500, 750, 1_000] },
  { least: -40, most: -10, low: -40, ticks: [-40, -30, -20, -10, 0] },
  { least: 0, most: 0.5, low: 0, ticks: [0, 0.2, 0.4, 0.6000000000000001] },
  { least: 0, most: 0, low: 0, ticks: [0, 1] },
])('an axis from $least to $most begins at $low and has lines at $ticks', ({ least, most, low, ticks }) => {
  expect(axisOf(least, most)).toEqual({ low, high: ticks.at(-1), ticks })
})
