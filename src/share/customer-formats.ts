import type { Definition } from '../ltv/definition.ts'
import { csvCell, formulaSafe } from './cells.ts'
import { CUSTOMER_COLUMNS, type CustomerTable, customerIdAt, instantText } from './customer-table.ts'
import { piecesOf } from './pieces.ts'
import { plainNumber } from './plain-number.ts'
import { beyondAscii } from './texts.ts'

/** Excel reads a CSV as the country's old code page unless it starts with this; where all is ASCII it would only be in the way. */
export const BYTE_ORDER_MARK = '\ufeff'

/** CSV after RFC 4180: UTF-8, CRLF, a header, text cells formula-safe, numbers with a point and without grouping or exponent. */
export function* customersCsv(table: CustomerTable): Generator<string, void, undefined> {
  const { ids, places } = table.directory
  if (beyondAscii(ids) || beyondAscii(places)) yield BYTE_ORDER_MARK
  yield `${CUSTOMER_COLUMNS.map(column => column.name).join(',')}\r\n`
  yield* piecesOf(table.rows.count, row => {
    const rankIndex = table.rows.rankIndexAt(row)
    const cells = CUSTOMER_COLUMNS.map(({ kind, cell }) => {
      const text = cell(table, rankIndex)
      return kind === 'number' ? text : csvCell(formulaSafe(text))
    })
    return `${cells.join(',')}\r\n`
  })
}

/** One document: the definition, what the figures rest on, and the rows. Unknown numbers are null. */
export function* customersJson(table: CustomerTable): Generator<string, void, undefined> {
  const { ranking, summary, rows, scope } = table
  const head = {
    scope,
    definition: definitionDocument(ranking.definition, ranking.currency),
    data: {
      read: summary.read,
      accepted: summary.accepted,
      rejected: Object.fromEntries(summary.rejectedByReason.map(({ reason, count }) => [reason, count])),
      duplicates: summary.duplicates,
      customers: summary.customers,
      ranked: ranking.ranked,
      orders: ranking.facts.orders,
      orders_set_aside: ranking.facts.ordersSetAside,
      weeks: ranking.facts.calendarWeeks,
      first: ranking.facts.first === null ? null : instantText(ranking.facts.first),
      last: ranking.facts.last === null ? null : instantText(ranking.facts.last),
      notes: summary.notes,
    },
    rows: rows.count,
  }
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "customers": [`
  yield* piecesOf(rows.count, row => {
    const rankIndex = rows.rankIndexAt(row)
    const members = CUSTOMER_COLUMNS.map(({ name, kind, cell }) => {
      const text = cell(table, rankIndex)
      return `"${name}":${kind === 'text' ? JSON.stringify(text) : text === '' ? 'null' : text}`
    })
    return `${row === 0 ? '' : ','}\n    {${members.join(',')}}`
  })
  yield `${rows.count === 0 ? '' : '\n  '}]\n}\n`
}

/** The list of {customer_id: ltv} that the first systems wrote, one object per customer. LTVs are not rounded. */
export function* customersAsLtvList(table: CustomerTable): Generator<string, void, undefined> {
  yield '['
  yield* piecesOf(table.rows.count, row => {
    const rankIndex = table.rows.rankIndexAt(row)
    const ltv = plainNumber(table.ranking.ltv[rankIndex] ?? 0)
    return `${row === 0 ? '' : ','}\n  {${JSON.stringify(customerIdAt(table, rankIndex))}: ${ltv}}`
  })
  yield table.rows.count === 0 ? ']\n' : '\n]\n'
}

function definitionDocument(definition: Definition, currency: string) {
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
