const SHADES = 5

/** 0 for nothing or less, else 1 … SHADES. */
export function shadeOf(value: number, highest: number): number {
  if (value <= 0 || highest <= 0) return 0
  return Math.min(SHADES, Math.max(1, Math.ceil((value / highest) * SHADES)))
}
