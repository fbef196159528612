import { expect, it } from 'vitest'
import { typedNumber } from '../../../src/ui/words/typed-number.ts'

it.each([
  ['0', 0],
  ['17', 17],
  [' 1500 ', 1_500],
  ['1,500', 1_500],
  ['1 500', 1_500],
  ['1\u202f500', 1_500],
  ['1_500_000', 1_500_000],
  ['12,345,678', 12_345_678],
])('%s is a whole number', (text, number) => {
  expect(typedNumber(text)).toBe(number)
  expect(typedNumber(text, 2)).toBe(number)
})

it.each([
  ['2.5', 2.5],
  ['2,5', 2.5],
  ['0,25', 0.25],
  ['12,50', 12.5],
  ['1,500.25', 1_500.25],
  ['1 500.25', 1_500.25],
])('%s is a number with decimals, and no whole one', (text, number) => {
  expect(typedNumber(text, 2)).toBe(number)
  expect(typedNumber(text)).toBeNull()
})

it.each(['', 'ten', '-1', '1e3', '2,5,1', '2.5.1', '1,5000', '1,500 000', '12 34', '1.234', ',5', '5,', '1500,000'])(
  '“%s” is none with two decimals',
  text => {
    expect(typedNumber(text, 2)).toBeNull()
  },
)
