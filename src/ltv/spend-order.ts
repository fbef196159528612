import type { Activity } from './activity.ts'
import type { Dataset } from './dataset.ts'
import { customersById } from './ids.ts'
import { type RankOrder, rankOrder } from './ranked.ts'
import type { Spend } from './spend.ts'

/** By spend, which goes with one activity. */
const known = new WeakMap<Spend, RankOrder>()

/**
 * Customers inside the window by what they spent, in 1/10,000 of a unit. Where all spends are divided by the same weeks it is the order of LTVs as well, whatever
 * the lifespan and the margin: so it is worked out once. Cost: the first time, that of {@link rankOrder}.
 */
export function spendOrder(dataset: Dataset, spend: Spend, activity: Activity): RankOrder {
  const found = known.get(spend)
  if (found !== undefined) return found
  const order = rankOrder(unitsInside(spend, activity), customersById(dataset))
  known.set(spend, order)
  return order
}

function unitsInside({ units }: Spend, { first, last }: Activity): Float64Array<ArrayBuffer> {
  const inside = units.slice()
  for (let customer = 0; customer < inside.length; customer += 1)
    if ((first[customer] ?? 0) > (last[customer] ?? 0)) inside[customer] = Number.NaN
  return inside
}
