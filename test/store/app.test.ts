import { describe, expect, it } from 'vitest'
import { NO_CHOICES, type TableChoices } from '../../src/clv/table-choices.ts'
import { DEFAULT_DEFINITION, type Definition } from '../../src/ltv/definition.ts'
import { createDataset, eventTables, pack } from '../../src/ltv/index.ts'
import { createApp } from '../../src/store/app.ts'
import type { Theme } from '../../src/store/preferences.ts'
import { shownData } from '../../src/store/session.ts'
import { ThreadClient } from '../../src/worker/client.ts'
import type { DatasetResult } from '../../src/worker/protocol.ts'
import { loadedCustomers } from '../support/loaded-customers.ts'
import { PROGRESS, rankingUnder, resultOf } from '../worker/results.ts'
import { type ScriptedWorker, scriptedHost } from '../worker/scripted-worker.ts'
import { memoryHistory } from './memory-history.ts'

const FILE = { path: 'export/2025/events.ndjson', content: new Blob(['{}']) }
const OTHER_FILE = { path: 'more.csv', content: new Blob(['{}']) }
const MARGIN_60: Definition = { ...DEFAULT_DEFINITION, margin: 0.6 }
const MARGIN_50: Definition = { ...DEFAULT_DEFINITION, margin: 0.5 }

function newApp(fragment = '') {
  const script = scriptedHost()
  const address = memoryHistory(fragment)
  const themes: Theme[] = []
  const tables: TableChoices[] = []
  const { store, questions } = createApp({
    client: new ThreadClient(script.host),
    history: address.history,
    preferences: {
      theme: () => 'dark',
      setTheme: theme => themes.push(theme),
      tableChoices: () => tables.at(-1) ?? NO_CHOICES,
      setTableChoices: choices => tables.push(choices),
    },
  })
  const workerAsked = (kind: string): ScriptedWorker => {
    const worker = script.workers.findLast(candidate => !candidate.terminated && candidate.requests.at(-1)?.kind === kind)
    if (worker === undefined) throw new Error(`no worker is asked to ${kind}`)
    return worker
  }
  return {
    ...script,
    ...address,
    store,
    questions,
    themes,
    state: () => store.getState(),
    session: () => store.getState().session,
    loaded: () => loadedCustomers(shownData(store.getState().session)),
    workerAsked,
    async finishOpening(result: DatasetResult = resultOf(), kind: 'open' | 'sample' | 'merge' = 'open') {
      const worker = workerAsked(kind)
      worker.answer({ kind: 'opened', job: worker.requests.at(-1)?.job ?? 0, result })
      await script.settle()
    },
    /** Answers the definition that is being worked out, under the definition asked for. */
    async finishDefining() {
      const worker = workerAsked('define')
      const { job, definition } = worker.asked('define')
      worker.answer({ kind: 'defined', job, ranking: rankingUnder(definition), columns: null })
      await script.settle()
    },
  }
}

/** An app that shows a data set of three customers. */
async function showing(fragment = '') {
  const app = newApp(fragment)
  app.state().openFiles([FILE], 'replace')
  await app.settle()
  await app.finishOpening(resultOf(3, 1, app.state().view.definition))
  return app
}

