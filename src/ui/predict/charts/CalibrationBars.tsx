import { useId } from 'react'
import type { BackTest } from '../../../clv/back-test.ts'
import type { OrderModelKey } from '../../../clv/models/order-model.ts'
import { Bar, HatchPattern } from '../../parts/charts/Bar.tsx'
import { ChartFigure } from '../../parts/charts/ChartFigure.tsx'
import type { KeyEntry } from '../../parts/charts/ChartKey.tsx'
import css from '../../parts/charts/Marks.module.css'
import { axisOf } from '../../parts/charts/money-axis.ts'
import { NumberTable } from '../../parts/charts/NumberTable.tsx'
import { ValueAxis } from '../../parts/charts/ValueAxis.tsx'
import { useSize } from '../../parts/use-size.ts'
import { axisFigures, columnFigure, shortCount } from '../../words/figures.ts'
import { count, decimal } from '../../words/numbers.ts'
import { ORDER_MODEL_NAME } from '../../words/order-models.ts'
import { highestOf } from './highest.ts'

interface CalibrationBarsProps {
  readonly backTest: BackTest
  readonly model: OrderModelKey
}

interface FrequencyGroup {
  /** Repeat orders up to the split: “0” … “6”, “7+”. */
  readonly label: string
  readonly customers: number
  /** Mean repeat orders in the holdout; NaN without customers, and the model's also where it predicts nothing. */
  readonly actual: number
  readonly predicted: number
}

const HEIGHT = 236
/** With room for the words beside the rows of labels, and without: on a small screen the labels need it more. The caption says it too. */
const LEFT = 66
const SMALL_LEFT = 34
const SMALL_WIDTH = 360
const TOP = 10
const BASE = 184
const ORDERS_LINE = 204
const CUSTOMERS_LINE = 222
const GROUP_SHARE = 0.74
const MOST_GROUP_WIDTH = 60
const DIGIT_WIDTH = 6.6

/** How often customers came back in the holdout, by how often they had before: as it was, beside what the model expected of them. */
export function CalibrationBars({ backTest, model }: CalibrationBarsProps) {
  const [{ width }, measure] = useSize<HTMLDivElement>()
  const hatch = useId()
  if (backTest.customers === 0)
    return <p className={css['none']}>No customer had ordered before the test began, so there is nobody to compare.</p>
  const name = ORDER_MODEL_NAME[model]
  const score = backTest.scores.find(({ method }) => method === model)
  const groups = groupsOf(backTest, score?.ordersByFrequency ?? null)
  const { ticks, high } = axisOf(0, highestIn(groups))
  const y = (orders: number): number => BASE - (orders / high) * (BASE - TOP)
  const isSmall = width < SMALL_WIDTH
  const left = isSmall ? SMALL_LEFT : LEFT
  const right = Math.max(left + 1, width - 1)
  const pitch = (right - left) / groups.length
  const weeks = `${decimal(backTest.holdoutWeeks, 1)} ${backTest.holdoutWeeks === 1 ? 'week' : 'weeks'}`
  return (
    <ChartFigure
      title={`Orders per customer in the ${weeks} not seen`}
      caption={`Under the bars: the repeat orders these customers had made before, and how many customers they are.${
        score === undefined ? ` ${name} could not be fitted to what came before, so it expects nothing here.` : ''
      }`}
      keys={score === undefined ? [CAME] : [CAME, { mark: 'hatched bar', label: `expected by ${name}` }]}
      height={HEIGHT}
      label={`Mean orders per customer in ${weeks}, by repeat orders before, as they came and as ${name} expected. The table has all numbers.`}
      width={width}
      measure={measure}
      table={<CalibrationTable groups={groups} name={name} />}
    >
      <HatchPattern id={hatch} />
      <ValueAxis ticks={ticks} labels={axisFigures(ticks)} y={y} left={left} right={right} />
      {groups.map((group, index) => (
        <Group
          key={group.label}
          group={group}
          middle={left + (index + 0.5) * pitch}
          pitch={pitch}
          y={y}
          hatch={score === undefined ? null : hatch}
        />
      ))}
      {isSmall ? null : <RowWords />}
      <CustomerCounts groups={groups} left={left} pitch={pitch} />
    </ChartFigure>
  )
}

const CAME: KeyEntry = { mark: 'solid bar', label: 'actual' }

function groupsOf({ customersByFrequency, actualByFrequency }: BackTest, predicted: Float64Array | null): readonly FrequencyGroup[] {
  const last = customersByFrequency.length - 1
  return Array.from(customersByFrequency, (customers, frequency) => ({
    label: frequency === last ? `${frequency}+` : `${frequency}`,
    customers,
    actual: actualByFrequency[frequency] ?? Number.NaN,
    predicted: predicted?.[frequency] ?? Number.NaN,
  }))
}

function highestIn(groups: readonly FrequencyGroup[]): number {
  return highestOf(groups.flatMap(({ actual, predicted }) => [actual, predicted]))
}

interface GroupProps {
  readonly group: FrequencyGroup
  readonly middle: number
  readonly pitch: number
  readonly y: (orders: number) => number
  /** Null when there is no model beside what came. */
  readonly hatch: string | null
}

function Group({ group, middle, pitch, y, hatch }: GroupProps) {
  const barWidth = Math.max(0, Math.min(MOST_GROUP_WIDTH, pitch * GROUP_SHARE) / 2 - 0.5)
  const left = hatch === null ? middle - barWidth / 2 : middle - barWidth - 0.5
  return (
    <g>
      {Number.isNaN(group.actual) ? null : <Bar x={left} width={barWidth} base={BASE} height={BASE - y(group.actual)} hatch={null} />}
      {hatch === null || Number.isNaN(group.predicted) ? null : (
        <Bar x={middle + 0.5} width={barWidth} base={BASE} height={BASE - y(group.predicted)} hatch={hatch} />
      )}
      <text className={css['strong']} x={middle} y={ORDERS_LINE} textAnchor="middle">
        {group.label}
      </text>
    </g>
  )
}

function RowWords() {
  return (
    <>
      <text className={css['words']} x={LEFT - 8} y={ORDERS_LINE} textAnchor="end">
        before
      </text>
      <text className={css['words']} x={LEFT - 8} y={CUSTOMERS_LINE} textAnchor="end">
        customers
      </text>
    </>
  )
}

/** In full where all of them fit side by side, else all of them short and small. */
function CustomerCounts({
  groups,
  left,
  pitch,
}: {
  readonly groups: readonly FrequencyGroup[]
  readonly left: number
  readonly pitch: number
}) {
  const fits = groups.every(({ customers }) => count(customers).length * DIGIT_WIDTH + 4 <= pitch)
  return groups.map(({ label, customers }, index) => (
    <text
      key={label}
      className={fits ? css['words'] : css['small-words']}
      x={left + (index + 0.5) * pitch}
      y={CUSTOMERS_LINE}
      textAnchor="middle"
    >
      {fits ? count(customers) : shortCount(customers)}
    </text>
  ))
}

function CalibrationTable({ groups, name }: { readonly groups: readonly FrequencyGroup[]; readonly name: string }) {
  const highest = highestIn(groups)
  return (
    <NumberTable
      caption={`Mean orders per customer in the weeks not seen, by repeat orders before, as they came and as ${name} expected`}
      columns={['Repeat orders before', 'Customers', 'Actual', 'Expected']}
      rows={groups.map(({ label, customers, actual, predicted }, index) => ({
        key: index,
        heading: label,
        cells: [count(customers), columnFigure(actual, highest), columnFigure(predicted, highest)],
      }))}
    />
  )
}
