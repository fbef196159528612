import { describe, expect, it } from 'vitest'
import {
  addOrderNote,
  addOrderText,
  ambiguousDates,
  createOrders,
  ingestOrderRow,
  mergeOrders,
  ordersSummary,
  settleDates,
  toOrderLines,
} from '../../src/clv/index.ts'
import { day } from '../support/order-files.ts'
import { readOrderFiles, readOrders } from '../support/order-reading.ts'

const dated = (...dates: string[]) => `customer,order,amount,date\n${dates.map((date, at) => `a,${at},1,${date}\n`).join('')}`
const days = (...dates: string[]) => Int32Array.from(dates, day)

describe('Day and month', () => {
  it('stand as the one row says that can be read in one way only, wherever it stands', async () => {
    const first = await readOrders(dated('3/4/2010', '3.4.10', '13/4/2010'))
    expect(toOrderLines(first.orders).day).toEqual(days('2010-04-03', '2010-04-03', '2010-04-13'))
    const second = await readOrders(dated('4/13/2010 10:00', '3/4/2010 9:00 PM'))
    expect(toOrderLines(second.orders).day).toEqual(days('2010-04-13', '2010-03-04'))
    expect(second.summary.notes.map(({ message }) => message)).toEqual([
      'One date can be read in two ways. It is read with the month first, as 1 row of the same column must be. The first is 2010-03-04.',
    ])
  })

  it('that contradict each other are as in most rows, and the others are rejects with their place', async () => {
    const { summary, orders } = await readOrders(dated('13/4/2010', '4/13/2010', '14/4/2010', '1/2/2010'))
    expect(toOrderLines(orders).day).toEqual(days('2010-04-13', '2010-04-14', '2010-02-01'))
    expect(summary).toMatchObject({ read: 4, accepted: 3, rejected: 1, orders: 3, files: [{ read: 4, accepted: 3, rejected: 1 }] })
    expect(summary.rejects).toMatchObject([
      {
        reason: 'bad created_at_date',
        line: 3,
        raw: 'a,1,1,4/13/2010',
        message:
          'this date is 2010-04-13 with the month first and none with the day first (expected the day first, as the column as a whole has it)',
      },
    ])
  })

  it('are month first where most rows say so', async () => {
    const { orders, summary } = await readOrders(dated('13/4/2010', '4/13/2010', '4/14/2010', '1/2/2010'))
    expect(toOrderLines(orders).day).toEqual(days('2010-04-13', '2010-04-14', '2010-01-02'))
    expect(summary.rejects.map(({ line }) => line)).toEqual([2])
  })

  it('leave no customer behind whose rows are all rejects', async () => {
    const { summary } = await readOrders('customer,amount,date\nx,1,4/13/2010\na,1,13/4/2010\na,1,14/4/2010\n')
    expect([summary.customers, summary.rejected]).toEqual([1, 1])
  })

  it.each([
    ['none of which decides', ['3/4/2010', '5/6/2010', '4/4/2010']],
    ['of which as many say one as the other', ['13/4/2010', '3/4/2010', '4/13/2010']],
  ])('%s are asked for', async (_, dates) => {
    const { orders, summary } = await readOrders(dated(...dates))
    expect([summary.first, summary.last, summary.accepted]).toEqual([null, null, 3])
    expect(summary.ambiguousDates).toMatchObject([
      {
        header: 'customer|order|amount|date',
        files: [0],
        order: null,
        example: { dayFirst: '2010-04-03', monthFirst: '2010-03-04', file: 0 },
      },
    ])
    expect(() => toOrderLines(orders)).toThrow('The order of day and month is not known yet in 1 column of dates: say it with settleDates')
    settleDates(orders, 'customer|order|amount|date', 'month-first')
    expect(ambiguousDates(orders)).toEqual([])
    expect(toOrderLines(orders).day).toContain(day('2010-03-04'))
    expect(ordersSummary(orders).first).not.toBe(null)
  })

  it('are asked for and settled for rows without a file, too', () => {
    const orders = createOrders()
    ingestOrderRow({ customer_id: 'a', revenue: '1', created_at_date: '3/4/2010' }, orders)
    expect(ambiguousDates(orders)).toMatchObject([{ header: '', files: [], eitherRows: 1 }])
    const merged = mergeOrders(createOrders(), orders)
    settleDates(orders, '', 'month-first')
    expect(toOrderLines(orders).day).toEqual(days('2010-03-04'))
    expect(toOrderLines(mergeOrders(createOrders(), orders)).day).toEqual(days('2010-03-04'))
    expect(ambiguousDates(merged)).toHaveLength(1)
  })

  it('need no question where both readings are the same day', async () => {
    const { orders } = await readOrders(dated('4/4/2010', '12/12/10'))
    expect(toOrderLines(orders).day).toEqual(days('2010-04-04', '2010-12-12'))
  })

  it('are decided for all files with the same header together, and for others apart', async () => {
    const { orders } = await readOrderFiles([
      ['january.csv', dated('3/1/2010')],
      ['february.csv', dated('13/2/2010')],
      ['other.csv', 'client;value;day\nb;1;3/1/2010\nb;1;1/13/2010\n'],
    ])
    expect(toOrderLines(orders).day).toEqual(days('2010-01-03', '2010-02-13', '2010-03-01', '2010-01-13'))
  })

  it('stand as a mapping says, whatever the rows say', async () => {
    const mapping = {
      customer: 'customer',
      date: 'date',
      amount: { kind: 'column', column: 'amount' },
      order: null,
      item: null,
      items: null,
      currency: null,
      dateOrder: 'month-first',
    } as const
    const { orders } = await readOrderFiles(
      [['x.csv', dated('3/4/2010', '13/4/2010', '14/4/2010')]],
      [mapping],
      ['customer', 'order', 'amount', 'date'],
    )
    expect(toOrderLines(orders).day).toEqual(days('2010-03-04'))
    expect(ordersSummary(orders).rejected).toBe(2)
  })

  it('say it for thousands of rejects without keeping the text of each', async () => {
    const { summary } = await readOrders(dated(...Array(3_001).fill('13/4/2010'), ...Array(3_000).fill('4/13/2010')))
    expect([summary.accepted, summary.rejected]).toEqual([3_001, 3_000])
    expect([summary.rejects[0]?.raw, summary.rejects[2_999]?.raw]).toEqual(['a,3001,1,4/13/2010', '2010-04-13'])
  })
})

