import { describe, expect, it } from 'vitest'
import { DEFAULT_TERMS, discountPerWeek, horizonWeeks } from '../../src/clv/terms.ts'

describe('the terms of a prediction', () => {
  it('take a month to be 30.4375 days', () => {
    expect(horizonWeeks({ ...DEFAULT_TERMS, horizonMonths: 1 })).toBe(30.4375 / 7)
    expect(horizonWeeks({ ...DEFAULT_TERMS, horizonMonths: 12 }) * 7).toBeCloseTo(365.25, 10)
  })

  it('discount continuously: 15 % a year are the 0.0027 a week of the literature', () => {
    expect(discountPerWeek({ ...DEFAULT_TERMS, annualDiscount: 0.15 }).toFixed(4)).toBe('0.0027')
    expect(Math.exp(-discountPerWeek({ ...DEFAULT_TERMS, annualDiscount: 0.1 }) * (365.25 / 7))).toBeCloseTo(1 / 1.1, 12)
    expect(discountPerWeek({ ...DEFAULT_TERMS, annualDiscount: 0 })).toBe(0)
  })
})
