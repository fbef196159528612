import { CAUTION, type CustomerDirectory, customerAt, type DatasetSummary, type EventTables, type Ranking } from '../ltv/results.ts'
import { amountText, plainNumber } from './plain-number.ts'
import { textAt } from './texts.ts'

/** Customers to be exported: what is known of them, and which rows in which order. */
export interface CustomerTable {
  /** What the rows are, for file names and people: “top 10”, “all customers”. */
  readonly scope: string
  readonly ranking: Ranking
  readonly directory: CustomerDirectory
  readonly summary: DatasetSummary
  /** The rank index of each row, row by row. */
  readonly rows: { readonly count: number; rankIndexAt(row: number): number }
  /** All customers and events behind the ranking, asked for anew each time: they are the caller's own. Rejects with an Error that says why they cannot be had. */
  eventTables(): Promise<EventTables>
}

/** One column of the exported table. */
interface CustomerColumn {
  readonly name: string
  /** Text cells are made formula-safe and quoted; numbers are written as they are. */
  readonly kind: 'text' | 'number'
  /** The cell at a rank index. Empty where nothing is known, as spend per visit without visits. */
  cell(table: CustomerTable, rankIndex: number): string
}

/** The columns of every table that is exported, in order. Amounts are exact decimals in `currency`, times ISO 8601 in UTC. */
export const CUSTOMER_COLUMNS: readonly CustomerColumn[] = [
  // Equal LTVs share a rank: 1, 2, 2, 4.
  { name: 'rank', kind: 'number', cell: ({ ranking }, index) => String(ranking.sharedRank[index] ?? 0) },
  { name: 'customer_id', kind: 'text', cell: (table, index) => customerIdAt(table, index) },
  { name: 'place', kind: 'text', cell: (table, index) => placeAt(table, index) },
  { name: 'ltv', kind: 'number', cell: ({ ranking }, index) => plainNumber(ranking.ltv[index] ?? 0) },
  { name: 'currency', kind: 'text', cell: ({ ranking }) => ranking.currency },
  { name: 'spend', kind: 'number', cell: ({ ranking }, index) => amountText(customerAt(ranking, index).spendUnits) },
  { name: 'orders', kind: 'number', cell: ({ ranking }, index) => String(customerAt(ranking, index).orders) },
  { name: 'visits', kind: 'number', cell: ({ ranking }, index) => String(customerAt(ranking, index).visits) },
  { name: 'spend_per_visit', kind: 'number', cell: ({ ranking }, index) => spendPerVisit(ranking, index) },
  { name: 'visits_per_week', kind: 'number', cell: ({ ranking }, index) => visitsPerWeek(ranking, index) },
  { name: 'weeks', kind: 'number', cell: ({ ranking }, index) => plainNumber(customerAt(ranking, index).weeks) },
  { name: 'first_seen', kind: 'text', cell: ({ ranking }, index) => instantText(customerAt(ranking, index).first) },
  { name: 'last_seen', kind: 'text', cell: ({ ranking }, index) => instantText(customerAt(ranking, index).last) },
  // A figure that rests on little carries its caution into every export.
  { name: 'cautions', kind: 'text', cell: ({ ranking }, index) => cautionWords(customerAt(ranking, index).cautions) },
]

/** The id behind a rank index. */
export function customerIdAt({ ranking, directory }: CustomerTable, rankIndex: number): string {
  return textAt(directory.ids, ranking.customer[rankIndex] ?? 0)
}

function placeAt({ ranking, directory }: CustomerTable, rankIndex: number): string {
  return textAt(directory.places, directory.place[ranking.customer[rankIndex] ?? 0] ?? 0)
}

function spendPerVisit(ranking: Ranking, rankIndex: number): string {
  const { visits, spendUnits } = customerAt(ranking, rankIndex)
  // One division, so that the figure is rounded once.
  return visits === 0 ? '' : plainNumber(spendUnits / (visits * 10_000))
}

function visitsPerWeek(ranking: Ranking, rankIndex: number): string {
  const { visits, weeks } = customerAt(ranking, rankIndex)
  return visits === 0 ? '' : plainNumber(visits / weeks)
}

/** Milliseconds UTC as ISO 8601. */
export function instantText(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

const CAUTION_WORDS: readonly (readonly [bit: number, word: string])[] = [
  [CAUTION.oneWeek, 'one week'],
  [CAUTION.oneOrder, 'one order'],
  [CAUTION.negative, 'negative spend'],
  [CAUTION.otherCurrency, 'orders in other currencies set aside'],
  [CAUTION.noVisits, 'no visits'],
]

/** “one week; no visits”, or nothing. */
export function cautionWords(bits: number): string {
  if (bits === 0) return ''
  return CAUTION_WORDS.filter(([bit]) => (bits & bit) !== 0)
    .map(([, word]) => word)
    .join('; ')
}
