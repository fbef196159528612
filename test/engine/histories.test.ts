import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SeededRandom } from '../../src/base/seeded-random.ts'
import type { HistoryGroups } from '../../src/clv/history-groups.ts'
import { forecast, forecastOfGroups, groupsOfBest } from '../../src/clv/index.ts'
import { DEFAULT_SETTINGS } from '../../src/clv/settings.ts'
import { DEFAULT_DEFINITION, type Definition } from '../../src/ltv/definition.ts'
import type { Dataset } from '../../src/ltv/index.ts'
import { connect } from '../../src/warehouse/index.ts'
import type { WarehouseEvents } from '../../src/warehouse/warehouse.ts'
import { ordersToPredict } from '../../src/worker/prediction.ts'
import { type ShopEvent, shopOf } from '../sql/shops.ts'
import { groupedOrders } from '../support/grouped-orders.ts'
import { datasetOf } from '../support/timeline.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { createTypedTable, loadTyped } from './support/event-tables.ts'
import { simulatedShop } from './support/simulated-shop.ts'

const DAY_MS = 86_400_000
const OPENS = Date.UTC(2023, 0, 1)

/** Customers who order several times a day, get gifts, and give back exactly an order, a part of one, more than one, and more than there is. */
function refundedShop(): ShopEvent[] {
  const random = new SeededRandom(77)
  const amounts = ['5.00', '5.00', '10.00', '10.00', '20.00', '7.25', '0.00', '0.0001']
  const events: ShopEvent[] = []
  for (let customer = 0; customer < 60; customer += 1) {
    let order = 0
    for (let day = random.below(40); day < 200; day += random.below(30)) {
      const amount = amounts[random.below(amounts.length)] ?? '1.00'
      const sign = random.chance(0.35) ? '-' : ''
      order += 1
      events.push({
        type: 'ORDER',
        verb: 'NEW',
        key: `o${order}`,
        event_time: new Date(OPENS + day * DAY_MS + random.below(DAY_MS)).toISOString(),
        customer_id: `c${customer}`,
        total_amount: `${sign}${amount} USD`,
      })
    }
  }
  // Seen long after the last order: days without one count as well.
  events.push({ type: 'SITE_VISIT', verb: 'NEW', key: 'p', event_time: '2023-08-09T10:00:00.000Z', customer_id: 'c1' })
  return events
}

const WINDOW: Definition = { ...DEFAULT_DEFINITION, windowStart: OPENS + 20.5 * DAY_MS, windowEnd: OPENS + 150 * DAY_MS }
const SHOPS: Readonly<Record<string, { readonly events: ShopEvent[]; readonly definitions: readonly Definition[] }>> = {
  refunds: { events: refundedShop(), definitions: [DEFAULT_DEFINITION, WINDOW] },
  everything: {
    events: shopOf({ seed: 31, events: 500, orders: true, longAgo: false }),
    definitions: [
      DEFAULT_DEFINITION,
      { ...DEFAULT_DEFINITION, currency: 'EUR' },
      { ...DEFAULT_DEFINITION, windowEnd: Date.UTC(2017, 0, 7) },
    ],
  },
  'long ago': { events: shopOf({ seed: 32, events: 200, orders: true, longAgo: true }), definitions: [DEFAULT_DEFINITION] },
  'no orders': { events: shopOf({ seed: 33, events: 50, orders: false, longAgo: false }), definitions: [DEFAULT_DEFINITION] },
  many: { events: simulatedShop(500), definitions: [DEFAULT_DEFINITION] },
}

let cluster: Cluster
const tables = new Map<string, { readonly table: WarehouseEvents; readonly dataset: Dataset }>()
const shop = (name: string) => {
  const found = tables.get(name)
  if (found === undefined) throw new Error(`no shop ${name}`)
  return found
}
beforeAll(async () => {
  cluster = await startCluster()
  const warehouse = await connect(cluster)
  for (const [name, { events }] of Object.entries(SHOPS)) {
    const tableName = name.replaceAll(' ', '_')
    await createTypedTable(cluster, tableName)
    await loadTyped(cluster, tableName, events)
    const { value: description } = await warehouse.describe({ database: 'default', table: tableName })
    tables.set(name, { table: warehouse.events(description, description.suggested), dataset: datasetOf(events) })
  }
})
afterAll(() => cluster?.stop())

