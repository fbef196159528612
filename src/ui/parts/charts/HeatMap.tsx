import { classes } from '../classes.ts'
import css from './HeatMap.module.css'
import { shadeOf } from './shade.ts'

export interface HeatCell {
  /** Decides the shade. */
  readonly value: number
  readonly words: string
  /** In small letters below: what the value rests on. */
  readonly basis: string
  /** Rests on little: hatched. */
  readonly hatched: boolean
  /** In full, for those who point at it. */
  readonly title: string
}

/** A heading: what it stands for, and what it reads as. */
export interface HeatHeading {
  readonly key: string
  readonly words: string
}

interface HeatMapProps {
  readonly caption: string
  /** What rows and columns are: “Country” and “Typology”. */
  readonly rowsAre: string
  readonly columnsAre: string
  readonly rows: readonly HeatHeading[]
  readonly columns: readonly HeatHeading[]
  /** By the keys of its headings; null where there is nothing. */
  readonly cellOf: (row: string, column: string) => HeatCell | null
}

/** A table of figures, the darker the larger; the lowest of five shades is the lowest fifth up to the highest value. Cells of nothing are blank. */
export function HeatMap({ caption, rowsAre, columnsAre, rows, columns, cellOf }: HeatMapProps) {
  const cells = rows.map(row => columns.map(column => cellOf(row.key, column.key)))
  const highest = cells.flat().reduce((most, cell) => Math.max(most, cell?.value ?? 0), 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={css['scroll']} tabIndex={0} aria-label={`${caption}, scrollable`}>
      <table className={css['table']}>
        <caption className="visually-hidden">
          {caption}: {rowsAre} down, {columnsAre} across
        </caption>
        <thead>
          <tr>
            <th scope="col">{rowsAre}</th>
            {columns.map(({ key, words }) => (
              <th key={key} scope="col" title={words}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, words }, at) => (
            <tr key={key}>
              <th scope="row" title={words}>
                {words}
              </th>
              {columns.map((column, index) => (
                <Cell key={column.key} cell={cells[at]?.[index] ?? null} highest={highest} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ cell, highest }: { readonly cell: HeatCell | null; readonly highest: number }) {
  if (cell === null) return <td />
  const { value, words, basis, hatched, title } = cell
  return (
    <td className={classes(css['cell'], css[`shade${shadeOf(value, highest)}`], hatched && css['hatched'])} title={title}>
      <span className={css['figure']}>
        {words}
        <small className={css['basis']}>{basis}</small>
      </span>
    </td>
  )
}
