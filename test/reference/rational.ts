/** Fractions of big integers: slow, and exact. */
export interface Rational {
  readonly over: bigint
  /** Always positive. */
  readonly under: bigint
}

export const rational = (over: bigint, under = 1n): Rational => (under < 0n ? { over: -over, under: -under } : { over, under })

/** The fraction that a double is written as: 0.1 is 1/10. */
export function rationalOfDecimal(value: number): Rational {
  const [mantissa = '', power = '0'] = String(value).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const shift = BigInt(power) - BigInt(fraction.length)
  const digits = BigInt(whole + fraction)
  return shift >= 0n ? rational(digits * 10n ** shift) : rational(digits, 10n ** -shift)
}

export const times = (a: Rational, b: Rational): Rational => rational(a.over * b.over, a.under * b.under)

export const dividedBy = (a: Rational, b: Rational): Rational => rational(a.over * b.under, a.under * b.over)

/** Negative, zero or positive, as sort wants it. */
export function compareRationals(a: Rational, b: Rational): number {
  const left = a.over * b.under
  const right = b.over * a.under
  return left < right ? -1 : left > right ? 1 : 0
}

/** The double nearest to a fraction, ties to even. */
export function nearestDouble(value: Rational): number {
  const size = value.over < 0n ? -value.over : value.over
  if (size === 0n) return 0
  // 70 bits of quotient, and one more bit that says whether anything is left: then Number() rounds as if it saw all of it.
  const shift = 70 - (size.toString(2).length - value.under.toString(2).length)
  const over = shift > 0 ? size << BigInt(shift) : size
  const under = shift < 0 ? value.under << BigInt(-shift) : value.under
  const sticky = (over / under) * 2n + (over % under === 0n ? 0n : 1n)
  const double = Number(sticky) / 2 ** (shift + 1)
  return value.over < 0n ? -double : double
}
