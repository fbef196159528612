import { describe, expect, it } from 'vitest'
import { headline } from '../../../src/ui/result/headline.ts'
import { type MadeUpShop, madeUpRanking } from './made-up-shop.ts'

const say = (shop: MadeUpShop) => headline(madeUpRanking(shop))
const spenders = (...spends: number[]) => spends.map((spend, index) => ({ id: `c${index}`, spend }))

describe('the headline', () => {
  it('says how few customers make half of all spend', () => {
    expect(say({ customers: spenders(30, 20, 20, 10), facts: { customersForHalfOfSpend: 1127 } })).toBe(
      'Half of all spend comes from 1,127 customers.',
    )
  })

  it('names the share of one customer who makes more than half', () => {
    expect(say({ customers: spenders(62, 20, 18), facts: { customersForHalfOfSpend: 1 } })).toBe('One customer makes 62% of all spend.')
  })

  it('does not claim more than 100% when others were refunded', () => {
    expect(say({ customers: spenders(100, -40, 10), facts: { customersForHalfOfSpend: 1 } })).toBe(
      'One customer spent more than all others lost in refunds.',
    )
  })

  it('says what a single customer spent', () => {
    expect(say({ customers: spenders(22.34) })).toBe('The one customer spent $22.34.')
  })

  it('says when nobody ordered', () => {
    expect(say({ customers: [{ id: 'a', orders: 0 }] })).toBe('The one customer has not ordered.')
    expect(
      say({
        customers: [
          { id: 'a', orders: 0 },
          { id: 'b', orders: 0 },
        ],
      }),
    ).toBe('None of the 2 customers has ordered.')
  })

  it('names the currency that was chosen when nobody ordered in it', () => {
    const customers = ['a', 'b'].map(id => ({ id, orders: 0 }))
    expect(say({ customers, currency: 'EUR', definition: { currency: 'EUR' } })).toBe('None of the 2 customers has ordered in EUR.')
  })

  it('says when refunds exceed or cancel purchases', () => {
    expect(say({ customers: spenders(10, -130.5), facts: { customersForHalfOfSpend: null } })).toBe('Refunds exceed purchases by $120.50.')
    expect(say({ customers: spenders(10, -10), facts: { customersForHalfOfSpend: null } })).toBe(
      'Refunds and purchases cancel each other out.',
    )
    expect(say({ customers: spenders(0, 0), facts: { customersForHalfOfSpend: null } })).toBe('All orders amount to $0.')
  })

  it('says when all spent the same', () => {
    expect(say({ customers: spenders(5, 5, 5, 5), facts: { customersForHalfOfSpend: 2 } })).toBe('All 4 customers spent the same.')
  })

  it('says when there is nobody, and whether the window is why', () => {
    expect(say({ customers: [] })).toBe('No customers were found in this data.')
    expect(say({ customers: [], facts: { customersOutsideWindow: 4 } })).toBe('No customer has an event in this window.')
  })

  it('speaks in the currency of the report', () => {
    expect(say({ customers: spenders(22.34), currency: 'EUR' })).toBe('The one customer spent €22.34.')
  })
})
