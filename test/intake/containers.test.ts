import { gzipSync as nodeGzip } from 'node:zlib'
import { gzipSync, strToU8, type Zippable, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { gunzipSlowly } from '../../src/intake/containers/gzip-members.ts'
import { bytesOf, inChunks, read, readRange, values } from './reading-log.ts'

const event = (key: number): object => ({ type: 'ORDER', key })
const events = (from: number, to: number): object[] => Array.from({ length: to - from }, (_, index) => event(from + index))
const ndjson = (from: number, to: number): string =>
  events(from, to)
    .map(value => `${JSON.stringify(value)}\n`)
    .join('')
const join = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(parts.flatMap(part => [...part]))
/** Text that packing does not shrink to nothing, so that cuts fall inside it. */
const noise = (count: number): string => {
  let seed = 1
  const next = (): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return seed
  }
  return Array.from(
    { length: count },
    (_, index) => `${JSON.stringify({ type: 'ORDER', key: index, x: next().toString(36) + next().toString(36) })}\n`,
  ).join('')
}

const READ_ALL_THE_SAME = 'Its rows are counted, but some may be damaged; fetch the file again.'

describe('gzip', () => {
  test('is unpacked and named', async () => {
    const log = await read(gzipSync(strToU8(ndjson(0, 100))), 'events.ndjson.gz')
    expect(values(log)).toEqual(events(0, 100))
    expect(log.texts).toEqual([
      { path: 'events.ndjson.gz', format: 'NDJSON, gzip', reason: '100 of the first 100 lines are an object each' },
    ])
    expect([log.notes, log.problems]).toEqual([{}, []])
  })

  test.each([65_536, 1000, 7])('with several members in chunks of %d bytes gives all of them', async chunkBytes => {
    const packed = join(...[0, 1, 2, 3].map(part => gzipSync(strToU8(ndjson(part * 50, part * 50 + 50)))))
    const log = await read(packed, 'events.gz', chunkBytes)
    expect(values(log)).toEqual(events(0, 200))
    expect([log.notes, log.problems, log.bytesRead]).toEqual([{}, [], packed.length])
  })

  test('with several members of some size gives all of them', async () => {
    const texts = [noise(30_000), noise(26_000), ndjson(0, 50_000)]
    const packed = join(...texts.map(text => nodeGzip(text)))
    const log = await read(packed)
    expect([log.records.length, log.notes, log.problems, log.bytesRead]).toEqual([106_000, {}, [], packed.length])
    const cut = await read(packed.slice(0, -20_000))
    expect([cut.notes, cut.problems]).toEqual([{ 'ends-early': 1 }, []])
    expect(cut.records.length).toBeGreaterThan(60_000)
  }, 30_000)

  test('with zeros behind it is whole', async () => {
    const log = await read(join(gzipSync(strToU8(ndjson(0, 100))), new Uint8Array(5000)))
    expect([values(log).length, log.notes, log.problems]).toEqual([100, {}, []])
  })

  test.each([1, 5, 8, 9, 500])('cut %d bytes before its end gives what is readable and says so', async cut => {
    const text = noise(20_000)
    const packed = nodeGzip(text)
    const log = await read(new Uint8Array(packed.subarray(0, -cut)))
    expect(log.notes).toEqual({ 'ends-early': 1 })
    expect(log.problems).toEqual([])
    // A byte of packed data holds a few bytes of text.
    expect(log.records.length).toBeGreaterThan(20_000 - cut)
    expect(log.records.length + log.broken.length).toBeGreaterThanOrEqual(log.records.length)
  })

  test('cut in its second member keeps the first', async () => {
    const [first, second] = [nodeGzip(noise(500)), nodeGzip(noise(500))]
    const log = await read(join(first, second.subarray(0, second.length / 2)))
    expect(log.notes).toEqual({ 'ends-early': 1 })
    expect(log.records.length).toBeGreaterThan(600)
  })

  test('damaged in its middle gives what stands before and says where', async () => {
    const packed = new Uint8Array(nodeGzip(noise(20_000)))
    const middle = packed.length >> 1
    packed.fill(0xff, middle, middle + 200)
    const log = await read(packed)
    expect(log.records.length).toBeGreaterThan(9000)
    // What a decoder makes of damaged data is not read for long.
    expect(log.records.length + log.broken.length).toBeLessThan(17_000)
    expect(log.problems).toMatchObject([{ code: 'damaged', file: 'events.txt' }])
  })

  test('with a wrong checksum is said to be damaged', async () => {
    const packed = gzipSync(strToU8(ndjson(0, 100)))
    packed[packed.length - 6] = (packed[packed.length - 6] ?? 0) ^ 1
    const log = await read(packed)
    expect([values(log).length, log.problems.map(({ code, wayOut }) => [code, wayOut])]).toEqual([100, [['damaged', READ_ALL_THE_SAME]]])
  })

  test('cut before anything can be read is damaged, not empty', async () => {
    const log = await read(gzipSync(strToU8(ndjson(0, 100))).slice(0, 12))
    expect(log.problems.map(({ code }) => code)).toEqual(['damaged'])
  })

  test('inside gzip is told with a way out', async () => {
    const { problems } = await read(gzipSync(gzipSync(strToU8(ndjson(0, 10)))))
    expect(problems).toMatchObject([
      {
        code: 'unsupported',
        message: 'This looks like a gzip file inside a packed file, not like events.',
        wayOut: 'Unpack it once and drop the result.',
      },
    ])
  })

  test('the slow decoder goes on exactly where the native one gave up', async () => {
    const text = noise(3000)
    const packed = join(nodeGzip(text.slice(0, 50_000)), nodeGzip(text.slice(50_000)))
    for (const skip of [0, 1, 49_999, 50_000, 50_001, text.length - 1, text.length]) {
      const told: string[] = []
      const parts: Uint8Array[] = []
      const report = {
        progress: () => undefined,
        endsEarly: () => told.push('ends early'),
        damaged: (message: string) => told.push(message),
      }
      for await (const part of gunzipSlowly(inChunks(packed, 999), { memberStart: 0, given: skip, faultBefore: null }, report))
        parts.push(part)
      expect(new TextDecoder().decode(join(...parts))).toBe(text.slice(skip))
      expect(told).toEqual([])
    }
  })

  test('the slow decoder stops where the native one found a fault, whatever it makes of the data itself', async () => {
    const packed = new Uint8Array(nodeGzip(noise(20_000)))
    const faultBefore = packed.length >> 1
    const told: string[] = []
    let given = 0
    const report = { progress: () => undefined, endsEarly: () => told.push('ends early'), damaged: (message: string) => told.push(message) }
    for await (const part of gunzipSlowly(inChunks(packed, 65_536), { memberStart: 0, given: 0, faultBefore }, report)) given += part.length
    expect(given / noise(20_000).length).toBeCloseTo(0.5, 1)
    expect(told).toEqual([expect.stringMatching(/^The gzip data cannot be read on near byte \d+ of the file: the data is not valid\.$/)])
  })

  test('a member whose checksum is wrong is noticed by the slow decoder too', async () => {
    const first = nodeGzip(noise(500))
    first[first.length - 8] = (first[first.length - 8] ?? 0) ^ 1
    const log = await read(join(first, nodeGzip(noise(5))))
    expect(log.problems.map(({ code }) => code)).toEqual(['damaged'])
  })
})

