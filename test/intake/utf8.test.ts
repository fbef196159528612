import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findIllFormed, isAscii, Utf8Check } from '../../src/intake/utf8.ts'

/** Texts, with bytes thrown in that belong nowhere, or only behind others: beginnings, endings, overlong forms, surrogates, what is above all characters. */
const STRAY = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff]
const part = fc.oneof(
  fc.string({ unit: 'binary' }).map(text => [...Buffer.from(text)]),
  fc.string({ unit: 'binary-ascii', minLength: 50, maxLength: 90 }).map(text => [...Buffer.from(text)]),
  fc.array(fc.constantFrom(...STRAY), { maxLength: 4 }),
)
const someBytes = fc.array(part, { maxLength: 6 }).map(parts => Uint8Array.from(parts.flat()))

/** The longest beginning that a decoder takes. */
function firstRefused(bytes: Uint8Array): number {
  const isTaken = (length: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length))
      return true
    } catch {
      return false
    }
  }
  if (isTaken(bytes.length)) return -1
  return Array.from(bytes.keys()).findLast(isTaken) ?? 0
}

describe('whether bytes are UTF-8', () => {
  it('is told as a decoder tells it, with the place of the first character that is not', () => {
    fc.assert(
      fc.property(someBytes, bytes => {
        expect(findIllFormed(bytes)).toBe(firstRefused(bytes))
      }),
      { numRuns: 3_000 },
    )
  })

  it('does not depend on how the bytes are cut, nor on where they lie in memory', () => {
    const cuts = fc.array(fc.nat(700), { maxLength: 5 })
    fc.assert(
      fc.property(someBytes, cuts, fc.nat(3), (bytes, at, shift) => {
        const moved = new Uint8Array(bytes.length + shift)
        moved.set(bytes, shift)
        const ends = [...at.filter(end => end < bytes.length), bytes.length].sort((one, other) => one - other)
        const check = new Utf8Check()
        for (const [index, end] of ends.entries()) check.pass(moved.subarray(shift + (ends[index - 1] ?? 0), shift + end))
        check.end()
        expect(check.illFormedAt).toBe(firstRefused(bytes))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('whether bytes are ASCII', () => {
  it.each([0, 1, 3, 63, 64, 65, 70, 131])('sees the one that is not, wherever it stands among %i others', others => {
    const bytes = new Uint8Array(others + 5).fill(0x41)
    for (let start = 0; start < 4; start++) expect(isAscii(bytes.subarray(start))).toBe(true)
    for (let at = 4; at < bytes.length; at++) {
      bytes[at] = 0x80
      for (let start = 0; start < 4; start++) expect(isAscii(bytes.subarray(start))).toBe(false)
      bytes[at] = 0x7f
    }
  })

  it.each([16_384, 16_385, 40_000, 65_536])('sees it in %i bytes', length => {
    const bytes = new Uint8Array(length).fill(0x7f)
    expect(isAscii(bytes)).toBe(true)
    for (const at of [0, 1, 2, 3, 4, 8_191, 16_380, 16_381, 16_382, 16_383, length - 5, length - 2, length - 1]) {
      for (const byte of [0x80, 0xff]) {
        bytes[at] = byte
        expect(isAscii(bytes), `${byte} at ${at}`).toBe(false)
        expect(isAscii(bytes.subarray(0, at))).toBe(true)
        expect(isAscii(bytes.subarray(at + 1))).toBe(true)
      }
      bytes[at] = 0x7f
    }
  })
})
