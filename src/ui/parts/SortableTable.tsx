import { memo, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { TableSort } from '../../store/view.ts'
import { count } from '../words/numbers.ts'
import { Button } from './Button.tsx'
import { classes } from './classes.ts'
import { ScrollTable } from './ScrollTable.tsx'
import css from './SortableTable.module.css'
import { directionOf, SortHeading } from './SortHeading.tsx'
import { firstSortedRows, type SortValue } from './sorted-rows.ts'
import { usePrinting } from './use-printing.ts'

export interface SortableColumn<Row> {
  readonly id: string
  readonly heading: string
  readonly explanation?: string
  /** Numbers stand at the right, and the largest come first when they are sorted. */
  readonly kind: 'text' | 'number'
  readonly sortValue: (row: Row) => SortValue
  readonly cell: (row: Row) => ReactNode
}

export interface SortableTableProps<Row> {
  /** What the table holds, read out. */
  readonly caption: string
  /** The first is the heading of the rows, unless `headedBy` names another. */
  readonly columns: readonly SortableColumn<Row>[]
  /** Id of the column that heads the rows. */
  readonly headedBy?: string
  /** In the order in which they come when nothing else is asked for. */
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** The column that says how the rows come, and which way. */
  readonly sortedBy: TableSort
  /** What else is asked for; null for nothing. A column that is not here counts as nothing. */
  readonly sort: TableSort | null
  readonly onSort: (sort: TableSort) => void
  readonly isChosen?: (row: Row) => boolean
  /** A row was pressed. A shortcut for pointers: a button in the row must do the same for the keyboard. */
  readonly onChoose?: (row: Row) => void
}

/** Rows that are drawn before more are asked for, and how many come with each press. */
const FIRST_SHOWN = 20
const MORE_SHOWN = 50
/** Nobody reads further, and drawing more would hold the page up; by sorting each row can be among the first, and files have all. */
const MOST_SHOWN = 220
/** On paper nobody can ask for more. */
const FIRST_PRINTED = 200

/** A table that can be sorted by each of its columns; a second press turns the order round. Long ones are drawn bit by bit. */
export function SortableTable<Row>({
  caption,
  columns,
  headedBy,
  rows,
  keyOf,
  sortedBy,
  sort: asked,
  onSort,
  isChosen,
  onChoose,
}: SortableTableProps<Row>) {
  const [most, setMost] = useState(FIRST_SHOWN)
  const column = asked === null ? undefined : columns.find(({ id }) => id === asked.column)
  const sort = asked === null || column === undefined ? sortedBy : asked
  const drawn = usePrinting() ? Math.max(most, FIRST_PRINTED) : most
  const shown = useMemo(
    () => (column === undefined ? rows.slice(0, drawn) : firstSortedRows(rows, column.sortValue, sort.descending, drawn)),
    [rows, column, sort.descending, drawn],
  )
  const heading = headedBy ?? columns[0]?.id
  // The same for every drawing, so that rows are not drawn again for it.
  const latest = useRef(onChoose)
  useEffect(() => {
    latest.current = onChoose
  })
  const choose = useCallback((row: Row) => latest.current?.(row), [])
  return (
    <>
      <ScrollTable caption={caption} boxClass={css['box']} tableClass={css['table']}>
        <thead>
          <tr>
            {columns.map(({ id, heading: words, explanation, kind }) => {
              const isSorted = sort.column === id
              return (
                <SortHeading
                  key={id}
                  words={words}
                  explanation={explanation}
                  sorted={isSorted ? directionOf(sort) : null}
                  className={kind === 'text' ? css['text'] : undefined}
                  onSort={() =>
                    onSort({
                      column: id,
                      descending: isSorted ? !sort.descending : id === sortedBy.column ? sortedBy.descending : kind === 'number',
                    })
                  }
                />
              )
            })}
          </tr>
        </thead>
        <tbody>
          {shown.map(row => (
            <DrawnRow
              key={keyOf(row)}
              row={row}
              columns={columns}
              heading={heading}
              isChosen={isChosen?.(row) === true}
              onChoose={onChoose === undefined ? undefined : choose}
            />
          ))}
        </tbody>
      </ScrollTable>
      {rows.length > shown.length ? (
        <p className={css['more']}>
          The first {count(shown.length)} of {count(rows.length)} rows.{' '}
          {most < MOST_SHOWN ? (
            <Button kind="link" onClick={() => setMost(Math.min(MOST_SHOWN, most + MORE_SHOWN))}>
              Show more
            </Button>
          ) : (
            'More are not drawn; sorted the other way round, the last come first, and the export has all.'
          )}
        </p>
      ) : null}
    </>
  )
}

interface DrawnRowProps<Row> {
  readonly row: Row
  readonly columns: readonly SortableColumn<Row>[]
  readonly heading: string | undefined
  readonly isChosen: boolean
  readonly onChoose: ((row: Row) => void) | undefined
}

/** Drawn again only when something of it has changed: drawing 200 rows takes longer than a frame. */
const DrawnRow = memo(function DrawnRow<Row>({ row, columns, heading, isChosen, onChoose }: DrawnRowProps<Row>) {
  return (
    <tr
      className={classes(onChoose !== undefined && css['chooses'], isChosen && css['chosen'])}
      onClick={
        onChoose === undefined
          ? undefined
          : event => {
              // The button has done it already.
              if (!(event.target instanceof Element && event.target.closest('button') !== null)) onChoose(row)
            }
      }
    >
      {columns.map(({ id, kind, cell }) =>
        id === heading ? (
          <th key={id} scope="row" className={kind === 'text' ? css['text'] : undefined}>
            {cell(row)}
          </th>
        ) : (
          <td key={id} className={kind === 'text' ? css['text'] : undefined}>
            {cell(row)}
          </td>
        ),
      )}
    </tr>
  )
  // `as`: memo forgets that it is for rows of any kind.
}) as <Row>(props: DrawnRowProps<Row>) => ReactNode
