import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { historiesOf } from '../../src/clv/histories.ts'
import { groupRows } from '../../src/clv/models/purchase-rows.ts'
import { type Purchases, purchasesOf } from '../../src/clv/purchases.ts'
import { day, type OrderRow, onlineRetailLines, orderLines } from '../support/order-files.ts'
import { hasShared } from '../support/shared-data.ts'

/** “a 1: 10, 2: 5” is an order of a on day 1 of January 2020 of 10 and one on day 2 of 5; “3x: 7” gives the order the id x. */
function rowsOf(text: string): OrderRow[] {
  return text.split('\n').flatMap((line, at) => {
    const [customer = '', ...rest] = line.trim().split(' ')
    return rest
      .join(' ')
      .split(', ')
      .map((entry, place) => {
        const [, date = '', id = '', amount = ''] = /^(\d+)([a-z]*): (-?[\d.]+)$/.exec(entry) ?? []
        return { customer, order: id || `${at}-${place}`, date: `2020-01-${date.padStart(2, '0')}`, amount: Number(amount) }
      })
  })
}
const shown = (purchases: Purchases) =>
  Array.from({ length: purchases.customers }, (_, customer) =>
    Array.from(purchases.day.subarray(purchases.starts[customer], purchases.starts[customer + 1]), (at, entry) => [
      at - day('2020-01-01') + 1,
      (purchases.units[(purchases.starts[customer] ?? 0) + entry] ?? 0) / 10_000,
    ]),
  )
const purchases = (text: string, through: number | null = null) =>
  purchasesOf(orderLines(rowsOf(text)), through === null ? null : day('2020-01-01') + through - 1)

