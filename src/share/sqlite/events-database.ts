import { currencyCode } from '../../base/currencies.ts'
import { sortedPlaces } from '../../base/order.ts'
import { sortByKeys } from '../../base/radix-sort.ts'
import { customerAt, type EventTables } from '../../ltv/results.ts'
import { type CustomerTable, cautionWords } from '../customer-table.ts'
import { textAt } from '../texts.ts'
import type { TableRows } from './database-file.ts'

/** What a report's database is made of. */
export interface EventsSource extends Pick<CustomerTable, 'ranking' | 'summary'> {
  readonly tables: EventTables
}

/**
 * All tables of a report, in an order of rows that does not depend on how the files were read. Customers come before what refers to them.
 * Cost before the first row: sorting the events, about 0.2 µs each.
 */
export function eventsTables({ tables, ranking, summary }: EventsSource): TableRows[] {
  const { ids, keys, names, byId, customers, customerVersions, visits, images, orders, orderVersions } = tables
  const idOf = (customer: number | undefined): string => textAt(ids, customer ?? 0)
  const keyOf = (key: number | undefined): string => textAt(keys, key ?? 0)
  const nameOf = (name: number | undefined): string | null => (name === undefined || name === 0 ? null : textAt(names, name))
  const verbOf = (isUpdate: number | undefined): string => (isUpdate === 1 ? 'UPDATE' : 'NEW')

  const placeById = new Uint32Array(byId.length)
  for (let place = 0; place < byId.length; place += 1) placeById[byId[place] ?? 0] = place
  const byKey = (column: Uint32Array) => (a: number, b: number) => compare(keyOf(column[a]), keyOf(column[b]))

  const recordOrder = sortedRows(customerVersions, placeById, (a, b) => {
    const { isUpdate, lastName, city, state } = customerVersions
    const text = (column: Uint32Array, row: number) => nameOf(column[row]) ?? ''
    return (
      (isUpdate[a] ?? 0) - (isUpdate[b] ?? 0) ||
      compare(text(lastName, a), text(lastName, b)) ||
      compare(text(city, a), text(city, b)) ||
      compare(text(state, a), text(state, b))
    )
  })
  const visitOrder = sortedRows(visits, placeById, byKey(visits.key))
  const imageOrder = sortedRows(images, placeById, byKey(images.key))
  const orderOrder = sortedRows(orders, placeById, byKey(orders.key))
  const versionOrder = sortedRows(orderVersions, placeById, (a, b) => {
    const { key, isUpdate, units, currency } = orderVersions
    return (
      byKey(key)(a, b) ||
      (isUpdate[a] ?? 0) - (isUpdate[b] ?? 0) ||
      (units[a] ?? 0) - (units[b] ?? 0) ||
      (currency[a] ?? 0) - (currency[b] ?? 0)
    )
  })

  return [
    {
      table: 'customers',
      columns: ['customer_id', 'last_name', 'adr_city', 'adr_state'],
      count: byId.length,
      cells(index) {
        const customer = byId[index] ?? 0
        const { lastName, city, state } = customers
        return [idOf(customer), nameOf(lastName[customer]), nameOf(city[customer]), nameOf(state[customer])]
      },
    },
    {
      table: 'customer_versions',
      columns: ['customer_id', 'verb', 'event_ms', 'last_name', 'adr_city', 'adr_state'],
      count: recordOrder.length,
      cells(index) {
        const row = recordOrder[index] ?? 0
        const { customer, isUpdate, time, lastName, city, state } = customerVersions
        return [idOf(customer[row]), verbOf(isUpdate[row]), time[row] ?? 0, nameOf(lastName[row]), nameOf(city[row]), nameOf(state[row])]
      },
    },
    {
      table: 'site_visits',
      columns: ['customer_id', 'page_id', 'event_ms'],
      count: visitOrder.length,
      cells(index) {
        const row = visitOrder[index] ?? 0
        return [idOf(visits.customer[row]), keyOf(visits.key[row]), visits.time[row] ?? 0]
      },
    },
    {
      table: 'images',
      columns: ['customer_id', 'image_id', 'event_ms', 'camera'],
      count: imageOrder.length,
      cells(index) {
        const row = imageOrder[index] ?? 0
        return [idOf(images.customer[row]), keyOf(images.key[row]), images.time[row] ?? 0, nameOf(images.camera[row])]
      },
    },
    {
      table: 'orders',
      columns: ['customer_id', 'order_id', 'event_ms', 'total_units', 'currency'],
      count: orderOrder.length,
      cells(index) {
        const row = orderOrder[index] ?? 0
        const { customer, key, time, units, currency } = orders
        return [idOf(customer[row]), keyOf(key[row]), time[row] ?? 0, units[row] ?? 0, currencyCode(currency[row] ?? 0)]
      },
    },
    {
      table: 'order_versions',
      columns: ['customer_id', 'order_id', 'verb', 'event_ms', 'total_units', 'currency'],
      count: versionOrder.length,
      cells(index) {
        const row = versionOrder[index] ?? 0
        const { customer, key, isUpdate, time, units, currency } = orderVersions
        const id = idOf(customer[row])
        return [id, keyOf(key[row]), verbOf(isUpdate[row]), time[row] ?? 0, units[row] ?? 0, currencyCode(currency[row] ?? 0)]
      },
    },
    ...resultTables({ tables, ranking, summary }),
  ]
}

