import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { OrderLines } from '../../../src/clv/order-lines.ts'
import { seedScores } from '../../../src/clv/seed-score.ts'
import { SeedScoreTable } from '../../../src/ui/predict/SeedScoreTable.tsx'

// Two items in one order, one in another ten days later.
const lines: OrderLines = {
  length: 3,
  customers: 1,
  orders: 2,
  customer: Uint32Array.of(0, 0, 0),
  order: Uint32Array.of(0, 0, 1),
  day: Int32Array.of(18_262, 18_262, 18_272),
  amountUnits: Float64Array.of(50_000, 75_000, 40_000),
  items: Float64Array.of(1, 2, 9),
}
const asOf = 18_274
const table = (customer: number) => (
  <SeedScoreTable ofOrders={seedScores(lines, 'spec', asOf)} ofRows={seedScores(lines, 'seed', asOf)} customer={customer} />
)

it('shows the six features of a customer and their sum, of orders and of rows', () => {
  render(table(0))
  const cells = screen.getAllByRole('row').map(row => [...row.children].map(cell => cell.textContent))
  expect(cells).toEqual([
    ['Feature', 'Of orders', 'Of rows'],
    ['Most items in one order', '9', '9'],
    ['Most revenue in one order', '12.5', '7.5'],
    ['Total revenue', '16.5', '16.5'],
    ['Orders', '2', '2'],
    ['Days since the last', '2', '2'],
    ['Longest interval in days', '10', '10'],
    ['Score (their sum)', '52.00', '47.00'],
  ])
})

it('says so of a customer without any order', () => {
  render(table(1))
  expect(screen.getByText('This customer has no order to score.')).toBeTruthy()
})
