import { shownText } from '../words/texts.ts'
import css from './SampleTable.module.css'

interface SampleTableProps {
  readonly columns: readonly string[]
  /** Rows of as many cells as there are columns. */
  readonly rows: readonly (readonly string[])[]
  readonly caption: string
}

/** The beginning of a table as it is, for somebody who is to say what its columns mean. */
export function SampleTable({ columns, rows, caption }: SampleTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={css['scroll']} tabIndex={0} aria-label={`${caption}, scrollable`}>
      <table className={css['table']}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, and names may repeat
              <th scope="col" key={index}>
                {shownText(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are a fixed sample
            <tr key={index}>
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                <td key={at}>{shownText(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
