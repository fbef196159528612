import type { EventTables } from '../ltv/results.ts'
import { customersAsLtvList } from './customer-formats.ts'
import { type CustomerTable, customersTable } from './customer-table.ts'
import { csv, type ExcelSeparator } from './delimited.ts'
import { packedInThread, writtenInThread } from './in-thread.ts'
import { fileOf, pieceCount } from './pieces.ts'
import { type PredictionRows, predictionsTable } from './prediction-formats.ts'
import { type RejectTable, rejectsCsv, rejectsNdjson } from './reject-formats.ts'
import { eventsDatabaseBytes } from './sqlite/database-size.ts'
import { answersAsJson, answersAsZip, type StoresExport, storeTable } from './stores-formats.ts'
import { tableFormats, textFile } from './table-formats.ts'
import { weeksTable } from './week-rows.ts'
import type { Work } from './work.ts'

/** What whoever saves may choose. */
export interface Writing {
  /** With what the figures mean and which data they rest on. */
  readonly withAbout: boolean
  readonly separator: ExcelSeparator
}

/**
 * A way of writing a source to a file. To add one, write what makes it and put a line into a list below, or into table-formats.ts for all reports: that is the one
 * place, and everything offers what stands there. What is heavy is loaded by `write` when it is asked for.
 */
export interface ExportFormat<Source> {
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
  /** What a format of another extent than the report's events always holds: “all customers, week by week”. */
  readonly holds?: string
  /** Needs single events, which data that is weeks does not have. */
  readonly needsEvents?: boolean
  /**
   * Where definition and fingerprint stand: `inside` beside the rows, `columns` the same in each row, `always` the definition whatever is chosen,
   * `nowhere` because whoever reads the format expects nothing else.
   */
  readonly about: 'inside' | 'columns' | 'always' | 'nowhere'
  /** Rows that fit, where there is a limit, and what to take instead. */
  readonly limit?: { readonly rows: number; readonly instead: string }
  /** Bytes of the file, about, where it is held in memory as a whole: told before it is begun, and refused beyond {@link MOST_HELD_BYTES}. */
  heldBytes?(source: Source): number
  /** Whether cells are separated as Excel expects it in the language of the computer. */
  readonly hasSeparator?: boolean
  /**
   * The file. Works in turns of about 10 ms or in a thread of its own, so the page stays alive whatever the number of rows.
   * @param work is told how far it is, and can be stopped
   * @throws Error with a sentence that says why there is no file and what to do instead; the signal's reason when it was stopped
   */
  write(source: Source, writing: Writing, work: Work): Promise<Blob>
}

/** A file that grows in memory needs a buffer an eighth larger than itself, and browsers give none of 2 GiB or more. */
export const MOST_HELD_BYTES = 1_700_000_000

const ALL_WEEKS = 'all customers, week by week'

export const CUSTOMER_FORMATS: readonly ExportFormat<CustomerTable>[] = [
  ...tableFormats(customersTable),
  {
    id: 'ltv-list',
    label: 'JSON, ids and LTVs only',
    description: 'A list of {customer_id: ltv}, as the first systems for this task wrote it.',
    extension: 'ltv.json',
    extent: 'rows',
    about: 'nowhere',
    write: (table, _, work) => fileOf(customersAsLtvList(table), 'application/json', { work, pieces: pieceCount(table.rows.count) }),
  },
  {
    id: 'weeks-csv',
    label: 'Weeks as CSV',
    description: 'What each customer did in each week, without single events: can be dropped here again, and gives the same figures.',
    extension: 'weeks.csv',
    extent: 'all',
    holds: ALL_WEEKS,
    about: 'nowhere',
    write: async ({ weekTable }, _, work) => textFile(csv, weeksTable(await weekTable()), 'text/csv', work),
  },
  {
    id: 'weeks-parquet',
    label: 'Weeks as Parquet',
    description: 'The same, smaller, every id exactly as it was read.',
    extension: 'weeks.parquet',
    extent: 'all',
    holds: ALL_WEEKS,
    about: 'nowhere',
    write: async ({ weekTable }, _, work) => packedInThread(weeksTable(await weekTable()), 'parquet', work),
  },
  {
    id: 'sqlite',
    needsEvents: true,
    label: 'SQLite database',
    description: 'Every customer and event, the ranking, and LTV as a view in SQL that follows a changed definition.',
    extension: 'db',
    extent: 'all',
    about: 'always',
    heldBytes: ({ summary, ranking }) => eventsDatabaseBytes(summary.accepted - summary.duplicates, ranking.ranked),
    write: async ({ eventTables, ranking, summary }, _, work) =>
      inThread(await eventTables(), tables => ({ kind: 'events', source: { tables, ranking, summary } }), work),
  },
  {
    id: 'events-csv',
    needsEvents: true,
    label: 'Events as CSV',
    description: 'All accepted events, exact repeats once: can be dropped here again, and gives the same ranking.',
    extension: 'events.csv',
    extent: 'all',
    about: 'nowhere',
    write: async ({ eventTables }, _, work) =>
      inThread(await eventTables(), tables => ({ kind: 'event-rows', format: 'csv', tables }), work),
  },
  {
    id: 'events-ndjson',
    needsEvents: true,
    label: 'Events as NDJSON',
    description: 'The same, one JSON object per line, every text exactly as it was read.',
    extension: 'events.ndjson',
    extent: 'all',
    about: 'nowhere',
    write: async ({ eventTables }, _, work) =>
      inThread(await eventTables(), tables => ({ kind: 'event-rows', format: 'ndjson', tables }), work),
  },
]

