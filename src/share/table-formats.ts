import { csv, excelCsv } from './delimited.ts'
import type { ExportFormat } from './export.ts'
import { packedInThread } from './in-thread.ts'
import { json, ndjson } from './json.ts'
import { fileOf, pieceCount } from './pieces.ts'
import { type Table, withAboutColumns } from './table.ts'
import type { Work } from './work.ts'

/** Of a sheet without its header; workbook.ts refuses more. */
const MOST_WORKBOOK_ROWS = 1_048_575

/** The formats that every table has, from its columns alone. */
export function tableFormats<Source>(tableOf: (source: Source, withAbout: boolean) => Table): readonly ExportFormat<Source>[] {
  return [
    {
      id: 'csv',
      label: 'CSV',
      description: 'For databases and programs: UTF-8, commas, decimal points, figures in full.',
      extension: 'csv',
      extent: 'rows',
      about: 'columns',
      write: (source, { withAbout }, work) => textFile(csv, withAboutColumns(tableOf(source, withAbout)), 'text/csv', work),
    },
    {
      id: 'excel-csv',
      label: 'CSV for Excel',
      description: 'Opens by a double click. Excel takes leading zeros from ids that look like numbers; a workbook keeps them.',
      extension: 'excel.csv',
      extent: 'rows',
      about: 'columns',
      hasSeparator: true,
      write: (source, { withAbout, separator }, work) =>
        textFile(table => excelCsv(table, separator), withAboutColumns(tableOf(source, withAbout)), 'text/csv', work),
    },
    {
      id: 'xlsx',
      label: 'Excel workbook',
      description: 'Rows on one sheet, what they rest on on another; numbers are numbers, times dates, ids texts.',
      extension: 'xlsx',
      extent: 'rows',
      about: 'inside',
      limit: { rows: MOST_WORKBOOK_ROWS, instead: 'Save CSV or Parquet, which hold any number, or choose fewer rows.' },
      write: (source, { withAbout }, work) => packedInThread(tableOf(source, withAbout), 'xlsx', work),
    },
    {
      id: 'parquet',
      label: 'Parquet',
      description: 'For DuckDB, pandas, Spark: typed columns, money as exact decimals, the definition in the metadata.',
      extension: 'parquet',
      extent: 'rows',
      about: 'inside',
      write: (source, { withAbout }, work) => packedInThread(tableOf(source, withAbout), 'parquet', work),
    },
    {
      id: 'json',
      label: 'JSON',
      description: 'One document with the rows and, beside them, what they rest on.',
      extension: 'json',
      extent: 'rows',
      about: 'inside',
      write: (source, { withAbout }, work) => textFile(json, tableOf(source, withAbout), 'application/json', work),
    },
    {
      id: 'ndjson',
      label: 'NDJSON',
      description: 'One JSON object per line, for programs that read row by row.',
      extension: 'ndjson',
      extent: 'rows',
      about: 'columns',
      write: (source, { withAbout }, work) => textFile(ndjson, withAboutColumns(tableOf(source, withAbout)), 'application/x-ndjson', work),
    },
  ]
}

/** A file of text, row after row. */
export function textFile<Rows extends { readonly rows: number }>(
  written: (table: Rows) => Iterable<string>,
  table: Rows,
  mime: string,
  work: Work,
): Promise<Blob> {
  return fileOf(written(table), mime, { work, pieces: pieceCount(table.rows) })
}
