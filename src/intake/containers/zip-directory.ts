import type { ByteRange } from '../byte-source.ts'
import { Windows1252Decoder } from '../windows-1252.ts'
import { bytesOf } from './source.ts'

/** One file of a zip archive. */
export interface ZipEntry {
  readonly path: string
  readonly method: number
  readonly isEncrypted: boolean
  /** Null when the archive was cut before it. */
  readonly checksum: number | null
  readonly packedBytes: number
  /** Where its local header stands, of which the directory does not tell the length. */
  readonly headerStart: number
  /** The archive ends in this file, or before its directory is whole. */
  readonly isCut: boolean
}

const ENTRY = 0x02014b50
const END = 0x06054b50
const END_64 = 0x06064b50
const END_64_LOCATOR = 0x07064b50
/** An end record has 22 bytes and a comment of at most 65,535. */
const END_BYTES = 22 + 65_535
const OVERFLOW_32 = 0xffffffff

/**
 * The files of a zip archive in the order in which they lie, by the directory at its end; null when there is none, as when the archive was cut.
 * Cost: the directory's size in memory, some 100 bytes a file.
 */
export async function readZipDirectory(content: ByteRange): Promise<readonly ZipEntry[] | null> {
  const tailStart = Math.max(0, content.size - END_BYTES - 20)
  const tail = viewOf(await bytesOf(content.slice(tailStart)))
  const end = findEnd(tail)
  if (end === -1) return null
  let count = tail.getUint16(end + 10, true)
  let size = tail.getUint32(end + 12, true)
  let start = tail.getUint32(end + 16, true)
  if (end >= 20 && tail.getUint32(end - 20, true) === END_64_LOCATOR) {
    const at = Number(tail.getBigUint64(end - 12, true))
    const end64 = viewOf(await bytesOf(content.slice(at, at + 56)))
    if (end64.byteLength < 56 || end64.getUint32(0, true) !== END_64) return null
    count = Number(end64.getBigUint64(32, true))
    size = Number(end64.getBigUint64(40, true))
    start = Number(end64.getBigUint64(48, true))
  }
  const directory = viewOf(await bytesOf(content.slice(start, start + size)))
  return parseEntries(directory, count)
}

function viewOf(bytes: Uint8Array<ArrayBuffer>): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Where the end record begins: the last one whose comment reaches exactly to the end of the file, or else (something was added behind it) the last one. */
function findEnd(tail: DataView): number {
  let last = -1
  for (let at = tail.byteLength - 22; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue
    const commentEnd = at + 22 + tail.getUint16(at + 20, true)
    if (commentEnd === tail.byteLength) return at
    if (last === -1 && commentEnd < tail.byteLength) last = at
  }
  return last
}

function parseEntries(directory: DataView, count: number): readonly ZipEntry[] | null {
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== ENTRY) return null
    const nameLength = directory.getUint16(at + 28, true)
    const extraLength = directory.getUint16(at + 30, true)
    const commentLength = directory.getUint16(at + 32, true)
    const nameEnd = at + 46 + nameLength
    if (nameEnd + extraLength > directory.byteLength) return null
    const flags = directory.getUint16(at + 8, true)
    const name = new Uint8Array(directory.buffer, directory.byteOffset + at + 46, nameLength)
    const large = large64(directory, nameEnd, extraLength, at)
    entries.push({
      path: decodeName(name, (flags & 0x800) !== 0),
      method: directory.getUint16(at + 10, true),
      isEncrypted: (flags & 1) !== 0,
      checksum: directory.getUint32(at + 16, true),
      packedBytes: large.packedBytes,
      headerStart: large.headerStart,
      isCut: false,
    })
    at = nameEnd + extraLength + commentLength
  }
  return entries.sort((a, b) => a.headerStart - b.headerStart)
}

/** Sizes and places above 4 GiB stand in an extra field (id 1), those that overflow, in this order. */
function large64(
  directory: DataView,
  extraStart: number,
  extraLength: number,
  entry: number,
): { readonly packedBytes: number; readonly headerStart: number } {
  const unpackedBytes = directory.getUint32(entry + 24, true)
  let packedBytes = directory.getUint32(entry + 20, true)
  let headerStart = directory.getUint32(entry + 42, true)
  for (let at = extraStart; at + 4 <= extraStart + extraLength; at += 4 + directory.getUint16(at + 2, true)) {
    if (directory.getUint16(at, true) !== 1) continue
    const end = Math.min(at + 4 + directory.getUint16(at + 2, true), directory.byteLength)
    let field = at + 4 + (unpackedBytes === OVERFLOW_32 ? 8 : 0)
    if (packedBytes === OVERFLOW_32 && field + 8 <= end) {
      packedBytes = Number(directory.getBigUint64(field, true))
      field += 8
    }
    if (headerStart === OVERFLOW_32 && field + 8 <= end) headerStart = Number(directory.getBigUint64(field, true))
  }
  return { packedBytes, headerStart }
}

/** Names are UTF-8 when the archive says so, and mostly when it does not; else they are read byte by byte. */
export function decodeName(bytes: Uint8Array, isUtf8: boolean): string {
  if (isUtf8) return new TextDecoder().decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: an old archive. The name is only shown.
    return new Windows1252Decoder().decode(bytes)
  }
}
