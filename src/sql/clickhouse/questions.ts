import type { Definition } from '../../ltv/definition.ts'
import { customersSelect, type Divisor, dayNumber, insideWindow, orderExpressions, sortableId, weekNumber } from './customers.ts'
import type { EventSource } from './event-source.ts'

/*
 * The questions to a table of events, as texts. All numbers that come back are whole.
 */

/** `customers, first_at, last_at`: one row, of what is inside the window. */
export function spanQuery(source: EventSource, definition: Definition): string {
  return `${source.with()}
SELECT uniqExact(${source.groupKey}) AS customers, min(happened_at) AS first_at, max(happened_at) AS last_at
FROM ${source.from}
WHERE ${source.accepted} AND ${insideWindow('happened_at', definition)}`
}

/** `day`: the days that have an event inside the window. */
export function daysQuery(source: EventSource, definition: Definition): string {
  return `${source.with()}
SELECT ${dayNumber('assumeNotNull(happened_at)')} AS day
FROM ${source.from}
WHERE ${source.accepted} AND ${insideWindow('happened_at', definition)}
GROUP BY day
ORDER BY day`
}

/** `currency, orders`: orders as they stand inside the window, most first. */
export function currenciesQuery(source: EventSource, definition: Definition): string {
  return `SELECT currency, sum(orders) AS orders
FROM (
${source.with(orderExpressions(definition))}
SELECT arrayJoin(arrayMap(o -> o.4, standing)) AS currency, toUInt64(1) AS orders
FROM ${source.from}
WHERE event_type = 'ORDER' AND ${source.accepted}
GROUP BY ${source.groupKey}
)
GROUP BY currency
ORDER BY orders DESC, currency`
}

const ROW_COLUMNS = ['customer AS id', 'first_at', 'last_at', 'visits', 'orders', 'other_orders', 'spend_units', 'divisor'] as const
const PER_WEEK = 'toFloat64(spend_units) / toFloat64(divisor)'

/**
 * The x customers with most spend for each unit of the divisor, ties by id. The quotient of doubles chooses; what is shown is worked out again from the
 * whole numbers, and {@link nearTiesQuery} is there for where doubles cannot tell.
 */
export function topQuery(source: EventSource, definition: Definition, currency: string, divisor: Divisor): string {
  return `${customersSelect(source.cutByShards, definition, currency, divisor, ROW_COLUMNS, '')}
ORDER BY ${PER_WEEK} DESC, ${sortableId('customer')}
LIMIT {x:UInt32}`
}

/** All customers from `least` per unit of the divisor on, but of those with the same whole numbers the first x by id. */
export function nearTiesQuery(source: EventSource, definition: Definition, currency: string, divisor: Divisor): string {
  return `SELECT * FROM (
${customersSelect(source, definition, currency, divisor, ROW_COLUMNS, '')}
AND ${PER_WEEK} >= {least:Float64}
)
ORDER BY ${PER_WEEK} DESC, ${sortableId('id')}
LIMIT {x:UInt32} BY spend_units, divisor`
}

/** The row of one customer, or none. */
export function rowQuery(source: EventSource, definition: Definition, currency: string, divisor: Divisor): string {
  return customersSelect(source, definition, currency, divisor, ROW_COLUMNS, source.isAskedFor)
}

/**
 * `is_above, spend_units, divisor, customers, before`: how many customers are surely above one, and for those too near to tell by doubles their whole numbers and
 * how many of them come before its id.
 */
export function rankQuery(source: EventSource, definition: Definition, currency: string, divisor: Divisor): string {
  const columns = [
    `${PER_WEEK} > {most:Float64} AS is_above`,
    'if(is_above, 0, spend_units) AS near_units',
    // Nothing over any number of weeks is nothing.
    'if(is_above OR spend_units = 0, 1, divisor) AS near_divisor',
    `${sortableId('customer')} < ${sortableId('{id:String}')} AS comes_before`,
  ]
  return `SELECT is_above, near_units, near_divisor, count() AS customers, countIf(comes_before) AS before
FROM (
${customersSelect(source, definition, currency, divisor, columns, '')}
AND ${PER_WEEK} >= {least:Float64}
)
GROUP BY is_above, near_units, near_divisor
ORDER BY is_above, near_units, near_divisor`
}

/** `spend_units, divisor` of the one or two customers in the middle of the ranking; `{before}` and `{count}` say which. */
export function medianQuery(source: EventSource, definition: Definition, currency: string, divisor: Divisor): string {
  return `SELECT spend_units, divisor
FROM (
${customersSelect(source, definition, currency, divisor, ['spend_units', 'divisor'], '')}
)
ORDER BY ${PER_WEEK}
LIMIT {count:UInt8} OFFSET {before:UInt64}`
}

