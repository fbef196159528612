import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Problem } from '../base/problems.ts'
import type { ColumnMapping } from '../clv/column-mapping.ts'
import { NO_CHOICES, type TableChoices } from '../clv/table-choices.ts'
import type { InputFile } from '../intake/byte-source.ts'
import type { Definition } from '../ltv/definition.ts'
import type { EventTables, WeekTable } from '../ltv/results.ts'
import { nearestAnswerable, unanswerable } from '../ltv/week-limits.ts'
import type { Fingerprint } from '../share/fingerprint.ts'
import type { StoreFingerprint } from '../share/store-fingerprint.ts'
import type { StoreDefinition } from '../stores/definition.ts'
import type { OpenOutcome, OpenQuestion, ThreadClient } from '../worker/client.ts'
import type { Recipe } from '../worker/protocol.ts'
import type { Failed, Gone } from '../worker/reading-thread.ts'
import type { SampleFile } from '../worker/sample-file.ts'
import { arrived, loadedFrom, type Redefinition, redefined, redefinition, viewBefore } from './loaded.ts'
import type { Preferences, Theme } from './preferences.ts'
import { Questions } from './questions.ts'
import { isWaiting, type Loaded, type LoadedCustomers, type Session, showing, shownData } from './session.ts'
import { DEFAULT_VIEW, type SortedTable, type StoreView, type TableSort, type View } from './view.ts'
import type { ViewHistory } from './view-history.ts'
import { fingerprintOfFragment, fragmentOfView, notUnderstood, storeFingerprintOfFragment, viewOfFragment } from './view-link.ts'

/** Everything the page shows follows from this; everything a user can do is one of its actions. */
export interface AppState {
  readonly session: Session
  readonly view: View
  /** Parts of the link that was opened which mean nothing, until the definition is changed here. */
  readonly notUnderstood: readonly string[]
  /** Why the data could not answer the definition that was asked for last, as a sentence: the nearest one is in force. Null when it could. */
  readonly unanswered: string | null
  readonly theme: Theme
  /** What the opened link says of the data that it was made from, and under which definition. */
  readonly linked: LinkedData | null
  /** The customers that were shown before others took their place, to say what has changed; null when there were none, or only a sample. */
  readonly earlier: LoadedCustomers | null
  /** Of how many tables it is remembered what somebody said of their columns or dates. */
  readonly rememberedTables: number
  /**
   * `add` merges the files into the data set on screen; one that waits for tables is always added to. Files added while others are being read are
   * read with them, from the start.
   */
  openFiles(files: readonly InputFile[], mode: 'replace' | 'add'): void
  openSample(recipe: Recipe): void
  /** The generated file itself, for saving. Rejects with an Error that says why. */
  sampleFiles(recipe: Recipe): Promise<readonly SampleFile[]>
  /**
   * All customers and events of the data set that is shown and was given that generation, to be written to a file.
   * Rejects with an Error that says why there is nothing to be had, or that others have taken its place.
   */
  eventTables(generation: number): Promise<EventTables>
  /** The same of what customers did by week. */
  weekTable(generation: number): Promise<WeekTable>
  /** Stops reading, at once; what was shown before is shown again. */
  cancel(): void
  /** Gives a silent reading thread another while. */
  keepWaiting(): void
  /** Says what the columns of a table mean, for this and all files with the same header, and reads what could not be read again. */
  mapColumns(header: string, mapping: ColumnMapping): void
  /** Says whether the day or the month comes first in the dates of a table, likewise. */
  orderDates(header: string, order: 'day-first' | 'month-first'): void
  /** Forgets what was said of the columns and dates of all tables, and reads what could not be read again, so that it is asked for anew. */
  forgetTableChoices(): void
  /** Back to what was shown before the failure. */
  dismissFailure(): void
  /** Drops the data set and everything derived from it. */
  forget(): void
  /** `push` makes a history entry; `replace` does not, for a value that is still being dragged. A `push` of the same fields ends the drag. */
  setView(patch: Partial<Omit<View, 'definition' | 'stores'>>, history?: 'push' | 'replace'): void
  /** Shows in the view at once; `redefining` holds until the new ranking is there. */
  setDefinition(definition: Definition, history?: 'push' | 'replace'): void
  /** The same of stores. */
  setStoreDefinition(definition: StoreDefinition, history?: 'push' | 'replace'): void
  /** Rank of the store whose weeks are shown, see `View`. */
  chooseStore(storeRank: number | null): void
  /** How tables about stores are looked at. */
  lookAtStores(change: Partial<Pick<StoreView, 'sorts' | 'averagesAs' | 'statusesBy'>>): void
  sortStores(table: SortedTable, sort: TableSort): void
  /** Shows the view that a fragment names, unless the address names one already. */
  restoreView(fragment: string): void
  setTheme(theme: Theme): void
}

/** What the opened link says of the data that it was made from. A fingerprint rests on the definition that it was taken under. */
export type LinkedData = LinkedCustomers | LinkedStores

