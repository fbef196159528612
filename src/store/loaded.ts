import type { Definition } from '../ltv/definition.ts'
import type { Ranking } from '../ltv/results.ts'
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
    rankOf: rankIndexes(ranking, directory.customers),
    problems: addedTo === null ? problems : [...addedTo.problems, ...problems],
    redefining: false,
    lost: null,
  }
}

export function withRanking(loaded: Loaded, ranking: Ranking, redefining: boolean): Loaded {
  return { ...loaded, ranking, rankOf: rankIndexes(ranking, loaded.directory.customers), redefining }
}

/** The ranking turned round: rank index by customer, −1 where a customer has none. A few ms for a million. */
function rankIndexes(ranking: Ranking, customers: number): Int32Array {
  const rankOf = new Int32Array(customers).fill(-1)
  for (let rank = 0; rank < ranking.ranked; rank++) rankOf[ranking.customer[rank] ?? 0] = rank
  return rankOf
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
