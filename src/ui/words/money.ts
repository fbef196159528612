import { properMinus } from './numbers.ts'

/** Amounts in data sets are whole counts of 1/10,000 of a currency unit. */
const UNITS_PER_WHOLE = 10_000

const LOCALE = 'en-GB'

/** Only the US dollar goes by its bare sign; other dollars keep their letters (CA$), since “$12” would be read as US dollars. */
function currencyOptions(currency: string): Intl.NumberFormatOptions {
  return { style: 'currency', currency, currencyDisplay: currency === 'USD' ? 'narrowSymbol' : 'symbol' }
}

const formats = new Map<string, Intl.NumberFormat>()

// Making an Intl format costs about 20 µs, using one about 1 µs; tables of amounts want the latter.
function format(currency: string, style: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${currency} ${style}`
  let found = formats.get(key)
  if (found === undefined) {
    found = new Intl.NumberFormat(LOCALE, { ...currencyOptions(currency), ...options })
    formats.set(key, found)
  }
  return found
}

/** In full, with the currency's own decimals: 6985.766 → “$6,985.77”. `value` in currency units. */
export function money(value: number, currency: string): string {
  return properMinus(format(currency, 'full', {}).format(value))
}

/** Without cents: 6985.766 → “$6,986”. */
export function wholeMoney(value: number, currency: string): string {
  return properMinus(format(currency, 'whole', { maximumFractionDigits: 0, minimumFractionDigits: 0 }).format(value))
}

/** From here on cents are noise, below they are part of the answer. */
const CENTS_BELOW = 100

/**
 * For a column of a table whose largest amount, either way, is `highest`: all of it with cents or none of it, so that digits stand under
 * digits. What would round to nothing without cents is “< $1”, since only nothing reads as 0.
 */
export function columnMoney(value: number, currency: string, highest: number): string {
  if (Math.abs(highest) < CENTS_BELOW) return money(value, currency)
  if (value === 0 || Math.abs(value) >= 0.5) return wholeMoney(value, currency)
  return value > 0 ? `< ${wholeMoney(1, currency)}` : `> ${wholeMoney(-1, currency)}`
}

/** For a figure that stands alone: in full below 100 (1.5 → “$1.50”), from there on as `compactMoney`. */
export function factMoney(value: number, currency: string): string {
  return value !== 0 && Math.abs(value) < CENTS_BELOW ? money(value, currency) : compactMoney(value, currency)
}

const SHORTENED_FROM = 99_999.5

/** At most a few digits: 2412345 → “$2.41m”, 1980 → “$1,980”. */
export function compactMoney(value: number, currency: string): string {
  return Math.abs(value) < SHORTENED_FROM ? wholeMoney(value, currency) : shortMoney(value, currency)
}

function shortMoney(value: number, currency: string): string {
  return properMinus(format(currency, 'compact', { notation: 'compact', maximumSignificantDigits: 3 }).format(value))
}

/** For the lines of an axis: all in full where one of them has cents, else all as short as the highest needs to be, so that “$100k” never stands over “$75,000”. */
export function axisMoney(ticks: readonly number[], currency: string): readonly string[] {
  if (ticks.some(tick => !Number.isInteger(tick))) return ticks.map(tick => money(tick, currency))
  const highest = ticks.reduce((most, tick) => Math.max(most, Math.abs(tick)), 0)
  return ticks.map(tick => (highest < SHORTENED_FROM ? wholeMoney(tick, currency) : shortMoney(tick, currency)))
}

/** In full, exactly, from a count of 1/10,000 of a currency unit: shows all decimals that are not zero, and at least the currency's own. */
export function exactMoney(units: number | bigint, currency: string): string {
  const amount = BigInt(units)
  const sign = amount < 0n ? '-' : ''
  const digits = (amount < 0n ? -amount : amount).toString().padStart(5, '0')
  const decimals = digits.slice(-4)
  const text = `${sign}${digits.slice(0, -4)}.${decimals}`
  const exact = format(currency, 'exact', { maximumFractionDigits: 4 })
  // Intl reads a decimal text digit by digit, which a number beyond 2^53 could not carry. The type wants it as a numeric literal.
  return properMinus(exact.format(text as `${number}`))
}

/** Currency units from 1/10,000 of a unit, for formatting and drawing (not for sums). */
export function fromUnits(units: number | bigint): number {
  return Number(units) / UNITS_PER_WHOLE
}
