import type { Recogniser } from '../recognition/text-head.ts'
import { findHeader } from './header.ts'
import { TableReader } from './table-reader.ts'

/** Recognises CSV and TSV by a first row that names all required columns of a layout, or by what a layout knows itself. */
export const recogniseTable: Recogniser = head => {
  const header = findHeader(head.tableText, head.layouts)
  if (!header) return null
  const { layout, delimiter, delimiterName, reason, columns } = header
  return {
    format: delimiter === '\t' ? 'TSV' : `CSV, ${delimiterName}`,
    reason,
    mayBeWindows1252: true,
    table: { layout, header: header.header, columns, delimiter },
    open: (report, textStart) => new TableReader(header, report, textStart),
  }
}
