import { CURRENCY_CODES } from '../../base/currencies.ts'
import { AMOUNT_LIMIT, AMOUNT_SCALE, DEFAULT_CURRENCY } from '../../base/money.ts'
import { isTextItself, isWholeNumber, plainTypeOf } from './column-type.ts'
import type { EventMapping, TableColumn } from './event-mapping.ts'
import { bound, type NamedExpression } from './named-expression.ts'
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

/** How an amount is read, as expressions. */
export interface AmountExpressions {
  /** Names that the others rest on; none where the amount is a whole number. */
  readonly parts: readonly NamedExpression[]
  readonly isMissing: string
  /** Nullable(Int64) in 1/10,000 of a currency unit: null where it is no amount, or one of 10⁹ and more. */
  readonly units: string
  /** ISO 4217, blank where nobody knows the currency. */
  readonly code: string
}

export function amountExpressions(
  amount: ColumnInQuery,
  currency: ColumnInQuery,
  amountsCount: EventMapping['amountsCount'],
): AmountExpressions {
  const inColumn =
    currency === null ? "''" : `upper(trimBoth(${isTextItself(currency) ? currency.name : `ifNull(toString(${currency.name}), '')`}))`
  if (amount === null) return { parts: [], isMissing: '1', units: 'CAST(NULL AS Nullable(Int64))', code: quotedText(DEFAULT_CURRENCY) }
  const plain = plainTypeOf(amount.type)
  if (isWholeNumber(plain)) {
    const whole = `toInt256(${amount.name})${amountsCount === 'units' ? ` * ${AMOUNT_SCALE}` : ''}`
    const units = `if(abs(${whole}) < ${MOST_UNITS}, toInt64(${whole}), NULL)`
    return { parts: [], isMissing: `isNull(${amount.name})`, units, code: codeOf(inColumn) }
  }
  const asText = `trimBoth(ifNull(toString(${amount.name}), ''))`
  if (plain.name === 'Decimal') return { ...digitsAsUnits(asText, NUMBER, amountsCount), code: codeOf(inColumn) }
  // A float is the shortest text that gives it back, as in files: 12.34 is 12.34 and not 12.3399999. The Decimal takes the exponent out.
  if (plain.name.startsWith('Float')) {
    const digits = `ifNull(toString(toDecimal256OrNull(${asText}, 30)), 'none')`
    return { ...digitsAsUnits(digits, NUMBER, amountsCount), code: codeOf(inColumn) }
  }
  const inText = 'upper(concat(amount_parts[2], amount_parts[6]))'
  const spelled = `multiIf(${inText} IN ('$', 'US$'), 'USD', ${inText} = '€', 'EUR', ${inText} = '£', 'GBP', ${inText} = '', ${inColumn}, ${inText})`
  return { ...digitsAsUnits(asText, AMOUNT, amountsCount), code: bound({ spelled }, codeOf('spelled')) }
}

/** Without a currency it is USD. The codes are one text: as a list of 180 constants they made up most of every query. */
function codeOf(spelled: string): string {
  return `multiIf(${spelled} = '', ${quotedText(DEFAULT_CURRENCY)}, match(${spelled}, '^[A-Z]{3}$') AND position(${quotedText(CURRENCY_CODES.join(' '))}, ${spelled}) % 4 = 1, ${spelled}, '')`
}

/** Digits are read as digits: what is behind those that are kept is rounded half to even. */
function digitsAsUnits(text: string, pattern: string, amountsCount: EventMapping['amountsCount']): Omit<AmountExpressions, 'code'> {
  const kept = amountsCount === 'units' ? 4 : 0
  const mostDigits = String(MOST_UNITS).length - 1 - kept
  const isAmount = `length(parts) = 6 AND (parts[1] = '' OR parts[3] = '') AND (parts[2] = '' OR parts[6] = '')
      AND length(whole) <= ${mostDigits} AND rounded < ${MOST_UNITS}`
  const rounded = `cut + multiIf(match(rest, '^(5.*[1-9]|[6-9])'), 1, match(rest, '^50*$'), cut % 2, 0)`
  const units = bound(
    { parts: 'amount_parts' },
    bound(
      { whole: "replaceRegexpOne(replaceAll(parts[4], ',', ''), '^0+', '')", rest: `substring(parts[5], ${kept + 1})` },
      bound(
        { cut: `toInt64OrZero(concat('0', whole, substring(concat(parts[5], '0000'), 1, ${kept})))` },
        bound({ rounded }, `if(${isAmount}, if(parts[1] = '-' OR parts[3] = '-', -rounded, rounded), NULL)`),
      ),
    ),
  )
  const parts = [{ name: 'amount_parts', expression: `extractGroups(${text}, ${quotedText(pattern)})` }]
  return { parts, isMissing: `${text} = ''`, units }
}
