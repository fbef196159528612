import { describe, expect, it } from 'vitest'
import type { Problem } from '../../src/base/problems.ts'
import { DEFAULT_SETTINGS } from '../../src/clv/settings.ts'
import type { InputFile } from '../../src/intake/byte-source.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { createDataset, pack } from '../../src/ltv/index.ts'
import { KEEPER_SILENCE_SECONDS, type OpenQuestion, type ReadingWatcher, SILENCE_SECONDS, ThreadClient } from '../../src/worker/client.ts'
import { type ForecastResult, type OrdersToPredict, Predictions } from '../../src/worker/prediction.ts'
import type { PackedData, Progress, SoFarRow } from '../../src/worker/protocol.ts'
import { PROGRESS, rankingUnder, resultOf } from './results.ts'
import { type ScriptedWorker, scriptedHost } from './scripted-worker.ts'

/** No data set at all; the client only passes it on. */
const EMPTY: PackedData = { kind: 'events', ...pack(createDataset()) }
const OPEN: OpenQuestion = { kind: 'open', files: [], definition: DEFAULT_DEFINITION }

function watcher() {
  const seen = { progress: [] as Progress[], soFar: [] as (readonly SoFarRow[])[], silent: [] as boolean[] }
  const watching: ReadingWatcher = {
    progress: progress => seen.progress.push(progress),
    soFar: rows => seen.soFar.push(rows),
    silent: silent => seen.silent.push(silent),
  }
  return { seen, watching }
}

function opened(worker: ScriptedWorker | undefined, result = resultOf()): void {
  worker?.answer({ kind: 'opened', job: worker.requests.at(-1)?.job ?? 0, result })
}

/** A client that already keeps a data set, in the first worker; the second is the spare. */
async function keeping() {
  const script = scriptedHost()
  const client = new ThreadClient(script.host)
  const outcome = client.open(OPEN, 'replace', watcher().watching)
  await script.settle()
  opened(script.workers[0])
  await outcome
  await script.settle()
  const [keeper, spare] = script.workers
  if (keeper === undefined || spare === undefined) throw new Error('expected a keeper and a spare')
  return { ...script, client, keeper, spare }
}

describe('opening', () => {
  it('gives what the reader answers, and the reader keeps the data set from then on', async () => {
    const { client, keeper, settle } = await keeping()
    const answer = client.ask<'sort'>({ kind: 'sort', column: 'spend' })
    await settle()
    const { job } = keeper.asked('sort')
    keeper.answer({ kind: 'sorted', job, column: 'spend', order: new Uint32Array([2, 0, 1]) })
    expect(await answer).toMatchObject({ kind: 'sorted', order: new Uint32Array([2, 0, 1]) })
  })

  it('passes on progress and first rows', async () => {
    const { host, workers, settle } = scriptedHost()
    const { seen, watching } = watcher()
    const outcome = new ThreadClient(host).open(OPEN, 'replace', watching)
    await settle()
    const rows = [{ id: 'a', ltv: 1, spendUnits: 2, currency: 'USD' }]
    workers[0]?.answer({ kind: 'progress', job: 1, progress: PROGRESS })
    workers[0]?.answer({ kind: 'so-far', job: 1, rows })
    opened(workers[0])
    expect((await outcome).kind).toBe('opened')
    expect(seen.progress).toEqual([PROGRESS])
    expect(seen.soFar).toEqual([rows])
  })

  it('replaces: the worker of the data set before is ended only when the new one is there', async () => {
    const { client, keeper, spare, settle } = await keeping()
    const outcome = client.open(OPEN, 'replace', watcher().watching)
    await settle()
    expect(keeper.terminated).toBe(false)
    opened(spare)
    expect((await outcome).kind).toBe('opened')
    expect(keeper.terminated).toBe(true)
    expect(spare.terminated).toBe(false)
  })

  it('adds: the reader merges a copy of what is kept, and takes over', async () => {
    const { client, keeper, spare, settle } = await keeping()
    const outcome = client.open(OPEN, 'add', watcher().watching)
    await settle()
    opened(spare, resultOf(1))
    await settle()
    keeper.answer({ kind: 'copied', job: keeper.asked('copy').job, data: EMPTY })
    await settle()
    expect(keeper.terminated).toBe(false)
    const merge = spare.asked('merge')
    expect(merge.data).toEqual(EMPTY)
    const result = resultOf(4, 2)
    spare.answer({ kind: 'opened', job: merge.job, result })
    expect(await outcome).toMatchObject({ kind: 'opened', result })
    expect(keeper.terminated).toBe(true)
  })

  it('adds to nothing as it replaces', async () => {
    const { host, workers, settle } = scriptedHost()
    const outcome = new ThreadClient(host).open(OPEN, 'add', watcher().watching)
    await settle()
    opened(workers[0])
    expect((await outcome).kind).toBe('opened')
  })

  it('tells what could not be read, and keeps what was there', async () => {
    const { client, keeper, spare, settle } = await keeping()
    const outcome = client.open(OPEN, 'replace', watcher().watching)
    await settle()
    const problem: Problem = { code: 'binary', file: 'photo.jpg', message: 'A JPEG image.', wayOut: 'Drop events.' }
    spare.answer({ kind: 'failed', job: 1, problems: [problem], rejected: null })
    expect(await outcome).toEqual({ kind: 'failed', problems: [problem], rejected: null })
    expect(keeper.terminated).toBe(false)
    expect(spare.terminated).toBe(true)
  })
})

