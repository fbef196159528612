import type { Activity } from './activity.ts'
import type { Dataset } from './dataset.ts'
import type { Figures } from './figures.ts'
import type { RankOrder } from './ranked.ts'
import type { RankingFacts } from './results.ts'
import type { Spend } from './spend.ts'
import { spendOrder } from './spend-order.ts'

type SpendFacts = Pick<RankingFacts, 'customersWithOrders' | 'leastSpendUnits' | 'mostSpendUnits' | 'customersForHalfOfSpend'>

/** By spend, which goes with one activity: facts do not depend on weeks, and sorting all customers again for each definition took 40 ms. */
const known = new WeakMap<Spend, SpendFacts>()

/** Facts of who spent how much. Cost: the first time a pass over the customers, and what {@link spendOrder} takes. */
export function spendFactsOf(dataset: Dataset, { spend, activity }: Figures): SpendFacts {
  const found = known.get(spend)
  if (found !== undefined) return found
  const facts = { ...spendersOf(spend, activity), customersForHalfOfSpend: customersForHalf(spend, spendOrder(dataset, spend, activity)) }
  known.set(spend, facts)
  return facts
}

/** Of customers inside the window. */
function spendersOf({ units, orders }: Spend, { first, last }: Activity): Omit<SpendFacts, 'customersForHalfOfSpend'> {
  let customersWithOrders = 0
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let customer = 0; customer < units.length; customer += 1) {
    if ((first[customer] ?? 0) > (last[customer] ?? 0)) continue
    const own = units[customer] ?? 0
    if ((orders[customer] ?? 0) > 0) customersWithOrders += 1
    if (own < least) least = own
    if (own > most) most = own
  }
  return least > most
    ? { customersWithOrders, leastSpendUnits: 0, mostSpendUnits: 0 }
    : { customersWithOrders, leastSpendUnits: least, mostSpendUnits: most }
}

/** Half of a sum above 0 is reached before those without spend. */
function customersForHalf({ exactUnits, total }: Spend, { customers, values }: RankOrder): number | null {
  if (total <= 0n) return null
  const isExact = exactUnits.size === 0 && total <= BigInt(Number.MAX_SAFE_INTEGER)
  const all = Number(total)
  let reached = 0
  let exactlyReached = 0n
  for (let index = 0; index < values.length; index += 1) {
    const own = values[index] ?? 0
    if (isExact) reached += own
    else exactlyReached += exactUnits.get(customers[index] ?? 0) ?? BigInt(own)
    // The sum stops growing at half, so it cannot leave the whole numbers of doubles before.
    if (isExact ? reached >= all - reached : exactlyReached * 2n >= total) return index + 1
  }
  return null
}
