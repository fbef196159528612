/*
 * The page's state for its screens: the one store, and React's view of it.
 *
 *   useApp(selector)                    React binding of the vanilla store `app`
 *   app.getState().openFiles(…) …       the actions, see AppState
 *
 * Derived, asked of the worker while a component watches, kept as long as the ranking stays the same, null until there:
 *
 *   useSortOrder(column, descending) · useDetail(customer) · useStrips(customers) · useWeekly(x | null) · useCohorts() · useForecast(settings)
 *   useOutlook(settings, customer) · useSeedScores(reading, asOfDay) · useStoreWeekly(storeId)
 */
import { useCallback, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { SeedReading, SeedScores } from '../clv/results.ts'
import type { ForecastSettings } from '../clv/settings.ts'
import type { Cohorts } from '../ltv/cohorts.ts'
import type { CustomerDetail, SortColumn, WeeklySeries } from '../ltv/results.ts'
import type { WeeklyAmounts } from '../stores/results.ts'
import { assistantsFor } from '../worker/assistants.ts'
import { ThreadClient } from '../worker/client.ts'
import type { CustomerOutlook, ForecastResult } from '../worker/prediction.ts'
import { startWorkbookThread, startWorker } from '../worker/start.ts'
import { type AppState, createApp } from './app.ts'
import type { Ask } from './ask.ts'
import { storedPreferences } from './preferences.ts'
import type { Derived, DerivedQuestion } from './questions.ts'
import { shownData } from './session.ts'
import type { Strips } from './strips.ts'
import { forecastSettings } from './view.ts'
import { browserHistory } from './view-history.ts'

export type { AppState } from './app.ts'
export type { Strips } from './strips.ts'

const client = new ThreadClient({
  startWorker,
  startWorkbookThread,
  assistants: files => assistantsFor(files, navigator.hardwareConcurrency),
  every: (milliseconds, run) => {
    setInterval(run, milliseconds)
  },
})

const { store, questions } = createApp({
  client,
  history: browserHistory(window),
  preferences: storedPreferences(() => window.localStorage),
})

/** The one store of the page. */
export const app = store

/** Starts a worker in advance, so that the first file need not wait for one. For a moment in which the page has nothing else to do. */
export function prepareToRead(): void {
  client.warm()
}

/** One answer about the data set on screen, for what is put together once and not watched, as a report. Nothing is kept of it. */
export const askOnce: Ask = question => client.ask(question)

export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(app, selector)
}

/** Rank indexes in order of a column, equal ones best first and dashes last; null until there, and for no column. */
export function useSortOrder(column: SortColumn | null, descending = false): Uint32Array<ArrayBuffer> | null {
  return useDerived<'sort'>(column === null ? null : { kind: 'sort', column, descending }, `${column} ${descending}`)
}

/** Everything about one customer; null until there, and for no customer. */
export function useDetail(customer: number | null): CustomerDetail | null {
  return useDerived<'detail'>(customer === null ? null : { kind: 'detail', customer }, customer)
}

/** Weekly spend and visits of the top x together, or of everyone (null); null until there. */
export function useWeekly(x: number | null): WeeklySeries | null {
  return useDerived<'weekly'>({ kind: 'weekly', x }, x)
}

/** Null until there. */
export function useCohorts(): Cohorts | null {
  return useDerived<'cohorts'>({ kind: 'cohorts' }, null)
}

/** What the orders say of the time to come; null until there. `settings` may be another object each time, as long as it says the same. */
export function useForecast(settings: ForecastSettings): ForecastResult | null {
  return useDerived<'forecast'>({ kind: 'forecast', settings }, JSON.stringify(settings))
}

/** The forecast under what is chosen now, if it has been asked for and is there. */
export function peekForecast(): ForecastResult | null {
  const { view, session } = app.getState()
  const loaded = shownData(session)
  if (loaded?.report !== 'customers') return null
  return questions.peek<'forecast'>({
    kind: 'forecast',
    settings: forecastSettings({ prediction: view.prediction, definition: loaded.ranking.definition }),
  })
}

/** What one customer's prediction rests on; null until there, and where there is none. */
export function useOutlook(settings: ForecastSettings, customer: number | null): CustomerOutlook | null {
  const question = customer === null ? null : ({ kind: 'outlook', settings, customer } as const)
  return useDerived<'outlook'>(question, `${customer} ${JSON.stringify(settings)}`)?.outlook ?? null
}

/** The score of the original task for all customers; null until there. `asOfDay` null: the day after the last order. */
export function useSeedScores(reading: SeedReading, asOfDay: number | null): SeedScores | null {
  return useDerived<'seed-scores'>({ kind: 'seed-scores', reading, asOfDay }, `${reading} ${asOfDay}`)
}

/** The amounts of one store by week, under the definition of the answers; null until there, and for no store. */
export function useStoreWeekly(storeId: string | null): WeeklyAmounts | null {
  return useDerived<'store-weekly'>(storeId === null ? null : { kind: 'store-weekly', storeId }, storeId)?.weekly ?? null
}

/** Weekly spend of the customers in sight, for the table's strips. Customers that are not there yet are absent; null before the first. */
export function useStrips(customers: readonly number[]): Strips | null {
  const wanted = customers.join(' ')
  const watch = useCallback(
    (listener: () => void) => questions.strips.watch(wanted === '' ? [] : wanted.split(' ').map(Number), listener),
    [wanted],
  )
  return useSyncExternalStore(watch, () => questions.strips.peek())
}

/** Watches one question, told apart from others of its kind by `detail`; watching is what has it asked. */
function useDerived<K extends keyof Derived>(
  question: Extract<DerivedQuestion, { readonly kind: K }> | null,
  detail: string | number | null,
): Derived[K] | null {
  const kind = question?.kind
  // biome-ignore lint/correctness/useExhaustiveDependencies: kind and detail say all that a question does, and stay equal between renders.
  const watch = useCallback((listener: () => void) => (question === null ? () => {} : questions.watch(question, listener)), [kind, detail])
  return useSyncExternalStore(watch, () => (question === null ? null : questions.peek<K>(question)))
}
