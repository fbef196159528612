import type { Ranking } from '../../ltv/results.ts'

/** The share of all spend that the customers who spent most make together. */
export interface ConcentrationPoint {
  /** This many customers, those who spent most. */
  readonly customers: number
  readonly shareOfCustomers: number
  /** Above 1 where refunds of others outweigh. */
  readonly shareOfSpend: number
}

export interface Concentration {
  /** From none to all customers, at most {@link CURVE_POINTS} steps. */
  readonly curve: readonly ConcentrationPoint[]
  /** The points a person would ask for: top 1, 10, 100 …, 1 %, 10 %, 20 %, 50 %, all. Ascending, none twice. */
  readonly named: readonly ConcentrationPoint[]
}

const CURVE_POINTS = 300
const NAMED_COUNTS = [1, 10, 100, 1_000, 10_000, 100_000]
const NAMED_SHARES = [0.01, 0.1, 0.2, 0.5, 1]

/**
 * `bySpend` has the rank indexes of all customers by spend ascending. Null when there is nothing to share: no spend, or less than none.
 * Cost: one pass; sums in doubles of whole units are exact below 2^53.
 */
export function concentrationOf(ranking: Ranking, bySpend: Uint32Array): Concentration | null {
  const total = Number(ranking.facts.totalSpendUnits)
  const customers = ranking.ranked
  const { spendUnits } = ranking.columns
  if (total <= 0 || customers === 0) return null
  const wanted = new Set<number>([0])
  const named = new Set<number>()
  for (const fixed of NAMED_COUNTS) if (fixed <= customers) named.add(fixed)
  for (const share of NAMED_SHARES) named.add(Math.max(1, Math.round(share * customers)))
  const half = ranking.facts.customersForHalfOfSpend
  if (half !== null) named.add(half)
  for (const at of named) wanted.add(at)
  for (let step = 0; step <= CURVE_POINTS; step++) wanted.add(Math.round((step / CURVE_POINTS) * customers))
  const points: ConcentrationPoint[] = []
  let spend = 0
  let taken = 0
  for (const until of [...wanted].sort((a, b) => a - b)) {
    for (; taken < until; taken++) spend += spendUnits[ranking.customer[bySpend[customers - taken - 1] ?? 0] ?? 0] ?? 0
    points.push({ customers: taken, shareOfCustomers: taken / customers, shareOfSpend: spend / total })
  }
  return { curve: points, named: points.filter(point => named.has(point.customers)) }
}
