import type { InputFile } from './byte-source.ts'
import type { Unpacked } from './containers/container.ts'
import { parquet } from './containers/parquet.ts'
import { bytesOf } from './containers/source.ts'
import { unpackParquet } from './parquet/read-parquet.ts'
import { unpackWorkbook } from './workbook/read-workbook.ts'

const MARK_BYTES = 4

/** Takes apart what needs a library of its own, which most visits never need: Excel workbooks and Parquet files. Throws UnreadableSource. */
export async function* unpackByLibrary(input: InputFile): AsyncGenerator<Unpacked, void> {
  const isParquet = await parquet.recognises(await bytesOf(input.content.slice(0, MARK_BYTES)), input.content)
  yield* isParquet ? unpackParquet(input) : unpackWorkbook(input)
}
