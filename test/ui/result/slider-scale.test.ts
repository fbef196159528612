import { describe, expect, it } from 'vitest'
import { positionOf, SLIDER_STEPS, steppedX, xAt } from '../../../src/ui/result/slider-scale.ts'

describe('the slider of x', () => {
  it('reaches 1 at its start and all customers at its end', () => {
    for (const customers of [1, 2, 18_442, 1_000_000]) {
      expect(xAt(0, customers)).toBe(1)
      expect(xAt(SLIDER_STEPS, customers)).toBe(customers)
    }
  })

  it('gives numbers of two leading digits on the way, never falling', () => {
    let before = 1
    for (let position = 1; position < SLIDER_STEPS; position++) {
      const x = xAt(position, 18_442)
      expect(x).toBeGreaterThanOrEqual(before)
      expect(Number(x.toPrecision(2))).toBe(x)
      before = x
    }
  })

  it('finds the position of an x again', () => {
    for (const x of [1, 2, 10, 25, 340, 12_000]) expect(Math.abs(xAt(positionOf(x, 18_442), 18_442) - x)).toBeLessThanOrEqual(x / 50)
  })

  it('moves by one when small and by a unit of the second digit when large, and stays within 1 and all', () => {
    expect(steppedX(10, 1, 18_442)).toBe(11)
    expect(steppedX(99, 1, 18_442)).toBe(100)
    expect(steppedX(100, 1, 18_442)).toBe(110)
    expect(steppedX(115, 1, 18_442)).toBe(120)
    expect(steppedX(115, -1, 18_442)).toBe(110)
    expect(steppedX(100, -1, 18_442)).toBe(99)
    expect(steppedX(1_000, -1, 18_442)).toBe(990)
    expect(steppedX(1, -1, 18_442)).toBe(1)
    expect(steppedX(18_400, 10, 18_442)).toBe(18_442)
  })
})
