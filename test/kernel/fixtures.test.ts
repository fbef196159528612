import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { eventFixtures } from '../support/event-fixtures.ts'
import { hasShared, readShared, sharedPath } from '../support/shared-data.ts'
import { contentsOf, type NamedBytes, readByKernel, readSimply } from './both-readings.ts'

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
