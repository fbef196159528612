import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencyCode } from '../../src/base/currencies.ts'
import { addOrderText, createOrders, ingestOrderRow, orderTotals, placeOfRow, toOrderLines } from '../../src/clv/index.ts'

interface Row {
  readonly customer_id: string
  readonly order_id?: string
  readonly revenue: string
  readonly created_at_date: string
}

function totalsOf(rows: readonly Row[]) {
  const orders = createOrders()
  const file = addOrderText(orders, { path: 'orders.csv', format: 'CSV', reason: '' })
  for (const [index, row] of rows.entries()) expect(ingestOrderRow(row, orders, { file, line: index + 2, byte: index * 10 })).toBeNull()
  const totals = orderTotals(orders)
  return {
    orders,
    list: Array.from({ length: totals.length }, (_, at) => ({
      customer: totals.customer[at],
      time: new Date(totals.time[at] ?? 0).toISOString(),
      amount: (totals.amountUnits[at] ?? 0) / 10_000,
      currency: currencyCode(totals.currency[at] ?? 0),
      isPart: totals.isPart[at] === 1,
      line: placeOfRow(orders, totals.row[at] ?? 0).line,
    })),
  }
}

const row = (customer_id: string, order_id: string, revenue: string, created_at_date = '2025-01-03'): Row => ({
  customer_id,
  order_id,
  revenue,
  created_at_date,
})

describe('what orders come to', () => {
  it('is the sum of their rows, from the earliest time, at the place of the first row', () => {
    const { list } = totalsOf([
      row('ann', 'a', '10', '2025-01-04 08:00'),
      row('bob', 'a', '5'),
      row('ann', 'a', '-2.5', '2025-01-03 23:30'),
    ])
    expect(list).toEqual([
      { customer: 0, time: '2025-01-03T23:30:00.000Z', amount: 7.5, currency: 'USD', isPart: false, line: 2 },
      { customer: 1, time: '2025-01-03T00:00:00.000Z', amount: 5, currency: 'USD', isPart: false, line: 3 },
    ])
  })

  it('keeps currencies apart, and rows without an amount with their order', () => {
    const { list } = totalsOf([row('ann', 'a', 'NA'), row('ann', 'a', '10 EUR'), row('ann', 'a', '3 USD'), row('ann', 'a', '1 EUR')])
    expect(list.map(({ amount, currency, isPart, line }) => [amount, currency, isPart, line])).toEqual([
      [11, 'EUR', false, 2],
      [3, 'USD', true, 4],
    ])
  })

  it('is nothing for an order without any amount, which is an order all the same', () => {
    expect(totalsOf([row('ann', 'a', 'NA')]).list).toMatchObject([{ amount: 0, currency: 'USD' }])
  })

  it('adds up to what the lines add up to, whatever the order of rows', () => {
    const rows = fc.array(
      fc.record({
        customer_id: fc.constantFrom('ann', 'bob', 'cat'),
        order_id: fc.constantFrom('a', 'b', 'c'),
        revenue: fc.oneof(
          fc.constant('NA'),
          fc.integer({ min: -500, max: 500 }).map(cents => `${cents}.25`),
        ),
        created_at_date: fc.constantFrom('2025-01-03', '2025-01-05 10:00', '2024-12-31'),
      }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(rows, all => {
        const { orders, list } = totalsOf(all)
        const lines = toOrderLines(orders)
        const sum = lines.amountUnits.reduce((total, units) => total + (Number.isNaN(units) ? 0 : units), 0)
        expect(list.reduce((total, { amount }) => total + amount, 0)).toBeCloseTo(sum / 10_000, 9)
        expect(list.length).toBe(new Set(all.map(({ customer_id, order_id }) => `${customer_id} ${order_id}`)).size)
        const amounts = (of: typeof list) => of.map(({ amount, time }) => `${amount} ${time}`).sort()
        expect(amounts(totalsOf([...all].reverse()).list)).toEqual(amounts(list))
      }),
    )
  })
})
