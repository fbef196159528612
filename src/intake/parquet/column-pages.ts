import { gunzipSync } from 'fflate'
import { decompress } from 'fzstd'
import type { Compressors, DataReader, DecodedArray, SchemaTree } from 'hyparquet'
import { parquetHeader, readPage } from 'hyparquet/src/column.js'
import { convert, DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { decompressPage, readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js'

/** Snappy is the reader's own. */
const COMPRESSORS: Compressors = {
  GZIP: bytes => gunzipSync(bytes),
  ZSTD: (bytes, length) => decompress(bytes, new Uint8Array(length)),
}

/** A column of a group of rows, as the file tells of it. */
type ColumnDecoder = Parameters<typeof convert>[1]

/** Some rows of a column, as they were written together. */
export interface ColumnPage {
  readonly rows: number
  /** The values, without those that are blank; or, of a page with a dictionary, all values that its rows take theirs from. */
  readonly values: DecodedArray
  /** By row: the place of its value among those of the dictionary, or −1 for a blank. Null where there is no dictionary. */
  readonly places: Int32Array | null
  /** By row of a page without dictionary: whether there is a value; null where there always is. */
  readonly isThere: Uint8Array | null
}

/**
 * Takes the bytes of a column of a group of rows apart, page by page, for columns of one value a row. What a page is packed with and how its values are written is
 * undone by the library; but it makes one list of all rows of a group, with a value of its own for each, also where the file holds few of them and says which row
 * has which. That list took four times as long as all the rest.
 */
export class ColumnPages {
  readonly #reader: DataReader
  readonly #decoder: ColumnDecoder
  #dictionary: DecodedArray | null = null

  /** `bytes`: from the first page of the column on. `path`: the root of the schema and the column. */
  constructor(bytes: Uint8Array, path: readonly [SchemaTree, SchemaTree], { type, codec }: Pick<ColumnDecoder, 'type' | 'codec'>) {
    this.#reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 }
    this.#decoder = {
      pathInSchema: path[1].path,
      schemaPath: [...path],
      element: path[1].element,
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
    if (header.type === 'DATA_PAGE' && header.data_page_header !== undefined) {
      const { num_values: rows, encoding } = header.data_page_header
      const unpacked = decompressPage(bytes, header.uncompressed_page_size, decoder.codec, decoder.compressors)
      return this.#pageOf(rows, encoding, readDataPage(unpacked, header.data_page_header, decoder))
    }
    if (header.type === 'DATA_PAGE_V2' && header.data_page_header_v2 !== undefined) {
      const { num_values: rows, encoding } = header.data_page_header_v2
      return this.#pageOf(rows, encoding, readDataPageV2(bytes, header, decoder))
    }
    throw new Error(`a page is of the kind ${header.type}`)
  }

  #pageOf(
    rows: number,
    encoding: string,
    { definitionLevels, dataPage }: Pick<ReturnType<typeof readDataPage>, 'definitionLevels' | 'dataPage'>,
  ): ColumnPage {
    // The library leaves the levels out where nothing is blank.
    const levels = definitionLevels !== undefined && definitionLevels.length > 0 ? definitionLevels : null
    if (!encoding.endsWith('_DICTIONARY')) {
      const isThere = levels === null ? null : new Uint8Array(levels)
      return { rows, values: convert(dataPage, this.#decoder), places: null, isThere }
    }
    const values = this.#dictionary
    if (values === null) throw new Error('a page refers to a dictionary that is not there')
    const places = new Int32Array(rows)
    let next = 0
    for (let row = 0; row < rows; row += 1) {
      if (levels !== null && levels[row] === 0) {
        places[row] = -1
        continue
      }
      const place: unknown = dataPage[next]
      next += 1
      if (typeof place !== 'number' || place < 0 || place >= values.length)
        throw new Error(`a page refers to value ${place} of a dictionary of ${values.length}`)
      places[row] = place
    }
    return { rows, values, places, isThere: null }
  }
}
