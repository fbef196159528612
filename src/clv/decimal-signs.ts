import { type Amount, parseAmount } from '../base/money.ts'
import { lineAmount, parseQuantity } from './line-amount.ts'
import { writtenPlainly } from './written-amount.ts'

/**
 * A number as it reads with the point and with the comma as its decimal sign; NaN where it is none. 12.50 and 12,50 can be read in one way,
 * 1,234 and 1.234 in both, 1234 says the same in both. Only the column as a whole tells which sign it has, so both are kept.
 */
export interface TwoReadings {
  point: number
  comma: number
}

export interface ReadAmount extends TwoReadings {
  /** ISO 4217 code in capitals. */
  currency: string
}

// One object each for all rows: who reads one takes the values out.
const amount: ReadAmount = { point: Number.NaN, comma: Number.NaN, currency: '' }
const quantity: TwoReadings = { point: Number.NaN, comma: Number.NaN }

/**
 * Reads an amount as {@link parseAmount} does, with either sign, and in the ways of {@link writtenPlainly}; in parentheses, as bookkeepers write it, it is below 0.
 * A group that begins with 0 is none: 0,125 is no thousand.
 *
 * @returns units of 1/10,000, only valid until the next call; null when the text is no amount with either sign. Cost: one parse, a second one where both signs are possible.
 */
export function readAmount(text: string): ReadAmount | null {
  const plain = writtenPlainly(withoutParentheses(text))
  return bothOf(withPoint(plain), withComma(plain))
}

/** Number of items × price of one, each sign for both. Null when it is no amount below the limit with either. */
export function readProduct(quantityText: string, priceText: string): ReadAmount | null {
  const quantity = writtenPlainly(quantityText)
  const price = writtenPlainly(withoutParentheses(priceText))
  return bothOf(
    product(quantity, price, beginsWithZeroGroup(quantity, ',') ? null : withPoint(price)),
    product(withPointsAndCommasSwapped(quantity), withPointsAndCommasSwapped(price), withComma(price)),
  )
}

function product(quantityText: string, priceText: string, price: Amount | null): Amount | null {
  return price === null || Number.isNaN(parseQuantity(quantityText)) ? null : lineAmount(quantityText, priceText, price)
}

function bothOf(point: Amount | null, comma: Amount | null): ReadAmount | null {
  const either = point ?? comma
  if (either === null) return null
  amount.point = point?.units ?? Number.NaN
  amount.comma = comma?.units ?? Number.NaN
  amount.currency = either.currency
  return amount
}

function withPoint(text: string): Amount | null {
  return beginsWithZeroGroup(text, ',') ? null : parseAmount(text)
}

function withComma(text: string): Amount | null {
  if (saysTheSameInBoth(text)) return parseAmount(text)
  return canHaveComma(text) && !beginsWithZeroGroup(text, '.') ? parseAmount(withPointsAndCommasSwapped(text)) : null
}

/** Reads a number of items with either sign. Only valid until the next call; null when the text is no number with either. */
export function readQuantity(written: string): TwoReadings | null {
  const text = writtenPlainly(written)
  quantity.point = beginsWithZeroGroup(text, ',') ? Number.NaN : parseQuantity(text)
  quantity.comma = saysTheSameInBoth(text)
    ? quantity.point
    : canHaveComma(text) && !beginsWithZeroGroup(text, '.')
      ? parseQuantity(withPointsAndCommasSwapped(text))
      : Number.NaN
  return Number.isNaN(quantity.point) && Number.isNaN(quantity.comma) ? null : quantity
}

/** 1.234,56 as 1,234.56, and the other way round. */
function withPointsAndCommasSwapped(text: string): string {
  return text.replace(/[.,]/g, sign => (sign === '.' ? ',' : '.'))
}

/** The other reading of a number of items that has two, with the group sign taken for the decimal one: 1,250 as 1250 and 1.25. Groups make thousands, decimals less. */
export function otherQuantity(pointReading: number): number {
  return Math.abs(pointReading) >= 1_000 ? pointReading / 1_000 : pointReading * 1_000
}

function saysTheSameInBoth(text: string): boolean {
  return !text.includes(',') && !text.includes('.')
}

/** Saves the second parse of most amounts: 12.50 cannot be grouped by points. */
function canHaveComma(text: string): boolean {
  if (text.includes(',')) return true
  const first = text.indexOf('.')
  return /^\d{3}(?!\d)/.test(text.slice(first + 1, first + 5))
}

/** A number like 0,125: 0 is no group of thousands. */
function beginsWithZeroGroup(text: string, sign: ',' | '.'): boolean {
  const at = text.indexOf(sign)
  if (at < 1) return false
  let digit = at
  while (digit > 0 && text.charCodeAt(digit - 1) >= 48 && text.charCodeAt(digit - 1) <= 57) digit -= 1
  return digit < at && text.charCodeAt(digit) === 48
}

/** “(12.50)” as “-12.50”, “$(5)” as “-$5”; other text as it is. */
function withoutParentheses(text: string): string {
  if (!text.includes('(')) return text
  const parts = /^\s*([A-Za-z€£$]{0,3})\s*\(\s*([^()+-]+?)\s*\)\s*([A-Za-z€£$]{0,3})\s*$/.exec(text)
  return parts === null ? text : `-${parts[1] ?? ''}${parts[2] ?? ''}${parts[3] ?? ''}`
}
