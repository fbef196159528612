import { describe, expect, it } from 'vitest'
import { currencyCode } from '../../src/base/currencies.ts'
import { DAY } from '../../src/base/time.ts'
import { isoDate } from '../../src/base/weeks.ts'
import { readAmount, readQuantity } from '../../src/clv/decimal-signs.ts'
import { createOrders, mergeOrders, ordersSummary, packOrders, toOrderLines, unpackOrders } from '../../src/clv/index.ts'
import { readDate } from '../../src/clv/order-dates.ts'
import { settledOrders } from '../../src/clv/settled-orders.ts'
import { readOrderFiles, readOrders } from '../support/order-reading.ts'

/** Amounts of a table of one column of them, a customer a row. */
async function amounts(...texts: string[]) {
  const rows = texts.map((text, at) => `c${at};o;2020-01-0${at + 1};${text}\n`)
  const { orders, summary } = await readOrders(`customer;order;date;amount\n${rows.join('')}`)
  return {
    orders,
    summary,
    units: [...toOrderLines(orders).amountUnits],
    notes: summary.notes.filter(({ code }) => code !== 'reused-order-ids').map(({ code, message }) => [code, message]),
  }
}

describe('An amount', () => {
  it.each([
    ['12.50', 125_000, Number.NaN],
    ['12,50', Number.NaN, 125_000],
    ['1.234,56', Number.NaN, 12_345_600],
    ['1,234.56', 12_345_600, Number.NaN],
    ['1,234', 12_340_000, 12_340],
    ['1.234', 12_340, 12_340_000],
    ['1.234.567', Number.NaN, 12_345_670_000],
    ['0,125', Number.NaN, 1_250],
    ['0.125', 1_250, Number.NaN],
    ['1234', 12_340_000, 12_340_000],
    ['€ 12,5', Number.NaN, 125_000],
    ['-7,00 EUR', Number.NaN, -70_000],
    ['(12.50)', -125_000, Number.NaN],
    ['($1,234.56)', -12_345_600, Number.NaN],
    ['€(12,50)', Number.NaN, -125_000],
    ['(3) GBP', -30_000, -30_000],
  ])('written %s is %d with the point and %d with the comma', (text, point, comma) => {
    expect(readAmount(text)).toMatchObject({ point, comma })
  })

  it.each(['(-5)', '(5', '5)', '((5))', '12,50,1', '1.2.3', '()', '1,23.4'])('is not %s', text => {
    expect(readAmount(text)).toBeNull()
  })

  it('of things by weight has the sign of its number', () => {
    expect(readQuantity('0,5')).toMatchObject({ point: Number.NaN, comma: 0.5 })
    expect(readQuantity('1.250')).toMatchObject({ point: 1.25, comma: 1250 })
    expect(readQuantity('7')).toMatchObject({ point: 7, comma: 7 })
  })
})

