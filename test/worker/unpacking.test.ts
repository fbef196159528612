import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ByteRange, InputFile } from '../../src/intake/byte-source.ts'
import type { Unpacked } from '../../src/intake/containers/container.ts'
import { UnreadableSource } from '../../src/intake/containers/source.ts'
import type { Unpack } from '../../src/intake/reading.ts'
import { ReadingLine } from '../../src/worker/reading-line.ts'
import { serveUnpacking } from '../../src/worker/unpacking.ts'
import { contentsOf, readUnpacked } from '../kernel/both-readings.ts'
import { eventFixtures } from '../support/event-fixtures.ts'

/** A line to an unpacker that serves from this thread, over a real port. */
function line(): { unpack: Unpack; unpacked: string[] } {
  const { port1, port2 } = new MessageChannel()
  onTestFinished(() => port1.close())
  serveUnpacking(port2, null)
  const { unpack } = new ReadingLine(port1, null)
  const unpacked: string[] = []
  return {
    unpacked,
    async *unpack(input) {
      unpacked.push(input.path)
      yield* unpack(input)
    },
  }
}

const ORDERS = Array.from(
  { length: 8_000 },
  (_, index) =>
    `{"type":"ORDER","verb":"NEW","key":"o${index}","event_time":"2024-01-06","customer_id":"c${index % 500}","total_amount":"${index % 97}"}\n`,
)

describe('a file that is unpacked by another thread', () => {
  it('is read as if this one had done it, whatever it is packed in and wherever it is damaged', async () => {
    const { unpack, unpacked } = line()
    const files = eventFixtures().map(({ fileName, bytes }) => ({ path: fileName, content: new Blob([bytes]) }))
    const whole = gzipSync(ORDERS.join(''))
    // Copies: a slice of a Buffer is the same bytes.
    const damaged = Uint8Array.from(whole)
    const middle = Math.floor(whole.length / 2)
    damaged.fill(0x55, middle, middle + 64)
    const otherSum = Uint8Array.from(whole)
    otherSum[whole.length - 6] = (otherSum[whole.length - 6] ?? 0) ^ 1
    const packed = {
      whole,
      'other-sum.gz': otherSum,
      'cut.gz': whole.subarray(0, middle),
      'damaged.gz': damaged,
      'twice.gz': Buffer.concat([whole, whole]),
    }
    const all: InputFile[] = [...files, ...Object.entries(packed).map(([path, bytes]) => ({ path, content: new Blob([bytes]) }))]
    for (const file of all) {
      expect(contentsOf(await readUnpacked([file], unpack)), file.path).toEqual(contentsOf(await readUnpacked([file])))
    }
    // Gzip, zip and zstd are among them; what is not packed does not come here.
    expect(unpacked.length).toBeGreaterThan(10)
    expect(unpacked.length).toBeLessThan(all.length)
  })

  it('tells how far it is, and ends when nobody wants more', async () => {
    const { unpack } = line()
    const file = { path: 'orders.gz', content: new Blob([gzipSync(ORDERS.join(''))]) }
    const progress: number[] = []
    const report = { progress: (bytes: number) => progress.push(bytes), endsEarly: () => undefined, damaged: () => undefined }
    const [text] = await textsOf(unpack(file))
    let length = 0
    for await (const chunk of text?.open(report) ?? []) length += chunk.length
    expect(length).toBe(ORDERS.join('').length)
    expect(progress.at(-1)).toBe(file.content.size)
    // A second reading of the same text, broken off after its first chunk, and a third.
    for await (const chunk of text?.open(report) ?? []) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    let again = 0
    for await (const chunk of text?.open(report) ?? []) again += chunk.length
    expect(again).toBe(length)
  })

  it('says of a file that vanishes meanwhile that it cannot be read', async () => {
    const [taker, server] = shortLine()
    serveUnpacking(server, null)
    const gone = new Error('the disk was taken out')
    // `as`: of a file whose disk is taken out, nothing else is asked.
    const content = { size: 1_000, slice: () => ({ arrayBuffer: () => Promise.reject(gone) }) } as unknown as ByteRange
    const failure = await textsOf(new ReadingLine(taker, null).unpack({ path: 'orders.gz', content })).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UnreadableSource)
    expect(failure).toMatchObject({ message: gone.message })
  })
})

/** Two ends of a line that, other than real ports, also carries what cannot be copied. */
function shortLine(): [MessagePort, MessagePort] {
  interface End {
    onmessage: ((event: { data: unknown }) => void) | null
    postMessage(data: unknown): void
  }
  const ends: [End, End] = [
    { onmessage: null, postMessage: data => queueMicrotask(() => ends[1].onmessage?.({ data })) },
    { onmessage: null, postMessage: data => queueMicrotask(() => ends[0].onmessage?.({ data })) },
  ]
  // `as`: nothing else of a port is used.
  return ends as unknown as [MessagePort, MessagePort]
}

async function textsOf(all: AsyncGenerator<Unpacked, void>) {
  const texts = []
  for await (const each of all) if ('text' in each) texts.push(each.text)
  return texts
}
