import { customerAt, type Ranking } from '../../ltv/results.ts'
import type { RankCell, RankColumn, RankTable } from '../../share/report/report.ts'
import { cautionTag } from '../result/cautions.ts'
import { rankWords } from '../result/rank-words.ts'
import { day } from '../words/dates.ts'
import { exactMoney, money } from '../words/money.ts'
import { count, decimal } from '../words/numbers.ts'
import type { Persons } from './persons.ts'

interface Column extends Omit<RankColumn, 'sorted'> {
  cell(ranking: Ranking, rankIndex: number, persons: Persons): Omit<RankCell, 'tag'>
}

const DASH = '–'

/** The figures in full: a report is what others check against. */
const COLUMNS: readonly Column[] = [
  {
    heading: '#',
    kind: 'number',
    first: 'ascending',
    cell: (ranking, index) => ({ text: rankWords(ranking, index), sort: index }),
  },
  {
    heading: 'Customer',
    kind: 'text',
    first: 'ascending',
    cell: (ranking, index, persons) => textCell(persons.id(ranking.customer[index] ?? 0)),
  },
  {
    heading: 'Place',
    kind: 'text',
    first: 'ascending',
    cell: (ranking, index, persons) => textCell(persons.place(ranking.customer[index] ?? 0)),
  },
  {
    heading: 'LTV',
    kind: 'number',
    first: 'descending',
    cell: ({ ltv, currency }, index) => ({ text: money(ltv[index] ?? 0, currency), sort: ltv[index] ?? 0 }),
  },
  {
    heading: 'Spend',
    kind: 'number',
    first: 'descending',
    cell: (ranking, index) => {
      const { spendUnits } = customerAt(ranking, index)
      return { text: exactMoney(BigInt(Math.round(spendUnits)), ranking.currency), sort: spendUnits }
    },
  },
  numberColumn('Orders', ({ orders }) => orders, count),
  numberColumn('Visits', ({ visits }) => visits, count),
  numberColumn(
    'Weeks',
    ({ weeks }) => weeks,
    weeks => decimal(weeks, 2),
  ),
  numberColumn('First seen', ({ first }) => first, day),
  numberColumn('Last seen', ({ last }) => last, day),
]

function numberColumn(
  heading: string,
  figureOf: (customer: ReturnType<typeof customerAt>) => number,
  words: (figure: number) => string,
): Column {
  return {
    heading,
    kind: 'number',
    first: 'descending',
    cell: (ranking, index) => {
      const figure = figureOf(customerAt(ranking, index))
      return { text: words(figure), sort: figure }
    },
  }
}

function textCell(text: string): Omit<RankCell, 'tag'> {
  return text === '' ? { text: DASH, sort: null } : { text, sort: text }
}

/** The customers at these rank indexes, the top `rankIndexes.length` in whatever order; the first `receipts` of all lead to their receipts. */
export function rankTableOf(ranking: Ranking, persons: Persons, rankIndexes: readonly number[], receipts: number): RankTable {
  const rows = rankIndexes.length
  const columns = COLUMNS.filter(({ heading }) => heading !== 'Place' || persons.hasPlaces)
  return {
    title: rows === ranking.ranked ? `All ${count(rows)} customers` : rows === 1 ? 'The top customer' : `Top ${count(rows)} customers`,
    said: rows === ranking.ranked ? null : `Of ${count(ranking.ranked)} customers, best first.`,
    columns: columns.map(({ heading, kind, first }) => ({ heading, kind, first, sorted: heading === 'LTV' ? 'descending' : null })),
    rows: rankIndexes.map(index => ({
      cells: columns.map(({ heading, cell }) => ({
        ...cell(ranking, index, persons),
        tag: heading === 'Customer' ? cautionTag(ranking, index) : null,
      })),
      receipt: index < receipts ? index + 1 : null,
    })),
  }
}
