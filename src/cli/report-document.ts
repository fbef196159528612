import type { Problem } from '../base/problems.ts'
import type { Definition } from '../ltv/definition.ts'
import { rank, topXSimpleLtvCustomers } from '../ltv/index.ts'
import type { RankedCustomer } from '../ltv/results.ts'
import type { CustomerData } from '../worker/customer-data.ts'

/** The one JSON document that the command line prints. */
export interface ReportDocument {
  readonly read: number
  readonly accepted: number
  /** Counts by reason, in order of reason. */
  readonly rejected: Readonly<Record<string, number>>
  /** Exact repeats of an accepted event. */
  readonly duplicates: number
  readonly customers: number
  /** Calendar weeks from the first to the last event of the whole data set, whatever the weeks rule. */
  readonly weeks: number
  /** First and last event, ISO 8601 in UTC with milliseconds; null when there is none. */
  readonly first: string | null
  readonly last: string | null
  /** The currency of all money below. */
  readonly currency: string
  readonly top: readonly RankedCustomer[]
  /** The first 10,000 in order of file and byte. */
  readonly rejects: readonly {
    readonly file: string
    readonly line: number
    readonly byte: number
    readonly field: string | null
    readonly reason: string
  }[]
  readonly notes: readonly { readonly code: string; readonly count: number; readonly message: string }[]
  /** Only there when something could not be read. */
  readonly problems?: readonly Problem[]
}

export function reportDocument(data: CustomerData, definition: Definition, x: number, problems: readonly Problem[]): ReportDocument {
  const { files, read, accepted, rejectedByReason, rejects, duplicates, customers, notes } = data.counts()
  const { dataset } = data
  const { currency, facts } = rank(dataset, definition)
  return {
    read,
    accepted,
    // `__proto__` cannot be among the reasons: they are this program's own words.
    rejected: Object.fromEntries(rejectedByReason.map(({ reason, count }) => [reason, count])),
    duplicates,
    customers,
    weeks: facts.calendarWeeks,
    first: isoTime(facts.first),
    last: isoTime(facts.last),
    currency,
    top: topXSimpleLtvCustomers(x, dataset, definition),
    rejects: rejects.map(({ file, line, byte, field, reason }) => ({ file: files[file]?.name ?? '', line, byte, field, reason })),
    notes: notes.map(({ code, count, message }) => ({ code, count, message })),
    ...(problems.length > 0 ? { problems } : {}),
  }
}

const isoTime = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString())
