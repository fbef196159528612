import { AMOUNT_SCALE } from '../base/money.ts'
import type { Definition } from '../ltv/definition.ts'
import { definitionComment } from './definition-comment.ts'
import type { Dialect } from './dialect.ts'
import { activityPart, orderParts, withParts } from './parts.ts'

/**
 * `customer_id, week_start, events, visits, orders, spend, currency`: one row for each customer and week with any event. Orders of other currencies than the
 * reported one are events, and neither orders nor spend.
 */
export function rollupQuery(definition: Definition, dialect: Dialect): string {
  const { double, whole } = dialect.types
  const { weekStart } = definition
  const week = dialect.weekStart('event_time', weekStart)
  const orderWeek = dialect.weekStart('ordered_at', weekStart)
  const parts = [
    activityPart(definition, dialect, 'events'),
    `seen AS (
  SELECT customer_id, ${week} AS seen_week, CAST(COUNT(*) AS ${whole}) AS events, CAST(SUM(is_visit) AS ${whole}) AS visits
  FROM activity
  GROUP BY customer_id, ${week}
)`,
    ...orderParts(definition, dialect),
    `spending AS (
  SELECT customer_id, ${orderWeek} AS order_week, CAST(SUM(amount_units) AS ${whole}) AS spent_units, CAST(COUNT(*) AS ${whole}) AS order_count
  FROM standing
  CROSS JOIN reported
  WHERE currency = report_currency
  GROUP BY customer_id, ${orderWeek}
)`,
  ]
  return withParts(
    definitionComment(definition, dialect, 'What each customer did in each week'),
    dialect,
    parts,
    `SELECT seen.customer_id AS customer_id, seen_week AS week_start, events, visits, COALESCE(order_count, 0) AS orders,
  CAST(COALESCE(spent_units, 0) AS ${double}) / ${AMOUNT_SCALE} AS spend, report_currency AS currency
FROM seen
CROSS JOIN reported
LEFT JOIN spending ON spending.customer_id = seen.customer_id AND order_week = seen_week
ORDER BY ${dialect.sortable('seen.customer_id')}, seen_week`,
  )
}
