import { describe, expect, it } from 'vitest'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { startKernel } from '../../src/kernel/kernel-dataset.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { DEFAULT_STORE_DEFINITION, storeAnswers, storeSummary, weeklyAmounts } from '../../src/stores/index.ts'
import { Engine } from '../../src/worker/engine.ts'
import { unpackAnswers } from '../../src/worker/packed-answers.ts'
import { type Answer, FINAL_ANSWER, type Request, type StoresResult } from '../../src/worker/protocol.ts'
import { cardsIn, everythingIn } from '../support/planted-cards.ts'
import { readStoreTexts, storeFixture } from '../support/store-files.ts'

const PLACES = { path: 'a/orte.txt', content: new Blob([storeFixture('places.csv')]) }
const TERMINALS = { path: 'b.csv', content: new Blob([storeFixture('terminals.csv')]) }
const SALES = [
  { path: '1.csv', content: new Blob([storeFixture('sales-2023-a.csv')]) },
  { path: '2.csv', content: new Blob([storeFixture('sales-2023-b.csv')]) },
]
const ALL = [PLACES, TERMINALS, ...SALES]
const EVENTS = '{"type":"ORDER","verb":"NEW","key":"o1","event_time":"2025-01-06","customer_id":"ann","total_amount":"12.34 USD"}\n'
const ORDERS = 'customer_id,order_id,created_at_date,revenue\nann,o1,2025-01-03,10\n'

const dataset = readStoreTexts(['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv'].map(storeFixture))

function engine() {
  const answers: Answer[] = []
  const running = new Engine({
    post: (answer, transfer) => answers.push(structuredClone(answer, { transfer: transfer as ArrayBuffer[] })),
    now: () => performance.now(),
    startKernel: () => startKernel(program, 7),
  })
  let job = 0
  return {
    answers,
    async ask(question: Record<string, unknown>): Promise<Answer> {
      job += 1
      // `as`: a question with its number is a request.
      await running.handle({ ...question, job } as unknown as Request)
      const answer = answers.findLast(candidate => candidate.job === job)
      if (answer === undefined) throw new Error('no answer')
      return answer
    },
  }
}

const text = (path: string, content: string) => ({ path, content: new Blob([content]) })
const open = (files: readonly unknown[]) => ({ kind: 'open', files, definition: DEFAULT_DEFINITION })

function storesOf(answer: Answer): StoresResult {
  if (answer.kind !== 'opened' || answer.result.report !== 'stores') throw new Error(JSON.stringify(answer))
  return answer.result
}

async function opened(files: readonly unknown[]) {
  const running = engine()
  return { ...running, result: storesOf(await running.ask(open(files))) }
}