describe('A column of amounts', () => {
  it('with decimal commas is read with them, also where a row could be read in two ways, and says so', async () => {
    const { units, notes } = await amounts('12,50', '1.234,56', '1.234', '7')
    expect(units).toEqual([125_000, 12_345_600, 12_340_000, 70_000])
    expect(notes).toEqual([
      [
        'decimal-commas',
        '3 amounts are read with a decimal comma, as 2 of them must be. 1 of them could be read in two ways, as 1,234 can.',
      ],
    ])
  })

  it('that leaves it open is read with the point, as ever', async () => {
    const { units, notes } = await amounts('1,234', '2,000', '7')
    expect(units).toEqual([12_340_000, 20_000_000, 70_000])
    expect(notes).toEqual([])
  })

  it('in which the two signs are mixed leaves out the fewer, with their place and the sign that was expected', async () => {
    const { units, summary } = await amounts('12,50', '3,10', '1,99', '7.25')
    expect(units).toEqual([125_000, 31_000, 19_900])
    expect([summary.read, summary.accepted, summary.rejected]).toEqual([4, 3, 1])
    expect(summary.rejects).toMatchObject([
      {
        reason: 'bad revenue',
        line: 5,
        message: 'this amount has a decimal point (expected a decimal comma, as the column as a whole has it)',
        raw: 'c3;o;2020-01-04;7.25',
      },
    ])
  })

  it('is that of all files with the same header, in any order and through a copy', async () => {
    const header = 'customer;date;amount\n'
    const first = ['a.csv', `${header}a;2020-01-01;1,234\n`] as const
    const second = ['b.csv', `${header}b;2020-01-02;12,50\nc;2020-01-03;1,5\n`] as const
    const total = (orders: Parameters<typeof toOrderLines>[0]) => toOrderLines(orders).amountUnits.reduce((sum, units) => sum + units, 0)
    for (const files of [
      [first, second],
      [second, first],
    ])
      expect(total((await readOrderFiles(files)).orders)).toBe(12_340 + 125_000 + 15_000)
    const [one, other] = [(await readOrderFiles([first])).orders, (await readOrderFiles([second])).orders]
    expect(total(one)).toBe(12_340_000)
    expect(total(mergeOrders(one, other))).toBe(12_340 + 125_000 + 15_000)
    expect(total(unpackOrders(packOrders(mergeOrders(one, other))))).toBe(12_340 + 125_000 + 15_000)
  })

  it('of prices has the sign of the quantities, too', async () => {
    const { orders } = await readOrders('customer;date;quantity;unit price\na;2020-01-01;1,250;2,40\nb;2020-01-02;3;1.000\n')
    const lines = toOrderLines(orders)
    expect([...lines.amountUnits]).toEqual([30_000, 30_000_000])
    expect([...(lines.items ?? [])]).toEqual([1.25, 3])
  })

  it.each([
    ["CHF 1'234.50", 12_345_000, 'CHF'],
    ['₹1,23,456.00', 1_234_560_000, 'INR'],
    ['1 234.50', 12_345_000, 'USD'],
    ['1\u202f234.50 €', 12_345_000, 'EUR'],
    ['20.00-', -200_000, 'USD'],
    ['20.00- EUR', -200_000, 'EUR'],
    ['\u221220.00', -200_000, 'USD'],
    ['20,-', 200_000, 'USD'],
    ['$ -', 0, 'USD'],
    ['R$ 5.00', 50_000, 'BRL'],
    ['5.00 zł', 50_000, 'PLN'],
    ['US$5.00', 50_000, 'USD'],
    ['CA$5.00', 50_000, 'CAD'],
    ['¥1250', 12_500_000, 'JPY'],
  ])('like %s is read as it is meant', (text, units, currency) => {
    expect(readAmount(text)).toMatchObject({ point: units, currency })
  })

  it.each(['12 34', '1 2345', '0 123', '5 - 3', '- 20', '1 250,50 kr', "1'23", '1e3'])('like %s is none', text => {
    expect(readAmount(text)).toBeNull()
  })

  it('beside a column of currencies may have a sign that several of them have', async () => {
    const { orders } = await readOrders('customer;date;amount;currency\na;2020-01-05;1 250,50 kr;SEK\nb;2020-01-06;¥99,00;CNY\n')
    expect([...orders.rows.commaUnits.slice(0, 2)]).toEqual([12_505_000, 990_000])
    expect([...orders.rows.currency.slice(0, 2)].map(currencyCode)).toEqual(['SEK', 'CNY'])
    const won = await readOrders('customer;date;amount;currency\na;2020-01-05;1250 KRW;KRW\n')
    expect(toOrderLines(won.orders)).toMatchObject({ currency: 'KRW', amountUnits: Float64Array.of(12_500_000) })
    const named = await readOrders('customer;date;amount (NOK)\na;2020-01-05;1 250,50 kr\n')
    expect(toOrderLines(named.orders)).toMatchObject({ currency: 'NOK', amountUnits: Float64Array.of(12_505_000) })
    const { summary } = await readOrders('customer;date;amount\na;2020-01-05;1 250,50 kr\n')
    expect(summary.rejects[0]?.message).toMatch(/is not an amount .*: kr may be SEK, NOK, DKK or ISK, which a column has to say$/)
  })

  it('in parentheses is below zero', async () => {
    const { units } = await amounts('12.50', '(2.50)')
    expect(units).toEqual([125_000, -25_000])
  })
})

