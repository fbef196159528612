/**
 * n / d as the nearest double, ties to even, for any size of n and d > 0.
 * The quotient is worked out to more than 64 bits with a sticky last one, so that the one rounding of `Number` is the only one.
 */
export function nearestRatio(numerator: bigint, denominator: bigint): number {
  if (numerator < 0n) return -nearestRatio(-numerator, denominator)
  if (numerator === 0n) return 0
  const shift = BigInt(Math.max(0, 66 - bitLength(numerator) + bitLength(denominator)))
  const scaled = numerator << shift
  const quotient = scaled / denominator
  const sticky = quotient * denominator === scaled ? quotient : quotient | 1n
  return Number(sticky) / 2 ** Number(shift)
}

/** Greatest common divisor of two numbers above 0. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b]
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger
}

function bitLength(value: bigint): number {
  return value.toString(2).length
}
