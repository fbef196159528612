import type { Request } from './protocol.ts'
import type { Failed, FinalAnswer, Gone, Question, ReadingThread } from './reading-thread.ts'
import { buffersOf } from './transferables.ts'

/** What is asked about the time to come. */
export type ForecastQuestion = Question<Extract<Request, { readonly kind: 'forecast' | 'outlook' | 'seed-scores' }>>

/**
 * The page's end of the thread that predicts. It starts with the first question and is given the orders of the keeper; a change of the data or of the
 * definition ends it, whatever it is doing. Fitting takes seconds, and is not waited for by anything else.
 */
export class Forecaster {
  readonly #start: () => Promise<ReadingThread>
  #thread: Promise<ReadingThread> | null = null

  constructor(start: () => Promise<ReadingThread>) {
    this.#start = start
  }

  /** The orders are others from now on. */
  forget(): void {
    this.#thread?.then(
      thread => thread.terminate(),
      () => undefined,
    )
    this.#thread = null
  }

  /** `gone` when the orders have changed meanwhile, or the keeper has no orders to give. Never rejects. */
  async ask(question: ForecastQuestion, keeper: ReadingThread): Promise<FinalAnswer<ForecastQuestion['kind']> | Failed | Gone> {
    this.#thread ??= this.#begin(keeper)
    const starting = this.#thread
    let thread: ReadingThread
    try {
      thread = await starting
    } catch (error) {
      // Other orders have made the beginning void: whatever kept it from being one is nobody's trouble any more.
      if (this.#thread !== starting) return { kind: 'gone', problem: null }
      this.#thread = null
      return couldNot(`The prediction could not be started: ${error instanceof Error ? error.message : String(error)}.`)
    }
    const answer = await thread.ask<ForecastQuestion['kind']>(question)
    if (answer.kind !== 'gone' || answer.problem === null) return answer
    if (this.#thread === starting) this.#thread = null
    return couldNot(answer.problem.message)
  }

  async #begin(keeper: ReadingThread): Promise<ReadingThread> {
    const [thread, answer] = await Promise.all([this.#start(), keeper.ask<'orders'>({ kind: 'orders' })])
    if (answer.kind !== 'orders') {
      thread.terminate()
      throw new Error(answer.kind === 'failed' ? (answer.problems[0]?.message ?? 'no orders') : 'the data set is gone')
    }
    const { orders } = answer
    const taken = await thread.ask<'take-orders'>({ kind: 'take-orders', orders }, buffersOf(orders.lines))
    if (taken.kind !== 'orders-taken') throw new Error(taken.kind === 'failed' ? 'the orders could not be taken' : 'the thread stopped')
    return thread
  }
}

function couldNot(message: string): Failed {
  const wayOut = 'Reload the page and drop the files again; the other views of the result are not touched.'
  return { kind: 'failed', job: 0, problems: [{ code: 'worker-stopped', file: null, message, wayOut }], rejected: null }
}
