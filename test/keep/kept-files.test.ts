import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { InputFile } from '../../src/intake/byte-source.ts'
import { type Found, forgetKept, keepFiles, keptFiles } from '../../src/keep/kept-files.ts'
import { FolderInMemory, PowerCut } from './folder-in-memory.ts'

const MARCH = [file('march.json', '{"type":"ORDER"}'), file('more/customers.csv', 'type,verb\nCUSTOMER,NEW\n')]
const APRIL = [file('april.json', '[1, 2, 3]')]
const NOON = Date.UTC(2026, 3, 1, 12)

function file(path: string, content: string | Uint8Array<ArrayBuffer>): InputFile {
  return { path, content: new Blob([content]) }
}

async function contents(found: Found): Promise<unknown> {
  if (found.kind !== 'kept') return found.kind
  return Promise.all(found.files.map(async ({ path, content }) => [path, Buffer.from(await content.arrayBuffer()).toString('latin1')]))
}

const MARCH_KEPT = [
  ['march.json', '{"type":"ORDER"}'],
  ['more/customers.csv', 'type,verb\nCUSTOMER,NEW\n'],
]
const APRIL_KEPT = [['april.json', '[1, 2, 3]']]

describe('files kept on this device', () => {
  test('are there again, with the day they were kept on', async () => {
    const folder = new FolderInMemory()
    await keepFiles(folder, MARCH, NOON)
    const found = await keptFiles(folder)
    expect(await contents(found)).toEqual(MARCH_KEPT)
    expect(found).toMatchObject({ keptAt: NOON, isOlder: false })
  })

  test('are none before any are kept, and none after they are forgotten', async () => {
    const folder = new FolderInMemory()
    expect(await keptFiles(folder)).toEqual({ kind: 'nothing' })
    await keepFiles(folder, MARCH, NOON)
    await keepFiles(folder, APRIL, NOON)
    await forgetKept(folder)
    expect(await keptFiles(folder)).toEqual({ kind: 'nothing' })
    expect(folder.files.size).toBe(0)
  })

  test('are the last ones that were kept, however often, and take the room of two generations at most', async () => {
    const folder = new FolderInMemory()
    for (let round = 0; round < 5; round += 1) {
      await keepFiles(folder, MARCH, NOON + round)
      await keepFiles(folder, APRIL, NOON + round)
    }
    expect(await contents(await keptFiles(folder))).toEqual(APRIL_KEPT)
    expect(folder.files.size).toBe(2 + 3)
  })

  test('are what they were, whatever their bytes', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 300 })), { maxLength: 5 }),
        async files => {
          const folder = new FolderInMemory()
          await keepFiles(
            folder,
            files.map(([path, bytes]) => file(path, new Uint8Array(bytes))),
            NOON,
          )
          expect(await contents(await keptFiles(folder))).toEqual(
            files.map(([path, bytes]) => [path, Buffer.from(bytes).toString('latin1')]),
          )
        },
      ),
      { numRuns: 50 },
    ))

  test('tell how many bytes have been written', async () => {
    const told: number[] = []
    await keepFiles(new FolderInMemory(), MARCH, NOON, bytes => told.push(bytes))
    expect(told).toEqual([16, 39])
  })
})

