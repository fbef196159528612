import { EVENT_FIELDS, type EventField } from '../base/event-fields.ts'
import type { EventTables } from '../ltv/results.ts'
import { csv } from './delimited.ts'
import { ndjson } from './json.ts'
import { amountText } from './plain-number.ts'
import type { TableRows } from './sqlite/database-file.ts'
import { eventTablesInOrder } from './sqlite/events-database.ts'
import type { Column } from './table.ts'

/** What an event looks like in a file; every cell is text, and blank where the type has no such field. */
type Fields = Partial<Record<EventField, string>>

/** Make and model of a camera are kept as one text, which stands as the make and is read back as the same one. */
const COLUMNS = EVENT_FIELDS.filter(field => field !== 'camera_model')

/** How rows of a database's table are written as events. */
const EVENT_OF: Readonly<Record<string, (cells: ReturnType<TableRows['cells']>) => Fields>> = {
  customer_versions: ([key, verb, time, last_name, adr_city, adr_state]) => ({
    type: 'CUSTOMER',
    verb: text(verb),
    key: text(key),
    event_time: instant(time),
    last_name: text(last_name),
    adr_city: text(adr_city),
    adr_state: text(adr_state),
  }),
  site_visits: ([customer, key, time]) => ({
    type: 'SITE_VISIT',
    verb: 'NEW',
    key: text(key),
    event_time: instant(time),
    customer_id: text(customer),
  }),
  images: ([customer, key, time, camera]) => ({
    type: 'IMAGE',
    verb: 'UPLOAD',
    key: text(key),
    event_time: instant(time),
    customer_id: text(customer),
    camera_make: text(camera),
  }),
  order_versions: ([customer, key, verb, time, units, currency]) => ({
    type: 'ORDER',
    verb: text(verb),
    key: text(key),
    event_time: instant(time),
    customer_id: text(customer),
    total_amount: money(Number(units), text(currency)),
  }),
}

/**
 * All distinct events behind a report as rows that can be read again, kind by kind, by customer and time. An events file of these gives the same ranking; how often an
 * event was repeated, tags of visits and fields that nobody asked for are not kept.
 * @param told is told the share that has been written, from 0 to 1
 */
export function* eventRows(
  tables: EventTables,
  format: 'csv' | 'ndjson',
  told: (share: number) => void,
): Generator<string, void, undefined> {
  const parts = eventTablesInOrder(tables).filter(({ table }) => EVENT_OF[table] !== undefined)
  const rows = parts.reduce((sum, { count }) => sum + count, 0)
  const event = eventAt(parts)
  const columns = COLUMNS.map((name): Column => ({ name, kind: 'text', value: row => event(row)[name] ?? '' }))
  const table = { listName: 'events', heading: {}, about: null, columns, rows, isAscii: () => false }
  let written = 0
  for (const piece of format === 'csv' ? csv(table) : ndjson(table)) {
    yield piece
    written += 1
    told(Math.min(1, (written * 250) / Math.max(1, rows)))
  }
}

/** The event of a row; of the last one asked for it is remembered, as each is asked for once per column. */
function eventAt(parts: readonly TableRows[]): (row: number) => Fields {
  let last = -1
  let fields: Fields = {}
  return row => {
    if (row === last) return fields
    last = row
    let index = row
    for (const { table, count, cells } of parts) {
      if (index < count) {
        fields = EVENT_OF[table]?.(cells(index)) ?? {}
        return fields
      }
      index -= count
    }
    throw new RangeError(`there is no event ${row}`)
  }
}

/** “12.34 USD”, but “USD -5.00”: text that starts with a sign is a formula to spreadsheets, and made harmless it would be no amount any more. */
function money(units: number, currency: string): string {
  return units < 0 ? `${currency} ${amountText(units)}` : `${amountText(units)} ${currency}`
}

function text(cell: unknown): string {
  return typeof cell === 'string' ? cell : ''
}

function instant(cell: unknown): string {
  return new Date(Number(cell)).toISOString()
}
