import { describe, expect, it } from 'vitest'
import { DAY } from '../../src/base/time.ts'
import { addOrderText, createOrders, customerIdsOf, ingestOrderRow, ordersSummary, placeOfRow, toOrderLines } from '../../src/clv/index.ts'
import { readDate } from '../../src/clv/order-dates.ts'
import { day } from '../support/order-files.ts'
import { readOrders } from '../support/order-reading.ts'
import { textsOf } from '../support/text-column.ts'

const HEADER = 'customer_id,order_id,order_item_id,num_items,revenue,created_at_date'
const read = (...rows: string[]) => readOrders([HEADER, ...rows, ''].join('\n'))

describe('A row of orders', () => {
  it('is taken with its customer, order, item, number of items, amount and day, and where it stands', async () => {
    const { orders, summary } = await read('a,o1,1,3,92.6,2017-09-02', 'b,o2,7,1,0.00005,2017-09-03', 'a,o1,2,1,-3,2017-09-02')
    const lines = toOrderLines(orders)
    expect({ ...lines, row: [...lines.row] }).toEqual({
      length: 3,
      customers: 2,
      orders: 2,
      customer: Uint32Array.of(0, 1, 0),
      order: Uint32Array.of(0, 1, 0),
      day: Int32Array.of(day('2017-09-02'), day('2017-09-03'), day('2017-09-02')),
      // Half a 1/10,000 goes to the even one.
      amountUnits: Float64Array.of(926_000, 0, -30_000),
      items: Float64Array.of(3, 1, 1),
      currency: 'USD',
      setAside: 0,
      row: [0, 1, 2],
    })
    expect(textsOf(customerIdsOf(orders))).toEqual(['a', 'b'])
    expect(placeOfRow(orders, 2)).toEqual({ orderId: 'o1', itemId: '2', file: 'orders.csv', line: 4, byte: 122 })
    expect(summary).toMatchObject({
      read: 3,
      accepted: 3,
      rejected: 0,
      lines: 3,
      orders: 2,
      first: day('2017-09-02') * DAY,
      last: day('2017-09-03') * DAY,
    })
    expect(summary.files).toMatchObject([{ name: 'orders.csv', format: 'CSV, comma', read: 3, accepted: 3, rejected: 0 }])
  })

  it.each(['NA', 'N/A', 'null', 'NaN', 'nan', '', ' NA '])('keeps “%s” as a value that is missing, and counts it', async missing => {
    const { orders, summary } = await read(`a,o1,${missing},${missing},${missing},2017-09-02`, 'a,o1,2,1,5,2017-09-02')
    expect([summary.accepted, summary.lines, summary.orders]).toEqual([2, 2, 1])
    expect(toOrderLines(orders).amountUnits).toEqual(Float64Array.of(Number.NaN, 50_000))
    expect(toOrderLines(orders).items).toEqual(Float64Array.of(Number.NaN, 1))
    expect(summary.notes).toEqual([
      {
        code: 'missing-values',
        count: 3,
        message:
          '3 values are missing (NA or blank): no amount in 1 row, no number of items in 1 row, no id of the item in 1 row. These rows are kept; what is missing counts as 0.',
      },
    ])
  })

  it.each([
    [',o1,1,1,5,2017-09-02', 'missing customer_id', 'there is no customer_id'],
    ['NA,o1,1,1,5,2017-09-02', 'missing customer_id', 'there is no customer_id'],
    [
      'Guest,o1,1,1,5,2017-09-02',
      'missing customer_id',
      '“Guest” stands for whoever is not known, not for one customer (expected the id of a customer)',
    ],
    ['a,o1,1,1,5,', 'missing created_at_date', 'there is no created_at_date'],
    ['a,o1,1,1,5,2017-02-30', 'bad created_at_date', '“2017-02-30” is not a date (expected for example 2017-01-31, 20170131 or 31/1/2017)'],
    ['a,o1,1,1,"12,x",2017-09-02', 'bad revenue', '“12,x” is not an amount below 1000000000 (expected for example 12.34)'],
    ['a,o1,1,1,1000000000,2017-09-02', 'bad revenue', '“1000000000” is not an amount below 1000000000 (expected for example 12.34)'],
    ['a,o1,1,two,5,2017-09-02', 'bad num_items', '“two” is not a number of items below 1000000000 (expected for example 3)'],
    ['a,o1,1,1,5', 'wrong number of columns', '5 columns found, expected 6 as in the header row'],
  ])('%s is a reject for “%s”, and leaves no customer behind', async (row, reason, message) => {
    const { summary } = await read('b,o1,1,1,5,2017-09-02', row, 'b,o1,2,1,5,2017-09-02')
    expect(summary.rejects).toMatchObject([{ reason, message, file: 0, line: 3, raw: row }])
    expect([summary.read, summary.accepted, summary.rejected, summary.customers]).toEqual([3, 2, 1, 1])
    expect(summary.rejectedByReason).toEqual([{ reason, count: 1 }])
  })

  it('may be handed over directly, with numbers, and is told when it is none', () => {
    const orders = createOrders()
    expect(ingestOrderRow({ customer_id: 7, created_at_date: '2017-09-02', revenue: 0.1 }, orders)).toBe(null)
    expect(ingestOrderRow(['a'], orders)?.reason).toBe('not an object')
    expect(ingestOrderRow({ customer_id: { a: 1 }, created_at_date: '2017-09-02' }, orders)?.reason).toBe('bad customer_id')
    expect(ingestOrderRow(Object.create({ customer_id: 'a', created_at_date: '2017-09-02' }), orders)?.reason).toBe('missing customer_id')
    expect(textsOf(customerIdsOf(orders))).toEqual(['7'])
    expect(toOrderLines(orders).amountUnits).toEqual(Float64Array.of(1_000))
    expect(ordersSummary(orders)).toMatchObject({ read: 4, accepted: 1, rejected: 3 })
  })

  it('takes the time of day from a cell of its own where the date has none', () => {
    const orders = createOrders()
    const row = (created_at_date: string, time_of_day: string) =>
      ingestOrderRow({ customer_id: 'a', created_at_date, time_of_day, revenue: 1 }, orders)
    const minutes = [
      ['2017-09-02', '9:05', 545],
      ['2017-09-02', '9:05 PM', 1_265],
      ['2017-09-02', '09h05', 545],
      ['2017-09-02', '1899-12-30 09:05:00', 545],
      ['2017-09-02 00:00:00', '9:05', 545],
      ['2017-09-02 08:00:00', '9:05', 480],
      ['2017-09-02', '25:00', -1 / 60_000],
      ['2017-09-02', '', -1 / 60_000],
    ] as const
    for (const [date, time] of minutes) expect(row(date, time)).toBe(null)
    expect([...orders.rows.time.subarray(0, minutes.length)]).toEqual(minutes.map(([, , found]) => found * 60_000))
  })

  it('keeps ids as they are written, but for 17850.0 in a column with gaps', async () => {
    const { orders, summary } = await read(
      '007,o,1,1,5,2017-09-02',
      '7,o,1,1,5,2017-09-02',
      '17850.0,o,1,1,5,2017-09-02',
      '17850,o,2,1,5,2017-09-02',
      '1.5,o,1,1,5,2017-09-02',
    )
    expect(textsOf(customerIdsOf(orders))).toEqual(['007', '7', '17850', '1.5'])
    expect(summary.notes.map(({ code, count }) => [code, count])).toEqual([
      ['reused-order-ids', 1],
      ['ids-with-fraction', 1],
    ])
  })
})

