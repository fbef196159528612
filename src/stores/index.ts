/*
 * The door of this room: devices, stores and transactions, and the five questions about them. Free of DOM, clock and randomness.
 *
 *     const dataset = createStoreDataset()
 *     for (const row of rows) ingestStoreRow('transactions', row, dataset)
 *     if (missingTables(dataset).length === 0) topStores(dataset, DEFAULT_STORE_DEFINITION)
 */
export { averageAmounts, deviceTypeShares, topStores } from './amounts.ts'
export { type ChangedAnswers, changedAnswers, storeAnswers } from './answers.ts'
export { mayBeCard, redactRow } from './cards.ts'
export { addStoreNote, addStoreText, createStoreDataset, missingTables, type StoreDataset, setStoreTextBytes } from './dataset.ts'
export { checkStoreDefinition, DEFAULT_STORE_DEFINITION, STORE_SWITCHES, type StoreDefinition } from './definition.ts'
export { firstFive } from './first-five.ts'
export { ingestStoreRow, rejectStoreRow } from './ingest.ts'
export { mergeStores, type PackedStores, packStores, unpackStores } from './pack.ts'
export { topProducts } from './products.ts'
export { sampleStores } from './sample.ts'
export { settle } from './settle.ts'
export { STORE_QUESTIONS, type StoreQuestion, storeModel, storeQuery } from './sql.ts'
export { statusBreakdowns } from './statuses.ts'
export { storeSummary, unsettledSummary } from './summary.ts'
export { recogniseStoreTable, STORE_LAYOUTS, STORE_TABLES, type StoreTable, type StoreTableLayout } from './tables.ts'
export { TransactionLines } from './transaction-lines.ts'
export { weeklyAmounts } from './weekly.ts'
