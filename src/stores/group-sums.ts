import { AMOUNT_SCALE } from '../base/money.ts'
import { nearestRatio } from '../base/ratio.ts'

/** Parts in which a sum is kept, so that both stay exact in doubles, see ExactSum. */
const PART = 1e7

/** Exact sums and counts of amounts by group. Costs 20 bytes a group. */
export class GroupSums {
  readonly transactions: Uint32Array<ArrayBuffer>
  private readonly high: Float64Array<ArrayBuffer>
  private readonly low: Float64Array<ArrayBuffer>

  constructor(groups: number) {
    this.transactions = new Uint32Array(groups)
    this.high = new Float64Array(groups)
    this.low = new Float64Array(groups)
  }

  /** `units` is a whole number below 10¹³ in size, as amounts are. */
  add(group: number, units: number): void {
    // Nearly all amounts are below 1,000, of which nothing is high.
    const high = units < PART && units > -PART ? 0 : Math.trunc(units / PART)
    this.transactions[group] = (this.transactions[group] ?? 0) + 1
    this.high[group] = (this.high[group] ?? 0) + high
    this.low[group] = (this.low[group] ?? 0) + units - high * PART
  }

  /** Adds what a group of others holds. */
  addAll(group: number, others: GroupSums, other: number): void {
    this.transactions[group] = (this.transactions[group] ?? 0) + (others.transactions[other] ?? 0)
    this.high[group] = (this.high[group] ?? 0) + (others.high[other] ?? 0)
    this.low[group] = (this.low[group] ?? 0) + (others.low[other] ?? 0)
  }

  units(group: number): bigint {
    return BigInt(this.high[group] ?? 0) * BigInt(PART) + BigInt(this.low[group] ?? 0)
  }

  /** Below 0, 0 or above 0 as the sum of group `a` is smaller, the same or larger than that of `b`. No bigints where doubles tell them apart. */
  compareUnits(a: number, b: number): number {
    const left = (this.high[a] ?? 0) * PART + (this.low[a] ?? 0)
    const right = (this.high[b] ?? 0) * PART + (this.low[b] ?? 0)
    const isExact = Math.abs(left) < Number.MAX_SAFE_INTEGER && Math.abs(right) < Number.MAX_SAFE_INTEGER
    if (isExact) return left - right
    const difference = this.units(a) - this.units(b)
    return difference < 0n ? -1 : difference > 0n ? 1 : 0
  }

  /** The groups with at least one transaction. */
  groups(): number[] {
    const groups: number[] = []
    for (let group = 0; group < this.transactions.length; group += 1) if ((this.transactions[group] ?? 0) > 0) groups.push(group)
    return groups
  }
}

/** Units of 1/10,000 shared among so many (above 0), in euros: the double nearest to the exact fraction. */
export function meanOfUnits(units: bigint, among: number): number {
  return nearestRatio(units, BigInt(among) * BigInt(AMOUNT_SCALE))
}

/** Below 0, 0 or above 0 as a text comes before another by UTF-16 code units. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