/** Steps of the curve; a page is not wider. */
export const CURVE_STEPS = 300
export const NAMED_COUNTS: readonly number[] = [1, 10, 100, 1_000, 10_000, 100_000]
export const NAMED_SHARES: readonly number[] = [0.01, 0.1, 0.2, 0.5, 1]

/**
 * How spend is shared out. Customers of equal spend are one row: `spend_units, customers, above` (customers with more) and `spent_above` (by them), with the sums
 * of all beside each; of the rows those that hold a customer whom the curve, a named point, the half or the median needs.
 */
export function sharesQuery(source: EventSource, definition: Definition, currency: string): string {
  const columns = ['spend_units', 'orders', 'other_orders', 'first_at', 'last_at']
  const holds = (rank: string) => `above < ${rank} AND ${rank} <= above + customers`
  const wanted = [
    `floor((above + customers + 1) * ${CURVE_STEPS} / all_customers) >= ceil((greatest(above, 1) - 1) * ${CURVE_STEPS} / all_customers)`,
    ...NAMED_COUNTS.map(count => holds(String(count))),
    ...NAMED_SHARES.map(share => holds(`greatest(1, floor(${share} * all_customers + 0.5))`)),
    'spent_above * 2 < all_spent AND (spent_above + spend_units * customers) * 2 >= all_spent',
    holds('intDiv(all_customers + 1, 2)'),
    holds('intDiv(all_customers, 2) + 1'),
  ]
  return `SELECT spend_units, customers, above, spent_above, all_customers, all_spent, all_buyers, all_orders, all_others, least_units, most_units, first_at, last_at
FROM (
  SELECT spend_units, customers,
    sum(customers) OVER by_spend - customers AS above,
    sum(spend_units * customers) OVER by_spend - spend_units * customers AS spent_above,
    sum(customers) OVER () AS all_customers, sum(spend_units * customers) OVER () AS all_spent,
    sum(buyers) OVER () AS all_buyers, sum(own_orders) OVER () AS all_orders, sum(others) OVER () AS all_others,
    min(spend_units) OVER () AS least_units, max(spend_units) OVER () AS most_units,
    min(earliest) OVER () AS first_at, max(latest) OVER () AS last_at
  FROM (
    SELECT spend_units, toInt64(count()) AS customers, countIf(orders > 0) AS buyers, sum(orders) AS own_orders, sum(other_orders) AS others,
      min(first_at) AS earliest, max(last_at) AS latest
    FROM (
${customersSelect(source, definition, currency, 1, columns, '')}
    )
    GROUP BY spend_units
  )
  WINDOW by_spend AS (ORDER BY spend_units DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
WHERE ${wanted.map(condition => `(${condition})`).join('\n  OR ')}
ORDER BY spend_units DESC`
}

/** `id, week, spend_units, orders`: what the customers asked for spent in each week. */
export function customerWeeksQuery(source: EventSource, definition: Definition, currency: string): string {
  return `SELECT id, week, sum(amount) AS spend_units, count() AS orders
FROM (
${source.with(orderExpressions(definition))}
SELECT customer AS id, arrayJoin(standing) AS o, ${weekNumber('o.2', definition.weekStart)} AS week, toInt128(o.3) AS amount, o.4 AS currency
FROM ${source.from}
WHERE ${source.areAskedFor} AND event_type = 'ORDER' AND ${source.accepted}
GROUP BY ${source.groupKey}
)
WHERE currency = '${currency}'
GROUP BY id, week
ORDER BY id, week`
}

/** `week, spend_units, orders` of everyone. */
export function spendingWeeksQuery(source: EventSource, definition: Definition, currency: string): string {
  return `SELECT week, sum(amount) AS spend_units, count() AS orders
FROM (
${source.with(orderExpressions(definition))}
SELECT arrayJoin(standing) AS o, ${weekNumber('o.2', definition.weekStart)} AS week, toInt128(o.3) AS amount, o.4 AS currency
FROM ${source.from}
WHERE event_type = 'ORDER' AND ${source.accepted}
GROUP BY ${source.groupKey}
)
WHERE currency = '${currency}'
GROUP BY week
ORDER BY week`
}

/** `week, visits` of everyone, or of the customers asked for. */
export function visitWeeksQuery(source: EventSource, definition: Definition, of: 'everyone' | 'asked-for'): string {
  return `${source.with()}
SELECT ${weekNumber('assumeNotNull(happened_at)', definition.weekStart)} AS week, uniqExact(customer, event_key, happened_at) AS visits
FROM ${source.from}
WHERE ${of === 'everyone' ? '' : `${source.areAskedFor} AND `}event_type = 'SITE_VISIT' AND ${source.accepted} AND ${insideWindow('happened_at', definition)}
GROUP BY week
ORDER BY week`
}
