import { DAY, WEEK } from '../../base/time.ts'
import type { Definition, WeekStart } from '../../ltv/definition.ts'
import type { EventSource } from './event-source.ts'
import { bound, type NamedExpression } from './named-expression.ts'
import { quotedText } from './quote.ts'

/** Days from the start of the week that holds 1970-01-01, see src/base/weeks.ts. */
const DAYS_INTO_WEEK: Readonly<Record<WeekStart, number>> = { sunday: 4, monday: 3 }
/** intDiv cuts towards zero, so weeks are counted from one before the year 1. */
const WEEKS_BEFORE = 110_000

/** Number of the calendar week of a time, as in src/base/weeks.ts. */
export function weekNumber(time: string, weekStart: WeekStart): string {
  return `intDiv(${time} + ${WEEKS_BEFORE * WEEK + DAYS_INTO_WEEK[weekStart] * DAY}, ${WEEK}) - ${WEEKS_BEFORE}`
}

/** Number of the day of a time, as in src/base/weeks.ts. */
export function dayNumber(time: string): string {
  return `intDiv(${time} + ${WEEKS_BEFORE * WEEK}, ${DAY}) - ${(WEEKS_BEFORE * WEEK) / DAY}`
}

/** What a time inside the definition's window meets. */
export function insideWindow(time: string, { windowStart, windowEnd }: Definition): string {
  const conditions = [
    ...(windowStart === null ? [] : [`${time} >= ${windowStart}`]),
    ...(windowEnd === null ? [] : [`${time} < ${windowEnd}`]),
  ]
  return conditions.length === 0 ? '1' : conditions.join(' AND ')
}

/** What spend is divided by: a number that is known already, or one of the customer's own. */
export type Divisor = number | 'customer' | 'active' | 'elapsed'

/**
 * What makes a customer of events, as names behind WITH. Each is an aggregate of one customer's rows, so that all of it is worked out where they lie:
 * first_at, last_at, visits, standing (orders as they stand inside the window), spend_units, orders, other_orders, divisor.
 */
export function customerExpressions(definition: Definition, currency: string, divisor: Divisor): NamedExpression[] {
  return [
    { name: 'is_inside', expression: insideWindow('happened_at', definition) },
    { name: 'first_at', expression: 'minIf(assumeNotNull(happened_at), is_inside)' },
    { name: 'last_at', expression: 'maxIf(assumeNotNull(happened_at), is_inside)' },
    { name: 'rows_inside', expression: 'countIf(is_inside)' },
    { name: 'visits', expression: "uniqExactIf((event_key, happened_at), event_type = 'SITE_VISIT' AND is_inside)" },
    ...orderExpressions(definition),
    {
      name: 'sums',
      expression: bound(
        { own: 'standing' },
        bound(
          { counted: `arrayFilter(o -> o.4 = ${quotedText(currency)}, own)` },
          '(arraySum(arrayMap(o -> toInt128(o.3), counted)), length(counted), length(own) - length(counted))',
        ),
      ),
    },
    { name: 'spend_units', expression: 'sums.1' },
    { name: 'orders', expression: 'sums.2' },
    { name: 'other_orders', expression: 'sums.3' },
    { name: 'divisor', expression: divisorExpression(divisor, definition.weekStart) },
  ]
}

/**
 * `standing`: orders as they stand, each (key, time of its first version, units, currency). Versions are sorted by order, time, verb, amount and currency, so of
 * each order the first is the first and the last is the one that stands: UPDATE comes after NEW in the alphabet.
 */
export function orderExpressions(definition: Definition): NamedExpression[] {
  const versions =
    "arraySort(groupArrayIf((event_key, assumeNotNull(happened_at), event_verb, assumeNotNull(units), code), event_type = 'ORDER'))"
  const firsts = "arrayFilter((v, before) -> v.1 != before, versions, arrayShiftRight(keys, 1, concat(keys[1], '.')))"
  const lasts = "arrayFilter((v, next) -> v.1 != next, versions, arrayShiftLeft(keys, 1, concat(keys[-1], '.')))"
  const standing = `arrayMap((f, l) -> (f.1, f.2, l.4, l.5),
      ${firsts},
      ${lasts})`
  const inside = insideWindow('o.2', definition)
  return [
    {
      name: 'standing',
      expression: bound(
        { versions },
        bound({ keys: 'arrayMap(v -> v.1, versions)' }, inside === '1' ? standing : `arrayFilter(o -> ${inside}, ${standing})`),
      ),
    },
  ]
}

function divisorExpression(divisor: Divisor, weekStart: WeekStart): string {
  if (typeof divisor === 'number') return `toInt64(${divisor})`
  switch (divisor) {
    case 'customer':
      return `(${weekNumber('last_at', weekStart)}) - (${weekNumber('first_at', weekStart)}) + 1`
    case 'active':
      return `toInt64(uniqExactIf(${weekNumber('assumeNotNull(happened_at)', weekStart)}, is_inside))`
    case 'elapsed':
      return `greatest(last_at - first_at, toInt64(${WEEK}))`
    default:
      return divisor satisfies never
  }
}

/**
 * A text that sorts by bytes as its id sorts in UTF-16, which is how ties are broken: there, what is beyond U+FFFF comes before U+E000. The bytes EE and EF begin
 * the characters from U+E000 to U+FFFF and stand nowhere else; those beyond begin with F0 to F4.
 */
export function sortableId(id: string): string {
  return `replaceAll(replaceAll(${id}, unhex('EE'), unhex('FE')), unhex('EF'), unhex('FF'))`
}

/** One flat SELECT with a row for each customer inside the window. */
export function customersSelect(
  source: EventSource,
  definition: Definition,
  currency: string,
  divisor: Divisor,
  columns: readonly string[],
  more: string,
): string {
  return `${source.with(customerExpressions(definition, currency, divisor))}
SELECT ${columns.join(', ')}
FROM ${source.from}
WHERE ${more === '' ? '' : `${more} AND `}${source.accepted}
GROUP BY ${source.groupKey}
HAVING rows_inside > 0`
}
