import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankOrder, sameOrder } from '../../src/ltv/ranked.ts'

/** Customers 0, 1, 2 … whose ids stand in this order. */
const byId = (...customers: readonly number[]) => Uint32Array.from(customers)
const numbers = (...values: readonly number[]) => Float64Array.from(values)

function placesOf(order: Uint32Array): Uint32Array<ArrayBuffer> {
  const places = new Uint32Array(order.length)
  for (const [place, customer] of order.entries()) places[customer] = place
  return places
}

describe('customers in order of a value', () => {
  it('come highest first, ties by id, and leave out those who have none', () => {
    const order = rankOrder(numbers(5, 0, -1, 5, Number.NaN, 0), byId(3, 1, 0, 5, 4, 2))
    expect([...order.customers]).toEqual([3, 0, 1, 5, 2])
    expect([...order.values]).toEqual([5, 5, 0, 0, -1])
    expect([...order.rankOf]).toEqual([1, 2, 4, 0, -1, 3])
  })
})

describe('the order of one value, taken for that of another', () => {
  const ids = byId(2, 1, 0)
  const order = rankOrder(numbers(30, 20, 10), ids)

  it('is the same where all values change by a factor', () => {
    expect(sameOrder(order, numbers(60, 40, 20), placesOf(ids))).toEqual(rankOrder(numbers(60, 40, 20), ids))
  })

  it('is not where somebody comes to stand above another', () => {
    expect(sameOrder(order, numbers(60, 20, 40), placesOf(ids))).toBeNull()
  })

  it('is not where customers come to tie whose ids stand the other way round', () => {
    expect(sameOrder(order, numbers(3, 2, 2), placesOf(ids))).toBeNull()
    expect(sameOrder(order, numbers(3, 2, 2), placesOf(byId(0, 1, 2)))).not.toBeNull()
  })

  it('is what sorting them gives, or is not taken', () => {
    const customers = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 })
    fc.assert(
      fc.property(customers, fc.integer({ min: 1, max: 5 }), fc.infiniteStream(fc.nat()), (values, divisor, keys) => {
        const random = [...values.keys()].map(customer => ({ customer, key: keys.next().value ?? 0 }))
        const ids = Uint32Array.from(random.sort((a, b) => a.key - b.key || a.customer - b.customer).map(({ customer }) => customer))
        const known = rankOrder(Float64Array.from(values), ids)
        // Rounding down has some tie who did not before.
        const rounded = Float64Array.from(values, value => Math.floor(value / divisor))
        const wanted = rankOrder(rounded, ids)
        const inOrder = Float64Array.from(known.customers, customer => rounded[customer] ?? Number.NaN)
        const taken = sameOrder(known, inOrder, placesOf(ids))
        const isRight = known.customers.every((customer, index) => customer === wanted.customers[index])
        expect(taken).toEqual(isRight ? wanted : null)
      }),
    )
  })
})
