import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Cohorts } from '../../../src/ltv/cohorts.ts'
import { shadeOf } from '../../../src/ui/parts/charts/shade.ts'
import { CohortsTab } from '../../../src/ui/result/CohortsTab.tsx'

/** January: 4 customers, 40 then 8; February: none; March: 2 customers, 5 in a month that is not over. */
const cohorts: Cohorts = {
  currency: 'USD',
  months: [Date.UTC(2025, 0), Date.UTC(2025, 1), Date.UTC(2025, 2)],
  customers: [4, 0, 2],
  spendUnits: [[400_000, 80_000, 0], [0, 0], [50_000]],
  buyers: [[4, 1, 0], [0, 0], [1]],
  partial: [[false, false, true], [false, true], [true]],
  customersLeftOut: 0,
  ordersLeftOut: 0,
}
const rows = () => screen.getAllByRole('row').map(row => [...row.children].map(cell => cell.textContent))

describe('cohorts', () => {
  it('show spend per customer by month since the first event, and nobody’s months not at all', () => {
    render(<CohortsTab cohorts={cohorts} />)
    expect(rows()).toEqual([
      ['First seen', 'Customers', '0', '1', '2'],
      ['Jan 2025', '4', '$10.00', '$2.00', '–'],
      ['Mar 2025', '2', '$2.50'],
    ])
  })

  it('show who still buys instead', async () => {
    render(<CohortsTab cohorts={cohorts} />)
    await userEvent.setup().click(screen.getByRole('radio', { name: 'Share still buying' }))
    expect(rows().slice(1)).toEqual([
      ['Jan 2025', '4', '100%', '25%', '–'],
      ['Mar 2025', '2', '50%'],
    ])
  })

  it('show whole amounts all over where they are large, and never write little as nothing', () => {
    render(<CohortsTab cohorts={{ ...cohorts, spendUnits: [[4_000_000, 12_000, 0], [0, 0], [50_000]] }} />)
    expect(rows().slice(1)).toEqual([
      ['Jan 2025', '4', '$100', '< $1', '–'],
      ['Mar 2025', '2', '$3'],
    ])
  })

  it('hatch months that are not over in the data, and say so', () => {
    render(<CohortsTab cohorts={cohorts} />)
    const cell = screen.getByRole('cell', { name: '$2.50' })
    expect(cell.className).toContain('hatched')
    expect(cell.title).toBe('$5.00 from 2 customers: $2.50 each, month not over yet in the data')
    expect(screen.getByRole('cell', { name: '$10.00' }).className).not.toContain('hatched')
  })

  it('say who is not in the table because the data spans too many months', () => {
    render(<CohortsTab cohorts={{ ...cohorts, customersLeftOut: 1, ordersLeftOut: 2 }} />)
    expect(document.body.textContent).toContain('1 customer and 2 orders lie outside these months.')
  })

  it('say when there is nobody to group', () => {
    render(<CohortsTab cohorts={{ ...cohorts, customers: [0, 0, 0] }} />)
    expect(document.body.textContent).toBe('There is no customer to group.')
  })

  it('shade from nothing to the highest', () => {
    expect([0, -1, 1, 20, 21, 99, 100].map(value => shadeOf(value, 100))).toEqual([0, 0, 1, 1, 2, 5, 5])
  })
})
