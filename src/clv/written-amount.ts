import { withCodeForSign } from './currency-signs.ts'

/** What nearly all amounts look like: nothing is to be done. */
const PLAIN = /^[$€£]?-?\d[\d.,]*$/
const MINUSES = /[\u2212\u2013\u2014\ufe63\uff0d]/g
/** Groups of three behind blanks or apostrophes: 1 234,56 and 1'234.50. */
const OTHER_GROUPS = /(?<![\d.,])[1-9]\d{0,2}(?:([ \u00a0\u2009\u202f'\u2019])\d{3}(?!\d))(?:\1\d{3}(?!\d))*/
/** Lakhs and crores: 1,23,456. */
const INDIAN_GROUPS = /(?<![\d.,])\d{1,2}(?:,\d{2})+,\d{3}(?!\d)/
/** 20,– and 20.- are prices without cents. */
const NO_CENTS = /(\d)[.,]-+(?=\D*$)/
/** 20.00- is how bookkeepers' programs write what is below zero. */
const MINUS_BEHIND = /^([^-]*\d)\s*-\s*([^\d-]*)$/
/** Spreadsheets show a zero as a dash, in the format for bookkeepers. */
const DASH_FOR_ZERO = /^([$€£]|[A-Z]{3})\s*-$/

/**
 * An amount as spreadsheets, banks and other countries write it, in the form that {@link parseAmount} reads: a sign in front, groups by commas or points or not at all,
 * and the code of the currency in the place of its sign. Decimal signs stay as they are. Cost: one test for most texts.
 */
export function writtenPlainly(text: string): string {
  if (PLAIN.test(text)) return text
  const plain = withCodeForSign(text.trim())
    .replace(MINUSES, '-')
    .replace(OTHER_GROUPS, digits => digits.replace(/\D/g, ''))
    .replace(INDIAN_GROUPS, digits => digits.replaceAll(',', ''))
    .replace(NO_CENTS, '$1')
  const zero = DASH_FOR_ZERO.exec(plain)
  if (zero !== null) return `${zero[1] ?? ''}0`
  const behind = MINUS_BEHIND.exec(plain)
  return behind === null ? plain : `-${behind[1] ?? ''} ${behind[2] ?? ''}`.trim()
}
