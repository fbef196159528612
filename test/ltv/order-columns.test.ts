import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { createDataset, ingest, orderColumns } from '../../src/ltv/index.ts'

const DAY_MS = 86_400_000
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / DAY_MS

interface Order {
  readonly customer: string
  readonly key: string
  readonly time: string
  readonly amount: string
  readonly verb?: 'NEW' | 'UPDATE'
}

function datasetOf(orders: readonly Order[], visits: readonly string[] = []) {
  const dataset = createDataset()
  for (const { customer, key, time, amount, verb = 'NEW' } of orders)
    expect(ingest({ type: 'ORDER', verb, key, event_time: time, customer_id: customer, total_amount: amount }, dataset)).toBeNull()
  for (const time of visits)
    expect(ingest({ type: 'SITE_VISIT', verb: 'NEW', key: 'p', event_time: time, customer_id: 'visitor' }, dataset)).toBeNull()
  return dataset
}

function rowsOf({ length, customer, day: days, amountUnits }: ReturnType<typeof orderColumns>) {
  return Array.from({ length }, (_, at) => [customer[at], days[at], amountUnits[at]]).sort()
}

describe('the orders that count', () => {
  it('have the amount of their latest version on the day of their earliest', () => {
    const dataset = datasetOf([
      { customer: 'ann', key: 'a', time: '2025-01-03T23:59:59Z', amount: '10 USD' },
      { customer: 'ann', key: 'a', time: '2025-01-05T00:00:00Z', amount: '12.5 USD', verb: 'UPDATE' },
      { customer: 'bob', key: 'a', time: '2025-01-04', amount: '-1 USD' },
    ])
    expect(rowsOf(orderColumns(dataset, DEFAULT_DEFINITION))).toEqual([
      [0, day('2025-01-03'), 125_000],
      [1, day('2025-01-04'), -10_000],
    ])
  })

  it('are those of one currency: that of most orders, unless another is chosen', () => {
    const dataset = datasetOf([
      { customer: 'ann', key: 'a', time: '2025-01-03', amount: '10 EUR' },
      { customer: 'ann', key: 'b', time: '2025-01-04', amount: '20 EUR' },
      { customer: 'ann', key: 'c', time: '2025-01-05', amount: '30 USD' },
    ])
    expect(orderColumns(dataset, DEFAULT_DEFINITION)).toMatchObject({ currency: 'EUR', length: 2 })
    expect(rowsOf(orderColumns(dataset, { ...DEFAULT_DEFINITION, currency: 'USD' }))).toEqual([[0, day('2025-01-05'), 300_000]])
  })

  it('lie inside the window, and are watched to its end or to the last event of any type, whichever comes first', () => {
    const dataset = datasetOf(
      [
        { customer: 'ann', key: 'a', time: '2025-01-03', amount: '10 USD' },
        { customer: 'ann', key: 'b', time: '2025-01-08', amount: '20 USD' },
      ],
      ['2025-01-20T12:00:00Z'],
    )
    expect(orderColumns(dataset, DEFAULT_DEFINITION).lastDay).toBe(day('2025-01-20'))
    const window = { ...DEFAULT_DEFINITION, windowEnd: Date.parse('2025-01-08T00:00:00Z') }
    expect(orderColumns(dataset, window)).toMatchObject({ length: 1, lastDay: day('2025-01-07') })
    const beyond = { ...DEFAULT_DEFINITION, windowEnd: Date.parse('2026-01-01T00:00:00Z') }
    expect(orderColumns(dataset, beyond).lastDay).toBe(day('2025-01-20'))
  })

  it('are none in a data set without events', () => {
    expect(orderColumns(createDataset(), DEFAULT_DEFINITION)).toMatchObject({ length: 0, lastDay: null, currency: 'USD' })
  })
})
