import { type KeyboardEvent, type MouseEvent, type ReactNode, useId } from 'react'
import { classes } from '../classes.ts'
import { clickedRow, FIRST_ROW_INDEX, nextActiveRow } from './grid-keys.ts'
import css from './RowGrid.module.css'
import { isNarrow, type RowWindow } from './use-row-window.ts'

interface RowGridProps {
  /** What the grid holds, read out. */
  readonly label: string
  /** All of them, of which only those in sight are drawn. */
  readonly rows: number
  readonly rowWindow: RowWindow
  /** Pixels below which the grid scrolls sideways. */
  readonly leastWidth: number
  /** The row that keys move from. */
  readonly active: number
  /** What is shown is about to be replaced. */
  readonly busy?: boolean
  /** For what its words and figures have of their own. */
  readonly tableClass?: string | undefined
  /** The widths of the columns: `col` elements. */
  readonly columns: ReactNode
  /** Their headings: `th` elements. */
  readonly headings: ReactNode
  /** A {@link GridRow}, for a row and the id that it must have. */
  readonly drawn: (row: number, id: string) => ReactNode
  readonly onActive: (row: number) => void
  readonly onOpen: (row: number) => void
}

/**
 * A table of which only the rows in sight exist. The grid itself holds the focus and names the active row, so that scrolling a row away never loses the focus:
 * arrows, Page Up/Down, Home and End move it, Enter opens it.
 */
export function RowGrid(props: RowGridProps) {
  const { label, rows, rowWindow, leastWidth, active, busy, tableClass, columns, headings, drawn, onActive, onOpen } = props
  const id = useId()
  const inSight = Array.from({ length: Math.max(0, rowWindow.past - rowWindow.first) }, (_, index) => rowWindow.first + index)

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    // Keys pressed on the headings' buttons are theirs.
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter') {
      event.preventDefault()
      if (rows > 0) onOpen(active)
      return
    }
    const next = nextActiveRow(event, active, rowWindow.rowsInSight, rows)
    if (next === null) return
    event.preventDefault()
    onActive(next)
    rowWindow.reveal(next)
  }

  const onClick = (event: MouseEvent<HTMLTableElement>): void => {
    const row = clickedRow(event.target, rows)
    if (row === null) return
    onActive(row)
    onOpen(row)
  }

  return (
    <div className={classes(css['box'], isNarrow(rowWindow) && css['narrow'])} aria-busy={busy} data-print="no">
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
              aria-rowcount={rows + 1}
              aria-activedescendant={active >= rowWindow.first && active < rowWindow.past ? `${id}-${active}` : undefined}
              tabIndex={0}
              className={classes(css['table'], tableClass)}
              onKeyDown={onKeyDown}
              onClick={onClick}
            >
              <colgroup>{columns}</colgroup>
              <thead className={css['head']}>
                <tr aria-rowindex={1} style={{ height: rowWindow.headerHeight }}>
                  {headings}
                </tr>
              </thead>
              <tbody style={{ transform: `translateY(${-rowWindow.hidden}px)` }}>{inSight.map(row => drawn(row, `${id}-${row}`))}</tbody>
            </table>
          </div>
        </div>
      </div>
    </div>
  )
}

export interface GridRowState {
  readonly id: string
  readonly row: number
  /** Pixels. */
  readonly height: number
  readonly isSelected: boolean
  readonly isActive: boolean
  readonly isLast: boolean
}

/** One row of a {@link RowGrid} around its cells. */
export function GridRow({ id, row, height, isSelected, isActive, isLast, children }: GridRowState & { readonly children: ReactNode }) {
  return (
    <tr
      id={id}
      aria-rowindex={row + FIRST_ROW_INDEX}
      aria-selected={isSelected}
      className={classes(css['row'], isSelected && css['selected'], isActive && css['active'], isLast && css['last'])}
      style={{ height }}
    >
      {children}
    </tr>
  )
}
