import { currencyCode } from '../base/currencies.ts'
import { DAY } from '../base/time.ts'
import type { WeekTable } from '../ltv/results.ts'
import type { Column, Table } from './table.ts'
import { beyondAscii, textAt } from './texts.ts'

/**
 * What customers did by week as the relation that can be read again: one row for each customer, week and currency, by customer id and week. Spend is an exact decimal.
 * Cost: a pass over the rows for their order.
 */
export function weeksTable({ ids, byId, rows }: WeekTable): Table {
  const order = rowsByCustomer(byId, rows)
  const at = (row: number): number => order[row] ?? 0
  const momentOf = (offsets: Uint32Array, row: number): number => (rows.day[at(row)] ?? 0) * DAY + (offsets[at(row)] ?? 0)
  const times: readonly Column[] = [
    { name: 'first_event', kind: 'instant', value: row => momentOf(rows.first, row) },
    { name: 'last_event', kind: 'instant', value: row => momentOf(rows.last, row) },
  ]
  return {
    listName: 'weeks',
    heading: { weeks_start_on: rows.weekStart },
    about: null,
    rows: rows.length,
    columns: [
      { name: 'customer_id', kind: 'text', telling: 'id', value: row => textAt(ids, rows.customer[at(row)] ?? 0) },
      { name: 'week_start', kind: 'day', value: row => (rows.day[at(row)] ?? 0) * DAY },
      { name: 'events', kind: 'whole', value: row => rows.events[at(row)] ?? 0 },
      { name: 'visits', kind: 'whole', value: row => rows.visits[at(row)] ?? 0 },
      { name: 'orders', kind: 'whole', value: row => rows.orders[at(row)] ?? 0 },
      { name: 'spend', kind: 'amount', value: row => rows.units[at(row)] ?? 0 },
      { name: 'currency', kind: 'text', value: row => currencyCode(rows.currency[at(row)] ?? 0) },
      ...(rows.isTimed ? times : []),
    ],
    isAscii: () => !beyondAscii(ids),
  }
}

/** Numbers of the rows, customer by customer in the order of ids; rows of one customer by week, then currency. */
function rowsByCustomer(byId: Uint32Array, { customer, day, currency, length }: WeekTable['rows']): Uint32Array {
  const counts = new Uint32Array(byId.length)
  for (let row = 0; row < length; row += 1) counts[customer[row] ?? 0] = (counts[customer[row] ?? 0] ?? 0) + 1
  const next = new Uint32Array(byId.length)
  let start = 0
  for (const each of byId) {
    next[each] = start
    start += counts[each] ?? 0
  }
  const order = new Uint32Array(length)
  for (let row = 0; row < length; row += 1) {
    const own = customer[row] ?? 0
    order[next[own] ?? 0] = row
    next[own] = (next[own] ?? 0) + 1
  }
  let from = 0
  for (const each of byId) {
    const to = from + (counts[each] ?? 0)
    order.subarray(from, to).sort((a, b) => (day[a] ?? 0) - (day[b] ?? 0) || (currency[a] ?? 0) - (currency[b] ?? 0))
    from = to
  }
  return order
}
