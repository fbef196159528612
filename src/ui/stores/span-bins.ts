/** Spans of time that are shown as one bar. */
export interface SpanBin {
  /** In the unit asked for; the end is exclusive. */
  readonly start: number
  readonly end: number
  readonly number: number
}

const MOST_BINS = 24
const STEPS = [1, 2, 5, 10] as const

/** Spans (in one unit) counted in bins of one round width, side by side from the shortest to the longest, at most {@link MOST_BINS} of them. */
export function spanBins(spans: readonly number[]): readonly SpanBin[] {
  if (spans.length === 0) return []
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (const span of spans) {
    least = Math.min(least, span)
    most = Math.max(most, span)
  }
  const width = roundWidth((most - least) / (MOST_BINS - 2))
  const first = Math.floor(least / width)
  const numbers: number[] = Array.from({ length: Math.floor(most / width) - first + 1 }, () => 0)
  for (const span of spans) {
    const bin = Math.floor(span / width) - first
    numbers[bin] = (numbers[bin] ?? 0) + 1
  }
  return numbers.map((number, bin) => ({ start: (first + bin) * width, end: (first + bin + 1) * width, number }))
}

/** The next 1, 2 or 5 times a power of ten; 1 where all spans are alike. */
function roundWidth(least: number): number {
  if (least <= 0) return 1
  const magnitude = 10 ** Math.floor(Math.log10(least))
  return (STEPS.find(step => step * magnitude >= least) ?? 10) * magnitude
}