const ZSTD_MAGIC = [0x28, 0xb5, 0x2f, 0xfd]
const zstdFrame = (text: string): Uint8Array => {
  // A frame of one raw block: magic, single segment with a size of one byte, block header (last, raw, size), data.
  const data = bytesOf(text)
  const block = 1 | (data.length << 3)
  return new Uint8Array([...ZSTD_MAGIC, 0x20, data.length, block & 255, (block >> 8) & 255, block >> 16, ...data])
}

describe('zstd', () => {
  test('with several frames is unpacked', async () => {
    const log = await read(join(zstdFrame(ndjson(0, 5)), zstdFrame(ndjson(5, 9))), 'events.zst')
    expect(values(log)).toEqual(events(0, 9))
    expect(log.texts[0]?.format).toBe('NDJSON, zstd')
  })

  test('cut in its second frame keeps the first and says so', async () => {
    const log = await read(join(zstdFrame(ndjson(0, 5)), zstdFrame(ndjson(5, 9)).slice(0, -3)))
    expect(values(log)).toEqual(events(0, 5))
    expect([log.notes, log.problems]).toEqual([{ 'ends-early': 1 }, []])
  })

  test('damaged is said to be so', async () => {
    const log = await read(join(zstdFrame(ndjson(0, 5)), new Uint8Array(100).fill(7)))
    expect(values(log)).toEqual(events(0, 5))
    expect(log.problems.map(({ code }) => code)).toEqual(['damaged'])
  })
})

