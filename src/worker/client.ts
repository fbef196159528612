import type { Problem } from '../base/problems.ts'
import type { InputFile } from '../intake/byte-source.ts'
import type { StoreAnswers } from '../stores/results.ts'
import type { Assist } from './assistant.ts'
import { Forecaster, type ForecastQuestion } from './forecaster.ts'
import { unpackInTurns } from './packed-answers.ts'
import type { DatasetResult, MeaningAsked, OpenedResult, Progress, Recipe, Request, SoFarRow, StoresResult, Summary } from './protocol.ts'
import { type Failed, type FinalAnswer, type Gone, type Question, ReadingThread, type WorkerLike } from './reading-thread.ts'
import type { SampleFile } from './sample-file.ts'
import type { ServeWorkbooks } from './workbook-thread.ts'

/** What the client needs of its surroundings. */
export interface ClientHost {
  startWorker(): Promise<WorkerLike>
  /** A thread that takes workbooks apart. Where there is none, they are refused. */
  readonly startWorkbookThread?: () => Promise<WorkerLike>
  /** How many threads are to read files ahead of the one that takes them in. */
  assistants(files: readonly InputFile[]): number
  /** Runs something every so many milliseconds while the page is awake. */
  every(milliseconds: number, run: () => void): void
}

/** Bringing a data set into being: from files, or from a recipe. */
export type OpenQuestion = Question<Extract<Request, { readonly kind: 'open' | 'sample' }>>
/** What can be asked about the data set. */
export type KeeperQuestion = Extract<
  Request,
  {
    readonly kind:
      | 'define'
      | 'sort'
      | 'detail'
      | 'strips'
      | 'weekly'
      | 'cohorts'
      | 'event-tables'
      | 'week-table'
      | 'forecast'
      | 'outlook'
      | 'seed-scores'
      | 'define-stores'
      | 'store-weekly'
  }
>

/** Told of what happens while files are read. Nothing comes any more once the outcome is there. */
export interface ReadingWatcher {
  progress(progress: Progress): void
  soFar(rows: readonly SoFarRow[]): void
  /** True when nothing has been heard of the thread for {@link SILENCE_SECONDS}; false when it speaks again or is given more time. */
  silent(silent: boolean): void
}

/** What was opened, as the page keeps it. */
export type Opened = DatasetResult | (Omit<StoresResult, 'answers'> & { readonly answers: StoreAnswers | null })

export type OpenOutcome =
  | { readonly kind: 'opened'; readonly result: Opened }
  | { readonly kind: 'failed'; readonly problems: readonly Problem[]; readonly rejected: Summary | null }
  /** Cancelled, or another one was begun. */
  | { readonly kind: 'cancelled' }

/** Reading: after so long without any message (progress comes ten times a second) the user is asked whether to wait. */
export const SILENCE_SECONDS = 15
/** Questions take well under a second; a keeper that is silent for so long will not come back. */
export const KEEPER_SILENCE_SECONDS = 60

interface Reading {
  readonly watcher: ReadingWatcher
  readonly assistants: Promise<WorkerLike>[]
  thread: ReadingThread | null
  silent: boolean
  /** Gives the outcome to whoever opened; only the first one counts. */
  end(outcome: OpenOutcome): void
}

/**
 * The page's end of the worker threads. There are four kinds that answer, one of each at most:
 * the *keeper* holds the data set that is shown and answers questions; a *reader* opens files and becomes the keeper when it has succeeded;
 * a *spare* has been started in advance, since a start costs 60–180 ms; a *forecaster* predicts from the keeper's orders. To add, the reader merges a copy of what the keeper holds,
 * so that the keeper is never touched: cancelling, crashing and hanging leave it as it was.
 * While a large file is read there are *assistants* as well, which speak to the reader only and end with the reading.
 */
export class ThreadClient {
  /** Told when the thread that held the data set has stopped; what is shown can stay, but nothing new can be asked. */
  onKeeperLost: ((problem: Problem) => void) | null = null
  readonly #host: ClientHost
  #keeper: ReadingThread | null = null
  #reading: Reading | null = null
  #spare: Promise<ReadingThread> | null = null
  readonly #forecaster = new Forecaster(() => this.#take())

