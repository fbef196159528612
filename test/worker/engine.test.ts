import { describe, expect, it } from 'vitest'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { startKernel } from '../../src/kernel/kernel-dataset.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { sampleText } from '../../src/ltv/sample.ts'
import { Engine } from '../../src/worker/engine.ts'
import type { Answer, Request } from '../../src/worker/protocol.ts'
import { FINAL_ANSWER } from '../../src/worker/protocol.ts'
import { customersOf } from './results.ts'

const EVENTS = [
  '{"type":"ORDER","verb":"NEW","key":"o1","event_time":"2017-01-06T12:55:55.555Z","customer_id":"ann","total_amount":"12.34 USD"}',
  '{"type":"ORDER","verb":"NEW","key":"o2","event_time":"2017-01-06T12:55:55.555Z","customer_id":"bob","total_amount":"50 USD"}',
  '{"type":"SITE_VISIT","verb":"NEW","key":"p1","event_time":"2017-01-06T12:45:52.041Z","customer_id":"bob"}',
]
const MORE = ['{"type":"ORDER","verb":"NEW","key":"o3","event_time":"2017-01-07T00:00:00Z","customer_id":"eve","total_amount":"5 USD"}']
const BAD = ['{"type":"ORDER","verb":"NEW","key":"o9","event_time":"2017-01-07","customer_id":" ","total_amount":"5 USD"}', '{"type":']

const file = (path: string, lines: readonly string[]) => ({ path, content: new Blob([lines.join('\n')]) })

/** An engine whose answers are kept, cloned and transferred as if they had crossed to the page. */
function engine(now: () => number = () => performance.now()) {
  const answers: Answer[] = []
  const running = new Engine({
    post: (answer, transfer) => answers.push(structuredClone(answer, { transfer: transfer as ArrayBuffer[] })),
    now,
    startKernel: () => startKernel(program, 7),
  })
  return {
    answers,
    async ask(request: Request): Promise<Answer> {
      await running.handle(request)
      const answer = answers.findLast(candidate => candidate.job === request.job)
      if (answer === undefined) throw new Error('no answer')
      return answer
    },
    handle: (request: Request) => running.handle(request),
  }
}

async function opened(lines: readonly string[] = EVENTS) {
  const running = engine()
  const answer = await running.ask({ kind: 'open', job: 1, files: [file('events.ndjson', lines)], definition: DEFAULT_DEFINITION })
  if (answer.kind !== 'opened') throw new Error(`not opened: ${JSON.stringify(answer)}`)
  return { ...running, result: customersOf(answer.result) }
}

