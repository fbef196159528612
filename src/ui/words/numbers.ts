/*
 * Numbers for people. The page speaks English, so its numbers do too (1,204,118), whatever the computer's own language:
 * a comma must not mean thousands in one sentence and decimals in the next.
 */
const LOCALE = 'en-GB'
const MINUS = '−'

const formats = new Map<string, Intl.NumberFormat>()

/** Making a format costs about 20 µs, using one about 1 µs: the rows of a table want the latter. */
function format(style: 'decimal' | 'percent', decimals: number): Intl.NumberFormat {
  const key = `${style} ${decimals}`
  const found = formats.get(key) ?? new Intl.NumberFormat(LOCALE, { style, maximumFractionDigits: decimals })
  formats.set(key, found)
  return found
}

/** 1204118 → “1,204,118”. */
export function count(value: number | bigint): string {
  return properMinus(format('decimal', 0).format(value))
}

/** (1, 'customer') → “1 customer”, (2, 'customer') → “2 customers”, (0, 'entry', 'entries') → “0 entries”. */
export function counted(value: number, singular: string, plural = `${singular}s`): string {
  return `${count(value)} ${value === 1 ? singular : plural}`
}

/** Up to `decimals` digits after the point, no trailing zeros: 14 → “14”, 1.25 → “1.25”. */
export function decimal(value: number, decimals = 2): string {
  return properMinus(format('decimal', decimals).format(value))
}

/**
 * A share of 1 as a percentage. What is not quite nothing or not quite everything never reads as 0% or 100%:
 * with 212 of 1,204,118 rows left out the rest is 99.98%.
 */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '–'
  for (const decimals of [0, 1, 2, 3]) {
    const text = format('percent', decimals).format(share)
    const rounded = Math.round(share * 100 * 10 ** decimals) / 10 ** decimals
    const isBlurred = (rounded === 0 && share !== 0) || (rounded === 100 && share !== 1) || (decimals < 2 && share > 0.99 && share < 1)
    if (!isBlurred) return properMinus(text)
  }
  return share < 0.5 ? 'under 0.001%' : 'over 99.999%'
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Bytes in steps of 1,000, as file managers and disks count: 1234567 → “1.2 MB”. */
export function bytes(value: number): string {
  let scaled = value
  let unit = 0
  while (scaled >= 999.5 && unit < BYTE_UNITS.length - 1) {
    scaled /= 1000
    unit += 1
  }
  const digits = unit === 0 || scaled >= 99.5 ? 0 : 1
  return `${format('decimal', digits).format(scaled)} ${BYTE_UNITS[unit] ?? ''}`
}

/** Milliseconds as people say them: “under a second”, “8 seconds”, “2 minutes”, “1 hour 5 minutes”. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 1) return 'under a second'
  if (seconds < 60) return counted(seconds, 'second')
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return counted(minutes, 'minute')
  const rest = minutes % 60
  const hours = counted(Math.floor(minutes / 60), 'hour')
  return rest === 0 ? hours : `${hours} ${counted(rest, 'minute')}`
}

/** Intl writes a hyphen for minus. */
export function properMinus(text: string): string {
  return text.replace('-', MINUS)
}