describe('the three tables of stores', () => {
  it('are known by their columns under any names, and answered at once', async () => {
    const { result } = await opened(ALL)
    const { files, tables, rejectedByReason, missing } = storeSummary(dataset)
    expect(result.summary).toMatchObject({ tables, rejectedByReason, missing })
    expect(result.summary.files.map(({ name, table }) => [name, table])).toEqual([
      ['a/orte.txt', 'stores'],
      ['b.csv', 'devices'],
      ['1.csv', 'transactions'],
      ['2.csv', 'transactions'],
    ])
    expect(result.summary.files.map(({ read, accepted, rejected }) => [read, accepted, rejected])).toEqual(
      files.map(({ read, accepted, rejected }) => [read, accepted, rejected]),
    )
    for (const { read, accepted, rejected, duplicates } of Object.values(result.summary.tables)) {
      expect(read).toBe(accepted + rejected + duplicates)
    }
    expect(result.answers && unpackAnswers(result.answers)).toEqual(storeAnswers(dataset, DEFAULT_STORE_DEFINITION))
  })

  it('tell how reading goes, in rows', async () => {
    const { answers } = await opened(ALL)
    const progress = answers.flatMap(answer => (answer.kind === 'progress' ? [answer.progress] : []))
    // Of 91 rows 13 are broken in themselves; those that do not fit the others are found when all are there.
    expect(progress.at(-1)).toMatchObject({ events: 78, rejected: 13 })
    expect(answers.filter(({ kind }) => kind === 'so-far')).toEqual([])
  })

  it('wait for those that are missing, in any order, and then say what all together say', async () => {
    const first = await opened([TERMINALS])
    expect(first.result).toMatchObject({ answers: null, summary: { missing: ['stores', 'transactions'] } })
    // Orphans are not told before their stores could be there.
    expect(first.result.summary.tables.devices).toEqual({ read: 10, accepted: 9, rejected: 1, duplicates: 0 })
    let keeper: Pick<ReturnType<typeof engine>, 'ask'> = first
    let result = first.result
    for (const next of [SALES, [PLACES]]) {
      const reader = await opened(next)
      const copied = await keeper.ask({ kind: 'copy' })
      if (copied.kind !== 'copied') throw new Error(copied.kind)
      result = storesOf(await reader.ask({ kind: 'merge', data: copied.data, definition: DEFAULT_DEFINITION }))
      keeper = reader
    }
    const together = await opened([TERMINALS, ...SALES, PLACES])
    expect(result.summary).toEqual(together.result.summary)
    expect(result.answers).toEqual(together.result.answers)
    expect(result.answers).not.toBeNull()
  })

  it('are asked under another definition, and by week', async () => {
    const { ask, result } = await opened(ALL)
    const definition = { ...DEFAULT_STORE_DEFINITION, statuses: 'all', top: 2, weekStart: 'monday' } as const
    const { answers: shown } = result
    const answer = await ask({ kind: 'define-stores', definition, shown: DEFAULT_STORE_DEFINITION })
    expect(answer.kind).toBe(FINAL_ANSWER['define-stores'])
    if (answer.kind !== 'stores-defined' || shown === null) throw new Error(answer.kind)
    const changed = unpackAnswers(answer.answers)
    expect({ ...unpackAnswers(shown), ...changed }).toEqual(storeAnswers(dataset, definition))
    // Nothing is sent again that follows from none of the switches.
    expect(Object.keys(changed)).not.toContain('directory')
    expect(Object.keys(changed)).not.toContain('firstFive')
    expect(await ask({ kind: 'store-weekly', storeId: '10' })).toMatchObject({ weekly: weeklyAmounts(dataset, definition, '10') })
    expect(await ask({ kind: 'store-weekly', storeId: 'nowhere' })).toMatchObject({ kind: 'store-weekly', weekly: null })
    expect(await ask({ kind: 'define-stores', definition: { ...definition, top: -1 }, shown: definition })).toMatchObject({
      kind: 'failed',
    })
    expect(await ask({ kind: 'store-weekly', storeId: '10' })).toMatchObject({ weekly: weeklyAmounts(dataset, definition, '10') })
  })

  it('do not answer questions about customers, nor customers those about stores', async () => {
    const { ask } = await opened(ALL)
    expect(await ask({ kind: 'cohorts' })).toMatchObject({ kind: 'failed', problems: [{ code: 'worker-stopped' }] })
    const customers = engine()
    await customers.ask(open([text('events.ndjson', EVENTS)]))
    expect(await customers.ask({ kind: 'store-weekly', storeId: '1' })).toMatchObject({ kind: 'failed' })
  })

  it.each([
    ['events', text('events.ndjson', EVENTS)],
    ['orders', text('orders.csv', ORDERS)],
  ])('are not mixed with %s, neither at once nor by adding', async (_, other) => {
    const refusal = { kind: 'failed', problems: [{ code: 'several-kinds', file: null }] }
    expect(await engine().ask(open([...ALL, other]))).toMatchObject(refusal)
    const { ask } = await opened(ALL)
    const copied = await ask({ kind: 'copy' })
    const reader = engine()
    await reader.ask(open([other]))
    const merge = { kind: 'merge', data: copied.kind === 'copied' ? copied.data : null, definition: DEFAULT_DEFINITION }
    expect(await reader.ask(merge)).toMatchObject(refusal)
  })

  it('keep what is good when a file among them is not', async () => {
    const { result } = await opened([...ALL, text('letter.txt', 'Dear Sir or Madam')])
    expect(result.problems).toMatchObject([{ code: 'not-events', file: 'letter.txt' }])
    expect(result.answers).not.toBeNull()
  })

  it('fail with the reasons when every row is left out', async () => {
    const answer = await engine().ask(open([text('d.csv', 'id,type,store_id\n,1,1\n,2,\n')]))
    expect(answer).toMatchObject({ kind: 'failed', problems: [{ code: 'no-events' }], rejected: { read: 2, rejected: 2 } })
    if (answer.kind === 'failed') expect(answer.problems[0]?.message).toContain('2 × missing id')
  })

  it('say that a table is in Windows-1252, and that it ends early', async () => {
    const bytes = Uint8Array.from('id,country,created_at,typology,customer_id,name\n1,DE,01/02/2023,Caf\xe9,9,K\xf6ln\n2,"DE', letter =>
      letter.charCodeAt(0),
    )
    const { result } = await opened([{ path: 'latin.csv', content: new Blob([bytes]) }])
    expect(result.summary.notes.map(({ code }) => code).sort()).toEqual(['ends-early', 'windows-1252'])
  })
})

