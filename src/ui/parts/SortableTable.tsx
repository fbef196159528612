import { type ReactNode, useMemo, useState } from 'react'
import { count } from '../words/numbers.ts'
import { Button } from './Button.tsx'
import { classes } from './classes.ts'
import { ScrollTable } from './ScrollTable.tsx'
import css from './SortableTable.module.css'
import { directionOf, SortHeading } from './SortHeading.tsx'
import { type SortValue, sortedRows } from './sorted-rows.ts'
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
  readonly sortedBy: { readonly column: string; readonly descending: boolean }
  readonly isChosen?: (row: Row) => boolean
  /** A row was pressed. A shortcut for pointers: a button in the row must do the same for the keyboard. */
  readonly onChoose?: (row: Row) => void
}

/** Rows that are drawn before more are asked for. */
const FIRST_SHOWN = 20
/** On paper nobody can ask for more. */
const FIRST_PRINTED = 200

/** A table that can be sorted by each of its columns; a second press turns the order round. Long ones are drawn bit by bit. */
export function SortableTable<Row>({ caption, columns, headedBy, rows, keyOf, sortedBy, isChosen, onChoose }: SortableTableProps<Row>) {
  const [asked, setAsked] = useState<{ readonly column: string; readonly descending: boolean } | null>(null)
  const [most, setMost] = useState(FIRST_SHOWN)
  const sort = asked ?? sortedBy
  const sorted = useMemo(() => {
    const column = asked === null ? undefined : columns.find(({ id }) => id === asked.column)
    return asked === null || column === undefined ? rows : sortedRows(rows, column.sortValue, asked.descending)
  }, [rows, columns, asked])
  const heading = headedBy ?? columns[0]?.id
  const isPrinting = usePrinting()
  const shown = sorted.slice(0, isPrinting ? Math.max(most, FIRST_PRINTED) : most)
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
                    setAsked({
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
            <tr
              key={keyOf(row)}
              className={classes(onChoose !== undefined && css['chooses'], isChosen?.(row) === true && css['chosen'])}
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
          ))}
        </tbody>
      </ScrollTable>
      {sorted.length > shown.length ? (
        <p className={css['more']}>
          The first {count(shown.length)} of {count(sorted.length)} rows.{' '}
          <Button kind="link" onClick={() => setMost(most * 4)}>
            Show more
          </Button>
        </p>
      ) : null}
    </>
  )
}
