import type { ByteRange } from '../byte-source.ts'
import { bytesOf, chunksOf } from './source.ts'
import { decodeName, type ZipEntry } from './zip-directory.ts'

const LOCAL = 0x04034b50
const DIRECTORY = 0x02014b50
const DESCRIPTOR = 0x08074b50
const LOCAL_BYTES = 30
/** The longest data descriptor: signature, checksum and two sizes of eight bytes. */
const DESCRIPTOR_BYTES = 24

/** The size and checksum of a file that stand behind its data, and where the next header begins. */
interface DataEnd {
  readonly packedBytes: number
  readonly checksum: number
  readonly next: number
}

/**
 * The files of a zip archive whose end is missing, one local header after the other. The last one is marked as cut.
 * Where sizes stand behind the data, the data is searched for them; cost: the archive is read once more.
 */
export async function walkZip(content: ByteRange): Promise<readonly ZipEntry[]> {
  const entries: ZipEntry[] = []
  let start = 0
  while (start + LOCAL_BYTES <= content.size) {
    const header = viewOf(await bytesOf(content.slice(start, start + LOCAL_BYTES)))
    if (header.getUint32(0, true) !== LOCAL) break
    const flags = header.getUint16(6, true)
    const nameLength = header.getUint16(26, true)
    const dataStart = start + LOCAL_BYTES + nameLength + header.getUint16(28, true)
    if (dataStart > content.size) break
    const name = await bytesOf(content.slice(start + LOCAL_BYTES, start + LOCAL_BYTES + nameLength))
    const sizeFollows = (flags & 8) !== 0
    const size = header.getUint32(18, true)
    const end = sizeFollows
      ? await findDataEnd(content, dataStart)
      : { packedBytes: size, checksum: header.getUint32(14, true), next: dataStart + size }
    const isWhole = end !== null && end.next <= content.size
    entries.push({
      path: decodeName(name, (flags & 0x800) !== 0),
      method: header.getUint16(8, true),
      isEncrypted: (flags & 1) !== 0,
      checksum: isWhole ? end.checksum : null,
      packedBytes: isWhole ? end.packedBytes : content.size - dataStart,
      headerStart: start,
      isCut: false,
    })
    if (!isWhole) break
    start = end.next
  }
  return entries.map((entry, index) => (index === entries.length - 1 ? { ...entry, isCut: true } : entry))
}

/** Where data of unknown size ends: at a header before which stands a descriptor with just the size from `dataStart` to there. Null when there is none. */
async function findDataEnd(content: ByteRange, dataStart: number): Promise<DataEnd | null> {
  let held = new Uint8Array(0)
  let heldStart = dataStart
  for await (const chunk of chunksOf(content.slice(dataStart))) {
    const bytes = new Uint8Array(held.length + chunk.length)
    bytes.set(held)
    bytes.set(chunk, held.length)
    const view = viewOf(bytes)
    for (let at = bytes.indexOf(0x50); at !== -1 && at + 4 <= bytes.length; at = bytes.indexOf(0x50, at + 1)) {
      const signature = view.getUint32(at, true)
      if (signature !== LOCAL && signature !== DIRECTORY) continue
      const end = readDescriptor(view, at, heldStart - dataStart)
      if (end) return { ...end, next: heldStart + at }
    }
    const drop = Math.max(0, bytes.length - DESCRIPTOR_BYTES - 4)
    held = bytes.slice(drop)
    heldStart += drop
  }
  return null
}

/** The descriptor that ends at `at`, if its size is that of the data before it; `before` are the bytes of the data in front of the view. */
function readDescriptor(view: DataView, at: number, before: number): Omit<DataEnd, 'next'> | null {
  for (const length of [16, 12, DESCRIPTOR_BYTES]) {
    const start = at - length
    if (start < 0) continue
    const signed = length !== 12
    if (signed && view.getUint32(start, true) !== DESCRIPTOR) continue
    const checksum = start + (signed ? 4 : 0)
    const packedBytes = length === DESCRIPTOR_BYTES ? Number(view.getBigUint64(checksum + 4, true)) : view.getUint32(checksum + 4, true)
    if (packedBytes === before + start) return { packedBytes, checksum: view.getUint32(checksum, true) }
  }
  return null
}

function viewOf(bytes: Uint8Array<ArrayBuffer>): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
