import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finishHash, HashIndex } from '../../src/base/hash-index.ts'
import { firstPlaces, sortedPlaces } from '../../src/base/order.ts'

describe('sorting numbers', () => {
  it('keeps equal keys in their order of places, in both directions', () => {
    const keys = Float64Array.of(2, 1, 2, -0, 0, 1)
    expect([...sortedPlaces(keys)]).toEqual([3, 4, 1, 5, 0, 2])
    expect([...sortedPlaces(keys, 'descending')]).toEqual([0, 2, 1, 5, 3, 4])
  })

  it('orders infinities, tiny and negative numbers', () => {
    const keys = Float64Array.of(5e-324, Number.POSITIVE_INFINITY, -1.5, Number.NEGATIVE_INFINITY, -5e-324, 1e300, 0)
    expect([...sortedPlaces(keys)].map(place => keys[place])).toEqual([...keys].sort((a, b) => a - b))
  })

  it('is a stable sort for any numbers, and leaves the keys alone', () => {
    const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -3, max: 3 }).map(Number))
    fc.assert(
      fc.property(fc.array(number), numbers => {
        const keys = Float64Array.from(numbers)
        const ascending = numbers.map((_, place) => place).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0) || a - b)
        const descending = numbers.map((_, place) => place).sort((a, b) => (numbers[b] ?? 0) - (numbers[a] ?? 0) || a - b)
        expect([...sortedPlaces(keys)]).toEqual(ascending)
        expect([...sortedPlaces(keys, 'descending')]).toEqual(descending)
        expect([...keys]).toEqual(numbers)
      }),
    )
  })
})

describe('choosing the first n', () => {
  it('gives what sorting and cutting gives', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: 0, max: 30 }), (values, n) => {
        const before = (a: number, b: number) => (values[a] ?? 0) > (values[b] ?? 0) || (values[a] === values[b] && a < b)
        const expected = values.map((_, place) => place).sort((a, b) => (before(a, b) ? -1 : 1))
        expect([...firstPlaces(values.length, n, before)]).toEqual(expected.slice(0, n))
      }),
    )
  })
})

describe('an index by hash', () => {
  it('finds entries whose hashes collide in all 32 bits', () => {
    const names: string[] = []
    const index = new HashIndex(() => 0xffffffff)
    const enter = (name: string) => {
      let entry = index.first(0xffffffff)
      while (entry >= 0 && names[entry] !== name) entry = index.next()
      if (entry >= 0) return entry
      index.put(names.length)
      return names.push(name) - 1
    }
    for (let round = 0; round < 2; round += 1) {
      for (let entry = 0; entry < 500; entry += 1) expect(enter(`entry ${entry}`)).toBe(entry)
    }
  })

  it('hardly ever offers a wrong entry', () => {
    const count = 50_000
    const index = new HashIndex(finishHash)
    for (let entry = 0; entry < count; entry += 1) {
      while (index.first(finishHash(entry)) >= 0 && index.next() >= 0);
      index.put(entry)
    }
    let offered = 0
    for (let entry = count; entry < count * 2; entry += 1) {
      for (let found = index.first(finishHash(entry)); found >= 0; found = index.next()) offered += 1
    }
    expect(offered).toBeLessThan(count / 100)
  })
})
