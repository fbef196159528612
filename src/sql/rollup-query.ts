import { AMOUNT_SCALE } from '../base/money.ts'
import type { Definition } from '../ltv/definition.ts'
import { definitionComment } from './definition-comment.ts'
import type { Dialect } from './dialect.ts'
import { activityPart, orderParts, withParts } from './parts.ts'

/**
 * `customer_id, week_start, events, visits, orders, spend, currency, first_event, last_event`: one row for each customer and week with any event, which tells of orders
 * in the reported currency, and a further row for orders in each other currency, with 0 events: all add up. What the page reads, see src/rollup.
 */
export function rollupQuery(definition: Definition, dialect: Dialect): string {
  const { parts, selection } = rollupParts(definition, dialect)
  return withParts(
    `${definitionComment(definition, dialect, 'What each customer did in each week')}\n${DROP_IT}`,
    dialect,
    parts,
    `${selection}\nORDER BY ${dialect.sortable('customer_id')}, week_start, currency`,
  )
}

/** The relation in no order. */
export function rollupParts(definition: Definition, dialect: Dialect): { readonly parts: readonly string[]; readonly selection: string } {
  const parts = [activityPart(definition, dialect, 'events'), ...orderParts(definition, dialect), happeningsPart(definition, dialect)]
  return { parts, selection: weeksSelection(dialect) }
}

const DROP_IT = `--
-- Save the rows as CSV or Parquet and drop the file on the page: it gives the same screens, and every definition with these weeks and whole weeks as window.
-- Orders in other currencies than the reported one stand in rows of their own, with 0 events.`

/** All that counts, one row an event and one an order, with the week of each. */
function happeningsPart({ weekStart }: Definition, dialect: Dialect): string {
  return `happenings AS (
  SELECT customer_id, ${dialect.weekStart('event_time', weekStart)} AS happened_week, report_currency AS happened_currency,
    1 AS event_count, is_visit AS visit_count, 0 AS order_count, 0 AS order_units, event_time AS happened_at
  FROM activity
  CROSS JOIN reported
  UNION ALL
  SELECT customer_id, ${dialect.weekStart('ordered_at', weekStart)}, currency,
    0, 0, 1, amount_units, ordered_at
  FROM standing
)`
}

/** Adds happenings up to the relation. */
function weeksSelection({ types: { double, whole } }: Dialect): string {
  return `SELECT customer_id, happened_week AS week_start,
  CAST(SUM(event_count) AS ${whole}) AS events, CAST(SUM(visit_count) AS ${whole}) AS visits, CAST(SUM(order_count) AS ${whole}) AS orders,
  CAST(CAST(SUM(order_units) AS ${whole}) AS ${double}) / ${AMOUNT_SCALE} AS spend, happened_currency AS currency,
  MIN(happened_at) AS first_event, MAX(happened_at) AS last_event
FROM happenings
GROUP BY customer_id, happened_week, happened_currency`
}
