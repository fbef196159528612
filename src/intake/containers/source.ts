import type { ByteRange } from '../byte-source.ts'

/** The file itself could not be read: it vanished, changed while being read, or access was refused. */
export class UnreadableSource extends Error {}

/** The bytes of a range as they are streamed. Throws {@link UnreadableSource}. */
export async function* chunksOf(range: ByteRange): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const reader = range.stream().getReader()
  let finished = false
  try {
    for (;;) {
      const { done, value } = await asSource(reader.read())
      if (done) {
        finished = true
        return
      }
      if (value && value.length > 0) yield value
    }
  } finally {
    // A consumer that stops early leaves the stream to be closed; that it may fail to close matters to nobody any more.
    if (!finished) await reader.cancel().catch(() => undefined)
  }
}

/** The bytes of a range in pieces of the same size, but for the last, whatever the chunks are in which they are streamed. Throws {@link UnreadableSource}. */
export async function* piecesOf(range: ByteRange, pieceBytes: number): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  let piece = new Uint8Array(pieceBytes)
  let filled = 0
  for await (const chunk of chunksOf(range)) {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + pieceBytes - filled)
      piece.set(part, filled)
      filled += part.length
      at += part.length
      if (filled < pieceBytes) continue
      yield piece
      // Decoders may keep what they are given.
      piece = new Uint8Array(pieceBytes)
      filled = 0
    }
  }
  if (filled > 0) yield piece.subarray(0, filled)
}

/** The bytes of a range at once; meant for a few. Throws {@link UnreadableSource}. */
export async function bytesOf(range: ByteRange): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await asSource(range.arrayBuffer()))
}

async function asSource<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    throw new UnreadableSource(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
