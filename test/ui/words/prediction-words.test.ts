import { expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/clv/settings.ts'
import { horizonWords, predictionLine } from '../../../src/ui/words/prediction-words.ts'

it('a prediction is told with everything it rests on', () => {
  const settings = { ...DEFAULT_SETTINGS, throughDay: Date.UTC(2025, 2, 28) / 86_400_000 }
  expect(predictionLine(settings, 'bg-nbd')).toBe(
    'Predicted value · BG/NBD × Gamma-Gamma (repeat orders) · 12 months · 10% discount a year · as of 28 Mar 2025.',
  )
  const terms = { horizonMonths: 1, annualDiscount: 0, margin: 0.6 }
  expect(predictionLine({ ...settings, terms, spendBasis: 'with-first' }, 'pareto-nbd')).toBe(
    'Predicted value · Pareto/NBD × Gamma-Gamma (all orders) · 1 month · not discounted · 60% margin · as of 28 Mar 2025.',
  )
})

it('without a model the line names none', () => {
  expect(predictionLine(DEFAULT_SETTINGS, null)).toBe('Predicted value · 12 months · 10% discount a year.')
})

it('one month is not 1 months', () => {
  expect([1, 2.5, 12].map(horizonWords)).toEqual(['next month', 'next 2.5 months', 'next 12 months'])
})
