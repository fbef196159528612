import { Utf8Check } from './utf8.ts'
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

/** Whether bytes are well-formed UTF-8 as a whole; stops at the first that are not. */
export async function isUtf8(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  const check = new Utf8Check()
  for await (const chunk of chunks) {
    check.pass(chunk)
    if (check.isIllFormed) return false
  }
  check.end()
  return !check.isIllFormed
}
