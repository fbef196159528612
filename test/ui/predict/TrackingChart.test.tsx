import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Tracking } from '../../../src/clv/tracking.ts'
import { TrackingChart } from '../../../src/ui/predict/charts/TrackingChart.tsx'
import { trackingBars } from '../../../src/ui/predict/charts/tracking-bars.ts'
import { layOutRooms, setRoomWidth } from './measured-room.ts'
import { drawn, pixels, showTable, tableRows, words } from './reading.ts'

layOutRooms()

/** 1 January 1997. */
const START_DAY = 9862

function tracking(actual: number[], expected: number[], holdoutStep: number, weeksPerStep = 1): Tracking {
  const soFar = (values: number[]) =>
    Float64Array.from(values, (_, step) => values.slice(0, step + 1).reduce((sum, value) => sum + value, 0))
  return {
    startDay: START_DAY,
    weeksPerStep,
    holdoutStep,
    actual: Float64Array.from(actual),
    expected: Float64Array.from(expected),
    actualCumulative: soFar(actual),
    expectedCumulative: soFar(expected),
  }
}
/** Two weeks that the model saw, two that it did not; nobody came in the third. */
const FOUR_WEEKS = tracking([8, 4, 0, 6], [5, 5.5, 4, 3.5], 2)

describe('tracking', () => {
  it('draws what came as solid bars, and what was expected as one dashed line', () => {
    render(<TrackingChart tracking={FOUR_WEEKS} cumulative={false} />)
    // The axis ends at 8, so the bars of 8, 4 and 6 are as high as 4, 2 and 3 quarters of it; no bar where nobody came.
    expect(pixels(drawn('observed-bar'), 'height')).toEqual([188, 94, 141])
    expect(drawn('zero')).toHaveLength(1)
    expect(drawn('dashed-line')).toHaveLength(1)
    expect([drawn('hatched-bar'), drawn('observed-line')]).toEqual([[], []])
  })

  it('draws orders so far as a solid line against a dashed one, both from nothing', () => {
    render(<TrackingChart tracking={FOUR_WEEKS} cumulative />)
    const [actual, expected] = [drawn('observed-line'), drawn('dashed-line')].map(([line]) => line?.getAttribute('d'))
    // 8, 12, 12, 18 of an axis to 20.
    expect(actual).toBe('M48 214L185.8 138.8L323.5 101.2L461.3 101.2L599.0 44.8')
    expect(expected).toBe('M48 214L185.8 167.0L323.5 115.3L461.3 77.7L599.0 44.8')
    expect(drawn('observed-bar')).toEqual([])
  })

  it('says where the weeks begin that the model had not seen, in the middle of four weeks', () => {
    render(<TrackingChart tracking={FOUR_WEEKS} cumulative={false} />)
    expect(pixels(drawn('split'), 'x1')).toEqual([324])
    expect(words()).toEqual(['0', '2', '4', '6', '8', 'seen by the model', 'not seen', '1 Jan', '8 Jan', '15 Jan', '22 Jan'])
  })

  it('leaves out a word beside that line for which there is no room', () => {
    setRoomWidth(250)
    render(<TrackingChart tracking={tracking([1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1], 7)} cumulative={false} />)
    expect(words()).toContain('seen by the model')
    expect(words()).not.toContain('not seen')
  })

  it('has the same numbers in a table', async () => {
    render(<TrackingChart tracking={FOUR_WEEKS} cumulative={false} />)
    await showTable()
    expect(tableRows()).toEqual([
      ['Week from', 'Actual', 'Expected'],
      ['1 Jan 1997', '8', '5.00'],
      ['8 Jan 1997', '4', '5.50'],
      ['15 Jan 1997 not seen', '0', '4.00'],
      ['22 Jan 1997 not seen', '6', '3.50'],
    ])
    expect(screen.queryByRole('img')).toBeNull()
  })

  it('counts orders so far up to the last day of each week in the table', async () => {
    render(<TrackingChart tracking={FOUR_WEEKS} cumulative />)
    await showTable()
    expect(tableRows()).toEqual([
      ['Through', 'Actual', 'Expected'],
      ['7 Jan 1997', '8', '5.0'],
      ['14 Jan 1997', '12', '10.5'],
      ['21 Jan 1997 not seen', '12', '14.5'],
      ['28 Jan 1997 not seen', '18', '18.0'],
    ])
  })

  it('names a step of several weeks', async () => {
    render(<TrackingChart tracking={tracking([8, 4], [5, 5], 1, 3)} cumulative={false} />)
    expect(screen.getByRole('figure').textContent).toContain('Repeat orders per 3 weeks')
    await showTable()
    expect(tableRows().map(([heading]) => heading)).toEqual(['3 weeks from', '1 Jan 1997', '22 Jan 1997 not seen'])
  })

  it('draws a single week as a bar and a line from end to end', () => {
    render(<TrackingChart tracking={tracking([3], [1.5], 0)} cumulative={false} />)
    expect(drawn('observed-bar')).toHaveLength(1)
    expect(drawn('dashed-line')[0]?.getAttribute('d')).toBe('M48 120.0L323.5 120.0L599 120.0')
  })

  it('draws weeks without any order and expectation as ticks on an axis', () => {
    render(<TrackingChart tracking={tracking([0, 0, 0], [0, 0, 0], 2)} cumulative={false} />)
    expect(drawn('zero')).toHaveLength(3)
    expect(drawn('observed-bar')).toEqual([])
    expect(document.body.innerHTML).not.toContain('NaN')
  })

  it('draws 520 weeks on a small screen as means of several, and says of how many', async () => {
    setRoomWidth(288)
    const steady = Array.from({ length: 520 }, () => 40)
    render(<TrackingChart tracking={tracking(steady, steady, 400)} cumulative={false} />)
    // 239 pixels hold 47 bars: 12 weeks each make 44. The last has 4 weeks, and is no lower for that.
    expect(drawn('observed-bar')).toHaveLength(44)
    expect(new Set(pixels(drawn('observed-bar'), 'height')).size).toBe(1)
    expect(screen.getByRole('figure').textContent).toContain('actual, means of 12 weeks')
    await showTable()
    expect(tableRows()).toHaveLength(521)
  })

  it('says so when there is no week', () => {
    render(<TrackingChart tracking={tracking([], [], 0)} cumulative={false} />)
    expect(document.body.textContent).toBe('There is no week to compare.')
    expect(document.querySelector('svg')).toBeNull()
  })

  it('takes means over the steps that a bar has', () => {
    expect(trackingBars(tracking([1, 3, 5], [2, 2, 8], 1), 2)).toMatchObject({
      stepsPerBar: 2,
      bars: [
        { actual: 2, expected: 2 },
        { actual: 5, expected: 8 },
      ],
    })
  })
})
