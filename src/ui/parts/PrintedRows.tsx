import { count } from '../words/numbers.ts'
import css from './PrintedRows.module.css'
import { Tag } from './Tag.tsx'
import { usePrinting } from './use-printing.ts'

/** About twenty pages. Beyond, a file is what is wanted. */
const MOST_PRINTED = 1_000

export interface PrintedContent {
  readonly title: string
  readonly columns: readonly { readonly heading: string; readonly kind: 'text' | 'number' }[]
  /** Of the rows asked for, in their order. */
  readonly rows: readonly { readonly key: number; readonly cells: readonly { readonly text: string; readonly tag: string | null }[] }[]
}

interface PrintedRowsProps {
  /** How many there are; no more than the first so many are asked for. */
  readonly total: number
  /** Where all rows are to be had: “A saved report holds up to 5,000, the export all of them.” */
  readonly wayOut: string
  /** Asked only when the page is printed, with how many rows are wanted. */
  readonly content: (rows: number) => PrintedContent
}

/** A table on paper, of a grid of which only the rows in sight exist. It is there only while the page is printed. */
export function PrintedRows(props: PrintedRowsProps) {
  return usePrinting() ? <Rows {...props} /> : null
}

function Rows({ total, wayOut, content }: PrintedRowsProps) {
  const { title, columns, rows } = content(Math.min(total, MOST_PRINTED))
  return (
    <section aria-label="Printed table">
      <h2 className={css['title']}>{title}</h2>
      {total > MOST_PRINTED ? (
        <p>
          Printed are the first {count(MOST_PRINTED)} rows. {wayOut}
        </p>
      ) : null}
      <table className={css['table']}>
        <thead>
          <tr>
            {columns.map(({ heading, kind }) => (
              <th key={heading} scope="col" className={css[kind]}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map(({ text, tag }, index) => {
                const column = columns[index]
                return column === undefined ? null : (
                  <td key={column.heading} className={css[column.kind]}>
                    {text} {tag === null ? null : <Tag>{tag}</Tag>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