describe('cancelling', () => {
  it('ends the reader at once, leaves the data set and has a new spare started', async () => {
    const { client, keeper, spare, settle, workers } = await keeping()
    const outcome = client.open(OPEN, 'replace', watcher().watching)
    await settle()
    client.cancel()
    expect(spare.terminated).toBe(true)
    expect(await outcome).toEqual({ kind: 'cancelled' })
    expect(keeper.terminated).toBe(false)
    await settle()
    expect(workers).toHaveLength(3)
  })

  it('works while the worker is still being started', async () => {
    const { host, workers, settle } = scriptedHost()
    const client = new ThreadClient(host)
    const outcome = client.open(OPEN, 'replace', watcher().watching)
    client.cancel()
    expect(await outcome).toEqual({ kind: 'cancelled' })
    await settle()
    expect(workers.flatMap(worker => worker.requests)).toEqual([])
  })

  it('leaves the data set as it was also in the middle of adding', async () => {
    const { client, keeper, spare, settle } = await keeping()
    const outcome = client.open(OPEN, 'add', watcher().watching)
    await settle()
    opened(spare)
    await settle()
    client.cancel()
    expect(await outcome).toEqual({ kind: 'cancelled' })
    expect(keeper.terminated).toBe(false)
    keeper.answer({ kind: 'copied', job: keeper.asked('copy').job, data: EMPTY })
    await settle()
    expect(spare.requests.map(request => request.kind)).toEqual(['open'])
  })

  it('happens to the first of two quick drops, whose late answers change nothing', async () => {
    const { host, workers, settle } = scriptedHost()
    const client = new ThreadClient(host)
    const first = watcher()
    const firstOutcome = client.open(OPEN, 'replace', first.watching)
    await settle()
    const secondOutcome = client.open(OPEN, 'replace', watcher().watching)
    await settle()
    const firstReader = workers.find(worker => worker.terminated)
    firstReader?.answer({ kind: 'progress', job: 1, progress: PROGRESS })
    opened(firstReader, resultOf(99))
    expect(await firstOutcome).toEqual({ kind: 'cancelled' })
    expect(first.seen.progress).toEqual([])
    opened(workers.find(worker => !worker.terminated && worker.requests.length > 0))
    expect(await secondOutcome).toMatchObject({ kind: 'opened', result: { directory: { customers: 3 } } })
  })
})