describe('Rows without an order id', () => {
  it('are one order for one customer at one time, or on one day where there is no time', async () => {
    const { orders, summary } = await readOrders(
      'customer,date,amount\na,2010-01-01 10:00,1\na,2010-01-01 10:00,2\na,2010-01-01 10:01,3\nb,2010-01-01 10:00,4\na,2010-01-02,5\na,2010-01-02,6\na,2010-01-03,7\n',
    )
    expect([...toOrderLines(orders).order]).toEqual([0, 0, 1, 2, 3, 3, 4])
    expect(summary.notes.map(({ code, count }) => [code, count])).toEqual([['orders-without-id', 7]])
  })

  it('where there is one do not decide which rows are one order', async () => {
    const { orders } = await readOrders(
      'customer,order,date,amount\na,1,2010-01-01 10:00,1\na,1,2010-01-02 11:00,2\na,NA,2010-01-02 11:00,2\nb,1,2010-01-01 10:00,1\n',
    )
    expect([...toOrderLines(orders).order]).toEqual([0, 0, 1, 2])
  })
})

describe('Rows that are read again', () => {
  const HEADER = 'customer_id,order_id,order_item_id,revenue,created_at_date\n'
  const units = async (...files: string[]) => {
    const { orders } = await readOrderFiles(files.map((rows, at) => [`${at}.csv`, HEADER + rows]))
    const { duplicates, versions, notes } = ordersSummary(orders)
    return { units: [...toOrderLines(orders).amountUnits], duplicates, versions, notes: notes.map(({ code, count }) => [code, count]) }
  }

  it('are one item where they have the id of one, in a file or in several', async () => {
    const rows = 'a,o1,1,5,2010-01-01\na,o1,2,5,2010-01-01\n'
    expect(await units(`${rows}a,o1,1,5.00,20100101\n`, rows)).toEqual({ units: [50_000, 50_000], duplicates: 3, versions: 0, notes: [] })
  })

  it('are other items in other orders and at other customers', async () => {
    expect(await units('a,o1,1,5,2010-01-01\na,o2,1,5,2010-01-01\nb,o1,1,5,2010-01-01\n')).toMatchObject({ duplicates: 0, versions: 0 })
  })

  it('with other values stand with the latest date, then the larger amount', async () => {
    expect(
      await units('a,o1,1,9,2010-01-01\n', 'a,o1,1,5,2010-01-02\na,o1,1,6,2010-01-02\na,o1,1,9,2010-01-01\na,o1,1,NA,2010-01-02\n'),
    ).toEqual({
      units: [60_000],
      duplicates: 1,
      versions: 3,
      notes: [['item-versions', 3]],
    })
  })

  it('without the id of an item are all different within a file', async () => {
    expect(await units('a,o1,,5,2010-01-01\na,o1,,5,2010-01-01\n')).toMatchObject({ units: [50_000, 50_000], duplicates: 0 })
  })

  it('without the id of an item are taken as often as in the file that has them most often: twice the same file, and exports that overlap', async () => {
    const january = 'a,o1,,5,2010-01-01\na,o1,,5,2010-01-01\n'
    const both = `${january}a,o2,,7,2010-02-01\n`
    expect(await units(january, january)).toMatchObject({ units: [50_000, 50_000], duplicates: 2 })
    expect(await units(january, both, 'a,o2,,7,2010-02-01\na,o2,,7,2010-02-01\n')).toEqual({
      units: [50_000, 50_000, 70_000, 70_000],
      duplicates: 3,
      versions: 0,
      notes: [
        ['missing-values', 4],
        ['rows-in-several-files', 3],
      ],
    })
  })

  it('without the id of an item are added up when files say different things of one order, which is told', async () => {
    const first = await units('a,o1,,20,2010-01-01\n', 'a,o1,,25,2010-01-01\na,o2,,1,2010-02-01\n')
    expect(first).toMatchObject({
      units: [200_000, 250_000, 10_000],
      notes: [
        ['missing-values', 3],
        ['orders-in-several-files', 1],
      ],
    })
    const same = await units('a,o1,,20,2010-01-01\na,o1,,25,2010-01-01\n', 'a,o1,,25,2010-01-01\na,o1,,20,2010-01-01\n')
    expect(same.notes.map(([code]) => code)).toEqual(['missing-values', 'rows-in-several-files'])
    // The order of a customer and day is nobody's order id.
    const without = await units('a,,,20,2010-01-01\n', 'a,,,25,2010-01-01\n')
    expect(without.notes.map(([code]) => code)).not.toContain('orders-in-several-files')
  })

  it('by turns from several files are told apart by their files all the same', () => {
    const orders = createOrders()
    const files = ['x', 'y'].map(path => addOrderText(orders, { path, format: 'CSV', reason: '' }))
    for (const file of [...files, ...files, ...files.slice(1)]) {
      ingestOrderRow({ customer_id: 'a', revenue: '1', created_at_date: '2010-01-01' }, orders, { file, line: 1, byte: 0 })
    }
    expect([toOrderLines(orders).length, ordersSummary(orders).duplicates]).toEqual([3, 2])
  })
})

