/** 1/10,000 of a currency unit, as everywhere. */
const AMOUNT_DECIMALS = 4

/** Units of 1/10,000 as an exact decimal with two to four decimals: 123400 → “12.34”, −5 → “-0.0005”. Expects a whole number, below 2^53 when it is no bigint. */
export function amountText(units: number | bigint): string {
  const digits = String(units < 0 ? -units : units).padStart(AMOUNT_DECIMALS + 1, '0')
  const decimals = digits.slice(-AMOUNT_DECIMALS).replace(/0{1,2}$/, '')
  return `${units < 0 ? '-' : ''}${digits.slice(0, -AMOUNT_DECIMALS)}.${decimals}`
}

/**
 * A number in the fewest digits that read back as the same number, never with an exponent: spreadsheets and SQL loaders take “1e-7” for text.
 * Expects a finite number.
 */
export function plainNumber(value: number): string {
  const text = String(value)
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (parts === null) return text
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  const digits = whole + fraction
  const point = 1 + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return sign + digits.padEnd(point, '0')
}
