import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ByteRange, ByteStream } from '../../src/intake/byte-source.ts'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { KernelDataset } from '../../src/kernel/kernel-dataset.ts'
import { PieceReader } from '../../src/kernel/piece-reader.ts'
import type { RecordsAhead, RecordsWanted } from '../../src/kernel/records-ahead.ts'
import { Assistant, assist } from '../../src/worker/assistant.ts'
import { FileInPieces } from '../../src/worker/file-in-pieces.ts'
import { contentsOf, fingerprint, type Reading, readIntoKernel, readSimply, readUnpacked } from '../kernel/both-readings.ts'

/** Counts what it reads. */
class CountingReader extends PieceReader {
  pieces = 0
  bytes = 0
  override read(piece: Uint8Array, offset: number, wanted: RecordsWanted, buffer: ArrayBuffer | null): RecordsAhead {
    this.pieces++
    this.bytes += piece.length
    return super.read(piece, offset, wanted, buffer)
  }
}

/** An assistant that serves from this thread, over a real port, and has started; with as many more, which find what it fetches, each with a reader of its own. */
async function assistant(reader: PieceReader, ...finders: readonly PieceReader[]): Promise<Assistant> {
  const { port1, port2 } = new MessageChannel()
  onTestFinished(() => port1.close())
  assist(port2, reader)
  const started = new Assistant(port1)
  await started.started
  for (const finder of finders) started.joinedBy(await assistant(finder))
  return started
}

/** The beginning is read from where it is: before it is told what the file is, nobody knows how records stand. */
const PIECE_BYTES = 16_384

async function readHelped(texts: readonly string[], helper: Assistant | null): Promise<unknown> {
  const kernel = new KernelDataset(program, 7)
  const help = helper === null ? null : { kernel, assistant: helper }
  const files = texts.map((text, index) => ({
    path: `${index}.json`,
    content: new FileInPieces(new Blob([text]), PIECE_BYTES, help),
  }))
  return contentsOf(await readIntoKernel(kernel, files))
}

/** Packed, so all of them come from the assistant. */
async function readUnpackedByHelper(texts: readonly string[], helper: Assistant): Promise<Reading> {
  const kernel = new KernelDataset(program, 7)
  const files = texts.map((text, index) => ({ path: `${index}.json`, content: new Blob([gzipSync(text)]) }))
  return readIntoKernel(kernel, files, helper.line(kernel).unpack)
}

/** Records of about 130 bytes: every 50th has an escape, every 300th is broken, every 700th is repeated. */
function records(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const index = from + (at % 700 === 699 ? at - 1 : at)
    const time = new Date(1_483_700_000_000 + index * 7_000_003).toISOString()
    const customer = index % 50 === 0 ? `c\\u0030${index % 997}` : `c${index % 997}`
    const amount = index % 300 === 299 ? 'nothing' : `${index % 1_000}.${10 + (index % 90)} USD`
    return `{"type": "ORDER", "verb": "NEW", "key": "order ${index}", "event_time": "${time}", "customer_id": "${customer}", "total_amount": "${amount}"}`
  })
}

const LAYOUTS: Readonly<Record<string, (each: readonly string[]) => string>> = {
  lines: each => `${each.join('\n')}\n`,
  'lines that end in CRLF': each => each.join('\r\n'),
  'lines behind a mark': each => `\ufeff${each.join('\n')}`,
  'an array by lines': each => `[\n  ${each.join(',\n  ')}\n]`,
  'an array without lines': each => `[${each.join(',')}]`,
  'an array that ends early': each => `[${each.join(',')}`,
  'a list in an object': each => `{"made": "today", "events": [${each.join(',\n')}]}`,
  'a table': each => table(each, '\n', '7'),
  'a table that ends in CRLF': each => table(each, '\r\n', 'é'),
  'a table with quotes in quotes and with lines in them': each => table(each, '\n', '"[{""name"":""x"",\n""y"":1}]"', 40),
  'records over several lines': each => `[${each.join(',').replaceAll(', "', ',\n    "')}]`,
}

/** The same records as rows; every so many have another text in a column that is not read. */
function table(each: readonly string[], lineEnd: string, tags: string, every = 1): string {
  const rows = each.map((record, index) => {
    // `as`: they are made above, of texts alone.
    const { type, verb, key, event_time, customer_id, total_amount } = JSON.parse(record) as Readonly<Record<string, string>>
    return [type, verb, key, event_time, customer_id, total_amount, index % every === 0 ? tags : ''].join(',')
  })
  return `${['type,verb,key,event_time,customer_id,total_amount,tags', ...rows].join(lineEnd)}${lineEnd}`
}

