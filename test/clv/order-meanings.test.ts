import { describe, expect, it } from 'vitest'
import { amountName } from '../../src/clv/amount-name.ts'
import { guessMapping, mergeOrders, ordersSummary, packOrders, toOrderLines, unpackOrders } from '../../src/clv/index.ts'
import { readOrderFiles, readOrders } from '../support/order-reading.ts'

const total = (orders: Parameters<typeof toOrderLines>[0]) =>
  toOrderLines(orders).amountUnits.reduce((sum, units) => sum + (Number.isNaN(units) ? 0 : units), 0) / 10_000
const notesOf = (orders: Parameters<typeof ordersSummary>[0]) =>
  Object.fromEntries(ordersSummary(orders).notes.map(({ code, message }) => [code, message]))

describe('The name of a column of amounts', () => {
  it.each([
    ['Total (EUR)', { plain: 'total', currency: 'EUR', isHundredths: false }],
    ['amount_usd', { plain: 'amount', currency: 'USD' }],
    ['Revenue in £', { plain: 'revenue', currency: 'GBP' }],
    ['amountInCents', { plain: 'amount', currency: null, isHundredths: true }],
    ['total_eur_cents', { plain: 'total', currency: 'EUR', isHundredths: true }],
    ['Total (all)', { plain: 'totalall', currency: null }],
    ['EUR', { plain: 'eur', currency: null }],
    ['Order Total', { isOfOrder: true }],
    ['Bestellsumme (EUR)', { isOfOrder: true, currency: 'EUR' }],
    ['Total', { isOfOrder: false }],
    ['line_total', { isOfOrder: false }],
  ])('“%s” says %j', (name, said) => {
    expect(amountName(name)).toMatchObject(said)
  })

  it('gives amounts without a currency of their own theirs, and cents their size', async () => {
    const { orders } = await readOrders('customer,date,amount (EUR cents)\na,2020-01-05,1250\nb,2020-01-06,0.5\n')
    expect(toOrderLines(orders)).toMatchObject({ currency: 'EUR', amountUnits: Float64Array.of(125_000, 50) })
    expect(
      total(mergeOrders(unpackOrders(packOrders(orders)), (await readOrders('customer,date,amount_eur\na,2020-01-07,1\n')).orders)),
    ).toBe(13.505)
  })
})

describe('What an order comes to, on each of its rows', () => {
  const rows =
    'order_id,customer,date,item,#\n1,a,2020-01-05,x,30\n1,a,2020-01-05,y,30\n2,b,2020-01-06,x,20\n3,b,2020-01-07,y,10\n3,b,2020-01-07,z,10\n'

  it('counts once where the column is called by the order, whatever the order of rows and files', async () => {
    const text = rows.replace('#', 'order_total')
    const { orders } = await readOrders(text)
    expect(total(orders)).toBe(60)
    expect(notesOf(orders)).toHaveProperty('repeated-totals', expect.stringMatching(/^2 rows repeat/))
    const [header = '', ...lines] = text.trim().split('\n')
    const parts = [0, 1].map(
      part => [`${part}.csv`, [header, ...lines.toReversed().filter((_, at) => at % 2 === part), ''].join('\n')] as const,
    )
    expect(total((await readOrderFiles(parts)).orders)).toBe(60)
  })

  it('is added up where most orders have several amounts', async () => {
    const { orders } = await readOrders(
      'order_id,customer,date,order_total\n1,a,2020-01-05,30\n1,a,2020-01-05,20\n2,b,2020-01-06,5\n2,b,2020-01-06,5\n',
    )
    expect(total(orders)).toBe(60)
  })

  it('is added up and told where the column is called by nothing in particular', async () => {
    const more = '4,c,2020-01-08,x,5\n4,c,2020-01-08,y,5\n'
    const { orders } = await readOrders(`${rows.replace('#', 'amount')}${more}`)
    expect(total(orders)).toBe(110)
    expect(notesOf(orders)['suspected-totals']).toMatch(/^3 orders have several rows.*call the column “order_total”\.$/)
    expect(notesOf((await readOrders(rows.replace('#', 'amount'))).orders)).not.toHaveProperty('suspected-totals')
  })

  it('is not suspected where everything costs the same', async () => {
    const same = Array.from({ length: 12 }, (_, row) => `${row >> 1},a,2020-01-${10 + row},5`).join('\n')
    expect(notesOf((await readOrders(`order_id,customer,date,amount\n${same}\n`)).orders)).not.toHaveProperty('suspected-totals')
  })
})

