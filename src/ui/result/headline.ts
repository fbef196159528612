import type { Ranking } from '../../ltv/results.ts'
import { exactMoney, factMoney, fromUnits, wholeMoney } from '../words/money.ts'
import { count, counted, percent } from '../words/numbers.ts'

/** The answer in one sentence. */
export function headline(ranking: Pick<Ranking, 'currency' | 'facts' | 'definition'>): string {
  const { currency, facts } = ranking
  const ranked = facts.customers
  const total = facts.totalSpendUnits
  if (ranked === 0)
    return facts.customersOutsideWindow > 0 ? 'No customer has an event in this window.' : 'No customers were found in this data.'
  if (facts.customersWithOrders === 0) {
    // Where a currency was chosen, there may be orders in others.
    const how = ranking.definition.currency === null ? '' : ` in ${currency}`
    return ranked === 1 ? `The one customer has not ordered${how}.` : `None of the ${count(ranked)} customers has ordered${how}.`
  }
  if (ranked === 1) return `The one customer spent ${exactMoney(total, currency)}.`
  if (total < 0n) return `Refunds exceed purchases by ${exactMoney(-total, currency)}.`
  const { leastSpendUnits: least, mostSpendUnits: most } = facts
  if (total === 0n) return least === 0 ? `All orders amount to ${wholeMoney(0, currency)}.` : 'Refunds and purchases cancel each other out.'
  if (least === most) return `All ${count(ranked)} customers spent the same.`
  if (facts.customersForHalfOfSpend === 1) {
    const share = fromUnits(most) / fromUnits(total)
    // With refunds elsewhere one customer can have spent more than all customers net of them.
    return share > 1 ? 'One customer spent more than all others lost in refunds.' : `One customer makes ${percent(share)} of all spend.`
  }
  if (facts.customersForHalfOfSpend === null)
    return `${counted(facts.customersWithOrders, 'customer')} spent ${factMoney(fromUnits(total), currency)}.`
  return `Half of all spend comes from ${counted(facts.customersForHalfOfSpend, 'customer')}.`
}
