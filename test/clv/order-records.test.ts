import { describe, expect, test } from 'vitest'
import { readOrderFiles } from '../support/order-reading.ts'

/** “orders” when the records are read as such, otherwise what they are read as. */
async function kindOf(records: string): Promise<string> {
  const { orders, others } = await readOrderFiles([['orders.json', `[${records}]`]])
  expect(others.length + orders.texts.length).toBe(1)
  return orders.texts.length === 1 ? 'orders' : (others[0] ?? '')
}

const STRIPE = '{"id":"ch_1","object":"charge","amount":1250,"currency":"usd","created":1704067200,"customer":"cus_1","status":"succeeded"}'
const SQUARE =
  '{"id":"s1","customer_id":"c1","created_at":"2024-01-05T10:00:00Z","total":"12.50","total_money":{"amount":1250,"currency":"USD"}}'
const PLAIN = '{"customer_id":"c1","created_at":"2024-01-05","currency":"JPY","amount":1250}'

describe('Records whose amounts may be in hundredths are no orders by themselves', () => {
  test.each([
    ['Stripe’s', STRIPE],
    ['Stripe’s, of which one has no name', `{"customer":"c","created":"2024-01-05","amount":"1.50"},${STRIPE}`],
    ['Stripe’s in an object', '{"customer_id":"c1","created_at":"2024-01-05","amount":"12.50","charge":{"object":"charge"}}'],
    ['Square’s', SQUARE],
    [
      'Square’s in an object',
      '{"customer_id":"c1","created_at":"2024-01-05","total":"12.50","payment":{"tip_money":{"amount":100,"currency":"USD"}}}',
    ],
    ['with dates in seconds', PLAIN.replace('"2024-01-05"', '1704067200')],
    ['with dates in milliseconds as texts', PLAIN.replace('"2024-01-05"', '"1704067200000"')],
    ['with currencies in small letters', PLAIN.replace('JPY', 'usd')],
    ['as texts, with currencies in small letters', PLAIN.replace('JPY', 'usd').replace('1250', '"1250"')],
    ['of which none is below 100, with a currency', PLAIN.replace('JPY', 'USD')],
    ['of which none is below 100, with several currencies', `${PLAIN},${PLAIN.replace('JPY', 'USD').replace('1250', '0')}`],
    ['in an object of their own', '{"customer_id":"c1","created_at":"2024-01-05","total":{"amount":1250,"currency":"USD"}}'],
    ['beside one as it is written for people', PLAIN.replace('"amount"', '"formatted_amount":"$12.50","amount"')],
    ['beside the unit that they are in', PLAIN.replace('"amount"', '"currency_minor_unit":2,"amount"')],
    ['times a quantity, with dates in seconds', '{"customer_id":"c1","date":1704067200,"quantity":"1.5","unit_price":1250}'],
  ])('%s', async (_, records) => {
    expect(await kindOf(records)).toMatch(/^JSON/)
  })

  test.each([
    ['whole amounts in a currency without hundredths', PLAIN],
    ['whole amounts without a currency', PLAIN.replace('"currency":"JPY",', '')],
    ['whole amounts of which one is below 100', `${PLAIN.replace('JPY', 'USD')},${PLAIN.replace('1250', '50')}`],
    ['whole amounts with dates as numbers of eight digits', PLAIN.replace('"2024-01-05"', '20240105')],
    [
      'amounts with decimals, in small letters and with seconds',
      PLAIN.replace('JPY', 'usd').replace('"2024-01-05"', '1704067200').replace('1250', '12.50'),
    ],
    ['prices with decimals and dates in seconds', '{"customer_id":"c1","date":1704067200,"quantity":2,"unit_price":12.50}'],
    [
      'amounts with decimals in an object of their own',
      '{"customer_id":"c1","created_at":"2024-01-05","total":{"amount":"12.50","currency":"USD"}}',
    ],
    ['whole amounts among others', `${PLAIN.replace('JPY', 'usd')},${PLAIN.replace('1250', '12.5')}`],
  ])('but %s are', async (_, records) => {
    expect(await kindOf(records)).toBe('orders')
  })

  test('but those that are called cents are, and are read as that', async () => {
    const record = PLAIN.replace('"amount"', '"amount_cents"').replace('JPY', 'usd')
    const { orders } = await readOrderFiles([['orders.json', record]])
    expect(orders.rows.amountUnits[0]).toBe(125_000)
  })
})