describe('A row that is no sale', () => {
  it('is taken off where its kind says that it was given back, however it is signed', async () => {
    const { orders } = await readOrders(
      'customer,id,date,transaction type,amount\na,1,2020-01-05,Sale,50\na,2,2020-01-06,Refund,20\na,3,2020-01-07,Return,-5\na,4,2020-01-08,Credit Note,€1\n',
    )
    expect(total(orders)).toBe(25)
    expect(notesOf(orders)['refunds-by-kind']).toMatch(/^2 rows/)
  })

  it('is a sale where the column of kinds tells of something else', () => {
    const guess = guessMapping(['customer', 'date', 'type', 'amount'], [['a', '2020-01-05', 'B2B', '5']])
    expect(guess).toMatchObject({ kind: 'complete', mapping: expect.not.objectContaining({ kind: expect.anything() }) })
  })

  it.each([
    ['true', 0],
    ['Yes', 0],
    ['1', 0],
    ['false', 5],
    ['no', 5],
    ['0', 5],
    ['', 5],
  ])('is left out by “%s” in a column of cancellations or not: %d', async (said, left) => {
    const { orders } = await readOrders(`customer,date,amount,is_cancelled\na,2020-01-05,5,${said}\n`)
    expect(total(orders)).toBe(left)
  })

  it('is left out when it was cancelled on a day, but not on none', async () => {
    const { orders } = await readOrders(
      'customer,date,amount,cancelled_at\na,2020-01-05,5,0000-00-00 00:00:00\nb,2020-01-05,7,2020-01-06\n',
    )
    expect(total(orders)).toBe(5)
  })

  it.each(['Cancelled by customer', 'Payment failed', 'storniert', 'Annulée', '已取消', 'denied'])(
    'is left out in the state “%s”',
    async state => {
      expect(total((await readOrders(`customer,date,status,amount\na,2020-01-05,paid,5\na,2020-01-06,${state},7\n`)).orders)).toBe(5)
    },
  )

  it('is told in a state that is not known, where others are', async () => {
    const { orders } = await readOrders(
      'customer,date,status,amount\na,2020-01-05,paid,5\na,2020-01-06,pending,7\nb,2020-01-06,pending,7\n',
    )
    expect(total(orders)).toBe(19)
    const expected = '2 rows have a state of which it is not known whether anything was paid (“pending” 2). They count as spend.'
    expect(notesOf(orders)['unknown-states']).toBe(expected)
    expect(
      notesOf(mergeOrders(unpackOrders(packOrders(orders)), (await readOrders('customer,date,amount\n')).orders))['unknown-states'],
    ).toBe(expected)
    expect(notesOf((await readOrders('customer,date,status,amount\na,2020-01-05,gold,5\n')).orders)).not.toHaveProperty('unknown-states')
  })

  it('stands as what was given back when it is below zero and its state says so', async () => {
    const { orders } = await readOrders('customer,id,date,status,amount\na,1,2020-01-05,completed,50\na,2,2020-01-06,refunded,-20\n')
    expect(total(orders)).toBe(30)
  })
})

describe('The columns of a table', () => {
  it.each([
    [
      'the unique id of customers before one for each order',
      'customer_id,customer_unique_id,date,amount',
      'customer',
      'customer_unique_id',
    ],
    ['an id that is there before one that is blank', 'customer_id,email,date,amount', 'customer', 'email'],
  ])('are %s', (_, header, field, column) => {
    const row = header
      .split(',')
      .map(name =>
        name === 'date' ? '2020-01-05' : name === 'amount' ? '5' : name === 'customer_id' && header.includes('email') ? '' : 'a',
      )
    expect(guessMapping(header.split(','), [row])).toMatchObject({ kind: 'complete', mapping: { [field]: column } })
  })

  it('are those with much more in them, when the best name has next to nothing', () => {
    const rows = Array.from({ length: 9 }, (_, row) => ['a', '2020-01-05', row === 0 ? '1' : '', '5'])
    expect(guessMapping(['customer', 'date', 'revenue', 'amount'], rows)).toMatchObject({ mapping: { amount: { column: 'amount' } } })
    expect(guessMapping(['customer', 'date', 'revenue', 'amount'], rows.slice(0, 2))).toMatchObject({
      mapping: { amount: { column: 'revenue' } },
    })
  })

  it('are known where most rows of an order leave the total blank', () => {
    const rows = [['#1', 'a', '2020-01-05', '60'], ...Array.from({ length: 5 }, () => ['#1', 'a', '2020-01-05', ''])]
    expect(guessMapping(['order', 'customer', 'date', 'total'], rows)).toMatchObject({
      kind: 'complete',
      mapping: { amount: { kind: 'column', column: 'total' } },
    })
  })
})

describe('A customer with many times the orders of any other', () => {
  const read = (id: string, orders: number, others: readonly string[]) =>
    readOrders(
      `order_id,customer,date,total\n${[...Array.from({ length: orders }, () => id), ...others].map((customer, order) => `${order},${customer},2024-01-05,1\n`).join('')}`,
    )

  it('is named in a note, since the id may stand for guests or a till', async () => {
    const { summary } = await read('0', 20, ['a', 'b', 'c', 'd', 'd'])
    expect(summary.notes).toEqual([
      {
        code: 'outsized-customer',
        count: 20,
        message:
          '20 of 25 orders are those of customer “0”; no other has more than 2. If this stands for guests or for a till, leave these rows out of the file.',
      },
    ])
    expect(summary.customers).toBe(5)
  })

  it.each<[string, number, readonly string[]]>([
    ['it has less than twenty', 19, ['a', 'b', 'c', 'd']],
    ['another one has a tenth of them', 29, ['a', 'b', 'c', 'd', 'd', 'd']],
    ['there are few customers', 40, ['a', 'b', 'c']],
  ])('is not, where %s', async (_, orders, others) => {
    expect((await read('0', orders, others)).summary.notes).toEqual([])
  })
})
