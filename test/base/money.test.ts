import { describe, expect, it } from 'vitest'
import { CURRENCY_CODES, currencyCode, currencyNumber } from '../../src/base/currencies.ts'
import { ExactSum, parseAmount, parseAmountNumber } from '../../src/base/money.ts'

describe('an amount written as text', () => {
  it.each([
    ['12.34 USD', 123_400, 'USD'],
    ['12.34USD', 123_400, 'USD'],
    ['9.99  USD', 99_900, 'USD'],
    ['USD 12.34', 123_400, 'USD'],
    ['USD12.34', 123_400, 'USD'],
    ['12.34', 123_400, 'USD'],
    [' 12.34 ', 123_400, 'USD'],
    ['12', 120_000, 'USD'],
    ['007.5', 75_000, 'USD'],
    ['€7', 70_000, 'EUR'],
    ['7 €', 70_000, 'EUR'],
    ['£1,234.56', 12_345_600, 'GBP'],
    ['1,234,567 JPY', 12_345_670_000, 'JPY'],
    ['US$5', 50_000, 'USD'],
    ['us$5', 50_000, 'USD'],
    ['5 US$', 50_000, 'USD'],
    ['12.34 usd', 123_400, 'USD'],
    ['12.34 Eur', 123_400, 'EUR'],
    ['-5 USD', -50_000, 'USD'],
    ['+5 USD', 50_000, 'USD'],
    ['-$5', -50_000, 'USD'],
    ['$-5', -50_000, 'USD'],
    ['$ -5', -50_000, 'USD'],
    ['-0.00', 0, 'USD'],
    ['7\u00a0€', 70_000, 'EUR'],
    ['999999999.9999', 9_999_999_999_999, 'USD'],
    ['-999,999,999.9999', -9_999_999_999_999, 'USD'],
  ])('%j is %d units of %s', (text, units, currency) => {
    expect(parseAmount(text)).toEqual({ units, currency })
  })

  it.each([
    ['0.00005', 0], // half, to the even 0
    ['0.00015', 2], // half, to the even 2
    ['0.00025', 2],
    ['0.000150000000000000000000000001', 2],
    ['0.000250000000000000000000000001', 3],
    ['0.00014999999999999999999999999', 1],
    ['-0.00015', -2],
    ['-0.00004', 0],
    ['1.99995', 20_000],
  ])('%j is rounded half to even at 1/10,000: %d units', (text, units) => {
    expect(parseAmount(text)?.units).toBe(units)
  })

  it.each([
    ['', 'nothing'],
    [' ', 'blank'],
    ['USD', 'no digits'],
    ['12,x', 'a letter'],
    ['1e3', 'an exponent, which only JSON numbers have'],
    ['.5', 'no digit before the point'],
    ['5.', 'no digit after the point'],
    ['1,23', 'a group of two'],
    ['1,2345', 'a group of four'],
    ['1234,567', 'a first group of four'],
    [',123', 'an empty first group'],
    ['1,,234', 'an empty group'],
    ['1,234,', 'a group left open'],
    ['1.234,56', 'a comma after the point'],
    ['--5', 'two signs'],
    ['-$-5', 'two signs around the currency'],
    ['5-', 'a sign behind'],
    ['- 5', 'a sign apart from its digits'],
    ['5 XYZ', 'a code that ISO 4217 does not have'],
    ['USD 5 USD', 'the currency twice'],
    ['$5 EUR', 'two currencies'],
    ['5 USDX', 'more than a code'],
    ['12 34', 'a space between digits'],
    ['NaN', 'no number'],
    ['Infinity', 'no number'],
    ['0x10', 'hexadecimal'],
    ['٣', 'digits that are not ASCII'],
    ['1000000000', '10⁹'],
    ['-1000000000', '−10⁹'],
    ['999999999.99996', 'rounded up to 10⁹'],
    [`1${'0'.repeat(400)}`, 'far too large'],
  ])('%j is refused: %s', text => {
    expect(parseAmount(text)).toBeNull()
  })
})

describe('an amount written as a JSON number', () => {
  it.each([
    ['12.34', 123_400],
    ['-12.34', -123_400],
    ['0', 0],
    ['-0', 0],
    ['-0.0', 0],
    ['1e3', 10_000_000],
    ['1E+3', 10_000_000],
    ['1.5e-3', 15],
    ['15e-5', 2],
    ['25e-5', 2],
    ['5e-5', 0],
    ['51e-6', 1],
    ['4e-5', 0],
    ['1e-400', 0],
    ['1e-999999999999999999999', 0],
    ['0e999999999', 0],
    ['0.000000000000000000000000123e24', 1_230],
  ])('%s is %d units', (literal, units) => {
    expect(parseAmountNumber(literal)).toBe(units)
  })

  it.each(['1e9', '99999999999999e-5', '1e999999999', '-1e21', 'NaN', 'Infinity', '', '1.', '.5', '+1', '0x1'])(
    '%j is refused',
    literal => {
      expect(parseAmountNumber(literal)).toBeNull()
    },
  )
})

describe('sums of amounts', () => {
  it('a million times 0.1 is 100000.00', () => {
    const sum = new ExactSum()
    const units = parseAmount('0.1')?.units ?? 0
    for (let order = 0; order < 1_000_000; order += 1) sum.add(units)
    expect(sum.total()).toBe(1_000_000_000n)
  })

  it('stays exact far above 2^53', () => {
    const sum = new ExactSum()
    for (let order = 0; order < 10_000; order += 1) {
      sum.add(9_999_999_999_999)
      sum.add(-1)
    }
    expect(sum.total()).toBe(99_999_999_999_980_000n)
  })

  it('is right for refunds', () => {
    const sum = new ExactSum()
    sum.add(-123_456_789_012)
    sum.add(1)
    expect(sum.total()).toBe(-123_456_789_011n)
  })
})

describe('currency codes', () => {
  it('are sorted and fit into a byte, so that places compare as codes do', () => {
    expect([...CURRENCY_CODES].sort()).toEqual(CURRENCY_CODES)
    expect(new Set(CURRENCY_CODES).size).toBe(CURRENCY_CODES.length)
    expect(CURRENCY_CODES.length).toBeLessThan(256)
    expect(CURRENCY_CODES.every(code => /^[A-Z]{3}$/.test(code))).toBe(true)
  })

  it('are found by code and by place', () => {
    expect(currencyCode(currencyNumber('USD'))).toBe('USD')
    expect(currencyNumber('XYZ')).toBe(-1)
    expect(() => currencyCode(999)).toThrow(RangeError)
  })
})
