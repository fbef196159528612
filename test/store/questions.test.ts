import { describe, expect, it } from 'vitest'
import type { Problem } from '../../src/base/problems.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { loadedFrom, redefined } from '../../src/store/loaded.ts'
import { Questions } from '../../src/store/questions.ts'
import type { Loaded } from '../../src/store/session.ts'
import { ThreadClient } from '../../src/worker/client.ts'
import type { Answer } from '../../src/worker/protocol.ts'
import { loadedCustomers } from '../support/loaded-customers.ts'
import { rankingUnder, resultOf } from '../worker/results.ts'
import { scriptedHost } from '../worker/scripted-worker.ts'

/** Questions about a data set that a scripted worker keeps. */
async function asking() {
  const script = scriptedHost()
  const client = new ThreadClient(script.host)
  const outcome = client.open({ kind: 'open', files: [], definition: DEFAULT_DEFINITION }, 'replace', {
    progress: () => {},
    soFar: () => {},
    silent: () => {},
  })
  await script.settle()
  const [worker] = script.workers
  if (worker === undefined) throw new Error('no worker')
  worker.answer({ kind: 'opened', job: 1, result: resultOf() })
  await outcome
  const reported: Problem[] = []
  const questions = new Questions(
    question => client.ask(question),
    problems => reported.push(...problems),
  )
  const loaded = loadedCustomers(loadedFrom(resultOf(), 1, { label: 'events', sample: null, files: [] }, null))
  return {
    ...script,
    worker,
    questions,
    loaded,
    reported,
    asked: () => worker.requests.slice(1).map(({ job: _, ...question }) => question),
    async answer(answer: (job: number) => Answer) {
      worker.answer(answer(worker.requests.at(-1)?.job ?? 0))
      await script.settle()
    },
  }
}

/** The same data set under another definition. */
function withMargin(loaded: Loaded): Loaded {
  return redefined(loaded, { kind: 'defined', job: 2, ranking: rankingUnder({ ...DEFAULT_DEFINITION, margin: 0.6 }), columns: null })
}

const ORDER = new Uint32Array([1, 0, 2])
const sorted = (job: number): Answer => ({ kind: 'sorted', job, column: 'spend', order: ORDER })
const nothing = (): void => {}

