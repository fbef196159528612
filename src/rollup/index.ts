/*
 * The door of this room: what customers did by week, as rows that some other engine has added up.
 */
export { mergeRollups, type PackedRollup, packRollup, Rollup, unpackRollup } from './dataset.ts'
export { ingestRollupRow } from './ingest-row.ts'
export { ROLLUP_OPTIONAL, ROLLUP_REQUIRED } from './layout.ts'
export { RollupLines } from './lines.ts'
export { rollupNotes } from './notes.ts'
export { type SettledRollup, settleRollup } from './settle.ts'
