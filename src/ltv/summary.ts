import { wholeSpan } from './activity.ts'
import { typeAndVerb } from './event-kinds.ts'
import { notesOf } from './notes.ts'
import { oncePerRevision } from './once-per-revision.ts'
import type { DatasetSummary } from './results.ts'

/** Files, counts, rejects and notes of a data set. Cost: a few passes over orders and events, once for each state of the data set. */
export const summary = oncePerRevision((dataset): DatasetSummary => {
  const { rejects, rows, orders, accepted } = dataset
  const span = wholeSpan(dataset)
  return {
    records: 'events',
    weeks: null,
    files: dataset.texts.map(({ path, bytes, format, reason, accepted: textAccepted, rejected }) => ({
      name: path,
      bytes,
      format,
      reason,
      read: textAccepted + rejected,
      accepted: textAccepted,
      rejected,
    })),
    read: accepted + rejects.total,
    accepted,
    rejected: rejects.total,
    rejectedByReason: rejects.byReason(),
    rejects: rejects.list(),
    duplicates: dataset.duplicates,
    versions: rows.orderRows - orders.length,
    customers: dataset.customers.length,
    orders: orders.length,
    byTypeAndVerb: Array.from(dataset.acceptedByKind, (count, kind) => ({ ...typeAndVerb(kind), count })),
    first: span?.first ?? null,
    last: span?.last ?? null,
    notes: notesOf(dataset),
  }
})
