import type { Ranking } from '../../ltv/results.ts'
import { count } from '../words/numbers.ts'

/** “2”, or “=2” when others have the same LTV. */
export function rankWords(ranking: Ranking, rankIndex: number): string {
  const rank = ranking.sharedRank[rankIndex] ?? rankIndex + 1
  const isTie = ranking.sharedRank[rankIndex - 1] === rank || ranking.sharedRank[rankIndex + 1] === rank
  return `${isTie ? '=' : ''}${count(rank)}`
}
