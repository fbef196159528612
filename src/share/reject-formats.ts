import type { LeftOut, Reject } from '../base/rejects.ts'
import { csvCell, formulaSafe } from './cells.ts'
import { BYTE_ORDER_MARK } from './customer-formats.ts'
import { piecesOf } from './pieces.ts'

/** The rejects of a data set that are kept (the first 10,000 in file order), with their files' names. */
export type RejectTable = Pick<LeftOut, 'rejects' | 'files'>

const REJECT_COLUMNS = ['file', 'line', 'byte', 'field', 'reason', 'message', 'raw'] as const

function valuesOf(table: RejectTable, reject: Reject): Record<(typeof REJECT_COLUMNS)[number], string | number | null> {
  const { line, byte, field, reason, message, raw } = reject
  return { file: table.files[reject.file]?.name ?? '', line, byte, field, reason, message, raw }
}

/** CSV after RFC 4180. `raw` is the record as it was read (cut at 300 characters), made formula-safe like all text. */
export function* rejectsCsv(table: RejectTable): Generator<string, void, undefined> {
  // Messages hold quotation marks beyond ASCII, so the mark is always there.
  yield `${BYTE_ORDER_MARK}${REJECT_COLUMNS.join(',')}\r\n`
  yield* piecesOf(table.rejects.length, row => {
    const reject = table.rejects[row]
    if (reject === undefined) return ''
    const values = valuesOf(table, reject)
    const cells = REJECT_COLUMNS.map(column => {
      const value = values[column]
      return typeof value === 'number' ? String(value) : csvCell(formulaSafe(value ?? ''))
    })
    return `${cells.join(',')}\r\n`
  })
}

/** One JSON object per line. */
export function* rejectsNdjson(table: RejectTable): Generator<string, void, undefined> {
  yield* piecesOf(table.rejects.length, row => {
    const reject = table.rejects[row]
    return reject === undefined ? '' : `${JSON.stringify(valuesOf(table, reject))}\n`
  })
}
