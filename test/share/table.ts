import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import type { DatasetSummary, TextColumn } from '../../src/ltv/results.ts'
import type { CustomerTable } from '../../src/share/customer-table.ts'

export interface Row {
  readonly id: string
  readonly place?: string
  readonly ltv?: number
  readonly spendUnits?: number
  readonly orders?: number
  readonly visits?: number
  readonly weeks?: number
  readonly rank?: number
  readonly cautions?: number
}

const FIRST = Date.UTC(2025, 0, 2, 3, 4, 5, 678)
export const LAST = Date.UTC(2025, 2, 28)

export const SUMMARY: DatasetSummary = {
  files: [
    { name: 'events.ndjson', bytes: 100, format: 'NDJSON', reason: 'one object per line', read: 12, accepted: 10, rejected: 2 },
    { name: 'more, "new".csv', bytes: 10, format: 'CSV', reason: 'a header row', read: 1, accepted: 0, rejected: 1 },
  ],
  read: 13,
  accepted: 10,
  rejected: 3,
  rejectedByReason: [
    { reason: 'bad total_amount', count: 2 },
    { reason: 'missing customer_id', count: 1 },
  ],
  rejects: [
    {
      file: 0,
      line: 3,
      byte: 210,
      field: 'total_amount',
      reason: 'bad total_amount',
      message: '“12,x” is not an amount (expected for example 12.34)',
      raw: '{"type":"ORDER","total_amount":"12,x"}',
    },
    { file: 0, line: 4, byte: 260, field: 'total_amount', reason: 'bad total_amount', message: 'null', raw: '-5,\t"a"\r\nb' },
    { file: 1, line: 2, byte: 20, field: null, reason: 'missing customer_id', message: 'customer_id is blank', raw: '=cmd()' },
  ],
  records: 'events',
  weeks: null,
  duplicates: 0,
  versions: 0,
  customers: 2,
  orders: 5,
  byTypeAndVerb: [],
  first: FIRST,
  last: LAST,
  notes: [{ code: 'refunds', count: 1, message: '1 order stands below 0.' }],
}

/** Rows best first, shown in that order. */
export function tableOf(rows: readonly Row[], order = rows.map((_, index) => index)): CustomerTable {
  const places = ['', ...new Set(rows.flatMap(row => row.place ?? []))]
  const numbers = (value: (row: Row) => number | undefined) => Float64Array.from(rows, row => value(row) ?? 0)
  const counts = (value: (row: Row, index: number) => number | undefined) => Uint32Array.from(rows, (row, index) => value(row, index) ?? 0)
  return {
    scope: `top ${order.length}`,
    summary: SUMMARY,
    directory: {
      customers: rows.length,
      ids: textColumn(rows.map(row => row.id)),
      byId: counts((_, index) => index),
      place: counts(row => places.indexOf(row.place ?? '')),
      places: textColumn(places),
    },
    ranking: {
      definition: DEFAULT_DEFINITION,
      currency: 'USD',
      ranked: rows.length,
      customer: counts((_, index) => index),
      ltv: numbers(row => row.ltv),
      weeks: numbers(row => row.weeks ?? 1),
      rankOf: Int32Array.from(rows.keys()),
      columns: {
        spendUnits: numbers(row => row.spendUnits),
        orders: counts(row => row.orders),
        visits: counts(row => row.visits),
        first: numbers(() => FIRST),
        last: numbers(() => LAST),
        cautions: Uint8Array.from(rows, row => row.cautions ?? 0),
      },
      sharedRank: counts((row, index) => row.rank ?? index + 1),
      facts: {
        customers: rows.length,
        customersWithOrders: rows.length,
        customersOutsideWindow: 0,
        totalSpendUnits: 0n,
        leastSpendUnits: 0,
        mostSpendUnits: 0,
        medianLtv: 0,
        customersForHalfOfSpend: null,
        first: FIRST,
        last: LAST,
        calendarWeeks: 13,
        orders: 5,
        ordersSetAside: 0,
        currencies: [{ currency: 'USD', orders: 5 }],
      },
    },
    rows: { count: order.length, rankIndexAt: row => order[row] ?? 0 },
    eventTables: () => Promise.reject(new Error('No thread holds these data.')),
    weekTable: () => Promise.reject(new Error('No thread holds these data.')),
  }
}

function textColumn(texts: readonly string[]): TextColumn {
  const encoded = texts.map(text => new TextEncoder().encode(text))
  const starts = new Uint32Array(texts.length + 1)
  for (const [index, bytes] of encoded.entries()) starts[index + 1] = (starts[index] ?? 0) + bytes.length
  const bytes = new Uint8Array(starts[texts.length] ?? 0)
  for (const [index, part] of encoded.entries()) bytes.set(part, starts[index])
  return { bytes, starts }
}
