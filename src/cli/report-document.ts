import type { Problem } from '../base/problems.ts'
import type { Definition } from '../ltv/definition.ts'
import { rank, topXSimpleLtvCustomers } from '../ltv/index.ts'
import type { RankedCustomer } from '../ltv/results.ts'
import type { CustomerData } from '../worker/customer-data.ts'
import { isoTime, type ReadingDocument, readingEnd, rejectedOf } from './reading-document.ts'

/** The one JSON document that the command line prints. */
export interface ReportDocument extends ReadingDocument {
  readonly read: number
  readonly accepted: number
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
}

export function reportDocument(data: CustomerData, definition: Definition, x: number, problems: readonly Problem[]): ReportDocument {
  const counts = data.counts()
  const { read, accepted, duplicates, customers } = counts
  const { dataset } = data
  const { currency, facts } = rank(dataset, definition)
  return {
    read,
    accepted,
    rejected: rejectedOf(counts),
    duplicates,
    customers,
    weeks: facts.calendarWeeks,
    first: isoTime(facts.first),
    last: isoTime(facts.last),
    currency,
    top: topXSimpleLtvCustomers(x, dataset, definition),
    ...readingEnd(counts, problems),
  }
}
