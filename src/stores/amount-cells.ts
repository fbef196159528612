import type { LineCells } from './line-cells.ts'

const [QUOTE, MINUS, POINT, ZERO] = [34, 45, 46, 48] as const
/** Amounts of so many digits before and behind the point are sums of doubles without a rounding. */
const MOST_WHOLE_DIGITS = 9
const MOST_DECIMALS = 4
/** By the number of decimals that are missing to the fourth. */
const DECIMAL_SCALES = [1, 10, 100, 1_000, 0]

/** Amounts read from their bytes: `12`, `12.5` and `-0.25`, in quotes or not, and nothing that is written in another way. */
export class AmountCells {
  /** Units of 1/10,000 of the amount that was read last. */
  units = 0
  readonly #cells: LineCells

  constructor(cells: LineCells) {
    this.#cells = cells
  }

  /** Reads the amount that begins at an index of the chunk. Gives the index behind it, or −1 when it is not plain. */
  read(start: number): number {
    const { chunk } = this.#cells
    const isQuoted = chunk[start] === QUOTE
    let at = isQuoted ? start + 1 : start
    const isNegative = chunk[at] === MINUS
    if (isNegative) at += 1
    const first = at
    let whole = 0
    for (let digit = (chunk[at] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (chunk[at] ?? 0) - ZERO) {
      whole = whole * 10 + digit
      at += 1
    }
    const digits = at - first
    if (digits === 0 || digits > MOST_WHOLE_DIGITS || (digits > 1 && chunk[first] === ZERO)) return -1
    let parts = 0
    let missing: number = MOST_DECIMALS
    if (chunk[at] === POINT) {
      const point = at
      at += 1
      for (let digit = (chunk[at] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (chunk[at] ?? 0) - ZERO) {
        parts = parts * 10 + digit
        at += 1
      }
      missing = MOST_DECIMALS + 1 - (at - point)
      if (missing < 0 || missing === MOST_DECIMALS) return -1
    }
    const units = whole * 10_000 + parts * (DECIMAL_SCALES[missing] ?? 0)
    this.units = isNegative && units !== 0 ? -units : units
    const behind = isQuoted && chunk[at] === QUOTE ? at + 1 : at
    return isQuoted === behind > at && this.#cells.endsAt(behind) ? behind : -1
  }
}
