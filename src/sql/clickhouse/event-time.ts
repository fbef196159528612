import { DAY } from '../../base/time.ts'
import { plainTypeOf } from './column-type.ts'
import type { NamedExpression } from './named-expression.ts'
import { quotedText } from './quote.ts'

/*
 * Times are whole milliseconds UTC in every query: ClickHouse's own types end in 2299 or 2149, and its weeks with them; whole numbers do not.
 */

/** YYYY-M-D, clock, fraction and zone, as src/base/time.ts takes them. */
const CLOCK = '(?:[T :]([0-9]{1,2}):([0-9]{2})(?:(?::|[.])([0-9]{2})(?:[.,]([0-9]+))?|[.,]([0-9]+))?(Z|[+-][0-9]{2}:?[0-9]{2})?)?'
const TIME = `^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})${CLOCK}$`

/** `happened_at`, milliseconds UTC of a column as Nullable(Int64): null where there is no time to be read. The expression is one of the column's `type`. */
export function timeExpressions(column: string, type: string): NamedExpression[] {
  const plainly = (expression: string): NamedExpression[] => [{ name: 'happened_at', expression }]
  switch (plainTypeOf(type).name) {
    case 'DateTime64':
      return plainly(`toUnixTimestamp64Milli(toDateTime64(${column}, 3, 'UTC'))`)
    case 'DateTime':
      return plainly(`toInt64(toUnixTimestamp(${column})) * 1000`)
    case 'Date':
    case 'Date32':
      return plainly(`toInt64(toInt32(${column})) * ${DAY}`)
    case 'String':
    case 'FixedString':
      return textTime(column)
    default:
      // Numbers are no times, as in files: nobody can tell seconds from milliseconds.
      return plainly('CAST(NULL AS Nullable(Int64))')
  }
}

/** The calendar in whole numbers (days_from_civil of Howard Hinnant): functions for dates know neither the year 1 nor that 30 February is none. */
function textTime(column: string): NamedExpression[] {
  const part = (index: number): string => `toInt64OrZero(time_parts[${index}])`
  const zoneHours = 'toInt64OrZero(substring(time_parts[9], 2, 2))'
  const zoneMinutes = 'toInt64OrZero(right(time_parts[9], 2))'
  return [
    { name: 'time_parts', expression: `extractGroups(trimBoth(ifNull(toString(${column}), '')), ${quotedText(TIME)})` },
    { name: 'time_year', expression: part(1) },
    { name: 'time_month', expression: part(2) },
    { name: 'time_day', expression: part(3) },
    { name: 'march_year', expression: 'time_year - (time_month <= 2)' },
    {
      name: 'month_days',
      expression:
        'multiIf(time_month = 2, 28 + (time_year % 4 = 0 AND (time_year % 100 != 0 OR time_year % 400 = 0)), time_month IN (4, 6, 9, 11), 30, 31)',
    },
    {
      name: 'is_time',
      expression: `length(time_parts) = 9 AND time_year >= 1 AND time_month BETWEEN 1 AND 12 AND time_day BETWEEN 1 AND month_days
      AND ${part(4)} <= 23 AND ${part(5)} <= 59 AND ${part(6)} <= 59 AND ${zoneHours} <= 23 AND ${zoneMinutes} <= 59`,
    },
    {
      name: 'day_number',
      expression: `365 * march_year + intDiv(march_year, 4) - intDiv(march_year, 100) + intDiv(march_year, 400)
      + intDiv(153 * (time_month + if(time_month > 2, -3, 9)) + 2, 5) + time_day - 719469`,
    },
    {
      name: 'zone_minutes',
      expression: `if(startsWith(time_parts[9], '-'), -1, 1) * (${zoneHours} * 60 + ${zoneMinutes})`,
    },
    {
      name: 'happened_at',
      expression: `if(is_time, day_number * ${DAY} + ${part(4)} * 3600000 + ${part(5)} * 60000 + ${part(6)} * 1000
      + toInt64OrZero(substring(concat(time_parts[7], time_parts[8], '000'), 1, 3)) - zone_minutes * 60000, NULL)`,
    },
  ]
}