describe('a sample of stores', () => {
  it('is made, read and answered', async () => {
    const running = engine()
    const recipe = { seed: 7, stores: 20, devices: 40, transactions: 3_000, withCards: true }
    const result = storesOf(await running.ask({ kind: 'sample', recipe, definition: DEFAULT_DEFINITION }))
    expect(result.summary.tables.transactions.read).toBe(3_000)
    expect(result.answers && unpackAnswers(result.answers).topStores).toHaveLength(10)
    expect(everythingIn(running.answers)).not.toMatch(/0000 \d{6} \d{5}/)
  })
})

describe('the files of sample stores', () => {
  it('are given to be saved, and say the same when they are opened', async () => {
    const recipe = { seed: 7, stores: 20, devices: 40, transactions: 500, withCards: true }
    const answer = await engine().ask({ kind: 'sample-files', recipe })
    if (answer.kind !== 'sample-files') throw new Error(answer.kind)
    expect(answer.files.map(({ path }) => path)).toEqual(['sample-devices-7.csv', 'sample-stores-7.csv', 'sample-transactions-7.csv'])
    const made = storesOf(await engine().ask({ kind: 'sample', recipe, definition: DEFAULT_DEFINITION }))
    expect((await opened([...answer.files].reverse())).result.answers).toEqual(made.answers)
  })
})

describe('card numbers', () => {
  const planted = cardsIn(storeFixture('sales-2023-a.csv'))
  const forms = planted.numbers.flatMap(number => [number, number.replaceAll(' ', '')])

  it('leave the thread in no message, whatever is asked and whatever is broken', async () => {
    expect(forms.length).toBeGreaterThan(80)
    const { ask, answers } = await opened(ALL)
    await ask({ kind: 'copy' })
    await ask({
      kind: 'define-stores',
      definition: { ...DEFAULT_STORE_DEFINITION, statuses: 'all' },
      shown: { ...DEFAULT_STORE_DEFINITION, smallGroup: 1, time: 'created_at' },
    })
    await ask({ kind: 'store-weekly', storeId: '1' })
    await ask({ kind: 'cohorts' })
    const said = everythingIn(answers)
    // What is searched does hold what was read.
    expect(said).toContain('Zwei Rosen')
    expect(forms.filter(form => said.includes(form))).toEqual([])
  })

  it.each([
    ['cut in the middle', (csv: string) => csv.slice(0, 700)],
    ['with a quote that never closes', (csv: string) => csv.replace('Rye', '"Rye')],
    ['without a column that is needed, so that it is no table of ours', (csv: string) => csv.replace('happened_at', 'when')],
    ['without a header', (csv: string) => csv.slice(csv.indexOf('\n') + 1)],
    ['one row without a header', (csv: string) => csv.split('\n')[3] ?? ''],
    ['by semicolons', (csv: string) => csv.replaceAll('"Tea, green"', 'Tea').replaceAll(',', ';')],
    [
      'by tabs, with a cell too many',
      (csv: string) => csv.replaceAll('"Tea, green"', 'Tea').replaceAll(',', '\t').replaceAll('\tBread', '\t\tBread'),
    ],
    ['with all columns moved by one', (csv: string) => csv.replaceAll(/^(\d+),/gm, '$1,x,')],
    ['with every row left out', (csv: string) => csv.replaceAll('3770009015', '').replaceAll(/,(00\d|v?00\d),/g, ',,')],
  ])('leave it in no message of a table that is %s', async (_, spoil) => {
    const spoiled = spoil(storeFixture('sales-2023-a.csv'))
    const { ask, answers } = engine()
    await ask(open([PLACES, TERMINALS, text('sales.csv', spoiled)]))
    await ask(open([text('sales.csv', spoiled)]))
    const said = everythingIn(answers)
    expect(said).toContain('sales.csv')
    expect(forms.filter(form => said.includes(form))).toEqual([])
  })
})
