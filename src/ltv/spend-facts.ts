import { sortedPlaces } from '../base/order.ts'
import type { Activity } from './activity.ts'
import type { Figures } from './figures.ts'
import type { RankingFacts } from './results.ts'
import type { Spend } from './spend.ts'

type SpendFacts = Pick<RankingFacts, 'customersWithOrders' | 'leastSpendUnits' | 'mostSpendUnits' | 'customersForHalfOfSpend'>

/** By spend, which goes with one activity: facts do not depend on weeks, and sorting all customers again for each definition took 40 ms. */
const known = new WeakMap<Spend, SpendFacts>()

/** Facts of who spent how much. Cost: the first time a pass over the customers and one sort of those with spend. */
export function spendFactsOf({ spend, activity }: Figures): SpendFacts {
  const found = known.get(spend)
  if (found !== undefined) return found
  const facts = { ...spendersOf(spend, activity), customersForHalfOfSpend: customersForHalf(spend) }
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

/** Those without spend need no sorting: half of a sum above 0 is reached before them. */
function customersForHalf({ units, exactUnits, total }: Spend): number | null {
  if (total <= 0n) return null
  const spenders = customersAbove0(units)
  const keys = new Float64Array(spenders.length)
  for (let at = 0; at < keys.length; at += 1) keys[at] = units[spenders[at] ?? 0] ?? 0
  const bySpend = sortedPlaces(keys, 'descending')
  const isExact = exactUnits.size === 0 && total <= BigInt(Number.MAX_SAFE_INTEGER)
  const all = Number(total)
  let reached = 0
  let exactlyReached = 0n
  for (let place = 0; place < bySpend.length; place += 1) {
    const at = bySpend[place] ?? 0
    const own = keys[at] ?? 0
    if (isExact) reached += own
    else exactlyReached += exactUnits.get(spenders[at] ?? 0) ?? BigInt(own)
    // The sum stops growing at half, so it cannot leave the whole numbers of doubles before.
    if (isExact ? reached >= all - reached : exactlyReached * 2n >= total) return place + 1
  }
  return null
}

function customersAbove0(units: Float64Array): Uint32Array<ArrayBuffer> {
  const customers = new Uint32Array(units.length)
  let count = 0
  for (let customer = 0; customer < units.length; customer += 1) {
    if ((units[customer] ?? 0) <= 0) continue
    customers[count] = customer
    count += 1
  }
  return customers.slice(0, count)
}
