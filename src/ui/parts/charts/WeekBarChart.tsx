import { memo, useId, useState } from 'react'
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts'
import { WEEK } from '../../../base/time.ts'
import { day, dayRange } from '../../words/dates.ts'
import { axisMoney, exactMoney } from '../../words/money.ts'
import { counted } from '../../words/numbers.ts'
import { widthOf } from '../picture/svg-text.ts'
import { type DateTick, dateTicks } from './date-ticks.ts'
import { axisOf } from './money-axis.ts'
import css from './WeekBarChart.module.css'
import type { WeekBar } from './week-bars.ts'

const SPEND_HEIGHT = 176
const VISITS_HEIGHT = 44
const MARGIN = { top: 8, right: 0, bottom: 0, left: 0 }
const LEAST_AXIS_WIDTH = 52
/** Pixels between the words of an axis and its lines. */
const AXIS_ROOM = 9
const AXIS_FONT = 11

interface WeekBarChartProps {
  readonly bars: readonly WeekBar[]
  readonly currency: string
  /** Pixels. */
  readonly width: number
  readonly label: string
}

/** Spend by week, and under it on the same axis the visits. Bars, because a line would invent values between sparse weeks. */
export default memo(function WeekBarChart({ bars, currency, width, label }: WeekBarChartProps) {
  const hatch = useId()
  const drawn = [...bars]
  const spends = bars.map(bar => bar.spend)
  const { low, high, ticks } = axisOf(Math.min(...spends), Math.max(...spends))
  const labels = axisMoney(ticks, currency)
  const labelOf = new Map(ticks.map((tick, at) => [tick, labels[at] ?? '']))
  // Of both charts, so that weeks stand under weeks.
  const axisWidth = labels.reduce((most, words) => Math.max(most, Math.ceil(widthOf(words, AXIS_FONT)) + AXIS_ROOM), LEAST_AXIS_WIDTH)
  const dates = dateTicks(bars, width - axisWidth)
  const common = { data: drawn, width, margin: MARGIN, barCategoryGap: '18%', accessibilityLayer: false }
  const hasVisits = bars.some(bar => bar.visits > 0)
  // A chart that comes to stand under a resting pointer is not being pointed at.
  const [isPointedAt, setIsPointedAt] = useState(false)
  const cursor = isPointedAt ? { className: css['cursor'] ?? '' } : false
  return (
    <div
      className={css['chart']}
      role="img"
      aria-label={label}
      onPointerMove={({ movementX, movementY }) => {
        if (movementX !== 0 || movementY !== 0) setIsPointedAt(true)
      }}
      onPointerLeave={() => setIsPointedAt(false)}
    >
      <BarChart {...common} height={SPEND_HEIGHT} syncId={hatch}>
        <defs>
          <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="5" height="5" className={css['hatch-ground']} />
            <line x1="0" y1="0" x2="0" y2="5" className={css['hatch-line']} />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="start"
          ticks={dates.map(date => date.start)}
          interval={0}
          tickLine={false}
          axisLine={false}
          height={24}
          tick={<DateLabel dates={dates} />}
        />
        <YAxis
          width={axisWidth}
          domain={[low, high]}
          ticks={[...ticks]}
          interval={0}
          tickLine={false}
          axisLine={false}
          tickFormatter={value => labelOf.get(Number(value)) ?? ''}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={cursor}
          content={({ active, payload }) => <BarWords bar={active && isPointedAt ? barOf(payload) : null} currency={currency} />}
        />
        <Bar dataKey="spend" isAnimationActive={false} maxBarSize={28} shape={props => <SpendBar {...placeOf(props)} hatch={hatch} />} />
      </BarChart>
      {hasVisits ? (
        <BarChart {...common} height={VISITS_HEIGHT} syncId={hatch}>
          <XAxis dataKey="start" hide />
          <YAxis
            width={axisWidth}
            domain={[0, 'dataMax']}
            ticks={[]}
            tickLine={false}
            axisLine={false}
            label={<VisitsLabel right={axisWidth} />}
          />
          <Tooltip isAnimationActive={false} cursor={cursor} content={() => null} />
          <Bar dataKey="visits" isAnimationActive={false} maxBarSize={28} className={css['visits'] ?? ''} />
        </BarChart>
      ) : null}
    </div>
  )
})

interface BarPlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly partial: boolean
  readonly spend: number
}

/** Recharts hands a shape its place and the row's own fields in one loosely typed object. */
function placeOf(props: unknown): BarPlace {
  const found = props as Partial<BarPlace> & { readonly payload?: WeekBar }
  const height = found.height ?? 0
  return {
    x: found.x ?? 0,
    // Bars of refunds come with a negative height.
    y: (found.y ?? 0) + Math.min(0, height),
    width: found.width ?? 0,
    height: Math.abs(height),
    partial: found.payload?.partial ?? false,
    spend: found.payload?.spend ?? 0,
  }
}

function SpendBar({ x, y, width, height, partial, spend, hatch }: BarPlace & { readonly hatch: string }) {
  if (spend === 0) return <rect className={css['zero']} x={x} y={y - 2} width={width} height={2} />
  const seen = Math.max(1.5, height)
  const round = Math.min(2.5, width / 2, seen / 2)
  return (
    <rect
      className={css['spend']}
      x={x}
      y={y + height - seen}
      width={width}
      height={seen}
      rx={round}
      fill={partial ? `url(#${hatch})` : 'var(--bar)'}
    />
  )
}

function DateLabel({ dates, ...place }: { readonly dates: readonly DateTick[] }) {
  // Recharts adds the place of the tick to the element's own properties.
  const { x, y, payload } = place as { readonly x?: number; readonly y?: number; readonly payload?: { readonly value: number } }
  return payload === undefined ? null : (
    <text className={css['label']} x={x} y={(y ?? 0) + 12} textAnchor="middle">
      {dates.find(date => date.start === payload.value)?.label}
    </text>
  )
}

function VisitsLabel({ right }: { readonly right: number }) {
  return (
    <text className={css['label']} x={right - 8} y={VISITS_HEIGHT - 6} textAnchor="end">
      Visits
    </text>
  )
}

function barOf(payload: unknown): WeekBar | null {
  // Each entry of Recharts' payload carries the row it was made from.
  const entries = payload as readonly { readonly payload?: WeekBar }[] | undefined
  return entries?.[0]?.payload ?? null
}

function BarWords({ bar, currency }: { readonly bar: WeekBar | null; readonly currency: string }) {
  if (bar === null) return null
  return (
    <div className={css['words']}>
      <strong>{exactMoney(BigInt(Math.round(bar.spendUnits)), currency)}</strong>
      <span>
        {counted(bar.orders, 'order')}, {counted(bar.visits, 'visit')}
      </span>
      <span>
        {bar.end - bar.start > WEEK ? dayRange(bar.start, bar.end - 1) : `week of ${day(bar.start)}`}
        {bar.partial ? ', only partly in the data' : ''}
      </span>
    </div>
  )
}