describe('opening files', () => {
  it('goes from empty over reading to ready', async () => {
    const { state, session, settle, workerAsked, finishOpening } = newApp()
    expect(session()).toEqual({ phase: 'empty' })
    state().openFiles([FILE], 'replace')
    expect(session()).toMatchObject({
      phase: 'reading',
      mode: 'replace',
      label: 'events.ndjson',
      progress: null,
      soFar: [],
      previous: null,
    })
    await settle()
    workerAsked('open').answer({ kind: 'progress', job: 1, progress: PROGRESS })
    expect(session()).toMatchObject({ phase: 'reading', progress: PROGRESS })
    await finishOpening()
    expect(session()).toMatchObject({ phase: 'ready', loaded: { label: 'events.ndjson', generation: 1, redefining: false, lost: null } })
  })

  it('knows the rank of every customer', async () => {
    const { loaded } = await showing()
    expect([...loaded().ranking.customer]).toEqual([2, 1, 0])
    expect([...loaded().rankOf]).toEqual([2, 1, 0])
  })

  it('reads under the definition of the link the page was opened with', async () => {
    const app = newApp('weeks=active&margin=0.6')
    app.state().openFiles([FILE], 'replace')
    await app.settle()
    expect(app.workerAsked('open').asked('open').definition).toEqual({ ...MARGIN_60, weeksRule: 'active' })
  })

  it('keeps what was shown while reading, and comes back to it on cancel', async () => {
    const { state, session, settle } = await showing()
    state().openFiles([OTHER_FILE], 'replace')
    await settle()
    expect(session()).toMatchObject({ phase: 'reading', previous: { label: 'events.ndjson' } })
    state().cancel()
    expect(session()).toMatchObject({ phase: 'ready', loaded: { label: 'events.ndjson' } })
  })

  it('comes back to the empty page when the first reading is cancelled', async () => {
    const { state, session, settle } = newApp()
    state().openFiles([FILE], 'replace')
    state().cancel()
    await settle()
    expect(session()).toEqual({ phase: 'empty' })
  })

  it('takes the last of two quick drops', async () => {
    const { state, session, settle, finishOpening } = newApp()
    state().openFiles([FILE], 'replace')
    state().openFiles([OTHER_FILE], 'replace')
    await settle()
    expect(session()).toMatchObject({ phase: 'reading', label: 'more.csv' })
    await finishOpening(resultOf(7))
    expect(session()).toMatchObject({ phase: 'ready', loaded: { label: 'more.csv', directory: { customers: 7 } } })
  })

  it('reads files that are added while others are read together with them', async () => {
    const { state, session, settle, workerAsked } = newApp()
    state().openFiles([FILE], 'replace')
    await settle()
    state().openFiles([OTHER_FILE], 'add')
    await settle()
    expect(
      workerAsked('open')
        .asked('open')
        .files.map(file => file.path),
    ).toEqual([FILE.path, OTHER_FILE.path])
    expect(session()).toMatchObject({ label: '2 files', mode: 'replace' })
  })

  it('adds to what is shown and keeps the problems of both', async () => {
    const damaged = { code: 'damaged', file: 'a.gz', message: 'x', wayOut: 'y' } as const
    const binary = { code: 'binary', file: 'b.png', message: 'x', wayOut: 'y' } as const
    const app = newApp()
    app.state().openFiles([FILE], 'replace')
    await app.settle()
    await app.finishOpening({ ...resultOf(), problems: [damaged] })
    app.state().openFiles([OTHER_FILE], 'add')
    await app.settle()
    expect(app.session()).toMatchObject({ phase: 'reading', mode: 'add', previous: { label: 'events.ndjson' } })
    await app.finishOpening(resultOf(1))
    const keeper = app.workerAsked('copy')
    keeper.answer({ kind: 'copied', job: keeper.asked('copy').job, data: { kind: 'events', ...pack(createDataset()) } })
    await app.settle()
    await app.finishOpening({ ...resultOf(4, 2), problems: [binary] }, 'merge')
    expect(app.loaded()).toMatchObject({ generation: 2, label: '2 files', problems: [damaged, binary], directory: { customers: 4 } })
  })

  it('leaves what is shown when it cannot be added to', async () => {
    const tooLarge = { code: 'too-large', file: null, message: 'x', wayOut: 'y' } as const
    const { state, session, settle, finishOpening, workerAsked } = await showing()
    state().openFiles([OTHER_FILE], 'add')
    await settle()
    await finishOpening(resultOf(1))
    const keeper = workerAsked('copy')
    keeper.answer({ kind: 'failed', job: keeper.asked('copy').job, problems: [tooLarge], rejected: null })
    await settle()
    expect(session()).toMatchObject({ phase: 'failed', problems: [tooLarge], previous: { label: 'events.ndjson', generation: 1 } })
  })

  it('says when there is no file in what was dropped', () => {
    const { state, session } = newApp()
    state().openFiles([], 'replace')
    expect(session()).toMatchObject({ phase: 'failed', problems: [{ code: 'directory' }], previous: null })
    state().dismissFailure()
    expect(session()).toEqual({ phase: 'empty' })
  })

  it('shows what failed, with the rejects when there are some, and goes back to what was shown', async () => {
    const { state, session, settle, workerAsked } = await showing()
    state().openFiles([OTHER_FILE], 'replace')
    await settle()
    const worker = workerAsked('open')
    const problem = { code: 'no-events', file: null, message: 'Every record was left out.', wayOut: 'See why.' } as const
    const rejected = resultOf().summary
    worker.answer({ kind: 'failed', job: worker.asked('open').job, problems: [problem], rejected })
    await settle()
    expect(session()).toMatchObject({ phase: 'failed', problems: [problem], rejected, previous: { label: 'events.ndjson' } })
    state().dismissFailure()
    expect(session()).toMatchObject({ phase: 'ready', loaded: { label: 'events.ndjson' } })
  })

  it('shows a silent thread, and that it was given more time', async () => {
    const { state, session, settle, seconds } = newApp()
    state().openFiles([FILE], 'replace')
    await settle()
    seconds(15)
    expect(session()).toMatchObject({ phase: 'reading', silent: true })
    state().keepWaiting()
    expect(session()).toMatchObject({ phase: 'reading', silent: false })
  })

  it('opens a sample shop and remembers its recipe', async () => {
    const recipe = { seed: 7, customers: 10, events: 100 }
    const { state, settle, finishOpening, loaded } = newApp()
    state().openSample(recipe)
    await settle()
    await finishOpening(resultOf(), 'sample')
    expect(loaded()).toMatchObject({ label: 'Sample shop', sample: recipe })
  })

  it('forgets everything on demand', async () => {
    const { state, session, questions, workers } = await showing('rank=2')
    state().forget()
    expect(session()).toEqual({ phase: 'empty' })
    expect(state().view.selected).toBeNull()
    expect(questions.peek<'cohorts'>({ kind: 'cohorts' })).toBeNull()
    expect(workers[0]?.terminated).toBe(true)
  })
})

