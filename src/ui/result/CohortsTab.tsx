import { useState } from 'react'
import type { Cohorts } from '../../ltv/cohorts.ts'
import { Button } from '../parts/Button.tsx'
import { shadeOf } from '../parts/charts/shade.ts'
import shades from '../parts/charts/shades.module.css'
import { classes } from '../parts/classes.ts'
import type { Drawing, PictureKey } from '../parts/picture/picture.ts'
import { SavePicture } from '../parts/picture/SavePicture.tsx'
import { ScrollTable } from '../parts/ScrollTable.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { month } from '../words/dates.ts'
import { columnMoney, exactMoney, fromUnits, money, wholeMoney } from '../words/money.ts'
import { count, counted } from '../words/numbers.ts'
import { COHORTS_BY_WEEK } from '../words/weeks-only.ts'
import css from './CohortsTab.module.css'
import { type CohortMeasure, cohortCell, cohortRows, highestOf } from './cohort-cells.ts'
import { shareWords } from './share-words.ts'

const MEASURES = [
  { value: 'spend', label: 'Spend per customer' },
  { value: 'buying', label: 'Share still buying' },
] as const

/** Cohorts and months that are drawn before more are asked for. */
const FIRST_SHOWN = 24

interface CohortsTabProps {
  readonly cohorts: Cohorts | null
  /** Everything is of the month in which its week starts. */
  readonly byWeek?: boolean
}

/** Customers by the month of their first event, and what became of them month by month. `cohorts` is null while they are worked out. */
export function CohortsTab({ cohorts, byWeek = false }: CohortsTabProps) {
  const [measure, setMeasure] = useState<CohortMeasure>('spend')
  const [all, setAll] = useState(false)
  if (cohorts === null) return <div className={css['room']} aria-busy="true" />
  const rows = cohortRows(cohorts)
  if (rows.length === 0) return <p className={css['caption']}>There is no customer to group.</p>
  const shownRows = all ? rows : rows.slice(0, FIRST_SHOWN)
  const longest = shownRows.reduce((most, row) => Math.max(most, (cohorts.spendUnits[row] ?? []).length), 0)
  const months = all ? longest : Math.min(longest, FIRST_SHOWN)
  const highest = highestOf(cohorts, measure)
  const hasPartial = cohorts.partial.some(months => months.includes(true))
  const by = `By month of first event (UTC), across: months since.${byWeek ? ` ${COHORTS_BY_WEEK}` : ''}`
  const cut = rows.length > shownRows.length || longest > months
  const cutWords = `The first ${count(shownRows.length)} of ${counted(rows.length, 'cohort')} and ${count(months)} of ${count(longest)} months.`
  return (
    <section aria-label="Cohorts">
      <div className={css['head']}>
        <Segmented legend="What the cells show" options={MEASURES} value={measure} onChange={setMeasure} />
        <p className={css['caption']}>
          {by}
          {hasPartial ? (
            <span className={css['key']}>
              <span className={shades['hatched']} aria-hidden="true" />
              month not over yet in the data
            </span>
          ) : null}
        </p>
        <span className={css['save']}>
          <SavePicture
            title={`${titleOf(measure, cohorts.currency)}, by cohort`}
            caption={`${by}${cut ? ` ${cutWords}` : ''}`}
            keys={keysOf(cohorts, measure, highest, hasPartial)}
            drawing={() => cohortsDrawing(cohorts, shownRows, months, measure, highest)}
          />
        </span>
      </div>
      <ScrollTable
        kind="map"
        caption={`${titleOf(measure, cohorts.currency)} by month of first event and months since`}
        label="Cohorts by month, scrollable"
        boxClass={css['map']}
        tableClass={css['table']}
      >
        <thead>
          <tr>
            <th scope="col">First seen</th>
            <th scope="col">Customers</th>
            {Array.from({ length: months }, (_, since) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its number of months
              <th scope="col" key={since}>
                {since}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shownRows.map(row => (
            <tr key={row}>
              <th scope="row">{month(cohorts.months[row] ?? 0)}</th>
              <td>{count(cohorts.customers[row] ?? 0)}</td>
              {(cohorts.spendUnits[row] ?? []).slice(0, months).map((_, since) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its number of months
                <Cell key={since} cohorts={cohorts} row={row} since={since} measure={measure} highest={highest} />
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {cohorts.customersLeftOut > 0 || cohorts.ordersLeftOut > 0 ? (
        <p className={css['caption']}>
          The data spans more months than a table can hold: {counted(cohorts.customersLeftOut, 'customer')} and{' '}
          {counted(cohorts.ordersLeftOut, 'order')} lie outside these months.
        </p>
      ) : null}
      {cut ? (
        <p className={css['caption']}>
          {cutWords}{' '}
          <Button kind="link" onClick={() => setAll(true)}>
            Show all
          </Button>
        </p>
      ) : null}
    </section>
  )
}

function titleOf(measure: CohortMeasure, currency: string): string {
  return measure === 'spend' ? `Spend per customer in ${currency}` : 'Share of customers who ordered'
}

function keysOf({ currency }: Cohorts, measure: CohortMeasure, highest: number, hasPartial: boolean): readonly PictureKey[] {
  const shades: PictureKey = {
    mark: 'shades',
    hue: 'bar',
    least: measure === 'spend' ? wholeMoney(0, currency) : '0%',
    most: cellWords(highest, measure, highest, currency),
  }
  return hasPartial ? [shades, { mark: 'partial bar', label: 'month not over yet in the data' }] : [shades]
}

/** What the table shows, for its picture. */
function cohortsDrawing(cohorts: Cohorts, rows: readonly number[], months: number, measure: CohortMeasure, highest: number): Drawing {
  return {
    kind: 'map',
    hue: 'bar',
    leads: ['First seen', 'Customers'],
    across: '',
    columns: Array.from({ length: months }, (_, since) => `${since}`),
    rows: rows.map(row => ({
      leads: [month(cohorts.months[row] ?? 0), count(cohorts.customers[row] ?? 0)],
      cells: (cohorts.spendUnits[row] ?? []).slice(0, months).map((_, since) => {
        const { value, partial } = cohortCell(cohorts, row, since, measure)
        return { words: cellWords(value, measure, highest, cohorts.currency), basis: '', shade: shadeOf(value, highest), hatched: partial }
      }),
    })),
  }
}

interface CellProps {
  readonly cohorts: Cohorts
  readonly row: number
  readonly since: number
  readonly measure: CohortMeasure
  readonly highest: number
}

function Cell({ cohorts, row, since, measure, highest }: CellProps) {
  const { value, spendUnits, buyers, customers, partial } = cohortCell(cohorts, row, since, measure)
  const words =
    measure === 'spend'
      ? `${exactMoney(BigInt(Math.round(spendUnits)), cohorts.currency)} from ${counted(customers, 'customer')}: ${money(fromUnits(value), cohorts.currency)} each`
      : `${count(buyers)} of ${counted(customers, 'customer')} ordered`
  return (
    <td
      className={classes(css['cell'], shades['shade'], shades[`shade${shadeOf(value, highest)}`], partial && shades['hatched'])}
      title={`${words}${partial ? ', month not over yet in the data' : ''}`}
    >
      <span className={partial ? shades['figure'] : undefined}>{cellWords(value, measure, highest, cohorts.currency)}</span>
    </td>
  )
}

/** Nothing is a dash, and little is never written as nothing. */
function cellWords(value: number, measure: CohortMeasure, highest: number, currency: string): string {
  if (value === 0) return '–'
  if (measure === 'buying') return shareWords(value)
  return columnMoney(fromUnits(value), currency, fromUnits(highest))
}
