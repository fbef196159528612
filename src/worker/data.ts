import type { Problem } from '../base/problems.ts'
import { ambiguousDates, type Orders } from '../clv/index.ts'
import { type Dataset, summary } from '../ltv/index.ts'
import type { DatasetSummary } from '../ltv/results.ts'
import { SEVERAL_KINDS, undecidedDates } from './failures.ts'
import type { FilesRead } from './file-reading.ts'
import { eventsOfOrders, summaryOfOrders } from './orders-as-events.ts'

/** What is asked about: events, and the rows of orders that they were made from, if they were. */
export interface Data {
  readonly dataset: Dataset
  readonly orders: Orders | null
}

/** What files came to, or why that is no data: events and orders are not mixed, and dates must be dates. */
export function dataOf({ dataset, orders }: Pick<FilesRead, 'dataset' | 'orders'>): Data | { readonly problems: readonly Problem[] } {
  if (orders === null) return { dataset, orders }
  if (summary(dataset).read > 0) return { problems: [SEVERAL_KINDS] }
  const undecided = ambiguousDates(orders)
  if (undecided.length > 0)
    return { problems: undecided.map(column => undecidedDates(column, orders.texts[column.files[0] ?? -1]?.path ?? null)) }
  return { dataset: eventsOfOrders(orders), orders }
}

/** Files, counts, rejects and notes, of events or of the rows of orders. */
export function summaryOf({ dataset, orders }: Data): DatasetSummary {
  return orders === null ? summary(dataset) : summaryOfOrders(orders, dataset)
}
