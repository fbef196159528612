import type { Definition } from '../ltv/definition.ts'
import type { CustomerColumns, Reranking } from '../ltv/results.ts'
import type { DatasetResult, SampleRecipe } from '../worker/protocol.ts'
import type { Loaded } from './session.ts'

/** What the page keeps of a data set that has just been opened, or that others were added to. */
export function loadedFrom(
  result: DatasetResult,
  generation: number,
  label: string,
  sample: SampleRecipe | null,
  addedTo: Loaded | null,
): Loaded {
  const { summary, directory, ranking, problems } = result
  return {
    generation,
    label: addedTo === null ? label : `${summary.files.length} files`,
    sample: addedTo === null ? sample : null,
    summary,
    directory,
    ranking,
    rankOf: ranking.rankOf,
    problems: addedTo === null ? problems : [...addedTo.problems, ...problems],
    redefining: false,
    lost: null,
  }
}

/** `columns` null: those of the ranking before. */
export function withRanking(loaded: Loaded, ranking: Reranking, columns: CustomerColumns | null, redefining: boolean): Loaded {
  return {
    ...loaded,
    ranking: { ...ranking, columns: columns ?? loaded.ranking.columns },
    rankOf: ranking.rankOf,
    redefining,
  }
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