describe('a worker that stops', () => {
  it('while reading is reported with its reason and a way out, and the next load works', async () => {
    const { client, keeper, spare, settle, workers } = await keeping()
    const outcome = client.open(OPEN, 'replace', watcher().watching)
    await settle()
    spare.crash('Array buffer allocation failed')
    expect(await outcome).toEqual({
      kind: 'failed',
      rejected: null,
      problems: [
        {
          code: 'worker-stopped',
          file: null,
          message: 'The reading thread stopped: Array buffer allocation failed.',
          wayOut: 'Drop the files again: a new thread will read them.',
        },
      ],
    })
    expect(keeper.terminated).toBe(false)
    const next = client.open(OPEN, 'replace', watcher().watching)
    await settle()
    opened(workers[2])
    expect((await next).kind).toBe('opened')
  })

  it('or whose answer cannot be read, is reported too', async () => {
    const { host, workers, settle } = scriptedHost()
    const outcome = new ThreadClient(host).open(OPEN, 'replace', watcher().watching)
    await settle()
    workers[0]?.garble()
    expect(await outcome).toMatchObject({ kind: 'failed', problems: [{ code: 'worker-stopped' }] })
  })

  it('while it keeps the data set: the loss is told once, questions end, and the next load works', async () => {
    const { client, keeper, spare, settle } = await keeping()
    const lost: Problem[] = []
    client.onKeeperLost = problem => lost.push(problem)
    const answer = client.ask<'cohorts'>({ kind: 'cohorts' })
    keeper.crash('')
    keeper.crash('')
    expect(await answer).toMatchObject({ kind: 'gone', problem: { code: 'worker-stopped' } })
    expect(lost.map(problem => problem.message)).toEqual(['The reading thread stopped.'])
    expect(await client.ask<'cohorts'>({ kind: 'cohorts' })).toEqual({ kind: 'gone', problem: null })
    const next = client.open(OPEN, 'replace', watcher().watching)
    await settle()
    opened(spare)
    expect((await next).kind).toBe('opened')
  })

  it('before it was of any use does no harm but to the load that needed it', async () => {
    const { client, spare, settle, workers } = await keeping()
    spare.crash('out of memory')
    const outcome = client.open(OPEN, 'replace', watcher().watching)
    expect(await outcome).toMatchObject({ kind: 'failed', problems: [{ code: 'worker-stopped' }] })
    const next = client.open(OPEN, 'replace', watcher().watching)
    await settle()
    opened(workers.at(-1))
    expect((await next).kind).toBe('opened')
  })

  it('and one that cannot be started is reported; the next try may succeed', async () => {
    const { host, refuse, settle, workers } = scriptedHost()
    const client = new ThreadClient(host)
    refuse(new Error('the chunk could not be loaded'))
    expect(await client.open(OPEN, 'replace', watcher().watching)).toMatchObject({
      kind: 'failed',
      problems: [{ code: 'worker-stopped', message: 'The reading thread could not be started: the chunk could not be loaded.' }],
    })
    await settle()
    refuse(null)
    const next = client.open(OPEN, 'replace', watcher().watching)
    await settle()
    opened(workers[0])
    expect((await next).kind).toBe('opened')
  })
})

describe('a worker that is silent', () => {
  it(`is reported after ${SILENCE_SECONDS} seconds without a message, again after waiting, and no longer once it speaks`, async () => {
    const { host, workers, settle, seconds } = scriptedHost()
    const client = new ThreadClient(host)
    const { seen, watching } = watcher()
    const outcome = client.open(OPEN, 'replace', watching)
    await settle()
    seconds(SILENCE_SECONDS - 1)
    workers[0]?.answer({ kind: 'progress', job: 1, progress: PROGRESS })
    seconds(SILENCE_SECONDS - 1)
    expect(seen.silent).toEqual([])
    seconds(1)
    expect(seen.silent).toEqual([true])
    client.keepWaiting()
    expect(seen.silent).toEqual([true, false])
    seconds(SILENCE_SECONDS)
    expect(seen.silent).toEqual([true, false, true])
    workers[0]?.answer({ kind: 'progress', job: 1, progress: PROGRESS })
    expect(seen.silent).toEqual([true, false, true, false])
    seconds(SILENCE_SECONDS)
    client.cancel()
    expect(await outcome).toEqual({ kind: 'cancelled' })
  })

  it('is not meant when nothing is asked of it', async () => {
    const { client, seconds } = await keeping()
    const lost: Problem[] = []
    client.onKeeperLost = problem => lost.push(problem)
    seconds(10 * KEEPER_SILENCE_SECONDS)
    expect(lost).toEqual([])
  })

  it(`while it keeps the data set is given up after ${KEEPER_SILENCE_SECONDS} seconds`, async () => {
    const { client, keeper, seconds } = await keeping()
    const lost: Problem[] = []
    client.onKeeperLost = problem => lost.push(problem)
    const answer = client.ask<'define'>({ kind: 'define', definition: DEFAULT_DEFINITION })
    seconds(KEEPER_SILENCE_SECONDS - 1)
    expect(lost).toEqual([])
    seconds(1)
    expect(lost).toHaveLength(1)
    expect(keeper.terminated).toBe(true)
    expect(await answer).toMatchObject({ kind: 'gone' })
  })
})

