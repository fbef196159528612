import type { ReactNode } from 'react'
import { type CustomerDirectory, customerAt, type Ranking, type SortColumn } from '../../ltv/results.ts'
import { WeekStrip } from '../parts/charts/WeekStrip.tsx'
import { classes } from '../parts/classes.ts'
import { Tag } from '../parts/Tag.tsx'
import { day } from '../words/dates.ts'
import { columnMoney, exactMoney, fromUnits, money } from '../words/money.ts'
import { count, decimal } from '../words/numbers.ts'
import { shownText } from '../words/texts.ts'
import css from './CustomerTable.module.css'
import { cautionTag } from './cautions.ts'
import { idOf } from './customer-finder.ts'
import { rankWords } from './rank-words.ts'
import { spendPerVisitUnits, visitsPerWeek } from './shown-rows.ts'
import { textAt } from './text-column.ts'

export type ColumnId = SortColumn | 'strip'

/** The largest amounts of the ranking either way, in currency units: they say whether a column needs cents, and how wide it must be. */
export interface Highest {
  readonly ltv: number
  readonly spend: number
  /** Characters of the longest amount of a column. */
  readonly characters: Readonly<Partial<Record<ColumnId, number>>>
}

export function highestOf(ranking: Ranking): Highest {
  // LTVs stand in descending order.
  const ltvs = [ranking.ltv[0] ?? 0, ranking.ltv.at(-1) ?? 0]
  const spends = [ranking.facts.leastSpendUnits, ranking.facts.mostSpendUnits].map(fromUnits)
  const ltv = Math.max(...ltvs.map(Math.abs))
  const spend = Math.max(...spends.map(Math.abs))
  const longest = (amounts: readonly number[], highest: number): number =>
    Math.max(...amounts.map(amount => columnMoney(amount, ranking.currency, highest).length))
  return { ltv, spend, characters: { ltv: longest(ltvs, ltv), spend: longest(spends, spend) } }
}

/** What a cell may draw on. */
export interface CellSource {
  readonly ranking: Ranking
  readonly directory: CustomerDirectory
  readonly rankIndex: number
  /** Room for the bar beside the LTV. */
  readonly hasBars: boolean
  readonly highest: Highest
  /** Spend by period, or null while it is fetched. */
  readonly stripUnits: Float64Array | null
}

export interface Column {
  readonly id: ColumnId
  readonly heading: string
  /** What the heading means, where a word is not enough. */
  readonly explanation?: string
  /** Null: cannot be sorted by. */
  readonly sort: SortColumn | null
  /** The direction people want first. */
  readonly descendingFirst: boolean
  readonly align: 'start' | 'end'
  /** Pixels, wider where an amount needs it; the customer's column takes what is left over. */
  readonly width: number
  readonly cell: (source: CellSource) => ReactNode
}

const DASH = '–'

