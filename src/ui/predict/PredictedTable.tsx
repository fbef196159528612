import { memo, useEffect, useMemo, useState } from 'react'
import type { Prediction } from '../../clv/results.ts'
import type { CustomerDirectory, Ranking } from '../../ltv/results.ts'
import { classes } from '../parts/classes.ts'
import grid from '../parts/grid/RowGrid.module.css'
import { GridRow, type GridRowState, RowGrid } from '../parts/grid/RowGrid.tsx'
import { isNarrow, useRowWindow } from '../parts/grid/use-row-window.ts'
import { directionOf, SortHeading } from '../parts/SortHeading.tsx'
import { idOf } from '../result/customer-finder.ts'
import { count } from '../words/numbers.ts'
import { shownText } from '../words/texts.ts'
import { ValueWhisker } from './charts/ValueWhisker.tsx'
import css from './PredictedTable.module.css'
import { type PredictedRanking, type PredictedSort, shownBuyers, sortedBuyers } from './predicted-rows.ts'
import { predictedRoom, predictedWidths, WHISKER_WIDTHS } from './predicted-widths.ts'
import { type HighestShown, highestOf, SHOWN_COLUMNS, shownFigure, shownInterval } from './shown-columns.ts'

interface PredictedTableProps {
  readonly prediction: Prediction
  readonly predicted: PredictedRanking
  readonly directory: CustomerDirectory
  readonly ranking: Ranking
  readonly rankOf: Int32Array
  /** The best x are shown. */
  readonly x: number
  readonly sort: PredictedSort
  readonly currency: string
  /** Customer of the data set, or null. */
  readonly selected: number | null
  readonly onSort: (sort: PredictedSort) => void
  readonly onSelect: (customer: number) => void
}

const ROW_HEIGHT = 46
const HEADER_HEIGHT = 38

/**
 * Who is expected to bring most: estimates in amber with their interval, history in ink, and the rank by simple LTV beside the new one. Only the rows
 * in sight are drawn.
 */
export function PredictedTable(props: PredictedTableProps) {
  const { prediction, predicted, directory, ranking, rankOf, x, sort, currency, selected, onSort, onSelect } = props
  const sorted = useMemo(() => sortedBuyers(prediction, predicted, sort), [prediction, predicted, sort])
  const buyers = useMemo(() => shownBuyers(prediction, predicted, sorted, x), [prediction, predicted, sorted, x])
  const highest = useMemo(() => highestOf(prediction, buyers), [prediction, buyers])
  const rowWindow = useRowWindow(buyers.length, ROW_HEIGHT, HEADER_HEIGHT)
  const room = predictedRoom(rowWindow.width, isNarrow(rowWindow), buyers.length, highest, currency)
  const widths = predictedWidths(room, buyers.length, highest, currency)
  const [moved, setMoved] = useState(0)
  const active = Math.min(buyers.length - 1, moved)
  const customerAt = (row: number): number => prediction.customer[buyers[row] ?? 0] ?? 0

  // Whoever is chosen elsewhere is brought into sight. Scrolling is a command to the box.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another is chosen; sorting and scrolling do not drag the table along
  useEffect(() => {
    if (selected === null || (predicted.placeOf[selected] ?? -1) < 0) return
    const row = buyers.findIndex(buyer => prediction.customer[buyer] === selected)
    if (row < 0) return
    setMoved(row)
    rowWindow.reveal(row)
  }, [selected, predicted])

  return (
    <RowGrid
      label={`The ${count(x)} customers who are expected to bring most`}
      rows={buyers.length}
      rowWindow={rowWindow}
      leastWidth={widths.least}
      tableClass={css['table']}
      active={active}
      columns={
        <>
          <col style={{ width: widths.place }} />
          <col />
          {SHOWN_COLUMNS.map(({ column }) => (
            <col key={column} style={{ width: widths.columns[column] }} />
          ))}
          <col style={{ width: widths.simple }} />
        </>
      }
      headings={
        <>
          <th scope="col" className={grid['end']}>
            #
          </th>
          <th scope="col" className={grid['start']}>
            Customer
          </th>
          {SHOWN_COLUMNS.map(({ column, heading, explanation }) => {
            const isSorted = sort.column === column
            return (
              <SortHeading
                key={column}
                words={heading}
                explanation={explanation}
                sorted={isSorted ? directionOf(sort) : null}
                className={grid['end']}
                onSort={() => {
                  onSort({ column, descending: isSorted ? !sort.descending : true })
                  rowWindow.reveal(0)
                }}
              />
            )
          })}
          <th scope="col" className={grid['end']} title="Rank by simple LTV, and how far the customer moves">
            Simple LTV
          </th>
        </>
      }
      drawn={(row, id) => (
        <PredictedRow
          key={row}
          id={id}
          row={row}
          height={ROW_HEIGHT}
          isSelected={customerAt(row) === selected}
          isActive={row === active}
          isLast={row === buyers.length - 1}
          buyer={buyers[row] ?? 0}
          prediction={prediction}
          predicted={predicted}
          directory={directory}
          ranking={ranking}
          rankOf={rankOf}
          currency={currency}
          highest={highest}
          whiskerWidth={WHISKER_WIDTHS[room]}
        />
      )}
      onActive={setMoved}
      onOpen={row => onSelect(customerAt(row))}
    />
  )
}