describe('A date with the name of its month', () => {
  it.each([
    ['2-Mar-2011', '2011-03-02', -1],
    ['02-MAR-11', '2011-03-02', -1],
    ['2 March 2011', '2011-03-02', -1],
    ['2. March 2011', '2011-03-02', -1],
    ['Mar 2, 2011', '2011-03-02', -1],
    ['March 2nd, 2011', '2011-03-02', -1],
    ['Sept 30 1999', '1999-09-30', -1],
    ['2011-Mar-02', '2011-03-02', -1],
    ['2/Mar/2011 13:45', '2011-03-02', (13 * 60 + 45) * 60_000],
    ['Mar 2, 2011, 1:45 PM', '2011-03-02', (13 * 60 + 45) * 60_000],
    ['Wednesday, March 2, 2011', '2011-03-02', -1],
    ['Wed, 02 Mar 2011 23:45:00 GMT', '2011-03-02', (23 * 60 + 45) * 60_000],
    ['Wed Mar 02 2011 23:45:00 GMT-0500 (EST)', '2011-03-03', (4 * 60 + 45) * 60_000],
    ['Wed Mar  2 13:45:00 2011', '2011-03-02', (13 * 60 + 45) * 60_000],
    ['Mar 2, 2011 11:45:00 PM PST', '2011-03-03', (7 * 60 + 45) * 60_000],
    ['2. März 2011', '2011-03-02', -1],
    ['2 mars 2011', '2011-03-02', -1],
    ['2 de marzo de 2011', '2011-03-02', -1],
    ['2 août 2011', '2011-08-02', -1],
    ['2011年3月2日', '2011-03-02', -1],
    ['2011年3月2日 13時45分', '2011-03-02', (13 * 60 + 45) * 60_000],
    ['20110302134500', '2011-03-02', (13 * 60 + 45) * 60_000],
  ])('like %s is %s', (text, date, time) => {
    const read = readDate(text, null)
    expect(isoDate((read?.day ?? 0) * DAY)).toBe(date)
    expect(read).toMatchObject({ reading: 0, time })
  })

  it.each([
    ['40604', '2011-03-02', -1],
    ['40604.75', '2011-03-02', 18 * 3_600_000],
    ['40604,75', '2011-03-02', 18 * 3_600_000],
    ['1299023100', '2011-03-01', (23 * 60 + 45) * 60_000],
    ['1299023100000', '2011-03-01', (23 * 60 + 45) * 60_000],
  ])('may be the number %s, which is %s', (text, date, time) => {
    const read = readDate(text, null)
    expect(isoDate((read?.day ?? 0) * DAY)).toBe(date)
    expect(read).toMatchObject({ reading: 0, time, isNumber: true })
  })

  it.each(['19999', '80000', '4200000001', '123456', '99999999999999', '05/01/2011 10:00 -0500', '5 jui 2011'])(
    'is not %s, either',
    text => {
      expect(readDate(text, null)).toBeNull()
    },
  )

  it.each(['30 Feb 2011', '2 Mard 2011', '2 Marc 2011', 'Mar 2011', '2 March 10:30', '32-Jan-2011', 'May 2, 20111', 'soon 2 2011'])(
    'is not %s',
    text => {
      expect(readDate(text, null)).toBeNull()
    },
  )

  it('is found out to be a column of dates', async () => {
    const { summary } = await readOrders('customer,when,amount\na,2-Mar-2011,5\n'.replace('when', 'order date'))
    expect([summary.accepted, isoDate(summary.first ?? 0)]).toEqual([1, '2011-03-02'])
  })
})

