import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Problem } from '../base/problems.ts'
import type { ColumnMapping } from '../clv/column-mapping.ts'
import type { TableChoices } from '../clv/table-choices.ts'
import type { InputFile } from '../intake/byte-source.ts'
import type { Definition } from '../ltv/definition.ts'
import type { EventTables } from '../ltv/results.ts'
import type { OpenOutcome, OpenQuestion, ThreadClient } from '../worker/client.ts'
import type { SampleRecipe } from '../worker/protocol.ts'
import { loadedFrom, sameDefinition, withRanking } from './loaded.ts'
import type { Preferences, Theme } from './preferences.ts'
import { Questions } from './questions.ts'
import { type Loaded, type Session, shownData } from './session.ts'
import { DEFAULT_VIEW, type View } from './view.ts'
import type { ViewHistory } from './view-history.ts'
import { fragmentOfView, notUnderstood, viewOfFragment } from './view-link.ts'

/** Everything the page shows follows from this; everything a user can do is one of its actions. */
export interface AppState {
  readonly session: Session
  readonly view: View
  /** Parts of the link that was opened which mean nothing, until the definition is changed here. */
  readonly notUnderstood: readonly string[]
  readonly theme: Theme
  /** `add` merges the files into the data set on screen. Files added while others are being read are read with them, from the start. */
  openFiles(files: readonly InputFile[], mode: 'replace' | 'add'): void
  openSample(recipe: SampleRecipe): void
  /** The generated file itself, for saving. Rejects with an Error that says why. */
  sampleText(recipe: SampleRecipe): Promise<Blob>
  /**
   * All customers and events of the data set that is shown and was given that generation, to be written to a file.
   * Rejects with an Error that says why there is nothing to be had, or that others have taken its place.
   */
  eventTables(generation: number): Promise<EventTables>
  /** Stops reading, at once; what was shown before is shown again. */
  cancel(): void
  /** Gives a silent reading thread another while. */
  keepWaiting(): void
  /** Says what the columns of a table mean, for this and all files with the same header, and reads what could not be read again. */
  mapColumns(header: string, mapping: ColumnMapping): void
  /** Says whether the day or the month comes first in the dates of a table, likewise. */
  orderDates(header: string, order: 'day-first' | 'month-first'): void
  /** Back to what was shown before the failure. */
  dismissFailure(): void
  /** Drops the data set and everything derived from it. */
  forget(): void
  /** `push` makes a history entry; `replace` does not, for a value that is still being dragged. A `push` of the same fields ends the drag. */
  setView(patch: Partial<Omit<View, 'definition'>>, history?: 'push' | 'replace'): void
  /** Shows in the view at once; `redefining` holds until the new ranking is there. */
  setDefinition(definition: Definition, history?: 'push' | 'replace'): void
  setTheme(theme: Theme): void
}

export interface AppHost {
  readonly client: Pick<ThreadClient, 'open' | 'cancel' | 'keepWaiting' | 'ask' | 'sampleText' | 'forget' | 'onKeeperLost'>
  readonly history: ViewHistory
  readonly preferences: Preferences
}

export interface App {
  readonly store: StoreApi<AppState>
  readonly questions: Questions
}

/** What is being read, to be able to read it again together with more. */
interface Task {
  readonly files: readonly InputFile[]
  readonly mode: 'replace' | 'add'
}

const NOTHING_DROPPED: Problem = {
  code: 'directory',
  file: null,
  message: 'There is no file in what was given.',
  wayOut: 'Drop the files themselves, or a folder that holds some.',
}

