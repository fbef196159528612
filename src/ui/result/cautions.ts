import { CAUTION, customerAt, type Ranking } from '../../ltv/results.ts'
import { decimal } from '../words/numbers.ts'
import { hasVisits } from './has-visits.ts'

function has(ranking: Ranking, rankIndex: number, caution: keyof typeof CAUTION): boolean {
  return (customerAt(ranking, rankIndex).cautions & CAUTION[caution]) !== 0
}

/** One week carries the whole figure. Nothing is multiplied where nothing was spent. */
function isGuess(ranking: Ranking, rankIndex: number): boolean {
  const { weeks, spendUnits } = customerAt(ranking, rankIndex)
  return has(ranking, rankIndex, 'oneWeek') && weeks <= 1 && spendUnits !== 0
}

/**
 * The word beside a customer in the table, or null. Only what bears on the figure itself: that a customer ordered once is plain from its orders,
 * and that all happened in one week matters where that week is multiplied.
 */
export function cautionTag(ranking: Ranking, rankIndex: number): string | null {
  if (has(ranking, rankIndex, 'negative')) return 'below zero'
  if (has(ranking, rankIndex, 'otherCurrency')) return 'other currency'
  if (isGuess(ranking, rankIndex)) return '1 week only'
  return null
}

/** All that a reader of one customer's figure should know, in sentences, the gravest first. */
export function cautionSentences(ranking: Ranking, rankIndex: number): readonly string[] {
  const sentences: string[] = []
  if (has(ranking, rankIndex, 'negative')) sentences.push('Refunds exceed purchases, so the figure is below zero.')
  if (has(ranking, rankIndex, 'oneWeek')) {
    const factor = decimal(52 * ranking.definition.lifespanYears)
    sentences.push(
      isGuess(ranking, rankIndex)
        ? `One busy week is being multiplied by ${factor}. Treat as a guess.`
        : 'All events fall into one week. Nothing shows yet that this customer comes back.',
    )
  }
  if (has(ranking, rankIndex, 'oneOrder')) sentences.push('A single order carries all of the spend.')
  if (has(ranking, rankIndex, 'otherCurrency'))
    sentences.push(`Orders in other currencies than ${ranking.currency} are not part of the figure.`)
  // Where nobody has visited, that is how the data are, and no caution about this customer.
  if (has(ranking, rankIndex, 'noVisits') && hasVisits(ranking))
    sentences.push('There is no visit, so spend per visit is unknown. It cancels out of the LTV.')
  return sentences
}
