import { useEffect, useMemo, useState } from 'react'
import { definitionKey } from '../../ltv/definition.ts'
import { MOST_RANKED, type RanQuery, type WarehouseEvents, type WarehouseTop } from '../../warehouse/warehouse.ts'
import { Button } from '../parts/Button.tsx'
import { WeeklyPanel } from '../parts/charts/WeeklyPanel.tsx'
import { isNarrow, useRowWindow } from '../parts/grid/use-row-window.ts'
import { CustomerTable } from '../result/CustomerTable.tsx'
import { columnsFor } from '../result/column-widths.ts'
import { highestOf } from '../result/columns.tsx'
import { hasVisits } from '../result/has-visits.ts'
import { isRankOrder, rankedRows, type Sort, sortedHere, textsOf } from '../result/shown-rows.ts'
import topCss from '../result/TopCustomers.module.css'
import { TopX } from '../result/TopX.tsx'
import { count } from '../words/numbers.ts'
import { AskingLine } from './AskingLine.tsx'
import { FindById } from './FindById.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'
import { RanSql } from './RanSql.tsx'
import type { ServedRanking } from './served-ranking.ts'
import { type Question, useAnswer } from './use-answer.ts'

const ROW_HEIGHT = 38
const NARROW_ROW_HEIGHT = 52
const HEADER_HEIGHT = 38
/** Strips are asked for together, and of no more than the rows that are looked at first. */
const MOST_STRIPS = 50
const NEAR_IDS = 5

interface ServedTopProps {
  readonly events: WarehouseEvents
  /** The top rows, and behind them the customer who was found, if they are not among these. */
  readonly served: ServedRanking
  readonly top: WarehouseTop
  readonly ran: readonly RanQuery[]
  readonly x: number
  readonly busy: boolean
  /** Rank index among the rows that are here, or null. */
  readonly selected: number | null
  /** Somebody is being looked for by id; null when nobody is. */
  readonly looking: Question<unknown> | null
  /** An id that is nobody’s, or null. */
  readonly missed: string | null
  /** A customer whose events are all outside of the window, or null. */
  readonly outside: string | null
  readonly onX: (x: number, history: 'push' | 'replace') => void
  readonly onSelect: (id: string) => void
}

/** Who is worth most, as far as asked for: how many, finding one, the table, and what everyone spends by week. */
export function ServedTop(props: ServedTopProps) {
  const { events, served, top, ran, x, busy, selected, looking, missed, outside, onX, onSelect } = props
  const { ranking, directory } = served
  const { definition, facts } = ranking
  const key = definitionKey(definition)
  const [sort, setSort] = useState<Sort>({ column: 'rank', descending: false })
  const shown = Math.min(x, top.rows.length)
  const rows = useMemo(
    () =>
      isRankOrder(sort) ? rankedRows(shown, sort) : sortedHere(ranking, directory, shown, sort, textsOf(ranking, directory, sort.column)),
    [ranking, directory, shown, sort],
  )
  const [narrow, setNarrow] = useState(false)
  const rowWindow = useRowWindow(rows.count, narrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT, HEADER_HEIGHT)
  if (rowWindow.width > 0 && isNarrow(rowWindow) !== narrow) setNarrow(!narrow)
  const columns = useMemo(() => {
    const fitting = new Set(columnsFor(rowWindow.width, highestOf(ranking), hasVisits(ranking)))
    // Where customers live is told with each of them only.
    fitting.delete('place')
    return fitting
  }, [rowWindow.width, ranking])

  const ids = top.rows.slice(0, MOST_STRIPS).map(row => row.id)
  const strips = useAnswer(columns.has('strip') && ids.length > 0 ? `${key} ${JSON.stringify(ids)}` : null, asking =>
    events.strips(definition, ids, asking),
  )
  const near = useAnswer(missed, asking => events.idsFrom(missed ?? '', NEAR_IDS, asking))
  const weekly = useAnswer(key, asking => events.weekly(definition, asking))

  // Whoever is chosen is brought into sight. Scrolling is a command to the box.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another is chosen; sorting and scrolling do not drag the table along
  useEffect(() => {
    const row = selected === null ? -1 : rows.rowOf(selected)
    if (row >= 0) rowWindow.reveal(row)
  }, [selected, ranking])

  const stripOf = (customer: number): Float64Array | null => {
    if (strips.asked?.phase !== 'answered' || customer >= ids.length) return null
    const { buckets, spendUnits } = strips.asked.value
    return spendUnits.subarray(customer * buckets, (customer + 1) * buckets)
  }
  const select = (rankIndex: number): void => {
    const row = top.rows[rankIndex]
    if (row !== undefined) onSelect(row.id)
  }
  const selectedRank = selected === null ? null : (ranking.sharedRank[selected] ?? null)
  const isBelow = selected !== null && selected >= shown
  const most = Math.min(facts.customers, MOST_RANKED)

  return (
    <>
      <div className={topCss['controls']} data-print="no">
        <TopX x={x} customers={most} onChange={onX} />
        <FindById
          missed={missed === null ? null : { id: missed, near: near.asked?.phase === 'answered' ? near.asked.value : [] }}
          onFind={onSelect}
        />
      </div>
      {facts.customers > MOST_RANKED ? (
        <p className={topCss['below']}>
          At most {count(MOST_RANKED)} of {count(facts.customers)} customers are shown here; the SQL below gives as many as you like over
          there.
        </p>
      ) : null}
      {looking?.asked?.phase === 'asking' ? (
        <AskingLine what="Looking for the customer" open={looking.asked} onCancel={looking.cancel} />
      ) : null}
      {outside === null ? null : <p className={topCss['below']}>‘{outside}’ has no event inside the window, so it has no rank.</p>}
      {isBelow && selectedRank !== null ? (
        <p className={topCss['below']} data-print="no">
          The customer found is number {count(selectedRank)}, below the {count(shown)} shown.{' '}
          {selectedRank > most ? null : (
            <Button kind="link" onClick={() => onX(selectedRank, 'push')}>
              Show the top {count(selectedRank)}
            </Button>
          )}
        </p>
      ) : null}
      <CustomerTable
        label={`Top ${count(shown)} customers`}
        ranking={ranking}
        directory={directory}
        rows={rows}
        rowWindow={rowWindow}
        columns={columns}
        sort={sort}
        busy={busy}
        selected={selected}
        stripOf={stripOf}
        onSort={next => {
          setSort(next)
          rowWindow.reveal(0)
        }}
        onSelect={select}
      />
      {strips.asked?.phase === 'failed' ? (
        <ProblemNotice problem={strips.asked.problem} actions={<Button onClick={strips.again}>Ask again for weekly spend</Button>} />
      ) : null}
      <RanSql subject={`the top ${count(shown)}`} ran={strips.asked?.phase === 'answered' ? [...ran, ...strips.asked.ran] : ran} />
      <div className={topCss['weekly']}>
        <WeeklyPanel
          heading="h2"
          whose="of all customers"
          series={weekly.asked?.phase === 'answered' ? weekly.asked.value : null}
          currency={ranking.currency}
        />
        {weekly.asked?.phase === 'asking' ? (
          <AskingLine what="Adding up the weeks of everyone" open={weekly.asked} onCancel={weekly.cancel} />
        ) : null}
        {weekly.asked?.phase === 'failed' ? (
          <ProblemNotice problem={weekly.asked.problem} actions={<Button onClick={weekly.again}>Ask again</Button>} />
        ) : null}
        {weekly.asked?.phase === 'answered' ? <RanSql subject="these weeks" ran={weekly.asked.ran} /> : null}
      </div>
    </>
  )
}
