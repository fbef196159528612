import {
  type AsyncBuffer,
  type ColumnMetaData,
  type FileMetaData,
  parquetMetadataAsync,
  parquetSchema,
  type RowGroup,
  type SchemaTree,
} from 'hyparquet'
import { LINE_FEED } from '../ascii.ts'
import type { ByteRange, InputFile } from '../byte-source.ts'
import type { Unpacked, UnpackingReport } from '../containers/container.ts'
import { UnreadableSource } from '../containers/source.ts'
import { BEGINNING_BYTES } from '../recognition/text-head.ts'
import { asStored, type CellWriter, cellWriter, isFloating } from './cells.ts'
import { ColumnCells } from './column-cells.ts'
import { ColumnPages } from './column-pages.ts'
import { CsvBytes } from './csv-bytes.ts'

const COMMA = 44
/** Rows whose cells are written column by column before they are put together: few enough to stay in the processor's cache. */
const MOST_ROWS_AT_ONCE = 2_048
const PIECE_BYTES = 1 << 18
/** Groups of rows are fetched together up to so many bytes: each fetch takes its time, and some files have groups of a hundred kilobytes. */
const MOST_BYTES_AT_ONCE = 1 << 22

interface ParquetColumn {
  readonly name: string
  readonly isFloating: boolean
  readonly write: CellWriter
  /** Its place among all columns that hold values, as which it stands in each group of rows. */
  readonly place: number
  /** The root of the schema and this column, as they are to be asked for. */
  readonly path: readonly [SchemaTree, SchemaTree]
}

/** A column while its cells are written. */
interface OpenColumn extends ParquetColumn {
  readonly cells: ColumnCells
}

/** Bytes of the file, with the groups of rows that lie in them. */
interface Fetch {
  readonly groups: RowGroup[]
  start: number
  end: number
}

/**
 * Takes an Apache Parquet file apart: one text, a table in CSV, of the columns that hold one value a row. Decimals keep all their digits, floating point numbers
 * are written as shortly as they can be told apart. Packed with Snappy, gzip, zstd or not at all. Memory: a group of rows as it lies in the file, and a page of each
 * column. Cost: about 1 µs a row of nine columns.
 */
