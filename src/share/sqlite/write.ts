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
