import { CURRENCY_CODES } from '../../base/currencies.ts'
import { AMOUNT_LIMIT, AMOUNT_SCALE, DEFAULT_CURRENCY } from '../../base/money.ts'
import { isWholeNumber, plainTypeOf } from './column-type.ts'
import type { EventMapping, TableColumn } from './event-mapping.ts'
import type { NamedExpression } from './named-expression.ts'
import { quotedText } from './quote.ts'

const SYMBOLS = 'US[$]|[$]|€|£|[A-Za-z]{3}'
const DIGITS = '([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:[.]([0-9]+))?'
/** Sign, currency, sign, digits, decimals, currency: as src/base/money.ts takes them. */
const AMOUNT = `^([+-]?)(?:(${SYMBOLS})\\s*)?([+-]?)${DIGITS}\\s*(${SYMBOLS})?$`
/** The same groups of a number as the server writes it. */
const NUMBER = `^([+-]?)()()${DIGITS}()$`
const MOST_UNITS = BigInt(AMOUNT_LIMIT) * BigInt(AMOUNT_SCALE)

/** A column as it stands in a query, and its type; null where the mapping names none. */
export type ColumnInQuery = TableColumn | null

/**
 * `amount_is_missing`, `units` (Nullable(Int64) in 1/10,000 of a currency unit: null where it is no amount, or one of 10⁹ and more) and `code` (ISO 4217, blank
 * where nobody knows the currency).
 */
export function amountExpressions(
  amount: ColumnInQuery,
  currency: ColumnInQuery,
  amountsCount: EventMapping['amountsCount'],
): NamedExpression[] {
  const inColumn = currency === null ? "''" : `upper(trimBoth(ifNull(toString(${currency.name}), '')))`
  if (amount === null) return [...named('1', 'CAST(NULL AS Nullable(Int64))'), { name: 'code', expression: quotedText(DEFAULT_CURRENCY) }]
  const plain = plainTypeOf(amount.type)
  if (isWholeNumber(plain)) {
    const whole = `toInt256(${amount.name})${amountsCount === 'units' ? ` * ${AMOUNT_SCALE}` : ''}`
    return [...named(`isNull(${amount.name})`, `if(abs(${whole}) < ${MOST_UNITS}, toInt64(${whole}), NULL)`), known(inColumn)]
  }
  const asText = `trimBoth(ifNull(toString(${amount.name}), ''))`
  if (plain.name === 'Decimal') return [...digitsAsUnits(asText, NUMBER, amountsCount), known(inColumn)]
  // A float is the shortest text that gives it back, as in files: 12.34 is 12.34 and not 12.3399999. The Decimal takes the exponent out.
  if (plain.name.startsWith('Float'))
    return [...digitsAsUnits(`ifNull(toString(toDecimal256OrNull(${asText}, 30)), 'none')`, NUMBER, amountsCount), known(inColumn)]
  const inText = 'upper(concat(amount_parts[2], amount_parts[6]))'
  return [
    ...digitsAsUnits(asText, AMOUNT, amountsCount),
    known(
      `multiIf(${inText} IN ('$', 'US$'), 'USD', ${inText} = '€', 'EUR', ${inText} = '£', 'GBP', ${inText} = '', ${inColumn}, ${inText})`,
    ),
  ]
}

function named(isMissing: string, units: string): NamedExpression[] {
  return [
    { name: 'amount_is_missing', expression: isMissing },
    { name: 'units', expression: units },
  ]
}

/** Without a currency it is USD. */
function known(code: string): NamedExpression {
  const codes = CURRENCY_CODES.map(quotedText).join(', ')
  return { name: 'code', expression: `transform(${code}, ['', ${codes}], [${quotedText(DEFAULT_CURRENCY)}, ${codes}], '')` }
}

/** Digits are read as digits: what is behind those that are kept is rounded half to even. */
function digitsAsUnits(text: string, pattern: string, amountsCount: EventMapping['amountsCount']): NamedExpression[] {
  const kept = amountsCount === 'units' ? 4 : 0
  const mostDigits = String(MOST_UNITS).length - 1 - kept
  return [
    { name: 'amount_parts', expression: `extractGroups(${text}, ${quotedText(pattern)})` },
    { name: 'amount_whole', expression: `replaceRegexpOne(replaceAll(amount_parts[4], ',', ''), '^0+', '')` },
    { name: 'amount_rest', expression: `substring(amount_parts[5], ${kept + 1})` },
    {
      name: 'cut_units',
      expression: `toInt64OrZero(concat('0', amount_whole, substring(concat(amount_parts[5], '0000'), 1, ${kept})))`,
    },
    {
      name: 'rounded_units',
      expression: `cut_units + multiIf(match(amount_rest, '^(5.*[1-9]|[6-9])'), 1, match(amount_rest, '^50*$'), cut_units % 2, 0)`,
    },
    {
      name: 'is_amount',
      expression: `length(amount_parts) = 6 AND (amount_parts[1] = '' OR amount_parts[3] = '') AND (amount_parts[2] = '' OR amount_parts[6] = '')
      AND length(amount_whole) <= ${mostDigits} AND rounded_units < ${MOST_UNITS}`,
    },
    ...named(`${text} = ''`, `if(is_amount, if(amount_parts[1] = '-' OR amount_parts[3] = '-', -rounded_units, rounded_units), NULL)`),
  ]
}