describe('zip', () => {
  const zip = (files: Zippable): Uint8Array<ArrayBuffer> => new Uint8Array(zipSync(files))

  test('gives each of its files by its path, stored or deflated', async () => {
    const log = await read(
      zip({
        'a/one.json': strToU8(`[${JSON.stringify(event(0))}]`),
        'two.csv': [strToU8('type,verb,key,event_time\nORDER,NEW,1,t\n'), { level: 0 }],
      }),
      'export.zip',
    )
    expect(log.texts.map(({ path, format }) => [path, format])).toEqual([
      ['export.zip/a/one.json', 'JSON array, zip'],
      ['export.zip/two.csv', 'CSV, comma, zip'],
    ])
    expect(values(log)).toEqual([event(0), { type: 'ORDER', verb: 'NEW', key: '1', event_time: 't' }])
    expect([log.notes, log.problems]).toEqual([{}, []])
  })

  test('leaves out folders and what macOS adds', async () => {
    const log = await read(
      zip({
        'a/': new Uint8Array(0),
        '__MACOSX/a/._one.json': strToU8('x'),
        '.DS_Store': strToU8('x'),
        'a/one.json': strToU8(ndjson(0, 2)),
      }),
    )
    expect([values(log), log.problems]).toEqual([events(0, 2), []])
  })

  test('passes over what is hidden, and reads what only has dots in its path', async () => {
    const hidden = { '.git/config': 'x', 'a/.old.json': ndjson(5, 2), 'a/~$one.json': 'x', 'Thumbs.db': 'x' }
    const all = { ...hidden, './a/one.json': ndjson(0, 2) }
    const log = await read(zip(Object.fromEntries(Object.entries(all).map(([path, text]) => [path, strToU8(text)]))))
    expect([values(log), log.problems]).toEqual([events(0, 2), []])
  })

  test('a file in it that is something else is told by its path', async () => {
    const log = await read(zip({ 'README.txt': strToU8('Hello there.'), 'e.json': strToU8(ndjson(0, 2)) }), 'x.zip')
    expect([values(log), log.problems.map(({ code, file }) => [code, file])]).toEqual([events(0, 2), [['not-events', 'x.zip/README.txt']]])
  })

  test('a packed file in it is told with a way out', async () => {
    const log = await read(zip({ 'e.json.gz': gzipSync(strToU8(ndjson(0, 2))) }), 'x.zip')
    expect(log.problems.map(({ code, file }) => [code, file])).toEqual([['unsupported', 'x.zip/e.json.gz']])
  })

  test('an Excel workbook is told with a way out', async () => {
    const log = await read(zip({ '[Content_Types].xml': strToU8('<x/>'), 'xl/workbook.xml': strToU8('<x/>') }), 'shop.xlsx')
    expect(log.problems).toMatchObject([
      {
        code: 'unsupported',
        file: 'shop.xlsx',
        message: 'This is an Excel workbook, which is not read here.',
        wayOut: 'Open it in its program and save the sheet as CSV.',
      },
    ])
  })

  test('without files is empty', async () => {
    expect((await read(zip({}))).problems.map(({ code }) => code)).toEqual(['empty'])
  })

  test('an encrypted file, or one packed in another way, is told', async () => {
    const encrypted = zip({ 'e.json': strToU8(ndjson(0, 2)) })
    const directory = encrypted.lastIndexOf(0x01, encrypted.length - 30)
    const entry = findEntry(encrypted)
    expect(directory).toBeGreaterThan(0)
    encrypted[entry + 8] = 1
    expect((await read(encrypted)).problems.map(({ code, message }) => [code, message])).toEqual([
      ['unsupported', 'This file of the zip archive is encrypted.'],
    ])
    const other = zip({ 'e.json': strToU8(ndjson(0, 2)) })
    other[findEntry(other) + 10] = 14
    expect((await read(other)).problems.map(({ message }) => message)).toEqual([
      'This file of the zip archive is packed by method 14, which is not read here.',
    ])
  })

  test('a file whose checksum is wrong is said to be damaged', async () => {
    const damaged = zip({ 'e.json': [strToU8(ndjson(0, 2)), { level: 0 }] })
    damaged[45] = 0x41
    const log = await read(damaged)
    expect([values(log).length, log.problems.map(({ code, wayOut }) => [code, wayOut])]).toEqual([2, [['damaged', READ_ALL_THE_SAME]]])
  })

  test.each([
    ['in its directory', -30, 2000],
    ['in its second file', 0.75, 1200],
    ['in its first file', 0.25, 300],
  ])('cut %s gives what is readable and says so', async (_, cut, atLeast) => {
    const whole = zip({ 'one.json': strToU8(noise(1000)), 'two.json': strToU8(noise(1000)) })
    const log = await read(whole.slice(0, cut < 0 ? cut : Math.floor(whole.length * cut)), 'x.zip')
    expect(log.records.length).toBeGreaterThanOrEqual(atLeast)
    expect([log.notes, log.problems]).toEqual([{ 'ends-early': 1 }, []])
  })

  test('cut, and written as a stream with sizes behind the data, gives what is readable', async () => {
    const whole = streamedZip({ 'one.json': noise(1000), 'two.json': noise(1000) })
    const untouched = await read(whole, 'x.zip', 777)
    expect([untouched.records.length, untouched.notes, untouched.problems]).toEqual([2000, {}, []])
    const log = await read(whole.slice(0, Math.floor(whole.length * 0.75)), 'x.zip', 777)
    expect(log.texts.map(({ path }) => path)).toEqual(['x.zip/one.json', 'x.zip/two.json'])
    expect(log.records.length).toBeGreaterThan(1200)
    expect([log.notes, log.problems]).toEqual([{ 'ends-early': 1 }, []])
  })
})

