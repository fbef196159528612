import { ExactNumber } from '../../base/exact-number.ts'
import { membersOf } from './members.ts'

/**
 * Puts an {@link ExactNumber} in the place of each number at the top level of a parsed object that the double does not hold digit for digit.
 * `text` is the valid JSON text that `value` was parsed from. Cost: linear in the text; only called for records with a long number.
 */
export function withExactNumbers(text: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  // Of equal keys the last one wins, as in JSON.parse.
  const literals = new Map<string, string>()
  for (const member of membersOf(text, 0)) literals.set(member.key, text.slice(member.valueStart, member.valueEnd).trimEnd())
  for (const [key, literal] of literals) {
    if (!/^-?\d/.test(literal) || canonical(literal) === canonical(String(Number(literal)))) continue
    // Defined, not assigned: a key __proto__ is an own property here.
    Object.defineProperty(value, key, { value: new ExactNumber(literal), writable: true, enumerable: true, configurable: true })
  }
  return value
}

/** Sign, significant digits and the power of ten of the last one: “-1.250e3” and “-1250” → “-125e1”. */
function canonical(literal: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal)
  if (!parts) return literal
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}