describe('Quantity × unit price', () => {
  const amounts = async (...rows: string[]) => {
    const { orders, summary } = await readOrders(
      [
        'Invoice;Quantity;InvoiceDate;Price;Customer ID',
        ...rows.map(row => `1;${row.split(' ')[0]};2010-12-01;${row.split(' ')[1]};a`),
        '',
      ].join('\n'),
    )
    return { units: [...toOrderLines(orders).amountUnits], reasons: summary.rejects.map(({ reason, message }) => `${reason}: ${message}`) }
  }
  it('is exact whatever the decimals, and rounded half to even at the end', async () => {
    // 3 × 0.00005 = 0.00015 and 1.5 × 0.0001 are ties; 0.1 × 0.7 is 0.07 only in whole numbers.
    expect(
      (await amounts('6 2.55', '-6 2.55', '3 0.00005', '1 0.00005', '1.5 0.0001', '2.5 0.0001', '0.1 0.7', '1,000 $1,234.5678', '0 5'))
        .units,
    ).toEqual([153_000, -153_000, 2, 0, 2, 2, 700, 12_345_678_000, 0])
  })
  it('is a reject from 10⁹ on, and missing where one of both is', async () => {
    expect(await amounts('999999999 999999999', 'NA 5', '5 NA', '5 x')).toEqual({
      units: [Number.NaN, Number.NaN],
      reasons: [
        'bad unit_price: “999999999 × 999999999” is not an amount below 1000000000 (expected for example 3 × 12.34)',
        'bad unit_price: “x” is not an amount below 1000000000 (expected for example 12.34)',
      ],
    })
  })
})

