/*
 * The contract between the page's state and its screens (implementation to follow in this file).
 *
 *   useApp(selector)                    React binding of the vanilla store `app`
 *   app.getState().openFiles(files, mode) · openSample(recipe) · cancel() · dismissFailure() · forget()
 *   app.getState().setView(patch)       merges into View and pushes a history entry (replaces it while a slider is being dragged: setView(patch, 'replace'))
 *   app.getState().setDefinition(definition)
 *   app.getState().setTheme('system' | 'light' | 'dark')
 *
 * Derived, asked of the worker on demand, cached by (generation, definition), null until there:
 *
 *   useSortOrder(column): Uint32Array | null      useDetail(customer): CustomerDetail | null
 *   useStrips(customers): { byCustomer: Map<customer, Float64Array>, buckets, weeksPerBucket } | null; customers still unknown are absent
 *   useWeekly(x | null): WeeklySeries | null      useCohorts(): Cohorts | null
 */
import type { InputFile } from '../intake/byte-source.ts'
import type { Definition } from '../ltv/definition.ts'
import type { SampleRecipe } from '../worker/protocol.ts'
import type { Session } from './session.ts'
import type { View } from './view.ts'

export type Theme = 'system' | 'light' | 'dark'

export interface AppState {
  readonly session: Session
  readonly view: View
  readonly theme: Theme
  openFiles(files: readonly InputFile[], mode: 'replace' | 'add'): void
  openSample(recipe: SampleRecipe): void
  /** The generated file itself, for saving. */
  sampleText(recipe: SampleRecipe): Promise<Blob>
  cancel(): void
  /** Gives a silent reading thread another while. */
  keepWaiting(): void
  /** Back to what was shown before the failure. */
  dismissFailure(): void
  /** Drops the data set and everything derived from it. */
  forget(): void
  setView(patch: Partial<Omit<View, 'definition'>>, history?: 'push' | 'replace'): void
  setDefinition(definition: Definition, history?: 'push' | 'replace'): void
  setTheme(theme: Theme): void
}
