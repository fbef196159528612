import { expect, it } from 'vitest'
import { axisFigures, columnFigure, fixed, shortCount } from '../../../src/ui/words/figures.ts'

it('figures stand under each other with the same decimals, about three digits for the highest', () => {
  expect([0, 0.5, 1.25].map(value => columnFigure(value, 1.25))).toEqual(['0.00', '0.50', '1.25'])
  expect([4.44, 39.7].map(value => columnFigure(value, 39.7))).toEqual(['4.4', '39.7'])
  expect([4, 4_018.2].map(value => columnFigure(value, 4_018.2))).toEqual(['4', '4,018'])
  expect(columnFigure(0.25, 0.25)).toBe('0.250')
})

it('little is never written as nothing, and what is not a number is a dash', () => {
  expect([0.001, 0.005, Number.NaN].map(value => columnFigure(value, 1))).toEqual(['< 0.01', '0.01', '–'])
})

it('decimals are fixed, with a proper minus', () => {
  expect([14, -0.25].map(value => fixed(value, 1))).toEqual(['14.0', '−0.3'])
})

it('short counts have at most four letters and digits', () => {
  expect([0, 999, 1_411, 9_960, 97_680, 428_903, 1_378_547].map(shortCount)).toEqual(['0', '999', '1.4k', '10k', '98k', '429k', '1.4m'])
})

it('axes have as many decimals as their steps need, and say thousands and millions in letters', () => {
  expect(axisFigures([0, 0.5, 1])).toEqual(['0', '0.5', '1.0'])
  expect(axisFigures([0, 0.25, 0.5])).toEqual(['0', '0.25', '0.50'])
  expect(axisFigures([0, 2_000, 4_000])).toEqual(['0', '2,000', '4,000'])
  expect(axisFigures([0, 250_000, 500_000])).toEqual(['0', '250k', '500k'])
  expect(axisFigures([0, 1_000_000, 2_000_000])).toEqual(['0', '1m', '2m'])
})