/** Where the first entry of an archive's directory begins. */
function findEntry(archive: Uint8Array): number {
  for (let at = 0; at < archive.length; at++) {
    if (archive[at] === 0x50 && archive[at + 1] === 0x4b && archive[at + 2] === 1 && archive[at + 3] === 2) return at
  }
  return -1
}

function streamedZip(files: Record<string, string>): Uint8Array<ArrayBuffer> {
  const archive = new Uint8Array(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))))
  const view = new DataView(archive.buffer)
  const parts: Uint8Array[] = []
  const starts: number[] = []
  let written = 0
  let at = 0
  // Each local header gets zero sizes and the flag for sizes behind the data; a descriptor with signature follows the data.
  while (view.getUint32(at, true) === 0x04034b50) {
    const size = view.getUint32(at + 18, true)
    const end = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true) + size
    const part = archive.slice(at, end)
    const sizes = part.slice(14, 26)
    part.fill(0, 14, 26)
    part[6] = 8
    starts.push(written)
    parts.push(part, new Uint8Array([0x50, 0x4b, 7, 8, ...sizes]))
    written += part.length + 16
    at = end
  }
  const directory = archive.slice(at)
  const tail = new DataView(directory.buffer)
  let entry = 0
  for (const start of starts) {
    tail.setUint32(entry + 42, start, true)
    entry += 46 + tail.getUint16(entry + 28, true) + tail.getUint16(entry + 30, true)
  }
  tail.setUint32(entry + 16, written, true)
  return join(...parts, directory)
}

describe('Files that cannot be read', () => {
  test('are told with the system’s words', async () => {
    const log = await readRange(
      {
        ...inChunks(bytesOf('x'), 1),
        slice: () => ({ ...inChunks(bytesOf('x'), 1), arrayBuffer: () => Promise.reject(new Error('gone')) }),
      },
      'x.json',
    )
    expect(log.problems).toMatchObject([{ code: 'unreadable', file: 'x.json', message: 'The file could not be read (gone).' }])
  })

  test('keep what was read before they failed', async () => {
    const content = inChunks(bytesOf(ndjson(0, 8000)), 65_536)
    let turn = 0
    const failing = { ...content, stream: () => ({ getReader: () => ({ ...content.stream().getReader(), read: reading }) }) }
    const reader = content.stream().getReader()
    function reading(): Promise<{ done: boolean; value?: Uint8Array<ArrayBuffer> | undefined }> {
      turn++
      return turn > 2 ? Promise.reject(new Error('changed')) : reader.read()
    }
    const log = await readRange(failing)
    expect(log.records.length).toBeGreaterThan(4000)
    expect(log.problems.map(({ code }) => code)).toEqual(['unreadable'])
  })
})

describe('Damage', () => {
  const text = strToU8(noise(600))
  test.each([
    ['gzip', nodeGzip(text)],
    ['zip', zipSync({ 'a.ndjson': text }, { mtime: '2020-01-01T00:00:00Z' })],
  ])('in a %s file costs the same records however it is cut into chunks', async (_, packed) => {
    for (const place of [0.3, 0.6, 0.9]) {
      const damaged = new Uint8Array(packed)
      damaged.fill(0xff, Math.floor(place * packed.length), Math.floor(place * packed.length) + 40)
      const whole = await read(damaged, 'x')
      expect(whole.records.length, `at ${place}`).toBeGreaterThan(0)
      expect(whole.problems.map(({ code }) => code)).toEqual(['damaged'])
      for (const chunkBytes of [1000, 7]) {
        const log = await read(damaged, 'x', chunkBytes)
        expect([log.records.length, log.broken.length], `at ${place} in chunks of ${chunkBytes}`).toEqual([
          whole.records.length,
          whole.broken.length,
        ])
      }
    }
  })
})
