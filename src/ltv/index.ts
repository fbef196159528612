/*
 * The door of this room: everything about a data set of customer events, free of DOM, clock and randomness.
 *
 *     const dataset = createDataset()
 *     for (const event of events) ingest(event, dataset)
 *     topXSimpleLtvCustomers(10, dataset)
 */
export { cohorts } from './cohorts.ts'
export { addNote, addText, createDataset, type Dataset, datasetOfWeeks, type PackedDataset, setTextBytes } from './dataset.ts'
export { checkDefinition, DEFAULT_DEFINITION, type Definition } from './definition.ts'
export { detail } from './detail.ts'
export { eventTables } from './event-tables.ts'
export { topSoFar, weekLimits } from './figures.ts'
export { ingest, rejectRecord } from './ingest.ts'
export { merge } from './merge.ts'
export { orderColumns } from './order-columns.ts'
export { pack, unpack } from './pack.ts'
export { directory } from './profiles.ts'
export { customerColumns, rank, rerank, sameColumns, topXSimpleLtvCustomers } from './rank.ts'
export { sortOrder } from './sort-order.ts'
export { summary } from './summary.ts'
export { weekTable } from './week-table.ts'
export { strips, weekly } from './weekly.ts'
