import { DAY } from '../base/time.ts'
import { dayIndex, startOfWeek, weekIndex } from '../base/weeks.ts'
import type { StoreDataset } from './dataset.ts'
import { requireSoundStores, type StoreDefinition } from './definition.ts'
import { STATUSES } from './fields.ts'
import { GroupSums } from './group-sums.ts'
import type { WeeklyAmounts } from './results.ts'
import { settle } from './settle.ts'
import { statusesOf, tally } from './tallies.ts'

/**
 * The amounts of one store by calendar week, of the transactions that count and by the definition's time. The weeks are those from the first to the last such
 * transaction of all stores, so that stores can be compared; there are none when nothing counts.
 *
 * @returns null when there is no such store. Cost: that of the tallies, once, and one look at each transaction.
 */
export function weeklyAmounts(dataset: StoreDataset, definition: StoreDefinition, storeId: string): WeeklyAmounts | null {
  requireSoundStores(definition)
  const { storeRows, storeOfDevice, isAccepted } = settle(dataset)
  const store = dataset.storeIds.find(storeId)
  if (store < 0 || (storeRows[store] ?? 0) === 0) return null
  const { weekStart, statuses, time } = definition
  const { first, last } = tally(dataset).earliest[time][statuses]
  if (first > last) return { storeId, start: 0, amountUnits: [], transactions: [], isFirstPartial: false, isLastPartial: false }
  const { length, device, units, status, createdAt, happenedAt } = dataset.transactions
  const times = time === 'created_at' ? createdAt : happenedAt
  const firstWeek = weekIndex(first, weekStart)
  const weeks = weekIndex(last, weekStart) - firstWeek + 1
  const sums = new GroupSums(weeks)
  const isCounted = statusesOf(statuses).reduce((flags, one) => flags.fill(1, one, one + 1), new Uint8Array(STATUSES.length))
  const isOfStore = Uint8Array.from(storeOfDevice, owner => (owner === store ? 1 : 0))
  for (let row = 0; row < length; row += 1) {
    if (isOfStore[device[row] ?? 0] !== 1 || isAccepted[row] !== 1 || isCounted[status[row] ?? 0] !== 1) continue
    sums.add(weekIndex(times[row] ?? 0, weekStart) - firstWeek, units[row] ?? 0)
  }
  return {
    storeId,
    start: startOfWeek(firstWeek, weekStart),
    amountUnits: Array.from({ length: weeks }, (_, week) => sums.units(week)),
    transactions: [...sums.transactions],
    isFirstPartial: dayIndex(first) * DAY > startOfWeek(firstWeek, weekStart),
    isLastPartial: (dayIndex(last) + 1) * DAY < startOfWeek(firstWeek + weeks, weekStart),
  }
}
