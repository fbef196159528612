import type { Problem } from '../base/problems.ts'
import { type Answer, FINAL_ANSWER, type Request } from './protocol.ts'

/** The part of the browser's `Worker` that is used, so that tests can run the same code without one. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: Transferable[]): void
  addEventListener(type: 'message' | 'error' | 'messageerror', listener: (event: Event) => void): void
  terminate(): void
}

/** A request before it has its number. Distributes over the union. */
export type Question<R extends Request = Request> = R extends Request ? Omit<R, 'job'> : never

/** The answer that ends a request of kind K. */
export type FinalAnswer<K extends Request['kind']> = Extract<Answer, { readonly kind: (typeof FINAL_ANSWER)[K] }>
export type Failed = Extract<Answer, { readonly kind: 'failed' }>
export type Interim = Extract<Answer, { readonly kind: 'progress' | 'so-far' | 'workbook-met' }>

/** The thread ended before it answered: on purpose (null), or by a crash. */
export interface Gone {
  readonly kind: 'gone'
  readonly problem: Problem | null
}

interface Pending {
  readonly expected: Answer['kind']
  settle(answer: Answer | Gone): void
  interim(answer: Interim): void
}

/** The page's end of one worker: gives requests their numbers and every request its one answer, also when the worker dies. */
export class ReadingThread {
  /** Told once, when the thread crashes, of a problem with its way out. */
  onCrash: ((problem: Problem) => void) | null = null
  /** Seconds since the last sign of life while something is asked; 0 when idle. Counted by {@link second}. */
  silentSeconds = 0
  readonly #worker: WorkerLike
  readonly #pending = new Map<number, Pending>()
  #lastJob = 0
  #gone: Gone | null = null

  constructor(worker: WorkerLike) {
    this.#worker = worker
    // `as`: only this project's worker code posts here; its answers are of this type.
    worker.addEventListener('message', event => this.#hear((event as MessageEvent<Answer>).data))
    worker.addEventListener('error', event => this.crash(`The reading thread stopped${reasonOf(event)}.`))
    worker.addEventListener('messageerror', () => this.crash('An answer of the reading thread could not be read.'))
  }

  /** Resolves with the one final answer, or with `gone`; never rejects. */
  ask<K extends Request['kind']>(
    question: Question<Extract<Request, { readonly kind: K }>>,
    transfer: Transferable[] = [],
    interim: (answer: Interim) => void = () => {},
  ): Promise<FinalAnswer<K> | Failed | Gone> {
    if (this.#gone !== null) return Promise.resolve(this.#gone)
    this.#lastJob += 1
    const job = this.#lastJob
    // `as`: TypeScript cannot see through the generic Omit that `kind` is there.
    const { kind } = question as { readonly kind: K }
    return new Promise(resolve => {
      // `as`: #hear lets nothing but the expected kind, failed or gone through.
      this.#pending.set(job, { expected: FINAL_ANSWER[kind], settle: resolve as Pending['settle'], interim })
      try {
        this.#worker.postMessage({ ...question, job }, transfer)
      } catch (error) {
        this.crash(`The reading thread could not be asked: ${String(error)}.`)
      }
    })
  }

  /** A second of waking time has passed. A sleeping computer has none, so that waking up is not taken for silence. */
  second(): void {
    this.silentSeconds = this.#pending.size === 0 ? 0 : this.silentSeconds + 1
  }

  /** Ends the thread on purpose; takes effect at once, whatever it is doing. */
  terminate(): void {
    this.#end({ kind: 'gone', problem: null })
  }

  /** Ends the thread and tells everyone why. */
  crash(message: string): void {
    if (this.#gone !== null) return
    const problem: Problem = { code: 'worker-stopped', file: null, message, wayOut: 'Drop the files again: a new thread will read them.' }
    this.#end({ kind: 'gone', problem })
    this.onCrash?.(problem)
  }

  #hear(answer: Answer): void {
    this.silentSeconds = 0
    const pending = this.#pending.get(answer.job)
    if (pending === undefined) return
    if (answer.kind === 'progress' || answer.kind === 'so-far' || answer.kind === 'workbook-met') {
      pending.interim(answer)
      return
    }
    this.#pending.delete(answer.job)
    if (answer.kind !== pending.expected && answer.kind !== 'failed')
      throw new Error(`the thread answered “${answer.kind}” to job ${answer.job} (expected “${pending.expected}”)`)
    pending.settle(answer)
  }

  #end(gone: Gone): void {
    if (this.#gone !== null) return
    this.#gone = gone
    this.#worker.terminate()
    const pending = [...this.#pending.values()]
    this.#pending.clear()
    for (const { settle } of pending) settle(gone)
  }
}

/** A browser's ErrorEvent names its reason; some say nothing. */
function reasonOf(event: Event): string {
  const message: unknown = 'message' in event ? event.message : undefined
  return typeof message === 'string' && message !== '' ? `: ${message.replace(/\.$/, '')}` : ''
}
