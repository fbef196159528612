import { describe, expect, it } from 'vitest'
import { type ColumnMapping, guessMapping, headerKey, toOrderLines } from '../../src/clv/index.ts'
import { readOrderFiles, readOrders } from '../support/order-reading.ts'

const column = (name: string) => ({ kind: 'column', column: name }) as const
const NOTHING = { order: null, item: null, items: null, currency: null, dateOrder: null }
const guess = (header: string, ...rows: string[]) =>
  guessMapping(
    header.split(','),
    rows.map(row => row.split(',')),
  )

describe('The columns of a table', () => {
  it.each<[string, string, string, Partial<ColumnMapping>]>([
    [
      'the original task',
      'customer_id,order_id,order_item_id,num_items,revenue,created_at_date',
      'c2af,5363,2100,6,15.3,2010-12-01',
      {
        customer: 'customer_id',
        date: 'created_at_date',
        amount: column('revenue'),
        order: 'order_id',
        item: 'order_item_id',
        items: 'num_items',
      },
    ],
    [
      'Online Retail',
      'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
      '536365,85123A,HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
      {
        customer: 'CustomerID',
        date: 'InvoiceDate',
        amount: { kind: 'product', quantity: 'Quantity', unitPrice: 'UnitPrice' },
        order: 'InvoiceNo',
        items: 'Quantity',
      },
    ],
    [
      'Online Retail II, where a price beside a quantity is the price of one',
      'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country',
      '489434,85048,LIGHTS,12,12/1/09 7:45,6.95,13085,United Kingdom',
      {
        customer: 'Customer ID',
        date: 'InvoiceDate',
        amount: { kind: 'product', quantity: 'Quantity', unitPrice: 'Price' },
        order: 'Invoice',
        items: 'Quantity',
      },
    ],
    [
      'Shopify',
      'Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Id',
      '#1001,a@b.c,paid,2020-01-31 12:00:00 -0500,EUR,5,1,6,2020-01-31 12:00:00 -0500,2,Mug,2.5,1',
      {
        ...{
          customer: 'Email',
          date: 'Created at',
          amount: column('Total'),
          order: 'Name',
          items: 'Lineitem quantity',
          currency: 'Currency',
        },
        status: 'Financial Status',
      },
    ],
    [
      'Stripe',
      'id,Created (UTC),Amount,Currency,Customer ID,Customer Email',
      'ch_1,2020-01-31 12:00,6.00,usd,cus_1,a@b.c',
      { customer: 'Customer ID', date: 'Created (UTC)', amount: column('Amount'), order: 'id', currency: 'Currency' },
    ],
    [
      'CDNOW',
      'customer_id,date,number_of_cds,dollar_value',
      '00001,19970101,1,11.77',
      { customer: 'customer_id', date: 'date', amount: column('dollar_value'), items: 'number_of_cds' },
    ],
    [
      'shouting',
      'CLIENT-ID,ORDER DATE,TOTAL_PRICE',
      '1,31.12.2020,€5',
      { customer: 'CLIENT-ID', date: 'ORDER DATE', amount: column('TOTAL_PRICE') },
    ],
    [
      'names whose best one holds something else',
      'user,order date,created at,revenue,amount',
      'a,soon,2020-01-01,high,5',
      { customer: 'user', date: 'created at', amount: column('amount') },
    ],
    [
      'a price without a quantity',
      'customer,date,price',
      'a,2020-01-01,5',
      { customer: 'customer', date: 'date', amount: column('price') },
    ],
    [
      'an amount beside quantity and price',
      'customer,date,quantity,unit price,total',
      'a,2020-01-01,2,5,10',
      { customer: 'customer', date: 'date', amount: column('total'), items: 'quantity' },
    ],
  ])('are known of %s', (_, header, row, mapping) => {
    expect(guess(header, row)).toEqual({ kind: 'complete', mapping: { ...NOTHING, ...mapping } })
  })

  it('that are not known are asked for, with those that it may be', () => {
    expect(guess('who,when,what,total', 'a,2020-01-01,mug,5', 'b,2020-01-02,cup,NA')).toEqual({
      kind: 'incomplete',
      known: { amount: 'total' },
      missing: ['customer', 'date'],
      candidates: { customer: ['who', 'what'], date: ['when'], amount: [] },
    })
    expect(guess('customer,date,quantity,takings', 'a,2020-01-01,2,5.5')).toMatchObject({
      missing: ['amount'],
      candidates: { amount: ['takings'] },
    })
  })

  it('are told apart by their names, however they are written', () => {
    expect(headerKey(['Customer ID', 'ORDER-DATE', 'total'])).toBe(headerKey(['customer_id', 'orderDate', ' Total ']))
    expect(headerKey(['a', 'b'])).not.toBe(headerKey(['ab']))
  })
})