describe('opening', () => {
  it('gives counts, customers and the ranking, the best first', async () => {
    const { result } = await opened()
    expect(result.summary).toMatchObject({ read: 3, accepted: 3, rejected: 0, customers: 2 })
    expect(result.directory.customers).toBe(2)
    expect([...result.ranking.ltv]).toEqual([50 * 520, 6416.8])
    expect(result.problems).toEqual([])
  })

  it('tells where it is, at the beginning and at the end', async () => {
    const { answers, result } = await opened()
    const progress = answers.flatMap(answer => (answer.kind === 'progress' ? [answer.progress] : []))
    expect(progress[0]).toMatchObject({ bytesRead: 0, events: 0, files: [{ path: 'events.ndjson', bytesRead: 0 }] })
    const size = result.summary.files[0]?.bytes
    expect(size).toBe(EVENTS.join('\n').length)
    expect(progress.at(-1)).toMatchObject({ bytesRead: size, bytesTotal: size, events: 3, rejected: 0 })
  })

  // Half a second of real work; a busy machine may take much longer without anything being wrong.
  it('tells where it is at least every 100 ms of work, and shows first rows by 300 ms at a tenth of the time', {
    timeout: 60_000,
  }, async () => {
    let now = 0
    // Every look at the clock takes 7 ms, and between two looks there is at most one chunk of 1 MiB or 2,048 records that become values.
    const { answers, ask } = engine(() => {
      now += 7
      return now
    })
    const lines = Array.from({ length: 640_000 }, (_, index) => EVENTS[index % EVENTS.length] ?? '')
    await ask({ kind: 'open', job: 1, files: [file('events.ndjson', lines)], definition: DEFAULT_DEFINITION })
    const times = answers.flatMap(answer => (answer.kind === 'progress' && answer.progress.events > 0 ? [answer.progress.elapsedMs] : []))
    expect(times.length).toBeGreaterThan(5)
    for (const [index, time] of times.entries()) expect(time - (times[index - 1] ?? time)).toBeLessThanOrEqual(100)
    const rows = answers.flatMap(answer => (answer.kind === 'so-far' ? [answer.rows] : []))
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.length).toBeLessThan(times.length / 4)
    expect(rows[0]?.map(row => row.id)).toEqual(['bob', 'ann'])
  })

  it('keeps what is good when a file among others is not', async () => {
    const { ask } = engine()
    const files = [file('events.ndjson', EVENTS), file('photo.png', ['\u0089PNG\r\n\u001a\n\u0000\u0000']), file('empty.json', [])]
    const answer = await ask({ kind: 'open', job: 1, files, definition: DEFAULT_DEFINITION })
    if (answer.kind !== 'opened') throw new Error(answer.kind)
    expect(answer.result.summary.accepted).toBe(3)
    expect(answer.result.problems.map(problem => problem.file)).toEqual(['photo.png', 'empty.json'])
    for (const problem of answer.result.problems) expect(problem.wayOut).not.toBe('')
  })

  it('fails with the reasons and the rejects when every record is left out', async () => {
    const { ask } = engine()
    const answer = await ask({ kind: 'open', job: 1, files: [file('bad.ndjson', BAD)], definition: DEFAULT_DEFINITION })
    if (answer.kind !== 'failed') throw new Error(answer.kind)
    expect(answer.problems[0]).toMatchObject({ code: 'no-events', file: null })
    expect(answer.problems[0]?.message).toContain('All 2 records were left out: 1 × missing customer_id, 1 × not valid JSON')
    expect(answer.problems[0]?.message).toContain('bad.ndjson, line 1')
    expect(answer.rejected).toMatchObject({ read: 2, accepted: 0, rejected: 2 })
  })

  it.each([
    ['an empty array', '[]'],
    ['a header without rows', 'type,verb,key,event_time,customer_id,total_amount\n'],
  ])('fails with one problem when there is no record at all: %s', async (_, text) => {
    const { ask } = engine()
    const answer = await ask({ kind: 'open', job: 1, files: [file('empty', [text])], definition: DEFAULT_DEFINITION })
    if (answer.kind !== 'failed') throw new Error(answer.kind)
    expect(answer).toMatchObject({ rejected: null, problems: [{ file: 'empty' }] })
    expect(answer.problems).toHaveLength(1)
  })

  it('fails also when there is no file at all', async () => {
    const answer = await engine().ask({ kind: 'open', job: 1, files: [], definition: DEFAULT_DEFINITION })
    expect(answer).toMatchObject({ kind: 'failed', problems: [{ code: 'empty', file: null }] })
  })
})

