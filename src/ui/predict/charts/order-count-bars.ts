export interface OrderCountBar {
  /** “0”, “1” … and the last “5 or more”. */
  readonly label: string
  readonly chance: number
}

const MOST_BARS = 10
/** What is less likely than this together is one bar. */
const LEAST_TAIL = 0.005

/** `counts` are probabilities of 0, 1, 2 … orders from the first; what they lack of 1 belongs to more orders than they count. */
export function orderCountBars(counts: Float64Array): readonly OrderCountBar[] {
  const bars: OrderCountBar[] = []
  let rest = 1
  for (const [orders, chance] of counts.entries()) {
    if (bars.length === MOST_BARS - 1 || (orders > 1 && rest < LEAST_TAIL)) break
    bars.push({ label: `${orders}`, chance })
    // Rounding may leave a trace below nothing.
    rest = Math.max(0, rest - chance)
  }
  return [...bars, { label: `${bars.length} or more`, chance: rest }]
}