describe('A data set of orders', () => {
  it('tells of each file what its reader said, and of refunds and orders at zero', async () => {
    const { orders } = await readOrders(
      'customer,order,date,amount\na,1,2010-01-01,5\na,C1,2010-01-02,-5\na,2,2010-01-03,0\na,3,2010-01-04,5\na,3,2010-01-04,-5\n',
    )
    addOrderNote(orders, 0, 'ends-early', 1)
    expect(ordersSummary(orders).notes.map(({ message }) => message)).toEqual([
      'One order stands below zero. It is taken off its customer’s earlier orders.',
      '2 orders stand at zero.',
      'One file ends in the middle of a record or archive (orders.csv). All whole records were kept.',
    ])
  })

  it('that is empty, or merged of nothing, has no lines', () => {
    const nothing = mergeOrders(createOrders(), createOrders())
    expect(toOrderLines(nothing)).toMatchObject({ length: 0, customers: 0, orders: 0, items: null })
    expect(ordersSummary(nothing)).toMatchObject({ read: 0, first: null, last: null, currencies: [], notes: [] })
  })

  it('of a million rows of one customer comes to its lines in a second or two', () => {
    const orders = createOrders()
    const start = performance.now()
    for (let row = 0; row < 1_000_000; row += 1)
      ingestOrderRow({ customer_id: 'a', order_id: row >> 2, order_item_id: row, revenue: 0.1, created_at_date: '2010-01-01' }, orders)
    const lines = toOrderLines(orders)
    expect(lines).toMatchObject({ length: 1_000_000, customers: 1, orders: 250_000 })
    expect(lines.amountUnits.reduce((sum, units) => sum + units, 0)).toBe(1_000_000_000)
    // Quadratic would be minutes.
    expect(performance.now() - start).toBeLessThan(20_000)
  }, 30_000)
})
