import { describe, expect, test } from 'vitest'
import type { InputFile } from '../../src/intake/byte-source.ts'
import { keepFailure } from '../../src/keep/failures.ts'
import type { Keeping } from '../../src/keep/keeping.ts'
import { forgetKept, keepFiles, keptFiles } from '../../src/keep/kept-files.ts'
import { createKept } from '../../src/store/kept.ts'
import { FolderInMemory } from '../keep/folder-in-memory.ts'

const NOON = Date.UTC(2026, 3, 1, 12)
const FILES: readonly InputFile[] = [{ path: 'march.json', content: new Blob(['[1, 2]']) }]

/** Keeps in memory, in the page's own thread. */
function keepingIn(folder: FolderInMemory): Keeping {
  const attempt = async (act: () => Promise<void>) => act().then(() => null, keepFailure)
  return {
    look: () => keptFiles(folder).catch(keepFailure),
    keep: (files, keptAt, onBytes) => attempt(() => keepFiles(folder, files, keptAt, onBytes)),
    forget: () => attempt(() => forgetKept(folder)),
  }
}

function device() {
  const folder = new FolderInMemory()
  const items = new Map<string, string>()
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
  const asked = { persist: 0, looks: 0 }
  const visit = () =>
    createKept({
      keeping: {
        ...keepingIn(folder),
        look: () => {
          asked.looks += 1
          return keepingIn(folder).look()
        },
      },
      now: () => NOON,
      persist: async () => {
        asked.persist += 1
      },
      storage: () => storage,
    })
  return { folder, items, asked, visit }
}

describe('what is kept on this device', () => {
  test('is nothing unless asked for, and then the device is not even looked at', async () => {
    const { visit, asked, items } = device()
    expect(await visit().getState().find()).toBeNull()
    expect({ ...asked, marks: items.size }).toEqual({ persist: 0, looks: 0, marks: 0 })
  })

  test('is found at the next visit', async () => {
    const { visit, asked } = device()
    const first = visit()
    const phases: string[] = []
    first.subscribe(({ kept }) => phases.push(kept.phase))
    await first.getState().keep(FILES)
    expect(phases).toEqual(['keeping', 'keeping', 'kept'])
    expect(asked.persist).toBe(1)

    const second = visit()
    const found = await second.getState().find()
    expect(found?.map(({ path, content }) => [path, content.size])).toEqual([['march.json', 6]])
    expect(second.getState()).toMatchObject({ kept: { phase: 'kept', keptAt: NOON, paths: ['march.json'], bytes: 6 }, failure: null })
  })

  test('is gone once forgotten', async () => {
    const { visit, folder, items } = device()
    const first = visit()
    await first.getState().keep(FILES)
    await first.getState().forget()
    expect(first.getState().kept).toEqual({ phase: 'nothing' })
    expect([folder.files.size, items.size]).toEqual([0, 0])
    expect(await visit().getState().find()).toBeNull()
  })

  test('stays when there is no room for more, with the reason', async () => {
    const { visit, folder } = device()
    const kept = visit()
    await kept.getState().keep(FILES)
    folder.room = 0
    await kept.getState().keep([{ path: 'more.json', content: new Blob(['[3]']) }])
    expect(kept.getState().kept).toMatchObject({ phase: 'kept', paths: ['march.json'] })
    expect(kept.getState().failure?.message).toBe('There is no room left for the files on this device.')
  })

  test('is said to be damaged when it is', async () => {
    const { visit, folder } = device()
    await visit().getState().keep(FILES)
    folder.files.delete('0-file-0')
    const next = visit()
    expect(await next.getState().find()).toBeNull()
    expect(next.getState()).toMatchObject({ kept: { phase: 'nothing' }, failure: { message: expect.stringContaining('not whole') } })
  })

  test('is the one before when the last is damaged, and that is said', async () => {
    const { visit, folder } = device()
    const first = visit()
    await first.getState().keep(FILES)
    await first.getState().keep([{ path: 'april.json', content: new Blob(['[3]']) }])
    folder.files.delete('1-file-0')
    const next = visit()
    expect((await next.getState().find())?.map(({ path }) => path)).toEqual(['march.json'])
    expect(next.getState().failure?.message).toContain('kept before them')
  })
})
