import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextColumn } from '../../src/ltv/results.ts'
import { newPseudonymKey, pseudonymColumn, pseudonymsOf, readPseudonymKey } from '../../src/share/pseudonyms.ts'
import { textAt } from '../../src/share/texts.ts'
import { unwatched } from '../../src/share/work.ts'

const counting = (bytes: number) => Uint8Array.from({ length: bytes }, (_, index) => index)
const KEY = newPseudonymKey(counting)
const OTHER_KEY = newPseudonymKey(bytes => new Uint8Array(bytes).fill(7))

describe('a key for pseudonyms', () => {
  it('is 25 letters and digits in groups of five, of which none is mistaken for another', () => {
    expect(newPseudonymKey(counting)).toMatch(/^01234-56789-ABCDE-FGHJK-MNPQ[0-9A-HJKMNP-TV-Z]$/)
  })

  it('is read in whatever case and grouping it was copied, with O, I and L for the digits they look like', () => {
    const [zero, ones] = [KEY.replace('0', 'O').toLowerCase(), KEY.replaceAll('-', '').replace('1', 'l')]
    for (const typed of [KEY, zero, ones, ` ${KEY.replaceAll('-', ' ')} `]) expect(readPseudonymKey(typed)).toBe(KEY)
  })

  it('is refused when it is too short, too long, or has other characters', () => {
    for (const typed of ['', 'secret', KEY.slice(1), `${KEY}0`, KEY.replace('2', 'U'), KEY.replace('2', 'é')])
      expect(readPseudonymKey(typed)).toBeNull()
  })

  it('gives away one mistyped digit and two swapped neighbours, but for 0 and Z', () => {
    const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    const keys = fc.uint8Array({ minLength: 24, maxLength: 24 }).map(bytes => newPseudonymKey(() => bytes).replaceAll('-', ''))
    fc.assert(
      fc.property(keys, fc.nat(24), fc.constantFrom(...digits), (key, place, digit) => {
        const was = key[place] ?? ''
        fc.pre(was !== digit && `${was}${digit}` !== '0Z' && `${was}${digit}` !== 'Z0')
        expect(readPseudonymKey(key.slice(0, place) + digit + key.slice(place + 1))).toBeNull()
      }),
    )
    fc.assert(
      fc.property(keys, fc.nat(22), (key, place) => {
        const [a = '', b = ''] = key.slice(place, place + 2)
        fc.pre(a !== b && `${a}${b}` !== '0Z' && `${a}${b}` !== 'Z0')
        expect(readPseudonymKey(key.slice(0, place) + b + a + key.slice(place + 2))).toBeNull()
      }),
    )
  })
})

/** Ids as columns hold them. */
function columnOf(ids: readonly string[]): TextColumn {
  const texts = ids.map(id => new TextEncoder().encode(id))
  const starts = new Uint32Array(ids.length + 1)
  for (const [index, { length }] of texts.entries()) starts[index + 1] = (starts[index] ?? 0) + length
  return { bytes: Uint8Array.from(texts.flatMap(bytes => [...bytes])), starts }
}
const textsOf = (column: TextColumn): string[] => Array.from({ length: column.starts.length - 1 }, (_, index) => textAt(column, index))
const digits = (id: string): string => `p${createHmac('sha256', KEY).update(id, 'utf8').digest('hex').slice(0, 16)}`

/** Signs everything with the same, which HMAC never will in a test's time. */
const ALWAYS = { high: 1, low: 2, sign: () => {} }

describe('pseudonyms', () => {
  it('are a p and the first 16 digits of HMAC-SHA-256 over the id with the key', () => {
    expect(pseudonymsOf(['96f55c7d8f42', 'Zoë', ''], KEY)).toEqual([digits('96f55c7d8f42'), digits('Zoë'), digits('')])
  })

  it('are the same for the same id in other company, however the key was typed', () => {
    const [alone] = pseudonymsOf(['anna'], KEY)
    expect(pseudonymsOf(['ben', 'anna', 'anna'], KEY.toLowerCase())).toEqual([expect.not.stringMatching(alone ?? ''), alone, alone])
  })

  it('are others under another key', () => {
    expect(pseudonymsOf(['anna'], OTHER_KEY)).not.toEqual(pseudonymsOf(['anna'], KEY))
  })

  it('are refused when two ids come to the same, since two people would be one', () => {
    expect(pseudonymsOf(['anna', 'anna'], KEY, ALWAYS)).toEqual(['p0000000100000002', 'p0000000100000002'])
    expect(() => pseudonymsOf(['anna', 'ben'], KEY, ALWAYS)).toThrow('Make a new key')
  })

  it('are refused under a key that is none', () => {
    expect(() => pseudonymsOf(['anna'], 'secret')).toThrow('expected are 25 letters and digits')
  })
})

describe('a column of pseudonyms', () => {
  it('has for each id what it has alone, keeps blanks, and knows their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.string({ unit: 'grapheme' }), { maxLength: 20 }), async ids => {
        const { names, inOrder } = await pseudonymColumn(columnOf(ids), null, KEY, unwatched())
        expect(textsOf(names)).toEqual(ids.map(id => (id === '' ? '' : digits(id.toWellFormed()))))
        const texts = textsOf(names)
        expect(Array.from(inOrder, place => texts[place])).toEqual(texts.toSorted())
      }),
    )
  })

  it('names only those that are wanted', async () => {
    const { names } = await pseudonymColumn(columnOf(['anna', 'ben', 'cleo']), Uint32Array.of(2, 0), KEY, unwatched())
    expect(textsOf(names)).toEqual([digits('anna'), '', digits('cleo')])
  })

  it('is refused when two ids come to the same', async () => {
    await expect(pseudonymColumn(columnOf(['anna', 'ben']), null, KEY, unwatched(), ALWAYS)).rejects.toThrow('Make a new key')
  })

  it('is made in turns, tells how far it is, and stops when it is told to', async () => {
    const ids = columnOf(Array.from({ length: 60_000 }, (_, index) => `customer ${index}`))
    const stopping = new AbortController()
    const told: number[] = []
    const work = {
      signal: stopping.signal,
      told: (share: number) => {
        told.push(share)
        if (told.length === 2) stopping.abort()
      },
    }
    await expect(pseudonymColumn(ids, null, KEY, work)).rejects.toThrow('aborted')
    expect(told).toHaveLength(2)
    expect(told[0]).toBeGreaterThan(0)
    expect(told[1]).toBeLessThan(1)
  })
})
