import type { ByteRange } from '../../src/intake/byte-source.ts'

/** Bytes that stream in pieces of the given sizes, over and over: a reader must not care where the cuts fall. */
export function cutBytes(bytes: Uint8Array<ArrayBuffer>, pieceSizes: readonly number[]): ByteRange {
  return {
    size: bytes.length,
    slice: (start, end) => {
      // As Blob.slice: negative offsets count from the end.
      const part = bytes.slice(start, end)
      return cutBytes(part, pieceSizes)
    },
    arrayBuffer: () => Promise.resolve(bytes.slice().buffer),
    stream: () => {
      let at = 0
      let piece = 0
      return new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull(controller) {
          if (at >= bytes.length) {
            controller.close()
            return
          }
          const size = Math.max(1, pieceSizes[piece++ % pieceSizes.length] ?? bytes.length)
          controller.enqueue(bytes.slice(at, at + size))
          at += size
        },
      })
    },
  }
}
