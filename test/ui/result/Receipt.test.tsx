import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Definition } from '../../../src/ltv/definition.ts'
import { Receipt } from '../../../src/ui/result/Receipt.tsx'
import { weeksExplanation } from '../../../src/ui/result/receipt-words.ts'
import { type MadeUpCustomer, madeUpRanking } from './made-up-shop.ts'

const AYE = { id: '96f55c7d8f42', ltv: 6985.766666666666, spend: 161.21, orders: 7, visits: 8, weeks: 12 }

/** The receipt's lines as they read with the explanations closed. */
function lines(customer: MadeUpCustomer = AYE, definition: Partial<Definition> = {}): string[] {
  const ranking = madeUpRanking({ customers: [customer], definition })
  const { container } = render(<Receipt ranking={ranking} rankIndex={0} detail={null} />)
  for (const explanation of container.querySelectorAll('[popover]')) explanation.remove()
  return [...(container.querySelector('section')?.children ?? [])].map(line => (line.textContent ?? '').replaceAll(/\s+/g, ' ').trim())
}

describe('the receipt of a figure', () => {
  it('is the formula with the customer’s own numbers', () => {
    expect(lines()).toEqual([
      'How $6,985.77 is worked out',
      '52 × ( $161.21 spend ÷ 12 weeks ) × 10 years = $6,985.77',
      '$20.15 per visit × 0.667 visits per week. 7 orders, 8 visits. Weeks are those of the whole data, the same for everyone.',
    ])
  })

  it('has the margin and the lifespan of the definition in it', () => {
    expect(lines(AYE, { margin: 0.625, lifespanYears: 1 })[1]).toBe('52 × ( $161.21 spend × 62.5% margin ÷ 12 weeks ) × 1 year = $6,985.77')
  })

  it('speaks of one visit as of one', () => {
    expect(lines({ ...AYE, visits: 12 })[2]).toContain(' × 1 visit per week.')
  })

  it('says which weeks are meant, for every rule', () => {
    const meanings = (['dataset', 'customer', 'active', 'elapsed', 'dataset-years'] as const).map(
      weeksRule => lines({ ...AYE, visits: 0 }, { weeksRule })[2],
    )
    expect(meanings).toEqual([
      '7 orders, 0 visits. Weeks are those of the whole data, the same for everyone.',
      '7 orders, 0 visits. Calendar weeks, first to last event.',
      '7 orders, 0 visits. Calendar weeks with at least one event.',
      '7 orders, 0 visits. Time from first to last event, at least a week.',
      '7 orders, 0 visits. Weeks of the whole data, counted year by year.',
    ])
  })

  it('speaks of the window where the definition has one, however it is open', () => {
    const told = [{ windowStart: Date.UTC(2025, 0, 6) }, { windowEnd: Date.UTC(2025, 2, 29) }].flatMap(window =>
      (['dataset', 'dataset-years'] as const).map(weeksRule => {
        const definition = { ...window, weeksRule }
        const ranking = madeUpRanking({ customers: [AYE], definition })
        return [lines({ ...AYE, visits: 0 }, definition)[2], weeksExplanation(ranking, 0).replace(/\. .*/, '.')]
      }),
    )
    const dataset = [
      '7 orders, 0 visits. Weeks are those of the window, the same for everyone.',
      'Calendar weeks from the first to the last event of the window, 6 Jan – 28 Mar 2025.',
    ]
    const years = [
      '7 orders, 0 visits. Weeks of the window, counted year by year.',
      'Weeks from the first to the last one touched in each calendar year of the window, 6 Jan – 28 Mar 2025, added up over the years.',
    ]
    expect(told).toEqual([dataset, years, dataset, years])
  })

  it('shows parts of a week as they are divided by', () => {
    expect(lines({ ...AYE, weeks: 1.5714285714 }, { weeksRule: 'elapsed' })[1]).toContain('÷ 1.5714 weeks )')
  })

  it('shows every decimal of the spend that is not zero', () => {
    expect(lines({ ...AYE, spend: 161.2125 })[1]).toContain('$161.2125 spend')
  })

  it('opens every underlined part to an explanation', () => {
    render(<Receipt ranking={madeUpRanking({ customers: [AYE] })} rankIndex={0} detail={null} />)
    expect(screen.getAllByRole('button').map(part => part.textContent)).toEqual(['52', '$161.21 spend', '12 weeks', '10 years'])
    expect(document.body.textContent).toContain('Calendar weeks from the first to the last event of the whole data, 6 Jan – 28 Mar 2025.')
  })
})
