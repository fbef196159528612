import { describe, expect, it } from 'vitest'
import { dateTicks } from '../../../src/ui/parts/charts/date-ticks.ts'
import { weekBars } from '../../../src/ui/parts/charts/week-bars.ts'

/** The labels under so many weeks from a Sunday on, in a chart of so many pixels, with the bar each stands under. */
function labels(firstSunday: string, weeks: number, width: number, most = weeks): string[] {
  const start = Date.parse(`${firstSunday}T00:00:00Z`)
  const zeros = new Array<number>(weeks).fill(0)
  const { bars } = weekBars(
    {
      start,
      spendUnits: Float64Array.from(zeros),
      visits: Uint32Array.from(zeros),
      orders: Uint32Array.from(zeros),
      partial: Uint8Array.from(zeros),
    },
    most,
  )
  return dateTicks(bars, width).map(tick => `${bars.findIndex(bar => bar.start === tick.start)} ${tick.label}`)
}

describe('dates under a chart of weeks', () => {
  it('are the days on which bars begin', () => {
    expect(labels('2017-01-01', 5, 800)).toEqual(['0 1 Jan', '1 8 Jan', '2 15 Jan', '3 22 Jan', '4 29 Jan'])
    expect(labels('2017-01-01', 1, 40)).toEqual(['0 1 Jan'])
  })

  it('leave out what the right edge would cut off', () => {
    // Thirteen bars of 26 pixels: a label every third; the last bar’s middle is 13 pixels from the edge.
    expect(labels('2017-01-01', 13, 338)).toEqual(['0 1 Jan', '3 22 Jan', '6 12 Feb', '9 5 Mar'])
  })

  it('are months for more than a year, each named once and under the bar that holds its first day', () => {
    // The week of 28 Jan 2024 holds 1 Feb, that of 25 Feb holds 1 Mar.
    expect(labels('2024-01-28', 53, 900)).toEqual([
      '0 Feb 2024',
      '4 Mar 2024',
      '9 Apr 2024',
      '13 May 2024',
      '17 Jun 2024',
      '22 Jul 2024',
      '26 Aug 2024',
      '31 Sep 2024',
      '35 Oct 2024',
      '39 Nov 2024',
      '44 Dec 2024',
      '48 Jan 2025',
    ])
  })

  it('name the same months of every year when there is no room for all', () => {
    expect(labels('2024-01-28', 53, 330)).toEqual(['9 Apr 2024', '22 Jul 2024', '35 Oct 2024', '48 Jan 2025'])
    expect(labels('2012-12-30', 415, 330, 47)).toEqual(['5 Jan 2014', '17 Jan 2016', '29 Jan 2018', '40 Jan 2020'])
  })

  it('work in the first century too', () => {
    expect(labels('0025-01-05', 60, 900)[0]).toBe('3 Feb 25')
  })
})
