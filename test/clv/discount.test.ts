import { describe, expect, it } from 'vitest'
import { asPercentage, hasDiscount, takeDiscountOff } from '../../src/clv/discount.ts'

const left = (text: string, units: number, isOfRow = false): number | null => {
  const amounts = { amountUnits: units, commaUnits: units }
  const isTaken = takeDiscountOff(text, amounts, isOfRow)
  expect(amounts.commaUnits).toBe(amounts.amountUnits)
  if (!isTaken) expect(amounts.amountUnits).toBe(units)
  return isTaken ? amounts.amountUnits : null
}

describe('A discount beside quantity and price', () => {
  it.each([
    ['15%', 300_000, 255_000],
    ['-15 %', 300_000, 255_000],
    ['7,5%', 399_800, 369_815],
    ['0.0001%', 1_000_000, 999_999],
    ['100%', 300_000, 0],
    ['15%', -300_000, -255_000],
    // 0.5 of a unit is rounded to the even one.
    ['50%', 3, 2],
    ['50%', 5, 2],
    ['33.3333%', 9_999_999_999_999, 6_666_669_999_999],
  ])('of %s leaves of %i ten-thousandths %i', (text, units, expected) => {
    expect(left(text, units)).toBe(expected)
  })

  it.each([
    ['5', 300_000, 250_000],
    ['-$5', 300_000, 250_000],
    ['5', -300_000, -250_000],
    ['30', 300_000, 0],
  ])('of %s in a column of discounts of rows leaves of %i ten-thousandths %i', (text, units, expected) => {
    expect(left(text, units, true)).toBe(expected)
  })

  it.each([
    ['5', false],
    ['0.15', false],
    ['SUMMER10', true],
    ['101%', true],
    ['31', true],
  ])('of %s is left alone: it is not known of what it is, or it is more than there is (column of rows: %s)', (text, isOfRow) => {
    expect(left(text, 300_000, isOfRow)).toBe(null)
  })

  it('is a percentage in a column called so, unless it may be a fraction', () => {
    expect(['10', '7,5', '-10.00', '10%', '1', '0.15', '0', 'x'].map(asPercentage)).toEqual([
      '10%',
      '7,5%',
      '-10.00%',
      '10%',
      '1',
      '0.15',
      '0',
      'x',
    ])
  })

  it('is none where there is no digit but 0', () => {
    expect(['', '0', '0.00', '0 %', '–', 'none', '0.5', '1%'].map(hasDiscount)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
      true,
    ])
  })
})
