import { DAY } from '../../base/time.ts'
import { plainTypeOf } from './column-type.ts'
import { bound } from './named-expression.ts'
import { quotedText } from './quote.ts'

/*
 * Times are whole milliseconds UTC in every query: ClickHouse's own types end in 2299 or 2149, and its weeks with them; whole numbers do not.
 */

/** YYYY-M-D, clock, fraction and zone, as src/base/time.ts takes them. */
const CLOCK = '(?:[T :]([0-9]{1,2}):([0-9]{2})(?:(?::|[.])([0-9]{2})(?:[.,]([0-9]+))?|[.,]([0-9]+))?(Z|[+-][0-9]{2}:?[0-9]{2})?)?'
const TIME = `^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})${CLOCK}$`

/** Milliseconds UTC of a column as Nullable(Int64): null where there is no time to be read. */
export function timeExpression(column: string, type: string): string {
  switch (plainTypeOf(type).name) {
    case 'DateTime64':
      return `toUnixTimestamp64Milli(toDateTime64(${column}, 3, 'UTC'))`
    case 'DateTime':
      return `toInt64(toUnixTimestamp(${column})) * 1000`
    case 'Date':
    case 'Date32':
      return `toInt64(toInt32(${column})) * ${DAY}`
    case 'String':
    case 'FixedString':
      return textTime(column)
    default:
      // Numbers are no times, as in files: nobody can tell seconds from milliseconds.
      return 'CAST(NULL AS Nullable(Int64))'
  }
}

/** The calendar in whole numbers (days_from_civil of Howard Hinnant): functions for dates know neither the year 1 nor that 30 February is none. */
function textTime(column: string): string {
  const part = (index: number): string => `toInt64OrZero(parts[${index}])`
  const zoneHours = 'toInt64OrZero(substring(parts[9], 2, 2))'
  const zoneMinutes = 'toInt64OrZero(right(parts[9], 2))'
  const monthDays = 'multiIf(month = 2, 28 + (year % 4 = 0 AND (year % 100 != 0 OR year % 400 = 0)), month IN (4, 6, 9, 11), 30, 31)'
  const isTime = `length(parts) = 9 AND year >= 1 AND month BETWEEN 1 AND 12 AND day BETWEEN 1 AND ${monthDays}
      AND ${part(4)} <= 23 AND ${part(5)} <= 59 AND ${part(6)} <= 59 AND ${zoneHours} <= 23 AND ${zoneMinutes} <= 59`
  const dayNumber = `365 * march_year + intDiv(march_year, 4) - intDiv(march_year, 100) + intDiv(march_year, 400)
      + intDiv(153 * (month + if(month > 2, -3, 9)) + 2, 5) + day - 719469`
  const clock = `${part(4)} * 3600000 + ${part(5)} * 60000 + ${part(6)} * 1000 + toInt64OrZero(substring(concat(parts[7], parts[8], '000'), 1, 3))`
  const zone = `if(startsWith(parts[9], '-'), -1, 1) * (${zoneHours} * 60 + ${zoneMinutes}) * 60000`
  return bound(
    { parts: `extractGroups(trimBoth(ifNull(toString(${column}), '')), ${quotedText(TIME)})` },
    bound(
      { year: part(1), month: part(2), day: part(3), march_year: `${part(1)} - (${part(2)} <= 2)` },
      `if(${isTime},
      (${dayNumber}) * ${DAY} + ${clock} - ${zone}, NULL)`,
    ),
  )
}
