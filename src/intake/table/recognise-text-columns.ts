import type { Recogniser } from '../recognition/text-head.ts'
import { TextColumnsReader } from './text-columns-reader.ts'

const SAMPLE_LINES = 50
/** Fewer columns than this are prose as often as not. */
const LEAST_COLUMNS = 3

/**
 * Recognises columns of text: cells between blanks, lined up for the eye, with or without a header row. That every line has as many words proves little,
 * so a layout has to recognise them as its own.
 */
export const recogniseTextColumns: Recogniser = head => {
  const lines = head.text.split(/\r\n|\n|\r/)
  // The last line may be cut.
  if (!head.whole) lines.pop()
  const rows = lines
    .filter(line => line.trim() !== '')
    .slice(0, SAMPLE_LINES)
    .map(line => line.trim().split(/[ \t]+/))
  const [first] = rows
  if (!first || first.length < LEAST_COLUMNS) return null
  const alike = rows.filter(row => row.length === first.length)
  // Some broken lines cost themselves, not the file.
  if (alike.length * 10 < rows.length * 9) return null
  for (const layout of head.layouts) {
    const recognised = layout.recognise?.(alike)
    if (!recognised) continue
    const { columns, hasHeader, reason } = recognised
    // JSON behind something else has the names of fields in it, and they are no header.
    if (hasHeader && first.some(name => /["{}[\]]/.test(name))) continue
    return {
      format: 'columns of text',
      reason: `${first.length} columns with blanks between them; ${reason}`,
      mayBeWindows1252: true,
      table: { layout, header: hasHeader ? first : [], columns, delimiter: ' ' },
      open: (report, textStart) => new TextColumnsReader({ columns, width: first.length, hasHeader }, report, textStart),
    }
  }
  return null
}
