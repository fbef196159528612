import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newPseudonymKey, pseudonymsOf, readPseudonymKey, type Signing } from '../../src/share/pseudonyms.ts'

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

describe('pseudonyms', () => {
  it('are a p and the first 16 digits of HMAC-SHA-256 over the id with the key', async () => {
    const digits = (id: string) => createHmac('sha256', KEY).update(id, 'utf8').digest('hex').slice(0, 16)
    expect(await pseudonymsOf(['96f55c7d8f42', 'Zoë', ''], KEY)).toEqual([
      `p${digits('96f55c7d8f42')}`,
      `p${digits('Zoë')}`,
      `p${digits('')}`,
    ])
  })

  it('are the same for the same id in other company, however the key was typed', async () => {
    const [alone] = await pseudonymsOf(['anna'], KEY)
    expect(await pseudonymsOf(['ben', 'anna', 'anna'], KEY.toLowerCase())).toEqual([expect.not.stringMatching(alone ?? ''), alone, alone])
  })

  it('are others under another key', async () => {
    expect(await pseudonymsOf(['anna'], OTHER_KEY)).not.toEqual(await pseudonymsOf(['anna'], KEY))
  })

  it('come in turns, whose ends are told', async () => {
    const told: number[] = []
    const ids = Array.from({ length: 1_100 }, (_, index) => `customer ${index}`)
    expect(new Set(await pseudonymsOf(ids, KEY, crypto.subtle, done => told.push(done))).size).toBe(1_100)
    expect(told).toEqual([512, 1_024, 1_100])
  })

  it('are refused when two ids come to the same, since two people would be one', async () => {
    const always: Signing = {
      importKey: crypto.subtle.importKey.bind(crypto.subtle) as Signing['importKey'],
      sign: () => Promise.resolve(new ArrayBuffer(32)),
    }
    expect(await pseudonymsOf(['anna', 'anna'], KEY, always)).toEqual(['p0000000000000000', 'p0000000000000000'])
    await expect(pseudonymsOf(['anna', 'ben'], KEY, always)).rejects.toThrow('Make a new key')
  })

  it('are refused under a key that is none', async () => {
    await expect(pseudonymsOf(['anna'], 'secret')).rejects.toThrow('expected are 25 letters and digits')
  })
})
