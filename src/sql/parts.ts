import { DAY } from '../base/time.ts'
import { dayIndex, isoDate } from '../base/weeks.ts'
import type { Definition } from '../ltv/definition.ts'
import type { Dialect } from './dialect.ts'

/*
 * The named subqueries (after WITH) that the queries are made of. Each is a text “name AS (…)” without a comma behind it.
 */

/** A query of named subqueries: comment, WITH, and what is selected from them. */
export function withParts(comment: string, dialect: Dialect, parts: readonly string[], selection: string): string {
  const before = dialect.before === null ? '' : `${dialect.before}\n\n`
  return `${comment}\n${before}WITH ${parts.join(', ')}\n${selection};\n`
}

/** How often events may be there: `visits` takes repeats of visits out, all that a figure per customer needs; `events` takes all repeats out. */
type Exactness = 'visits' | 'events'

/** Every event inside the window at its own time, versions of orders included. The tables are read side by side and never joined, so nothing counts twice. */
export function activityPart(definition: Definition, dialect: Dialect, exactness: Exactness): string {
  const inside = windowCondition('event_time', definition, dialect)
  const where = inside === null ? '' : `\n    WHERE ${inside}`
  const source = (table: string, columns: string, isVisit: 0 | 1): string => {
    const from =
      isVisit === 1 || exactness === 'events'
        ? `FROM (\n    SELECT DISTINCT ${columns}\n    FROM ${table}${where}\n  ) AS distinct_${table}`
        : `FROM ${table}${where.replace('    WHERE', '  WHERE')}`
    return `  SELECT customer_id, event_time, ${isVisit} AS is_visit\n  ${from}`
  }
  const sources = [
    source('customer_records', 'customer_id, event_time, verb, last_name, adr_city, adr_state', 0),
    source('site_visits', 'customer_id, page_id, event_time', 1),
    source('images', 'customer_id, image_id, event_time', 0),
    source('orders', 'customer_id, order_id, event_time, verb, amount_units, currency', 0),
  ]
  return `activity AS (
  -- Every event${inside === null ? '' : ' inside the window'}, at its own time.
${sources.join('\n  UNION ALL\n')}
)`
}

/** Orders as they stand, `standing(customer_id, ordered_at, amount_units, currency)`, and the one currency that is reported, `reported(report_currency)`. */
export function orderParts(definition: Definition, dialect: Dialect): string[] {
  const inside = windowCondition('ordered_at', definition, dialect)
  return [
    `versions AS (
  SELECT customer_id, amount_units, currency,
    -- An order is of the week of its first version, with the amount of its last.
    MIN(event_time) OVER (PARTITION BY customer_id, order_id) AS ordered_at,
    -- Of the same time an UPDATE comes after a NEW, then the larger amount.
    ROW_NUMBER() OVER (
      PARTITION BY customer_id, order_id
      ORDER BY event_time DESC, verb DESC, amount_units DESC, currency DESC
    ) AS from_last
  FROM orders
)`,
    `standing AS (
  SELECT customer_id, ordered_at, amount_units, currency
  FROM versions
  WHERE from_last = 1${inside === null ? '' : ` AND ${inside}`}
)`,
    definition.currency === null ? MOST_USED_CURRENCY : `reported AS (\n  SELECT '${definition.currency}' AS report_currency\n)`,
  ]
}

const MOST_USED_CURRENCY = `reported AS (
  -- The currency of most orders. Some engines give a blank, not a null, for the least of nothing.
  SELECT COALESCE(NULLIF(MIN(currency), ''), 'USD') AS report_currency
  FROM (
    SELECT currency
    FROM standing
    GROUP BY currency
    ORDER BY COUNT(*) DESC, currency
    LIMIT 1
  ) AS most_used
)`

/** A number of calendar weeks from one time to another, both included, as a whole number. */
export function weeksTouched(first: string, last: string, { weekStart }: Definition, dialect: Dialect): string {
  const days = dialect.daysBetween(dialect.weekStart(first, weekStart), dialect.weekStart(last, weekStart))
  // Engines differ in whether 14 / 7 is a whole number; all agree that it is 2.
  return `CAST(${days} / 7 AS ${dialect.types.whole}) + 1`
}

const FIRST_TIME = -62_135_596_800_000
const AFTER_LAST_TIME = 253_402_300_800_000

/** What a time inside the definition's window meets, or null when all do. Bounds beyond the years 1 to 9999, which no engine writes, hold nothing back. */
function windowCondition(time: string, { windowStart, windowEnd }: Definition, dialect: Dialect): string | null {
  const conditions: string[] = []
  if (windowStart !== null && windowStart >= AFTER_LAST_TIME) return '1 = 0'
  if (windowEnd !== null && windowEnd <= FIRST_TIME) return '1 = 0'
  if (windowStart !== null && windowStart > FIRST_TIME) conditions.push(`${time} >= ${dialect.timeLiteral(timeText(windowStart))}`)
  if (windowEnd !== null && windowEnd < AFTER_LAST_TIME) conditions.push(`${time} < ${dialect.timeLiteral(timeText(windowEnd))}`)
  return conditions.length === 0 ? null : conditions.join(' AND ')
}

/** Milliseconds UTC as “2025-01-31 23:59:59.999”. */
export function timeText(time: number): string {
  const ofDay = time - dayIndex(time) * DAY
  const part = (unit: number, among: number, digits: number): string => String(Math.floor(ofDay / unit) % among).padStart(digits, '0')
  return `${isoDate(time)} ${part(3_600_000, 24, 2)}:${part(60_000, 60, 2)}:${part(1_000, 60, 2)}.${part(1, 1_000, 3)}`
}