describe('Payments and orders that came to nothing', () => {
  const reasons = (summary: { readonly rejectedByReason: unknown }) => summary.rejectedByReason

  it('of Stripe: failed and fully refunded ones are left out with their reason, partial refunds are taken off', async () => {
    const { orders, summary } = await readOrders(
      [
        'id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID',
        'ch_1,2020-01-01 10:00,20.00,0.00,usd,Paid,cus_1',
        'ch_2,2020-01-02 10:00,20.00,5.00,usd,Paid,cus_1',
        'ch_3,2020-01-03 10:00,20.00,20.00,usd,Refunded,cus_2',
        'ch_4,2020-01-04 10:00,20.00,0.00,usd,Failed,cus_3',
        'ch_5,2020-01-05 10:00,20.00,0.00,usd,canceled,cus_3',
      ].join('\n'),
    )
    const lines = toOrderLines(orders)
    expect([...lines.amountUnits]).toEqual([200_000, 150_000])
    expect([lines.customers, lines.orders, summary.read, summary.accepted]).toEqual([1, 2, 5, 2])
    expect(reasons(summary)).toEqual([
      { reason: 'failed or cancelled', count: 2 },
      { reason: 'refunded in full', count: 1 },
    ])
    expect(summary.rejects.find(({ line }) => line === 5)).toMatchObject({
      message: 'this payment failed, or this order was cancelled or a test: it is no spend',
      raw: 'ch_4,2020-01-04 10:00,20.00,0.00,usd,Failed,cus_3',
    })
    expect(summary.files[0]).toMatchObject({ reason: expect.stringContaining('status: “Status”, given back: “Amount Refunded”') })
  })

  it('of Shopify: voided and cancelled orders go with all their lines, whose amounts stand in the first', async () => {
    const { orders, summary } = await readOrders(
      [
        'Name,Email,Financial Status,Total,Created at,Cancelled at,Refunded Amount,Lineitem quantity',
        '#1,a@b.c,paid,30.00,2020-01-01 10:00:00 -0500,,0.00,1',
        '#1,a@b.c,,,2020-01-01 10:00:00 -0500,,,2',
        '#2,a@b.c,voided,40.00,2020-01-02 10:00:00 -0500,,0.00,1',
        '#2,a@b.c,,,2020-01-02 10:00:00 -0500,,,1',
        '#3,d@b.c,paid,50.00,2020-01-03 10:00:00 -0500,2020-01-04 09:00:00 -0500,0.00,1',
        '#4,d@b.c,partially_refunded,60.00,2020-01-05 10:00:00 -0500,,15.50,1',
        '#5,e@b.c,refunded,70.00,2020-01-06 10:00:00 -0500,,70.00,1',
        '#6,e@b.c,refunded,70.00,2020-01-06 10:00:00 -0500,,,1',
        '#7,e@b.c,pending,7.00,2020-01-07 10:00:00 -0500,,0.00,1',
      ].join('\n'),
    )
    expect(toOrderLines(orders).amountUnits.filter(units => !Number.isNaN(units))).toEqual(Float64Array.of(300_000, 445_000, 70_000))
    expect(settledOrders(orders).orders).toBe(3)
    expect(reasons(summary)).toEqual([
      { reason: 'failed or cancelled', count: 3 },
      { reason: 'refunded in full', count: 2 },
    ])
    expect([summary.read, summary.accepted, summary.rejected]).toEqual([9, 4, 5])
  })

  it('may be all there is of a refund with a sign of its own, or one that cannot be read', async () => {
    const { summary, orders } = await readOrders('customer,date,amount,amount refunded\na,2020-01-01,20,-5\nb,2020-01-02,20,some\n')
    expect([...toOrderLines(orders).amountUnits]).toEqual([150_000])
    expect(summary.rejects.map(({ reason, message }) => [reason, message])).toEqual([
      ['bad refunded', '“some” is not an amount below 1000000000 (expected for example 12.34)'],
    ])
  })

  it('says nothing of a status that is not known', async () => {
    const { summary } = await readOrders('customer,date,amount,status\na,2020-01-01,20,gold member\nb,2020-01-02,20,\n')
    expect(summary.accepted).toBe(2)
  })
})

describe('Dates far outside of the others', () => {
  const years = (...more: string[]) =>
    `customer,order,date,amount\n${Array.from({ length: 60 }, (_, at) => `c${at},o${at},2020-0${1 + (at % 9)}-1${at % 9},5`).join('\n')}\n${more.join('\n')}\n`

  it('are told, with the first of them', async () => {
    const { summary } = await readOrders(years('x,x,2099-12-31,5', 'y,y,1900-01-01,5'))
    expect(summary.notes.map(({ code, count, message }) => [code, count, message])).toEqual([
      [
        'outlying-dates',
        2,
        '2 order rows lie far from all others and stretch the time frame, for example 2099-12-31 in orders.csv line 62.',
      ],
    ])
  })

  it('are not those of a few years later', async () => {
    expect((await readOrders(years('x,x,2024-12-31,5'))).summary.notes).toEqual([])
  })

  it('are a single row, too', async () => {
    expect((await readOrders(years('y,y,1900-01-01,5'))).summary.notes).toMatchObject([
      { message: 'One order row lies far from all others and stretches the time frame: 1900-01-01 in orders.csv line 62.' },
    ])
  })

  it('do not fail where there is no row', () => {
    expect(ordersSummary(mergeOrders(unpackOrders(packOrders(createOrders())), createOrders())).notes).toEqual([])
  })
})
