import { describe, expect, it } from 'vitest'
import { bytes, count, counted, decimal, duration, percent } from '../../../src/ui/words/numbers.ts'

describe('numbers in words', () => {
  it('groups thousands and writes a proper minus', () => {
    expect(count(1204118)).toBe('1,204,118')
    expect(count(-1204)).toBe('−1,204')
    expect(count(12345678901234567890n)).toBe('12,345,678,901,234,567,890')
  })

  it('says one thing in the singular and none in the plural', () => {
    expect(counted(1, 'customer')).toBe('1 customer')
    expect(counted(0, 'customer')).toBe('0 customers')
    expect(counted(2, 'entry', 'entries')).toBe('2 entries')
  })

  it('shows decimals only where there are some', () => {
    expect(decimal(14)).toBe('14')
    expect(decimal(1.25)).toBe('1.25')
    expect(decimal(1 / 3)).toBe('0.33')
  })

  it.each([
    [0, '0%'],
    [1, '100%'],
    [0.256, '26%'],
    [(1204118 - 212) / 1204118, '99.98%'],
    [999_999 / 1_000_000, 'over 99.999%'],
    [0.004, '0.4%'],
    [0.000001, 'under 0.001%'],
    [Number.NaN, '–'],
  ])('writes a share of %d as %s, never as all or nothing when it is not', (share, text) => {
    expect(percent(share)).toBe(text)
  })

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1_234_567, '1.2 MB'],
    [999_600, '1 MB'],
    [100_000_000, '100 MB'],
    [2_500_000_000, '2.5 GB'],
  ])('writes %d bytes as %s', (value, text) => {
    expect(bytes(value)).toBe(text)
  })

  it.each([
    [400, 'under a second'],
    [8000, '8 seconds'],
    [60_000, '1 minute'],
    [125_000, '2 minutes'],
    [3_900_000, '1 hour 5 minutes'],
    [7_200_000, '2 hours'],
  ])('writes %d ms as %s', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text)
  })
})