export async function* unpackParquet({ path, content }: InputFile): AsyncGenerator<Unpacked, void> {
  const file = fileOf(content)
  let metadata: FileMetaData
  let columns: readonly ParquetColumn[]
  try {
    metadata = await parquetMetadataAsync(file)
    columns = columnsOf(metadata)
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
  yield { text: { path, open: report => textOf(file, metadata, columns, report) } }
}

function fileOf(content: ByteRange): AsyncBuffer {
  return {
    byteLength: content.size,
    slice: async (start, end = content.size) => {
      // A broken file can send its reader anywhere.
      if (!(Number.isInteger(start) && start >= 0 && end >= start && end <= content.size))
        throw new Error(`it points to bytes ${start} to ${end} of ${content.size}`)
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
  const told = parquetSchema({ schema })
  const stored = parquetSchema({ schema: schema.map(asStored) })
  const columns: ParquetColumn[] = []
  let place = 0
  stored.children.forEach((column, at) => {
    const element = told.children[at]?.element
    if (element !== undefined && column.children.length === 0 && element.repetition_type !== 'REPEATED') {
      const { name } = element
      columns.push({ name, isFloating: isFloating(element), place, path: [stored, column], write: cellWriter(element) })
    }
    place += leavesOf(column)
  })
  return columns
}

/** Columns with values of a group of columns, or the one that it is. */
function leavesOf({ children }: SchemaTree): number {
  return children.length === 0 ? 1 : children.reduce((sum, child) => sum + leavesOf(child), 0)
}

/** The columns' names, and then rows as they are found in the file. */
async function* textOf(
  file: AsyncBuffer,
  metadata: FileMetaData,
  found: readonly ParquetColumn[],
  report: UnpackingReport,
): AsyncGenerator<Uint8Array, void> {
  // The text may be opened once more beside this time, for a look at its bytes.
  const columns = found.map(column => ({ ...column, cells: new ColumnCells(column.write) }))
  const total = Number(metadata.num_rows)
  if (columns.some(column => column.isFloating)) report.floatingPoint?.()
  const out = new CsvBytes()
  let given = 0
  /** Holds until the next one, but for the first: whoever tells what the text is may still look at its beginning. */
  const piece = (): Uint8Array => {
    const bytes = out.take()
    given += bytes.length
    return given - bytes.length < BEGINNING_BYTES ? bytes.slice() : bytes
  }
  columns.forEach(({ name }, place) => {
    if (place > 0) out.comma()
    out.text(name)
  })
  out.endLine()
  yield piece()
  let row = 0
  try {
    for await (const group of groupsOf(file, metadata, columns)) {
      for (const rows of writeGroup(group, columns, out)) {
        row += rows
        if (out.length < PIECE_BYTES) continue
        yield piece()
        report.progress(Math.floor((file.byteLength * row) / total))
      }
    }
  } catch (error) {
    if (error instanceof UnreadableSource) throw error
    if (out.length > 0) yield piece()
    report.damaged(`The Parquet file cannot be read behind row ${row} (${wordsOf(error)})`)
    return
  }
  if (out.length > 0) yield piece()
  report.progress(file.byteLength)
}

/** Writes the rows of a group, some at a time: tells how many. Throws where a column is broken or has fewer rows. */
function* writeGroup(rows: number, columns: readonly OpenColumn[], out: CsvBytes): Generator<number, void> {
  for (let row = 0; row < rows; ) {
    let turn = Math.min(MOST_ROWS_AT_ONCE, rows - row)
    for (const { cells } of columns) turn = Math.min(turn, cells.available())
    if (turn === 0) throw new Error(`a column ends ${rows - row} rows before its group`)
    for (const { cells } of columns) cells.turn(turn)
    writeRows(columns, turn, out)
    row += turn
    yield turn
  }
}

/** Writes the rows at hand, column by column into the place of each: from row to row a third more time went into going from cell to cell. */
function writeRows(columns: readonly OpenColumn[], rows: number, out: CsvBytes): void {
  // A comma or line break behind each cell.
  const ends = new Int32Array(rows).fill(Math.max(1, columns.length))
  for (const { cells } of columns) cells.addLengths(ends, rows)
  let total = 0
  for (let row = 0; row < rows; row += 1) {
    const length = ends[row] ?? 0
    ends[row] = total
    total += length
  }
  const room = out.room(total)
  if (columns.length === 0) room.fill(LINE_FEED)
  columns.forEach(({ cells }, place) => {
    cells.copyTo(room, ends, rows, place === columns.length - 1 ? LINE_FEED : COMMA)
  })
}

/** Has the columns begin with each group of rows, one after the other. Gives its number of rows. */
async function* groupsOf(file: AsyncBuffer, { row_groups }: FileMetaData, columns: readonly OpenColumn[]): AsyncGenerator<number, void> {
  for (const { groups, start, end } of fetchesOf(row_groups, columns, file.byteLength)) {
    const bytes = new Uint8Array(await file.slice(start, end))
    for (const group of groups) {
      const rows = Number(group.num_rows)
      for (const { cells, place, path } of columns) {
        const meta = metaOf(group, place)
        const range = rangeOf(meta, file.byteLength)
        cells.begin(new ColumnPages(bytes.subarray(range.start - start, range.end - start), rows, path, meta))
      }
      yield rows
    }
  }
}

function* fetchesOf(groups: readonly RowGroup[], columns: readonly ParquetColumn[], fileBytes: number): Generator<Fetch, void> {
  let fetch: Fetch | null = null
  for (const group of groups) {
    const ranges = columns.map(({ place }) => rangeOf(metaOf(group, place), fileBytes))
    // Without columns there is nothing to fetch.
    const start = Math.min(fileBytes, ...ranges.map(range => range.start))
    const end = Math.max(start, ...ranges.map(range => range.end))
    if (fetch !== null && start >= fetch.start && end - fetch.start <= MOST_BYTES_AT_ONCE) {
      fetch.groups.push(group)
      fetch.end = Math.max(fetch.end, end)
      continue
    }
    if (fetch !== null) yield fetch
    fetch = { groups: [group], start, end }
  }
  if (fetch !== null) yield fetch
}

function metaOf({ columns }: RowGroup, place: number): ColumnMetaData {
  const meta = columns[place]?.meta_data
  if (meta === undefined) throw new Error(`a group of rows has no column ${place + 1}`)
  return meta
}

/** Where a column of a group of rows lies in a file of so many bytes. */
function rangeOf(
  { dictionary_page_offset, data_page_offset, total_compressed_size }: ColumnMetaData,
  fileBytes: number,
): { readonly start: number; readonly end: number } {
  const start = Number(dictionary_page_offset || data_page_offset)
  const end = start + Number(total_compressed_size)
  if (!(start >= 0 && end >= start && end <= fileBytes)) throw new Error(`a column lies at bytes ${start} to ${end} of ${fileBytes}`)
  return { start, end }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
