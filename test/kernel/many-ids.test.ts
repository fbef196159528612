import { describe, expect, it } from 'vitest'
import { mix32 } from '../../src/base/seeded-random.ts'
import { fingerprint, readByKernel, readSimply } from './both-readings.ts'

function visit(customer: string, page: string, day: number): string {
  return `{"type":"SITE_VISIT","verb":"NEW","key":"${page}","event_time":"2024-01-${String(day).padStart(2, '0')}","customer_id":"${customer}"}`
}

function order(verb: 'NEW' | 'UPDATE', customer: string, key: string, day: number): string {
  return `{"type":"ORDER","verb":"${verb}","key":"${key}","event_time":"2024-01-${String(day).padStart(2, '0')}","customer_id":"${customer}","total_amount":"${day}.5 EUR"}`
}

const hexadecimal = (bits: number): string => bits.toString(16).padStart(8, '0')

/** What both readings make of lines; they must agree before that is of use. */
async function customersOf(lines: readonly string[]): Promise<number> {
  const files = [{ path: 'events.ndjson', bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) }]
  const read = await readByKernel(files)
  expect(fingerprint([read])).toBe(fingerprint([await readSimply(files)]))
  return read.dataset.customers.length
}

describe('the kernel tells apart', () => {
  // Ids are compared only where they meet in a line of slots, so there have to be thousands.
  it('ids that differ in their last byte, on both sides of the twelve that stand in a slot', async () => {
    const beginnings = [10, 11, 12].flatMap(length => Array.from({ length: 200 }, (_, index) => String(index).padStart(length, '0')))
    const ids = beginnings.flatMap(beginning => [...'abcdefghijklmnopqrst'].map(last => beginning + last))
    const lines = [1, 2, 2].flatMap(day => ids.map(id => visit(id, 'page', day)))
    expect(await customersOf(lines)).toBe(12_000)
  }, 60_000)

  it('ids that end with zero bytes from those that do not', async () => {
    // The zeroes are escaped, so these come by way of the reader in TypeScript; the plain ones do not.
    const ids = Array.from({ length: 1_500 }, (_, index) => `c${index}`).flatMap(id =>
      ['', '\\u0000', '\\u0000\\u0000', '\\u0000\\u0000\\u0000'].map(zeroes => id + zeroes),
    )
    const lines = [1, 2, 2].flatMap(day => ids.map(id => visit(id, 'page', day)))
    expect(await customersOf(lines)).toBe(6_000)
  }, 60_000)

  it('200,000 long ids, of which some have the same hash and length', async () => {
    // Of so many, four or five pairs share 32 bits.
    const ids = Array.from(
      { length: 200_000 },
      (_, index) => `customer-${hexadecimal(mix32(index))}-${hexadecimal(mix32(index ^ 0x5bd1e995))}`,
    )
    const lines = [...ids, ...ids].map(id => visit(id, 'page', 1))
    expect(await customersOf(lines)).toBe(200_000)
  }, 60_000)

  it('new versions of orders that were read long ago, repeats, and the same keys of other customers', async () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => index)
    const lines = [
      ...numbers.map(number => order('NEW', `c${number % 500}`, `order-${number}`, 5)),
      ...numbers.map(number => order('UPDATE', `c${number % 500}`, `order-${mix32(number) % 20_000}`, 1 + (number % 9))),
      ...numbers.map(number => order('NEW', `c${number % 500}`, `order-${number}`, 5)),
    ]
    expect(await customersOf(lines)).toBe(500)
  })
})
