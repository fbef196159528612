import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IdTable } from '../../src/stores/id-table.ts'

const ENCODER = new TextEncoder()

/** Ids as files have them: numbers that follow each other, numbers from anywhere, and texts that look like numbers. */
const ids = fc.oneof(
  fc.nat(3_000).map(String),
  fc.nat(999_999_999).map(String),
  fc.constantFrom(
    '',
    '0',
    '00',
    '007',
    '7',
    '1.0',
    '-1',
    '+1',
    '1e3',
    '1000',
    '999999999',
    '1000000000',
    '3770009015048',
    '４２',
    ' 4',
    'a',
    '__proto__',
    'é',
  ),
)

/** Enters ids in any of the ways there are. */
function entered(texts: readonly string[], table = new IdTable()): { readonly table: IdTable; readonly numbers: readonly number[] } {
  const numbers = texts.map((text, at) => {
    if (at % 3 === 0) return table.intern(text)
    const bytes = ENCODER.encode(`<${text}>`)
    if (at % 3 === 1) return table.internBytes(bytes, 1, bytes.length - 1)
    return /^(0|[1-9]\d{0,8})$/.test(text) ? table.internNumber(Number(text)) : table.intern(text)
  })
  return { table, numbers }
}

describe('a table of ids', () => {
  it('gives each id its number in the order they came, whichever way it comes, and its text back', () => {
    fc.assert(
      fc.property(fc.array(ids, { maxLength: 400 }), texts => {
        const { table, numbers } = entered(texts)
        const distinct = [...new Set(texts)]
        expect(numbers).toEqual(texts.map(text => distinct.indexOf(text)))
        expect(table.length).toBe(distinct.length)
        expect(distinct.map((_, id) => table.text(id))).toEqual(distinct)
        expect(distinct.map(text => table.find(text))).toEqual(distinct.map((_, id) => id))
        expect(table.find('not there')).toBe(-1)
        expect(table.find('123456789')).toBe(distinct.indexOf('123456789'))
        for (const [a, left] of distinct.slice(0, 8).entries())
          for (const [b, right] of distinct.slice(0, 8).entries())
            expect(Math.sign(table.compare(a, b))).toBe(left === right ? 0 : left < right ? -1 : 1)
      }),
      { numRuns: 300 },
    )
  })

  it('says the same from its parts, and with those of another entered behind its own', () => {
    fc.assert(
      fc.property(fc.array(ids, { maxLength: 200 }), fc.array(ids, { maxLength: 200 }), (first, second) => {
        const one = entered(first).table
        const other = entered(second).table
        const both = new IdTable(one.parts())
        const numbers = both.internAll(other)
        const { table } = entered([...first, ...second])
        expect(Array.from({ length: both.length }, (_, id) => both.text(id))).toEqual(
          Array.from({ length: table.length }, (_, id) => table.text(id)),
        )
        expect([...numbers]).toEqual(Array.from({ length: other.length }, (_, id) => table.find(other.text(id))))
        // Neither was changed.
        expect(one.length).toBe(new Set(first).size)
      }),
      { numRuns: 200 },
    )
  })

  it('keeps numbers that lie far apart as texts, so that they cost no empty pages, and finds them when their neighbours come', () => {
    const table = new IdTable()
    // Each a page of its own, as ids drawn at random would be.
    const scattered = Array.from({ length: 3_000 }, (_, at) => String(at * 300_007 + 5))
    expect(scattered.map(text => table.intern(text))).toEqual(scattered.map((_, at) => at))
    const { values, texts } = table.parts()
    expect(values.filter(value => value % 2 === 0).length).toBeLessThan(80)
    expect(texts.count).toBeGreaterThan(2_900)
    const neighbours = scattered.map(text => String(Number(text) + 1))
    for (const text of neighbours) table.intern(text)
    expect(scattered.map(text => table.intern(text))).toEqual(scattered.map((_, at) => at))
    expect(neighbours.map(text => new IdTable(table.parts()).find(text))).toEqual(neighbours.map((_, at) => at + 3_000))
  })

  it('has no texts of numbers that count up', () => {
    const table = new IdTable()
    for (let id = 0; id < 200_000; id += 1) table.internNumber(id + 1)
    const { values, texts } = table.parts()
    expect(values.length).toBe(200_000)
    expect(texts.count).toBe(0)
  })
})
