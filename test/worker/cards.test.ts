import { describe, expect, it } from 'vitest'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { startKernel } from '../../src/kernel/kernel-dataset.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { Engine } from '../../src/worker/engine.ts'
import type { Answer, Request } from '../../src/worker/protocol.ts'
import { everythingIn } from '../support/planted-cards.ts'

const CARD = '4556 7375 8689 9855'
const CODE = '6174'
const FORMS = [CARD, CARD.replaceAll(' ', ''), CODE]

/** Everything that is said of a file, with what was planted in it; the mappings are those that people made. */
async function saidOf(path: string, content: string, mappings: readonly unknown[] = []) {
  const answers: Answer[] = []
  // The digits of a running clock would now and then be those of the code.
  const engine = new Engine({ post: answer => answers.push(answer), now: () => 0, startKernel: () => startKernel(program, 7) })
  const files = [{ path, content: new Blob([content]) }]
  // `as`: of a request everything else is optional.
  await engine.handle({
    kind: 'open',
    job: 1,
    files,
    definition: DEFAULT_DEFINITION,
    choices: { mappings, dateOrders: [] },
  } as unknown as Request)
  await engine.handle({ kind: 'copy', job: 2 })
  const said = everythingIn(answers)
  const last = answers.find(({ kind }) => kind === 'opened' || kind === 'failed')
  if (last === undefined) throw new Error('there is no answer')
  return { said, last, leaked: FORMS.filter(form => said.includes(form)) }
}

const transaction = {
  id: 9,
  device_id: 3,
  product_sku: 'v377',
  amount: 5,
  status: 'accepted',
  card_number: CARD,
  cvv: CODE,
  sold: 'Zwei Rosen',
}
const line = (changes: object = {}) => JSON.stringify({ ...transaction, ...changes })
/** What somebody says of a table: that its customers are card numbers. */
const CARD_AS_CUSTOMER = [
  'cardnumber|bought|paid',
  {
    customer: 'card_number',
    date: 'bought',
    amount: { kind: 'column', column: 'paid' },
    order: null,
    item: null,
    items: null,
    currency: null,
    dateOrder: null,
  },
]
const GOOD = '{"type":"ORDER","verb":"NEW","key":"o1","event_time":"2025-01-06","customer_id":"ann","total_amount":"12.34 USD"}\n'

describe('card numbers in JSON, which is read as events', () => {
  it.each([
    ['NDJSON', `${line()}\n${line({ card_number: Number(CARD.replaceAll(' ', '')), cvv: 6174 })}\n`],
    ['an array', `[${line()},\n${line({ id: 10 })}]`],
    ['an object with an array', `{"transactions":[${line()}]}`],
    ['an array with line breaks in every record', JSON.stringify([transaction, transaction], null, 2)],
    ['other cases', line().replace('card_number', 'Card_Number').replace('cvv', 'CVV')],
    ['escaped names', line().replace('card_number', 'card\\u005fnumber').replace('cvv', '\\u0063vv')],
    ['members behind what is broken', line().replace('"amount":5', '"amount":5x')],
    ['a text that does not close', line().replace(`${CARD}"`, CARD)],
    ['members without a colon', line().replace('"card_number":', '"card_number" ')],
    ['a record that ends in the middle of the number', line().slice(0, line().indexOf(CARD) + 18)],
    ['python', line().replaceAll('"', "'")],
    ['a record in a record', `{"payload":${line()}}`],
    ['a record as a text', JSON.stringify({ payload: line() })],
  ])('are masked in rejects: %s', async (_, text) => {
    const alone = await saidOf('sales.json', text)
    expect(alone.leaked).toEqual([])
    expect(alone.said).toContain('sales.json')
    const among = await saidOf('sales.ndjson', `${GOOD}${text}\n${GOOD}`)
    expect(among.leaked).toEqual([])
    // What is masked is masked alone.
    expect(among.said).toMatch(/Zwei Rosen|card_number|not shown|ends early/)
  })
})

