import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { EffectTable } from '../../../src/ui/definition/EffectTable.tsx'
import { effectOf } from '../../../src/ui/definition/effect.ts'
import { madeUpLoaded } from '../result/made-up-shop.ts'

function effect(id: string, ltv: number, weeks: number) {
  const { ranking, directory } = madeUpLoaded({ customers: [{ id, ltv, spend: 161.21, weeks }], facts: { medianLtv: 1980 } })
  return effectOf(ranking, directory)
}

describe('the effect of a definition', () => {
  it('tells the best customer, what their figure rests on, the median and how spend is spread', () => {
    expect(effect('96f55c7d8f42', 6985.766, 12).map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'Best customer: 96f55c7d8f42',
      'Their LTV: $6,985.77',
      'From: $161.21 in 12 weeks',
      'Median LTV: $1,980',
      'Customers ranked: 1',
      'Half of all spend: 1 customer',
    ])
  })

  it('has dashes where there is nobody', () => {
    const { ranking, directory } = madeUpLoaded({ customers: [], facts: { customersForHalfOfSpend: null } })
    expect(effectOf(ranking, directory).map(figure => figure.value)).toEqual(['–', '$0', '0', '–'])
  })

  it('shows what was before beside what has changed, and only then', () => {
    const before = effect('a', 100, 12)
    const { rerender } = render(<EffectTable before={before} now={before} busy={false} />)
    expect(screen.queryByRole('columnheader', { name: 'Before' })).toBeNull()
    rerender(<EffectTable before={before} now={effect('b', 100, 1.5)} busy={false} />)
    expect(screen.getByRole('row', { name: 'Best customer a b' })).toBeTruthy()
    expect(screen.getByRole('row', { name: 'From $161.21 in 12 weeks $161.21 in 1.5 weeks' })).toBeTruthy()
    expect(screen.getByRole('row', { name: 'Their LTV $100.00' })).toBeTruthy()
  })
})