describe('a thread that stops while it holds the data', () => {
  it('leaves what is shown, says so, and refuses to add to it', async () => {
    const { state, session, workers, loaded } = await showing()
    workers[0]?.crash('out of memory')
    expect(session().phase).toBe('ready')
    expect(loaded()).toMatchObject({ lost: { code: 'worker-stopped' }, redefining: false })
    state().openFiles([OTHER_FILE], 'add')
    expect(session()).toMatchObject({
      phase: 'failed',
      problems: [{ code: 'worker-stopped', wayOut: 'Open all the files again, together with the ones to add.' }],
    })
  })

  it('does not keep the next files from being opened', async () => {
    const { state, settle, workers, finishOpening, loaded } = await showing()
    workers[0]?.crash('out of memory')
    state().openFiles([OTHER_FILE], 'replace')
    await settle()
    await finishOpening(resultOf(5))
    expect(loaded()).toMatchObject({ label: 'more.csv', lost: null })
  })
})

describe('the tables behind the data', () => {
  const TABLES = eventTables(createDataset())

  it('are asked of the thread that holds the data', async () => {
    const { state, workerAsked, settle, loaded } = await showing()
    const asked = state().eventTables(loaded().generation)
    await settle()
    const worker = workerAsked('event-tables')
    worker.answer({ kind: 'event-tables', job: worker.asked('event-tables').job, tables: TABLES })
    expect((await asked).customers).toEqual(TABLES.customers)
  })

  it('are refused when other data have taken their place meanwhile', async () => {
    const { state, workerAsked, settle, finishOpening, loaded } = await showing()
    const { generation } = loaded()
    state().openFiles([OTHER_FILE], 'replace')
    await settle()
    await finishOpening()
    const asked = state().eventTables(generation)
    const worker = workerAsked('event-tables')
    worker.answer({ kind: 'event-tables', job: worker.asked('event-tables').job, tables: TABLES })
    await expect(asked).rejects.toThrow('Other data have been opened meanwhile. Export again to save those.')
  })

  it('say why they cannot be had when the thread has stopped', async () => {
    const { state, workers, loaded } = await showing()
    workers[0]?.crash('out of memory')
    await expect(state().eventTables(loaded().generation)).rejects.toThrow(/out of memory.*Drop the files again/)
  })
})

