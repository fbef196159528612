import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { Prediction } from '../../src/clv/results.ts'
import { PREDICTION_FORMATS } from '../../src/share/export.ts'
import { predictionDocument } from '../../src/share/prediction-formats.ts'
import { unwatched } from '../../src/share/work.ts'
import { madeUpDirectory } from '../ui/result/made-up-shop.ts'

const IDS = ['007', '=1+1', 'no purchase', 'Zoë, “the” "best"']

const column = (...values: number[]) => Float64Array.from(values)
const prediction: Prediction = {
  terms: { horizonMonths: 12, annualDiscount: 0, margin: 0.5 },
  model: 'pareto-nbd',
  spendBasis: 'with-first',
  buyers: 3,
  customer: Uint32Array.of(0, 1, 3),
  predictedClv: column(12.5, 1e-7, 0),
  clvLo95: column(0, 0, 0),
  clvHi95: column(40, 1, 2),
  pAlive: column(0.25, 0.5, 1),
  expectedOrders: column(1, 2, 3),
  pNoOrder: column(0.3, 0.2, 0.1),
  expectedSpend: column(10, 20, 30),
  dert: column(1, Number.POSITIVE_INFINITY, 2),
  frequency: Uint32Array.of(0, 5, 6),
  recencyWeeks: column(0, 1.5, 2),
  ageWeeks: column(3, 4, 5),
  monetary: column(0, 9, 8),
  historicRevenue: column(100.01, 2, 3),
  status: Uint8Array.of(1, 0, 2),
  total: { clv: 12.5, clvLo95: 1, clvHi95: 20, chanceError: 1, parameterError: 1, expectedOrders: 6, activeBuyers: 2 },
}
const table = { prediction, directory: madeUpDirectory(IDS), currency: 'EUR', throughDay: Date.UTC(2025, 2, 28) / 86_400_000 }

async function written(id: string): Promise<string> {
  const format = PREDICTION_FORMATS.find(each => each.id === id)
  if (format === undefined) throw new Error(`no format ${id}`)
  return (await format.write({ table, buyers: null }, { withAbout: true, separator: 'comma' }, unwatched())).text()
}

describe('exit.csv', () => {
  it('has a row for each customer with a purchase, ids first, then the predicted value', async () => {
    const { data } = Papa.parse((await written('exit')).trimEnd(), { delimiter: ',', newline: '\r\n' })
    expect(data.map(row => row.slice(0, 2))).toEqual([
      ['customer_id', 'predicted_clv'],
      ['007', '12.5'],
      ["'=1+1", '0.0000001'],
      ['Zoë, “the” "best"', '0'],
    ])
  })

  it('has every column of the prediction, and an empty cell where there is no bound', async () => {
    const { data } = Papa.parse((await written('exit')).trimEnd(), { delimiter: ',', newline: '\r\n' })
    const [header = [], , second = []] = data
    const cells = Object.fromEntries(header.map((name, index) => [name, second[index]]))
    expect(cells).toEqual({
      customer_id: "'=1+1",
      predicted_clv: '0.0000001',
      clv_lo95: '0',
      clv_hi95: '1',
      p_alive: '0.5',
      expected_orders: '2',
      p_no_order: '0.2',
      expected_spend: '20',
      dert: '',
      frequency: '5',
      recency: '1.5',
      T: '4',
      monetary: '9',
      historic_revenue: '2',
      model: 'pareto-nbd',
      status: 'repeat buyer',
    })
  })
})

it('one customer is one document, with what the figures rest on', () => {
  const document = JSON.parse(predictionDocument(table, 1))
  expect(document).toMatchObject({
    customer_id: '=1+1',
    predicted_clv: 1e-7,
    dert: null,
    definition: { model: 'pareto-nbd', as_of: '2025-03-28' },
  })
})

describe('the JSON document', () => {
  it('says what the figures rest on, with ids as they are', async () => {
    const document = JSON.parse(await written('json'))
    expect(document.definition).toEqual({
      model: 'pareto-nbd',
      spend_basis: 'with-first',
      horizon_months: 12,
      annual_discount: 0,
      margin: 0.5,
      as_of: '2025-03-28',
      currency: 'EUR',
    })
    expect(document.total.predicted_clv).toBe(12.5)
    expect(document.customers.map((customer: { customer_id: string }) => customer.customer_id)).toEqual([IDS[0], IDS[1], IDS[3]])
    expect(document.customers[1].dert).toBeNull()
    expect(document.customers[0].status).toBe('bought once')
  })
})
