import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION, type Definition } from '../../../src/ltv/definition.ts'
import { definitionLine } from '../../../src/ui/words/definition-line.ts'

describe('the definition line', () => {
  it.each<[string, Partial<Definition>, string]>([
    ['the default', {}, 'Simple LTV · 52 × spend per week × 10 years · weeks start Sunday, UTC.'],
    [
      'one year from Monday',
      { lifespanYears: 1, weekStart: 'monday' },
      'Simple LTV · 52 × spend per week × 1 year · weeks start Monday, UTC.',
    ],
    ['a margin', { margin: 0.625 }, 'Simple LTV · 52 × spend per week × 10 years × 62.5% margin · weeks start Sunday, UTC.'],
    ['elapsed weeks, which have no start', { weeksRule: 'elapsed' }, 'Simple LTV · 52 × spend per elapsed week × 10 years · UTC.'],
    [
      'a window, its last day included',
      { windowStart: Date.UTC(2025, 0, 1), windowEnd: Date.UTC(2025, 3, 1) },
      'Simple LTV · 52 × spend per week × 10 years · weeks start Sunday, UTC · 1 Jan 2025 – 31 Mar 2025.',
    ],
    ['a chosen currency', { currency: 'EUR' }, 'Simple LTV · 52 × spend per week × 10 years · weeks start Sunday, UTC · EUR orders only.'],
  ])('says %s', (_, change, line) => {
    expect(definitionLine({ ...DEFAULT_DEFINITION, ...change })).toBe(line)
  })
})