describe('a changed definition', () => {
  it('shows in the view at once and in the numbers when they are worked out', async () => {
    const { state, loaded, settle, finishDefining } = await showing()
    state().setDefinition(MARGIN_60)
    expect(state().view.definition).toEqual(MARGIN_60)
    expect(loaded()).toMatchObject({ redefining: true, ranking: { definition: DEFAULT_DEFINITION } })
    await settle()
    await finishDefining()
    expect(loaded()).toMatchObject({ redefining: false, ranking: { definition: MARGIN_60 } })
  })

  it('that is changed again before it is worked out ends with the last, asking only for what is still wanted', async () => {
    const { state, loaded, workers, finishDefining, settle } = await showing()
    state().setDefinition(MARGIN_60)
    state().setDefinition({ ...MARGIN_60, lifespanYears: 3 })
    state().setDefinition(MARGIN_50)
    await settle()
    await finishDefining()
    expect(loaded()).toMatchObject({ redefining: true, ranking: { definition: MARGIN_60 } })
    await finishDefining()
    expect(loaded()).toMatchObject({ redefining: false, ranking: { definition: MARGIN_50 } })
    expect(workers[0]?.requests.map(request => request.kind)).toEqual(['open', 'define', 'define'])
  })

  it('during the reading of other data applies to them as well', async () => {
    const { state, loaded, settle, finishOpening, finishDefining } = await showing()
    state().openFiles([OTHER_FILE], 'replace')
    await settle()
    state().setDefinition(MARGIN_60)
    await settle()
    await finishOpening(resultOf(4, 1, DEFAULT_DEFINITION))
    expect(loaded()).toMatchObject({ label: 'more.csv', redefining: true })
    await finishDefining()
    expect(loaded()).toMatchObject({ redefining: false, ranking: { definition: MARGIN_60 } })
  })

  it('is undone by Back and done again by Forward', async () => {
    const { state, loaded, back, forward, finishDefining, settle } = await showing()
    state().setDefinition(MARGIN_60)
    await settle()
    await finishDefining()
    back()
    expect(state().view.definition).toEqual(DEFAULT_DEFINITION)
    await settle()
    await finishDefining()
    expect(loaded().ranking.definition).toEqual(DEFAULT_DEFINITION)
    forward()
    await settle()
    await finishDefining()
    expect(loaded().ranking.definition).toEqual(MARGIN_60)
  })

  it('that cannot be worked out is told, and the view goes back to what the numbers mean', async () => {
    const { state, session, entries, settle, workerAsked } = await showing()
    state().setDefinition(MARGIN_60)
    await settle()
    const worker = workerAsked('define')
    const problem = { code: 'too-large', file: null, message: 'x', wayOut: 'y' } as const
    worker.answer({ kind: 'failed', job: worker.asked('define').job, problems: [problem], rejected: null })
    await settle()
    expect(session()).toMatchObject({ phase: 'failed', problems: [problem], previous: { redefining: false } })
    expect(state().view.definition).toEqual(DEFAULT_DEFINITION)
    expect(entries.at(-1)).toBe('')
  })
})

describe('the view', () => {
  it('comes from the link and goes into it', () => {
    const { state, entries } = newApp('x=25&sort=-spend')
    expect(state().view).toMatchObject({ x: 25, sort: { column: 'spend', descending: true } })
    state().setView({ x: 50 })
    expect(entries).toEqual(['x=25&sort=-spend', 'x=50&sort=-spend'])
  })

  it('makes no entry for a change that changes nothing', () => {
    const { state, entries } = newApp()
    state().setView({ x: 10 })
    expect(entries).toEqual([''])
  })

  it('is one step back from before a drag, however many values it ran through', () => {
    const { state, entries, back } = newApp('x=5')
    state().setView({ x: 6 }, 'replace')
    state().setView({ x: 7 }, 'replace')
    expect(entries).toEqual(['x=7'])
    state().setView({ x: 8 })
    expect(entries).toEqual(['x=5', 'x=8'])
    back()
    expect(state().view.x).toBe(5)
  })

  it('keeps what was replaced when something else is changed next', () => {
    const { state, entries } = newApp('')
    state().setView({ selected: 1 }, 'replace')
    state().setView({ x: 20 })
    expect(entries).toEqual(['rank=1', 'x=20&rank=1'])
  })

  it('stays when the address becomes the target of a skip link', () => {
    const { state, history, back, entries } = newApp('x=25')
    history.push('main')
    entries.unshift('main')
    back()
    expect(state().view.x).toBe(25)
    expect(state().notUnderstood).toEqual([])
  })

  it('stays, and is told of, when the address becomes a link of an unknown key alone', () => {
    const { state, history, back, entries } = newApp('x=25')
    history.push('margins=0.5')
    entries.unshift('margins=0.5')
    back()
    expect(state().view.x).toBe(25)
    expect(state().notUnderstood).toEqual(['margins=0.5'])
  })
})

describe('the theme', () => {
  it('is what was chosen last time, and what is chosen is kept', () => {
    const { state, themes } = newApp()
    expect(state().theme).toBe('dark')
    state().setTheme('light')
    expect(state().theme).toBe('light')
    expect(themes).toEqual(['light'])
  })
})
