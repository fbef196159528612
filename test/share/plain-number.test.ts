import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountText, plainNumber } from '../../src/share/plain-number.ts'

describe('amounts as text', () => {
  it.each([
    [123400, '12.34'],
    [120000, '12.00'],
    [123450, '12.345'],
    [123456, '12.3456'],
    [5, '0.0005'],
    [-5, '-0.0005'],
    [-0, '0.00'],
    [9007199254740991, '900719925474.0991'],
  ])('writes %d ten-thousandths as %s', (units, text) => {
    expect(amountText(units)).toBe(text)
  })

  it('keeps every ten-thousandth', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), units => {
        const [whole = '', decimals = ''] = amountText(units).split('.')
        expect(Number(whole + decimals.padEnd(4, '0'))).toBe(units === 0 ? 0 : units)
      }),
    )
  })
})

describe('numbers as text', () => {
  it.each([
    [2898.6285714285714, '2898.6285714285714'],
    [1e21, '1000000000000000000000'],
    [1.25e22, '12500000000000000000000'],
    [5.2e-7, '0.00000052'],
    [-1e-7, '-0.0000001'],
    [0, '0'],
    [-0, '0'],
  ])('writes %d as %s', (value, text) => {
    expect(plainNumber(value)).toBe(text)
  })

  it('read back as the same number, without an exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
        const text = plainNumber(value)
        expect(text).toMatch(/^-?\d+(\.\d+)?$/)
        expect(Number(text)).toBe(value === 0 ? 0 : value)
      }),
    )
  })
})
