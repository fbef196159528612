import type { OrderLines } from '../clv/index.ts'
import type { ForecastSettings } from '../clv/settings.ts'
import type { GroupedResult, HistoriesToPredict, PredictedCustomers } from './grouped-prediction.ts'
import type { Failed, Gone, ReadingThread } from './reading-thread.ts'

/**
 * The page's end of a thread that predicts from histories. It starts with the first of them, and is started anew for others: what it was doing
 * then is nobody's any more. All promises are broken with an Error that says what happened.
 */
export class GroupedForecaster {
  readonly #start: () => Promise<ReadingThread>
  #thread: Promise<ReadingThread> | null = null
  #histories: HistoriesToPredict | null = null

  constructor(start: () => Promise<ReadingThread>) {
    this.#start = start
  }

  forecast(histories: HistoriesToPredict, settings: ForecastSettings): Promise<GroupedResult> {
    return this.#with(histories, async thread => {
      const answer = await thread.ask<'forecast-histories'>({ kind: 'forecast-histories', settings })
      return answer.kind === 'forecast-histories' ? answer.forecast : broken(answer)
    })
  }

  bestGroups(histories: HistoriesToPredict, settings: ForecastSettings, x: number): Promise<readonly number[]> {
    return this.#with(histories, async thread => {
      const answer = await thread.ask<'best-histories'>({ kind: 'best-histories', settings, x })
      return answer.kind === 'best-histories' ? answer.groups : broken(answer)
    })
  }

  /** Null where nothing can be predicted. */
  customers(
    histories: HistoriesToPredict,
    settings: ForecastSettings,
    lines: OrderLines,
    watched: number | null,
  ): Promise<PredictedCustomers | null> {
    return this.#with(histories, async thread => {
      const answer = await thread.ask<'predict-customers'>({ kind: 'predict-customers', settings, lines, watched })
      return answer.kind === 'predicted-customers' ? answer.customers : broken(answer)
    })
  }

  /** Ends the thread, whatever it is doing. */
  forget(): void {
    this.#histories = null
    this.#thread?.then(
      thread => thread.terminate(),
      () => undefined,
    )
    this.#thread = null
  }

  async #with<Value>(histories: HistoriesToPredict, ask: (thread: ReadingThread) => Promise<Value>): Promise<Value> {
    if (this.#histories !== histories) this.forget()
    this.#histories = histories
    this.#thread ??= this.#begin(histories)
    const own = this.#thread
    try {
      return await ask(await own)
    } catch (error) {
      // A thread that has stopped is of no more use: the next question starts another.
      if (this.#thread === own) this.forget()
      throw error
    }
  }

  async #begin(histories: HistoriesToPredict): Promise<ReadingThread> {
    const thread = await this.#start()
    const taken = await thread.ask<'take-histories'>({ kind: 'take-histories', histories })
    return taken.kind === 'orders-taken' ? thread : broken(taken)
  }
}

function broken(answer: Failed | Gone): never {
  const problem = answer.kind === 'failed' ? answer.problems[0] : answer.problem
  throw new Error(problem?.message ?? 'The prediction was given up for another one.')
}
