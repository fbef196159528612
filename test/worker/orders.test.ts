import { describe, expect, it } from 'vitest'
import { headerKey } from '../../src/clv/column-mapping.ts'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { startKernel } from '../../src/kernel/kernel-dataset.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { customerAt } from '../../src/ltv/results.ts'
import { Engine } from '../../src/worker/engine.ts'
import type { Answer, Request } from '../../src/worker/protocol.ts'
import { customersOf } from './results.ts'

const ITEMS = [
  'customer_id,order_id,order_item_id,num_items,revenue,created_at_date',
  'ann,o1,1,2,10.10,2025-01-03',
  'ann,o1,2,1,20.20,2025-01-03',
  'bob,o1,3,NA,NA,2025-01-05',
  'bob,o2,4,1,5,2025-01-12',
  ',o3,5,1,5,2025-01-12',
  'ann,o4,6,1,-30.30,2025-01-20',
]
const MORE = [
  'customer_id,order_id,order_item_id,num_items,revenue,created_at_date',
  'ann,o1,3,1,0.70,2025-01-03',
  'cat,o9,1,1,1,2025-02-01',
]
const EVENT = '{"type":"ORDER","verb":"NEW","key":"o1","event_time":"2025-01-06","customer_id":"ann","total_amount":"12.34 USD"}'

const file = (path: string, lines: readonly string[]) => ({ path, content: new Blob([`${lines.join('\n')}\n`]) })

function engine() {
  const answers: Answer[] = []
  const running = new Engine({
    post: (answer, transfer) => answers.push(structuredClone(answer, { transfer: transfer as ArrayBuffer[] })),
    now: () => performance.now(),
    startKernel: () => startKernel(program, 7),
  })
  return {
    async ask(request: Request): Promise<Answer> {
      await running.handle(request)
      const answer = answers.findLast(candidate => candidate.job === request.job)
      if (answer === undefined) throw new Error('no answer')
      return answer
    },
  }
}

async function opened(...files: ReturnType<typeof file>[]) {
  const running = engine()
  const answer = await running.ask({ kind: 'open', job: 1, files, definition: DEFAULT_DEFINITION })
  if (answer.kind !== 'opened') throw new Error(JSON.stringify(answer))
  return { ...running, result: customersOf(answer.result) }
}

