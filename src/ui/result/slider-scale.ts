/** Positions of the slider: fine enough that every small x has a place of its own at usual widths. */
export const SLIDER_STEPS = 1_000

/**
 * The x that a slider position stands for. The scale is logarithmic, because the difference between 10 and 20 customers matters as much as that
 * between 10,000 and 20,000; results are rounded to two leading digits so that the numbers on the way are ones a person would choose.
 * @param position 0 … SLIDER_STEPS
 * @param customers number of customers, ≥ 1: what the far end stands for
 */
export function xAt(position: number, customers: number): number {
  if (position <= 0) return 1
  if (position >= SLIDER_STEPS) return customers
  const exact = Math.exp((position / SLIDER_STEPS) * Math.log(customers))
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(exact)) - 1)
  return Math.min(customers, Math.max(1, Math.round(exact / unit) * unit))
}

/** Where x stands on the slider; the inverse of {@link xAt} up to its rounding. */
export function positionOf(x: number, customers: number): number {
  if (x <= 1) return 0
  if (x >= customers) return SLIDER_STEPS
  return Math.round((Math.log(x) / Math.log(customers)) * SLIDER_STEPS)
}

/**
 * One step of x by keyboard: by one below 20, by one leading-digit unit above (20, 21 … 100, 110 …), never standing still.
 * Positions alone would not do: near 1 many positions stand for the same x.
 */
export function steppedX(x: number, steps: number, customers: number): number {
  let stepped = x
  for (let left = Math.abs(steps); left > 0; left--) {
    const magnitude = steps > 0 ? stepped : stepped - 1
    const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, magnitude))) - 1)
    stepped = steps > 0 ? (Math.floor(stepped / unit) + 1) * unit : (Math.ceil(stepped / unit) - 1) * unit
  }
  return Math.min(customers, Math.max(1, stepped))
}