describe('purchases', () => {
  it('are the orders of a customer, those of one day as one', () => {
    expect(shown(purchases('a 5: 10, 1: 3, 5: 2\nb 2: 7'))).toEqual([
      [
        [1, 3],
        [5, 12],
      ],
      [[2, 7]],
    ])
  })

  it('are on the first day of an order whose lines lie on several', () => {
    expect(shown(purchases('a 4x: 10, 2x: 1'))).toEqual([[[2, 11]]])
  })

  it.each([
    ['a line of the same order that takes something off', 'a 1x: 10, 1x: -4', [[1, 6]]],
    ['lines that bring an order to 0: it was none', 'a 1x: 10, 1x: -10, 2: 5', [[2, 5]]],
    [
      'an order of 0 that nothing was refunded of: it is a purchase',
      'a 1: 5, 2: 0',
      [
        [1, 5],
        [2, 0],
      ],
    ],
    ['a credit note for exactly an earlier order: that is cancelled, not the latest', 'a 1: 100, 5: 20, 9: -100', [[5, 20]]],
    [
      'a credit note for a part: it comes off the latest',
      'a 1: 100, 5: 20, 9: -5',
      [
        [1, 100],
        [5, 15],
      ],
    ],
    ['a credit note for more than the latest: the rest comes off the one before', 'a 1: 100, 5: 20, 9: -50', [[1, 70]]],
    ['a credit note of the same day: it comes after the purchase', 'a 1: -10, 1: 30', [[1, 20]]],
    ['a credit note before any purchase: it is counted, not carried forward', 'a 1: -10, 2: 30', [[2, 30]]],
  ])('net %s', (_, text, expected) => {
    expect(shown(purchases(text))).toEqual([expected])
  })

  it('count what became of all orders', () => {
    expect(purchases('a 1: -10, 2: 30, 3: 0, 4: -30, 5x: 1, 5x: -1\nb 1: -7, 9: 3', 8).facts).toEqual({
      orders: 6,
      zeroOrders: 1,
      cancelledOrders: 2,
      creditNotes: 3,
      unmatchedRefundUnits: 170_000,
      unmatchedCreditNotes: 2,
      laterLines: 1,
      customersWithoutPurchase: 1,
    })
  })

  it('know nothing of what happened after the last day that counts, refunds included', () => {
    expect(shown(purchases('a 1: 10, 5: -10, 6: 4', 4))).toEqual([[[1, 10]]])
    expect(shown(purchases('a 1: 10, 5: -10, 6: 4'))).toEqual([[[6, 4]]])
  })

  it('of nothing are none', () => {
    expect(purchasesOf(orderLines([]))).toMatchObject({ customers: 0, throughDay: null, facts: { orders: 0 } })
  })

  it('take an unknown amount as 0', () => {
    const row = { customer: 'a', order: 'x', date: '2020-01-01' }
    expect(
      shown(
        purchasesOf(
          orderLines([
            { ...row, amount: 5 },
            { ...row, amount: Number.NaN },
          ]),
        ),
      ),
    ).toEqual([[[1, 5]]])
  })

  it('do not depend on the order of lines, and never lose or make money', () => {
    const row = fc.record({
      customer: fc.constantFrom('a', 'b', 'c'),
      order: fc.constantFrom('1', '2', '3', '4', '5', '6'),
      date: fc.integer({ min: 1, max: 9 }).map(date => `2020-01-0${date}`),
      amount: fc.integer({ min: -50, max: 100 }),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (rows, keys) => {
        const moved = rows
          .map(each => ({ each, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each)
        const byId = (lines: ReturnType<typeof orderLines>) => {
          const found = purchasesOf(lines)
          return {
            money: shown(found)
              .map((entries, at) => [lines.ids[at], entries])
              .sort(),
            unmatched: found.facts.unmatchedRefundUnits,
            found,
          }
        }
        const first = byId(orderLines(rows))
        const second = byId(orderLines(moved))
        // Which of two equal orders of a day a credit note cancels does not show; what is left does.
        expect(second.money).toEqual(first.money)
        const total = rows.reduce((sum, { amount }) => sum + amount, 0) * 10_000
        const kept = first.found.units.reduce((sum, units) => sum + units, 0)
        expect(kept - first.unmatched).toBe(total)
        expect(first.found.units.every(units => units >= 0)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('histories', () => {
  it('count repeat days, recency and age from the first purchase', () => {
    const histories = historiesOf(purchases('a 1: 10, 8: 20, 15: 40\nb 3: -1\nc 10: 6', 22))
    expect(histories).toMatchObject({
      buyers: 2,
      customer: Uint32Array.of(0, 2),
      frequency: Uint32Array.of(2, 0),
      recencyDays: Uint32Array.of(14, 0),
      ageDays: Uint32Array.of(21, 12),
      monetary: Float64Array.of(30, 0),
      monetaryWithFirst: Float64Array.of(700_000 / 3 / 10_000, 6),
      historicUnits: Float64Array.of(700_000, 60_000),
    })
  })

  it('that are equal are one row', () => {
    const rows = groupRows(Uint32Array.of(1, 0, 1, 1), Uint32Array.of(7, 0, 7, 8), Uint32Array.of(14, 14, 14, 14))
    expect(rows).toMatchObject({
      length: 3,
      frequency: Float64Array.of(1, 0, 1),
      recencyWeeks: Float64Array.of(1, 0, 8 / 7),
      customers: Float64Array.of(2, 1, 1),
      rowOf: Uint32Array.of(0, 1, 0, 2),
      highestFrequency: 1,
      totalCustomers: 4,
    })
  })
})

describe('a million orders of one customer', () => {
  it('are the days on which there are some', () => {
    const length = 1_000_000
    const found = purchasesOf({
      length,
      customers: 1,
      orders: length,
      customer: new Uint32Array(length),
      order: Uint32Array.from({ length }, (_, at) => at),
      day: Int32Array.from({ length }, (_, at) => at % 400),
      amountUnits: Float64Array.from({ length }, (_, at) => (at % 3 === 2 ? -10_000 : 10_000)),
      items: null,
    })
    expect(found.day.length).toBeLessThanOrEqual(400)
    expect(found.units.reduce((sum, units) => sum + units, 0) - found.facts.unmatchedRefundUnits).toBe(333_334 * 10_000)
  })
})

describe.skipIf(!hasShared('online_retail'))('Online Retail', () => {
  it('nets its cancellations: what is left and what could not be matched add up to what was taken in', () => {
    const lines = onlineRetailLines()
    const found = purchasesOf(lines)
    const taken = lines.amountUnits.reduce((sum, units) => sum + units, 0)
    expect(found.units.reduce((sum, units) => sum + units, 0) - found.facts.unmatchedRefundUnits).toBe(taken)
    expect(found.customers).toBe(3002)
    expect(found.facts).toMatchObject({ creditNotes: 1902, customersWithoutPurchase: 49 })
  })
})
