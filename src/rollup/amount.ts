import { AMOUNT_SCALE } from '../base/money.ts'

/** Sums of this size and more, in units of 1/10,000, are refused: doubles hold all whole numbers below. */
const UNITS_LIMIT = 2n ** 53n
const DECIMALS = 4
const MOST_EXPONENT = 400

/** A sum of money, in 1/10,000 of a currency unit, and whether it had further decimals that were rounded half to even. */
export interface ReadSpend {
  readonly units: number
  readonly isRounded: boolean
}

/**
 * Reads a sum as engines print it: `12.34`, `-0.5`, `1.0E7`. The digits are read as digits, without floating point.
 *
 * @returns null when the text is no number, or 900,719,925,474.0992 and more in size.
 */
export function readSpend(text: string): ReadSpend | null {
  const parts = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text)
  if (parts === null) return null
  const [, sign, whole = '', fraction = '', exponentText = '0'] = parts
  const exponent = Number(exponentText)
  if (Math.abs(exponent) > MOST_EXPONENT) return null
  // value × 10^4 = digits × 10^shift
  const digits = BigInt(whole + fraction)
  const shift = exponent - fraction.length + DECIMALS
  let units = digits
  let isRounded = false
  if (shift >= 0) units = digits * 10n ** BigInt(shift)
  else {
    const divisor = 10n ** BigInt(-shift)
    units = digits / divisor
    const rest = digits % divisor
    isRounded = rest !== 0n
    const twice = rest * 2n
    if (twice > divisor || (twice === divisor && units % 2n === 1n)) units += 1n
  }
  if (units >= UNITS_LIMIT) return null
  const size = Number(units)
  return { units: sign === '-' && size !== 0 ? -size : size, isRounded }
}

export const SPEND_LIMIT_WORDS = `below ${(2 ** 53 / AMOUNT_SCALE).toFixed(4).replace(/\B(?=(\d{3})+\.)/g, ',')}`
