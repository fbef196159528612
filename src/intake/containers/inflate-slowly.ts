import { Inflate } from 'fflate'
import type { ByteRange } from '../byte-source.ts'
import { piecesOf } from './source.ts'

/** Packed bytes that are unpacked at a time. The output of a piece in which a fault shows is lost, so they are small. */
const PIECE_BYTES = 2048

/**
 * Gives all that can be read of deflated data, without the first `skip` unpacked bytes, which were given before; returns what stopped it, or null at its end.
 * Runs in JavaScript, at a tenth of the native speed, where the native decompressor has given up and dropped what it had ready.
 */
export async function* inflateSlowly(packed: ByteRange, skip: number): AsyncGenerator<Uint8Array, string | null> {
  let ready: Uint8Array[] = []
  let toSkip = skip
  const inflater = new Inflate(data => {
    const skipped = Math.min(toSkip, data.length)
    toSkip -= skipped
    if (skipped < data.length) ready.push(data.subarray(skipped))
  })
  const push = (piece: Uint8Array<ArrayBuffer>, last: boolean): string | null => {
    try {
      inflater.push(piece, last)
      return null
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  for await (const piece of piecesOf(packed, PIECE_BYTES)) {
    const fault = push(piece, false)
    yield* ready
    ready = []
    if (fault !== null) return fault
  }
  const fault = push(new Uint8Array(0), true)
  yield* ready
  return fault
}
