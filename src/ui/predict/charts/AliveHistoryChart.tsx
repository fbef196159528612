import { DAY } from '../../../base/time.ts'
import type { AliveHistory } from '../../../clv/one-customer.ts'
import { ChartFigure } from '../../parts/charts/ChartFigure.tsx'
import type { KeyEntry } from '../../parts/charts/ChartKey.tsx'
import { DateAxis } from '../../parts/charts/DateAxis.tsx'
import css from '../../parts/charts/Marks.module.css'
import { NumberTable } from '../../parts/charts/NumberTable.tsx'
import { ValueAxis } from '../../parts/charts/ValueAxis.tsx'
import { useSize } from '../../parts/use-size.ts'
import { day } from '../../words/dates.ts'
import { count, counted, percent } from '../../words/numbers.ts'
import { alivePoints, dayPeriods, shownAges } from './alive-points.ts'

const HEIGHT = 196
const LEFT = 48
const TOP = 10
const BASE = 170
const TICK_HEIGHT = 9
const SHARES = [0, 0.5, 1]

/** How likely one customer was to still be buying, day by day since the first order, with the days on which there was one. */
export function AliveHistoryChart({ history }: { readonly history: AliveHistory }) {
  const [{ width }, measure] = useSize<HTMLDivElement>()
  const { alive, firstDay, purchaseDays } = history
  const last = alive.at(-1)
  if (last === undefined) return <p className={css['none']}>There is no day to show.</p>
  const right = Math.max(LEFT + 1, width - 1)
  const plotWidth = right - LEFT
  // Each day is as wide as the others, and its value stands at its middle.
  const x = (ageDays: number): number => LEFT + ((ageDays + 0.5) / alive.length) * plotWidth
  const y = (share: number): number => BASE - share * (BASE - TOP)
  const points = alivePoints(history, plotWidth)
  const middle = points.map(point => `L${x(point.ageDays).toFixed(1)} ${y(point.alive).toFixed(1)}`).join('')
  const words = `${percent(last)} on ${day((firstDay + alive.length - 1) * DAY)}, the last day that counts`
  return (
    <ChartFigure
      title="Chance of still being a customer"
      caption={`${words}. Each day as the model would have read it on that evening, from the orders until then.`}
      keys={KEYS}
      height={HEIGHT}
      label={`Chance of still being a customer over ${counted(alive.length, 'day')} with ${counted(purchaseDays.length, 'day')} of orders: ${words}. The table has the numbers.`}
      width={width}
      measure={measure}
      table={<AliveTable history={history} />}
    >
      <ValueAxis ticks={SHARES} labels={SHARES.map(percent)} y={y} left={LEFT} right={right} />
      <path
        className={css['purchase']}
        d={purchaseDays.map(each => `M${x(each - firstDay).toFixed(1)} ${BASE}v-${TICK_HEIGHT}`).join('')}
      />
      <path className={css['dashed-line']} d={`M${LEFT} ${y(points[0]?.alive ?? 0).toFixed(1)}${middle}L${right} ${y(last).toFixed(1)}`} />
      <DateAxis periods={dayPeriods(history, plotWidth)} left={LEFT} right={right} y={HEIGHT - 8} />
    </ChartFigure>
  )
}

const KEYS: readonly KeyEntry[] = [
  { mark: 'dashed line', label: 'chance, estimated' },
  { mark: 'tick', label: 'day with an order' },
]

function AliveTable({ history }: { readonly history: AliveHistory }) {
  const { ages, daysPerRow } = shownAges(history)
  const purchases = new Set(history.purchaseDays)
  return (
    <NumberTable
      caption={`Chance of still being a customer on ${daysPerRow === 1 ? 'each day' : `every ${count(daysPerRow)} days and each day with an order`}`}
      columns={['Day', 'Chance']}
      rows={ages.map(age => ({
        key: age,
        heading: day((history.firstDay + age) * DAY),
        ...(purchases.has(history.firstDay + age) ? { note: 'order' } : {}),
        cells: [percent(history.alive[age] ?? Number.NaN)],
      }))}
    />
  )
}
