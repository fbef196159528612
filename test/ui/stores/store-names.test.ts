import { describe, expect, it } from 'vitest'
import { storeNames } from '../../../src/ui/stores/store-names.ts'

describe('names of stores', () => {
  it('are found by their ids at once, and blank where there is none', () => {
    const nameOf = storeNames({ ids: ['3', '97', ''], names: ['Nec Ante', 'Sem Ut', ''] })
    expect(['97', '3', '', '4'].map(nameOf)).toEqual(['Sem Ut', 'Nec Ante', '', ''])
  })

  it('are found before and after all places are known, which are learned in turns', async () => {
    const list = Array.from({ length: 300_000 }, (_, at) => `store ${at}`)
    let reads = 0
    let isLastRead = false
    const ids = new Proxy(list, {
      get: (target, key) => {
        reads += 1
        isLastRead ||= key === String(list.length - 1)
        return Reflect.get(target, key)
      },
    })
    const nameOf = storeNames({ ids, names: list.map(id => `name of ${id}`) })
    // One turn, not all of them: a page that is being drawn waits for it.
    expect(reads).toBeLessThan(list.length)
    const found = () => ['store 0', 'store 149999', 'store 299999', 'nobody'].map(nameOf)
    const expected = ['name of store 0', 'name of store 149999', 'name of store 299999', '']
    expect(found()).toEqual(expected)
    isLastRead = false
    while (!isLastRead) await new Promise(resolve => setTimeout(resolve))
    expect(found()).toEqual(expected)
  })

  it('of one directory are learned once', () => {
    const directory = { ids: ['1'], names: ['One'] }
    expect(storeNames(directory)).toBe(storeNames(directory))
  })
})