  constructor(host: ClientHost) {
    this.#host = host
    host.every(1000, () => this.#second())
  }

  /** Starts a spare thread unless there is one. Call when the page has nothing better to do. */
  warm(): void {
    if (this.#spare !== null) return
    const spare = this.#start()
    this.#spare = spare
    // A failure to start is told when a thread is needed and the start is tried again.
    spare.catch(() => {
      if (this.#spare === spare) this.#spare = null
    })
  }

  /**
   * Opens files in a fresh thread; one that is still being read is cancelled first. With `add`, what the keeper holds is merged in.
   * Never rejects.
   */
  open(question: OpenQuestion, mode: 'replace' | 'add', watcher: ReadingWatcher): Promise<OpenOutcome> {
    this.cancel()
    return new Promise(resolve => {
      const reading: Reading = { watcher, assistants: [], thread: null, silent: false, end: resolve }
      this.#reading = reading
      void this.#run(reading, question, mode)
    })
  }

  /** Stops the reading at once, if there is one; its outcome is `cancelled`. */
  cancel(): void {
    const reading = this.#reading
    this.#reading = null
    if (reading === null) return
    reading.thread?.terminate()
    dismissAssistants(reading)
    reading.end({ kind: 'cancelled' })
    this.warm()
  }

  /** Gives a silent reader another while. */
  keepWaiting(): void {
    const reading = this.#reading
    if (reading === null || reading.thread === null) return
    reading.thread.silentSeconds = 0
    this.#tellSilence(reading, false)
  }

  /** Asks the keeper, or the forecaster with the keeper's orders; `gone` when there is none, or when it stops or is replaced before it has answered. Never rejects. */
  ask<K extends KeeperQuestion['kind']>(
    question: Question<Extract<KeeperQuestion, { readonly kind: K }>>,
  ): Promise<FinalAnswer<K> | Failed | Gone> {
    const keeper = this.#keeper
    if (keeper === null) return Promise.resolve({ kind: 'gone', problem: null })
    // `as`: TypeScript cannot tell the kind of a generic question, nor that the answer to one of these is that of K.
    const { kind } = question as { readonly kind: KeeperQuestion['kind'] }
    if (kind === 'forecast' || kind === 'outlook' || kind === 'seed-scores')
      return this.#forecaster.ask(question as ForecastQuestion, keeper) as Promise<FinalAnswer<K> | Failed | Gone>
    if (kind === 'define') this.#forecaster.forget()
    // `as`: K of KeeperQuestion is the same request as K of Request, which TypeScript cannot tell of a generic.
    const asked = question as Question<Extract<Request, { readonly kind: K }>>
    return keeper.ask<K>(asked)
  }

  /**
   * The files of a sample, made in a thread of its own.
   * @throws Error with the problem's sentence when the thread fails
   */
  async sampleFiles(recipe: Recipe): Promise<readonly SampleFile[]> {
    const thread = await this.#take()
    const answer = await thread.ask<'sample-files'>({ kind: 'sample-files', recipe })
    if (answer.kind === 'sample-files') {
      this.#putBack(thread)
      return answer.files
    }
    thread.terminate()
    const problem = answer.kind === 'failed' ? answer.problems[0] : answer.problem
    throw new Error(problem?.message ?? 'The reading thread was ended.')
  }

  /** Ends whatever is read and whatever is kept: the memory is given back. */
  forget(): void {
    this.cancel()
    this.#keeper?.terminate()
    this.#keeper = null
    this.#forecaster.forget()
    this.warm()
  }

  async #run(reading: Reading, question: OpenQuestion, mode: 'replace' | 'add'): Promise<void> {
    let thread: ReadingThread
    try {
      thread = await this.#take()
    } catch (error) {
      this.#finish(reading, failedToStart(error))
      return
    }
    if (this.#reading !== reading) {
      this.#putBack(thread)
      return
    }
    reading.thread = thread
    this.#finish(reading, await this.#read(thread, question, mode, reading))
  }

  async #read(thread: ReadingThread, question: OpenQuestion, mode: 'replace' | 'add', reading: Reading): Promise<OpenOutcome> {
    const { watcher } = reading
    const assistants = question.kind === 'open' ? this.#startAssistants(reading, question.files) : []
    const line = question.kind === 'open' && this.#host.startWorkbookThread !== undefined ? new MessageChannel() : null
    const workbooks = line === null ? {} : { workbooks: line.port2 }
    const assisted = question.kind === 'open' ? { ...question, assistants, ...workbooks } : question
    const opened = await thread.ask<'open' | 'sample'>(assisted, line === null ? assistants : [...assistants, line.port2], answer => {
      this.#speaksAgain()
      if (answer.kind === 'progress') watcher.progress(answer.progress)
      else if (answer.kind === 'so-far') watcher.soFar(answer.rows)
      else if (line !== null) this.#serveWorkbooks(reading, line.port1)
    })
    if (opened.kind !== 'opened') return unopened(opened)
    const keeper = this.#keeper
    if (mode === 'replace' || keeper === null) return { kind: 'opened', result: await unpacked(opened.result) }
    const copied = await keeper.ask<'copy'>({ kind: 'copy' })
    if (copied.kind !== 'copied') return unopened(copied)
    const { data } = copied
    const merged = await thread.ask<'merge'>({ kind: 'merge', data, ...meaningOf(question) }, [...data.buffers])
    return merged.kind === 'opened' ? { kind: 'opened', result: await unpacked(merged.result) } : unopened(merged)
  }

  /** Starts threads that read ahead, and gives the reader's ends of their lines. Reading does not wait for them. */
  #startAssistants(reading: Reading, files: readonly InputFile[]): MessagePort[] {
    return Array.from({ length: this.#host.assistants(files) }, () => {
      const { port1, port2 } = new MessageChannel()
      const starting = this.#host.startWorker()
      reading.assistants.push(starting)
      starting.then(
        worker => {
          worker.addEventListener('error', () => reading.thread?.crash('A thread that read ahead stopped.'))
          worker.postMessage({ kind: 'assist', port: port2 } satisfies Assist, [port2])
        },
        // Without it reading takes longer, and that is all.
        () => undefined,
      )
      return port1
    })
  }

