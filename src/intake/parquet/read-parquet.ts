import { gunzipSync } from 'fflate'
import { decompress } from 'fzstd'
import { type AsyncBuffer, type Compressors, type DecodedArray, type FileMetaData, parquetMetadataAsync, parquetRead } from 'hyparquet'
import type { ByteRange, InputFile } from '../byte-source.ts'
import type { Unpacked, UnpackingReport } from '../containers/container.ts'
import { UnreadableSource } from '../containers/source.ts'
import { asStored, type CellText, cellTextOf, isFloating } from './cell-text.ts'

/** Rows that are read at a time: memory is that of their columns, as engines write groups of up to a million rows. */
const ROWS_AT_ONCE = 131_072
const PIECE_CHARACTERS = 1 << 18

/** Snappy is the reader's own. */
const COMPRESSORS: Compressors = {
  GZIP: bytes => gunzipSync(bytes),
  ZSTD: (bytes, length) => decompress(bytes, new Uint8Array(length)),
}

interface ParquetColumn {
  readonly name: string
  readonly textOf: CellText
  readonly isFloating: boolean
}

/**
 * Takes an Apache Parquet file apart: one text, a table in CSV, of the columns that hold one value a row. Decimals keep all their digits, floating point numbers
 * are written as shortly as they can be told apart. Packed with Snappy, gzip, zstd or not at all. Memory: 131,072 rows.
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
      columns.push({ name: element.name, textOf: cellTextOf(element), isFloating: isFloating(element) })
    while (open.length > 0 && open.at(-1) === 0) open.pop()
  })
  return columns
}

async function* textOf(file: AsyncBuffer, metadata: FileMetaData, report: UnpackingReport): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder()
  const columns = columnsOf(metadata)
  const raw: FileMetaData = { ...metadata, schema: metadata.schema.map(asStored) }
  const rows = Number(metadata.num_rows)
  if (columns.some(column => column.isFloating)) report.floatingPoint?.()
  yield encoder.encode(`${columns.map(({ name }) => csvCell(name)).join(',')}\n`)
  for (let start = 0; start < rows; start += ROWS_AT_ONCE) {
    const end = Math.min(rows, start + ROWS_AT_ONCE)
    let values: DecodedArray[]
    try {
      values = await valuesOf(file, raw, columns, start, end)
    } catch (error) {
      if (error instanceof UnreadableSource) throw error
      report.damaged(`The Parquet file cannot be read behind row ${start} (${wordsOf(error)})`)
      return
    }
    let piece = ''
    for (let row = 0; row < end - start; row += 1) {
      let line = ''
      for (let column = 0; column < columns.length; column += 1) {
        const text = columns[column]?.textOf(values[column]?.[row]) ?? ''
        line += column === 0 ? csvCell(text) : `,${csvCell(text)}`
      }
      piece += `${line}\n`
      if (piece.length < PIECE_CHARACTERS) continue
      yield encoder.encode(piece)
      piece = ''
    }
    yield encoder.encode(piece)
    report.progress(Math.floor((file.byteLength * end) / rows))
  }
}

/** The values of some rows, by column. */
async function valuesOf(
  file: AsyncBuffer,
  metadata: FileMetaData,
  columns: readonly ParquetColumn[],
  start: number,
  end: number,
): Promise<DecodedArray[]> {
  const values = columns.map(() => new Array<unknown>(end - start))
  const placeOf = new Map(columns.map(({ name }, place) => [name, place]))
  await parquetRead({
    file,
    metadata,
    columns: columns.map(({ name }) => name),
    rowStart: start,
    rowEnd: end,
    utf8: false,
    compressors: COMPRESSORS,
    parsers: { timestampFromNanoseconds: nanoseconds => nanoseconds },
    onChunk: ({ columnName, columnData, rowStart }) => {
      const own = values[placeOf.get(columnName) ?? -1]
      if (own === undefined) return
      for (let at = Math.max(0, start - rowStart); at < columnData.length && rowStart + at < end; at += 1)
        own[rowStart + at - start] = columnData[at]
    },
  })
  return values
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
