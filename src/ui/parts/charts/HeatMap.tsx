import { classes } from '../classes.ts'
import type { Drawing, PictureKey } from '../picture/picture.ts'
import { SavePicture } from '../picture/SavePicture.tsx'
import { ScrollTable } from '../ScrollTable.tsx'
import css from './HeatMap.module.css'
import { shadeOf } from './shade.ts'
import shades from './shades.module.css'

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
  /** A sentence about rows and columns that are left out; null when none is. */
  readonly notDrawn: string | null
  /** By the keys of its headings; null where there is nothing. */
  readonly cellOf: (row: string, column: string) => HeatCell | null
}

const SHADES = [1, 2, 3, 4, 5] as const

/** A table of figures, the darker the larger: five shades from the least to the most. Cells of nothing are blank. */
export function HeatMap({ caption, rowsAre, columnsAre, rows, columns, notDrawn, cellOf }: HeatMapProps) {
  const cells = rows.map(row => columns.map(column => cellOf(row.key, column.key)))
  const filled = cells.flat().filter(cell => cell !== null)
  const [first] = filled
  if (first === undefined) return null
  const least = filled.reduce((low, cell) => (cell.value < low.value ? cell : low), first)
  const most = filled.reduce((high, cell) => (cell.value > high.value ? cell : high), first)
  const hasHatched = filled.some(({ hatched }) => hatched)
  return (
    <>
      <div className={css['head']}>
        <p className={css['key']}>
          {least.words}
          {SHADES.map(shade => (
            <span key={shade} className={classes(css['swatch'], shades['shade'], shades[`shade${shade}`])} aria-hidden="true" />
          ))}
          {most.words}
          {hasHatched ? (
            <>
              <span
                className={classes(css['swatch'], css['few'], shades['shade'], shades['shade2'], shades['hatched'])}
                aria-hidden="true"
              />{' '}
              rests on few
            </>
          ) : null}
        </p>
        <SavePicture
          title={caption}
          caption={`${rowsAre} down, ${columnsAre.toLowerCase()} across. Darker is more.${notDrawn === null ? '' : ` ${notDrawn}`}`}
          keys={keysOf(least, most, hasHatched)}
          drawing={() => mapDrawing(rowsAre, rows, columns, cells, least.value, most.value)}
        />
      </div>
      <ScrollTable
        kind="map"
        caption={`${caption}: ${rowsAre} down, ${columnsAre} across`}
        label={`${caption}, scrollable`}
        tableClass={css['table']}
      >
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
                <Cell key={column.key} cell={cells[at]?.[index] ?? null} least={least.value} most={most.value} />
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {notDrawn === null ? null : <p className={css['not-drawn']}>{notDrawn}</p>}
    </>
  )
}

function keysOf(least: HeatCell, most: HeatCell, hasHatched: boolean): readonly PictureKey[] {
  const shades: PictureKey = { mark: 'shades', hue: 'bar', least: least.words, most: most.words }
  return hasHatched ? [shades, { mark: 'partial bar', label: 'rests on few' }] : [shades]
}

/** What the table shows, for its picture. */
function mapDrawing(
  rowsAre: string,
  rows: readonly HeatHeading[],
  columns: readonly HeatHeading[],
  cells: readonly (readonly (HeatCell | null)[])[],
  least: number,
  most: number,
): Drawing {
  return {
    kind: 'map',
    hue: 'bar',
    leads: [rowsAre],
    across: '',
    columns: columns.map(({ words }) => words),
    rows: rows.map(({ words }, at) => ({
      leads: [words],
      cells: (cells[at] ?? []).map(cell =>
        cell === null
          ? null
          : { words: cell.words, basis: cell.basis, shade: shadeBetween(cell.value, least, most), hatched: cell.hatched },
      ),
    })),
  }
}

/** From the lowest fifth between the least and the most to the highest. */
function shadeBetween(value: number, least: number, most: number): number {
  return most === least ? SHADES.length : Math.max(1, shadeOf(value - least, most - least))
}

interface CellProps {
  readonly cell: HeatCell | null
  readonly least: number
  readonly most: number
}

function Cell({ cell, least, most }: CellProps) {
  if (cell === null) return <td />
  const { value, words, basis, hatched, title } = cell
  return (
    <td
      className={classes(
        css['cell'],
        hatched && css['few'],
        shades['shade'],
        shades[`shade${shadeBetween(value, least, most)}`],
        hatched && shades['hatched'],
      )}
      title={title}
    >
      <span className={classes(css['figure'], shades['figure'])}>
        {words}
        <small className={css['basis']}>{basis}</small>
      </span>
    </td>
  )
}