describe('card numbers in tables of orders and events', () => {
  const row = `ann,o1,2025-01-03,${CARD},${CODE},10`
  const orders = (header: string, ...rows: string[]) => [header, ...rows, 'bob,o2,2025-01-04,,,20', ''].join('\n')
  const HEADER = 'customer_id,order_id,created_at_date,card_number,cvv,revenue'

  it.each([
    ['a good row', row],
    ['an amount that is none', row.replace(/10$/, 'ten')],
    ['a cell too many', `${row},1`],
    ['a quote that never closes', row.replace('o1', '"o1')],
    ['a payment that failed', row],
  ])('are in no message: %s', async (_, bad) => {
    const { leaked, last } = await saidOf('orders.csv', orders(HEADER, bad))
    expect(leaked).toEqual([])
    expect(last.kind).toBe('opened')
  })

  it('are not kept with an order that nothing came of', async () => {
    const rows = [`ann,o1,2025-01-03,${CARD},${CODE},10,failed`, 'bob,o2,2025-01-04,,,20,paid']
    const { leaked, said } = await saidOf('orders.csv', [`${HEADER},status`, ...rows].join('\n'))
    expect(said).toContain('ann,o1,2025-01-03,,,10,failed')
    expect(leaked).toEqual([])
  })

  it('are in no message of a table of events', async () => {
    const text = `type,verb,key,event_time,customer_id,total_amount,card_number\nORDER,NEW,o1,2025-02-30,ann,1,${CARD}\nORDER,NEW,o2,2025-01-03,ann,1,\n`
    const { leaked, said } = await saidOf('events.csv', text)
    expect(said).toContain('ORDER,NEW,o1,2025-02-30,ann,1,')
    expect(leaked).toEqual([])
  })

  it('are neither offered nor taken as the customer of an order', async () => {
    const text = `card_number,bought,paid\n${CARD},2025-01-03,10\n${CARD},2025-01-04,12\n`
    const offered = await saidOf('orders.csv', text)
    expect(offered.last).toMatchObject({ kind: 'failed', problems: [{ code: 'not-events', table: { columns: ['bought', 'paid'] } }] })
    expect(offered.leaked).toEqual([])
    const insisted = await saidOf('orders.csv', text, [CARD_AS_CUSTOMER])
    expect(insisted.last).toMatchObject({ kind: 'failed' })
    expect(insisted.leaked).toEqual([])
  })
})

describe('card numbers in orders in JSON', () => {
  const order = {
    sold: 'Zwei Rosen',
    customer: 'ann',
    order_id: 'o1',
    date: '2025-01-03',
    total: '10.50',
    status: 'paid',
    card_number: CARD,
    cvv: CODE,
  }
  const sound = JSON.stringify({ ...order, card_number: '', cvv: '', sold: '', order_id: 'o0' })

  it.each([
    ['of a good order', order],
    ['of an amount that is none', { ...order, total: 'ten' }],
    ['of a payment that failed', { ...order, status: 'failed' }],
    [
      'in an object',
      { ...order, total: 'ten', card_number: null, cvv: null, payment: { card: { number: CARD, cvc: CODE }, card_number: CARD } },
    ],
    ['in the place of an amount', { ...order, total: { card_number: CARD, cvv: CODE } }],
    ['in the place of a customer', { ...order, customer: [{ card_number: CARD, cvv: CODE }] }],
  ])('are in no message: %s', async (_, bad) => {
    for (const text of [`[${sound},${JSON.stringify(bad)}]`, `${sound}\n${JSON.stringify(bad)}\n${sound.replace(':', ' ')}\n`]) {
      const { leaked, last, said } = await saidOf('orders.json', text)
      expect(last.kind).toBe('opened')
      expect(said).toContain('customer: “customer”')
      expect(said).toContain('Zwei Rosen')
      expect(leaked).toEqual([])
    }
  })

  it('are in no sample of records whose members mean nothing', async () => {
    const payment = { card_number: CARD, cvc: CODE }
    const text = JSON.stringify([{ wer: 'ann', wann: '2025-01-03', wieviel: 10.5, cvv: CODE, payment, card: { digits: CARD } }])
    const { leaked, last } = await saidOf('orders.json', text)
    expect(last).toMatchObject({ kind: 'failed', problems: [{ code: 'no-events', table: { columns: ['wer', 'wann', 'wieviel'] } }] })
    expect(leaked).toEqual([])
  })

  it('are not taken as the customer of an order, whatever somebody says', async () => {
    const text = JSON.stringify([{ card_number: CARD, bought: '2025-01-03', paid: '10.50' }])
    const insisted = await saidOf('orders.json', text, [CARD_AS_CUSTOMER])
    expect(insisted.said).toContain('missing type')
    expect(insisted.leaked).toEqual([])
  })
})
