import { describe, expect, it } from 'vitest'
import { unpackWorkbook } from '../../src/intake/workbook/read-workbook.ts'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { startKernel } from '../../src/kernel/kernel-dataset.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { DEFAULT_STORE_DEFINITION, storeAnswers, storeSummary } from '../../src/stores/index.ts'
import { Engine } from '../../src/worker/engine.ts'
import { unpackAnswers } from '../../src/worker/packed-answers.ts'
import type { Answer } from '../../src/worker/protocol.ts'
import { serveUnpacking } from '../../src/worker/unpacking.ts'
import { cardsIn, everythingIn } from '../support/planted-cards.ts'
import { readStoreTexts, storeFixture } from '../support/store-files.ts'
import { sheetOf, workbookOf } from '../support/workbook.ts'

/** Everything that is said of a workbook; its line is served by this test where there is one. */
async function opening(content: Blob, withLine = true): Promise<Answer[]> {
  const answers: Answer[] = []
  const { port1, port2 } = new MessageChannel()
  const engine = new Engine({
    post: answer => {
      answers.push(structuredClone(answer))
      if (answer.kind === 'workbook-met') serveUnpacking(port1, null, unpackWorkbook)
    },
    now: () => performance.now(),
    startKernel: () => startKernel(program, 7),
  })
  const line = withLine ? { workbooks: port2 } : {}
  await engine.handle({ kind: 'open', job: 1, files: [{ path: 'book.xlsx', content }], definition: DEFAULT_DEFINITION, ...line })
  port1.close()
  return answers
}

const TEXTS = ['places.csv', 'terminals.csv', 'sales-2023-a.csv'].map(storeFixture)
const [places = '', terminals = '', sales = ''] = TEXTS

describe('a workbook with the three tables of stores', () => {
  it('says what the same tables say as CSV, and holds no card number in any message', async () => {
    const dataset = readStoreTexts(TEXTS)
    const answers = await opening(await workbookOf({ Orte: sheetOf(places), Geräte: sheetOf(terminals), Umsatz: sheetOf(sales) }))
    expect(answers.filter(({ kind }) => kind === 'workbook-met')).toHaveLength(1)
    const last = answers.at(-1)
    if (last?.kind !== 'opened' || last.result.report !== 'stores') throw new Error(JSON.stringify(last))
    if (last.result.answers === null) throw new Error('three tables are there, and no answers')
    expect(unpackAnswers(last.result.answers)).toEqual(storeAnswers(dataset, DEFAULT_STORE_DEFINITION))
    const { tables } = storeSummary(dataset)
    expect(last.result.summary.tables).toEqual(tables)
    expect(last.result.summary.files.map(({ name, format }) => [name, format])).toEqual([
      ['book.xlsx/Orte', 'CSV, comma, xlsx'],
      ['book.xlsx/Geräte', 'CSV, comma, xlsx'],
      ['book.xlsx/Umsatz', 'CSV, comma, xlsx'],
    ])
    expect(last.result.summary.rejects.find(({ line }) => line === 40)).toMatchObject({ reason: 'bad status', file: 2 })
    const said = everythingIn(answers)
    expect(said).toContain('Zwei Rosen')
    const forms = cardsIn(sales).numbers.flatMap(number => [number, number.replaceAll(' ', '')])
    expect(forms.filter(form => said.includes(form))).toEqual([])
  })

  it('is refused where nothing takes it apart, with a way out', async () => {
    const answers = await opening(await workbookOf({ One: [['id'], [1]] }), false)
    expect(answers.at(-1)).toMatchObject({ kind: 'failed', problems: [{ code: 'unsupported', file: 'book.xlsx' }] })
  })
})

describe('a workbook of other things', () => {
  it('is read by the same path: orders', async () => {
    const rows = [
      ['customer_id', 'order_id', 'created_at_date', 'revenue'],
      ['ann', 'o1', new Date(Date.UTC(2025, 0, 3)), 10.5],
    ]
    const last = (await opening(await workbookOf({ Orders: rows }))).at(-1)
    expect(last).toMatchObject({ kind: 'opened', result: { report: 'customers', summary: { accepted: 1, customers: 1 } } })
  })

  it('is read by the same path: events', async () => {
    const rows = [
      ['type', 'verb', 'key', 'event_time', 'customer_id', 'total_amount'],
      ['ORDER', 'NEW', 'o1', new Date(Date.UTC(2025, 0, 3, 4, 5, 6)), 'ann', 10.5],
    ]
    const last = (await opening(await workbookOf({ Events: rows }))).at(-1)
    expect(last).toMatchObject({ kind: 'opened', result: { report: 'customers', summary: { accepted: 1, customers: 1 } } })
  })
})
