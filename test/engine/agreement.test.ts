import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION, type Definition, WEEK_STARTS, WEEKS_RULES } from '../../src/ltv/definition.ts'
import { type Dataset, detail, rank, strips, summary, weekly } from '../../src/ltv/index.ts'
import { customerAt, type WeeklySeries } from '../../src/ltv/results.ts'
import { connect } from '../../src/warehouse/index.ts'
import type { RankedRow, WarehouseEvents } from '../../src/warehouse/warehouse.ts'
import { type ShopEvent, shopOf } from '../sql/shops.ts'
import { datasetOf } from '../support/timeline.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { createTextTable, createTypedTable, loadTexts, loadTyped } from './support/event-tables.ts'

/** No window, and one from the middle of a week to the middle of another. */
const WINDOWS = [
  [null, null],
  [Date.UTC(2017, 0, 1, 23, 59, 59, 999), Date.UTC(2018, 0, 1)],
] as const

const DEFINITIONS: readonly Definition[] = [
  ...WEEKS_RULES.flatMap(weeksRule =>
    WEEK_STARTS.flatMap(weekStart =>
      WINDOWS.map(([windowStart, windowEnd]): Definition => ({ ...DEFAULT_DEFINITION, weeksRule, weekStart, windowStart, windowEnd })),
    ),
  ),
  { ...DEFAULT_DEFINITION, lifespanYears: 33.3333, margin: 0.123456 },
  { ...DEFAULT_DEFINITION, weeksRule: 'elapsed', lifespanYears: 99.9999, margin: 0.999999 },
  { ...DEFAULT_DEFINITION, weeksRule: 'active', currency: 'EUR' },
  { ...DEFAULT_DEFINITION, weeksRule: 'dataset-years', currency: 'GBP', windowStart: Date.UTC(2017, 0, 2) },
  { ...DEFAULT_DEFINITION, currency: 'JPY' },
  { ...DEFAULT_DEFINITION, windowStart: Date.UTC(2050, 0, 1) },
]

const shown = (definition: Definition) => JSON.stringify(Object.values(definition))

/** All rows of the core's ranking as the warehouse gives them. */
function rowsOfCore(dataset: Dataset, definition: Definition): RankedRow[] {
  const ranking = rank(dataset, definition)
  return Array.from(ranking.customer, (customer, rankIndex) => ({
    id: dataset.customers.text(customer),
    rank: rankIndex + 1,
    sharedRank: ranking.sharedRank[rankIndex] ?? 0,
    ltv: ranking.ltv[rankIndex] ?? 0,
    ...customerAt(ranking, rankIndex),
  }))
}

const DEFAULT_FEW: readonly Definition[] = WEEKS_RULES.map(weeksRule => ({ ...DEFAULT_DEFINITION, weeksRule }))

interface Shop {
  readonly events: readonly ShopEvent[]
  readonly definitions: readonly Definition[]
  /** How the table spells events: as texts, or as times and whole numbers. */
  readonly spelled: 'texts' | 'typed'
}

const YEARS = shopOf({ seed: 11, events: 700, orders: true, longAgo: false })
const SHOPS: Readonly<Record<string, Shop>> = {
  'years of events': { events: YEARS, definitions: DEFINITIONS, spelled: 'typed' },
  // A table of texts takes the server seconds a question, so it has few: the texts themselves are held against the page's reading below.
  'years of events as texts': { events: YEARS, definitions: DEFAULT_FEW.slice(0, 2), spelled: 'texts' },
  'few events': { events: shopOf({ seed: 12, events: 40, orders: true, longAgo: false }), definitions: DEFAULT_FEW, spelled: 'typed' },
  'events before 1970': {
    events: shopOf({ seed: 13, events: 150, orders: true, longAgo: true }),
    definitions: DEFAULT_FEW,
    spelled: 'typed',
  },
  'no orders': { events: shopOf({ seed: 14, events: 60, orders: false, longAgo: false }), definitions: DEFAULT_FEW, spelled: 'typed' },
  'no events': { events: [], definitions: DEFAULT_FEW.slice(0, 1), spelled: 'typed' },
}

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster?.stop())

