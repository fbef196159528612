import type { Recogniser } from '../recognition/text-head.ts'
import { findHeader } from './header.ts'
import { TableReader } from './table-reader.ts'

/** Recognises CSV and TSV by a first row that names all required columns of a layout. */
export const recogniseTable: Recogniser = head => {
  const header = findHeader(head.text, head.layouts)
  if (!header) return null
  const { layout, delimiter, delimiterName, repeated } = header
  const names = layout.required.join(', ')
  const twice = repeated.length > 0 ? `; of the columns called ${repeated.join(', ')} the first one is read` : ''
  return {
    format: delimiter === '\t' ? 'TSV' : `CSV, ${delimiterName}`,
    reason: `first line is a header with ${names}${twice}`,
    mayBeWindows1252: true,
    open: (report, textStart) => new TableReader(header, report, textStart),
  }
}
