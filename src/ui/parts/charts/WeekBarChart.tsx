import { memo, type PointerEvent, useId, useMemo, useState } from 'react'
import { WEEK } from '../../../base/time.ts'
import { day, dayRange } from '../../words/dates.ts'
import { compactMoney, exactMoney, money } from '../../words/money.ts'
import { counted } from '../../words/numbers.ts'
import { DateAxis } from './DateAxis.tsx'
import { axisOf } from './money-axis.ts'
import { ValueAxis } from './ValueAxis.tsx'
import css from './WeekBarChart.module.css'
import type { WeekBar } from './week-bars.ts'

// Pixels.
const SPEND_HEIGHT = 176
const SPEND_TOP = 8
const SPEND_BOTTOM = 152
const DATES_Y = 172
const VISITS_HEIGHT = 44
const VISITS_TOP = 8
const AXIS_WIDTH = 52
const MOST_BAR_WIDTH = 28
/** Share of the room of a bar that it fills. */
const FILLED = 0.64
const WORDS_AWAY = 10

interface WeekBarChartProps {
  readonly bars: readonly WeekBar[]
  readonly currency: string
  /** Pixels. */
  readonly width: number
  readonly label: string
}

/**
 * Spend by week, and under it on the same axis the visits. Bars, because a line would invent values between sparse weeks. Drawn by hand as all other charts:
 * with a library the first result took tasks of 96 and 141 ms of the main thread's own time on a busy machine, and every customer looked at 40 to 60; so none takes 35.
 */
export function WeekBarChart({ bars, currency, width, label }: WeekBarChartProps) {
  // A chart that comes to stand under a resting pointer is not being pointed at.
  const [pointed, setPointed] = useState<number | null>(null)
  const places = useMemo(() => placesOf(bars.length, width), [bars.length, width])
  const bar = pointed === null ? undefined : bars[pointed]

  const point = ({ movementX, movementY, clientX, currentTarget }: PointerEvent): void => {
    if (movementX === 0 && movementY === 0) return
    const index = Math.floor((clientX - currentTarget.getBoundingClientRect().left - AXIS_WIDTH) / places.pitch)
    setPointed(index >= 0 && index < bars.length ? index : null)
  }

  const cursor = (height: number) =>
    bar === undefined || pointed === null ? null : (
      <rect
        className={css['cursor']}
        x={AXIS_WIDTH + pointed * places.pitch}
        y={SPEND_TOP}
        width={places.pitch}
        height={height - SPEND_TOP}
      />
    )

  return (
    <div className={css['chart']} role="img" aria-label={label} onPointerMove={point} onPointerLeave={() => setPointed(null)}>
      <svg width={width} height={SPEND_HEIGHT} viewBox={`0 0 ${width} ${SPEND_HEIGHT}`} aria-hidden="true">
        {cursor(SPEND_BOTTOM)}
        <Spends bars={bars} places={places} currency={currency} width={width} />
      </svg>
      {bars.some(({ visits }) => visits > 0) ? (
        <svg width={width} height={VISITS_HEIGHT} viewBox={`0 0 ${width} ${VISITS_HEIGHT}`} aria-hidden="true">
          {cursor(VISITS_HEIGHT)}
          <Visits bars={bars} places={places} />
        </svg>
      ) : null}
      {bar === undefined || pointed === null ? null : (
        <BarWords bar={bar} currency={currency} middle={AXIS_WIDTH + (pointed + 0.5) * places.pitch} width={width} />
      )}
    </div>
  )
}

/** Where bars stand, in pixels. */
interface Places {
  /** From the middle of one bar to that of the next. */
  readonly pitch: number
  readonly barWidth: number
}

function placesOf(bars: number, width: number): Places {
  const pitch = Math.max(0, width - AXIS_WIDTH) / Math.max(1, bars)
  return { pitch, barWidth: Math.min(MOST_BAR_WIDTH, FILLED * pitch) }
}

