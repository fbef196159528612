import type { Definition } from '../ltv/definition.ts'
import {
  CAUTION,
  type CustomerDirectory,
  customerAt,
  type DatasetSummary,
  type EventTables,
  type Ranking,
  type WeekTable,
} from '../ltv/results.ts'
import { fingerprintOf, fingerprintText } from './fingerprint.ts'
import type { Facts, Table } from './table.ts'
import { beyondAscii, textAt } from './texts.ts'

/** Customers to be exported: what is known of them, and which rows in which order. */
export interface CustomerTable {
  /** What the rows are, for file names and people: “top 10”, “all customers”. */
  readonly scope: string
  readonly ranking: Ranking
  readonly directory: CustomerDirectory
  /** The directory as it was read, where that of the export has pseudonyms: the fingerprint is that of the data. */
  readonly asRead?: CustomerDirectory
  readonly summary: DatasetSummary
  /** The rank index of each row, row by row. */
  readonly rows: { readonly count: number; rankIndexAt(row: number): number }
  /** All customers and events behind the ranking, asked for anew each time: they are the caller's own. Rejects with an Error that says why they cannot be had. */
  eventTables(): Promise<EventTables>
  /** The same of what customers did by week. */
  weekTable(): Promise<WeekTable>
}

/**
 * The rows with all their columns. Amounts are in `currency`; a figure that rests on little carries its caution into every export.
 * @param withAbout adds definition, data and fingerprint; the latter costs a pass over all customers
 */
export function customersTable(source: CustomerTable, withAbout: boolean): Table {
  const { ranking, directory, summary, scope, rows, asRead = directory } = source
  const at = (row: number): number => rows.rankIndexAt(row)
  const known = (row: number): Known => customerAt(ranking, at(row))
  return {
    listName: 'customers',
    heading: { scope },
    about: withAbout
      ? {
          definition: definitionDocument(ranking.definition, ranking.currency),
          data: dataDocument(summary, ranking),
          fingerprint: fingerprintText(fingerprintOf(ranking, asRead)),
        }
      : null,
    columns: [
      // Equal LTVs share a rank: 1, 2, 2, 4.
      { name: 'rank', kind: 'whole', value: row => ranking.sharedRank[at(row)] ?? 0 },
      { name: 'customer_id', kind: 'text', telling: 'id', value: row => customerIdAt(source, at(row)) },
      { name: 'place', kind: 'text', telling: 'personal', value: row => placeAt(source, at(row)) },
      { name: 'ltv', kind: 'figure', value: row => ranking.ltv[at(row)] ?? 0 },
      { name: 'currency', kind: 'text', value: () => ranking.currency },
      { name: 'spend', kind: 'amount', value: row => known(row).spendUnits },
      { name: 'orders', kind: 'whole', value: row => known(row).orders },
      { name: 'visits', kind: 'whole', value: row => known(row).visits },
      { name: 'spend_per_visit', kind: 'figure', value: row => spendPerVisit(known(row)) },
      { name: 'visits_per_week', kind: 'figure', value: row => visitsPerWeek(known(row)) },
      { name: 'weeks', kind: 'figure', value: row => known(row).weeks },
      { name: 'first_seen', kind: 'instant', value: row => known(row).first },
      { name: 'last_seen', kind: 'instant', value: row => known(row).last },
      { name: 'cautions', kind: 'text', value: row => cautionWords(known(row).cautions) },
    ],
    rows: rows.count,
    isAscii: () => !beyondAscii(directory.ids) && !beyondAscii(directory.places),
  }
}

/** The id behind a rank index. */
export function customerIdAt({ ranking, directory }: CustomerTable, rankIndex: number): string {
  return textAt(directory.ids, ranking.customer[rankIndex] ?? 0)
}

function placeAt({ ranking, directory }: CustomerTable, rankIndex: number): string {
  return textAt(directory.places, directory.place[ranking.customer[rankIndex] ?? 0] ?? 0)
}

type Known = ReturnType<typeof customerAt>

function spendPerVisit({ visits, spendUnits }: Known): number | null {
  // One division, so that the figure is rounded once.
  return visits === 0 ? null : spendUnits / (visits * 10_000)
}

function visitsPerWeek({ visits, weeks }: Known): number | null {
  return visits === 0 ? null : visits / weeks
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

function dataDocument(summary: DatasetSummary, { ranked, facts }: Ranking): Facts {
  return {
    read: summary.read,
    accepted: summary.accepted,
    rejected: Object.fromEntries(summary.rejectedByReason.map(({ reason, count }) => [reason, count])),
    duplicates: summary.duplicates,
    customers: summary.customers,
    ranked,
    orders: facts.orders,
    orders_set_aside: facts.ordersSetAside,
    weeks: facts.calendarWeeks,
    first: facts.first === null ? null : instantText(facts.first),
    last: facts.last === null ? null : instantText(facts.last),
    notes: summary.notes,
  }
}

function definitionDocument(definition: Definition, currency: string): Facts {
  const { weeksRule, weekStart, windowStart, windowEnd, lifespanYears, margin } = definition
  return {
    weeks: weeksRule,
    week_start: weekStart,
    window_start: windowStart === null ? null : instantText(windowStart),
    window_end: windowEnd === null ? null : instantText(windowEnd),
    lifespan_years: lifespanYears,
    margin,
    currency,
  }
}