/** The page's state over one client of the worker threads. Pure of the browser: address, storage and threads come with the host. */
export function createApp({ client, history, preferences }: AppHost): App {
  const questions = new Questions(question => client.ask(question), fail)
  let lastJob = 0
  let lastGeneration = 0
  let task: Task | null = null
  /** The task that has failed, to be tried again once somebody has said what was missing. */
  let failedTask: Task | null = null
  /** Fields that are being dragged, and the fragment from before the drag. */
  let drag: { readonly fields: string; readonly before: string } | null = null

  const store = createStore<AppState>()(() => ({
    session: { phase: 'empty' },
    view: viewOfFragment(history.read()) ?? DEFAULT_VIEW,
    notUnderstood: notUnderstood(history.read()),
    theme: preferences.theme(),
    openFiles(files, mode) {
      const { session } = store.getState()
      if (files.length === 0) {
        client.cancel()
        fail([NOTHING_DROPPED])
      } else if (mode === 'add' && session.phase === 'reading' && task !== null) {
        read({ files: [...task.files, ...files], mode: task.mode })
      } else read({ files, mode: shownData(session) === null ? 'replace' : mode })
    },
    openSample(recipe) {
      task = null
      void open({ kind: 'sample', recipe, definition: store.getState().view.definition }, 'replace', 'Sample shop', recipe)
    },
    sampleText: recipe => client.sampleText(recipe),
    async eventTables(generation) {
      const answer = await client.ask<'event-tables'>({ kind: 'event-tables' })
      const loaded = shownData(store.getState().session)
      // Rankings and tables know customers by their numbers, which are others in other data.
      if (loaded?.generation !== generation) throw new Error('Other data have been opened meanwhile. Export again to save those.')
      if (answer.kind === 'event-tables') return answer.tables
      const problem = loaded.lost ?? (answer.kind === 'failed' ? answer.problems[0] : answer.problem) ?? null
      throw new Error(
        problem === null ? 'The thread that holds the data is gone. Open the files again.' : `${problem.message} ${problem.wayOut}`,
      )
    },
    cancel() {
      client.cancel()
      backToShown()
    },
    keepWaiting: () => client.keepWaiting(),
    mapColumns(header, mapping) {
      const choices = preferences.tableChoices()
      readAgain({ ...choices, mappings: [...choices.mappings.filter(([key]) => key !== header), [header, mapping]] })
    },
    orderDates(header, order) {
      const choices = preferences.tableChoices()
      readAgain({ ...choices, dateOrders: [...choices.dateOrders.filter(([key]) => key !== header), [header, order]] })
    },
    dismissFailure: () => backToShown(),
    forget() {
      client.forget()
      setSession({ phase: 'empty' })
      show({ ...store.getState().view, selected: null }, 'replace', 'selected')
    },
    setView(patch, how = 'push') {
      show({ ...store.getState().view, ...patch }, how, Object.keys(patch).sort().join(' '))
    },
    setDefinition(definition, how = 'push') {
      show({ ...store.getState().view, definition }, how, 'definition')
    },
    setTheme(theme) {
      preferences.setTheme(theme)
      store.setState({ theme })
    },
  }))

  function read(next: Task): void {
    const lost = shownData(store.getState().session)?.lost ?? null
    if (next.mode === 'add' && lost !== null) {
      // Adding to a data set that no thread holds any more would silently give the added part alone.
      fail([{ ...lost, wayOut: 'Open all the files again, together with the ones to add.' }])
      return
    }
    task = next
    const { files, mode } = next
    const choices = preferences.tableChoices()
    void open({ kind: 'open', files, definition: store.getState().view.definition, choices }, mode, labelOf(files), null)
  }

  function readAgain(choices: TableChoices): void {
    preferences.setTableChoices(choices)
    if (failedTask !== null) read(failedTask)
  }

  async function open(question: OpenQuestion, mode: 'replace' | 'add', label: string, sample: SampleRecipe | null): Promise<void> {
    lastJob += 1
    const job = lastJob
    const previous = shownData(store.getState().session)
    setSession({ phase: 'reading', job, mode, label, sample, progress: null, soFar: [], silent: false, previous })
    const whileReading = (change: Partial<Extract<Session, { phase: 'reading' }>>): void => {
      const { session } = store.getState()
      if (session.phase === 'reading' && session.job === job) setSession({ ...session, ...change })
    }
    const outcome = await client.open(question, mode, {
      progress: progress => whileReading({ progress }),
      soFar: soFar => whileReading({ soFar }),
      silent: silent => whileReading({ silent }),
    })
    const { session } = store.getState()
    if (session.phase !== 'reading' || session.job !== job) return
    finish(outcome, mode === 'add' ? session.previous : null, label, sample)
  }

  function finish(outcome: OpenOutcome, addedTo: Loaded | null, label: string, sample: SampleRecipe | null): void {
    switch (outcome.kind) {
      case 'opened':
        task = null
        failedTask = null
        lastGeneration += 1
        setSession({ phase: 'ready', loaded: loadedFrom(outcome.result, lastGeneration, label, sample, addedTo) })
        redefine()
        return
      case 'failed':
        fail(outcome.problems, outcome.rejected)
        return
      case 'cancelled':
        backToShown()
        return
      default:
        outcome satisfies never
    }
  }

  function fail(problems: readonly Problem[], rejected: Extract<Session, { phase: 'failed' }>['rejected'] = null): void {
    failedTask = task ?? failedTask
    task = null
    setSession({ phase: 'failed', problems, rejected, previous: shownData(store.getState().session) })
  }

  function backToShown(): void {
    task = null
    failedTask = null
    const loaded = shownData(store.getState().session)
    setSession(loaded === null ? { phase: 'empty' } : { phase: 'ready', loaded })
  }

  function setSession(session: Session): void {
    store.setState({ session })
  }

  /** Changes the data set on screen, whatever else is going on. */
  function setLoaded(loaded: Loaded): void {
    const { session } = store.getState()
    if (session.phase === 'ready') setSession({ ...session, loaded })
    else if (session.phase !== 'empty') setSession({ ...session, previous: loaded })
  }

  /**
   * Has the ranking worked out under the definition of the view, if it is another one. One definition is under way at a time;
   * when its ranking is there, the newest is asked for, so that a dragged margin does not queue up.
   */
  function redefine(): void {
    const loaded = shownData(store.getState().session)
    const { definition } = store.getState().view
    if (loaded === null || loaded.redefining || loaded.lost !== null || sameDefinition(loaded.ranking.definition, definition)) return
    setLoaded({ ...loaded, redefining: true })
    void work(loaded, definition)
  }

  async function work({ generation, ranking: { definition: shown } }: Loaded, definition: Definition): Promise<void> {
    const answer = await client.ask<'define'>({ kind: 'define', definition, shown })
    const loaded = shownData(store.getState().session)
    if (loaded === null || loaded.generation !== generation) return
    if (answer.kind === 'defined') {
      const { view } = store.getState()
      const settled = sameDefinition(answer.ranking.definition, view.definition)
      const renewed = withRanking(loaded, answer.ranking, answer.columns, !settled)
      setLoaded(renewed)
      if (!settled) void work(renewed, view.definition)
      return
    }
    setLoaded({ ...loaded, redefining: false })
    if (answer.kind === 'failed') {
      // The view goes back to what the numbers on screen mean.
      setAddress({ ...store.getState().view, definition: loaded.ranking.definition }, 'replace', 'definition')
      fail(answer.problems)
    }
  }

  function show(view: View, how: 'push' | 'replace', fields: string): void {
    setAddress(view, how, fields)
    redefine()
  }

  function setAddress(view: View, how: 'push' | 'replace', fields: string): void {
    const before = fragmentOfView(store.getState().view)
    const after = fragmentOfView(view)
    store.setState(state => ({ view, notUnderstood: state.view.definition === view.definition ? state.notUnderstood : [] }))
    if (how === 'replace') {
      if (drag?.fields !== fields) drag = { fields, before }
      if (after !== before) history.replace(after)
      return
    }
    // The entry that a drag has overwritten is restored below the new one, so that Back undoes the drag as a whole.
    const from = drag?.fields === fields ? drag.before : before
    drag = null
    if (from !== before) history.replace(from)
    if (after !== from) history.push(after)
  }

  store.subscribe(({ session }, before) => {
    if (session !== before.session) questions.renew(shownData(session))
  })

  history.onChange(() => {
    const fragment = history.read()
    const view = viewOfFragment(fragment)
    if (view === null || fragment === fragmentOfView(store.getState().view)) return
    drag = null
    store.setState({ view, notUnderstood: notUnderstood(fragment) })
    redefine()
  })

  client.onKeeperLost = problem => {
    const loaded = shownData(store.getState().session)
    if (loaded !== null) setLoaded({ ...loaded, lost: problem, redefining: false })
  }

  return { store, questions }
}

/** “events.ndjson”, or “3 files”. */
function labelOf(files: readonly InputFile[]): string {
  const [only, ...others] = files
  return only !== undefined && others.length === 0 ? only.path.slice(only.path.lastIndexOf('/') + 1) : `${files.length} files`
}
