import { customersAsLtvList, customersCsv, customersJson } from './customer-formats.ts'
import type { CustomerTable } from './customer-table.ts'
import { fileOf } from './pieces.ts'
import { type PredictionTable, predictionCsv, predictionJson } from './prediction-formats.ts'
import { type RejectTable, rejectsCsv, rejectsNdjson } from './reject-formats.ts'

/** A way of writing a table to a file. To add one, write its `make` and put a line into a list below. */
export interface ExportFormat<Table> {
  readonly id: string
  readonly label: string
  /** One sentence on what it is good for. */
  readonly description: string
  /** Behind the last dot of the file's name. */
  readonly extension: string
  readonly mime: string
  /** The text in pieces of a few tens of kilobytes; to be put together by {@link exportFile}. */
  make(table: Table): Iterable<string>
}

export const CUSTOMER_FORMATS: readonly ExportFormat<CustomerTable>[] = [
  {
    id: 'csv',
    label: 'CSV',
    description: 'For spreadsheets and databases: one row per customer.',
    extension: 'csv',
    mime: 'text/csv',
    make: customersCsv,
  },
  {
    id: 'json',
    label: 'JSON',
    description: 'One document with the definition, the counts behind it and the rows.',
    extension: 'json',
    mime: 'application/json',
    make: customersJson,
  },
  {
    id: 'ltv-list',
    label: 'JSON, ids and LTVs only',
    description: 'A list of {customer_id: ltv}, as the first systems for this task wrote it.',
    extension: 'ltv.json',
    mime: 'application/json',
    make: customersAsLtvList,
  },
]

export const PREDICTION_FORMATS: readonly ExportFormat<PredictionTable>[] = [
  {
    id: 'exit',
    label: 'exit.csv',
    description: 'One row per customer in order of first appearance; customer_id and predicted_clv come first.',
    extension: 'csv',
    mime: 'text/csv',
    make: predictionCsv,
  },
  {
    id: 'json',
    label: 'JSON',
    description: 'One document with the terms, the total with its interval, and the customers.',
    extension: 'json',
    mime: 'application/json',
    make: predictionJson,
  },
]

export const REJECT_FORMATS: readonly ExportFormat<RejectTable>[] = [
  {
    id: 'csv',
    label: 'CSV',
    description: 'For spreadsheets: file, line, byte, field, reason, message and the record’s text.',
    extension: 'csv',
    mime: 'text/csv',
    make: rejectsCsv,
  },
  {
    id: 'ndjson',
    label: 'NDJSON',
    description: 'For programs: the same as one JSON object per line.',
    extension: 'ndjson',
    mime: 'application/x-ndjson',
    make: rejectsNdjson,
  },
]

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

/** The file itself. Works in turns of about 10 ms, so the page stays alive whatever the number of rows. */
export function exportFile<Table>(format: ExportFormat<Table>, table: Table): Promise<Blob> {
  return fileOf(format.make(table), format.mime)
}