describe('A table', () => {
  it('says what its columns were taken for', async () => {
    const { summary } = await readOrders('InvoiceNo;Quantity;InvoiceDate;UnitPrice;CustomerID\n1;2;2010-12-01;2.55;a\n')
    expect(summary.files[0]).toMatchObject({
      format: 'CSV, semicolon',
      reason:
        'first line is a header; customer: “CustomerID”, date: “InvoiceDate”, amount: “Quantity” × “UnitPrice”, order: “InvoiceNo”, number of items: “Quantity”',
    })
  })

  it('of events is one of events, whatever else it has', async () => {
    const header = 'customer_id,created_at_date,revenue,type,verb,key,event_time\n'
    const { others, orders } = await readOrderFiles([['events.csv', `${header}a,2020-01-01,5,ORDER,NEW,o,2020-01-01\n`]])
    expect([others, orders.rows.length]).toEqual([['events'], 0])
  })

  it('as JSON is one, too, unless its records are events', async () => {
    const order = '{"customer_id":"a","created_at_date":"2020-01-01","revenue":5}'
    const table = await readOrderFiles([['orders.json', `[${order}]`]])
    expect([table.others, table.orders.rows.length]).toEqual([[], 1])
    const events = await readOrderFiles([['orders.json', `[${order.replace('{', '{"verb":"NEW",')}]`]])
    expect([events.others, events.orders.rows.length]).toEqual([['JSON array'], 0])
  })

  it('that is not known is a problem with its beginning, and is read once somebody said what its columns are', async () => {
    const text = 'who,when,n,each\na,2020-01-01,2,1.5\nb,2020-01-02,1,x\nc\n'
    const { problems } = await readOrderFiles([['shop.csv', text]])
    expect(problems).toMatchObject([
      {
        code: 'not-events',
        file: 'shop.csv',
        table: {
          columns: ['who', 'when', 'n', 'each'],
          rows: [
            ['a', '2020-01-01', '2', '1.5'],
            ['b', '2020-01-02', '1', 'x'],
          ],
        },
      },
    ])
    const mapping: ColumnMapping = {
      ...NOTHING,
      customer: 'who',
      date: 'when',
      amount: { kind: 'product', quantity: 'n', unitPrice: 'each' },
      items: 'n',
    }
    const read = await readOrderFiles([['shop.csv', text]], [mapping], ['WHO', 'when', 'n', 'Each'])
    expect([...toOrderLines(read.orders).amountUnits]).toEqual([30_000])
    expect(read.orders.rejects.byReason()).toEqual([
      { reason: 'bad unit_price', count: 1 },
      { reason: 'wrong number of columns', count: 1 },
    ])
  })

  it('is what somebody said its columns are, also where their names say it', async () => {
    const header = ['customer_id', 'created_at_date', 'revenue', 'net']
    const mapping: ColumnMapping = { ...NOTHING, customer: 'customer_id', date: 'created_at_date', amount: column('net') }
    const { orders } = await readOrderFiles([['x.csv', `${header}\na,2020-01-01,5,4\n`]], [mapping], header)
    expect([...toOrderLines(orders).amountUnits]).toEqual([40_000])
  })

  it('of something else is told without a beginning when nothing can be named', async () => {
    expect((await readOrderFiles([['x.txt', 'Dear all,\nthis is it.\n']])).problems[0]).not.toHaveProperty('table')
  })

  it('without a header is recognised by ids, dates and amounts', async () => {
    const { orders, summary } = await readOrders('00001,19970101,1,11.77\r\n00002,19970112,5,77.00\r\nx\r\n')
    expect([...toOrderLines(orders).amountUnits]).toEqual([117_700, 770_000])
    expect(summary.files[0]?.reason).toBe('without a header, each line has customer, date, number of items and amount')
    expect(summary.rejects.map(({ line, message }) => [line, message])).toEqual([[3, '1 column found, expected 4 as in the first row']])
  })
})