describe('a table of orders', () => {
  it('is ranked by simple LTV, every order with the sum of its rows', async () => {
    const { result } = await opened(file('orders.csv', ITEMS))
    const { ranking, summary } = result
    // 3 to 20 January 2025 touches four weeks that start on Sunday; ann has 30.30 − 30.30, bob 0 + 5.
    expect([0, 1].map(index => customerAt(ranking, index))).toMatchObject([
      { spendUnits: 50_000, orders: 2 },
      { spendUnits: 0, orders: 2 },
    ])
    expect(ranking.facts.calendarWeeks).toBe(4)
    expect(summary).toMatchObject({ read: 6, accepted: 5, rejected: 1, customers: 2, orders: 4 })
    expect(summary.rejects[0]).toMatchObject({ reason: 'missing customer_id', line: 6 })
    expect(summary.notes.map(({ code }) => code)).toContain('missing-values')
  })

  it('has receipts that lead to the file and the line of the first row of each order', async () => {
    const { ask } = await opened(file('orders.csv', ITEMS))
    const answer = await ask({ kind: 'detail', job: 2, customer: 0 })
    if (answer.kind !== 'detailed') throw new Error(answer.kind)
    expect(answer.detail.id).toBe('ann')
    expect(answer.detail.events.map(({ key, line, file: path, amountUnits }) => [key, line, path, amountUnits])).toEqual([
      ['o4', 7, 'orders.csv', -303_000],
      ['o1', 2, 'orders.csv', 303_000],
    ])
  })

  it('without order ids is told apart by customer and time', async () => {
    const lines = ['customer,date,amount', 'ann,2025-01-03,1', 'ann,2025-01-03,2', 'ann,2025-01-03 12:34:56,4', 'bob,2025-01-03,8']
    const { ask } = await opened(file('log.csv', lines))
    const answer = await ask({ kind: 'detail', job: 2, customer: 0 })
    if (answer.kind !== 'detailed') throw new Error(answer.kind)
    expect(answer.detail.events.map(({ key, amountUnits }) => [key, amountUnits])).toEqual([
      ['2025-01-03 12:34:56', 40_000],
      ['2025-01-03', 30_000],
    ])
  })

  it('added to another gives what both give together: rows of one order add up across files', async () => {
    const keeper = await opened(file('a.csv', ITEMS))
    const reader = await opened(file('b.csv', MORE))
    const copied = await keeper.ask({ kind: 'copy', job: 2 })
    if (copied.kind !== 'copied') throw new Error(copied.kind)
    const merged = await reader.ask({ kind: 'merge', job: 3, data: copied.data, definition: DEFAULT_DEFINITION })
    const { result } = await opened(file('a.csv', ITEMS), file('b.csv', MORE))
    expect(merged).toMatchObject({ kind: 'opened', result: { summary: { ...result.summary }, ranking: { ...result.ranking } } })
    expect([0, 1, 2].map(index => customerAt(result.ranking, index).spendUnits)).toEqual([50_000, 10_000, 7_000])
    // The one who kept the data was only copied.
    const again = await keeper.ask({ kind: 'define', job: 4, definition: DEFAULT_DEFINITION })
    expect(again).toMatchObject({ kind: 'defined', ranking: { ranked: 2 } })
  })

  it('gives its rows to whoever predicts, refunds not yet taken off', async () => {
    const { ask } = await opened(file('orders.csv', ITEMS))
    const answer = await ask({ kind: 'orders', job: 2 })
    if (answer.kind !== 'orders') throw new Error(answer.kind)
    const { lines, currency, lastDay } = answer.orders
    expect([...lines.amountUnits]).toEqual([101_000, 202_000, Number.NaN, 50_000, -303_000])
    expect([...(lines.items ?? [])]).toEqual([2, 1, Number.NaN, 1, 1])
    expect([...lines.customer]).toEqual([0, 0, 1, 1, 0])
    expect({ currency, lastDay }).toEqual({ currency: 'USD', lastDay: Date.UTC(2025, 0, 20) / 86_400_000 })
  })

  it('gives only the rows inside the window, which is also how far customers were watched', async () => {
    const { ask } = await opened(file('orders.csv', ITEMS))
    const definition = { ...DEFAULT_DEFINITION, windowStart: Date.UTC(2025, 0, 5), windowEnd: Date.UTC(2025, 0, 13) }
    await ask({ kind: 'define', job: 2, definition })
    const answer = await ask({ kind: 'orders', job: 3 })
    if (answer.kind !== 'orders') throw new Error(answer.kind)
    expect([...answer.orders.lines.customer]).toEqual([1, 1])
    expect(answer.orders.lastDay).toBe(Date.UTC(2025, 0, 12) / 86_400_000)
  })
})

describe('orders in JSON', () => {
  const order = (id: number) => `{"customer":{"id":"ann"},"order_id":${id},"created_at":"2025-01-03","total":0.10}`

  it('are told by their beginning: an event behind it is a row that is left out, and is in no other data set', async () => {
    const { result } = await opened(file('orders.ndjson', [...Array.from({ length: 1_500 }, (_, id) => order(id)), EVENT, order(1_500)]))
    expect(result.summary).toMatchObject({ records: 'rows', read: 1_502, accepted: 1_501, rejected: 1 })
    expect(result.summary.rejects).toMatchObject([{ reason: 'missing customer_id', line: 1_501, raw: EVENT }])
    expect(customerAt(result.ranking, 0)).toMatchObject({ spendUnits: 1_501_000, orders: 1_501 })
  })

  it('have receipts that lead to the line of their record', async () => {
    const { ask } = await opened(file('orders.json', ['[', `${order(1)},`, `${order(2)}`, ']']))
    const answer = await ask({ kind: 'detail', job: 2, customer: 0 })
    if (answer.kind !== 'detailed') throw new Error(answer.kind)
    expect(answer.detail.events.map(({ key, line, file: path }) => [key, line, path])).toEqual([
      ['1', 2, 'orders.json'],
      ['2', 3, 'orders.json'],
    ])
  })
})

