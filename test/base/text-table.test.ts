import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOrder } from '../../src/base/text-order.ts'
import { TextTable } from '../../src/base/text-table.ts'

function tableOf(texts: readonly string[]): TextTable {
  const table = new TextTable()
  for (const text of texts) table.intern(text)
  return table
}

const sorted = (table: TextTable) => [...textOrder(table)].map(text => table.text(text))

describe('a table of distinct texts', () => {
  it('numbers texts in the order they come, and gives a text back', () => {
    const table = new TextTable()
    expect(['b', 'a', 'b', '', 'a'].map(text => table.intern(text))).toEqual([0, 1, 0, 2, 1])
    expect([0, 1, 2].map(text => table.text(text))).toEqual(['b', 'a', ''])
    expect(table.length).toBe(3)
  })

  it('knows no special text', () => {
    const texts = ['__proto__', 'constructor', 'toString', '😀', 'ä', '\ufeffx', '\0', '007', '7', ' ', 'é', 'e\u0301']
    const table = tableOf(texts)
    expect(table.length).toBe(texts.length)
    expect(texts.map((_, text) => table.text(text))).toEqual(texts)
  })

  it('makes lone surrogates U+FFFD', () => {
    const table = tableOf(['a\ud800', 'a\udfff', 'a\ufffd'])
    expect(table.length).toBe(1)
    expect(table.text(0)).toBe('a\ufffd')
  })

  it('finds what is there and nothing else', () => {
    const table = tableOf(['a', '😀'])
    expect([table.find('a'), table.find('😀'), table.find('b'), table.find('')]).toEqual([0, 1, -1, -1])
    expect(table.length).toBe(2)
  })

  it('takes in all texts of another, and changes neither', () => {
    const one = tableOf(['x', 'grün', ''])
    const other = tableOf(['neu', 'grün', '😀', ''])
    const { table, numbers } = one.withAll(other)
    expect([...numbers]).toEqual([3, 1, 4, 2])
    expect(Array.from({ length: table.length }, (_, text) => table.text(text))).toEqual(['x', 'grün', '', 'neu', '😀'])
    expect([table.intern('neu'), table.intern('more'), table.find('😀')]).toEqual([3, 5, 4])
    expect([one.length, one.find('neu'), other.length, other.find('x')]).toEqual([3, -1, 4, -1])
  })

  it('takes in thousands that it partly has', () => {
    const one = tableOf(Array.from({ length: 10_000 }, (_, at) => `id-${at}`))
    const other = tableOf(Array.from({ length: 10_000 }, (_, at) => `id-${at * 2}`))
    const { table, numbers } = one.withAll(other)
    expect(table.length).toBe(15_000)
    for (let text = 0; text < 10_000; text += 1) if (table.text(numbers[text] ?? 0) !== `id-${text * 2}`) expect.fail(`id-${text * 2}`)
  })

  it('keeps a hundred thousand texts apart while it grows', () => {
    const table = new TextTable()
    for (let text = 0; text < 100_000; text += 1) if (table.intern(`id-${text}`) !== text) expect.fail(`id-${text}`)
    for (let text = 0; text < 100_000; text += 1) if (table.intern(`id-${text}`) !== text) expect.fail(`id-${text} again`)
    expect(table.text(99_999)).toBe('id-99999')
  })

  it('hands over its storage and goes on elsewhere', () => {
    const table = new TextTable(tableOf(['a', 'b']).parts())
    expect([table.intern('b'), table.intern('c'), table.length]).toEqual([1, 2, 3])
  })
})

describe('the order of texts', () => {
  it('is that of UTF-16 code units: supplementary characters come before U+E000 to U+FFFF', () => {
    expect(sorted(tableOf(['\uffff', '\ue000', '😀', 'z', '\ud7ff', '']))).toEqual(['', 'z', '\ud7ff', '😀', '\ue000', '\uffff'])
  })

  it('is right for many texts with a long common beginning', () => {
    const texts = Array.from({ length: 2_000 }, (_, at) => `58938c90fc13ae1da6000${((at * 7_919) % 2_000).toString(16)}`)
    expect(sorted(tableOf(texts))).toEqual([...texts].sort())
  })

  it('is right for thousands of texts that differ late, early, and in length', () => {
    const texts = Array.from({ length: 3_000 }, (_, at) => {
      const mixed = (at * 7_919) % 3_000
      const letters = String.fromCodePoint(0x61 + (mixed % 20), mixed % 3 === 0 ? 0x1f600 : 0xffe0, 0xe000 + (mixed % 7))
      // A third ends within the common part, a third differs only behind forty characters.
      return at % 3 === 0 ? `${letters}${mixed}` : at % 3 === 1 ? `${letters}${'x'.repeat(mixed)}` : `same${'y'.repeat(40)}${mixed}`
    })
    expect(sorted(tableOf(texts))).toEqual([...new Set(texts)].sort())
  })

  it('is that of the platform for any texts', () => {
    const piece = fc.constantFrom('a', 'ab', '', '\0', '\uffff', '\ue000', '😀', '𐀀', '\ud7ff', 'é', '\x7f', '\x80')
    const text = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''))
    fc.assert(
      fc.property(fc.uniqueArray(text, { maxLength: 200 }), texts => {
        const table = tableOf(texts)
        expect(sorted(table)).toEqual([...texts].sort())
        if (texts.length > 1) expect(Math.sign(table.compare(0, 1))).toBe((texts[0] ?? '') < (texts[1] ?? '') ? -1 : 1)
      }),
    )
  })
})
