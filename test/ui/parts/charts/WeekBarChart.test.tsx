import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { WEEK } from '../../../../src/base/time.ts'
import { WeekBarChart } from '../../../../src/ui/parts/charts/WeekBarChart.tsx'
import type { WeekBar } from '../../../../src/ui/parts/charts/week-bars.ts'

const START = Date.UTC(2025, 0, 5)

/** Bars of a week each, by what was spent in them. */
function barsOf(spends: readonly number[], visits = 0): WeekBar[] {
  return spends.map((spend, index) => ({
    start: START + index * WEEK,
    end: START + (index + 1) * WEEK,
    spend,
    spendUnits: spend * 10_000,
    orders: 1,
    visits,
    partial: index === 0,
  }))
}

/** 52 pixels of axis and 100 for each of the bars. */
function draw(bars: readonly WeekBar[]) {
  const { container } = render(<WeekBarChart bars={bars} currency="USD" width={52 + 100 * bars.length} label="Spend per week" />)
  const rects = (of: string) =>
    [...container.querySelectorAll(`[data-bars=${of}] rect`)].map(rect => {
      const [x, y, width, height] = ['x', 'y', 'width', 'height'].map(name => Number(rect.getAttribute(name)))
      return { x, y, width, height, fill: rect.getAttribute('fill') }
    })
  return { rects, container }
}

describe('the chart of spend by week', () => {
  it('stands bars on the line of nothing, as high as their spend', () => {
    const { rects } = draw(barsOf([100, 50, 0]))
    const [full, half, nothing] = rects('spend')
    expect(full).toMatchObject({ x: 52 + 50 - 14, width: 28, y: 8, height: 144 })
    expect(half).toMatchObject({ y: 80, height: 72, fill: 'var(--bar)' })
    expect(nothing).toMatchObject({ y: 150, height: 2 })
  })

  it('hatches the week that is only partly in the data', () => {
    const { rects, container } = draw(barsOf([100, 50]))
    expect(rects('spend').map(({ fill }) => fill?.startsWith('url('))).toEqual([true, false])
    expect(rects('spend')[0]?.fill).toBe(`url(#${container.querySelector('pattern')?.id})`)
  })

  it('hangs refunds below the line of nothing', () => {
    const [above, below] = draw(barsOf([100, -100])).rects('spend')
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBe(below?.y)
  })

  it('has visits below only where there are any', () => {
    expect(draw(barsOf([100, 50])).rects('visits')).toEqual([])
    expect(draw(barsOf([100, 50], 3)).rects('visits')).toHaveLength(2)
  })

  it('says what the bar under a moving pointer stands for, and nothing once the pointer has gone', () => {
    draw(barsOf([100, 50.5]))
    const chart = screen.getByRole('img', { name: 'Spend per week' })
    fireEvent.pointerMove(chart, { clientX: 52 + 150, movementX: 1 })
    expect(chart.textContent).toContain('$50.50')
    expect(chart.textContent).toContain('week of 12 Jan 2025')
    fireEvent.pointerMove(chart, { clientX: 20, movementX: 1 })
    expect(chart.textContent).not.toContain('week of')
    fireEvent.pointerMove(chart, { clientX: 60, movementX: 1 })
    expect(chart.textContent).toContain('week of 5 Jan 2025, only partly in the data')
    fireEvent.pointerLeave(chart)
    expect(chart.textContent).not.toContain('week of')
  })

  it('draws no bars of no weeks', () => {
    expect(draw([]).rects('spend')).toEqual([])
  })
})
