import { ScrollTable } from '../ScrollTable.tsx'
import css from './NumberTable.module.css'

export interface NumberRow {
  readonly key: number
  readonly heading: string
  /** Stands beside the heading: what is special about this row. */
  readonly note?: string
  /** Its numbers are not all there yet: the note is in amber. */
  readonly isIncomplete?: boolean
  readonly cells: readonly string[]
}

interface NumberTableProps {
  readonly caption: string
  /** That of the row headings first. */
  readonly columns: readonly string[]
  readonly rows: readonly NumberRow[]
}

/** The numbers of a chart. Scrolls in itself when it is long. */
export function NumberTable({ caption, columns, rows }: NumberTableProps) {
  return (
    <ScrollTable kind="numbers" caption={caption} label={caption}>
      <thead>
        <tr>
          {columns.map(column => (
            <th scope="col" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, heading, note, isIncomplete, cells }) => (
          <tr key={key}>
            <th scope="row">
              {heading}
              {note === undefined ? null : <span className={isIncomplete === true ? css['incomplete'] : css['note']}> {note}</span>}
            </th>
            {cells.map((cell, index) => (
              <td key={columns[index + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