function resultTables({ tables, ranking, summary }: EventsSource): TableRows[] {
  const { weeksRule, weekStart, windowStart, windowEnd, lifespanYears, margin } = ranking.definition
  const { read, accepted, rejected, duplicates, versions, customers, orders } = summary
  const counts = Object.entries({
    read,
    accepted,
    rejected,
    duplicates,
    order_versions_beyond_the_first: versions,
    customers,
    customers_ranked: ranking.ranked,
    orders,
    orders_counted: ranking.facts.orders,
    orders_set_aside: ranking.facts.ordersSetAside,
  })
  return [
    {
      table: 'definition',
      columns: ['weeks_rule', 'week_start', 'window_start_ms', 'window_end_ms', 'lifespan_years', 'margin', 'currency'],
      count: 1,
      cells: () => [weeksRule, weekStart, windowStart, windowEnd, lifespanYears, margin, ranking.currency],
    },
    {
      table: 'ranking',
      columns: [
        'position',
        'rank',
        'customer_id',
        'ltv',
        'spend_units',
        'currency',
        'orders',
        'visits',
        'weeks',
        'first_ms',
        'last_ms',
        'cautions',
      ],
      count: ranking.ranked,
      cells: index => {
        const { spendUnits, orders, visits, weeks, first, last, cautions } = customerAt(ranking, index)
        return [
          index + 1,
          ranking.sharedRank[index] ?? 0,
          textAt(tables.ids, ranking.customer[index] ?? 0),
          ranking.ltv[index] ?? 0,
          spendUnits,
          ranking.currency,
          orders,
          visits,
          weeks,
          first,
          last,
          cautionWords(cautions) || null,
        ]
      },
    },
    listed('files', ['name', 'format', 'reason', 'bytes', 'read', 'accepted', 'rejected'], summary.files),
    { table: 'counts', columns: ['name', 'count'], count: counts.length, cells: index => [...(counts[index] ?? [])] },
    listed('rejected', ['reason', 'count'], summary.rejectedByReason),
    listed('notes', ['code', 'count', 'message'], summary.notes),
  ]
}

function listed<Column extends string>(
  table: string,
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, string | number>>[],
): TableRows {
  return { table, columns, count: rows.length, cells: index => columns.map(column => rows[index]?.[column] ?? null) }
}

/** Rows by customer, then by time, then by what tells the rest apart: almost that of the tables' keys, in which SQLite writes page after page. */
function sortedRows(
  { customer, time }: { readonly customer: Uint32Array; readonly time: Float64Array },
  placeById: Uint32Array,
  compareRest: (a: number, b: number) => number,
): Uint32Array {
  const rows = sortedPlaces(time)
  const places = new Uint32Array(rows.length)
  for (let at = 0; at < rows.length; at += 1) places[at] = placeById[customer[rows[at] ?? 0] ?? 0] ?? 0
  // Keeps the order of equal places, and moves those along.
  sortByKeys(places, rows)
  let start = 0
  for (let end = 1; end <= rows.length; end += 1) {
    const isSame = end < rows.length && places[end] === places[start] && time[rows[end] ?? 0] === time[rows[start] ?? 0]
    if (isSame) continue
    if (end - start > 1) rows.subarray(start, end).sort(compareRest)
    start = end
  }
  return rows
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
