import { isPassedOver } from '../../base/hidden-names.ts'
import type { ByteRange, InputFile } from '../byte-source.ts'
import type { UnreadableText } from '../recognition/text-head.ts'
import { type Container, type PackedText, READ_THOUGH_DAMAGED, type Unpacked, type UnpackingReport } from './container.ts'
import { crc32 } from './crc32.ts'
import { inflateSlowly } from './inflate-slowly.ts'
import { inflate } from './native-inflation.ts'
import { bytesOf, piecesOf, UnreadableSource } from './source.ts'
import { readZipDirectory, type ZipEntry } from './zip-directory.ts'
import { walkZip } from './zip-without-directory.ts'

const STORED = 0
const DEFLATED = 8

/** Bytes written to the decompressor at a time. What is given up to a fault depends on it: a multiple of what the slow way takes at a time. */
const WRITTEN_BYTES = 65_536

/**
 * A zip archive with any number of files, stored or deflated. They are found by the directory at the archive's end, so that each is read by the native decompressor and its
 * checksum is compared; an archive that was cut, and so has no directory, is read from its beginning as far as it goes.
 */
export const zip: Container = {
  name: 'zip',
  // The second one is that of an archive without files.
  recognises: head => head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6)),
  async *unpack(input) {
    const entries = (await readZipDirectory(input.content)) ?? (await walkZip(input.content))
    const office = findOfficeDocument(entries.map(entry => entry.path))
    if (office) {
      yield { path: input.path, problem: office }
      return
    }
    const files = entries.filter(entry => !isNoFile(entry.path))
    if (files.length === 0) {
      yield {
        path: input.path,
        problem: { code: 'empty', message: 'The zip archive holds no files.', wayOut: 'Check the export that wrote it.' },
      }
    }
    for (const entry of files) yield unpackEntry(input, entry)
  },
}

/** Directories, what macOS adds to every archive, and what is passed over in folders. */
function isNoFile(path: string): boolean {
  return path.endsWith('/') || path.startsWith('__MACOSX/') || path.split('/').some(isPassedOver)
}

/** Documents that are zip archives by their packing. */
function findOfficeDocument(paths: readonly string[]): UnreadableText | null {
  const isOffice = paths.includes('[Content_Types].xml')
  if (!isOffice && !(paths.includes('mimetype') && paths.includes('content.xml'))) return null
  const name = paths.some(path => path.startsWith('xl/')) ? 'an Excel workbook' : isOffice ? 'an Office document' : 'an OpenDocument file'
  return {
    code: 'unsupported',
    message: `This is ${name}, which is not read here.`,
    wayOut: 'Open it in its program and save the sheet as CSV.',
  }
}

/** Why a file of an archive cannot be unpacked, or null. */
function refusal(method: number, isEncrypted: boolean): UnreadableText | null {
  if (isEncrypted)
    return {
      code: 'unsupported',
      message: 'This file of the zip archive is encrypted.',
      wayOut: 'Unpack the archive with its password and drop the files inside.',
    }
  if (method === STORED || method === DEFLATED) return null
  return {
    code: 'unsupported',
    message: `This file of the zip archive is packed by method ${method}, which is not read here.`,
    wayOut: 'Unpack the archive and drop the files inside.',
  }
}

function unpackEntry(input: InputFile, entry: ZipEntry): Unpacked {
  const path = `${input.path}/${entry.path}`
  const problem = refusal(entry.method, entry.isEncrypted)
  if (problem) return { path, problem }
  const text: PackedText = { path, open: report => readEntry(input.content, entry, report) }
  return { text }
}

/** The bytes of one file of an archive. */
export async function* readEntry(content: ByteRange, entry: ZipEntry, report: UnpackingReport): AsyncGenerator<Uint8Array, void> {
  const header = await bytesOf(content.slice(entry.headerStart, entry.headerStart + 30))
  const nameAndExtra = (header[26] ?? 0) + 256 * (header[27] ?? 0) + (header[28] ?? 0) + 256 * (header[29] ?? 0)
  const start = entry.headerStart + 30 + nameAndExtra
  const packed = content.slice(start, start + entry.packedBytes)
  let consumed = start
  async function* counted(): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of piecesOf(packed, WRITTEN_BYTES)) {
      yield chunk
      consumed += chunk.length
      report.progress(consumed)
    }
  }
  let given = 0
  let sum = 0
  try {
    for await (const chunk of entry.method === STORED ? counted() : inflate('deflate-raw', writer => writeAll(counted(), writer))) {
      given += chunk.length
      sum = crc32(sum, chunk)
      yield chunk
    }
  } catch (error) {
    if (error instanceof UnreadableSource) throw error
    const fault = yield* inflateSlowly(packed, given)
    if (entry.isCut) report.endsEarly()
    else report.damaged(`This file of the zip archive cannot be unpacked to its end: ${fault ?? 'something stands behind its data'}.`)
    return
  }
  if (entry.isCut) report.endsEarly()
  else if (sum !== entry.checksum)
    report.damaged('This file of the zip archive is not what was packed: its checksum does not match.', READ_THOUGH_DAMAGED)
}

async function writeAll(chunks: AsyncIterable<Uint8Array>, writer: { write(bytes: Uint8Array): Promise<void> }): Promise<void> {
  for await (const chunk of chunks) await writer.write(chunk)
}
