import { DAY } from '../base/time.ts'
import { dayIndex, startOfWeek, weekIndex } from '../base/weeks.ts'
import { countedRows } from './counted.ts'
import type { StoreDataset } from './dataset.ts'
import { requireSoundStores, type StoreDefinition } from './definition.ts'
import { GroupSums } from './group-sums.ts'
import type { WeeklyAmounts } from './results.ts'
import { settle } from './settle.ts'

/**
 * The amounts of one store by calendar week, of the transactions that count and by the definition's time. The weeks are those from the first to the last such
 * transaction of all stores, so that stores can be compared; there are none when nothing counts.
 *
 * @returns null when there is no such store. Cost: two passes over the transactions.
 */
export function weeklyAmounts(dataset: StoreDataset, definition: StoreDefinition, storeId: string): WeeklyAmounts | null {
  requireSoundStores(definition)
  const { storeRows, storeOfDevice } = settle(dataset)
  const store = dataset.storeIds.find(storeId)
  if (store < 0 || (storeRows[store] ?? 0) === 0) return null
  const { weekStart, statuses, time } = definition
  const { device, units, createdAt, happenedAt } = dataset.transactions
  const times = time === 'created_at' ? createdAt : happenedAt
  const rows = countedRows(dataset, statuses)
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const row of rows) {
    const at = times[row] ?? 0
    if (at < first) first = at
    if (at > last) last = at
  }
  if (rows.length === 0) return { storeId, start: 0, amountUnits: [], transactions: [], isFirstPartial: false, isLastPartial: false }
  const firstWeek = weekIndex(first, weekStart)
  const weeks = weekIndex(last, weekStart) - firstWeek + 1
  const sums = new GroupSums(weeks)
  for (const row of rows) {
    if (storeOfDevice[device[row] ?? 0] === store) sums.add(weekIndex(times[row] ?? 0, weekStart) - firstWeek, units[row] ?? 0)
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
