import { memo, useMemo, useState } from 'react'
import type { CustomerDirectory, Ranking, SortColumn } from '../../ltv/results.ts'
import grid from '../parts/grid/RowGrid.module.css'
import { GridRow, type GridRowState, RowGrid } from '../parts/grid/RowGrid.tsx'
import { isNarrow, type RowWindow } from '../parts/grid/use-row-window.ts'
import { directionOf, SortHeading } from '../parts/SortHeading.tsx'
import { columnWidth } from './column-widths.ts'
import { COLUMNS, type Column, type ColumnId, type Highest, highestOf } from './columns.tsx'
import type { ShownRows, Sort } from './shown-rows.ts'

interface CustomerTableProps {
  readonly label: string
  readonly ranking: Ranking
  readonly directory: CustomerDirectory
  readonly rows: ShownRows
  readonly rowWindow: RowWindow
  readonly columns: ReadonlySet<ColumnId>
  readonly sort: Sort
  /** An order is being worked out; what is shown is still the old one. */
  readonly busy: boolean
  /** Rank index of the customer that stands in the inspector. */
  readonly selected: number | null
  /** Spend by period of a customer, or null while it is fetched. */
  readonly stripOf: (customer: number) => Float64Array | null
  readonly onSort: (sort: Sort) => void
  readonly onSelect: (rankIndex: number) => void
}

/** The ranking, of which only the rows in sight are drawn. */
export function CustomerTable(props: CustomerTableProps) {
  const { label, ranking, rows, rowWindow, columns, sort, busy, selected, onSort, onSelect } = props
  const [moved, setMoved] = useState<number | null>(null)
  const selectedRow = selected === null ? -1 : rows.rowOf(selected)
  const active = Math.min(rows.count - 1, moved ?? Math.max(0, selectedRow))
  const narrow = isNarrow(rowWindow)
  const shown = useMemo(() => COLUMNS.filter(column => columns.has(column.id)), [columns])
  const highest = useMemo(() => highestOf(ranking), [ranking])
  // Parts of rows at both edges.
  const mostInSight = rowWindow.rowsInSight + 2
  const widthOf = (column: Column): number => columnWidth(column, narrow, highest)
  return (
    <RowGrid
      label={label}
      rows={rows.count}
      rowWindow={rowWindow}
      leastWidth={shown.reduce((sum, column) => sum + widthOf(column), 0)}
      active={active}
      busy={busy}
      columns={shown.map(column => <col key={column.id} style={column.id === 'customer' ? undefined : { width: widthOf(column) }} />)}
      headings={shown.map(column => <Heading key={column.id} column={column} sort={sort} onSort={onSort} />)}
      drawn={(row, id) => {
        const rankIndex = rows.rankIndexAt(row)
        return (
          <CustomerRow
            // Rows that leave the sight are filled in as those that enter it, which takes two thirds of the time of building others.
            key={row % mostInSight}
            id={id}
            row={row}
            height={rowWindow.rowHeight}
            isSelected={row === selectedRow}
            isActive={row === active}
            isLast={row === rows.count - 1}
            ranking={ranking}
            directory={props.directory}
            rankIndex={rankIndex}
            stripUnits={columns.has('strip') ? props.stripOf(ranking.customer[rankIndex] ?? 0) : null}
            columns={shown}
            highest={highest}
            hasBars={!narrow}
          />
        )
      }}
      onActive={setMoved}
      onOpen={row => onSelect(rows.rankIndexAt(row))}
    />
  )
}

interface CustomerRowProps extends GridRowState {
  readonly ranking: Ranking
  readonly directory: CustomerDirectory
  readonly rankIndex: number
  readonly stripUnits: Float64Array | null
  readonly columns: readonly Column[]
  readonly highest: Highest
  readonly hasBars: boolean
}

/** Drawn anew only when something of its own changes: scrolling by one row draws one row. */
const CustomerRow = memo(function CustomerRow({ columns, ...props }: CustomerRowProps) {
  return (
    <GridRow {...props}>
      {columns.map(column => (
        <td key={column.id} className={grid[column.align]}>
          {column.cell(props)}
        </td>
      ))}
    </GridRow>
  )
})

interface HeadingProps {
  readonly column: Column
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
}

function Heading({ column, sort, onSort }: HeadingProps) {
  const by = column.sort
  if (by === null)
    return (
      <th scope="col" className={grid[column.align]} title={column.explanation}>
        {column.heading}
      </th>
    )
  const shown = shownSort(sort)
  return (
    <SortHeading
      words={column.heading}
      explanation={column.explanation}
      sorted={shown.column === by ? directionOf(shown) : null}
      className={grid[column.align]}
      onSort={() => onSort(nextSort(column, by, sort))}
    />
  )
}

/** Best first is LTV descending, whichever of the two names it goes by: the arrow stands at the LTV. */
function shownSort(sort: Sort): Sort {
  return sort.column === 'rank' && !sort.descending ? { column: 'ltv', descending: true } : sort
}

function nextSort(column: Column, by: SortColumn, sort: Sort): Sort {
  // Best first goes by two names: a click on either turns it round.
  const shown = by === 'rank' ? sort : shownSort(sort)
  const descending = shown.column === by ? !shown.descending : column.descendingFirst
  // Best first has one name in links.
  return by === 'ltv' && descending ? { column: 'rank', descending: false } : { column: by, descending }
}
