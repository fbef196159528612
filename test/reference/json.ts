/*
 * Reads whole JSON texts the slow and plain way: one character at a time, by recursion.
 * Numbers that a double cannot hold digit for digit become ExactNumber, as the app's reader promises; all else is what JSON.parse gives.
 */
import { ExactNumber } from '../../src/base/exact-number.ts'

/** The value and where it ends, or a SyntaxError. */
export function parseJsonPrefix(text: string, from: number): { value: unknown; end: number } {
  let at = from

  function fail(expectation: string): never {
    throw new SyntaxError(`at ${at}: “${text.slice(at, at + 12)}”, expected ${expectation}`)
  }
  function skipSpace(): void {
    while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++
  }
  function match(pattern: RegExp): string | null {
    const sticky = new RegExp(pattern.source, 'y')
    sticky.lastIndex = at
    const found = sticky.exec(text)
    if (found === null) return null
    at += found[0].length
    return found[0]
  }
  function parseValue(): unknown {
    skipSpace()
    const first = text.charAt(at)
    if (first === '{') return parseObject()
    if (first === '[') return parseArray()
    if (first === '"') return parseText()
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (text.startsWith(word, at)) {
        at += word.length
        return value
      }
    }
    const number = match(/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/)
    return number === null ? fail('a value') : exactNumber(number)
  }
  function parseText(): string {
    // JSON.parse knows the escapes; here only the end has to be found.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON forbids in a text
    const literal = match(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/)
    return literal === null ? fail('a text') : String(JSON.parse(literal))
  }
  function parseArray(): unknown[] {
    const list: unknown[] = []
    at++
    skipSpace()
    if (text.charAt(at) === ']') {
      at++
      return list
    }
    for (;;) {
      list.push(parseValue())
      skipSpace()
      const separator = text.charAt(at)
      if (separator !== ',' && separator !== ']') fail('a comma or ]')
      at++
      if (separator === ']') return list
    }
  }
  function parseObject(): object {
    const object = {}
    at++
    skipSpace()
    if (text.charAt(at) === '}') {
      at++
      return object
    }
    for (;;) {
      skipSpace()
      const name = text.charAt(at) === '"' ? parseText() : fail('a name')
      skipSpace()
      if (text.charAt(at) !== ':') fail('a colon')
      at++
      // As JSON.parse does: the last of duplicate names wins, and `__proto__` is a name like any other.
      Object.defineProperty(object, name, { value: parseValue(), writable: true, enumerable: true, configurable: true })
      skipSpace()
      const separator = text.charAt(at)
      if (separator !== ',' && separator !== '}') fail('a comma or }')
      at++
      if (separator === '}') return object
    }
  }

  const value = parseValue()
  return { value, end: at }
}

/** 12345678901234567890 → ExactNumber; 1.50 and 1e3 are fine as doubles. */
function exactNumber(literal: string): number | ExactNumber {
  const double = Number(literal)
  return Number.isFinite(double) && sameDecimal(literal, String(double)) ? double : new ExactNumber(literal)
}

function sameDecimal(a: string, b: string): boolean {
  const one = decimalOf(a)
  const other = decimalOf(b)
  return one.digits === other.digits && one.exponent === other.exponent
}

/** A JSON number literal as digits × 10^exponent, without trailing zeros in the digits. */
export function decimalOf(literal: string): { digits: bigint; exponent: number } {
  const [mantissa = '', power = '0'] = literal.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  let digits = BigInt(`${whole}${fraction}`.replace('-', ''))
  if (digits === 0n) return { digits, exponent: 0 }
  // `0 +` makes 0 of −0, so that exponents compare equal.
  let exponent = 0 + Number(power) - fraction.length
  while (digits % 10n === 0n) {
    digits /= 10n
    exponent++
  }
  return { digits: mantissa.startsWith('-') ? -digits : digits, exponent }
}

/**
 * The records of a text whose records are well-formed: arrays, objects, an object with one array of objects inside, in any number and order.
 * Commas, NULs (real files have them where they were glued together) and the brackets of the outermost arrays count as white space, so missing, doubled and trailing ones do not matter
 * (and an array that stands among the records is not told from the array around it: use judge() for that).
 */
export function recordsOf(wholeText: string): unknown[] {
  const text = wholeText.replace(/^\uFEFF/, '')
  const records: unknown[] = []
  let at = 0
  for (;;) {
    while (at < text.length && ' \t\r\n\0,[]'.includes(text.charAt(at))) at++
    if (at === text.length) return records
    const { value, end } = parseJsonPrefix(text, at)
    at = end
    records.push(...(wrappedRecords(value) ?? [value]))
  }
}

function wrappedRecords(value: unknown): unknown[] | null {
  if (typeof value !== 'object' || value === null || Object.hasOwn(value, 'type')) return null
  const lists = Object.values(value).filter(each => Array.isArray(each) && each.every(item => typeof item === 'object' && item !== null))
  return lists.length === 1 && Array.isArray(lists[0]) ? lists[0] : null
}
