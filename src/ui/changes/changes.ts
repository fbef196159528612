import type { CustomerDirectory, Ranking } from '../../ltv/results.ts'
import { customerWithId, idOf } from '../result/customer-finder.ts'

/** Customers of one data set, ranked. */
export interface RankedData {
  readonly directory: CustomerDirectory
  readonly ranking: Ranking
  /** Rank index by customer, −1 where a customer has none. */
  readonly rankOf: Int32Array
}

/** Where a customer stood in one of the two. */
export interface Standing {
  /** Shared by equal LTVs, from 1. */
  readonly rank: number
  readonly ltv: number
  /** Among the top x there. */
  readonly isTop: boolean
}

/** `entered` and `left` are about the top x; who is in both has `stayed`. */
export type Movement = 'entered' | 'stayed' | 'left'

export interface CustomerChange {
  readonly id: string
  readonly movement: Movement
  /** Null when the customer was not in the earlier ranking at all. */
  readonly before: Standing | null
  readonly now: Standing | null
}

/**
 * Everybody who is among the top x of either ranking: those of now in their order, then those who have left in the order they had.
 * Customers are told by their ids. Both rankings must be of the same definition, otherwise their figures do not compare.
 * Cost: a bisection for each.
 */
export function changesAmongTop(before: RankedData, now: RankedData, x: number): CustomerChange[] {
  const present = topOf(now, x).map((id): CustomerChange => {
    const earlier = standing(before, id, x)
    return { id, movement: earlier?.isTop ? 'stayed' : 'entered', before: earlier, now: standing(now, id, x) }
  })
  const ids = new Set(present.map(({ id }) => id))
  const left = topOf(before, x)
    .filter(id => !ids.has(id))
    .map((id): CustomerChange => ({ id, movement: 'left', before: standing(before, id, x), now: standing(now, id, x) }))
  return [...present, ...left]
}

function topOf({ ranking, directory }: RankedData, x: number): string[] {
  return Array.from(ranking.customer.subarray(0, Math.min(x, ranking.ranked)), customer => idOf(directory, customer))
}

function standing({ directory, ranking, rankOf }: RankedData, id: string, x: number): Standing | null {
  const customer = customerWithId(directory, id)
  const index = customer === null ? -1 : (rankOf[customer] ?? -1)
  if (index < 0) return null
  return { rank: ranking.sharedRank[index] ?? index + 1, ltv: ranking.ltv[index] ?? 0, isTop: index < x }
}