  /** Starts the thread that takes workbooks apart at the other end of the reader's line. It ends with the reading. */
  #serveWorkbooks(reading: Reading, line: MessagePort): void {
    const starting = this.#host.startWorkbookThread?.()
    if (starting === undefined) return
    reading.assistants.push(starting)
    const stopped = (): void => reading.thread?.crash('The thread that takes workbooks apart stopped.')
    starting.then(worker => {
      worker.addEventListener('error', stopped)
      worker.postMessage({ line } satisfies ServeWorkbooks, [line])
    }, stopped)
  }

  /** Ends a reading that has not been cancelled meanwhile. A thread that has succeeded becomes the keeper. */
  #finish(reading: Reading, outcome: OpenOutcome): void {
    if (this.#reading !== reading) return
    this.#reading = null
    dismissAssistants(reading)
    const { thread } = reading
    if (outcome.kind === 'opened' && thread !== null) {
      this.#keeper?.terminate()
      this.#keeper = thread
      this.#forecaster.forget()
      thread.onCrash = problem => {
        if (this.#keeper !== thread) return
        this.#keeper = null
        this.onKeeperLost?.(problem)
      }
    } else thread?.terminate()
    reading.end(outcome)
    this.warm()
  }

  #second(): void {
    const reading = this.#reading
    if (reading !== null && reading.thread !== null) {
      reading.thread.second()
      if (reading.thread.silentSeconds >= SILENCE_SECONDS) this.#tellSilence(reading, true)
    }
    const keeper = this.#keeper
    if (keeper === null) return
    keeper.second()
    if (keeper.silentSeconds >= KEEPER_SILENCE_SECONDS)
      keeper.crash(`The thread that holds the data has not answered for ${KEEPER_SILENCE_SECONDS} seconds and was stopped.`)
  }

  #speaksAgain(): void {
    if (this.#reading !== null) this.#tellSilence(this.#reading, false)
  }

  #tellSilence(reading: Reading, silent: boolean): void {
    if (reading.silent === silent) return
    reading.silent = silent
    reading.watcher.silent(silent)
  }

  async #start(): Promise<ReadingThread> {
    return new ReadingThread(await this.#host.startWorker())
  }

  #take(): Promise<ReadingThread> {
    const thread = this.#spare ?? this.#start()
    this.#spare = null
    return thread
  }

  /** A thread that holds nothing can serve another time. */
  #putBack(thread: ReadingThread): void {
    if (this.#spare === null) this.#spare = Promise.resolve(thread)
    else thread.terminate()
  }
}

function meaningOf({ definition, stores }: OpenQuestion): MeaningAsked {
  return stores === undefined ? { definition } : { definition, stores }
}

/** Still a part of reading, so that it can be cancelled: until then the keeper is not touched. */
async function unpacked(result: OpenedResult): Promise<Opened> {
  if (result.report === 'customers') return result
  return { ...result, answers: result.answers === null ? null : await unpackInTurns(result.answers) }
}

function dismissAssistants({ assistants }: Reading): void {
  for (const starting of assistants)
    starting.then(
      worker => worker.terminate(),
      () => undefined,
    )
}

function unopened(answer: Failed | Gone): OpenOutcome {
  if (answer.kind === 'failed') return { kind: 'failed', problems: answer.problems, rejected: answer.rejected }
  return answer.problem === null ? { kind: 'cancelled' } : { kind: 'failed', problems: [answer.problem], rejected: null }
}

function failedToStart(error: unknown): OpenOutcome {
  const reason = error instanceof Error ? error.message : String(error)
  const problem: Problem = {
    code: 'worker-stopped',
    file: null,
    message: `The reading thread could not be started: ${reason}.`,
    wayOut: 'Reload the page and drop the files again.',
  }
  return { kind: 'failed', problems: [problem], rejected: null }
}