export const PREDICTION_FORMATS: readonly ExportFormat<PredictionRows>[] = [
  {
    id: 'exit',
    label: 'exit.csv',
    description: 'The file of the original task: customers in order of first appearance; customer_id and predicted_clv come first.',
    extension: 'csv',
    fileName: 'exit.csv',
    extent: 'all',
    about: 'nowhere',
    write: (rows, _, work) => textFile(csv, predictionsTable(rows, false), 'text/csv', work),
  },
  ...tableFormats(predictionsTable),
  {
    id: 'database',
    label: 'database.db',
    description: 'SQLite: user(id, clv) as the first system for this task read it, the terms, and all columns of exit.csv.',
    extension: 'db',
    fileName: 'database.db',
    extent: 'all',
    about: 'always',
    write: ({ table }, _, work) => writtenInThread({ kind: 'prediction', table }, [], work),
  },
  {
    id: 'static-api',
    label: 'Static API',
    description: 'A zip to put on any static host: predictions/<customer id> gives one customer’s prediction as JSON.',
    extension: 'zip',
    extent: 'all',
    about: 'always',
    write: ({ table }, _, work) => writtenInThread({ kind: 'static-api', table }, [], work),
  },
]

/** One answer about stores. */
export const STORE_FORMATS: readonly ExportFormat<StoresExport>[] = tableFormats(storeTable)

/** One answer, or all of them together. */
export const STORES_FORMATS: readonly ExportFormat<StoresExport>[] = [
  ...STORE_FORMATS,
  {
    id: 'answers-zip',
    label: 'All answers, CSV',
    description: 'A zip with a CSV file for each answer of the page.',
    extension: 'zip',
    extent: 'all',
    about: 'columns',
    write: ({ all }, { withAbout }) => answersAsZip(all.map(table => storeTable({ table, all }, withAbout))),
  },
  {
    id: 'answers-json',
    label: 'All answers, JSON',
    description: 'One document with every answer of the page, each with what it rests on.',
    extension: 'json',
    extent: 'all',
    about: 'inside',
    write: ({ all }, { withAbout }) => fileOf(answersAsJson(all.map(table => storeTable({ table, all }, withAbout))), 'application/json'),
  },
]

/** One way of writing the list of what was left out. */
interface RejectFormat {
  readonly id: 'csv' | 'ndjson'
  readonly extension: string
  readonly mime: string
  pieces(table: RejectTable): Iterable<string>
}

export const REJECT_FORMATS: readonly RejectFormat[] = [
  { id: 'csv', extension: 'csv', mime: 'text/csv', pieces: rejectsCsv },
  { id: 'ndjson', extension: 'ndjson', mime: 'application/x-ndjson', pieces: rejectsNdjson },
]

/** The file of what was left out, in turns of about 10 ms. */
export function exportFile({ pieces, mime }: RejectFormat, table: RejectTable): Promise<Blob> {
  return fileOf(pieces(table), mime)
}

/** Hands the tables over: nothing is copied, and they are gone here. */
function inThread(
  tables: EventTables,
  contentOf: (tables: EventTables) => Parameters<typeof writtenInThread>[0],
  work: Work,
): Promise<Blob> {
  return writtenInThread(contentOf(tables), [...tables.buffers], work)
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
