import { type Dataset, datasetOfWeeks, summary, weekLimits } from '../ltv/index.ts'
import { otherCurrencies } from '../ltv/notes.ts'
import type { DatasetSummary } from '../ltv/results.ts'
import { type Rollup, rollupNotes, type SettledRollup, settleRollup } from '../rollup/index.ts'

/** By the data set that was made of it: settling takes passes over all rows, and the data sheet asks again. */
const settledAs = new WeakMap<Dataset, SettledRollup>()

/** The rows that count as a data set of weeks, so that everything weeks can tell is worked out as it is from events. Cost: a few passes over the rows. */
export function datasetOfRollup(rollup: Rollup): Dataset {
  const settled = settleRollup(rollup)
  const dataset = datasetOfWeeks(settled.customers, settled.weeks)
  settledAs.set(dataset, settled)
  return dataset
}

/** The data sheet of weeks: files, rows and rejects as they were read, and what they come to. */
export function summaryOfRollup(rollup: Rollup, dataset: Dataset): DatasetSummary {
  const settled = settledAs.get(dataset) ?? settleRollup(rollup)
  const { rejects, leftOutLater, repeats, weeks } = settled
  const ofEvents = summary(dataset)
  const limits = weekLimits(dataset)
  let [events, orders] = [0, 0]
  for (let row = 0; row < weeks.length; row += 1) {
    events += weeks.events[row] ?? 0
    orders += weeks.orders[row] ?? 0
  }
  const later = leftOutLater.reduce((sum, count) => sum + count, 0)
  const accepted = rollup.taken - later
  return {
    ...ofEvents,
    records: 'rows',
    weeks: limits === null ? null : { ...limits, events },
    files: rollup.texts.map(({ path, bytes, format, reason, accepted: taken, rejected }, file) => ({
      name: path,
      bytes,
      format,
      reason,
      read: taken + rejected,
      accepted: taken - (leftOutLater[file] ?? 0),
      rejected: rejected + (leftOutLater[file] ?? 0),
    })),
    read: accepted + rejects.total,
    accepted,
    rejected: rejects.total,
    rejectedByReason: rejects.byReason(),
    rejects: rejects.list(),
    duplicates: repeats,
    orders,
    notes: [otherCurrencies(dataset), ...rollupNotes(rollup, settled)].filter(note => note !== null),
  }
}
