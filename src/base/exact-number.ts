/**
 * A JSON number that a double cannot hold digit for digit, kept as it was written
 * (for example the id 12345678901234567890). Readers hand it over in the place of a number.
 */
export class ExactNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Longest id that a number may spell out, in digits: `1e400` is an id, `1e999999999` would fill the memory. */
export const WHOLE_NUMBER_DIGITS = 1_000

/**
 * The digits of a JSON number that is whole, whichever way it is written: `1.0`, `1e3` and `-0` give “1”, “1000” and “0”.
 *
 * @returns null when the number has a fraction, is no JSON number, or has more than {@link WHOLE_NUMBER_DIGITS} digits.
 */
export function wholeNumberText(literal: string): string | null {
  const parts = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(literal)
  const whole = parts?.[2]
  if (parts === null || whole === undefined) return null
  const decimals = parts[3] ?? ''
  const digits = whole + decimals
  const first = firstNonZero(digits)
  if (first === digits.length) return '0'
  const wholeDigits = whole.length + Number(parts[4] ?? '0')
  if (wholeDigits - first > WHOLE_NUMBER_DIGITS) return null
  const text = digits.slice(first, Math.max(first, wholeDigits))
  // Only zeros may stand behind the point, wherever the exponent has put it.
  for (let at = Math.max(0, wholeDigits); at < digits.length; at += 1) if (digits[at] !== '0') return null
  return (parts[1] ?? '') + text.padEnd(wholeDigits - first, '0')
}

function firstNonZero(digits: string): number {
  let at = 0
  while (at < digits.length && digits[at] === '0') at += 1
  return at
}