/** Rows in an order of their own, with what is said of all of them. */
function rowsOf(groups: HistoryGroups) {
  const { length, spend, repeatSpend, ...rest } = groups
  const rows = Array.from({ length }, (_, row) => [
    groups.frequency[row],
    groups.recencyDays[row],
    groups.ageDays[row],
    groups.repeatsPaid[row],
    groups.hasPaid[row],
    groups.customers[row],
    ...[spend, repeatSpend].flatMap(({ units, squares, most }) => [units[row], squares[row], most[row]]),
  ]).sort((a, b) =>
    a.findIndex((each, at) => each !== b[at]) < 0
      ? 0
      : (a.find((each, at) => each !== b[at]) ?? 0) - (b.find((each, at) => each !== a[at]) ?? 0),
  )
  const scalars = Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value === 'number'))
  return { rows, scalars }
}

describe.each(Object.entries(SHOPS))('a table of %s', (name, { definitions }) => {
  it('gives histories as the orders of the same events come to, refunds, gifts and all, as of any day', async () => {
    const { table, dataset } = shop(name)
    for (const definition of definitions) {
      const { lines, lastDay, currency } = ordersToPredict(dataset, definition)
      for (const throughDay of [null, (lastDay ?? 0) - 60]) {
        const { value } = await table.histories({ definition, throughDay })
        const expected = groupedOrders(lines, throughDay ?? lastDay ?? 0)
        const said = JSON.stringify([definition, throughDay])
        expect(rowsOf(value.everyone), said).toEqual(rowsOf(expected))
        expect([value.oneIn, value.sample.currency, value.sample.lines.length, value.sample.lastDay], said).toEqual([
          1,
          currency,
          lines.length,
          lastDay,
        ])
      }
    }
  })
})

it('predicts from histories what the core predicts from the events, and finds the best by it', async () => {
  const { table, dataset } = shop('many')
  const { lines, lastDay } = ordersToPredict(dataset, DEFAULT_DEFINITION)
  const asked = { definition: DEFAULT_DEFINITION, throughDay: null }
  const { value } = await table.histories(asked)
  const settings = { ...DEFAULT_SETTINGS, throughDay: lastDay }
  const core = forecast(lines, settings)
  const found = forecastOfGroups(value.everyone, value.sample.lines, settings)
  if (core.kind !== 'predicted' || found.kind !== 'predicted') throw new Error('both were expected to predict')
  expect(found.orderFit.model).toBe(core.orderFit.model)
  for (const [fit, other] of [
    [found.orderFit, core.orderFit],
    [found.spendFit, core.spendFit],
  ] as const)
    fit.parameters.forEach((parameter, at) => {
      expect(Math.abs(parameter / (other.parameters[at] ?? 0) - 1)).toBeLessThan(1e-6)
    })
  expect(found.outlook.buyers).toBe(core.prediction.buyers)
  expect(found.outlook.total.clv / core.prediction.total.clv).toBeCloseTo(1, 6)
  expect(found.outlook.total.clvHi95 / core.prediction.total.clvHi95).toBeCloseTo(1, 6)
  expect(found.checks.map(({ message }) => message)).toEqual(core.checks.map(({ message }) => message))

  const x = 20
  const groups = groupsOfBest(found.outlook.highestClv, x)
  const { value: found20 } = await table.bestOfHistories({ ...asked, everyone: value.everyone, groups, by: 'repeats', most: x })
  const best = [...core.prediction.customer]
    .map((customer, buyer) => ({ id: dataset.customers.text(customer), clv: core.prediction.predictedClv[buyer] ?? 0 }))
    .sort((a, b) => b.clv - a.clv || (a.id < b.id ? -1 : 1))
    .slice(0, x)
  expect(found20.ids).toEqual(expect.arrayContaining(best.map(({ id }) => id)))
  // Few more than are wanted, and of each the orders of the table.
  expect(found20.ids.length).toBeLessThan(3 * x)
  const { value: own } = await table.orders(asked, found20.ids)
  const ordersById = ({ ids, orders }: typeof own) =>
    [...orders.lines.customer]
      .map((customer, line) => [ids[customer], orders.lines.day[line], orders.lines.amountUnits[line]].join())
      .sort()
  expect(ordersById(found20)).toEqual(ordersById(own))
})

it('gives the orders of those who are asked for, and of nobody else', async () => {
  const { table, dataset } = shop('refunds')
  const { lines } = ordersToPredict(dataset, DEFAULT_DEFINITION)
  const { value } = await table.orders({ definition: DEFAULT_DEFINITION, throughDay: null }, ['c3', "' OR 1 = 1 --", 'c1'])
  expect(value.ids).toEqual(['c1', 'c3'])
  const ofCore = [...lines.customer].flatMap((customer, line) =>
    dataset.customers.text(customer) === 'c3' ? [[lines.day[line], lines.amountUnits[line]].join()] : [],
  )
  const { customer, day, amountUnits } = value.orders.lines
  expect([...customer].flatMap((each, line) => (each === 1 ? [[day[line], amountUnits[line]].join()] : [])).sort()).toEqual(ofCore.sort())
})
