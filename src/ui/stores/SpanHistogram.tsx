import { useMemo } from 'react'
import { Bar } from '../parts/charts/Bar.tsx'
import { ChartFigure } from '../parts/charts/ChartFigure.tsx'
import { axisOf } from '../parts/charts/money-axis.ts'
import { NumberTable } from '../parts/charts/NumberTable.tsx'
import { ValueAxis } from '../parts/charts/ValueAxis.tsx'
import { useSize } from '../parts/use-size.ts'
import { count, counted, decimal } from '../words/numbers.ts'
import { spanFigure, spanUnit, spanWords } from '../words/spans.ts'
import css from './Plot.module.css'
import { type SpanBin, spanBins } from './span-bins.ts'

interface SpanHistogramProps {
  /** Of what the spans are: “store”. */
  readonly one: string
  /** Seconds, the shortest first. */
  readonly seconds: readonly number[]
  readonly meanSeconds: number
  readonly medianSeconds: number
}

const HEIGHT = 220
const LEFT = 40
/** Two lines of words over the bars. */
const TOP = 40
const BOTTOM = 38
const BASE = HEIGHT - BOTTOM
/** Of a label under the axis, in pixels. */
const LABEL_WIDTH = 52

/** How long the first five transactions take: so many stores take so long, with mean and median. */
export function SpanHistogram({ one, seconds, meanSeconds, medianSeconds }: SpanHistogramProps) {
  const [{ width }, measure] = useSize<HTMLDivElement>()
  const unit = spanUnit(Math.max(Math.abs(seconds[0] ?? 0), Math.abs(seconds.at(-1) ?? 0)))
  // Measuring the room and a look at the table draw it again.
  const bins = useMemo(() => spanBins(seconds.map(each => each / unit.seconds)), [seconds, unit.seconds])
  const first = bins[0]?.start ?? 0
  const past = bins.at(-1)?.end ?? 1
  const right = Math.max(LEFT + 1, width - 22)
  const { ticks, high } = wholeAxis(bins.reduce((most, { number }) => Math.max(most, number), 0))
  const x = (value: number): number => LEFT + ((value - first) / (past - first)) * (right - LEFT)
  const y = (number: number): number => BASE - (number / high) * (BASE - TOP)
  const pitch = (right - LEFT) / Math.max(1, bins.length)
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / pitch))
  const edges = [...bins.map(bin => bin.start), past]
  // The words of each stand away from the other's line.
  const medianFirst = medianSeconds < meanSeconds
  const title = `How many ${one}s take how long`
  return (
    <ChartFigure
      title={title}
      caption={`In ${unit.name}; each bar is ${decimal((past - first) / Math.max(1, bins.length), 6)} ${unit.name} wide.`}
      keys={[{ mark: 'solid bar', label: `${one}s` }]}
      height={HEIGHT}
      label={`${title}: mean ${spanWords(meanSeconds)}, median ${spanWords(medianSeconds)} of ${counted(seconds.length, one)}. The table has all numbers.`}
      width={width}
      measure={measure}
      table={<BinTable bins={bins} one={one} title={title} unit={unit.name} />}
    >
      <ValueAxis ticks={ticks} labels={ticks.map(tick => count(tick))} y={y} left={LEFT} right={right} />
      {bins.map(({ start, number }) => (
        <Bar key={start} x={x(start) + 1} width={Math.max(1, pitch - 2)} base={BASE} height={BASE - y(number)} hatch={null} />
      ))}
      {edges.map((edge, at) =>
        at % every === 0 ? (
          <text key={edge} className={css['words']} x={x(edge)} y={BASE + 16} textAnchor="middle">
            {decimal(edge, 6)}
          </text>
        ) : null,
      )}
      <text className={css['words']} x={right} y={HEIGHT - 4} textAnchor="end">
        {unit.name}
      </text>
      <Marker
        name="mean"
        words={spanFigure(meanSeconds, unit)}
        x={x(meanSeconds / unit.seconds)}
        y={13}
        isLeft={!medianFirst}
        right={right}
      />
      <Marker
        name="median"
        words={spanFigure(medianSeconds, unit)}
        x={x(medianSeconds / unit.seconds)}
        y={30}
        isLeft={medianFirst}
        right={right}
      />
    </ChartFigure>
  )
}

/** Ticks of an axis of whole numbers. */
function wholeAxis(most: number): { readonly ticks: readonly number[]; readonly high: number } {
  const { ticks, high } = axisOf(0, Math.max(most, 1))
  return { ticks: ticks.filter(tick => Number.isInteger(tick)), high }
}

/** Room that the words beside a marker take, in pixels. */
const MARKER_WIDTH = 90

interface MarkerProps {
  readonly name: 'mean' | 'median'
  readonly words: string
  readonly x: number
  /** Of the words. */
  readonly y: number
  /** Words stand at the left of the line, when there is room. */
  readonly isLeft: boolean
  readonly right: number
}

function Marker({ name, words, x, y, isLeft: wanted, right }: MarkerProps) {
  const isLeft = wanted ? x - MARKER_WIDTH > LEFT : x + MARKER_WIDTH > right
  return (
    <g>
      <line className={css[name]} x1={x} x2={x} y1={y - 9} y2={BASE} />
      <text className={css['strong']} x={isLeft ? x - 6 : x + 6} y={y} textAnchor={isLeft ? 'end' : 'start'}>
        {name} {words}
      </text>
    </g>
  )
}

interface BinTableProps {
  readonly bins: readonly SpanBin[]
  readonly one: string
  readonly title: string
  readonly unit: string
}

function BinTable({ bins, one, title, unit }: BinTableProps) {
  return (
    <NumberTable
      caption={title}
      columns={[`From … to below, ${unit}`, `${one.charAt(0).toUpperCase()}${one.slice(1)}s`]}
      rows={bins.map(({ start, end, number }) => ({
        key: start,
        heading: `${decimal(start, 6)} … ${decimal(end, 6)}`,
        cells: [count(number)],
      }))}
    />
  )
}