describe('answers', () => {
  it('to questions that nobody waits for are dropped', async () => {
    const { keeper } = await keeping()
    expect(() => keeper.answer({ kind: 'defined', job: 77, ranking: rankingUnder(DEFAULT_DEFINITION), columns: null })).not.toThrow()
  })

  it('of a kind that was not asked for are a bug and throw', async () => {
    const { client, keeper } = await keeping()
    void client.ask<'cohorts'>({ kind: 'cohorts' })
    const { job } = keeper.asked('cohorts')
    expect(() => keeper.answer({ kind: 'defined', job, ranking: rankingUnder(DEFAULT_DEFINITION), columns: null })).toThrow('“defined”')
  })

  it('end when the data set is forgotten', async () => {
    const { client, keeper } = await keeping()
    const answer = client.ask<'cohorts'>({ kind: 'cohorts' })
    client.forget()
    expect(await answer).toEqual({ kind: 'gone', problem: null })
    expect(keeper.terminated).toBe(true)
  })
})

describe('the files of a sample', () => {
  const RECIPE = { seed: 1, customers: 2, events: 3 }

  it('come from a thread of its own, which then is the spare', async () => {
    const { client, spare, keeper, settle, workers } = await keeping()
    const made = client.sampleFiles(RECIPE)
    await settle()
    const files = [{ path: 'sample.ndjson', content: new Blob(['{}']) }]
    spare.answer({ kind: 'sample-files', job: spare.asked('sample-files').job, files })
    expect(await made).toBe(files)
    expect(keeper.requests.map(request => request.kind)).toEqual(['open'])
    void client.open(OPEN, 'replace', watcher().watching)
    await settle()
    expect(spare.asked('open').kind).toBe('open')
    expect(workers).toHaveLength(2)
  })

  it('that cannot be made reject with the reason', async () => {
    const { client, spare, settle } = await keeping()
    const made = client.sampleFiles(RECIPE)
    await settle()
    spare.crash('out of memory')
    await expect(made).rejects.toThrow('out of memory')
  })
})

describe('threads that read ahead', () => {
  async function reading() {
    const script = scriptedHost()
    const client = new ThreadClient({ ...script.host, assistants: () => 2 })
    const outcome = client.open(OPEN, 'replace', watcher().watching)
    await script.settle()
    const [reader, ...assistants] = script.workers
    return { ...script, client, outcome, reader, assistants }
  }

  it('are given one end of a line each, and the reader the other', async () => {
    const { reader, assistants } = await reading()
    expect(assistants.map(({ requests }) => requests)).toMatchObject([[{ kind: 'assist' }], [{ kind: 'assist' }]])
    expect(reader?.asked('open').assistants).toHaveLength(2)
  })

  it('end with the reading', async () => {
    const { reader, assistants, outcome, settle } = await reading()
    opened(reader)
    await outcome
    await settle()
    expect(assistants.map(({ terminated }) => terminated)).toEqual([true, true])
    expect(reader?.terminated).toBe(false)
  })

  it('end when it is cancelled', async () => {
    const { client, assistants, outcome, settle } = await reading()
    client.cancel()
    expect(await outcome).toEqual({ kind: 'cancelled' })
    await settle()
    expect(assistants.map(({ terminated }) => terminated)).toEqual([true, true])
  })

  it('fail the reading when they crash: what they were given is lost', async () => {
    const { assistants, outcome } = await reading()
    assistants[1]?.crash('out of memory')
    expect(await outcome).toMatchObject({ kind: 'failed', problems: [{ message: 'A thread that read ahead stopped.' }] })
  })

  it('are as many as the files are worth', async () => {
    const script = scriptedHost()
    const asked: unknown[] = []
    const assistants = (files: readonly InputFile[]): number => asked.push(files) - 1
    const client = new ThreadClient({ ...script.host, assistants })
    void client.open(OPEN, 'replace', watcher().watching)
    await script.settle()
    expect(asked).toEqual([OPEN.kind === 'open' ? OPEN.files : null])
    expect(script.workers).toHaveLength(1)
  })
})

