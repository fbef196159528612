/** One byte for each word of three capital letters: the number of the currency plus one, 0 for what is no currency. Filled from outside. */
export const currencies = memory.data(26 * 26 * 26)

/** What the last successful {@link readAmount} or {@link readNumberAmount} found, in 1/10,000 of a unit, never −0; and the number of its currency. */
export let units: f64 = 0
export let currency: u32 = 0

/** 10⁹ currency units. */
const UNITS_LIMIT: i64 = 10_000_000_000_000

/**
 * An amount in one of the plain forms that files are full of: `12.34`, `-12.34 USD`, `$12.34`. False for anything else: it may still be an amount by the
 * rules of base/money.ts, which then reads it.
 */
export function readAmount(start: u32, length: u32): bool {
  const end = start + length
  let at = start
  const sign = load<u8>(at)
  if (sign === 0x2d || sign === 0x2b) at++
  const hasSymbol = load<u8>(at) === 0x24
  if (hasSymbol) at++
  at = readDigits(at, sign === 0x2d)
  if (at === 0) return false
  currency = dollar
  if (at === end) return true
  if (hasSymbol || end - at !== 4 || load<u8>(at) !== 0x20) return false
  const code = codeNumber(load<u8>(at, 1), load<u8>(at, 2), load<u8>(at, 3))
  if (code === 0) return false
  currency = code - 1
  return true
}

/** An amount that is a JSON number without exponent. */
export function readNumberAmount(start: u32, length: u32): bool {
  const negative = load<u8>(start) === 0x2d
  currency = dollar
  return readDigits(negative ? start + 1 : start, negative) === start + length
}

/** The number of USD, which amounts without a currency are in. */
let dollar: u32 = 0
export function setDollar(number: u32): void {
  dollar = number
}

/** Digits with at most four decimals, and where they end; 0 when they are not that, or too large. At most 12 digits stand before the point. */
function readDigits(start: u32, negative: bool): u32 {
  let at = start
  let value: i64 = 0
  while (true) {
    const digit = u32(load<u8>(at)) - 48
    if (digit > 9) break
    value = value * 10 + digit
    at++
  }
  const width = at - start
  if (width === 0 || width > 12) return 0
  let decimals: u32 = 0
  if (load<u8>(at) === 0x2e) {
    at++
    while (true) {
      const digit = u32(load<u8>(at)) - 48
      if (digit > 9) break
      value = value * 10 + digit
      at++
      decimals++
    }
    if (decimals === 0 || decimals > 4) return 0
  }
  for (; decimals < 4; decimals++) value *= 10
  if (value >= UNITS_LIMIT) return 0
  units = f64(negative ? -value : value)
  return at
}

function codeNumber(first: u32, second: u32, third: u32): u32 {
  const a = first - 65
  const b = second - 65
  const c = third - 65
  return a > 25 || b > 25 || c > 25 ? 0 : load<u8>(currencies + (a * 26 + b) * 26 + c)
}
