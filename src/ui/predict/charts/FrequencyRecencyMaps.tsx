import type { FrequencyRecencyMap } from '../../../clv/one-customer.ts'
import { shadeOf } from '../../parts/charts/shade.ts'
import { classes } from '../../parts/classes.ts'
import type { Drawing } from '../../parts/picture/picture.ts'
import { SavePicture } from '../../parts/picture/SavePicture.tsx'
import { ScrollTable } from '../../parts/ScrollTable.tsx'
import { columnFigure, fixed } from '../../words/figures.ts'
import { counted, percent } from '../../words/numbers.ts'
import css from './FrequencyRecencyMaps.module.css'
import { highestOf } from './highest.ts'

export type MapMeasure = 'expectedOrders' | 'alive'

interface FrequencyRecencyMapsProps {
  readonly map: FrequencyRecencyMap
  readonly measure: MapMeasure
}

/** What is expected of customers of one age, by how many orders they made and how long ago the last one was. Cells of customers that cannot be are blank. */
export function FrequencyRecencyMaps({ map, measure }: FrequencyRecencyMapsProps) {
  const { frequencies, recencies, ageWeeks } = map
  if (frequencies === 0 || recencies === 0) return <p className={css['none']}>There is nobody to show.</p>
  const highest = measure === 'alive' ? 1 : highestOf(map.expectedOrders)
  // The nearest last order first, as the weeks since then are counted.
  const columns = Array.from({ length: recencies }, (_, index) => recencies - 1 - index)
  const weeksSince = columns.map(column => ageWeeks - (recencies === 1 ? 0 : (ageWeeks * column) / (recencies - 1)))
  const isWhole = weeksSince.every(weeks => Math.abs(weeks - Math.round(weeks)) < 1e-9)
  const sinceWords = weeksSince.map(weeks => fixed(weeks, isWhole ? 0 : 1))
  const title = TITLE[measure]
  const caption =
    `Of customers who first ordered ${fixed(ageWeeks, Number.isInteger(ageWeeks) ? 0 : 1)} weeks ago, by their orders so far. ` +
    'All cells are estimates; where one is blank, there can be no such customer.'
  return (
    <figure className={css['figure']}>
      <figcaption>
        <div className={css['head']}>
          <strong className={css['title']}>{title}</strong>
          <SavePicture
            title={title}
            caption={caption}
            keys={[{ mark: 'shades', hue: 'est', least: cellWords(0, measure, highest), most: cellWords(highest, measure, highest) }]}
            drawing={() => mapDrawing(map, measure, highest, columns, sinceWords)}
          />
        </div>
        <span className={css['caption']}>{caption}</span>
        <span className={css['key']}>
          {cellWords(0, measure, highest)}
          {SHADES.map(shade => (
            <span key={shade} className={classes(css['swatch'], css['hatched'], css[`shade${shade}`])} aria-hidden="true" />
          ))}
          {cellWords(highest, measure, highest)}
        </span>
      </figcaption>
      <ScrollTable
        kind="map"
        caption={`${title}, by orders so far and weeks since the last order`}
        label={`${title}, scrollable`}
        tableClass={css['table']}
      >
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              Orders
            </th>
            <th scope="colgroup" colSpan={recencies} className={css['since']}>
              <span>Weeks since the last order</span>
            </th>
          </tr>
          <tr>
            {columns.map((column, index) => (
              <th scope="col" key={column} className={css['week']}>
                {sinceWords[index]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: frequencies }, (_, frequency) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its number of repeat orders
            <tr key={frequency}>
              <th scope="row">{frequency + 1}</th>
              {columns.map((column, index) => (
                <Cell
                  key={column}
                  value={map[measure][frequency * recencies + column] ?? Number.NaN}
                  measure={measure}
                  highest={highest}
                  who={`${counted(frequency + 1, 'order')}, the last ${sinceWords[index] ?? ''} weeks ago`}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </figure>
  )
}

const TITLE = {
  expectedOrders: 'Orders to expect within the horizon',
  alive: 'Chance of still being a customer',
} as const satisfies Record<MapMeasure, string>

const SHADES = [1, 2, 3, 4, 5] as const

/** What the table shows, for its picture. */
function mapDrawing(
  map: FrequencyRecencyMap,
  measure: MapMeasure,
  highest: number,
  columns: readonly number[],
  sinceWords: readonly string[],
): Drawing {
  return {
    kind: 'map',
    hue: 'est',
    leads: ['Orders'],
    across: 'Weeks since the last order',
    columns: sinceWords,
    rows: Array.from({ length: map.frequencies }, (_, frequency) => ({
      leads: [`${frequency + 1}`],
      cells: columns.map(column => {
        const value = map[measure][frequency * map.recencies + column] ?? Number.NaN
        if (Number.isNaN(value)) return null
        return { words: cellWords(value, measure, highest), basis: '', shade: shadeOf(value, highest), hatched: true }
      }),
    })),
  }
}

interface CellProps {
  readonly value: number
  readonly measure: MapMeasure
  readonly highest: number
  readonly who: string
}

function Cell({ value, measure, highest, who }: CellProps) {
  if (Number.isNaN(value)) return <td />
  const words = cellWords(value, measure, highest)
  const shade = shadeOf(value, highest)
  return (
    <td
      className={classes(css['cell'], shade > 0 && css['hatched'], shade > 0 && css[`shade${shade}`])}
      title={`${who}: ${words}${measure === 'alive' ? ' likely to still be a customer' : ' orders to expect'}`}
    >
      <span className={css['number']}>{words}</span>
    </td>
  )
}

const LEAST_SHARE = 0.001

function cellWords(value: number, measure: MapMeasure, highest: number): string {
  if (value === 0) return measure === 'alive' ? '0%' : '0'
  if (measure === 'expectedOrders') return columnFigure(value, highest)
  // Narrow columns have no room for “under 0.001%”.
  return value < LEAST_SHARE ? `< ${percent(LEAST_SHARE)}` : percent(value)
}
