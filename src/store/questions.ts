import type { Problem } from '../base/problems.ts'
import type { SeedReading, SeedScores } from '../clv/results.ts'
import type { ForecastSettings } from '../clv/settings.ts'
import type { Cohorts } from '../ltv/cohorts.ts'
import type { CustomerDetail, SortColumn, WeeklySeries } from '../ltv/results.ts'
import type { WeeklyAmounts } from '../stores/results.ts'
import type { CustomerOutlook, ForecastResult } from '../worker/prediction.ts'
import type { FinalAnswer } from '../worker/reading-thread.ts'
import type { Ask } from './ask.ts'
import { basisOf } from './loaded.ts'
import type { Loaded } from './session.ts'
import { StripStore } from './strips.ts'

/** What can be derived from a data set under its definition, and what it gives. */
export interface Derived {
  sort: Uint32Array<ArrayBuffer>
  detail: CustomerDetail
  weekly: WeeklySeries
  cohorts: Cohorts
  forecast: ForecastResult
  outlook: OutlookOf
  'seed-scores': SeedScores
  'store-weekly': WeeklyOf
}

/** Null where nothing can be predicted; the wrapping tells that from an answer that is not there. */
export interface OutlookOf {
  readonly outlook: CustomerOutlook | null
}
/** Null where there is no such store. */
export interface WeeklyOf {
  readonly weekly: WeeklyAmounts | null
}
export type DerivedQuestion =
  | { readonly kind: 'sort'; readonly column: SortColumn; readonly descending?: boolean }
  | { readonly kind: 'detail'; readonly customer: number }
  | { readonly kind: 'weekly'; readonly x: number | null }
  | { readonly kind: 'cohorts' }
  | { readonly kind: 'forecast'; readonly settings: ForecastSettings }
  | { readonly kind: 'seed-scores'; readonly reading: SeedReading; readonly asOfDay: number | null }
  | { readonly kind: 'outlook'; readonly settings: ForecastSettings; readonly customer: number }
  | { readonly kind: 'store-weekly'; readonly storeId: string }

/** Questions about stores; all others are about customers. */
const OF_STORES: readonly DerivedQuestion['kind'][] = ['store-weekly']

/** Answers that nobody looks at any more are kept up to this many, so that going back is instant. */
const KEPT_ANSWERS = 48

interface Watched {
  readonly question: DerivedQuestion
  readonly listeners: Set<() => void>
}

/**
 * Answers about the data set on screen, asked for while somebody watches and kept while the ranking stays the same.
 * The thread answers in order, so what was asked before a new definition is answered under the old one; nothing is asked while
 * a definition is being worked out, and an answer that arrives after its ranking has gone is dropped.
 * Of each kind one question is under way at a time: of the values a slider runs through, only those are asked that are still wanted.
 */
export class Questions {
  readonly strips: StripStore
  readonly #ask: Ask
  readonly #report: (problems: readonly Problem[]) => void
  readonly #watched = new Map<string, Watched>()
  readonly #answers = new Map<string, Derived[keyof Derived]>()
  readonly #unanswerable = new Set<string>()
  readonly #busy = new Set<DerivedQuestion['kind']>()
  #loaded: Loaded | null = null

  constructor(ask: Ask, report: (problems: readonly Problem[]) => void) {
    this.#ask = ask
    this.#report = report
    this.strips = new StripStore(ask, report)
  }

  /** Takes note of what is on screen now. A new ranking makes all answers void and has the watched questions asked again. */
  renew(loaded: Loaded | null): void {
    const changed = basisOf(loaded) !== basisOf(this.#loaded)
    this.#loaded = loaded
    if (changed) {
      this.#answers.clear()
      this.#unanswerable.clear()
      this.#busy.clear()
    }
    this.strips.renew(loaded)
    this.#askNext()
    if (changed) for (const { listeners } of this.#watched.values()) notify(listeners)
  }

  /** The answer, or null while it is not there. Asks nothing. */
  peek<K extends keyof Derived>(question: Extract<DerivedQuestion, { readonly kind: K }>): Derived[K] | null {
    // `as`: answers are stored under the key of their own question, see #askNext.
    return (this.#answers.get(keyOf(question)) ?? null) as Derived[K] | null
  }

  /** Has the question asked and tells when its answer comes or becomes void. Returns the end of the watch. */
  watch(question: DerivedQuestion, listener: () => void): () => void {
    const key = keyOf(question)
    const watched = this.#watched.get(key) ?? { question, listeners: new Set() }
    this.#watched.set(key, watched)
    watched.listeners.add(listener)
    this.#askNext()
    return () => {
      watched.listeners.delete(listener)
      if (watched.listeners.size === 0 && this.#watched.get(key) === watched) this.#watched.delete(key)
    }
  }

  #askNext(): void {
    const loaded = this.#loaded
    if (loaded === null || loaded.redefining || loaded.lost !== null) return
    for (const [key, { question }] of this.#watched) {
      // A screen that is about to go may still watch what the new data cannot tell.
      if (OF_STORES.includes(question.kind) !== (loaded.report === 'stores')) continue
      if (this.#busy.has(question.kind) || this.#answers.has(key) || this.#unanswerable.has(key)) continue
      this.#busy.add(question.kind)
      void this.#answer(key, question, loaded)
    }
  }

  async #answer(key: string, question: DerivedQuestion, loaded: Loaded): Promise<void> {
    const answer = await this.#ask<DerivedQuestion['kind']>(question)
    if (basisOf(this.#loaded) !== basisOf(loaded)) return
    this.#busy.delete(question.kind)
    if (answer.kind === 'failed' || answer.kind === 'gone') {
      // Asked again only of another ranking: the same question would fail the same way.
      this.#unanswerable.add(key)
      if (answer.kind === 'failed') this.#report(answer.problems)
    } else {
      this.#answers.set(key, contentOf(answer))
      this.#dropUnwatched()
      notify(this.#watched.get(key)?.listeners)
    }
    this.#askNext()
  }

  #dropUnwatched(): void {
    for (const key of this.#answers.keys()) {
      if (this.#answers.size <= KEPT_ANSWERS) return
      if (!this.#watched.has(key)) this.#answers.delete(key)
    }
  }
}

function keyOf(question: DerivedQuestion): string {
  switch (question.kind) {
    case 'sort':
      return `sort ${question.column} ${question.descending === true ? 'descending' : 'ascending'}`
    case 'detail':
      return `detail ${question.customer}`
    case 'weekly':
      return `weekly ${question.x ?? 'all'}`
    case 'cohorts':
      return 'cohorts'
    case 'forecast':
      return `forecast ${JSON.stringify(question.settings)}`
    case 'seed-scores':
      return `seed-scores ${question.reading} ${question.asOfDay}`
    case 'outlook':
      return `outlook ${question.customer} ${JSON.stringify(question.settings)}`
    case 'store-weekly':
      return `store-weekly ${question.storeId}`
    default:
      return question satisfies never
  }
}

function contentOf(answer: FinalAnswer<DerivedQuestion['kind']>): Derived[keyof Derived] {
  switch (answer.kind) {
    case 'sorted':
      return answer.order
    case 'detailed':
      return answer.detail
    case 'weekly':
      return answer.series
    case 'cohorts':
      return answer.cohorts
    case 'forecast':
      return answer.forecast
    case 'seed-scores':
      return answer.scores
    case 'outlook':
      return { outlook: answer.outlook }
    case 'store-weekly':
      return { weekly: answer.weekly }
    default:
      return answer satisfies never
  }
}

function notify(listeners: Iterable<() => void> | undefined): void {
  for (const listener of [...(listeners ?? [])]) listener()
}
