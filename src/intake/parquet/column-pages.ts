import { gunzipSync } from 'fflate'
import { decompress } from 'fzstd'
import type { Compressors, DataPageHeader, DataReader, DecodedArray, Encoding, PageHeader, SchemaElement, SchemaTree } from 'hyparquet'
import { parquetHeader, readPage } from 'hyparquet/src/column.js'
import { convert, DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { decompressPage, readDataPage } from 'hyparquet/src/datapage.js'
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js'

/** Snappy is the reader's own. */
const COMPRESSORS: Compressors = {
  GZIP: bytes => gunzipSync(bytes),
  ZSTD: (bytes, length) => decompress(bytes, new Uint8Array(length)),
}

/** A column of a group of rows, as the file tells of it. */
type ColumnDecoder = Parameters<typeof convert>[1]
type DataPageHeaderV2 = NonNullable<PageHeader['data_page_header_v2']>

/** Of the length in front of what says which rows are blank. */
const LENGTH_BYTES = 4

/** Texts that stand one behind the other among bytes of a page, as bytes. */
export class PageTexts {
  readonly bytes: Uint8Array
  readonly length: number
  /** Where each begins and ends, by turns. */
  readonly places: Int32Array

  /** Each has its length in front. Throws where they are more bytes than there are. */
  constructor(bytes: Uint8Array, length: number) {
    const view = viewOf(bytes)
    this.bytes = bytes
    this.length = length
    this.places = new Int32Array(2 * length)
    let at = 0
    for (let text = 0; text < length; text += 1) {
      const start = at + LENGTH_BYTES
      at = start + view.getUint32(at, true)
      this.places[2 * text] = start
      this.places[2 * text + 1] = at
    }
    if (at > bytes.length) throw new Error(`${length} texts of ${at} bytes stand in ${bytes.length}`)
  }
}

/** Some rows of a column, as they were written together. */
export interface ColumnPage {
  readonly rows: number
  /** The values, without those that are blank; or, of a page with a dictionary, all values that its rows take theirs from. */
  readonly values: DecodedArray | PageTexts
  /** By row: the place of its value among those of the dictionary, or −1 for a blank. Null where there is no dictionary. */
  readonly places: Int32Array | null
  /** By row of a page without dictionary: whether there is a value; null where there always is. */
  readonly isThere: Uint8Array | null
}

/**
 * Takes the bytes of a column of a group of rows apart, page by page, for columns of one value a row. What a page is packed with and how its values are written is
 * undone by the library; but as a whole it makes one list of all rows of a group, with a value of its own for each, also where the file holds few of them and says
 * which row has which. That took four times as long. Texts are left where they are: it makes a view of each, which cost as much as all the rest of a column of keys.
 */
export class ColumnPages {
  readonly #reader: DataReader
  /** Of a column without blanks: which rows are blank is told here. */
  readonly #decoder: ColumnDecoder
  readonly #mayBeBlank: boolean
  readonly #groupRows: number
  #dictionary: DecodedArray | null = null

  /** `bytes`: from the first page of the column on. `rows`: of the group. `path`: the root of the schema and the column. */
  constructor(
    bytes: Uint8Array,
    rows: number,
    path: readonly [SchemaTree, SchemaTree],
    { type, codec }: Pick<ColumnDecoder, 'type' | 'codec'>,
  ) {
    this.#groupRows = rows
    this.#reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 }
    const [root, column] = path
    this.#mayBeBlank = column.element.repetition_type !== 'REQUIRED'
    const element: SchemaElement = { ...column.element, repetition_type: 'REQUIRED' }
    this.#decoder = {
      pathInSchema: column.path,
      schemaPath: [root, { ...column, element }],
      element,
      type,
      codec,
      compressors: COMPRESSORS,
      utf8: false,
      parsers: { ...DEFAULT_PARSERS, timestampFromNanoseconds: nanoseconds => nanoseconds },
    }
  }

  /** The next page with rows, or null behind the last. Throws for what cannot be unpacked or is broken. */
  next(): ColumnPage | null {
    const { view } = this.#reader
    while (this.#reader.offset < view.byteLength - 1) {
      const page = this.#readPage()
      if (page !== null && page.rows > 0) return page
    }
    return null
  }

  #readPage(): ColumnPage | null {
    const reader = this.#reader
    const decoder = this.#decoder
    const header = parquetHeader(reader)
    if (header.type === 'DICTIONARY_PAGE') {
      const { data } = readPage(reader, header, decoder, undefined, undefined, 0)
      this.#dictionary = data === undefined ? null : convert(data, decoder)
      return null
    }
    const bytes = new Uint8Array(reader.view.buffer, reader.view.byteOffset + reader.offset, header.compressed_page_size)
    reader.offset += header.compressed_page_size
    const pageRows = header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0
    if (pageRows < 0 || pageRows > this.#groupRows) throw new Error(`a page has ${pageRows} of ${this.#groupRows} rows`)
    const { data_page_header: first, data_page_header_v2: second } = header
    if (header.type === 'DATA_PAGE' && first !== undefined) return this.#firstKind(bytes, header.uncompressed_page_size, first)
    if (header.type === 'DATA_PAGE_V2' && second !== undefined) return this.#secondKind(bytes, header.uncompressed_page_size, second)
    throw new Error(`a page is of the kind ${header.type}`)
  }

  /** What says which rows are blank is packed together with the values. */
  #firstKind(bytes: Uint8Array, size: number, { num_values: rows, encoding }: DataPageHeader): ColumnPage {
    const unpacked = decompressPage(bytes, size, this.#decoder.codec, COMPRESSORS)
    if (!this.#mayBeBlank) return this.#pageOf(rows, encoding, null, unpacked)
    const behind = LENGTH_BYTES + viewOf(unpacked).getUint32(0, true)
    return this.#pageOf(rows, encoding, levelsOf(unpacked.subarray(LENGTH_BYTES, behind), rows), unpacked.subarray(behind))
  }

  /** It stands in front of them, not packed. */
  #secondKind(bytes: Uint8Array, size: number, header: DataPageHeaderV2): ColumnPage {
    const { num_values: rows, encoding, num_nulls, definition_levels_byte_length: levelBytes } = header
    const from = header.repetition_levels_byte_length
    const behind = from + levelBytes
    const levels = this.#mayBeBlank && levelBytes > 0 ? levelsOf(bytes.subarray(from, behind), rows) : null
    const packed = bytes.subarray(behind)
    const isPacked = header.is_compressed !== false && num_nulls < rows
    const unpacked = isPacked ? decompressPage(packed, size - behind, this.#decoder.codec, COMPRESSORS) : packed
    return this.#pageOf(rows, encoding, levels, unpacked)
  }

  /** `levels`: by row 1 where there is a value, or null where there always is. `bytes`: the values. */
  #pageOf(rows: number, encoding: Encoding, levels: Uint8Array | null, bytes: Uint8Array): ColumnPage {
    let values = rows
    if (levels !== null) values = levels.reduce((sum, level) => sum + level, 0)
    if (values === 0) return { rows, values: [], places: null, isThere: levels }
    if (encoding !== 'PLAIN_DICTIONARY' && encoding !== 'RLE_DICTIONARY') {
      if (encoding === 'PLAIN' && this.#decoder.type === 'BYTE_ARRAY')
        return { rows, values: new PageTexts(bytes, values), places: null, isThere: levels }
      // The library reads both kinds of pages, but only of the first kind without what stands in front.
      const levelsLeft = { definition_level_encoding: 'RLE', repetition_level_encoding: 'RLE' } as const
      const { dataPage } = readDataPage(bytes, { num_values: values, encoding, ...levelsLeft }, this.#decoder)
      return { rows, values: convert(dataPage, this.#decoder), places: null, isThere: levels }
    }
    if (this.#dictionary === null) throw new Error('a page refers to a dictionary that is not there')
    const places = placesOf(bytes, values, this.#dictionary.length)
    return { rows, values: this.#dictionary, places: levels === null ? places : spread(places, levels), isThere: null }
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Which rows have a value; null when all have. */
function levelsOf(bytes: Uint8Array, rows: number): Uint8Array | null {
  const levels = new Uint8Array(rows)
  readRleBitPackedHybrid({ view: viewOf(bytes), offset: 0 }, 1, levels, bytes.length)
  return levels.includes(0) ? levels : null
}

/** Places in a dictionary, as a page with so many values lists them. */
function placesOf(bytes: Uint8Array, values: number, size: number): Int32Array {
  const places = new Int32Array(values)
  const width = bytes[0] ?? 0
  // In no bits at all there is only 0.
  if (width > 0) readRleBitPackedHybrid({ view: viewOf(bytes), offset: 1 }, width, places, bytes.length - 1)
  for (const place of places) if (place < 0 || place >= size) throw new Error(`a page refers to value ${place} of a dictionary of ${size}`)
  return places
}

/** By row, with −1 where there is no value. */
function spread(places: Int32Array, levels: Uint8Array): Int32Array {
  const byRow = new Int32Array(levels.length)
  let next = 0
  for (let row = 0; row < levels.length; row += 1) {
    if (levels[row] === 1) {
      byRow[row] = places[next] ?? 0
      next += 1
    } else byRow[row] = -1
  }
  return byRow
}
