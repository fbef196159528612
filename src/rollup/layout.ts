/*
 * The relation of customers and weeks: one row for each customer and week with any event, and further rows where there are orders in other currencies. `events`,
 * `visits`, `orders` and `spend` add up over the rows of a customer and week.
 */

/** By these columns a table is recognised. */
export const ROLLUP_REQUIRED = ['customer_id', 'week_start', 'events', 'visits', 'orders', 'spend'] as const
/** Without a currency amounts are dollars. Without times the rule `elapsed` and the days of a week cannot be told. */
export const ROLLUP_OPTIONAL = ['currency', 'first_event', 'last_event'] as const

export type RollupField = (typeof ROLLUP_REQUIRED)[number] | (typeof ROLLUP_OPTIONAL)[number]
