import { csv, excelCsv } from './delimited.ts'
import type { ExportFormat } from './export.ts'
import { json, ndjson } from './json.ts'
import { fileOf } from './pieces.ts'
import { type Table, withAboutColumns } from './table.ts'

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
      write: (source, { withAbout }) => fileOf(csv(withAboutColumns(tableOf(source, withAbout))), 'text/csv'),
    },
    {
      id: 'excel-csv',
      label: 'CSV for Excel',
      description: 'Opens by a double click. Excel takes leading zeros from ids that look like numbers; a workbook keeps them.',
      extension: 'excel.csv',
      extent: 'rows',
      about: 'columns',
      hasSeparator: true,
      write: (source, { withAbout, separator }) => fileOf(excelCsv(withAboutColumns(tableOf(source, withAbout)), separator), 'text/csv'),
    },
    {
      id: 'xlsx',
      label: 'Excel workbook',
      description: 'Rows on one sheet, what they rest on on another; numbers are numbers, times dates, ids texts.',
      extension: 'xlsx',
      extent: 'rows',
      about: 'inside',
      limit: { rows: MOST_WORKBOOK_ROWS, instead: 'Save CSV or Parquet, which hold any number, or choose fewer rows.' },
      async write(source, { withAbout }) {
        const { workbook } = await import('./workbook.ts')
        return fileOf(workbook(tableOf(source, withAbout)), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      },
    },
    {
      id: 'parquet',
      label: 'Parquet',
      description: 'For DuckDB, pandas, Spark: typed columns, money as exact decimals, the definition in the metadata.',
      extension: 'parquet',
      extent: 'rows',
      about: 'inside',
      async write(source, { withAbout }) {
        const { parquet } = await import('./parquet.ts')
        return fileOf(parquet(tableOf(source, withAbout)), 'application/vnd.apache.parquet')
      },
    },
    {
      id: 'json',
      label: 'JSON',
      description: 'One document with the rows and, beside them, what they rest on.',
      extension: 'json',
      extent: 'rows',
      about: 'inside',
      write: (source, { withAbout }) => fileOf(json(tableOf(source, withAbout)), 'application/json'),
    },
    {
      id: 'ndjson',
      label: 'NDJSON',
      description: 'One JSON object per line, for programs that read row by row.',
      extension: 'ndjson',
      extent: 'rows',
      about: 'columns',
      write: (source, { withAbout }) => fileOf(ndjson(withAboutColumns(tableOf(source, withAbout))), 'application/x-ndjson'),
    },
  ]
}
