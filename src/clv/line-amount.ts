import { AMOUNT_LIMIT, AMOUNT_SCALE, type Amount } from '../base/money.ts'

const KEPT_DECIMALS = 4

/**
 * A count of items: digits, optionally with a sign, decimals (things are sold by weight) and groups of three.
 * @returns NaN when the text is no number, or one of 10⁹ or more.
 */
export function parseQuantity(text: string): number {
  // Nearly all are of one or two digits.
  const code = text.charCodeAt(0)
  if (text.length === 1 && code >= 48 && code <= 57) return code - 48
  if (!/^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(text)) return Number.NaN
  const quantity = Number(text.replaceAll(',', ''))
  if (Math.abs(quantity) >= AMOUNT_LIMIT) return Number.NaN
  // A count of −0 is 0.
  return quantity === 0 ? 0 : quantity
}

/**
 * Quantity × unit price, exact whatever their decimals, then rounded half to even to 1/10,000 of a unit. Both texts are known to be a quantity and an amount.
 * @returns null when it is 10⁹ or more. Cost: BigInts only where the price has more than four decimals, the quantity has any, or the product is beyond 2^53.
 */
export function lineAmount(quantityText: string, priceText: string, price: Amount): Amount | null {
  const quantity = Number(quantityText.replaceAll(',', ''))
  const product = quantity * price.units
  const isExact = Number.isInteger(quantity) && Math.abs(product) <= Number.MAX_SAFE_INTEGER && decimalsOf(priceText) <= KEPT_DECIMALS
  const units = isExact ? product : exactProduct(quantityText, priceText)
  if (Math.abs(units) >= AMOUNT_LIMIT * AMOUNT_SCALE) return null
  return { units: units === 0 ? 0 : units, currency: price.currency }
}

function exactProduct(quantityText: string, priceText: string): number {
  const product = wholeDigits(quantityText) * wholeDigits(priceText)
  const decimals = decimalsOf(quantityText) + decimalsOf(priceText) - KEPT_DECIMALS
  if (decimals <= 0) return Number(product * 10n ** BigInt(-decimals))
  const divisor = 10n ** BigInt(decimals)
  const size = product < 0n ? -product : product
  const units = size / divisor
  const twiceRest = (size - units * divisor) * 2n
  const up = twiceRest > divisor || (twiceRest === divisor && units % 2n === 1n)
  return Number(up ? units + 1n : units) * (product < 0n ? -1 : 1)
}

/** The digits of a number without its point, groups and currency, with its sign. */
function wholeDigits(text: string): bigint {
  const digits = BigInt(text.replace(/[^0-9]/g, ''))
  return text.includes('-') ? -digits : digits
}

/** Digits behind the point. */
function decimalsOf(text: string): number {
  const point = text.indexOf('.')
  if (point < 0) return 0
  let at = point + 1
  while (text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at += 1
  return at - point - 1
}
