import type { Tracking } from '../../../clv/tracking.ts'
import { Bar } from '../../parts/charts/Bar.tsx'
import { ChartFigure } from '../../parts/charts/ChartFigure.tsx'
import type { KeyEntry } from '../../parts/charts/ChartKey.tsx'
import { DateAxis } from '../../parts/charts/DateAxis.tsx'
import css from '../../parts/charts/Marks.module.css'
import { axisOf } from '../../parts/charts/money-axis.ts'
import { NumberTable } from '../../parts/charts/NumberTable.tsx'
import { ValueAxis } from '../../parts/charts/ValueAxis.tsx'
import { useSize } from '../../parts/use-size.ts'
import { day } from '../../words/dates.ts'
import { axisFigures, columnFigure } from '../../words/figures.ts'
import { count } from '../../words/numbers.ts'
import { highestOf } from './highest.ts'
import { stepStart, type TrackingBar, trackingBars } from './tracking-bars.ts'

interface TrackingChartProps {
  readonly tracking: Tracking
  /** All orders so far as lines, instead of those of each week as bars. */
  readonly cumulative: boolean
}

const HEIGHT = 240
const LEFT = 48
/** Room for the words over the line where the unseen weeks begin. */
const TOP = 26
const BOTTOM = 26
const BASE = HEIGHT - BOTTOM
const LEAST_BAR_PITCH = 5
const BAR_SHARE = 0.72
const MOST_BAR_WIDTH = 28

/**
 * Repeat orders as they came, against those that the model expected: also in the weeks that it had not seen. Weekly orders are bars, because
 * a line would invent values between them; all orders so far never fall, so they are a line. At most 520 steps.
 */
export function TrackingChart({ tracking, cumulative }: TrackingChartProps) {
  const [{ width }, measure] = useSize<HTMLDivElement>()
  const steps = tracking.actual.length
  if (steps === 0) return <p className={css['none']}>There is no week to compare.</p>
  const right = Math.max(LEFT + 1, width - 1)
  const { bars, stepsPerBar } = trackingBars(tracking, cumulative || width === 0 ? steps : Math.floor((right - LEFT) / LEAST_BAR_PITCH))
  const title = titleOf(tracking.weeksPerStep, cumulative)
  const ordersInAll = tracking.actualCumulative.at(-1) ?? 0
  const expectedInAll = tracking.expectedCumulative.at(-1) ?? 0
  const { ticks, high } = axisOf(
    0,
    highestOf(cumulative ? [ordersInAll, expectedInAll] : bars.flatMap(({ actual, expected }) => [actual, expected])),
  )
  const y = (orders: number): number => BASE - (orders / high) * (BASE - TOP)
  return (
    <ChartFigure
      title={title}
      caption={`Left of the line is what the model was fitted to; right of it, what it had not seen.${cumulative ? '' : ' The last week may not be whole.'}`}
      keys={keysOf(cumulative, stepsPerBar, tracking.weeksPerStep)}
      height={HEIGHT}
      label={`${title}: ${count(ordersInAll)} came in all, ${columnFigure(expectedInAll, expectedInAll)} were expected. The table has all numbers.`}
      width={width}
      measure={measure}
      table={<TrackingTable tracking={tracking} cumulative={cumulative} />}
    >
      <ValueAxis ticks={ticks} labels={axisFigures(ticks)} y={y} left={LEFT} right={right} />
      {cumulative ? (
        <>
          <path className={css['observed-line']} d={cumulativePath(tracking.actualCumulative, right, y)} />
          <path className={css['dashed-line']} d={cumulativePath(tracking.expectedCumulative, right, y)} />
        </>
      ) : (
        <Weekly bars={bars} right={right} y={y} />
      )}
      <Split x={LEFT + Math.min(1, tracking.holdoutStep / steps) * (right - LEFT)} right={right} />
      <DateAxis periods={bars} left={LEFT} right={right} y={HEIGHT - 8} />
    </ChartFigure>
  )
}