describe('Currencies', () => {
  const HEAD = 'customer,order,date,amount,currency'
  it('are never added up: that of most lines is shown, others are set aside and named', async () => {
    const { orders, summary } = await readOrders(
      `${HEAD}\na,1,2020-01-01,5,eur\na,2,2020-01-02,6,EUR\nb,3,2020-01-02,7,\nb,4,2020-01-03,8 GBP,\n`,
    )
    expect(summary.currencies).toEqual([
      { currency: 'EUR', lines: 2 },
      { currency: 'GBP', lines: 1 },
      { currency: 'USD', lines: 1 },
    ])
    const lines = toOrderLines(orders)
    expect([lines.currency, lines.length, lines.setAside, lines.customers]).toEqual(['EUR', 2, 2, 2])
    expect([...toOrderLines(orders, 'GBP').amountUnits]).toEqual([80_000])
    expect(summary.notes.map(({ message }) => message)).toEqual([
      '2 rows are not in EUR, the currency of most rows (GBP 1, USD 1). Nothing is converted: amounts in other currencies are set aside.',
    ])
  })
  it('of a line without an amount are those of its order', async () => {
    const { orders } = await readOrders(
      `${HEAD}\na,1,2020-01-01,5,EUR\na,1,2020-01-01,,\na,2,2020-01-01,6,USD\na,2,2020-01-01,,\na,3,2020-01-01,,\nb,4,2020-01-01,1,EUR\n`,
    )
    expect([...toOrderLines(orders).row]).toEqual([0, 1, 4, 5])
    expect([...toOrderLines(orders, 'USD').row]).toEqual([2, 3, 4])
  })
  it.each([
    ['5,XYZ', '“XYZ” is not a currency of ISO 4217 (expected for example EUR)'],
    ['5 GBP,EUR', '“EUR” is not the currency of the amount “5 GBP” (expected for example GBP)'],
  ])('that nobody knows or that contradict the amount (%s) are rejects', async (cells, message) => {
    const { summary } = await readOrders(`${HEAD}\na,1,2020-01-01,${cells}\na,1,2020-01-01,$5,CAD\n`)
    expect(summary.rejects).toMatchObject([{ reason: 'bad currency', message }])
    expect(summary.currencies).toEqual([{ currency: 'CAD', lines: 1 }])
  })
})

describe('A date', () => {
  it.each([
    ['2017-01-31', '2017-01-31', -1],
    ['2017-1-31T23:59:59.5+02:00', '2017-01-31', 79_199_500],
    ['2020-01-31 20:00:00 -0500', '2020-02-01', 3_600_000],
    ['2020-01-31 20:00 UTC', '2020-01-31', 72_000_000],
    ['19970101', '1997-01-01', -1],
    ['2017/1/31', '2017-01-31', -1],
    ['2017.01.31 8:05', '2017-01-31', 29_100_000],
    ['31/1/2017', '2017-01-31', -1],
    ['31.01.17', '2017-01-31', -1],
    ['31-1-69', '1969-01-31', -1],
    ['1/31/2017 12:05 AM', '2017-01-31', 300_000],
    ['1/31/2017, 1:05:07 pm', '2017-01-31', 47_107_000],
    ['29/2/2020', '2020-02-29', -1],
    ['4/4/20', '2020-04-04', -1],
  ])('%s is %s', (text, expected, time) => {
    expect(readDate(text, null)).toMatchObject({ day: day(expected), time })
  })
  it.each([
    '',
    'x',
    '2017-02-30',
    '20170230',
    '2017-13-01',
    '31/2/2017',
    '13/13/2017',
    '1/2/3',
    '1/2/201',
    '1/2-2017',
    '1//2017',
    '0/1/2017',
    '1/1/2017 24:00',
    '1/1/2017 13:00 PM',
    '1/1/2017x',
    '123456789',
    '2017',
    '1/2/2017/',
    '111/1/2017',
  ])('“%s” is none', text => expect(readDate(text, null)).toBe(null))
  it('with two digits for each is read year first only where that was said', () => {
    const orders = createOrders()
    const file = addOrderText(orders, { path: 'x', format: 'CSV', reason: '', dateOrder: 'year-first' })
    expect(ingestOrderRow({ customer_id: 'a', created_at_date: '10/12/01', revenue: '1' }, orders, { file, line: 1, byte: 0 })).toBe(null)
    expect([...toOrderLines(orders).day]).toEqual([day('2010-12-01')])
  })
})
