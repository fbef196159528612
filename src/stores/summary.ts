import { missingTables, type StoreDataset } from './dataset.ts'
import type { StoreSummary } from './results.ts'
import { settle } from './settle.ts'

/** Files, counts and rejects of a data set. Cost: one pass over the transactions, besides settling. */
export function storeSummary(dataset: StoreDataset): StoreSummary {
  const { counts, rejects, isAccepted, acceptedByText, rejectedByText } = settle(dataset)
  const { length, units, createdAt, happenedAt } = dataset.transactions
  let zeroAmounts = 0
  let negativeAmounts = 0
  let createdBeforeHappened = 0
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let row = 0; row < length; row += 1) {
    if (isAccepted[row] !== 1) continue
    const amount = units[row] ?? 0
    const at = happenedAt[row] ?? 0
    if (amount === 0) zeroAmounts += 1
    else if (amount < 0) negativeAmounts += 1
    if ((createdAt[row] ?? 0) < at) createdBeforeHappened += 1
    if (at < first) first = at
    if (at > last) last = at
  }
  return {
    files: dataset.texts.map(({ path, table, bytes, format, reason, read }, file) => {
      const accepted = acceptedByText[file] ?? 0
      const rejected = rejectedByText[file] ?? 0
      return { name: path, table, bytes, format, reason, read, accepted, rejected, duplicates: read - accepted - rejected }
    }),
    tables: counts,
    missing: missingTables(dataset),
    rejectedByReason: rejects.byReason(),
    rejects: rejects.list(),
    zeroAmounts,
    negativeAmounts,
    createdBeforeHappened,
    first: first > last ? null : first,
    last: first > last ? null : last,
  }
}
