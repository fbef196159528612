import { customersAsLtvList, customersCsv, customersJson } from './customer-formats.ts'
import type { CustomerTable } from './customer-table.ts'
import { writtenInThread } from './in-thread.ts'
import { fileOf } from './pieces.ts'
import { type PredictionTable, predictionCsv, predictionJson } from './prediction-formats.ts'
import { type RejectTable, rejectsCsv, rejectsNdjson } from './reject-formats.ts'

/**
 * A way of writing a table to a file. To add one, write what makes it and put a line into a list below: that is the one place, and everything offers what
 * stands there. What is heavy is loaded by `write` when it is asked for.
 */
export interface ExportFormat<Table> {
  readonly id: string
  readonly label: string
  /** One sentence on what it is good for. */
  readonly description: string
  /** Behind the last dot of the file's name. */
  readonly extension: string
  /** The file's whole name, where others expect a certain one. */
  readonly fileName?: string
  /** `rows`: those that are chosen; `all`: everything that is known, whichever rows are. */
  readonly extent: 'rows' | 'all'
  /**
   * The file.
   * @param told is told how far it is, from 0 to 1; by what takes long
   * @throws Error with a sentence that says why there is no file and what to do instead
   */
  write(table: Table, told: (share: number) => void): Promise<Blob>
}

/** A format of text, of which `pieces` are a few tens of kilobytes each. */
export function textFormat<Table>({
  mime,
  pieces,
  ...format
}: Omit<ExportFormat<Table>, 'write'> & { readonly mime: string; pieces(table: Table): Iterable<string> }): ExportFormat<Table> {
  return { ...format, write: table => fileOf(pieces(table), mime) }
}

export const CUSTOMER_FORMATS: readonly ExportFormat<CustomerTable>[] = [
  textFormat({
    id: 'csv',
    label: 'CSV',
    description: 'For spreadsheets and databases: one row per customer.',
    extension: 'csv',
    extent: 'rows',
    mime: 'text/csv',
    pieces: customersCsv,
  }),
  textFormat({
    id: 'json',
    label: 'JSON',
    description: 'One document with the definition, the counts behind it and the rows.',
    extension: 'json',
    extent: 'rows',
    mime: 'application/json',
    pieces: customersJson,
  }),
  textFormat({
    id: 'ltv-list',
    label: 'JSON, ids and LTVs only',
    description: 'A list of {customer_id: ltv}, as the first systems for this task wrote it.',
    extension: 'ltv.json',
    extent: 'rows',
    mime: 'application/json',
    pieces: customersAsLtvList,
  }),
  {
    id: 'sqlite',
    label: 'SQLite database',
    description: 'Every customer and event, the ranking, and LTV as a view in SQL that follows a changed definition.',
    extension: 'db',
    extent: 'all',
    write: writeEventsDatabase,
  },
]

export const PREDICTION_FORMATS: readonly ExportFormat<PredictionTable>[] = [
  textFormat({
    id: 'exit',
    label: 'exit.csv',
    description: 'One row per customer in order of first appearance; customer_id and predicted_clv come first.',
    extension: 'csv',
    fileName: 'exit.csv',
    extent: 'all',
    mime: 'text/csv',
    pieces: predictionCsv,
  }),
  textFormat({
    id: 'json',
    label: 'JSON',
    description: 'One document with the terms, the total with its interval, and the customers.',
    extension: 'json',
    extent: 'all',
    mime: 'application/json',
    pieces: predictionJson,
  }),
  {
    id: 'database',
    label: 'database.db',
    description: 'SQLite: user(id, clv) as the first system for this task read it, the terms, and all columns of exit.csv.',
    extension: 'db',
    fileName: 'database.db',
    extent: 'all',
    write: (table, told) => writtenInThread({ kind: 'prediction', table }, [], told),
  },
  {
    id: 'static-api',
    label: 'Static API',
    description: 'A zip to put on any static host: predictions/<customer id> gives one customer’s prediction as JSON.',
    extension: 'zip',
    extent: 'all',
    write: (table, told) => writtenInThread({ kind: 'static-api', table }, [], told),
  },
]

export const REJECT_FORMATS: readonly ExportFormat<RejectTable>[] = [
  textFormat({
    id: 'csv',
    label: 'CSV',
    description: 'For spreadsheets: file, line, byte, field, reason, message and the record’s text.',
    extension: 'csv',
    extent: 'all',
    mime: 'text/csv',
    pieces: rejectsCsv,
  }),
  textFormat({
    id: 'ndjson',
    label: 'NDJSON',
    description: 'For programs: the same as one JSON object per line.',
    extension: 'ndjson',
    extent: 'all',
    mime: 'application/x-ndjson',
    pieces: rejectsNdjson,
  }),
]

async function writeEventsDatabase({ eventTables, ranking, summary }: CustomerTable, told: (share: number) => void): Promise<Blob> {
  const tables = await eventTables()
  return writtenInThread({ kind: 'events', source: { tables, ranking, summary } }, [...tables.buffers], told)
}

/**
 * “worthwhile-top-10-2025-03-28.csv”: what it holds and up to when. The day is the data's last (UTC), never today,
 * so that the same data gives the same name.
 * @param subject for example “top 10” or “all customers”
 * @param last milliseconds UTC of the last event, or null when there is none
 */
export function exportName(subject: string, last: number | null, extension: string): string {
  const words = subject.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const day = last === null ? '' : `-${new Date(last).toISOString().replace(/T.*$/, '')}`
  return `worthwhile-${words}${day}.${extension}`
}

/** The file itself. Works in turns of about 10 ms or in a thread of its own, so the page stays alive whatever the number of rows. Errors as {@link ExportFormat.write}. */
export function exportFile<Table>(format: ExportFormat<Table>, table: Table, told: (share: number) => void = () => {}): Promise<Blob> {
  return format.write(table, told)
}