function leftOf(index: number, { pitch, barWidth }: Places): number {
  return AXIS_WIDTH + (index + 0.5) * pitch - barWidth / 2
}

interface SpendsProps extends Pick<WeekBarChartProps, 'bars' | 'currency' | 'width'> {
  readonly places: Places
}

/** Memoised: a pointer that moves over them changes nothing of them. */
const Spends = memo(function Spends({ bars, places, currency, width }: SpendsProps) {
  const hatch = useId()
  const spends = bars.map(({ spend }) => spend)
  const { low, high, ticks } = axisOf(Math.min(...spends), Math.max(...spends))
  const hasParts = ticks.some(tick => !Number.isInteger(tick))
  const y = (value: number): number => SPEND_TOP + ((high - value) / (high - low)) * (SPEND_BOTTOM - SPEND_TOP)
  return (
    <>
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className={css['hatch-ground']} />
          <line x1="0" y1="0" x2="0" y2="5" className={css['hatch-line']} />
        </pattern>
      </defs>
      <ValueAxis
        ticks={ticks}
        labels={ticks.map(tick => (hasParts ? money(tick, currency) : compactMoney(tick, currency)))}
        y={y}
        left={AXIS_WIDTH}
        right={width}
      />
      <g data-bars="spend">
        {bars.map(({ start, spend, partial }, index) => (
          <SpendBar
            key={start}
            x={leftOf(index, places)}
            width={places.barWidth}
            top={y(Math.max(0, spend))}
            bottom={y(Math.min(0, spend))}
            isNothing={spend === 0}
            hatch={partial ? hatch : null}
          />
        ))}
      </g>
      <DateAxis periods={bars} left={AXIS_WIDTH} right={width} y={DATES_Y} />
    </>
  )
})

interface SpendBarProps {
  readonly x: number
  readonly width: number
  readonly top: number
  readonly bottom: number
  readonly isNothing: boolean
  /** Id of the pattern of a bar that is only partly in the data. */
  readonly hatch: string | null
}

function SpendBar({ x, width, top, bottom, isNothing, hatch }: SpendBarProps) {
  if (isNothing) return <rect className={css['zero']} x={x} y={bottom - 2} width={width} height={2} />
  const seen = Math.max(1.5, bottom - top)
  const round = Math.min(2.5, width / 2, seen / 2)
  return (
    <rect
      className={css['spend']}
      x={x}
      y={bottom - seen}
      width={width}
      height={seen}
      rx={round}
      fill={hatch === null ? 'var(--bar)' : `url(#${hatch})`}
    />
  )
}

const Visits = memo(function Visits({ bars, places }: Pick<SpendsProps, 'bars' | 'places'>) {
  const most = Math.max(...bars.map(({ visits }) => visits))
  return (
    <>
      <g data-bars="visits">
        {bars.map(({ start, visits }, index) => {
          const height = (visits / most) * (VISITS_HEIGHT - VISITS_TOP)
          if (height === 0) return null
          return (
            <rect
              key={start}
              className={css['visits']}
              x={leftOf(index, places)}
              y={VISITS_HEIGHT - height}
              width={places.barWidth}
              height={height}
            />
          )
        })}
      </g>
      <text className={css['label']} x={AXIS_WIDTH - 8} y={VISITS_HEIGHT - 6} textAnchor="end">
        Visits
      </text>
    </>
  )
})

interface BarWordsProps {
  readonly bar: WeekBar
  readonly currency: string
  /** Of the bar, and the width of the chart, in pixels. */
  readonly middle: number
  readonly width: number
}

/** Beside the bar, on the side where there is more room. */
function BarWords({ bar, currency, middle, width }: BarWordsProps) {
  return (
    <div className={css['words']} style={middle < width / 2 ? { left: middle + WORDS_AWAY } : { right: width - middle + WORDS_AWAY }}>
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
