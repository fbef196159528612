import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HmacSha256 } from '../../src/share/hmac-sha-256.ts'

const hex = (word: number): string => word.toString(16).padStart(8, '0')

function signed(key: Uint8Array, bytes: Uint8Array, start = 0, end = bytes.length): string {
  const signer = new HmacSha256(key)
  signer.sign(bytes, start, end)
  return hex(signer.high) + hex(signer.low)
}

const expected = (key: Uint8Array, bytes: Uint8Array): string => createHmac('sha256', key).update(bytes).digest('hex').slice(0, 16)

it('signs the example of RFC 4231', () => {
  const key = new TextEncoder().encode('Jefe')
  expect(signed(key, new TextEncoder().encode('what do ya want for nothing?'))).toBe('5bdcc146bf60754e')
})

it('signs texts of every length up to three blocks as Node does', () => {
  const key = Uint8Array.from({ length: 29 }, (_, index) => 48 + index)
  for (let length = 0; length <= 200; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7 + length) & 255)
    expect(signed(key, bytes), `${length} bytes`).toBe(expected(key, bytes))
  }
})

it('signs any bytes inside of others under any key, one after another', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 5 }), (key, texts) => {
      const signer = new HmacSha256(key)
      for (const text of texts) {
        signer.sign(Uint8Array.of(1, 2, 3, ...text, 4), 3, 3 + text.length)
        expect(hex(signer.high) + hex(signer.low)).toBe(expected(key, text))
      }
    }),
  )
})

it('refuses a key that would have to be hashed first', () => {
  expect(() => new HmacSha256(new Uint8Array(65))).toThrow('a key of 65 bytes (expected at most 64)')
})
