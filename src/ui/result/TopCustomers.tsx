import { useEffect, useMemo, useState } from 'react'
import type { Ranking, WeeklySeries } from '../../ltv/results.ts'
import { app, useApp, useStrips, useWeekly } from '../../store/app-store.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { Button } from '../parts/Button.tsx'
import { WeeklyPanel } from '../parts/charts/WeeklyPanel.tsx'
import { isNarrow, useRowWindow } from '../parts/grid/use-row-window.ts'
import { useSay } from '../parts/Status.tsx'
import { PrintedTable } from '../report/PrintedTable.tsx'
import { count } from '../words/numbers.ts'
import { shownText } from '../words/texts.ts'
import { ColumnChooser } from './ColumnChooser.tsx'
import { CustomerTable } from './CustomerTable.tsx'
import { columnsFor } from './column-widths.ts'
import { COLUMNS, type ColumnId, highestOf } from './columns.tsx'
import { idOf } from './customer-finder.ts'
import { FindCustomer } from './FindCustomer.tsx'
import { hasVisits } from './has-visits.ts'
import css from './TopCustomers.module.css'
import { TopX } from './TopX.tsx'
import { useShownRows } from './use-shown-rows.ts'

const ROW_HEIGHT = 38
const NARROW_ROW_HEIGHT = 52
const HEADER_HEIGHT = 38

/** What a first click on a heading asks for, where the order is worked out elsewhere; by rank and LTV customers stand in order already. */
const FIRST_CLICKS = COLUMNS.flatMap(({ sort, descendingFirst }) =>
  sort === null || sort === 'rank' || sort === 'ltv' ? [] : [{ column: sort, descending: descendingFirst }],
)

interface TopCustomersProps {
  readonly loaded: LoadedCustomers
  /** Rank index of the customer in the inspector, or null. */
  readonly selected: number | null
  /** Chosen by hand, or null: as many as there is room for. */
  readonly columns: ReadonlySet<ColumnId> | null
  readonly onColumns: (columns: ReadonlySet<ColumnId> | null) => void
}

/** Who is worth most: how many to show, finding one, the table, and what they spend together by week. */
export function TopCustomers({ loaded, selected, columns, onColumns }: TopCustomersProps) {
  const { ranking, directory, rankOf } = loaded
  const sort = useApp(state => state.view.sort)
  const x = Math.min(
    useApp(state => state.view.x),
    ranking.ranked,
  )
  const { setView } = app.getState()
  const say = useSay()
  const [isDragging, setIsDragging] = useState(false)
  const { rows, busy } = useShownRows(ranking, directory, x, sort, FIRST_CLICKS)
  const [narrow, setNarrow] = useState(false)
  const rowWindow = useRowWindow(rows.count, narrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT, HEADER_HEIGHT)
  if (rowWindow.width > 0 && isNarrow(rowWindow) !== narrow) setNarrow(!narrow)
  const shownColumns = useMemo(
    () => columns ?? columnsFor(rowWindow.width, highestOf(ranking), hasVisits(ranking)),
    [columns, rowWindow.width, ranking],
  )

  const inSight: number[] = []
  if (shownColumns.has('strip'))
    for (let row = rowWindow.first; row < rowWindow.past; row++) inSight.push(ranking.customer[rows.rankIndexAt(row)] ?? 0)
  const strips = useStrips(inSight)
  const weekly = useSettledWeekly(ranking, x, isDragging)

  const isListed = selected !== null && selected < x
  // Whoever is chosen (by finding, by a link, by Back) is brought into sight. Scrolling is a command to the box.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another is chosen or comes to be listed; sorting and scrolling do not drag the table along
  useEffect(() => {
    const row = selected === null ? -1 : rows.rowOf(selected)
    if (row >= 0) rowWindow.reveal(row)
  }, [selected, ranking, isListed])

  const changeX = (next: number, history: 'push' | 'replace'): void => {
    setIsDragging(history === 'replace')
    setView({ x: next }, history)
  }

  const find = (customer: number): void => {
    const rankIndex = rankOf[customer] ?? -1
    if (rankIndex < 0) say(`‘${shownText(idOf(directory, customer))}’ has no event inside the window, so it has no rank.`, true)
    else setView({ selected: rankIndex + 1 })
  }

  const stripOf = (customer: number): Float64Array | null => strips?.byCustomer.get(customer) ?? null

  return (
    <>
      <div className={css['controls']} data-print="no">
        <TopX x={x} customers={ranking.ranked} onChange={changeX} />
        <FindCustomer directory={directory} rankOf={rankOf} onChoose={find} />
        <ColumnChooser columns={shownColumns} isOwnChoice={columns !== null} onChange={onColumns} />
      </div>
      {selected === null || selected < x ? null : (
        <p className={css['below']} data-print="no">
          {shownText(idOf(directory, ranking.customer[selected] ?? 0))} is number {count(selected + 1)}, below the {count(x)} shown.{' '}
          <Button kind="link" onClick={() => setView({ x: selected + 1 })}>
            Show the top {count(selected + 1)}
          </Button>
        </p>
      )}
      <PrintedTable ranking={ranking} directory={directory} rows={rows} />
      <CustomerTable
        label={`Top ${count(x)} customers`}
        ranking={ranking}
        directory={directory}
        rows={rows}
        rowWindow={rowWindow}
        columns={shownColumns}
        sort={sort}
        busy={busy || loaded.redefining}
        selected={selected}
        stripOf={stripOf}
        onSort={next => {
          setView({ sort: next })
          rowWindow.reveal(0)
        }}
        onSelect={rankIndex => setView({ selected: rankIndex + 1 })}
      />
      <div className={css['weekly']}>
        <WeeklyPanel
          heading="h2"
          whose={
            weekly.x === ranking.ranked ? 'of all customers' : weekly.x === 1 ? 'of the top customer' : `of the top ${count(weekly.x)}`
          }
          series={weekly.series}
          currency={ranking.currency}
        />
      </div>
    </>
  )
}

interface Weekly {
  readonly ranking: Ranking
  readonly x: number
  readonly series: WeeklySeries | null
}

/**
 * Weekly spend of the top x. While x is dragged, and until the answer is there, that of the x before stays (and says so): drawing a chart
 * takes longer than a frame.
 */
function useSettledWeekly(ranking: Ranking, x: number, isDragging: boolean): Weekly {
  const [settledX, setSettledX] = useState(x)
  if (!isDragging && settledX !== x) setSettledX(x)
  const series = useWeekly(settledX)
  const [kept, setKept] = useState<Weekly>({ ranking, x: settledX, series })
  if (series !== null && kept.series !== series) setKept({ ranking, x: settledX, series })
  return kept.ranking === ranking ? kept : { ranking, x: settledX, series: null }
}
