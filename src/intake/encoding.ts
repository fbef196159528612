import { Utf16Transcoder } from './utf16.ts'

/** How a text's bytes are to be read, as far as its first bytes tell. */
export interface Encoding {
  /** Bytes of the byte order mark. */
  readonly markBytes: number
  /** UTF-16: which byte of a unit comes first. */
  readonly utf16: 'little-endian' | 'big-endian' | null
}

/** Tells the encoding by the byte order mark. */
export function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { markBytes: 3, utf16: null }
  if (head[0] === 0xff && head[1] === 0xfe) return { markBytes: 2, utf16: 'little-endian' }
  if (head[0] === 0xfe && head[1] === 0xff) return { markBytes: 2, utf16: 'big-endian' }
  return { markBytes: 0, utf16: null }
}

/** The bytes of a text without its byte order mark, as UTF-8 (or as they are). */
export async function* decodeBytes(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array, void> {
  const transcoder = encoding.utf16 === null ? null : new Utf16Transcoder(encoding.utf16 === 'little-endian')
  let markLeft = encoding.markBytes
  for await (const chunk of chunks) {
    const mark = Math.min(markLeft, chunk.length)
    markLeft -= mark
    const bytes = mark > 0 ? chunk.subarray(mark) : chunk
    if (bytes.length > 0) yield transcoder ? transcoder.push(bytes) : bytes
  }
  if (transcoder) yield transcoder.end()
}

/** Whether all bytes are ASCII. Cost: about half a ms for a MB. */
export function isAscii(bytes: Uint8Array): boolean {
  const { length } = bytes
  let at = 0
  // Eight at a time: one comparison for all of them. Words over the same memory would be faster still, but with such views of buffers that streams are given to
  // read into, reading stood still in Chromium 156 every other time.
  for (; at + 8 <= length; at += 8) {
    const first = (bytes[at] ?? 0) | (bytes[at + 1] ?? 0) | (bytes[at + 2] ?? 0) | (bytes[at + 3] ?? 0)
    const second = (bytes[at + 4] ?? 0) | (bytes[at + 5] ?? 0) | (bytes[at + 6] ?? 0) | (bytes[at + 7] ?? 0)
    if ((first | second) > 0x7f) return false
  }
  for (; at < length; at++) if ((bytes[at] ?? 0) > 0x7f) return false
  return true
}

/** Whether bytes are well-formed UTF-8 as a whole; stops at the first that are not. */
export async function isUtf8(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  try {
    for await (const chunk of chunks) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    // Being thrown at is how a fatal decoder answers; whatever else goes wrong while reading is not its answer.
    if (error instanceof TypeError) return false
    throw error
  }
}
