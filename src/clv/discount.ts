import { refundOf } from './order-status.ts'

/** Amounts in 1/10,000 of a currency unit, read with either decimal sign; NaN where it is none. Changed in place. */
interface TwoAmounts {
  amountUnits: number
  commaUnits: number
}

const PERCENT = /^[-(]?\s*(\d{1,3})(?:[.,](\d{1,4}))?\s*%\s*\)?$/
const DIGITS_OF_PERCENT = 4
const WHOLE = 100 * 10 ** DIGITS_OF_PERCENT

/**
 * Takes a discount off the amount of a row, if the cell or its column say what it is of: 15 % is a part of the row, and so is an amount in a column called “line discount”.
 * A number alone may be an amount or a share, of one piece, of the row or of the order.
 *
 * @param isOfRow the column says that an amount in it is what the row is reduced by.
 * @returns false when it is not known what to take off, or when it is more than there is; the amount is as it was then.
 */
export function takeDiscountOff(text: string, amounts: TwoAmounts, isOfRow: boolean): boolean {
  const share = PERCENT.exec(text)
  if (share !== null) {
    const off = Number(share[1]) * 10 ** DIGITS_OF_PERCENT + Number((share[2] ?? '').padEnd(DIGITS_OF_PERCENT, '0'))
    if (off > WHOLE) return false
    amounts.amountUnits = partOf(amounts.amountUnits, WHOLE - off)
    amounts.commaUnits = partOf(amounts.commaUnits, WHOLE - off)
    return true
  }
  const discount = isOfRow ? refundOf(text) : null
  if (discount === null) return false
  const point = nearerToZero(amounts.amountUnits, discount.point)
  const comma = nearerToZero(amounts.commaUnits, discount.comma)
  if (Number.isNaN(point) && Number.isNaN(comma)) return false
  amounts.amountUnits = point
  amounts.commaUnits = comma
  return true
}

/** Whether a cell says that there is a discount at all. */
export function hasDiscount(text: string): boolean {
  return text !== '' && !/^[^1-9]*$/.test(text)
}

/** The number of a column in percent with its sign: 15 as 15%. From 0 to 1 it may be a fraction all the same (0.15), so that is left as it is. */
export function asPercentage(text: string): string {
  return Math.abs(Number(text.replace(',', '.'))) > 1 ? `${text}%` : text
}

/** So many millionths of an amount, rounded half to even. In BigInts: the product is beyond what a double holds. */
function partOf(units: number, millionths: number): number {
  if (Number.isNaN(units)) return units
  const product = BigInt(Math.abs(units)) * BigInt(millionths)
  const whole = BigInt(WHOLE)
  const part = product / whole
  const twiceRest = (product - part * whole) * 2n
  const size = Number(twiceRest > whole || (twiceRest === whole && part % 2n === 1n) ? part + 1n : part)
  return units < 0 && size > 0 ? -size : size
}

/** What is given back is reduced by what it was reduced by when it was bought; NaN where that is more than all of it. */
function nearerToZero(units: number, discount: number): number {
  const left = Math.abs(units) - discount
  if (Number.isNaN(left) || left < 0) return Number.NaN
  return units < 0 && left > 0 ? -left : left
}
