import { ltvOf, type Reading } from './reading.ts'

const COLUMNS = ['type', 'verb', 'key', 'event_time', 'customer_id', 'total_amount']
const IN_CSV = [...COLUMNS, 'last_name', 'adr_city', 'adr_state', 'camera_make', 'camera_model', 'tags']

const struct = (columns: readonly string[]): string =>
  `{${columns.map(column => `${column}: '${column === 'event_time' ? 'TIMESTAMP' : 'VARCHAR'}'`).join(', ')}}`

/** How DuckDB reads a file, with nothing left to guess. */
function tableOf(path: string): string {
  const file = `'${path.replaceAll("'", "''")}'`
  if (/\.csv$/.test(path)) return `read_csv(${file}, header = true, delim = ',', quote = '"', escape = '"', columns = ${struct(IN_CSV)})`
  return `read_json(${file}, format = '${/\.json$/.test(path) ? 'array' : 'newline_delimited'}', columns = ${struct(COLUMNS)})`
}

/**
 * The same report in SQL: of each order the version with the latest time, at the same time an UPDATE before a NEW.
 * Of the forms that were tried (one pass grouped by customer and order, rows or structs as the argument of the maximum, nothing materialized) the fastest.
 */
export function topQuery(path: string): string {
  return `
    WITH events AS MATERIALIZED (
      SELECT type, verb, key, epoch_ms(event_time) AS time, customer_id, total_amount FROM ${tableOf(path)}
    ), orders AS (
      SELECT customer_id, arg_max(CAST(split_part(total_amount, ' ', 1) AS DECIMAL(18, 4)), time * 2 + CAST(verb = 'UPDATE' AS INTEGER)) AS amount
      FROM events WHERE type = 'ORDER' GROUP BY customer_id, key
    ), frame AS (
      SELECT count(*) AS events, (max(time) // 86400000 + 4) // 7 - (min(time) // 86400000 + 4) // 7 + 1 AS weeks FROM events
    )
    SELECT customer_id AS id, CAST(sum(amount) * 10000 AS DOUBLE) AS spend_units,
           CAST(any_value(weeks) AS DOUBLE) AS weeks, CAST(any_value(events) AS DOUBLE) AS events
    FROM orders, frame GROUP BY customer_id ORDER BY spend_units DESC, id LIMIT 10`
}

/** From the rows of that query. */
export function readingOf(rows: readonly (readonly unknown[])[]): Reading {
  return {
    top: rows.map(([id, spendUnits, weeks]) => ({
      id: String(id),
      spendUnits: Number(spendUnits),
      ltv: ltvOf(Number(spendUnits), Number(weeks)),
    })),
    events: Number(rows[0]?.[3]),
  }
}
