import { contest } from '../in-worker.ts'

const READERS = 4
const BUFFER_BYTES = 1 << 20

/** Four readers side by side over ranges of the file, each with a buffer of its own that it gets back. */
void contest(async file => {
  const range = Math.ceil(file.size / READERS)
  const parts = Array.from({ length: READERS }, (_, index) => bytesOf(file.slice(index * range, (index + 1) * range)))
  return { top: null, events: null, bytes: (await Promise.all(parts)).reduce((sum, bytes) => sum + bytes, 0) }
})

async function bytesOf(part: Blob): Promise<number> {
  const reader = part.stream().getReader({ mode: 'byob' })
  let buffer = new ArrayBuffer(BUFFER_BYTES)
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(buffer))
    if (done) return bytes
    bytes += value.length
    buffer = value.buffer
  }
}
