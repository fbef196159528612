import { describe, expect, it } from 'vitest'
import { forecast, forecastOfGroups } from '../../src/clv/forecast.ts'
import { groupsOfBest } from '../../src/clv/group-outlook.ts'
import { purchasesOf } from '../../src/clv/purchases.ts'
import { DEFAULT_SETTINGS, SPEND_BASES } from '../../src/clv/settings.ts'
import { groupedOrders } from '../support/grouped-orders.ts'
import { orderLines } from '../support/order-files.ts'
import { simulatedOrders } from '../support/simulated-orders.ts'

const LAST_DAY = 420
const SHOP = simulatedOrders({
  model: 'bg-nbd',
  orders: [0.6, 6, 0.8, 2.5],
  spend: [6, 4, 15],
  customers: 900,
  arrivalDays: 200,
  days: LAST_DAY,
  seed: 5,
})
/** The same shop with gifts, and with credit notes for exactly an order, for parts, and for more than there is. */
const REFUNDED = {
  ...SHOP,
  amountUnits: SHOP.amountUnits.map((units, line) => {
    if (line % 23 === 7) return 0
    if (line % 17 === 5) return -(SHOP.amountUnits[line - 1] ?? 0)
    return line % 31 === 9 ? -units * 3 : units
  }),
}

describe.each([
  ['plain orders', SHOP],
  ['orders with gifts and credit notes', REFUNDED],
])('histories of %s, added up by a database', (_, lines) => {
  it.each(SPEND_BASES)('say what the orders themselves say, whichever spend counts: %s', spendBasis => {
    const settings = { ...DEFAULT_SETTINGS, spendBasis, throughDay: LAST_DAY }
    const whole = forecast(lines, settings)
    const grouped = forecastOfGroups(groupedOrders(lines, LAST_DAY), lines, settings)
    if (whole.kind !== 'predicted' || grouped.kind !== 'predicted') throw new Error('both were expected to predict')
    grouped.comparison.models.forEach(({ fit }, at) => {
      const other = whole.comparison.models[at]?.fit
      expect(fit.model).toBe(other?.model)
      fit.parameters.forEach((value, parameter) => {
        expect(Math.abs(value / (other?.parameters[parameter] ?? 0) - 1)).toBeLessThan(1e-6)
      })
    })
    expect(grouped.spendFit.parameters).toEqual(whole.spendFit.parameters)
    expect(grouped.checks).toEqual(whole.checks.map(check => ({ ...check, figure: near(check.figure) })))
    expect(grouped.backTest?.splitDay).toBe(whole.backTest?.splitDay)
    expect(grouped.verdict?.ranking.winner).toBe(whole.verdict?.ranking.winner)
    const { total, buyers } = grouped.outlook
    expect(buyers).toBe(whole.prediction.buyers)
    for (const [name, value] of Object.entries(whole.prediction.total)) expect({ ...total }[name], name).toBeCloseTo(value, 4)
  })

  it('name the groups in which the customers with the highest predictions are', () => {
    const settings = { ...DEFAULT_SETTINGS, throughDay: LAST_DAY }
    const groups = groupedOrders(lines, LAST_DAY)
    const whole = forecast(lines, settings)
    const grouped = forecastOfGroups(groups, lines, settings)
    if (whole.kind !== 'predicted' || grouped.kind !== 'predicted') throw new Error('both were expected to predict')
    const { prediction, histories } = whole
    for (const x of [1, 10, 100]) {
      const named = new Set(
        groupsOfBest(grouped.outlook.highestClv, x).map(group =>
          [groups.frequency[group], groups.recencyDays[group], groups.ageDays[group]].join(),
        ),
      )
      const best = Array.from(prediction.predictedClv, (value, buyer) => ({ value, buyer }))
        .sort((a, b) => b.value - a.value)
        .slice(0, x)
      for (const { buyer } of best)
        expect(named).toContain([histories.frequency[buyer], histories.recencyDays[buyer], histories.ageDays[buyer]].join())
      expect(named.size).toBeLessThan(x + 5)
    }
    expect(groupsOfBest(grouped.outlook.highestClv, 0)).toEqual([])
  })
})

/** Sums in another order end in other last digits. */
function near(figure: number | null): unknown {
  return figure === null ? null : expect.closeTo(figure, 8)
}

it('are too few for a prediction where the orders are, with the same words', () => {
  const few = orderLines([
    { customer: 'a', order: '1', date: '2020-01-01', amount: 5 },
    { customer: 'a', order: '2', date: '2020-02-01', amount: 5 },
  ])
  const throughDay = purchasesOf(few).throughDay ?? 0
  const settings = { ...DEFAULT_SETTINGS, throughDay }
  const whole = forecast(few, settings)
  const grouped = forecastOfGroups(groupedOrders(few, throughDay), few, settings)
  expect([whole.kind, grouped.kind]).toEqual(['refused', 'refused'])
  expect(grouped.checks).toEqual(whole.checks)
})

it('do not depend on which of two orders of one day comes first', () => {
  const row = (order: string, date: string, amount: number) => ({ customer: 'a', order, date, amount })
  const rows = [
    row('1', '2020-01-01', 5),
    row('2', '2020-01-02', 10),
    row('3', '2020-01-02', 5),
    row('4', '2020-01-03', -3),
    row('5', '2020-01-04', -5),
  ]
  const said = [rows, [...rows].reverse()].map(each => {
    const { day, units } = purchasesOf(orderLines(each))
    return [...day.map(at => at - (day[0] ?? 0)), ...units]
  })
  expect(said[1]).toEqual(said[0])
})
