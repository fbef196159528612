import type { Problem } from '../base/problems.ts'
import { createOrders, mergeOrders, type Orders, packOrders, unpackOrders } from '../clv/index.ts'
import { createDataset, type Dataset, directory, merge, pack, rank, summary, unpack } from '../ltv/index.ts'
import type { DatasetSummary } from '../ltv/results.ts'
import type { Definitions, ReportData } from './data.ts'
import { eventsOfOrders, summaryOfOrders } from './orders-as-events.ts'
import type { DatasetResult, PackedData } from './protocol.ts'

/** Events, and the rows of orders that they were made from, if they were. */
export class CustomerData implements ReportData {
  readonly report = 'customers'
  readonly dataset: Dataset
  readonly orders: Orders | null

  constructor(dataset: Dataset, orders: Orders | null) {
    this.dataset = dataset
    this.orders = orders
  }

  /** Files, counts, rejects and notes, of events or of the rows of orders. */
  counts(): DatasetSummary {
    return this.orders === null ? summary(this.dataset) : summaryOfOrders(this.orders, this.dataset)
  }

  opened(definitions: Definitions, problems: readonly Problem[]): DatasetResult {
    const ranking = rank(this.dataset, definitions.customers)
    return { report: this.report, summary: this.counts(), directory: directory(this.dataset), ranking, problems }
  }

  /** Packing alone would hand over the storage of the data set. */
  copy(): PackedData {
    const { dataset, orders } = this
    if (orders !== null) return { kind: 'orders', ...packOrders(mergeOrders(orders, createOrders())) }
    return { kind: 'events', ...pack(merge(dataset, createDataset())) }
  }

  behind(before: PackedData): CustomerData | null {
    const { dataset, orders } = this
    if (orders === null) return before.kind === 'events' ? new CustomerData(merge(unpack(before), dataset), null) : null
    if (before.kind !== 'orders') return null
    const both = mergeOrders(unpackOrders(before), orders)
    return new CustomerData(eventsOfOrders(both), both)
  }
}
