import { gunzipSync } from 'fflate'
import { decompress } from 'fzstd'
import { type AsyncBuffer, type Compressors, type DecodedArray, type FileMetaData, parquetMetadataAsync, parquetRead } from 'hyparquet'
import type { ByteRange, InputFile } from '../byte-source.ts'
import type { Unpacked, UnpackingReport } from '../containers/container.ts'
import { UnreadableSource } from '../containers/source.ts'
import { asStored, type CellWriter, cellWriter, isFloating } from './cells.ts'
import { CsvBytes } from './csv-bytes.ts'

/** Rows that are read at a time at most: memory is that of their columns, and engines write groups of up to a million rows. */
const MOST_ROWS_AT_ONCE = 262_144
const PIECE_BYTES = 1 << 18

/** Snappy is the reader's own. */
const COMPRESSORS: Compressors = {
  GZIP: bytes => gunzipSync(bytes),
  ZSTD: (bytes, length) => decompress(bytes, new Uint8Array(length)),
}

interface ParquetColumn {
  readonly name: string
  readonly write: CellWriter
  readonly isFloating: boolean
}

/**
 * Takes an Apache Parquet file apart: one text, a table in CSV, of the columns that hold one value a row. Decimals keep all their digits, floating point numbers
 * are written as shortly as they can be told apart. Packed with Snappy, gzip, zstd or not at all. Memory: at most 262,144 rows.
 */
export async function* unpackParquet({ path, content }: InputFile): AsyncGenerator<Unpacked, void> {
  const file = fileOf(content)
  let metadata: FileMetaData
  try {
    metadata = await parquetMetadataAsync(file)
  } catch (error) {
    if (error instanceof UnreadableSource) throw error
    yield {
      path,
      problem: {
        code: 'damaged',
        message: `The Parquet file cannot be read (${wordsOf(error)}).`,
        wayOut: 'Write it anew, or write the table as CSV.',
      },
    }
    return
  }
  yield { text: { path, open: report => textOf(file, metadata, report) } }
}

function fileOf(content: ByteRange): AsyncBuffer {
  return {
    byteLength: content.size,
    slice: async (start, end) => {
      try {
        return await content.slice(start, end).arrayBuffer()
      } catch (error) {
        throw new UnreadableSource(wordsOf(error), { cause: error })
      }
    },
  }
}

/** Columns below the root that are no groups and hold one value a row. */
function columnsOf({ schema }: FileMetaData): ParquetColumn[] {
  const columns: ParquetColumn[] = []
  // How many elements of a group are still to come, from the root inwards.
  const open: number[] = []
  schema.forEach((element, at) => {
    const depth = open.length
    if (depth > 0) open[depth - 1] = (open[depth - 1] ?? 0) - 1
    if (element.num_children !== undefined && element.num_children > 0) open.push(element.num_children)
    else if (at > 0 && depth === 1 && element.repetition_type !== 'REPEATED')
      columns.push({ name: element.name, write: cellWriter(element), isFloating: isFloating(element) })
    while (open.length > 0 && open.at(-1) === 0) open.pop()
  })
  return columns
}

async function* textOf(file: AsyncBuffer, metadata: FileMetaData, report: UnpackingReport): AsyncGenerator<Uint8Array, void> {
  const columns = columnsOf(metadata)
  const raw: FileMetaData = { ...metadata, schema: metadata.schema.map(asStored) }
  const total = Number(metadata.num_rows)
  if (columns.some(column => column.isFloating)) report.floatingPoint?.()
  const out = new CsvBytes()
  columns.forEach(({ name }, place) => {
    if (place > 0) out.comma()
    out.text(name)
  })
  out.endLine()
  yield out.take()
  for (const [start, end] of rowRanges(metadata)) {
    let values: readonly ColumnValues[]
    try {
      values = await valuesOf(file, raw, columns, start, end)
    } catch (error) {
      if (error instanceof UnreadableSource) throw error
      report.damaged(`The Parquet file cannot be read behind row ${start} (${wordsOf(error)})`)
      return
    }
    for (let row = start; row < end; row += 1) {
      for (let place = 0; place < columns.length; place += 1) {
        if (place > 0) out.comma()
        columns[place]?.write(out, values[place]?.at(row))
      }
      out.endLine()
      if (out.length >= PIECE_BYTES) yield out.take()
    }
    yield out.take()
    report.progress(Math.floor((file.byteLength * end) / total))
  }
}

/** Rows that are read in one go: groups as they were written, long ones in parts. */
function* rowRanges({ row_groups }: FileMetaData): Generator<readonly [start: number, end: number], void> {
  let first = 0
  for (const { num_rows } of row_groups) {
    const behind = first + Number(num_rows)
    for (let start = first; start < behind; start += MOST_ROWS_AT_ONCE) yield [start, Math.min(behind, start + MOST_ROWS_AT_ONCE)]
    first = behind
  }
}

/** The values of a column in the pieces in which they were read. Asked for from row to row. */
class ColumnValues {
  readonly #pieces: { readonly start: number; readonly values: DecodedArray }[] = []
  #piece = 0

  add(start: number, values: DecodedArray): void {
    this.#pieces.push({ start, values })
  }

  at(row: number): unknown {
    for (;;) {
      const piece = this.#pieces[this.#piece]
      if (piece === undefined) throw new Error(`a column ends before row ${row}`)
      const place = row - piece.start
      if (place < piece.values.length) return piece.values[place]
      this.#piece += 1
    }
  }
}

async function valuesOf(
  file: AsyncBuffer,
  metadata: FileMetaData,
  columns: readonly ParquetColumn[],
  start: number,
  end: number,
): Promise<readonly ColumnValues[]> {
  const values = new Map(columns.map(({ name }) => [name, new ColumnValues()]))
  await parquetRead({
    file,
    metadata,
    columns: columns.map(({ name }) => name),
    rowStart: start,
    rowEnd: end,
    utf8: false,
    compressors: COMPRESSORS,
    parsers: { timestampFromNanoseconds: nanoseconds => nanoseconds },
    onChunk: ({ columnName, columnData, rowStart }) => values.get(columnName)?.add(rowStart, columnData),
  })
  return columns.map(({ name }) => values.get(name) ?? new ColumnValues())
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
