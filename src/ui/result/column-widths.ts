import { NARROW_PX } from '../parts/grid/use-row-window.ts'
import { COLUMNS, type Column, type ColumnId, FIXED_COLUMNS, type Highest } from './columns.tsx'

/** What is added while there is room, the most telling first. */
const BY_IMPORTANCE: readonly ColumnId[] = [
  'spend',
  'visits',
  'weeks',
  'strip',
  'orders',
  'place',
  'last',
  'first',
  'spendPerVisit',
  'visitsPerWeek',
]

/** The same where nobody has visited: a column of noughts says nothing. */
const BY_IMPORTANCE_OF_ORDERS: readonly ColumnId[] = ['spend', 'orders', 'weeks', 'strip', 'place', 'last', 'first']

const NARROW_LTV_PX = 104
/** An id of twelve characters is readable beside rank and LTV on the smallest phones. */
const NARROW_CUSTOMER_PX = 120
/** The beginning of an id and its ellipsis. */
const LEAST_CUSTOMER_PX = 76
const NARROW_RANK_PX = 52

/** Of a digit and its share of signs, at the table's size: “$57,777,777,488” takes 121 px. */
const CHARACTER_PX = 8.2
const CELL_PADDING_PX = 24
const NARROW_PADDING_PX = 20
/** The bar beside the LTV with the gap between them. */
const BAR_PX = 96

/** Pixels. An amount that were cut would be another amount, so the column is as wide as its longest one. On phones the id gives way to it. */
export function columnWidth(column: Column, isNarrow: boolean, { characters }: Highest): number {
  const needed = (id: ColumnId, beside: number): number => Math.ceil((characters[id] ?? 0) * CHARACTER_PX) + beside
  if (!isNarrow) return Math.max(column.width, needed(column.id, CELL_PADDING_PX + (column.id === 'ltv' ? BAR_PX : 0)))
  const ltv = Math.max(NARROW_LTV_PX, needed('ltv', NARROW_PADDING_PX))
  switch (column.id) {
    case 'ltv':
      return ltv
    case 'customer':
      return Math.max(LEAST_CUSTOMER_PX, NARROW_CUSTOMER_PX - (ltv - NARROW_LTV_PX))
    case 'rank':
      return NARROW_RANK_PX
    default:
      return Math.max(column.width, needed(column.id, NARROW_PADDING_PX))
  }
}

/** The columns that a width has room for, in the order they stand. */
export function columnsFor(width: number, highest: Highest, withVisits: boolean): ReadonlySet<ColumnId> {
  const isNarrow = width < NARROW_PX
  const widthOf = (id: ColumnId): number => {
    const column = COLUMNS.find(candidate => candidate.id === id)
    return column === undefined ? 0 : columnWidth(column, isNarrow, highest)
  }
  const chosen = new Set<ColumnId>(FIXED_COLUMNS)
  let left = width - FIXED_COLUMNS.reduce((sum, id) => sum + widthOf(id), 0)
  for (const id of withVisits ? BY_IMPORTANCE : BY_IMPORTANCE_OF_ORDERS) {
    if (widthOf(id) > left) continue
    chosen.add(id)
    left -= widthOf(id)
  }
  return chosen
}
