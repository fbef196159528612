import type { SqlJsStatic } from 'sql.js'
import type { PredictionTable } from '../prediction-formats.ts'
import { databaseFile } from './database-file.ts'
import { type EventsSource, eventsTables } from './events-database.ts'
import { EVENTS_SCHEMA } from './events-schema.ts'
import { PREDICTION_SCHEMA, predictionTables } from './prediction-database.ts'

/** A database to be written. */
export type DatabaseContent =
  | { readonly kind: 'prediction'; readonly table: PredictionTable }
  | { readonly kind: 'events'; readonly source: EventsSource }

/** What the thread that writes says: how far it is, and once, at the end, the file or why there is none. */
export type WriterAnswer =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'written'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly message: string }

/** The bytes of a SQLite file; costs and errors as {@link databaseFile}. */
export function writeDatabase(sql: SqlJsStatic, content: DatabaseContent, told?: (share: number) => void): Uint8Array<ArrayBuffer> {
  switch (content.kind) {
    case 'prediction':
      return databaseFile(sql, PREDICTION_SCHEMA, predictionTables(content.table), told)
    case 'events':
      return databaseFile(sql, EVENTS_SCHEMA, eventsTables(content.source), told)
    default:
      return content satisfies never
  }
}

/** Why a file could not be written, and what to do instead. */
export function failureOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  // A buffer that the browser does not give is a RangeError; SQLite says that there is no memory or that its “disk”, which is memory, is full.
  const isMemory = error instanceof RangeError || /out of memory|disk is full|disk I\/O|allocation/i.test(reason)
  return isMemory
    ? `The database does not fit into the memory that the browser gives this page (${reason}). Save a CSV file, which takes far less, or narrow the data down.`
    : `The database could not be written: ${reason}.`
}