describe('a derived answer', () => {
  it('is asked for only when somebody watches, and told when it is there', async () => {
    const { questions, loaded, asked, answer } = await asking()
    let told = 0
    questions.renew(loaded)
    expect(questions.peek<'sort'>({ kind: 'sort', column: 'spend' })).toBeNull()
    expect(asked()).toEqual([])
    questions.watch({ kind: 'sort', column: 'spend' }, () => {
      told += 1
    })
    expect(asked()).toEqual([{ kind: 'sort', column: 'spend' }])
    await answer(sorted)
    expect(told).toBe(1)
    expect(questions.peek<'sort'>({ kind: 'sort', column: 'spend' })).toBe(ORDER)
  })

  it('is asked for once, however many watch, and kept for those who come back', async () => {
    const { questions, loaded, asked, answer } = await asking()
    questions.renew(loaded)
    const ends = [1, 2].map(() => questions.watch({ kind: 'sort', column: 'spend' }, () => {}))
    await answer(sorted)
    for (const end of ends) end()
    questions.watch({ kind: 'sort', column: 'spend' }, nothing)
    expect(asked()).toHaveLength(1)
  })

  it('is void with a new ranking, and asked for again when that is settled', async () => {
    const { questions, loaded, asked, answer } = await asking()
    questions.renew(loaded)
    questions.watch({ kind: 'sort', column: 'spend' }, nothing)
    await answer(sorted)
    questions.renew({ ...loaded, redefining: true })
    expect(questions.peek<'sort'>({ kind: 'sort', column: 'spend' })).toBe(ORDER)
    const between = { ...withMargin(loaded), redefining: true }
    questions.renew(between)
    expect(questions.peek<'sort'>({ kind: 'sort', column: 'spend' })).toBeNull()
    expect(asked()).toHaveLength(1)
    questions.renew({ ...between, redefining: false })
    expect(asked()).toHaveLength(2)
  })

  it('that arrives after its ranking has gone is dropped', async () => {
    const { questions, loaded, worker, settle } = await asking()
    questions.renew(loaded)
    questions.watch({ kind: 'sort', column: 'spend' }, nothing)
    const { job } = worker.asked('sort')
    questions.renew({ ...withMargin(loaded), redefining: true })
    worker.answer(sorted(job))
    await settle()
    expect(questions.peek<'sort'>({ kind: 'sort', column: 'spend' })).toBeNull()
  })

  it('is asked for one x at a time: the values a slider only passed are not asked', async () => {
    const { questions, loaded, asked, answer } = await asking()
    questions.renew(loaded)
    let end = nothing
    for (const x of [10, 11, 12, 13]) {
      end()
      end = questions.watch({ kind: 'weekly', x }, nothing)
    }
    const series = {
      start: 0,
      spendUnits: new Float64Array(0),
      visits: new Uint32Array(0),
      orders: new Uint32Array(0),
      partial: new Uint8Array(0),
    }
    await answer(job => ({ kind: 'weekly', job, series }))
    expect(asked()).toEqual([
      { kind: 'weekly', x: 10 },
      { kind: 'weekly', x: 13 },
    ])
  })

  it('that failed is reported once and not asked for again', async () => {
    const { questions, loaded, asked, answer, reported } = await asking()
    const problem: Problem = { code: 'too-large', file: null, message: 'x', wayOut: 'y' }
    questions.renew(loaded)
    questions.watch({ kind: 'cohorts' }, nothing)
    await answer(job => ({ kind: 'failed', job, problems: [problem], rejected: null }))
    questions.watch({ kind: 'cohorts' }, nothing)
    questions.renew({ ...loaded })
    expect(asked()).toHaveLength(1)
    expect(reported).toEqual([problem])
  })

  it('is not asked of a thread that has stopped', async () => {
    const { questions, loaded, asked, reported } = await asking()
    questions.renew({ ...loaded, lost: { code: 'worker-stopped', file: null, message: 'x', wayOut: 'y' } })
    questions.watch({ kind: 'cohorts' }, nothing)
    expect(asked()).toEqual([])
    expect(reported).toEqual([])
  })
})

describe('strips', () => {
  const strips = (job: number, customers: number): Answer => ({
    kind: 'stripped',
    job,
    strips: { buckets: 2, weeksPerBucket: 1, spendUnits: Float64Array.from({ length: customers * 2 }, (_, index) => index) },
  })

  it('are fetched for the customers in sight, and only for those that are not there yet', async () => {
    const { questions, loaded, worker, answer } = await asking()
    questions.renew(loaded)
    const end = questions.strips.watch([5, 6], nothing)
    expect([...worker.asked('strips').customers]).toEqual([5, 6])
    await answer(job => strips(job, 2))
    expect(questions.strips.peek()?.byCustomer.get(6)).toEqual(new Float64Array([2, 3]))
    end()
    questions.strips.watch([6, 7], nothing)
    expect([...worker.asked('strips').customers]).toEqual([7])
  })

  it('of rows that were scrolled past while others were fetched are not asked for', async () => {
    const { questions, loaded, worker, answer } = await asking()
    questions.renew(loaded)
    let end = nothing
    for (const customer of [1, 2, 3, 4]) {
      end()
      end = questions.strips.watch([customer], nothing)
    }
    await answer(job => strips(job, 1))
    expect([...worker.asked('strips').customers]).toEqual([4])
  })

  it('become void with a new ranking', async () => {
    const { questions, loaded, answer, asked } = await asking()
    questions.renew(loaded)
    questions.strips.watch([1], nothing)
    await answer(job => strips(job, 1))
    questions.renew(withMargin(loaded))
    expect(questions.strips.peek()).toBeNull()
    expect(asked()).toHaveLength(2)
  })
})
