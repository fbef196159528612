import { failureOf, type WriterAnswer } from './long-files.ts'
import { parquet } from './parquet.ts'
import { fileOf, pieceCount } from './pieces.ts'
import { type RowBatch, type TableHead, tableOfRows } from './table-rows.ts'
import { THREAD_CLOCK } from './work.ts'
import { workbook } from './workbook.ts'

/* The code that runs inside the worker that packs a table: first what the table is, then its rows, and when all are there, the file. */

export type PackedFormat = 'parquet' | 'xlsx'

export type TableMessage =
  | { readonly kind: 'table'; readonly format: PackedFormat; readonly head: TableHead }
  | { readonly kind: 'rows'; readonly batch: RowBatch }
  | { readonly kind: 'end' }

const MIMES: Readonly<Record<PackedFormat, string>> = {
  parquet: 'application/vnd.apache.parquet',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const say = (answer: WriterAnswer): void => self.postMessage(answer)

let table: { readonly format: PackedFormat; readonly head: TableHead } | null = null
const batches: RowBatch[] = []

self.onmessage = async ({ data }: MessageEvent<TableMessage>) => {
  if (data.kind === 'table') table = data
  else if (data.kind === 'rows') batches.push(data.batch)
  else {
    try {
      if (table === null) throw new Error('its thread was never told what to write')
      say({ kind: 'written', file: await written(table) })
    } catch (error) {
      say({ kind: 'failed', message: failureOf(error) })
    }
  }
}

function written({ format, head }: { readonly format: PackedFormat; readonly head: TableHead }): Promise<Blob> {
  const rows = tableOfRows(head, batches)
  return fileOf(format === 'parquet' ? parquet(rows) : workbook(rows), MIMES[format], {
    clock: THREAD_CLOCK,
    pieces: pieceCount(head.rows),
  })
}
