import { axisMoney } from '../../words/money.ts'
import { dateTicks } from '../charts/date-ticks.ts'
import { axisOf } from '../charts/money-axis.ts'
import { PICTURE_PLOT_WIDTH, type WeekBar } from '../charts/week-bars.ts'
import { filledWith, HATCH } from './hatches.ts'
import type { Palette } from './palette.ts'
import type { Drawn } from './picture.ts'
import { element, words } from './svg-text.ts'

const LEFT = 64
const RIGHT = LEFT + PICTURE_PLOT_WIDTH
const TOP = 8
const BASE = 260
const DATES_LINE = 280
const VISITS_TOP = 294
const VISITS_BASE = 338
const BAR_SHARE = 0.82
const MOST_BAR_WIDTH = 36

/** Spend by week, and under it on the same axis the visits, as the chart on the page has them. Cost: one pass over the bars. */
export function weeksDrawing(bars: readonly WeekBar[], currency: string, palette: Palette): Drawn {
  const spends = bars.map(bar => bar.spend)
  const { low, high, ticks } = axisOf(Math.min(0, ...spends), Math.max(0, ...spends))
  const y = (spend: number): number => TOP + ((high - spend) / (high - low)) * (BASE - TOP)
  const pitch = PICTURE_PLOT_WIDTH / Math.max(1, bars.length)
  const width = Math.min(MOST_BAR_WIDTH, pitch * BAR_SHARE)
  const leftOf = (index: number): number => LEFT + (index + 0.5) * pitch - width / 2
  const most = bars.reduce((highest, bar) => Math.max(highest, bar.visits), 0)
  return {
    width: RIGHT,
    height: most === 0 ? DATES_LINE + 6 : VISITS_BASE + 2,
    content: [
      ...moneyLines(ticks, currency, y, palette),
      ...bars.map((bar, index) => spendBar(bar, leftOf(index), width, y, palette)),
      ...dateLabels(bars, pitch, palette),
      ...(most === 0 ? [] : visitBars(bars, most, leftOf, width, palette)),
    ].join(''),
  }
}

function moneyLines(ticks: readonly number[], currency: string, y: (spend: number) => number, { line, ink2 }: Palette): readonly string[] {
  const labels = axisMoney(ticks, currency)
  return ticks.flatMap((tick, at) => [
    element('line', { x1: LEFT, x2: RIGHT, y1: y(tick), y2: y(tick), stroke: line }),
    words(labels[at] ?? '', LEFT - 8, y(tick) + 4, ink2, { 'text-anchor': 'end' }),
  ])
}

/** Nothing is a flat tick; anything else is at least seen. Refunds hang below the line of nothing. */
function spendBar({ spend, partial }: WeekBar, x: number, width: number, y: (spend: number) => number, { ctl, bar }: Palette): string {
  const zero = y(0)
  if (spend === 0) return element('rect', { x, y: zero - 2, width, height: 2, fill: ctl, 'fill-opacity': '0.55' })
  const height = Math.max(1.5, Math.abs(y(spend) - zero))
  const place = { x, y: spend > 0 ? zero - height : zero, width, height, rx: Math.min(2.5, width / 2, height / 2) }
  return partial ? element('rect', { ...place, fill: filledWith(HATCH.partial), stroke: bar }) : element('rect', { ...place, fill: bar })
}

function dateLabels(bars: readonly WeekBar[], pitch: number, { ink2 }: Palette): readonly string[] {
  const labels = new Map(dateTicks(bars, PICTURE_PLOT_WIDTH).map(({ start, label }) => [start, label]))
  return bars.flatMap(({ start }, index) => {
    const label = labels.get(start)
    return label === undefined ? [] : [words(label, LEFT + (index + 0.5) * pitch, DATES_LINE, ink2, { 'text-anchor': 'middle' })]
  })
}

function visitBars(
  bars: readonly WeekBar[],
  most: number,
  leftOf: (index: number) => number,
  width: number,
  { ctl, ink2 }: Palette,
): readonly string[] {
  return [
    words('Visits', LEFT - 8, VISITS_BASE, ink2, { 'text-anchor': 'end' }),
    ...bars.flatMap(({ visits }, index) => {
      if (visits === 0) return []
      const height = Math.max(1, (visits / most) * (VISITS_BASE - VISITS_TOP))
      return [element('rect', { x: leftOf(index), y: VISITS_BASE - height, width, height, fill: ctl })]
    }),
  ]
}
