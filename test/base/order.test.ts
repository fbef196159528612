import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finishHash, HashIndex } from '../../src/base/hash-index.ts'
import { firstPlaces, sortedPlaces } from '../../src/base/order.ts'
import { sortByKeys } from '../../src/base/radix-sort.ts'

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

  it('sorts many numbers that differ only in their last digits, or not at all', () => {
    const keys = Float64Array.from({ length: 5_000 }, (_, at) =>
      at % 7 === 0 ? -at % 50 : (at % 2 === 0 ? 1e6 : 3) + ((at * 7_919) % 211) * 2 ** -31,
    )
    const places = Array.from(keys, (_, place) => place)
    expect([...sortedPlaces(keys)]).toEqual(places.toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b))
    expect([...sortedPlaces(keys, 'descending')]).toEqual(places.toSorted((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0) || a - b))
  })
})

describe('sorting by whole numbers of 32 bits', () => {
  it('moves values along and keeps those of equal keys in order', () => {
    const cases = [
      [],
      [5],
      [7, 7, 7],
      [0xffffffff, 0, 0x80000000, 0xffffffff, 1],
      // One, two and three digits that differ.
      Array.from({ length: 3_000 }, (_, at) => (at * 7_919) % 101),
      Array.from({ length: 3_000 }, (_, at) => ((at * 7_919) % 101) * 0x10000),
      Array.from({ length: 3_000 }, (_, at) => Math.imul(at % 2_000, 0x9e3779b1) >>> 0),
    ]
    for (const numbers of cases) {
      const keys = Uint32Array.from(numbers)
      const values = Uint32Array.from(numbers, (_, place) => place)
      sortByKeys(keys, values)
      const expected = numbers.map((_, place) => place).toSorted((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0) || a - b)
      expect([...values]).toEqual(expected)
      expect([...keys]).toEqual(expected.map(place => numbers[place]))
    }
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
