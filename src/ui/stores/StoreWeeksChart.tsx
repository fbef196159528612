import { useId } from 'react'
import type { WeeklyAmounts } from '../../stores/results.ts'
import { ChartFigure } from '../parts/charts/ChartFigure.tsx'
import { DateAxis } from '../parts/charts/DateAxis.tsx'
import { axisOf } from '../parts/charts/money-axis.ts'
import { NumberTable } from '../parts/charts/NumberTable.tsx'
import { ValueAxis } from '../parts/charts/ValueAxis.tsx'
import { useSize } from '../parts/use-size.ts'
import { day, dayRange } from '../words/dates.ts'
import { axisMoney, exactMoney, fromUnits } from '../words/money.ts'
import { count, counted } from '../words/numbers.ts'
import { EURO } from '../words/store-words.ts'
import css from './Plot.module.css'
import { type StoreWeekBar, storeWeekBars } from './store-week-bars.ts'

const HEIGHT = 210
const LEFT = 62
const TOP = 10
const BOTTOM = 26
const BASE = HEIGHT - BOTTOM
/** Below this a bar would be hard to point at. */
const LEAST_BAR_PITCH = 7
const BAR_SHARE = 0.74
const MOST_BAR_WIDTH = 28

/** A store's amounts by week as bars: a line would invent values between sparse weeks. Weeks that the data covers in part are hatched. */
export function StoreWeeksChart({ weekly }: { readonly weekly: WeeklyAmounts }) {
  const [{ width }, measure] = useSize<HTMLDivElement>()
  const right = Math.max(LEFT + 1, width - 1)
  const { bars, weeksPerBar } = storeWeekBars(weekly, (right - LEFT) / LEAST_BAR_PITCH)
  const amounts = bars.map(({ amountUnits }) => fromUnits(amountUnits))
  const { low, high, ticks } = axisOf(Math.min(0, ...amounts), Math.max(0, ...amounts))
  const y = (amount: number): number => BASE - ((amount - low) / (high - low)) * (BASE - TOP)
  const title = `Amount per ${weeksPerBar === 1 ? 'week' : `${count(weeksPerBar)} weeks`}`
  return (
    <ChartFigure
      title={title}
      caption={`${weeksPerBar === 1 ? 'Weeks' : 'Stretches of weeks'} without a transaction are ticks; hatched ones are covered by the data only in part.`}
      keys={[]}
      height={HEIGHT}
      label={`${title} of store ${weekly.storeId}. ${counted(bars.length, 'bar')}; the table has all numbers.`}
      width={width}
      measure={measure}
      table={<WeekTable weekly={weekly} />}
    >
      <ValueAxis ticks={ticks} labels={axisMoney(ticks, EURO)} y={y} left={LEFT} right={right} />
      <Columns bars={bars} right={right} y={y} />
      {low < 0 ? <line className={css['zero-line']} x1={LEFT} x2={right} y1={y(0)} y2={y(0)} /> : null}
      <DateAxis periods={bars} left={LEFT} right={right} y={HEIGHT - 8} />
    </ChartFigure>
  )
}

interface ColumnsProps {
  readonly bars: readonly StoreWeekBar[]
  readonly right: number
  readonly y: (amount: number) => number
}

function Columns({ bars, right, y }: ColumnsProps) {
  const hatch = useId()
  const pitch = (right - LEFT) / Math.max(1, bars.length)
  const width = Math.min(MOST_BAR_WIDTH, pitch * BAR_SHARE)
  return (
    <>
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className={css['ground']} />
          <line x1="0" y1="0" x2="0" y2="5" className={css['hatch']} />
        </pattern>
      </defs>
      {bars.map((bar, at) => {
        const left = LEFT + at * pitch
        return (
          <g key={bar.start} className={css['column']}>
            <rect className={css['around']} x={left} width={pitch} y={TOP} height={BASE - TOP} />
            <WeekRect bar={bar} x={left + (pitch - width) / 2} width={width} y={y} hatch={hatch} />
            <title>{barWords(bar)}</title>
          </g>
        )
      })}
    </>
  )
}

interface WeekRectProps {
  readonly bar: StoreWeekBar
  readonly x: number
  readonly width: number
  readonly y: (amount: number) => number
  readonly hatch: string
}

/** Nothing is a flat tick; anything else is at least seen. */
function WeekRect({ bar, x, width, y, hatch }: WeekRectProps) {
  const amount = fromUnits(bar.amountUnits)
  if (amount === 0) return <rect className={css['nothing']} x={x} y={y(0) - 2} width={width} height={2} />
  const seen = Math.max(1.5, Math.abs(y(amount) - y(0)))
  const top = amount > 0 ? y(0) - seen : y(0)
  const round = Math.min(2.5, width / 2, seen / 2)
  return bar.isPartial ? (
    <rect className={css['hatched']} x={x} y={top} width={width} height={seen} rx={round} fill={`url(#${hatch})`} />
  ) : (
    <rect className={css['week']} x={x} y={top} width={width} height={seen} rx={round} />
  )
}

function barWords({ start, end, amountUnits, transactions, isPartial }: StoreWeekBar): string {
  return `${dayRange(start, end - 1)}: ${exactMoney(amountUnits, EURO)} in ${counted(transactions, 'transaction')}${isPartial ? ', only partly in the data' : ''}`
}

function WeekTable({ weekly }: { readonly weekly: WeeklyAmounts }) {
  return (
    <NumberTable
      caption={`Amount per week of store ${weekly.storeId}`}
      columns={['Week of', 'Amount', 'Transactions']}
      rows={storeWeekBars(weekly, weekly.amountUnits.length).bars.map(({ start, amountUnits, transactions, isPartial }) => ({
        key: start,
        heading: day(start),
        ...(isPartial ? { note: 'partial' } : {}),
        cells: [exactMoney(amountUnits, EURO), count(transactions)],
      }))}
    />
  )
}
