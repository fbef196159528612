import { DEFAULT_DEFINITION, type Definition } from '../../../src/ltv/definition.ts'
import type { CustomerDirectory, DatasetSummary, Ranking, RankingFacts, TextColumn } from '../../../src/ltv/results.ts'
import type { LoadedCustomers } from '../../../src/store/session.ts'

/** A customer as a test writes it down; everything but the id has a plain default. Ranked in the order given. */
export interface MadeUpCustomer {
  readonly id: string
  readonly place?: string
  /** In whole currency units. */
  readonly ltv?: number
  readonly spend?: number
  readonly orders?: number
  readonly visits?: number
  readonly weeks?: number
  readonly first?: number
  readonly last?: number
  readonly cautions?: number
  readonly sharedRank?: number
}

const JANUARY_6 = Date.UTC(2025, 0, 6)
const MARCH_28 = Date.UTC(2025, 2, 28)

function textColumn(texts: readonly string[]): TextColumn {
  const encoded = texts.map(text => new TextEncoder().encode(text))
  const starts = new Uint32Array(texts.length + 1)
  encoded.forEach((bytes, index) => {
    starts[index + 1] = (starts[index] ?? 0) + bytes.length
  })
  const bytes = new Uint8Array(starts[texts.length] ?? 0)
  encoded.forEach((part, index) => {
    bytes.set(part, starts[index] ?? 0)
  })
  return { bytes, starts }
}

export function madeUpDirectory(ids: readonly string[], placeNames: readonly string[] = []): CustomerDirectory {
  const places = ['', ...new Set(placeNames.filter(name => name !== ''))]
  const byId = Uint32Array.from(ids.keys()).sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1))
  return {
    customers: ids.length,
    ids: textColumn(ids),
    byId,
    place: Uint32Array.from(ids, (_, index) => Math.max(0, places.indexOf(placeNames[index] ?? ''))),
    places: textColumn(places),
  }
}

export interface MadeUpShop {
  readonly customers: readonly MadeUpCustomer[]
  readonly definition?: Partial<Definition>
  readonly facts?: Partial<RankingFacts>
  readonly summary?: Partial<DatasetSummary>
  readonly currency?: string
}

export function madeUpRanking({ customers, definition, facts, currency = 'USD' }: MadeUpShop): Ranking {
  const numbers = (pick: (customer: MadeUpCustomer) => number | undefined, otherwise: number) =>
    Float64Array.from(customers, customer => pick(customer) ?? otherwise)
  const spendUnits = numbers(customer => Math.round((customer.spend ?? 0) * 10_000), 0)
  return {
    definition: { ...DEFAULT_DEFINITION, ...definition },
    currency,
    ranked: customers.length,
    customer: Uint32Array.from(customers.keys()),
    ltv: numbers(customer => customer.ltv, 0),
    weeks: numbers(customer => customer.weeks, 12),
    rankOf: Int32Array.from(customers.keys()),
    columns: {
      spendUnits,
      orders: Uint32Array.from(customers, customer => customer.orders ?? 1),
      visits: Uint32Array.from(customers, customer => customer.visits ?? 1),
      first: numbers(customer => customer.first, JANUARY_6),
      last: numbers(customer => customer.last, MARCH_28),
      cautions: Uint8Array.from(customers, customer => customer.cautions ?? 0),
    },
    sharedRank: Uint32Array.from(customers, (customer, index) => customer.sharedRank ?? index + 1),
    facts: {
      customers: customers.length,
      customersWithOrders: customers.filter(customer => (customer.orders ?? 1) > 0).length,
      customersOutsideWindow: 0,
      totalSpendUnits: BigInt(spendUnits.reduce((sum, units) => sum + units, 0)),
      leastSpendUnits: Math.min(...spendUnits, Number.POSITIVE_INFINITY),
      mostSpendUnits: Math.max(...spendUnits, Number.NEGATIVE_INFINITY),
      medianLtv: 0,
      customersForHalfOfSpend: 1,
      first: JANUARY_6,
      last: MARCH_28,
      calendarWeeks: 12,
      orders: customers.length,
      ordersSetAside: 0,
      currencies: [{ currency, orders: customers.length }],
      ...facts,
    },
  }
}

export function madeUpLoaded(shop: MadeUpShop): LoadedCustomers {
  const ranking = madeUpRanking(shop)
  return {
    report: 'customers',
    generation: 1,
    label: 'events-2025.ndjson',
    sample: null,
    files: [],
    summary: {
      files: [],
      read: 100,
      accepted: 100,
      rejected: 0,
      rejectedByReason: [],
      rejects: [],
      records: 'events',
      weeks: null,
      duplicates: 0,
      versions: 0,
      customers: shop.customers.length,
      orders: shop.customers.length,
      byTypeAndVerb: [],
      first: JANUARY_6,
      last: MARCH_28,
      notes: [],
      ...shop.summary,
    },
    directory: madeUpDirectory(
      shop.customers.map(customer => customer.id),
      shop.customers.map(customer => customer.place ?? ''),
    ),
    problems: [],
    ranking,
    rankOf: Int32Array.from(ranking.customer),
    redefining: false,
    lost: null,
  }
}
