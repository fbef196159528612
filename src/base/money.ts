import { CURRENCY_CODES } from './currencies.ts'

/** Amounts are kept as whole counts of 1/10,000 of a currency unit. */
export const AMOUNT_SCALE = 10_000
/** Amounts of this size and more, in whole currency units, are refused: they are typing errors, and sums stay exact below. */
export const AMOUNT_LIMIT = 1_000_000_000
export const DEFAULT_CURRENCY = 'USD'

const UNITS_LIMIT = AMOUNT_LIMIT * AMOUNT_SCALE
const KEPT_DECIMALS = 4

export interface Amount {
  /** Whole count of 1/10,000 of a currency unit, rounded half to even; never −0. */
  readonly units: number
  /** ISO 4217 code in capitals. */
  readonly currency: string
}

const CODES: ReadonlySet<string> = new Set(CURRENCY_CODES)

const PLUS = 43
const COMMA = 44
const MINUS = 45
const POINT = 46

/**
 * Reads an amount as people and exports write it: `12.34 USD`, `USD12.34`, `-$5`, `$-5`, `1,234.56`, `€ 7`. Without a currency it is USD.
 * The digits are read as digits: no floating point on the way. Currency codes may be in any case; `.5`, `5.`, `1e3` and two signs are refused.
 *
 * @returns null when the text is no amount, names an unknown currency or is 10⁹ or more. Cost: one pass over the text.
 */
export function parseAmount(text: string): Amount | null {
  const end = text.trimEnd().length
  let at = skipSpace(text, 0, end)

  let sign = signAt(text, at)
  if (sign !== 0) at += 1
  const before = currencyAt(text, at, end)
  if (before !== null) {
    at = skipSpace(text, at + before.length, end)
    if (sign === 0) {
      sign = signAt(text, at)
      if (sign !== 0) at += 1
    }
  }

  const numberEnd = plainNumberEnd(text, at, end)
  if (numberEnd < 0) return null
  const units = unitsOfDigits(text, at, numberEnd, 0)
  if (units === null) return null

  at = skipSpace(text, numberEnd, end)
  const after = before === null ? currencyAt(text, at, end) : null
  if (after !== null) at += after.length
  if (at !== end) return null
  return { units: signed(units, sign), currency: before?.code ?? after?.code ?? DEFAULT_CURRENCY }
}

/**
 * Reads the text of a JSON number (exponents allowed) as an amount, digit by digit.
 *
 * @returns units of 1/10,000, or null when the text is no number or is 10⁹ or more. Cost: one pass over the text, whatever the exponent.
 */
export function parseAmountNumber(literal: string): number | null {
  const parts = /^(-?)([0-9]+(?:\.[0-9]+)?)(?:[eE]([+-]?[0-9]+))?$/.exec(literal)
  const digits = parts?.[2]
  if (parts === null || digits === undefined) return null
  const units = unitsOfDigits(digits, 0, digits.length, Number(parts[3] ?? '0'))
  return units === null ? null : signed(units, parts[1] === '-' ? -1 : 1)
}

/** A double in currency units from units of 1/10,000: one correctly rounded division. */
export function unitsToAmount(units: number): number {
  return units / AMOUNT_SCALE
}

/**
 * An exact sum of amounts. Each amount is split into q × 10⁷ + r and the parts are added in doubles,
 * which stay exact for hundreds of millions of amounts; a BigInt per amount would be a hundred times slower.
 */
export class ExactSum {
  private high = 0
  private low = 0

  /** `units` is a whole number below 2^53 in size. */
  add(units: number): void {
    const high = Math.trunc(units / 1e7)
    this.high += high
    this.low += units - high * 1e7
  }

  total(): bigint {
    return BigInt(this.high) * 10_000_000n + BigInt(this.low)
  }
}

function signed(units: number, sign: number): number {
  return sign < 0 && units !== 0 ? -units : units
}

function signAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code === MINUS ? -1 : code === PLUS ? 1 : 0
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function skipSpace(text: string, start: number, end: number): number {
  let at = start
  while (at < end && isSpace(text.charCodeAt(at))) at += 1
  return at
}

/** ASCII white space and the no-break and thin spaces that spreadsheets put between number and currency. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x202f || code === 0x2009 || code === 0xfeff
}

interface CurrencyFound {
  readonly code: string
  readonly length: number
}
const DOLLAR: CurrencyFound = { code: 'USD', length: 1 }
const US_DOLLAR: CurrencyFound = { code: 'USD', length: 3 }
const EURO: CurrencyFound = { code: 'EUR', length: 1 }
const POUND: CurrencyFound = { code: 'GBP', length: 1 }

function currencyAt(text: string, at: number, end: number): CurrencyFound | null {
  if (at >= end) return null
  const symbol = text.charCodeAt(at)
  if (symbol === 36) return DOLLAR
  if (symbol === 0x20ac) return EURO
  if (symbol === 0xa3) return POUND
  if (symbol < 65 || at + 3 > end) return null
  const word = text.slice(at, at + 3)
  if (word === 'USD') return { code: word, length: 3 }
  if (!/^[A-Za-z]{2}[A-Za-z$]$/.test(word)) return null
  const code = word.toUpperCase()
  if (code === 'US$') return US_DOLLAR
  return CODES.has(code) ? { code, length: 3 } : null
}

/** End of a number without exponent that starts at `start`, or −1. Groups, where there are any, are of exactly three digits. */
function plainNumberEnd(text: string, start: number, end: number): number {
  let at = start
  let groupDigits = 0
  let grouped = false
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at)
    if (isDigit(code)) groupDigits += 1
    else if (code === COMMA) {
      if (groupDigits === 0 || groupDigits > 3 || (grouped && groupDigits !== 3)) return -1
      grouped = true
      groupDigits = 0
    } else break
  }
  if (groupDigits === 0 || (grouped && groupDigits !== 3)) return -1
  if (at >= end || text.charCodeAt(at) !== POINT) return at
  const firstDecimal = at + 1
  at = firstDecimal
  while (at < end && isDigit(text.charCodeAt(at))) at += 1
  return at === firstDecimal ? -1 : at
}

/** Value of digits with an optional point (commas are passed over) times 10^exponent, in units, rounded half to even; null at the limit and above. */
function unitsOfDigits(text: string, start: number, end: number, exponent: number): number | null {
  let point = text.indexOf('.', start)
  if (point < 0 || point >= end) point = end
  let wholeDigits = 0
  for (let at = start; at < point; at += 1) if (text.charCodeAt(at) !== COMMA) wholeDigits += 1
  // How many of the digits stand before the place where units end.
  const keptDigits = wholeDigits + exponent + KEPT_DECIMALS

  let units = 0
  let seen = 0
  let roundingDigit = 0
  let restIsZero = true
  for (let at = start; at < end; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0) continue
    if (seen < keptDigits) {
      units = units * 10 + digit
      if (units >= UNITS_LIMIT) return null
    } else if (seen === keptDigits) roundingDigit = digit
    else if (digit !== 0) restIsZero = false
    seen += 1
  }
  if (units !== 0) {
    for (; seen < keptDigits; seen += 1) {
      units *= 10
      if (units >= UNITS_LIMIT) return null
    }
  }
  const up = roundingDigit > 5 || (roundingDigit === 5 && (!restIsZero || units % 2 === 1))
  if (up) units += 1
  return units >= UNITS_LIMIT ? null : units
}