describe('when the power is cut at any step', () => {
  test('of keeping the first files, all of them are there or none', async () => {
    for (let steps = 0; ; steps += 1) {
      const folder = new FolderInMemory()
      folder.stepsLeft = steps
      const outcome = await keepFiles(folder, MARCH, NOON).catch((error: unknown) => error)
      folder.restart()
      const found = await contents(await keptFiles(folder))
      if (outcome === undefined) {
        expect(found).toEqual(MARCH_KEPT)
        expect(steps).toBeGreaterThan(10)
        return
      }
      expect(outcome).toBeInstanceOf(PowerCut)
      // Half a manifest is known for what it is.
      expect(['nothing', 'damaged', MARCH_KEPT], `after ${steps} steps`).toContainEqual(found)
    }
  })

  test('of keeping others, those from before are there or these, and the next ones can be kept', async () => {
    for (let steps = 0; ; steps += 1) {
      const folder = new FolderInMemory()
      await keepFiles(folder, APRIL, NOON)
      await keepFiles(folder, MARCH, NOON)
      folder.restart()
      folder.stepsLeft = steps
      const outcome = await keepFiles(folder, APRIL, NOON + 1).catch((error: unknown) => error)
      folder.restart()
      const found = await keptFiles(folder)
      expect([MARCH_KEPT, APRIL_KEPT], `after ${steps} steps`).toContainEqual(await contents(found))
      await keepFiles(folder, MARCH, NOON + 2)
      expect(await contents(await keptFiles(folder))).toEqual(MARCH_KEPT)
      if (outcome === undefined) return
    }
  })

  test('of forgetting, forgetting again leaves nothing', async () => {
    for (let steps = 0; ; steps += 1) {
      const folder = new FolderInMemory()
      await keepFiles(folder, APRIL, NOON)
      folder.restart()
      folder.stepsLeft = steps
      const outcome = await forgetKept(folder).catch((error: unknown) => error)
      folder.restart()
      await forgetKept(folder)
      expect(folder.files.size).toBe(0)
      if (outcome === undefined) return
    }
  })
})

describe('what is not whole any more', () => {
  test('a byte that has changed in any file gives the generation before, and says so', async () => {
    const folder = new FolderInMemory()
    await keepFiles(folder, MARCH, NOON)
    await keepFiles(folder, APRIL, NOON)
    const name = [...folder.files.keys()].find(key => key.startsWith('1-file'))
    const bytes = folder.files.get(name ?? '')
    if (bytes === undefined) throw new Error('the second generation lies in the second place')
    bytes[3] = (bytes[3] ?? 0) ^ 1
    const found = await keptFiles(folder)
    expect(await contents(found)).toEqual(MARCH_KEPT)
    expect(found).toMatchObject({ isOlder: true })
  })

  test('a byte that has changed in the manifest likewise', async () => {
    const folder = new FolderInMemory()
    await keepFiles(folder, MARCH, NOON)
    await keepFiles(folder, APRIL, NOON)
    const bytes = folder.files.get('1-manifest')
    if (bytes === undefined) throw new Error('the second generation lies in the second place')
    bytes[12] = (bytes[12] ?? 0) ^ 1
    const found = await keptFiles(folder)
    expect(await contents(found)).toEqual(MARCH_KEPT)
    expect(found).toMatchObject({ isOlder: true })
  })

  test('with no generation before, it is damaged, and can be kept anew', async () => {
    const folder = new FolderInMemory()
    await keepFiles(folder, MARCH, NOON)
    folder.files.delete('0-file-1')
    expect(await keptFiles(folder)).toEqual({ kind: 'damaged' })
    await keepFiles(folder, APRIL, NOON)
    expect(await contents(await keptFiles(folder))).toEqual(APRIL_KEPT)
  })
})

describe('when there is no room', () => {
  test('it says so, and what was kept before stays', async () => {
    const folder = new FolderInMemory()
    await keepFiles(folder, APRIL, NOON)
    const used = [...folder.files.values()].reduce((sum, bytes) => sum + bytes.length, 0)
    for (let room = 0; room < 100; room += 1) {
      folder.room = used + room
      await expect(keepFiles(folder, MARCH, NOON)).rejects.toMatchObject({ name: 'QuotaExceededError' })
      expect(await contents(await keptFiles(folder))).toEqual(APRIL_KEPT)
      expect([...folder.files.keys()].filter(name => name.startsWith('1-'))).toEqual([])
    }
  })

  test('a file that cannot be read any more leaves what was kept before as it was', async () => {
    const folder = new FolderInMemory()
    await keepFiles(folder, APRIL, NOON)
    const gone: InputFile = {
      path: 'gone.json',
      content: {
        size: 5,
        slice: () => gone.content,
        arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
        stream: () => ({
          getReader: () => ({
            read: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
            cancel: async () => undefined,
            releaseLock: () => undefined,
          }),
        }),
      },
    }
    await expect(keepFiles(folder, [...MARCH, gone], NOON)).rejects.toMatchObject({ name: 'NotReadableError' })
    expect(await contents(await keptFiles(folder))).toEqual(APRIL_KEPT)
  })
})
