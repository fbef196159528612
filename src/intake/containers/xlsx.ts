import type { ByteRange } from '../byte-source.ts'
import type { Container } from './container.ts'
import { zip } from './zip.ts'
import { readZipDirectory } from './zip-directory.ts'

/**
 * An Excel workbook, of which each sheet is a table. Taking it apart needs a reader of its own that most visits never need (see workbook/read-workbook.ts), so it
 * is done elsewhere; where there is no such place, it is refused.
 */
export const xlsx: Container = {
  name: 'xlsx',
  recognises: async (head, content) => (await zip.recognises(head, content)) && (await hasWorkbook(content)),
  async *unpack(input) {
    yield {
      path: input.path,
      problem: {
        code: 'unsupported',
        message: 'This is an Excel workbook, which is not read here.',
        wayOut: 'Open it in its program and save the sheet as CSV.',
      },
    }
  },
}

async function hasWorkbook(content: ByteRange): Promise<boolean> {
  const entries = await readZipDirectory(content)
  return entries?.some(({ path }) => path === 'xl/workbook.xml') ?? false
}