interface PredictedRowProps
  extends GridRowState,
    Pick<PredictedTableProps, 'prediction' | 'predicted' | 'directory' | 'ranking' | 'rankOf' | 'currency'> {
  readonly buyer: number
  readonly highest: HighestShown
  /** Pixels; 0 for none. */
  readonly whiskerWidth: number
}

/** Drawn anew only when something of its own changes. */
const PredictedRow = memo(function PredictedRow(props: PredictedRowProps) {
  const { buyer, prediction, predicted, directory, ranking, rankOf, currency, highest, whiskerWidth } = props
  const customer = prediction.customer[buyer] ?? 0
  const place = predicted.placeOf[customer] ?? 0
  const rank = rankOf[customer] ?? -1
  const value = prediction.predictedClv[buyer] ?? 0
  const low = prediction.clvLo95[buyer] ?? 0
  const high = prediction.clvHi95[buyer] ?? 0
  const name = shownText(idOf(directory, customer))
  return (
    <GridRow {...props}>
      <td className={grid['end']}>{count(place + 1)}</td>
      <th scope="row" className={css['name']} title={name}>
        {name}
      </th>
      {SHOWN_COLUMNS.map(({ column, isEstimate }) => {
        const figure = shownFigure(column, prediction, buyer, highest, currency)
        return (
          <td key={column} className={classes(grid['end'], isEstimate && css['estimate'])}>
            {column === 'predictedClv' ? (
              <>
                <span className={css['value']}>
                  {whiskerWidth === 0 ? null : (
                    <ValueWhisker value={value} low={low} high={high} most={highest.high} width={whiskerWidth} />
                  )}
                  <b>{figure}</b>
                </span>
                <small>{shownInterval(prediction, buyer, highest, currency)}</small>
              </>
            ) : (
              figure
            )}
          </td>
        )
      })}
      <td className={grid['end']}>{rank < 0 ? '–' : <Moved rank={ranking.sharedRank[rank] ?? rank + 1} place={place + 1} />}</td>
    </GridRow>
  )
})

/** The rank by simple LTV, and by how many places the prediction sees the customer higher or lower. */
function Moved({ rank, place }: { readonly rank: number; readonly place: number }) {
  const moved = rank - place
  return (
    <>
      {count(rank)}
      {moved === 0 ? null : (
        <small>
          {' '}
          {moved > 0 ? '↑' : '↓'}
          <span className="visually-hidden">{moved > 0 ? 'up' : 'down'} </span>
          {count(Math.abs(moved))}
        </small>
      )}
    </>
  )
}
