import type { HistoryGroups } from '../../src/clv/history-groups.ts'
import type { OrderLines } from '../../src/clv/order-lines.ts'
import { purchasesOf } from '../../src/clv/purchases.ts'

interface Group {
  readonly frequency: number
  readonly recency: number
  readonly age: number
  readonly spends: number[]
  readonly repeats: number[]
}

/** Everyone's histories as a database gives them, added up customer by customer the slow way. */
export function groupedOrders(lines: OrderLines, throughDay: number): HistoryGroups {
  const { starts, day, units, customers, facts } = purchasesOf(lines, throughDay)
  const groups = new Map<string, Group>()
  for (let customer = 0; customer < customers; customer += 1) {
    const days = [...day.subarray(starts[customer], starts[customer + 1])]
    const [first] = days
    if (first === undefined) continue
    const amounts = [...units.subarray(starts[customer], starts[customer + 1])]
    const spend = amounts.reduce((sum, each) => sum + each, 0)
    const repeats = spend - (amounts[0] ?? 0)
    const history = { frequency: days.length - 1, recency: (days.at(-1) ?? first) - first, age: throughDay - first }
    const key = JSON.stringify([history, repeats > 0, spend > 0])
    const group = groups.get(key) ?? { ...history, spends: [], repeats: [] }
    groups.set(key, group)
    group.spends.push(spend)
    group.repeats.push(repeats)
  }
  const all = [...groups.values()]
  const sums = (of: (group: Group) => readonly number[]) => ({
    units: Float64Array.from(all, group => of(group).reduce((sum, each) => sum + each, 0)),
    squares: Float64Array.from(all, group => of(group).reduce((sum, each) => sum + each * each, 0)),
    most: Float64Array.from(all, group => Math.max(...of(group))),
  })
  return {
    length: all.length,
    throughDay,
    frequency: Uint32Array.from(all, group => group.frequency),
    recencyDays: Uint32Array.from(all, group => group.recency),
    ageDays: Uint32Array.from(all, group => group.age),
    repeatsPaid: Uint8Array.from(all, group => (group.repeats.some(each => each > 0) ? 1 : 0)),
    hasPaid: Uint8Array.from(all, group => (group.spends.some(each => each > 0) ? 1 : 0)),
    customers: Float64Array.from(all, group => group.spends.length),
    spend: sums(group => group.spends),
    repeatSpend: sums(group => group.repeats),
    orders: facts.orders,
    freeOrders: facts.zeroOrders,
    creditNotes: facts.creditNotes,
    unmatchedCreditNotes: facts.unmatchedCreditNotes,
    unmatchedRefundUnits: facts.unmatchedRefundUnits,
    customersWithoutPurchase: facts.customersWithoutPurchase,
  }
}
