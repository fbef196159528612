import { Decompress } from 'fzstd'
import type { InputFile } from '../byte-source.ts'
import type { Container, PackedText, UnpackingReport } from './container.ts'
import { chunksOf } from './source.ts'

/** Packed bytes that are unpacked at a time: a frame may grow them a thousandfold. */
const PIECE_BYTES = 16_384

/** Zstandard with any number of frames. Checksums are not verified (the decoder does not). */
export const zstd: Container = {
  name: 'zstd',
  recognises: head => isDataFrame(head) || isSkippableFrame(head),
  async *unpack(input) {
    yield { text: zstdText(input) }
  },
}

function isDataFrame(head: Uint8Array): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd
}

/** Frames for the packer's own use, which hold no data. The parallel packer (pzstd) begins its files with one. */
function isSkippableFrame(head: Uint8Array): boolean {
  return ((head[0] ?? 0) & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18
}

function zstdText(input: InputFile): PackedText {
  return { path: input.path, open: report => unpackZstd(input, report) }
}

async function* unpackZstd(input: InputFile, report: UnpackingReport): AsyncGenerator<Uint8Array, void> {
  let ready: Uint8Array[] = []
  const decompress = new Decompress(block => {
    if (block.length > 0) ready.push(block)
  })
  let consumed = 0
  for await (const chunk of chunksOf(input.content)) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      const piece = chunk.slice(start, start + PIECE_BYTES)
      const fault = push(decompress, piece, false)
      yield* ready
      ready = []
      if (fault) {
        report.damaged(`The zstd data cannot be read on between bytes ${consumed} and ${consumed + piece.length}: ${fault}.`)
        return
      }
      consumed += piece.length
      report.progress(consumed)
    }
  }
  const fault = push(decompress, new Uint8Array(0), true)
  yield* ready
  if (fault) report.endsEarly()
}

/** What the decoder refused the piece for, or null. */
function push(decompress: Decompress, piece: Uint8Array, last: boolean): string | null {
  try {
    decompress.push(piece, last)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
