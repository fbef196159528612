import type { PackedText, UnpackingReport } from './containers/container.ts'
import { decodeBytes, type Encoding, encodingOf, isUtf8 } from './encoding.ts'
import { RECOGNISERS } from './formats.ts'
import type { RecordReceiver, TableLayout } from './reading.ts'
import { HEAD_BYTES, MARK_BYTES, type ReadableText, type TextHead, type UnreadableText } from './recognition/text-head.ts'
import type { RecordReader } from './record-reader.ts'
import { TextSession } from './text-session.ts'
import { isAscii, Utf8Check } from './utf8.ts'
import { Windows1252Decoder } from './windows-1252.ts'

/** Reads one text to its end: tells what it is, then its records. `packing` is named in its format. */
export async function readText(
  text: PackedText,
  packing: string | null,
  layouts: readonly TableLayout[],
  receiver: RecordReceiver,
): Promise<void> {
  const session = new TextSession(text.path, receiver)
  const chunks = text.open(session)
  try {
    const packedHead = await takeUntil(chunks, MARK_BYTES)
    const encoding = encodingOf(joined(packedHead.chunks, MARK_BYTES))
    const bytes = decodeBytes(followedBy(packedHead.chunks, chunks), encoding)
    const head = await takeUntil(bytes, HEAD_BYTES)
    const headBytes = joined(head.chunks, HEAD_BYTES)
    const recognised = recognise({
      bytes: headBytes,
      text: new TextDecoder().decode(headBytes),
      tableText: beginsAsUtf8(headBytes) ? new TextDecoder().decode(headBytes) : new Windows1252Decoder().decode(headBytes),
      whole: head.whole,
      path: text.path,
      layouts,
    })
    if ('code' in recognised) {
      if (recognised.code !== 'empty' || !session.isBroken) {
        session.problem(recognised.code, recognised.message, recognised.wayOut, recognised.table)
      } else session.problem('damaged', 'The packed file is cut or damaged so early that nothing can be read.', 'Fetch the file again.')
      return
    }
    receiver.text(
      text.path,
      [recognised.format, encoding.utf16 && 'UTF-16', packing].filter(name => name !== null).join(', '),
      recognised.reason,
      recognised.table,
      recognised.unnamed,
    )
    if (encoding.utf16) receiver.note('utf-16', 1)
    const reader = recognised.open(session, encoding.utf16 ? 0 : encoding.markBytes)
    for await (const chunk of checkingEncoding(followedBy(head.chunks, bytes), text, encoding, recognised, reader)) reader.push(chunk)
    reader.end()
    session.finish(true)
  } finally {
    await chunks.return()
  }
}

/** Whether bytes may be the beginning of UTF-8: their last character may be cut. */
function beginsAsUtf8(bytes: Uint8Array): boolean {
  const check = new Utf8Check()
  check.pass(bytes)
  return !check.isIllFormed
}

function recognise(head: TextHead): ReadableText | UnreadableText {
  for (const recogniser of RECOGNISERS) {
    const recognised = recogniser(head)
    if (recognised) return recognised
  }
  throw new Error('the last recogniser of the list must have an answer to everything')
}

/**
 * Passes chunks on. Where a text may be Windows-1252, the whole of it is checked when its first byte that is not ASCII turns up: until then both are the same,
 * so a text of ASCII is read once and any other twice.
 */
async function* checkingEncoding(
  chunks: AsyncIterable<Uint8Array>,
  text: PackedText,
  encoding: Encoding,
  recognised: ReadableText,
  reader: RecordReader,
): AsyncGenerator<Uint8Array, void> {
  let checked = !recognised.mayBeWindows1252 || encoding.utf16 !== null
  for await (const chunk of chunks) {
    if (!checked && !isAscii(chunk)) {
      checked = true
      if (!(await isUtf8(text.open(SILENT)))) reader.decodeAs?.('windows-1252')
    }
    yield chunk
  }
}

/** A second reading tells nothing: the first one does. */
const SILENT: UnpackingReport = { looksOnly: true, progress: () => undefined, endsEarly: () => undefined, damaged: () => undefined }

/** Takes chunks until they have at least `size` bytes; `whole` when there are no more behind them. */
async function takeUntil(
  chunks: AsyncGenerator<Uint8Array, void>,
  size: number,
): Promise<{ readonly chunks: readonly Uint8Array[]; readonly whole: boolean }> {
  const taken: Uint8Array[] = []
  let length = 0
  while (length < size) {
    const { done, value } = await chunks.next()
    if (done) return { chunks: taken, whole: true }
    taken.push(value)
    length += value.length
  }
  return { chunks: taken, whole: false }
}

async function* followedBy(first: readonly Uint8Array[], rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield* first
  yield* rest
}

/** The first `limit` bytes of the chunks, or all of them when they are fewer. */
function joined(chunks: readonly Uint8Array[], limit: number): Uint8Array {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const bytes = new Uint8Array(Math.min(length, limit))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk.subarray(0, bytes.length - at), at)
    at = Math.min(bytes.length, at + chunk.length)
  }
  return bytes
}
