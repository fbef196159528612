import type { Definition } from '../ltv/definition.ts'
import type { CustomerColumns, Ranking, Reranking } from '../ltv/results.ts'
import { STORE_SWITCHES, type StoreDefinition } from '../stores/definition.ts'
import type { ChangedAnswers } from '../stores/index.ts'
import type { StoreAnswers } from '../stores/results.ts'
import type { KeeperQuestion, Opened } from '../worker/client.ts'
import { unpackInTurns } from '../worker/packed-answers.ts'
import type { Failed, FinalAnswer, Gone, Question } from '../worker/reading-thread.ts'
import type { Loaded, LoadedCustomers } from './session.ts'
import type { View } from './view.ts'

/** What the page keeps of a data set that has just been opened, or that others were added to. */
export function loadedFrom(
  result: Opened,
  generation: number,
  { label, sample, files }: Pick<Loaded, 'label' | 'sample' | 'files'>,
  addedTo: Pick<Loaded, 'problems' | 'files'> | null,
): Loaded {
  const common = {
    generation,
    label: addedTo === null ? label : `${result.summary.files.length} files`,
    sample: addedTo === null ? sample : null,
    files: addedTo === null ? files : [...addedTo.files, ...files],
    problems: addedTo === null ? result.problems : [...addedTo.problems, ...result.problems],
    redefining: false,
    lost: null,
  }
  if (result.report === 'stores') return { ...common, report: result.report, summary: result.summary, answers: result.answers }
  const { report, summary, directory, ranking } = result
  return { ...common, report, summary, directory, ranking, rankOf: ranking.rankOf }
}

/** `columns` null: those of the ranking before. */
function withRanking(loaded: LoadedCustomers, ranking: Reranking, columns: CustomerColumns | null): LoadedCustomers {
  return { ...loaded, ranking: { ...ranking, columns: columns ?? loaded.ranking.columns }, rankOf: ranking.rankOf, redefining: false }
}

/** Asks for everything that follows from a definition. */
export type Redefinition = Question<Extract<KeeperQuestion, { readonly kind: 'define' | 'define-stores' }>>

/** The question by which what is loaded comes to mean what the view says; null when it does so already, or cannot yet. */
export function redefinition(loaded: Loaded, view: View): Redefinition | null {
  switch (loaded.report) {
    case 'customers':
      return sameDefinition(loaded.ranking.definition, view.definition)
        ? null
        : { kind: 'define', definition: view.definition, shown: loaded.ranking.definition }
    case 'stores': {
      const { definition } = view.stores
      const shown = loaded.answers?.definition
      return shown === undefined || sameStoreDefinition(shown, definition) ? null : { kind: 'define-stores', definition, shown }
    }
    default:
      return loaded satisfies never
  }
}

/** What has come to mean something else, as the page keeps it. */
type Redefined = FinalAnswer<'define'> | { readonly kind: 'stores-defined'; readonly answers: ChangedAnswers }

/** The answer to a redefinition, with the rows of answers about stores made of their columns, in turns. */
export async function arrived(answer: FinalAnswer<Redefinition['kind']> | Failed | Gone): Promise<Redefined | Failed | Gone> {
  return answer.kind === 'stores-defined' ? { kind: answer.kind, answers: await unpackInTurns(answer.answers) } : answer
}

/** What is loaded, under the definition of the answer. An answer about other data changes nothing. */
export function redefined(loaded: Loaded, answer: Redefined): Loaded {
  if (answer.kind === 'defined') return loaded.report === 'customers' ? withRanking(loaded, answer.ranking, answer.columns) : loaded
  if (loaded.report !== 'stores' || loaded.answers === null) return loaded
  return { ...loaded, answers: { ...loaded.answers, ...answer.answers }, redefining: false }
}

/** The view that says what is loaded. */
export function viewBefore(loaded: Loaded, view: View): View {
  if (loaded.report === 'customers') return { ...view, definition: loaded.ranking.definition }
  return loaded.answers === null ? view : { ...view, stores: { ...view.stores, definition: loaded.answers.definition } }
}

/** What all answers follow from: another object whenever they become others. */
export function basisOf(loaded: Loaded | null): Ranking | StoreAnswers | null {
  return loaded === null ? null : loaded.report === 'customers' ? loaded.ranking : loaded.answers
}

/** Same meaning, field by field. */
export function sameDefinition(one: Definition, other: Definition): boolean {
  return (
    one.weeksRule === other.weeksRule &&
    one.weekStart === other.weekStart &&
    one.windowStart === other.windowStart &&
    one.windowEnd === other.windowEnd &&
    one.lifespanYears === other.lifespanYears &&
    one.margin === other.margin &&
    one.currency === other.currency
  )
}

// `as`: the names of an object of ours are its keys.
const SWITCHES = Object.keys(STORE_SWITCHES) as (keyof typeof STORE_SWITCHES)[]

export function sameStoreDefinition(one: StoreDefinition, other: StoreDefinition): boolean {
  return one.top === other.top && one.smallGroup === other.smallGroup && SWITCHES.every(name => one[name] === other[name])
}
