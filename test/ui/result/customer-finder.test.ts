import { describe, expect, it } from 'vitest'
import { closestCustomers, findCustomer, idOf } from '../../../src/ui/result/customer-finder.ts'
import { madeUpDirectory } from './made-up-shop.ts'

const directory = madeUpDirectory(['96f55c7d8f42', '2b1d77c09ae1', '96f55c7d8f50', '007', '7', '🦊', 'zebra', '96e', '__proto__'])
const ids = (customers: readonly number[]) => customers.map(customer => idOf(directory, customer))

describe('finding a customer', () => {
  it('finds every id exactly, whatever it is made of', () => {
    for (let customer = 0; customer < directory.customers; customer++)
      expect(findCustomer(directory, idOf(directory, customer), 8).exact).toBe(customer)
  })

  it('tells 007 from 7 and takes spaces around an id away', () => {
    expect(findCustomer(directory, ' 7 ', 8).exact).toBe(4)
    expect(findCustomer(directory, '007', 8).exact).toBe(3)
  })

  it('suggests the ids that begin with what was typed, in their order, no more than asked for', () => {
    expect(ids(findCustomer(directory, '96f', 8).suggestions)).toEqual(['96f55c7d8f42', '96f55c7d8f50'])
    expect(ids(findCustomer(directory, '9', 2).suggestions)).toEqual(['96e', '96f55c7d8f42'])
    expect(findCustomer(directory, '96f', 8).exact).toBeNull()
  })

  it('finds nothing for nothing', () => {
    expect(findCustomer(directory, '  ', 8)).toEqual({ exact: null, suggestions: [] })
    expect(findCustomer(madeUpDirectory([]), 'a', 8)).toEqual({ exact: null, suggestions: [] })
    expect(closestCustomers(madeUpDirectory([]), 'a', 3)).toEqual([])
  })

  it('names the ids closest to one that does not exist', () => {
    expect(ids(closestCustomers(directory, '96f55c7d8f', 1))).toEqual(['96f55c7d8f42'])
    expect(ids(closestCustomers(directory, '96f55c7d8f43', 1))).toEqual(['96f55c7d8f42'])
    expect(ids(closestCustomers(directory, 'zebras', 1))).toEqual(['zebra'])
  })
})