function titleOf(weeksPerStep: number, cumulative: boolean): string {
  return cumulative ? 'Repeat orders so far' : `Repeat orders per ${weeksPerStep === 1 ? 'week' : `${count(weeksPerStep)} weeks`}`
}

function keysOf(cumulative: boolean, stepsPerBar: number, weeksPerStep: number): readonly KeyEntry[] {
  const means = stepsPerBar === 1 ? '' : `, means of ${count(stepsPerBar * weeksPerStep)} weeks`
  return [
    { mark: cumulative ? 'solid line' : 'solid bar', label: `actual${means}` },
    { mark: 'dashed line', label: 'expected' },
  ]
}

interface PlotProps {
  readonly bars: readonly TrackingBar[]
  readonly right: number
  readonly y: (orders: number) => number
}

function Weekly({ bars, right, y }: PlotProps) {
  const pitch = (right - LEFT) / bars.length
  const barWidth = Math.min(MOST_BAR_WIDTH, pitch * BAR_SHARE)
  // Out to both ends, so that even a single bar has a line.
  const [first, last] = [bars[0]?.expected ?? 0, bars.at(-1)?.expected ?? 0]
  const middle = bars.map((bar, index) => `L${(LEFT + (index + 0.5) * pitch).toFixed(1)} ${y(bar.expected).toFixed(1)}`).join('')
  const path = `M${LEFT} ${y(first).toFixed(1)}${middle}L${right} ${y(last).toFixed(1)}`
  return (
    <>
      {bars.map((bar, index) => (
        <Bar
          key={bar.start}
          x={LEFT + (index + 0.5) * pitch - barWidth / 2}
          width={barWidth}
          base={BASE}
          height={BASE - y(bar.actual)}
          hatch={null}
        />
      ))}
      <path className={css['rim']} d={path} />
      <path className={css['dashed-line']} d={path} />
    </>
  )
}

/** Straight from the end of each step to that of the next. */
function cumulativePath(values: Float64Array, right: number, y: (orders: number) => number): string {
  const pitch = (right - LEFT) / values.length
  const points = Array.from(values, (value, step) => `L${(LEFT + (step + 1) * pitch).toFixed(1)} ${y(value).toFixed(1)}`)
  return `M${LEFT} ${BASE}${points.join('')}`
}

/** Widths of the two labels with the room around them, in pixels. */
const SEEN_WIDTH = 108
const UNSEEN_WIDTH = 54

/** Where the holdout begins. A label without room is left out: the caption says it too. */
function Split({ x, right }: { readonly x: number; readonly right: number }) {
  return (
    <g>
      <line className={css['split']} x1={x} x2={x} y1={6} y2={BASE} />
      {x - SEEN_WIDTH < 0 ? null : (
        <text className={css['words']} x={x - 8} y={15} textAnchor="end">
          seen by the model
        </text>
      )}
      {x + UNSEEN_WIDTH > right ? null : (
        <text className={css['strong']} x={x + 8} y={15}>
          not seen
        </text>
      )}
    </g>
  )
}

function TrackingTable({ tracking, cumulative }: TrackingChartProps) {
  const actual = cumulative ? tracking.actualCumulative : tracking.actual
  const expected = cumulative ? tracking.expectedCumulative : tracking.expected
  const highest = highestOf(expected)
  const { weeksPerStep, holdoutStep } = tracking
  const period = weeksPerStep === 1 ? 'Week' : `${count(weeksPerStep)} weeks`
  return (
    <NumberTable
      caption={
        cumulative
          ? 'Repeat orders so far at the end of each week, as they came and as expected'
          : 'Repeat orders as they came and as expected'
      }
      columns={[cumulative ? 'Through' : `${period} from`, 'Actual', 'Expected']}
      rows={Array.from(actual, (value, step) => ({
        key: step,
        // So far is up to the end of a step.
        heading: day(cumulative ? stepStart(tracking, step + 1) - 1 : stepStart(tracking, step)),
        ...(step >= holdoutStep ? { note: 'not seen' } : {}),
        cells: [count(value), columnFigure(expected[step] ?? 0, highest)],
      }))}
    />
  )
}
