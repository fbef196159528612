import type { Note } from '../base/notes.ts'
import { grouped, readingNotes } from '../base/reading-notes.ts'
import { KEPT_REJECTS } from '../base/rejects.ts'
import { missingTables, type StoreDataset } from './dataset.ts'
import type { StoreSummary, StoreTotals } from './results.ts'
import { settle, type TableCounts } from './settle.ts'
import { STORE_TABLES, type StoreTable } from './tables.ts'
import { tally } from './tallies.ts'

/** Files, counts, rejects and notes of a data set. Cost: that of settling and of the tallies, once. While tables are missing see {@link unsettledSummary}. */
export function storeSummary(dataset: StoreDataset): StoreSummary {
  const { counts, rejects, acceptedByText, rejectedByText } = settle(dataset)
  const { zeroAmounts, negativeAmounts, createdBeforeHappened, earliest } = tally(dataset)
  const { first, last } = earliest.happened_at.all
  return {
    ...storeTotals(counts),
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
    notes: storeNotes(dataset, rejects.total),
  }
}

/**
 * What can be said while tables are missing: rows that are broken in themselves are left out, all others are waiting to be put together.
 * Cost: constant, whatever the number of rows.
 */
export function unsettledSummary(dataset: StoreDataset): StoreSummary {
  const { read, rejected, rejects, rejectedByText } = dataset
  const countsOf = (table: StoreTable): TableCounts => {
    const { duplicates } = dataset[table]
    return { read: read[table], accepted: read[table] - rejected[table] - duplicates, rejected: rejected[table], duplicates }
  }
  const tables = { devices: countsOf('devices'), stores: countsOf('stores'), transactions: countsOf('transactions') }
  return {
    ...storeTotals(tables),
    files: dataset.texts.map(({ path, table, bytes, format, reason, read: rows }, file) => {
      const broken = rejectedByText[file] ?? 0
      return { name: path, table, bytes, format, reason, read: rows, accepted: rows - broken, rejected: broken, duplicates: 0 }
    }),
    tables,
    missing: missingTables(dataset),
    rejectedByReason: rejects.byReason(),
    rejects: rejects.list(),
    zeroAmounts: 0,
    negativeAmounts: 0,
    createdBeforeHappened: 0,
    first: null,
    last: null,
    notes: storeNotes(dataset, rejects.total),
  }
}

/** The counts of the three tables together. */
function storeTotals(counts: Readonly<Record<StoreTable, TableCounts>>): StoreTotals {
  const sum = (name: keyof TableCounts): number => STORE_TABLES.reduce((total, table) => total + counts[table][name], 0)
  return { read: sum('read'), accepted: sum('accepted'), rejected: sum('rejected'), duplicates: sum('duplicates') }
}

/** What readers said of the files, and that not all rejects are kept. */
function storeNotes(dataset: StoreDataset, rejected: number): Note[] {
  const message = `${grouped(rejected)} rows were left out; the first ${grouped(KEPT_REJECTS)} are kept to be looked at.`
  const cut: Note | null = rejected > KEPT_REJECTS ? { code: 'rejects-cut', count: rejected, message } : null
  return [...readingNotes(dataset.texts), cut].filter(note => note !== null)
}