describe('predicting', () => {
  const settings = DEFAULT_SETTINGS
  const orders: OrdersToPredict = {
    lines: {
      length: 1,
      customers: 1,
      orders: 1,
      customer: new Uint32Array(1),
      order: new Uint32Array(1),
      day: new Int32Array(1),
      amountUnits: new Float64Array(1),
      items: null,
    },
    currency: 'USD',
    lastDay: 0,
  }
  const refused: ForecastResult = new Predictions(orders).forecast(settings)

  /** A forecast that is under way in a thread of its own, which has the keeper's orders. */
  async function forecasting() {
    const running = await keeping()
    const answer = running.client.ask<'forecast'>({ kind: 'forecast', settings })
    await running.settle()
    running.keeper.answer({ kind: 'orders', job: running.keeper.asked('orders').job, orders })
    await running.settle()
    running.spare.answer({ kind: 'orders-taken', job: running.spare.asked('take-orders').job })
    await running.settle()
    return { ...running, forecaster: running.spare, answer }
  }

  it('is done by a thread of its own, which is given the orders once', async () => {
    const { client, forecaster, keeper, settle, answer } = await forecasting()
    forecaster.answer({ kind: 'forecast', job: forecaster.asked('forecast').job, forecast: refused })
    expect(await answer).toMatchObject({ kind: 'forecast', forecast: { kind: 'refused' } })
    const again = client.ask<'outlook'>({ kind: 'outlook', settings, customer: 3 })
    await settle()
    forecaster.answer({ kind: 'outlook', job: forecaster.asked('outlook').job, outlook: null })
    expect(await again).toMatchObject({ kind: 'outlook', outlook: null })
    expect(keeper.requests.filter(({ kind }) => kind === 'orders')).toHaveLength(1)
  })

  it('leaves the keeper free: a question asked meanwhile is answered at once', async () => {
    const { client, keeper, settle } = await forecasting()
    const order = client.ask<'sort'>({ kind: 'sort', column: 'spend' })
    await settle()
    keeper.answer({ kind: 'sorted', job: keeper.asked('sort').job, column: 'spend', order: new Uint32Array([0]) })
    expect((await order).kind).toBe('sorted')
  })

  it('ends with the definition that its orders were counted under', async () => {
    const { client, forecaster, answer } = await forecasting()
    void client.ask<'define'>({ kind: 'define', definition: DEFAULT_DEFINITION })
    expect(await answer).toEqual({ kind: 'gone', problem: null })
    expect(forecaster.terminated).toBe(true)
  })

  it('that has not begun yet when the definition changes is no failure, whatever becomes of its orders', async () => {
    for (const answered of ['orders', 'failed'] as const) {
      const { client, keeper, spare, settle } = await keeping()
      const answer = client.ask<'forecast'>({ kind: 'forecast', settings })
      await settle()
      const { job } = keeper.asked('orders')
      void client.ask<'define'>({ kind: 'define', definition: DEFAULT_DEFINITION })
      if (answered === 'orders') {
        keeper.answer({ kind: 'orders', job, orders: structuredClone(orders) })
        await settle()
        spare.answer({ kind: 'orders-taken', job: spare.asked('take-orders').job })
      } else keeper.answer({ kind: 'failed', job, problems: [], rejected: null })
      expect(await answer).toEqual({ kind: 'gone', problem: null })
      await settle()
      expect(spare.terminated).toBe(true)
    }
  })

  it('ends when the data are forgotten', async () => {
    const { client, forecaster, answer } = await forecasting()
    client.forget()
    expect(await answer).toEqual({ kind: 'gone', problem: null })
    expect(forecaster.terminated).toBe(true)
  })

  it('that crashes says so, keeps the data, and is begun anew with the next question', async () => {
    const { client, forecaster, keeper, workers, settle, answer } = await forecasting()
    forecaster.crash('out of memory')
    const failed = await answer
    expect(failed.kind === 'failed' && failed.problems[0]?.message).toContain('out of memory')
    expect(keeper.terminated).toBe(false)
    void client.ask<'forecast'>({ kind: 'forecast', settings })
    await settle()
    expect(keeper.requests.filter(({ kind }) => kind === 'orders')).toHaveLength(2)
    expect(workers.filter(({ terminated }) => !terminated).length).toBeGreaterThan(1)
  })

  it('without a keeper is gone', async () => {
    const { host } = scriptedHost()
    expect(await new ThreadClient(host).ask<'forecast'>({ kind: 'forecast', settings })).toEqual({ kind: 'gone', problem: null })
  })
})
