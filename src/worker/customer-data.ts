import type { Problem } from '../base/problems.ts'
import { createOrders, mergeOrders, type Orders, packOrders, unpackOrders } from '../clv/index.ts'
import type { Definition } from '../ltv/definition.ts'
import { createDataset, type Dataset, directory, merge, pack, rank, summary, unpack, weekLimits } from '../ltv/index.ts'
import type { DatasetSummary } from '../ltv/results.ts'
import { nearestAnswerable } from '../ltv/week-limits.ts'
import { mergeRollups, packRollup, Rollup, unpackRollup } from '../rollup/index.ts'
import type { Definitions, ReportData } from './data.ts'
import { eventsOfOrders, summaryOfOrders } from './orders-as-events.ts'
import type { DatasetResult, PackedData } from './protocol.ts'
import { datasetOfRollup, summaryOfRollup } from './rollup-as-weeks.ts'

/** Events, and the rows of orders that they were made from, if they were; or weeks, and the rows of the rollup that they are from. */
export class CustomerData implements ReportData {
  readonly report = 'customers'
  readonly dataset: Dataset
  readonly orders: Orders | null
  readonly rollup: Rollup | null

  constructor(dataset: Dataset, orders: Orders | null, rollup: Rollup | null = null) {
    this.dataset = dataset
    this.orders = orders
    this.rollup = rollup
  }

  /** The definition itself, or the nearest one that the data can answer: weeks do not know everything. */
  answerable(definition: Definition): Definition {
    const limits = weekLimits(this.dataset)
    return limits === null ? definition : nearestAnswerable(limits, definition)
  }

  /** Files, counts, rejects and notes, of events or of the rows of orders or weeks. */
  counts(): DatasetSummary {
    if (this.rollup !== null) return summaryOfRollup(this.rollup, this.dataset)
    return this.orders === null ? summary(this.dataset) : summaryOfOrders(this.orders, this.dataset)
  }

  opened(definitions: Definitions, problems: readonly Problem[]): DatasetResult {
    const ranking = rank(this.dataset, this.answerable(definitions.customers))
    return { report: this.report, summary: this.counts(), directory: directory(this.dataset), ranking, problems }
  }

  /** Packing alone would hand over the storage of the data set. */
  copy(): PackedData {
    const { dataset, orders, rollup } = this
    if (rollup !== null) return { kind: 'rollup', ...packRollup(mergeRollups(rollup, new Rollup())) }
    if (orders !== null) return { kind: 'orders', ...packOrders(mergeOrders(orders, createOrders())) }
    return { kind: 'events', ...pack(merge(dataset, createDataset())) }
  }

  behind(before: PackedData): CustomerData | null {
    const { dataset, orders, rollup } = this
    if (rollup !== null) {
      if (before.kind !== 'rollup') return null
      const both = mergeRollups(unpackRollup(before), rollup)
      return new CustomerData(datasetOfRollup(both), null, both)
    }
    if (orders === null) return before.kind === 'events' ? new CustomerData(merge(unpack(before), dataset), null) : null
    if (before.kind !== 'orders') return null
    const both = mergeOrders(unpackOrders(before), orders)
    return new CustomerData(eventsOfOrders(both), both)
  }
}