/** All columns in the order they stand. */
export const COLUMNS: readonly Column[] = [
  {
    id: 'rank',
    heading: '#',
    explanation: 'Rank by LTV; = marks customers with the same LTV',
    sort: 'rank',
    descendingFirst: false,
    align: 'start',
    width: 58,
    cell: ({ ranking, rankIndex }) => <span className={css['quiet']}>{rankWords(ranking, rankIndex)}</span>,
  },
  {
    id: 'customer',
    heading: 'Customer',
    sort: 'customer',
    descendingFirst: false,
    align: 'start',
    width: 220,
    cell: ({ ranking, directory, rankIndex, hasBars }) => {
      const id = shownText(idOf(directory, ranking.customer[rankIndex] ?? 0))
      const tag = cautionTag(ranking, rankIndex)
      return (
        <span className={classes(css['customer'], !hasBars && css['narrow'])}>
          <span className={css['id']} title={id}>
            {id}
          </span>
          {tag === null ? null : <Tag>{tag}</Tag>}
        </span>
      )
    },
  },
  {
    id: 'place',
    heading: 'Place',
    sort: 'place',
    descendingFirst: false,
    align: 'start',
    width: 160,
    cell: ({ ranking, directory, rankIndex }) => {
      const place = textAt(directory.places, directory.place[ranking.customer[rankIndex] ?? 0] ?? 0)
      return <span className={css['clip']}>{place === '' ? DASH : shownText(place)}</span>
    },
  },
  {
    id: 'ltv',
    heading: 'LTV',
    sort: 'ltv',
    descendingFirst: true,
    align: 'end',
    width: 198,
    cell: ({ ranking, rankIndex, hasBars, highest }) => {
      const ltv = ranking.ltv[rankIndex] ?? 0
      const most = ranking.ltv[0] ?? 0
      const share = most > 0 ? Math.max(0, ltv / most) : 0
      return (
        <span className={hasBars ? css['ltv'] : undefined}>
          {hasBars ? <span className={css['bar']} style={{ width: `${share * 100}%` }} /> : null}
          <span title={money(ltv, ranking.currency)}>{columnMoney(ltv, ranking.currency, highest.ltv)}</span>
        </span>
      )
    },
  },
  {
    id: 'spend',
    heading: 'Spend',
    sort: 'spend',
    descendingFirst: true,
    align: 'end',
    width: 92,
    cell: ({ ranking, rankIndex, highest }) => {
      const units = customerAt(ranking, rankIndex).spendUnits
      return (
        <span title={exactMoney(BigInt(Math.round(units)), ranking.currency)}>
          {columnMoney(fromUnits(units), ranking.currency, highest.spend)}
        </span>
      )
    },
  },
  {
    id: 'orders',
    heading: 'Orders',
    sort: 'orders',
    descendingFirst: true,
    align: 'end',
    width: 76,
    cell: ({ ranking, rankIndex }) => count(customerAt(ranking, rankIndex).orders),
  },
  {
    id: 'visits',
    heading: 'Visits',
    sort: 'visits',
    descendingFirst: true,
    align: 'end',
    width: 76,
    cell: ({ ranking, rankIndex }) => count(customerAt(ranking, rankIndex).visits),
  },
  {
    id: 'spendPerVisit',
    heading: 'Per visit',
    explanation: 'Spend ÷ visits; a dash without visits',
    sort: 'spendPerVisit',
    descendingFirst: true,
    align: 'end',
    width: 96,
    cell: ({ ranking, rankIndex }) => {
      const units = spendPerVisitUnits(ranking, rankIndex)
      return Number.isNaN(units) ? DASH : money(fromUnits(units), ranking.currency)
    },
  },
  {
    id: 'visitsPerWeek',
    heading: 'Visits/week',
    explanation: 'Visits ÷ weeks; a dash without visits',
    sort: 'visitsPerWeek',
    descendingFirst: true,
    align: 'end',
    width: 108,
    cell: ({ ranking, rankIndex }) => {
      const visits = visitsPerWeek(ranking, rankIndex)
      return Number.isNaN(visits) ? DASH : decimal(visits, 2)
    },
  },
  {
    id: 'weeks',
    heading: 'Weeks',
    explanation: 'The weeks that the spend is divided by',
    sort: 'weeks',
    descendingFirst: true,
    align: 'end',
    width: 80,
    cell: ({ ranking, rankIndex }) => decimal(customerAt(ranking, rankIndex).weeks, 1),
  },
  {
    id: 'first',
    heading: 'First seen',
    sort: 'first',
    descendingFirst: false,
    align: 'end',
    width: 112,
    cell: ({ ranking, rankIndex }) => day(customerAt(ranking, rankIndex).first),
  },
  {
    id: 'last',
    heading: 'Last seen',
    sort: 'last',
    descendingFirst: true,
    align: 'end',
    width: 112,
    cell: ({ ranking, rankIndex }) => day(customerAt(ranking, rankIndex).last),
  },
  {
    id: 'strip',
    heading: 'Weekly spend',
    explanation: 'When a customer bought; each row has its own scale',
    sort: null,
    descendingFirst: true,
    align: 'end',
    width: 158,
    cell: ({ stripUnits }) => (stripUnits === null ? null : <WeekStrip spendUnits={stripUnits} />),
  },
]

/** Without these a row says nothing. */
export const FIXED_COLUMNS: readonly ColumnId[] = ['rank', 'customer', 'ltv']
