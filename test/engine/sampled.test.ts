import { afterAll, beforeAll, expect, it } from 'vitest'
import { forecast, forecastOfGroups } from '../../src/clv/index.ts'
import type { OrderLines } from '../../src/clv/order-lines.ts'
import { DEFAULT_SETTINGS } from '../../src/clv/settings.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { connect } from '../../src/warehouse/index.ts'
import { MOST_SAMPLED_ORDERS, type PurchaseHistories, type WarehouseEvents } from '../../src/warehouse/warehouse.ts'
import { groupedOrders } from '../support/grouped-orders.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { createTypedTable } from './support/event-tables.ts'
import { loadSimulatedShop, simulatedLines } from './support/simulated-shop.ts'

/* More orders than a page fetches: what everyone's histories say is exact, the rest comes from a part of the customers. */

const LINES = simulatedLines(130_000)
const ASKED = { definition: DEFAULT_DEFINITION, throughDay: null }

let cluster: Cluster
let table: WarehouseEvents
let found: PurchaseHistories
beforeAll(async () => {
  cluster = await startCluster()
  await createTypedTable(cluster, 'many')
  await loadSimulatedShop(cluster, 'many', LINES)
  const warehouse = await connect(cluster)
  const { value: description } = await warehouse.describe({ database: 'default', table: 'many' })
  table = warehouse.events(description, description.suggested)
  found = (await table.histories(ASKED)).value
})
afterAll(() => cluster?.stop())

/** Orders as texts “day amount”, by customer, in an order of their own. */
function ordersOf({ length, customer, day, amountUnits }: OrderLines, isWanted: (customer: number) => boolean): string[] {
  const byCustomer = new Map<number, string[]>()
  for (let line = 0; line < length; line += 1) {
    const who = customer[line] ?? 0
    if (!isWanted(who)) continue
    const orders = byCustomer.get(who) ?? []
    orders.push(`${day[line]} ${amountUnits[line]}`)
    byCustomer.set(who, orders)
  }
  return [...byCustomer.values()].map(orders => orders.sort().join(', ')).sort()
}

it('beyond 400,000 orders the histories are still those of everyone, to the cent', () => {
  expect(LINES.length).toBeGreaterThan(MOST_SAMPLED_ORDERS)
  const expected = groupedOrders(LINES, found.everyone.throughDay)
  const sums = ({ customers, spend, orders, length }: PurchaseHistories['everyone']) => ({
    histories: length,
    orders,
    customers: customers.reduce((sum, each) => sum + each, 0),
    spendUnits: spend.units.reduce((sum, each) => sum + each, 0),
  })
  expect(sums(found.everyone)).toEqual(sums(expected))
  expect(sums(expected).customers).toBe(130_000)
})

it('and the orders that are fetched are all those of one customer in two, whose ids have an even hash', async () => {
  expect(found.oneIn).toBe(2)
  // The server says whose ids these are; the orders are those of the file.
  const chosen = new Set(
    (await cluster.run('SELECT DISTINCT customer_id FROM many WHERE cityHash64(customer_id) % 2 = 0 FORMAT TSV')).trim().split('\n'),
  )
  const { lines } = found.sample
  expect(ordersOf(lines, () => true)).toEqual(ordersOf(LINES, customer => chosen.has(`c${customer}`)))
  expect(lines.length).toBeLessThan(MOST_SAMPLED_ORDERS)
  // A fair half: five standard deviations of 130,000 throws of a coin are 902.
  expect(Math.abs(lines.customers - 65_000)).toBeLessThan(902)
})

it('models of orders are those of the whole file, and the total is near that of the whole file', () => {
  const settings = { ...DEFAULT_SETTINGS, throughDay: found.everyone.throughDay }
  const core = forecast(LINES, settings)
  const part = forecastOfGroups(found.everyone, found.sample.lines, settings)
  if (core.kind !== 'predicted' || part.kind !== 'predicted') throw new Error('both were expected to predict')
  expect(part.orderFit.model).toBe(core.orderFit.model)
  part.orderFit.parameters.forEach((parameter, at) => {
    expect(Math.abs(parameter / (core.orderFit.parameters[at] ?? 0) - 1)).toBeLessThan(1e-6)
  })
  expect(part.outlook.buyers).toBe(core.prediction.buyers)
  // Only the model of spend is of a half, and so is not the same.
  const near = part.outlook.total.clv / core.prediction.total.clv
  expect(Math.abs(near - 1)).toBeLessThan(0.01)
  expect(part.spendFit.parameters).not.toEqual(core.spendFit.parameters)
})
