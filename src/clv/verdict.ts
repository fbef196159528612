import type { Score, TotalScore } from './back-test.ts'
import type { OrderModelKey } from './models/order-model.ts'

/** Whether a model or the best baseline did better in the holdout: once at putting customers in order, once at the total. */
export interface Verdict {
  readonly ranking: Duel
  readonly totals: Duel
}

export interface Duel {
  readonly winner: 'model' | 'baseline' | 'neither'
  /** The model and the best baseline; null when there is nothing to judge them by. */
  readonly model: Entrant | null
  readonly baseline: Entrant | null
}

export interface Entrant {
  readonly method: Score['method']
  /** Ranking: normalised Gini of revenue, more is better. Totals: bias of the number of orders, nearer to 0 is better. */
  readonly figure: number
}

/** Differences below these are chance more likely than not, and nobody wins: in Gini, and in bias. */
const RANKING_MARGIN = 0.01
const TOTALS_MARGIN = 0.02

/** Revenue is what ranking is for; totals are judged by orders, which the model of spend has no part in. */
export function verdictOf(scores: readonly Score[], model: OrderModelKey): Verdict {
  const judged = scores.filter(score => !score.isModel || score.method === model)
  return {
    ranking: duel(
      judged,
      score => score.revenue.gini,
      gini => gini,
      RANKING_MARGIN,
    ),
    totals: duel(
      judged,
      score => score.orders.bias,
      bias => -Math.abs(bias),
      TOTALS_MARGIN,
    ),
  }
}

function duel(
  scores: readonly Score[],
  figureOf: (score: Score) => TotalScore['gini'],
  worth: (figure: number) => number,
  margin: number,
): Duel {
  const best = (isModel: boolean): Entrant | null => {
    let found: Entrant | null = null
    for (const score of scores) {
      const figure = figureOf(score)
      if (score.isModel !== isModel || figure === null) continue
      if (found === null || worth(figure) > worth(found.figure)) found = { method: score.method, figure }
    }
    return found
  }
  const model = best(true)
  const baseline = best(false)
  if (model === null || baseline === null)
    return { winner: model === null ? (baseline === null ? 'neither' : 'baseline') : 'model', model, baseline }
  const lead = worth(model.figure) - worth(baseline.figure)
  return { winner: Math.abs(lead) < margin ? 'neither' : lead > 0 ? 'model' : 'baseline', model, baseline }
}
