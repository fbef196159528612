import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ALL_HOSTILE_TEXTS } from '../bench/hostile-texts.ts'
import { eventFixtures } from '../support/event-fixtures.ts'
import { hasShared, readShared, sharedPath } from '../support/shared-data.ts'
import { contentsOf, type NamedBytes, readByKernel, readForeseen, readSimply } from './both-readings.ts'

const CHUNKS = [1, 7, 500, 65_536, 1 << 24]

async function expectTheSame(file: NamedBytes, chunks: readonly number[]): Promise<void> {
  for (const chunkBytes of chunks) {
    const simple = await readSimply([file], chunkBytes)
    expect(contentsOf(await readByKernel([file], chunkBytes)), `in chunks of ${chunkBytes} bytes`).toEqual(contentsOf(simple))
  }
}

describe('the kernel reads every fixture as the simple reader does', () => {
  it.each(eventFixtures().map(fixture => [fixture.name, fixture] as const))('%s', async (_name, { fileName, bytes }) => {
    await expectTheSame({ path: fileName, bytes: new Uint8Array(bytes) }, CHUNKS)
  })
})

function sharedFiles(folder: string): string[] {
  if (!hasShared(folder)) return []
  return readdirSync(sharedPath(folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => `${entry.parentPath}/${entry.name}`.slice(sharedPath(folder).length + 1))
}

describe('the kernel reads hostile texts as the simple reader does', () => {
  it.each(ALL_HOSTILE_TEXTS.map(({ what, make }) => [what, make] as const))('%s', { timeout: 30_000 }, async (_what, make) => {
    // Long enough that chunks are taken back before the end is met.
    const bytes = new TextEncoder().encode(make(400_000))
    const simple = contentsOf(await readSimply([{ path: 'hostile', bytes }]))
    for (const read of [readByKernel, readForeseen]) expect(contentsOf(await read([{ path: 'hostile', bytes }], 65_536))).toEqual(simple)
  })
})

describe.each(['shutterfly', 'hostile'])('the kernel reads the shared files of %s as the simple reader does', folder => {
  const files = sharedFiles(folder)
  it.skipIf(files.length === 0)('which are there', () => {
    expect(files.length).toBeGreaterThan(10)
  })
  it.skipIf(files.length === 0).each(files)('%s', async name => {
    const bytes = new Uint8Array(readShared(folder, name))
    await expectTheSame({ path: name, bytes }, bytes.length > 100_000 ? [4_096, 1 << 24] : [7, 1 << 24])
  })
})

it('takes nearly all records of a plain file by itself', async () => {
  const lines = Array.from(
    { length: 2_000 },
    (_, index) =>
      `{"type": "ORDER", "verb": "NEW", "key": "o${index}", "event_time": "2017-01-06T12:55:55.555Z", "customer_id": "c${index % 7}", "total_amount": "12.34 USD"}\n`,
  )
  const { dataset, asValues } = await readByKernel([{ path: 'a.ndjson', bytes: new TextEncoder().encode(lines.join('')) }])
  expect(dataset.accepted).toBe(2_000)
  // Only records that lie across two chunks of 64 KiB.
  expect(asValues).toBeLessThan(10)
})

it.each(['\n', '\r\n', '\r'])('takes nearly all rows of a plain table with the line break %j by itself', async lineBreak => {
  const rows = Array.from(
    { length: 2_000 },
    (_, index) => `c${index % 7},"ORDER",NEW,o${index},2017-01-06 12:55:55,"a ""b"", c",12.34 USD,Zoë,${lineBreak}`,
  )
  const header = `customer_id,type,verb,key,event_time,tags,total_amount,x,last_name${lineBreak}`
  const { dataset, asValues } = await readByKernel([{ path: 'a.csv', bytes: new TextEncoder().encode(header + rows.join('')) }])
  expect(dataset.accepted).toBe(2_000)
  // Only rows that lie across two chunks of 64 KiB.
  expect(asValues).toBeLessThan(10)
})

describe('quotes in quoted cells, in runs of every length from every place of a vector on', () => {
  // An odd number of them ends the cell; behind an even one, which stands for half as many, another letter does.
  const cells = Array.from({ length: 34 }, (_, letters) => letters).flatMap(letters =>
    Array.from({ length: 36 }, (_, quotes) => `"${'x'.repeat(letters)}${'"'.repeat(quotes)}${quotes % 2 === 0 ? 'y"' : ''}`),
  )
  const table = (column: string, behind: string) => ({
    path: 'a.csv',
    bytes: new TextEncoder().encode(
      `type,verb,key,event_time,customer_id,${column},x\n${cells.map((cell, index) => `IMAGE,UPLOAD,k${index},2017-01-06,a,${cell},${behind}\n`).join('')}`,
    ),
  })

  it.each(['', 'zz', '"', '" "'])('are taken where the cell is not read, and %j stands behind it', async behind => {
    const files = [table('tags', behind)]
    const kernel = await readByKernel(files)
    expect(contentsOf(kernel)).toEqual(contentsOf(await readSimply(files)))
    if (behind === '"') return
    expect(kernel.dataset.accepted).toBe(cells.length)
    // Only rows that lie across two chunks of 64 KiB.
    expect(kernel.asValues).toBeLessThan(10)
  })

  it('are read where the cell is', async () => {
    const files = [table('camera_make', '')]
    const kernel = await readByKernel(files)
    expect(contentsOf(kernel)).toEqual(contentsOf(await readSimply(files)))
    const { names } = kernel.dataset
    expect(Array.from({ length: names.length }, (_, name) => names.text(name))).toEqual(
      expect.arrayContaining(['x', 'xx"y', `${'x'.repeat(33)}${'"'.repeat(17)}`]),
    )
  })
})

it('looks for plain rows again behind many that are not', async () => {
  const rows = [...Array<string>(500).fill('SALE'), ...Array<string>(500).fill('SITE_VISIT')].map(type => `${type},NEW,k,2017-01-06,a\n`)
  const { dataset, asValues } = await readByKernel([
    { path: 'a.csv', bytes: new TextEncoder().encode(`type,verb,key,event_time,customer_id\n${rows.join('')}`) },
  ])
  expect(dataset.accepted).toBe(500)
  expect(asValues).toBeLessThan(520)
})

it('reads tables of other columns and delimiters one behind the other', async () => {
  const files = [
    'type,verb,key,event_time,customer_id\nSITE_VISIT,NEW,k,2017-01-06,a\n',
    'key;customer_id;verb;event_time;type\nk;b;NEW;2017-01-06;SITE_VISIT\n',
    // Wider than what the kernel reads by itself.
    `customer_id,${'x,'.repeat(300)}type,verb,key,event_time\nc,${'1,'.repeat(300)}SITE_VISIT,NEW,k,2017-01-06\n`,
  ].map((text, index) => ({ path: `${index}.csv`, bytes: new TextEncoder().encode(text) }))
  const kernel = await readByKernel(files)
  expect(contentsOf(kernel)).toEqual(contentsOf(await readSimply(files)))
  expect(kernel.dataset.accepted).toBe(3)
  expect(kernel.asValues).toBe(1)
})