describe('what cannot be one data set', () => {
  it('events and orders are not read together', async () => {
    const answer = await engine().ask({
      kind: 'open',
      job: 1,
      files: [file('orders.csv', ITEMS), file('events.ndjson', [EVENT])],
      definition: DEFAULT_DEFINITION,
    })
    expect(answer).toMatchObject({ kind: 'failed', problems: [{ code: 'several-kinds' }] })
  })

  it('nor added to one another, and what was there stays', async () => {
    const keeper = await opened(file('orders.csv', ITEMS))
    const reader = await opened(file('events.ndjson', [EVENT]))
    const copied = await keeper.ask({ kind: 'copy', job: 2 })
    if (copied.kind !== 'copied') throw new Error(copied.kind)
    const merged = await reader.ask({ kind: 'merge', job: 3, data: copied.data, definition: DEFAULT_DEFINITION })
    expect(merged).toMatchObject({ kind: 'failed', problems: [{ code: 'several-kinds' }] })
    expect(await keeper.ask({ kind: 'cohorts', job: 4 })).toMatchObject({ kind: 'cohorts' })
  })
})

describe('a table that does not tell by itself', () => {
  const SLASHED = ['customer_id,order_id,created_at_date,revenue', 'ann,o1,03/04/2011,10', 'bob,o2,05/06/2011,20']
  const UNKNOWN = ['wer,wann,wieviel', 'ann,2025-01-03,10', 'bob,2025-01-04,20']
  const open = (lines: readonly string[], choices?: Extract<Request, { kind: 'open' }>['choices']) =>
    engine().ask({
      kind: 'open',
      job: 1,
      files: [file('orders.csv', lines)],
      definition: DEFAULT_DEFINITION,
      ...(choices === undefined ? {} : { choices }),
    })

  it('asks whether the day or the month comes first, and reads it as it was told', async () => {
    const asked = await open(SLASHED)
    if (asked.kind !== 'failed') throw new Error(asked.kind)
    const [problem] = asked.problems
    expect(problem).toMatchObject({
      code: 'undecided-dates',
      file: 'orders.csv',
      dates: { dayFirst: '2011-04-03', monthFirst: '2011-03-04' },
    })
    const header = problem?.dates?.header ?? ''
    for (const [order, first] of [
      ['day-first', Date.UTC(2011, 3, 3)],
      ['month-first', Date.UTC(2011, 2, 4)],
    ] as const) {
      const answer = await open(SLASHED, { mappings: [], dateOrders: [[header, order]] })
      expect(answer).toMatchObject({ kind: 'opened', result: { summary: { first } } })
    }
  })

  it('shows its columns and first rows, and is read as somebody says what they mean', async () => {
    const asked = await open(UNKNOWN)
    if (asked.kind !== 'failed') throw new Error(asked.kind)
    expect(asked.problems[0]?.table).toEqual({
      header: 'wer|wann|wieviel',
      known: {},
      columns: ['wer', 'wann', 'wieviel'],
      rows: [
        ['ann', '2025-01-03', '10'],
        ['bob', '2025-01-04', '20'],
      ],
    })
    const mapping = {
      customer: 'wer',
      date: 'wann',
      amount: { kind: 'column', column: 'wieviel' },
      order: null,
      item: null,
      items: null,
      currency: null,
      dateOrder: null,
    } as const
    const answer = await open(UNKNOWN, { mappings: [[headerKey(['wer', 'wann', 'wieviel']), mapping]], dateOrders: [] })
    expect(answer).toMatchObject({ kind: 'opened', result: { summary: { accepted: 2, customers: 2 } } })
  })
})