describe.each(Object.entries(SHOPS))('a table of %s', (name, { events, definitions, spelled }) => {
  const dataset = datasetOf(events)
  let table: WarehouseEvents

  beforeAll(async () => {
    const tableName = name.replaceAll(' ', '_')
    if (spelled === 'texts') {
      await createTextTable(cluster, tableName)
      await loadTexts(cluster, tableName, events)
    } else {
      await createTypedTable(cluster, tableName)
      await loadTyped(cluster, tableName, events)
    }
    const warehouse = await connect(cluster)
    const { value: description } = await warehouse.describe({ database: 'default', table: tableName })
    expect(description.distribution?.shards).toBe(2)
    table = warehouse.events(description, description.suggested)
  })

  it('gives every customer by every definition as the page does, and the facts above them', async () => {
    for (const definition of definitions) {
      const ranking = rank(dataset, definition)
      const { value: top } = await table.top(definition, 1_000)
      expect(top.rows, shown(definition)).toEqual(rowsOfCore(dataset, definition))
      expect([top.currency, top.customers], shown(definition)).toEqual([ranking.currency, ranking.ranked])
      const { currency, sharedWeeks, ...facts } = (await table.facts(definition)).value
      expect({ currency, ...facts }, shown(definition)).toEqual({ currency: ranking.currency, ...ranking.facts })
    }
  })

  it('gives the first x customers, those who tie by id', async () => {
    for (const x of [0, 1, 3, 10]) {
      const { rows } = (await table.top(DEFAULT_DEFINITION, x)).value
      expect(rows).toEqual(rowsOfCore(dataset, DEFAULT_DEFINITION).slice(0, x))
    }
  })

  it('gives the weeks of everyone, the strips, and what was read, as the page does', async () => {
    for (const definition of [DEFAULT_DEFINITION, ...definitions.slice(-2)]) {
      expectSameWeeks((await table.weekly(definition)).value, weekly(dataset, definition, null))
      const ids = rowsOfCore(dataset, definition)
        .slice(0, 5)
        .map(({ id }) => id)
      const customers = rank(dataset, definition).customer.slice(0, 5)
      expect((await table.strips(definition, ids)).value).toEqual(strips(dataset, definition, customers))
    }
    const { read, accepted, rejected, duplicates, versions, customers, orders, byTypeAndVerb, first, last } = summary(dataset)
    expect((await table.survey()).value).toEqual({
      read,
      accepted,
      rejected,
      duplicates,
      versions,
      customers,
      orders,
      byTypeAndVerb,
      first,
      last,
      rejectedByReason: [],
    })
  })

  it('gives every customer its receipt: place, weeks and events with how they stand', async () => {
    // Of texts one customer: the rest is the same SQL.
    for (const definition of [DEFAULT_DEFINITION, definitions.at(-2) ?? DEFAULT_DEFINITION]) {
      const ranking = rank(dataset, definition)
      const rows = rowsOfCore(dataset, definition)
      for (let customer = 0; customer < (spelled === 'texts' ? 1 : Math.min(4, dataset.customers.length)); customer += 1) {
        const expected = detail(dataset, definition, customer)
        const found = (await table.customer(definition, expected.id)).value
        expect(found?.row).toEqual(expected.rankIndex === null ? null : rows[expected.rankIndex])
        expect(found?.currency).toBe(ranking.currency)
        expect([found?.lastName, found?.city, found?.state, found?.images, found?.eventsTotal]).toEqual([
          expected.lastName,
          expected.city,
          expected.state,
          expected.images,
          expected.eventsTotal,
        ])
        expect(found?.events).toEqual(expected.events.map(({ file, line, byte, ...event }) => event))
        if (found) expectSameWeeks(found.weekly, expected.weekly)
      }
    }
  })

  it('shares spend out exactly', async () => {
    const ranking = rank(dataset, DEFAULT_DEFINITION)
    const found = (await table.concentration(DEFAULT_DEFINITION)).value
    const spends = [...ranking.customer]
      .map(customer => BigInt(ranking.columns.spendUnits[customer] ?? 0))
      .sort((a, b) => (a > b ? -1 : a < b ? 1 : 0))
    const total = spends.reduce((sum, spend) => sum + spend, 0n)
    if (total <= 0n) expect(found).toBeNull()
    else {
      expect(found?.curve.map(({ customers, spendUnits }) => [customers, spendUnits])).toEqual(
        [0, ...spends.map((_, place) => place + 1)].map(count => [count, spends.slice(0, count).reduce((sum, spend) => sum + spend, 0n)]),
      )
      expect(found?.named.at(-1)).toMatchObject({ shareOfCustomers: 1, shareOfSpend: 1 })
    }
  })

  it('finds ids as they are and by how they begin, whatever is in them', async () => {
    const ids = Array.from({ length: dataset.customers.length }, (_, customer) => dataset.customers.text(customer)).sort((a, b) =>
      a < b ? -1 : 1,
    )
    expect((await table.idsFrom('', 100)).value).toEqual(ids)
    expect((await table.idsFrom('a', 100)).value).toEqual(ids.filter(id => id.startsWith('a')))
    for (const stranger of ["' OR 1 = 1 --", '{id:String}', '\\', 'a\n', '%', '_'].slice(0, spelled === 'texts' ? 1 : 6)) {
      const found = (await table.customer(DEFAULT_DEFINITION, stranger)).value
      expect(found?.id ?? null).toBe(ids.includes(stranger) ? stranger : null)
    }
  })
})

function expectSameWeeks(found: WeeklySeries, expected: WeeklySeries): void {
  // A first week is there for no weeks as well, and means nothing.
  const { start, ...rest } = found
  const { start: expectedStart, ...expectedRest } = expected
  expect(rest).toEqual(expectedRest)
  if (expected.visits.length > 0) expect(start).toBe(expectedStart)
}
