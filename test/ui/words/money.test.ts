import { describe, expect, it } from 'vitest'
import { axisMoney, columnMoney, compactMoney, exactMoney, factMoney, fromUnits, money, wholeMoney } from '../../../src/ui/words/money.ts'

describe('money in words', () => {
  it('writes amounts in full with the decimals of the currency', () => {
    expect(money(6985.766, 'USD')).toBe('$6,985.77')
    expect(money(6985.766, 'EUR')).toBe('€6,985.77')
    expect(money(6985.766, 'JPY')).toBe('JP¥6,986')
    expect(money(-5, 'USD')).toBe('−$5.00')
  })

  it('keeps the letters of dollars that are not US dollars', () => {
    expect(money(12, 'CAD')).toBe('CA$12.00')
  })

  it('writes table amounts without cents', () => {
    expect(wholeMoney(6985.77, 'USD')).toBe('$6,986')
  })

  it('gives all of a column cents when its largest amount is below 100, else none of it', () => {
    expect([99.99, 1.5, 0].map(value => columnMoney(value, 'USD', 99.99))).toEqual(['$99.99', '$1.50', '$0.00'])
    expect([161.21, 1.5, 0].map(value => columnMoney(value, 'USD', 161.21))).toEqual(['$161', '$2', '$0'])
  })

  it('never writes little as nothing', () => {
    expect(columnMoney(0.35, 'USD', 500)).toBe('< $1')
    expect(columnMoney(-0.35, 'USD', 500)).toBe('> −$1')
    expect(factMoney(0.35, 'EUR')).toBe('€0.35')
  })

  it('writes a single small figure in full and a large one short', () => {
    expect([0, 1.5, 99.99, 783.63, 2_412_345].map(value => factMoney(value, 'USD'))).toEqual(['$0', '$1.50', '$99.99', '$784', '$2.41m'])
  })

  it('shortens only from 100,000 on', () => {
    expect(compactMoney(1980, 'USD')).toBe('$1,980')
    expect(compactMoney(99_999.4, 'USD')).toBe('$99,999')
    expect(compactMoney(99_999.9, 'USD')).toBe('$100k')
    expect(compactMoney(2_412_345, 'USD')).toBe('$2.41m')
    expect(compactMoney(3_000_000_000, 'EUR')).toBe('€3bn')
  })

  it('writes the lines of an axis in one way', () => {
    expect(axisMoney([0, 25_000, 50_000, 75_000], 'USD')).toEqual(['$0', '$25,000', '$50,000', '$75,000'])
    expect(axisMoney([0, 25_000, 50_000, 75_000, 100_000], 'USD')).toEqual(['$0', '$25k', '$50k', '$75k', '$100k'])
    expect(axisMoney([-500_000, 0, 500_000, 1_000_000], 'EUR')).toEqual(['−€500k', '€0', '€500k', '€1m'])
    expect(axisMoney([0, 0.5, 1], 'USD')).toEqual(['$0.00', '$0.50', '$1.00'])
  })

  it('writes exact sums beyond what a double holds', () => {
    expect(exactMoney(90071992547409930001n, 'USD')).toBe('$9,007,199,254,740,993.0001')
    expect(exactMoney(-1n, 'USD')).toBe('−$0.0001')
    expect(exactMoney(780_400, 'USD')).toBe('$78.04')
  })

  it('reads 1/10,000 of a unit', () => {
    expect(fromUnits(780_400)).toBe(78.04)
  })
})
