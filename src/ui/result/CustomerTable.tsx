import { type KeyboardEvent, type MouseEvent, memo, useId, useMemo, useState } from 'react'
import type { CustomerDirectory, Ranking, SortColumn } from '../../ltv/results.ts'
import { classes } from '../parts/classes.ts'
import css from './CustomerTable.module.css'
import { columnWidth, NARROW_PX } from './column-widths.ts'
import { COLUMNS, type Column, type ColumnId, type Highest, highestOf } from './columns.tsx'
import { clickedRow, FIRST_ROW_INDEX, nextActiveRow } from './grid-keys.ts'
import type { ShownRows, Sort } from './shown-rows.ts'
import type { RowWindow } from './use-row-window.ts'

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

/**
 * The ranking as a grid of which only the rows in sight exist. The grid itself holds the focus and names the active row, so that scrolling a
 * row away never loses the focus: arrows, Page Up/Down, Home and End move it, Enter opens the customer.
 */
export function CustomerTable(props: CustomerTableProps) {
  const { label, ranking, rows, rowWindow, columns, sort, busy, selected, onSelect } = props
  const id = useId()
  const [moved, setMoved] = useState<number | null>(null)
  const selectedRow = selected === null ? -1 : rows.rowOf(selected)
  const active = Math.min(rows.count - 1, moved ?? Math.max(0, selectedRow))
  const isNarrow = rowWindow.width > 0 && rowWindow.width < NARROW_PX
  const shown = useMemo(() => COLUMNS.filter(column => columns.has(column.id)), [columns])
  const highest = useMemo(() => highestOf(ranking), [ranking])
  const leastWidth = shown.reduce((sum, column) => sum + columnWidth(column, isNarrow, highest), 0)
  const inSight = Array.from({ length: Math.max(0, rowWindow.past - rowWindow.first) }, (_, index) => rowWindow.first + index)

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    // Keys pressed on the headings' buttons are theirs.
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter') {
      event.preventDefault()
      if (rows.count > 0) onSelect(rows.rankIndexAt(active))
      return
    }
    const next = nextActiveRow(event, active, rowWindow.rowsInSight, rows.count)
    if (next === null) return
    event.preventDefault()
    setMoved(next)
    rowWindow.reveal(next)
  }

  const onClick = (event: MouseEvent<HTMLTableElement>): void => {
    const row = clickedRow(event.target, rows.count)
    if (row === null) return
    setMoved(row)
    onSelect(rows.rankIndexAt(row))
  }

  return (
    <div className={classes(css['box'], isNarrow && css['narrow'])} aria-busy={busy} data-print="no">
      <div ref={rowWindow.scroller} className={css['scroller']} onScroll={rowWindow.onScroll}>
        <div style={{ height: rowWindow.fullHeight, minWidth: leastWidth }}>
          <div
            className={css['pin']}
            style={{ height: rowWindow.height === 0 ? undefined : Math.min(rowWindow.height, rowWindow.fullHeight) }}
          >
            <table
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table in which one can move
              role="grid"
              aria-label={label}
              aria-rowcount={rows.count + 1}
              aria-activedescendant={active >= rowWindow.first && active < rowWindow.past ? `${id}-${active}` : undefined}
              tabIndex={0}
              className={css['table']}
              onKeyDown={onKeyDown}
              onClick={onClick}
            >
              <colgroup>
                {shown.map(column => (
                  <col key={column.id} style={column.id === 'customer' ? undefined : { width: columnWidth(column, isNarrow, highest) }} />
                ))}
              </colgroup>
              <thead className={css['head']}>
                <tr aria-rowindex={1} style={{ height: rowWindow.headerHeight }}>
                  {shown.map(column => (
                    <Heading key={column.id} column={column} sort={sort} onSort={props.onSort} />
                  ))}
                </tr>
              </thead>
              <tbody style={{ transform: `translateY(${-rowWindow.hidden}px)` }}>
                {inSight.map(row => {
                  const rankIndex = rows.rankIndexAt(row)
                  return (
                    <CustomerRow
                      key={row}
                      id={`${id}-${row}`}
                      row={row}
                      ranking={ranking}
                      directory={props.directory}
                      rankIndex={rankIndex}
                      stripUnits={columns.has('strip') ? props.stripOf(ranking.customer[rankIndex] ?? 0) : null}
                      columns={shown}
                      highest={highest}
                      isNarrow={isNarrow}
                      height={rowWindow.rowHeight}
                      isSelected={row === selectedRow}
                      isActive={row === active}
                      isLast={row === rows.count - 1}
                    />
                  )
                })}
              </tbody>
            </table>
          </div>
        </div>
      </div>
    </div>
  )
}

interface CustomerRowProps {
  readonly id: string
  readonly row: number
  readonly ranking: Ranking
  readonly directory: CustomerDirectory
  readonly rankIndex: number
  readonly stripUnits: Float64Array | null
  readonly columns: readonly Column[]
  readonly highest: Highest
  readonly isNarrow: boolean
  readonly height: number
  readonly isSelected: boolean
  readonly isActive: boolean
  readonly isLast: boolean
}

/** Drawn anew only when something of its own changes: scrolling by one row draws one row. */
const CustomerRow = memo(function CustomerRow(props: CustomerRowProps) {
  const { id, row, ranking, directory, rankIndex, stripUnits, columns, highest, isNarrow, height, isSelected, isActive, isLast } = props
  const source = { ranking, directory, rankIndex, stripUnits, highest, hasBars: !isNarrow }
  return (
    <tr
      id={id}
      aria-rowindex={row + FIRST_ROW_INDEX}
      aria-selected={isSelected}
      className={classes(css['row'], isSelected && css['selected'], isActive && css['active'], isLast && css['last'])}
      style={{ height }}
    >
      {columns.map(column => (
        <td key={column.id} className={css[column.align]}>
          {column.cell(source)}
        </td>
      ))}
    </tr>
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
      <th scope="col" className={css[column.align]} title={column.explanation}>
        {column.heading}
      </th>
    )
  const shown = shownSort(sort)
  const isSorted = shown.column === by
  return (
    <th
      scope="col"
      className={css[column.align]}
      aria-sort={isSorted ? (shown.descending ? 'descending' : 'ascending') : undefined}
      title={column.explanation}
    >
      <button type="button" className={css['heading']} onClick={() => onSort(nextSort(column, by, sort))}>
        {column.heading}
        {isSorted ? <span aria-hidden="true">{shown.descending ? ' ↓' : ' ↑'}</span> : null}
      </button>
    </th>
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
