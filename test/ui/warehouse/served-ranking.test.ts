import { expect, test } from 'vitest'
import { DEFAULT_DEFINITION } from '../../../src/ltv/definition.ts'
import { CAUTION, customerAt } from '../../../src/ltv/results.ts'
import { findCustomer, idOf } from '../../../src/ui/result/customer-finder.ts'
import { rankWords } from '../../../src/ui/result/rank-words.ts'
import { placeOf, servedDetail, servedRanking } from '../../../src/ui/warehouse/served-ranking.ts'
import type { RankedRow, WarehouseFacts } from '../../../src/warehouse/warehouse.ts'

const FACTS: WarehouseFacts = {
  customers: 5_000_000_000,
  customersWithOrders: 4,
  customersOutsideWindow: 0,
  totalSpendUnits: 1_500_000n,
  leastSpendUnits: -10,
  mostSpendUnits: 700_000,
  medianLtv: 12.5,
  customersForHalfOfSpend: 2,
  first: 0,
  last: 86_400_000,
  calendarWeeks: 1,
  orders: 4,
  ordersSetAside: 0,
  currencies: [{ currency: 'EUR', orders: 4 }],
  currency: 'EUR',
  sharedWeeks: 1,
}

const row = (id: string, sharedRank: number, spendUnits: number, changed: Partial<RankedRow> = {}): RankedRow => ({
  id,
  rank: sharedRank,
  sharedRank,
  ltv: (spendUnits / 10_000) * 520,
  spendUnits,
  orders: 1,
  visits: 2,
  weeks: 1,
  first: 1,
  last: 2,
  cautions: CAUTION.oneOrder,
  ...changed,
})

const ROWS = [
  row('zoë 日本', 1, 700_000),
  row("o'neill", 2, 400_000),
  row('__proto__', 2, 400_000, { rank: 3 }),
  row('late', 4_711, -10, { visits: 0 }),
]

test('rows of a warehouse become a ranking of which the screens can show every figure', () => {
  const { ranking, directory } = servedRanking(DEFAULT_DEFINITION, FACTS, ROWS)
  expect({ ranked: ranking.ranked, customers: ranking.facts.customers, currency: ranking.currency }).toEqual({
    ranked: 4,
    customers: 5_000_000_000,
    currency: 'EUR',
  })
  expect(Array.from(ranking.customer, customer => idOf(directory, customer))).toEqual(ROWS.map(({ id }) => id))
  expect(Array.from(ranking.ltv)).toEqual(ROWS.map(({ ltv }) => ltv))
  expect(customerAt(ranking, 3)).toEqual({ spendUnits: -10, orders: 1, visits: 0, weeks: 1, first: 1, last: 2, cautions: CAUTION.oneOrder })
})

test('ties show as such, and who was found far below keeps their own rank', () => {
  const { ranking } = servedRanking(DEFAULT_DEFINITION, FACTS, ROWS)
  expect([0, 1, 2, 3].map(index => rankWords(ranking, index))).toEqual(['1', '=2', '=2', '4,711'])
})

test('ids are found exactly, whatever they look like', () => {
  const { directory } = servedRanking(DEFAULT_DEFINITION, FACTS, ROWS)
  for (const [index, { id }] of ROWS.entries()) expect(findCustomer(directory, id, 1).exact, id).toBe(index)
  expect(findCustomer(directory, 'zoë', 1).exact).toBeNull()
})

test('no rows at all make an empty ranking', () => {
  const { ranking, directory } = servedRanking(DEFAULT_DEFINITION, { ...FACTS, customers: 0 }, [])
  expect({ ranked: ranking.ranked, ids: directory.ids.bytes.length }).toEqual({ ranked: 0, ids: 0 })
})

test('events of a warehouse keep all but file and line, which they do not have', () => {
  const event = {
    time: 5,
    type: 'ORDER',
    verb: 'NEW',
    key: 'o1',
    amountUnits: 123_400,
    currency: 'EUR',
    detail: '',
    standing: 'superseded',
    times: 2,
  } as const
  const weekly = {
    start: 0,
    spendUnits: new Float64Array(1),
    visits: new Uint32Array(1),
    orders: new Uint32Array(1),
    partial: new Uint8Array(1),
  }
  const customer = {
    id: 'a',
    currency: 'EUR',
    row: null,
    lastName: 'Ng',
    city: 'Oslo',
    state: '',
    images: 3,
    weekly,
    events: [event, event],
    eventsTotal: 9,
  }
  const detail = servedDetail(customer, 7)
  expect(detail).toMatchObject({ customer: 7, rankIndex: 7, id: 'a', lastName: 'Ng', images: 3, eventsTotal: 9, weekly })
  expect(detail.events).toEqual([
    { ...event, file: '', line: 0, byte: 0 },
    { ...event, file: '', line: 0, byte: 1 },
  ])
  expect([placeOf(customer), placeOf({ city: 'Reno', state: 'NV' }), placeOf({ city: '', state: '' })]).toEqual(['Oslo', 'Reno, NV', ''])
})
