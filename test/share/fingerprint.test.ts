import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDataset, DEFAULT_DEFINITION, directory, ingest, rank } from '../../src/ltv/index.ts'
import { differences, type Fingerprint, fingerprintOf, fingerprintText, readFingerprint } from '../../src/share/fingerprint.ts'

const SHOP = [
  { type: 'CUSTOMER', verb: 'NEW', key: 'ann', event_time: '2026-03-01T10:00:00Z' },
  { type: 'SITE_VISIT', verb: 'NEW', key: 'p1', event_time: '2026-03-02T09:00:00Z', customer_id: 'ann' },
  { type: 'ORDER', verb: 'NEW', key: 'o1', event_time: '2026-03-02T10:00:00Z', customer_id: 'ann', total_amount: '12.34 USD' },
  { type: 'ORDER', verb: 'NEW', key: 'o2', event_time: '2026-03-09T10:00:00Z', customer_id: 'ben', total_amount: '99.99 USD' },
  { type: 'ORDER', verb: 'UPDATE', key: 'o2', event_time: '2026-03-10T10:00:00Z', customer_id: 'ben', total_amount: '9.99 USD' },
]

function fingerprint(events: readonly unknown[]): Fingerprint {
  const dataset = createDataset()
  for (const event of events) ingest(event, dataset)
  return fingerprintOf(rank(dataset, DEFAULT_DEFINITION), directory(dataset))
}

describe('the fingerprint of a data set', () => {
  const of = fingerprint(SHOP)

  test('says how much there is, from when to when', () => {
    const day = (text: string) => Date.parse(text) / 86_400_000
    expect(of).toMatchObject({ customers: 2, orders: 2, firstDay: day('2026-03-01'), lastDay: day('2026-03-10') })
    expect(of.sum).toMatch(/^[\da-f]{16}$/)
  })

  test('is the same in whatever order the events come, and however often', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...SHOP, ...SHOP], { minLength: 10 }), events => {
        expect(fingerprint(events)).toEqual(of)
      }),
    )
  })

  const changed: Readonly<Record<string, { readonly at: number; readonly to: object; readonly differs: readonly string[] }>> = {
    'an amount by a cent': { at: 2, to: { total_amount: '12.35 USD' }, differs: ['sum'] },
    'the letter of an id': { at: 0, to: { key: 'anm' }, differs: ['customers', 'sum'] },
    'a time by a second': { at: 4, to: { event_time: '2026-03-10T10:00:01Z' }, differs: ['sum'] },
    'a time by a day': { at: 4, to: { event_time: '2026-03-11T10:00:00Z' }, differs: ['lastDay', 'sum'] },
    'who visited': { at: 1, to: { customer_id: 'ben' }, differs: ['sum'] },
    'the key of an update': { at: 4, to: { key: 'o3' }, differs: ['orders', 'sum'] },
  }
  for (const [name, { at, to, differs }] of Object.entries(changed)) {
    test(`is another when it is changed: ${name}`, () => {
      const events = SHOP.map((event, index) => (index === at ? { ...event, ...to } : event))
      expect(differences(of, fingerprint(events))).toEqual(differs)
    })
  }

  test('is another when figures change places between customers', () => {
    const swapped = SHOP.map(event =>
      'customer_id' in event ? { ...event, customer_id: event.customer_id === 'ann' ? 'ben' : 'ann' } : event,
    )
    expect(differences(of, fingerprint(swapped))).toContain('sum')
  })

  test('goes into a link and comes out again', () => {
    expect(readFingerprint(fingerprintText(of))).toEqual(of)
    expect(readFingerprint(fingerprintText(fingerprint([])))).toEqual(fingerprint([]))
  })

  test.each(['', 'x', '1.2.3.4', '1.2.3.4.5', '1.2.3.4.5BD1E995A3C59AC3', '-1.2.3.4.5bd1e995a3c59ac3', '1.2.3.4.5bd1e995a3c59ac3.6'])(
    'is not read from “%s”',
    text => {
      expect(readFingerprint(text)).toBeNull()
    },
  )

  test('differs for every one of many small shops', () => {
    const sums = new Set<string>()
    for (let cents = 0; cents < 2_000; cents++) {
      const [, , order] = SHOP
      sums.add(fingerprint([{ ...order, total_amount: `${cents / 100} USD` }]).sum)
    }
    expect(sums.size).toBe(2_000)
  })
})