describe('a question', () => {
  it('is answered with the kind of answer that is agreed, again and again, though answers are handed over', async () => {
    const { ask } = await opened()
    const questions: Request[] = [
      { kind: 'define', job: 0, definition: { ...DEFAULT_DEFINITION, weeksRule: 'active' } },
      { kind: 'sort', job: 0, column: 'customer' },
      { kind: 'detail', job: 0, customer: 0 },
      { kind: 'strips', job: 0, customers: new Uint32Array([1, 0]) },
      { kind: 'weekly', job: 0, x: 1 },
      { kind: 'weekly', job: 0, x: null },
      { kind: 'cohorts', job: 0 },
      { kind: 'copy', job: 0 },
    ]
    for (const round of [1, 2]) {
      for (const [index, question] of questions.entries()) {
        const answer = await ask({ ...question, job: round * 100 + index })
        expect(answer.kind).toBe(FINAL_ANSWER[question.kind])
      }
    }
  })

  it('is answered under the definition that was set last', async () => {
    const { ask } = await opened([...EVENTS, ...MORE])
    const windowEnd = Date.UTC(2017, 0, 7)
    expect(await ask({ kind: 'sort', job: 2, column: 'spend' })).toMatchObject({ order: new Uint32Array([2, 1, 0]) })
    await ask({ kind: 'define', job: 3, definition: { ...DEFAULT_DEFINITION, windowEnd } })
    expect(await ask({ kind: 'sort', job: 4, column: 'spend' })).toMatchObject({ order: new Uint32Array([1, 0]) })
  })

  it('that cannot be answered fails, and the data set answers on', async () => {
    const { ask } = await opened()
    const failed = await ask({ kind: 'define', job: 2, definition: { ...DEFAULT_DEFINITION, margin: 7 } })
    expect(failed).toMatchObject({ kind: 'failed', problems: [{ code: 'worker-stopped' }], rejected: null })
    expect((await ask({ kind: 'sort', job: 3, column: 'spend' })).kind).toBe('sorted')
  })

  it('before anything was opened fails', async () => {
    expect(await engine().ask({ kind: 'cohorts', job: 1 })).toMatchObject({ kind: 'failed', problems: [{ code: 'worker-stopped' }] })
  })

  it('gets exactly one final answer, also when several come at once, in the order in which they came', async () => {
    const { answers, handle } = engine()
    await Promise.all([
      handle({ kind: 'open', job: 1, files: [file('events.ndjson', EVENTS)], definition: DEFAULT_DEFINITION }),
      handle({ kind: 'sort', job: 2, column: 'ltv' }),
      handle({ kind: 'define', job: 3, definition: { ...DEFAULT_DEFINITION, margin: -1 } }),
      handle({ kind: 'cohorts', job: 4 }),
    ])
    const final = answers.filter(answer => answer.kind !== 'progress' && answer.kind !== 'so-far')
    expect(final.map(answer => [answer.job, answer.kind])).toEqual([
      [1, 'opened'],
      [2, 'sorted'],
      [3, 'failed'],
      [4, 'cohorts'],
    ])
  })
})

describe('adding', () => {
  it('of one data set to a copy of another gives what opening all files together gives, and leaves the other as it was', async () => {
    const keeper = await opened()
    const reader = await opened(MORE)
    const copied = await keeper.ask({ kind: 'copy', job: 5 })
    if (copied.kind !== 'copied') throw new Error(copied.kind)
    const merged = await reader.ask({ kind: 'merge', job: 6, data: copied.data, definition: DEFAULT_DEFINITION })
    const together = await engine().ask({
      kind: 'open',
      job: 1,
      files: [file('events.ndjson', EVENTS), file('events.ndjson', MORE)],
      definition: DEFAULT_DEFINITION,
    })
    if (merged.kind !== 'opened' || together.kind !== 'opened') throw new Error('not opened')
    expect(merged.result.summary).toEqual(together.result.summary)
    expect(customersOf(merged.result).ranking.ltv).toEqual(customersOf(together.result).ranking.ltv)
    expect(await keeper.ask({ kind: 'define', job: 7, definition: DEFAULT_DEFINITION })).toMatchObject({
      kind: 'defined',
      ranking: { ltv: keeper.result.ranking.ltv },
    })
  })
})

describe('a sample shop', () => {
  const recipe = { seed: 7, customers: 20, events: 2_000 }

  it('is a file that is read like any other', async () => {
    const answer = await engine().ask({ kind: 'sample', job: 1, recipe, definition: DEFAULT_DEFINITION })
    if (answer.kind !== 'opened') throw new Error(answer.kind)
    expect(answer.result.summary.read).toBe(2_000)
    expect(answer.result.summary.rejected).toBeGreaterThanOrEqual(3)
    expect(answer.result.summary.files[0]?.name).toBe('sample-shop-7.ndjson')
  })

  it('is given as a file, the same as its recipe makes', async () => {
    const answer = await engine().ask({ kind: 'sample-files', job: 1, recipe })
    if (answer.kind !== 'sample-files') throw new Error(answer.kind)
    expect(answer.files.map(({ path }) => path)).toEqual(['sample-shop-7.ndjson'])
    expect(await answer.files[0]?.content.text()).toBe([...sampleText(recipe)].join(''))
  })

  it('with an impossible recipe fails', async () => {
    const answer = await engine().ask({ kind: 'sample', job: 1, recipe: { ...recipe, customers: 0 }, definition: DEFAULT_DEFINITION })
    expect(answer).toMatchObject({ kind: 'failed', problems: [{ code: 'worker-stopped' }] })
  })
})
