import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { PrintedTable } from '../../../src/ui/report/PrintedTable.tsx'
import { rankedRows } from '../../../src/ui/result/shown-rows.ts'
import { madeUpDirectory, madeUpRanking } from '../result/made-up-shop.ts'

it('prints the beginning of an id or place that would fill pages, and how long it is', () => {
  const customers = [
    { id: 'x'.repeat(5_000), place: 'y'.repeat(300) },
    { id: '96f55c7d-8f42-4c1e-9f0a-2b1d6f0c77aa', place: 'Austin, TX' },
  ]
  const directory = madeUpDirectory(
    customers.map(({ id }) => id),
    customers.map(({ place }) => place),
  )
  const rows = rankedRows(2, { column: 'ltv', descending: true })
  render(<PrintedTable ranking={madeUpRanking({ customers })} directory={directory} rows={rows} />)
  fireEvent(window, new Event('beforeprint'))
  const cells = screen.getAllByRole('cell').map(cell => cell.textContent?.trim())
  fireEvent(window, new Event('afterprint'))
  expect(cells.slice(1, 3)).toEqual([`${'x'.repeat(200)}… (5,000 characters)`, `${'y'.repeat(200)}… (300 characters)`])
  expect(cells.slice(11, 13)).toEqual(['96f55c7d-8f42-4c1e-9f0a-2b1d6f0c77aa', 'Austin, TX'])
})
