import { NOT_AN_OBJECT } from '../../base/rejects.ts'
import type { RecognisedColumns, TableLayout } from '../reading.ts'
import type { Recogniser, TextHead } from '../recognition/text-head.ts'
import type { TextReport } from '../record-reader.ts'
import { emptyRecord } from '../table/empty-record.ts'
import { lettersOf } from '../table/header.ts'
import { JsonReader } from './json-reader.ts'
import type { JsonShape } from './json-shape.ts'
import { findJson, recogniseJson } from './recognise-json.ts'
import { columnsOfRecords, RecordCells, type RecordColumn } from './record-cells.ts'

/**
 * Recognises JSON whose records are the rows of a table that a layout knows. A member that first appears behind the head is no column, and is ignored.
 * What may be such rows by names that nobody knows is JSON like any other, with a sample for whoever knows them.
 */
export const recogniseJsonTable: Recogniser = head => {
  if (!head.layouts.some(layout => layout.recogniseRecords)) return null
  // What rows are called is told later: an object with a list of objects is taken for their wrapper, unless it has members of records that come as JSON only.
  const others = head.layouts.filter(layout => !layout.recognise && !layout.takesRows)
  const shape = findJson(head, new Set(others.flatMap(layout => layout.required)))
  if (shape === null || 'code' in shape) return null
  const texts = firstRecords(head, shape)
  // Most JSON is events, and the first one says so: looking at all of them takes several times as long.
  if (texts.length === 0 || isNamedByOthers(columnsOfRecords(texts.slice(0, 1)), head.layouts)) return null
  const all = columnsOfRecords(texts)
  if (isNamedByOthers(all, head.layouts)) return null
  const header = all.map(({ name }) => name)
  const cells = new RecordCells(all)
  const rows = texts.map(text => cells.read(text).map(cell => (typeof cell === 'string' ? cell.trim() : '')))
  const found = layoutOf([header, ...rows], texts, head.layouts)
  if (found === null) return null
  if (found === 'unnamed') {
    const plain = recogniseJson(head)
    if (plain === null || 'code' in plain || header.length < LEAST_COLUMNS) return plain
    return { ...plain, unnamed: { columns: header, rows: rows.slice(0, SAMPLE_ROWS) } }
  }
  const { layout, columns, reason } = found
  const wanted = new RecordCells(columns.flatMap(({ index }) => all[index] ?? []))
  const rowOf = (text: string): unknown => {
    const row: Record<string, unknown> = emptyRecord()
    const read = wanted.read(text)
    columns.forEach(({ name }, at) => {
      row[name] = read[at]
    })
    return row
  }
  return {
    format: shape.format,
    reason: `${shape.reason}; ${reason}`,
    mayBeWindows1252: false,
    table: { layout, header, columns, delimiter: null },
    open: (report, textStart) => new JsonReader(shape, report, textStart, rowOf),
  }
}

/** A customer, a date and an amount. */
const LEAST_COLUMNS = 3
const SAMPLE_ROWS = 50

/** The texts of the whole records in the head, those apart that are broken as such; none when a value among them is no record. */
function firstRecords(head: TextHead, shape: JsonShape): readonly string[] {
  const texts: string[] = []
  let hasOthers = false
  const sample: TextReport = {
    record: value => {
      if (typeof value === 'string') texts.push(value)
    },
    broken: ({ reason }) => {
      if (reason === NOT_AN_OBJECT) hasOthers = true
    },
    note: () => undefined,
    endsEarly: () => undefined,
    problem: () => undefined,
  }
  const reader = new JsonReader(shape, sample, 0, text => text)
  reader.push(head.bytes)
  // The last record may be cut: then it is broken.
  reader.end()
  return hasOthers ? [] : texts
}

interface Found extends Omit<RecognisedColumns, 'hasHeader'> {
  readonly layout: TableLayout
}

/** Whether they are columns of a table that is recognised by their names alone. */
function isNamedByOthers(columns: readonly RecordColumn[], layouts: readonly TableLayout[]): boolean {
  const names = new Set(columns.map(({ name }) => lettersOf(name)))
  return layouts.some(layout => !layout.recognise && layout.required.every(column => names.has(lettersOf(column))))
}

/** The layout that knows the columns. What would be a table of something else in CSV is not made one of this in JSON. */
function layoutOf(
  rows: readonly (readonly string[])[],
  texts: readonly string[],
  layouts: readonly TableLayout[],
): Found | 'unnamed' | null {
  const records = texts.map((text): Readonly<Record<string, unknown>> => JSON.parse(text))
  for (const layout of layouts) {
    if (layout.recogniseRecords) {
      const recognised = layout.recogniseRecords(rows, records)
      if (recognised) return recognised === 'unnamed' ? recognised : { layout, ...recognised }
    } else if (layout.recognise?.(rows)) return null
  }
  return null
}