export interface LinkedCustomers {
  readonly report: 'customers'
  readonly fingerprint: Fingerprint
  readonly definition: Definition
}

export interface LinkedStores {
  readonly report: 'stores'
  readonly fingerprint: StoreFingerprint
  readonly definition: StoreDefinition
}

export interface AppHost {
  readonly client: Pick<ThreadClient, 'open' | 'cancel' | 'keepWaiting' | 'ask' | 'sampleFiles' | 'forget' | 'onKeeperLost'>
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
    unanswered: null,
    theme: preferences.theme(),
    linked: linkedData(history.read()),
    earlier: null,
    rememberedTables: tablesOf(preferences.tableChoices()),
    openFiles(files, asked) {
      const { session } = store.getState()
      const shown = shownData(session)
      const mode = shown !== null && isWaiting(shown) && shown.lost === null ? 'add' : asked
      if (files.length === 0) {
        client.cancel()
        fail([NOTHING_DROPPED])
      } else if (mode === 'add' && session.phase === 'reading' && task !== null) {
        read({ files: [...task.files, ...files], mode: task.mode })
      } else read({ files, mode: shown === null ? 'replace' : mode })
    },
    openSample(recipe) {
      task = null
      const label = 'stores' in recipe ? 'Sample stores' : 'Sample shop'
      void open({ kind: 'sample', recipe, ...meaning() }, 'replace', label, recipe)
    },
    sampleFiles: recipe => client.sampleFiles(recipe),
    async eventTables(generation) {
      const answer = await client.ask<'event-tables'>({ kind: 'event-tables' })
      const loaded = stillShown(generation)
      if (answer.kind === 'event-tables') return answer.tables
      throw notHad(answer, loaded)
    },
    async weekTable(generation) {
      const answer = await client.ask<'week-table'>({ kind: 'week-table' })
      const loaded = stillShown(generation)
      if (answer.kind === 'week-table') return answer.table
      throw notHad(answer, loaded)
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
    forgetTableChoices: () => readAgain(NO_CHOICES),
    dismissFailure: () => backToShown(),
    forget() {
      client.forget()
      setSession({ phase: 'empty' })
      store.setState({ earlier: null })
      const { view } = store.getState()
      show({ ...view, selected: null, stores: { ...view.stores, storeRank: null } }, 'replace', 'selected')
    },
    setView(patch, how = 'push') {
      show({ ...store.getState().view, ...patch }, how, Object.keys(patch).sort().join(' '))
    },
    setDefinition(definition, how = 'push') {
      store.setState({ unanswered: null })
      show({ ...store.getState().view, definition }, how, 'definition')
    },
    setStoreDefinition(definition, how = 'push') {
      const { view } = store.getState()
      show({ ...view, stores: { ...view.stores, definition } }, how, 'store definition')
    },
    chooseStore(storeRank) {
      const { view } = store.getState()
      show({ ...view, stores: { ...view.stores, storeRank } }, 'push', 'store')
    },
    lookAtStores(change) {
      const { view } = store.getState()
      show({ ...view, stores: { ...view.stores, ...change } }, 'push', 'store tables')
    },
    sortStores(table, sort) {
      const { view, lookAtStores } = store.getState()
      lookAtStores({ sorts: { ...view.stores.sorts, [table]: sort } })
    },
    restoreView(fragment) {
      const view = viewOfFragment(fragment)
      if (view !== null && history.read() === '') show(view, 'replace', 'all')
    },
    setTheme(theme) {
      preferences.setTheme(theme)
      store.setState({ theme })
    },
  }))

  /** The data set of that generation. Rankings and tables know customers by their numbers, which are others in other data. */
  function stillShown(generation: number): Loaded {
    const loaded = shownData(store.getState().session)
    if (loaded?.generation !== generation) throw new Error('Other data have been opened meanwhile. Export again to save those.')
    return loaded
  }

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
    void open({ kind: 'open', files, ...meaning(), choices }, mode, labelOf(files), null)
  }

  /** What the answers are to mean, whatever the files turn out to be. */
  function meaning(): { readonly definition: Definition; readonly stores: StoreDefinition } {
    const { definition, stores } = store.getState().view
    return { definition, stores: stores.definition }
  }

  function readAgain(choices: TableChoices): void {
    preferences.setTableChoices(choices)
    store.setState({ rememberedTables: tablesOf(choices) })
    const shown = shownData(store.getState().session)
    if (failedTask !== null) read(failedTask)
    else if (shown !== null && shown.files.length > 0) read({ files: shown.files, mode: 'replace' })
  }

  async function open(question: OpenQuestion, mode: 'replace' | 'add', label: string, sample: Recipe | null): Promise<void> {
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

  function finish(outcome: OpenOutcome, addedTo: Loaded | null, label: string, sample: Recipe | null): void {
    switch (outcome.kind) {
      case 'opened': {
        const files = task?.files ?? []
        const before = shownData(store.getState().session)
        task = null
        failedTask = null
        lastGeneration += 1
        const loaded = loadedFrom(outcome.result, lastGeneration, { label, sample, files }, addedTo)
        if (addedTo === null) store.setState({ earlier: earlierOf(before, loaded) })
        store.setState({ unanswered: null })
        setSession(showing(loaded))
        redefine()
        return
      }
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
    setSession(showing(shownData(store.getState().session)))
  }

  function setSession(session: Session): void {
    store.setState({ session })
  }

  /** Changes the data set on screen, whatever else is going on. */
  function setLoaded(loaded: Loaded): void {
    const { session } = store.getState()
    if (session.phase === 'ready' || session.phase === 'waiting') setSession(showing(loaded))
    else if (session.phase !== 'empty') setSession({ ...session, previous: loaded })
  }

  /**
   * Has the answers worked out under the definition of the view, if it is another one. One definition is under way at a time;
   * when its answers are there, the newest is asked for, so that a dragged margin does not queue up.
   */
  function redefine(): void {
    const loaded = shownData(store.getState().session)
    if (loaded !== null) askOnlyWhatCanBeAnswered(loaded)
    if (loaded === null || loaded.redefining || loaded.lost !== null) return
    const question = redefinition(loaded, store.getState().view)
    if (question === null) return
    setLoaded({ ...loaded, redefining: true })
    void work(loaded.generation, question)
  }

  /** Has the view ask for the nearest definition that the data can answer, and tells why. */
  function askOnlyWhatCanBeAnswered(loaded: Loaded): void {
    const limits = loaded.report === 'customers' ? loaded.summary.weeks : null
    const { view } = store.getState()
    const unanswered = limits === null ? null : unanswerable(limits, view.definition)
    if (limits === null || unanswered === null) return
    setAddress({ ...view, definition: nearestAnswerable(limits, view.definition) }, 'replace', 'definition')
    store.setState({ unanswered })
  }

  async function work(generation: number, question: Redefinition): Promise<void> {
    const answer = await arrived(await client.ask<Redefinition['kind']>(question))
    const loaded = shownData(store.getState().session)
    if (loaded === null || loaded.generation !== generation) return
    if (answer.kind === 'defined' || answer.kind === 'stores-defined') {
      const next = redefined(loaded, answer)
      const newer = redefinition(next, store.getState().view)
      setLoaded({ ...next, redefining: newer !== null })
      if (newer !== null) void work(generation, newer)
      return
    }
    setLoaded({ ...loaded, redefining: false })
    if (answer.kind === 'failed') {
      // The view goes back to what the numbers on screen mean.
      setAddress(viewBefore(loaded, store.getState().view), 'replace', 'definition')
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
    store.setState(state => ({ view, notUnderstood: means(state.view, view) ? state.notUnderstood : [] }))
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
    if (view === null) {
      // The view stays, as at the target of a skip link; but who mistyped the one key of a link is told that it did nothing.
      const passedOver = notUnderstood(fragment)
      if (passedOver.length > 0) store.setState({ notUnderstood: passedOver })
      return
    }
    if (fragment === fragmentOfView(store.getState().view)) return
    drag = null
    store.setState({ view, notUnderstood: notUnderstood(fragment), unanswered: null, linked: linkedData(fragment) })
    redefine()
  })

  client.onKeeperLost = problem => {
    const loaded = shownData(store.getState().session)
    if (loaded !== null) setLoaded({ ...loaded, lost: problem, redefining: false })
  }

  return { store, questions }
}

/** Why something is not there to be written. */
function notHad(answer: Failed | Gone, { lost }: Loaded): Error {
  const problem = lost ?? (answer.kind === 'failed' ? answer.problems[0] : answer.problem) ?? null
  return new Error(
    problem === null ? 'The thread that holds the data is gone. Open the files again.' : `${problem.message} ${problem.wayOut}`,
  )
}

/** What the shown data are to be compared with from now on. */
function earlierOf(before: Loaded | null, loaded: Loaded): LoadedCustomers | null {
  return before?.report === 'customers' && before.sample === null && loaded.report === 'customers' && loaded.sample === null ? before : null
}

function linkedData(fragment: string): LinkedData | null {
  const view = viewOfFragment(fragment)
  if (view === null) return null
  const fingerprint = fingerprintOfFragment(fragment)
  if (fingerprint !== null) return { report: 'customers', fingerprint, definition: view.definition }
  const ofStores = storeFingerprintOfFragment(fragment)
  return ofStores === null ? null : { report: 'stores', fingerprint: ofStores, definition: view.stores.definition }
}

/** Whether two views mean the same by their figures. */
function means(one: View, other: View): boolean {
  return one.definition === other.definition && one.stores.definition === other.stores.definition
}

/** “events.ndjson”, or “3 files”. */
function labelOf(files: readonly InputFile[]): string {
  const [only, ...others] = files
  return only !== undefined && others.length === 0 ? only.path.slice(only.path.lastIndexOf('/') + 1) : `${files.length} files`
}

function tablesOf({ mappings, dateOrders }: TableChoices): number {
  return new Set([...mappings, ...dateOrders].map(([header]) => header)).size
}