describe('a file whose records are found by another thread', () => {
  it.each(Object.entries(LAYOUTS))('is taken in as if they had not been: %s', async (_name, layout) => {
    const texts = [layout(records(0, 4_000)), layout(records(3_000, 4_000))]
    const expected = contentsOf(await readSimply(named(texts)))
    const reader = new CountingReader(program)
    expect(await readHelped(texts, null)).toEqual(expected)
    expect(reader.pieces).toBe(0)
    expect(await readHelped(texts, await assistant(reader))).toEqual(expected)
    expect(reader.pieces).toBeGreaterThan(1)
    expect(reader.bytes).toBeGreaterThan(texts.join('').length / 2)
  })

  it.each([1, 2, 3])('is taken in as if they had not been by a thread that fetches and %d that find', { timeout: 60_000 }, async count => {
    // Several pieces of a MiB, so that each finder gets some.
    const texts = [`${records(0, 45_000).join('\n')}\n`, table(records(3_000, 75_000), '\n', 'é', 100)]
    const expected = fingerprint([await readSimply(named(texts))])
    const [fetcher, ...finders] = Array.from({ length: 1 + count }, () => new CountingReader(program))
    if (fetcher === undefined) throw new Error('there is one at least')
    const kernel = new KernelDataset(program, 7)
    const help = { kernel, assistant: await assistant(fetcher, ...finders) }
    const files = named(texts).map(({ path, bytes }) => ({ path, content: new FileInPieces(new Blob([bytes]), PIECE_BYTES, help) }))
    expect(fingerprint([await readIntoKernel(kernel, files)])).toBe(expected)
    expect(fetcher.pieces).toBe(0)
    expect(Math.min(...finders.map(({ pieces }) => pieces))).toBeGreaterThan(1)
    const packed = texts.map((text, index) => ({ path: `${index}.json`, content: new Blob([gzipSync(text)]) }))
    const unpacked = await readUnpackedByHelper(texts, await assistant(fetcher, ...finders))
    expect(fingerprint([unpacked])).toBe(fingerprint([await readUnpacked(packed)]))
    expect(fetcher.pieces).toBe(0)
  })

  it('is taken in as if they had not been when it is packed, and so are those behind it', async () => {
    // Several pieces of a MiB: the first four are asked for before it is known how records stand.
    const texts = [`${records(0, 45_000).join('\n')}\n`, table(records(3_000, 75_000), '\n', 'é', 100)]
    const packed = texts.map((text, index) => ({ path: `${index}.json`, content: new Blob([gzipSync(text)]) }))
    const reader = new CountingReader(program)
    const found = await readUnpackedByHelper(texts, await assistant(reader))
    expect(fingerprint([found])).toBe(fingerprint([await readUnpacked(packed)]))
    expect(reader.pieces).toBeGreaterThan(2)
  }, 60_000)
})

/** A file whose every stream gives a part of it and then falls silent, until one has little enough to give. */
class FallingSilent implements ByteRange {
  readonly #content: Blob
  readonly #speaksBytes: number
  readonly #opened: number[]

  constructor(content: Blob, speaksBytes: number, opened: number[]) {
    this.#content = content
    this.#speaksBytes = speaksBytes
    this.#opened = opened
  }
  get size(): number {
    return this.#content.size
  }
  slice(start?: number, end?: number): FallingSilent {
    return new FallingSilent(this.#content.slice(start, end), this.#speaksBytes, this.#opened)
  }
  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#content.arrayBuffer()
  }
  stream(): ByteStream {
    this.#opened.push(this.size)
    if (this.size <= this.#speaksBytes) return this.#content.stream()
    const reader = this.#content.slice(0, this.#speaksBytes).stream().getReader()
    return new ReadableStream({
      type: 'bytes',
      async pull(controller) {
        const { value, done } = await reader.read()
        if (done) await new Promise(() => undefined)
        else controller.enqueue(value)
      },
    })
  }
}

describe('a file that comes byte by byte behind a byte order mark', () => {
  it('keeps its beginning until it is known what it is', async () => {
    const text = `\ufeff${records(0, 600).join('\n')}`
    const kernel = new KernelDataset(program, 7)
    const found = await readIntoKernel(kernel, [{ path: '0.json', content: new FileInPieces(new Blob([text]), 1) }])
    const expected = await readSimply([{ path: '0.json', bytes: new TextEncoder().encode(text) }])
    expect(text.length).toBeGreaterThan(65_539)
    expect(contentsOf(found)).toEqual(contentsOf(expected))
  })
})

describe('a file whose stream falls silent', () => {
  it('is read to its end by fresh streams, byte for byte', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const text = records(0, 4_000).join('\n')
    const opened: number[] = []
    const reader = new FileInPieces(new FallingSilent(new Blob([text]), 200_000, opened), PIECE_BYTES).stream().getReader()
    const pieces: Buffer[] = []
    const all = (async () => {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read())
        if (piece.value !== undefined) pieces.push(Buffer.from(piece.value))
      return Buffer.concat(pieces).toString()
    })()
    let isRead = false
    void all.then(() => {
      isRead = true
    })
    while (!isRead) await vi.advanceTimersByTimeAsync(1_000)
    expect(await all).toBe(text)
    expect(opened.length).toBeGreaterThan(2)
    expect(opened).toEqual(opened.toSorted((one, other) => other - one))
  })
})

function named(texts: readonly string[]) {
  return texts.map((text, index) => ({ path: `${index}.json`, bytes: new TextEncoder().encode(text) }))
}
