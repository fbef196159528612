import type { BackTest } from './back-test.ts'
import { ORDER_MODEL } from './models/all.ts'
import type { OrderFit } from './models/fit.ts'
import { ORDER_MODELS, type OrderModelKey } from './models/order-model.ts'

/** One model among those compared, best first. */
export interface Compared {
  readonly fit: OrderFit
  /** AIC above that of the best model that converged; NaN when this one did not. */
  readonly aicBehind: number
  readonly bicBehind: number
  /** Bias and mean absolute error of orders in the back-test; null when it was not tested. */
  readonly holdoutBias: number | null
  readonly holdoutError: number | null
}

/** Why a model is the default. */
export const CHOICE_REASONS = ['only-one', 'likelihood', 'holdout', 'simplest'] as const
export type ChoiceReason = (typeof CHOICE_REASONS)[number]

export interface Comparison {
  readonly models: readonly Compared[]
  /** Null when none converged. */
  readonly choice: { readonly model: OrderModelKey; readonly reason: ChoiceReason; readonly message: string } | null
}

/** Models this close in AIC explain the data equally well (Burnham & Anderson 2002, section 2.6). */
const SAME_AIC = 10
/** A back-test decides when one mean absolute error is lower than the other by this share. */
const CLEAR_ERROR = 0.02

/**
 * Compares fits to the same customers, and picks one: of the models within 10 AIC of the best, the one with the clearly lowest error in the back-test; when none
 * is clearly lower, the one of the lowest AIC; at the same AIC the one that comes first in {@link ORDER_MODELS}.
 * Throws RangeError when the fits are not of the same number of customers.
 */
export function compareModels(fits: readonly OrderFit[], test: BackTest | null): Comparison {
  const customers = new Set(fits.map(fit => fit.customers))
  if (customers.size > 1) throw new RangeError('Likelihoods can only be compared on the same customers')
  const sound = fits.filter(({ failures }) => failures.length === 0)
  const leastAic = Math.min(...sound.map(({ aic }) => aic))
  const leastBic = Math.min(...sound.map(({ bic }) => bic))
  const models = fits
    .map((fit): Compared => {
      const score = test?.scores.find(({ method }) => method === fit.model) ?? null
      const isSound = fit.failures.length === 0
      return {
        fit,
        aicBehind: isSound ? fit.aic - leastAic : Number.NaN,
        bicBehind: isSound ? fit.bic - leastBic : Number.NaN,
        holdoutBias: score?.orders.bias ?? null,
        holdoutError: score?.orders.meanAbsoluteError ?? null,
      }
    })
    .sort((a, b) => rankOf(a) - rankOf(b) || ORDER_MODELS.indexOf(a.fit.model) - ORDER_MODELS.indexOf(b.fit.model))
  return { models, choice: choose(models.filter(({ fit }) => fit.failures.length === 0)) }
}

/** Models that did not converge come last. */
function rankOf({ aicBehind }: Compared): number {
  return Number.isNaN(aicBehind) ? Number.MAX_VALUE : aicBehind
}

function choose(sound: readonly Compared[]): Comparison['choice'] {
  const [best] = sound
  if (best === undefined) return null
  const nameOf = ({ fit }: Compared) => ORDER_MODEL[fit.model].name
  if (best.fit.model === 'nbd') {
    return {
      model: 'nbd',
      reason: 'simplest',
      message: 'The data show nobody who stopped buying, so the model without stopping explains them with the fewest parameters.',
    }
  }
  if (sound.length === 1)
    return { model: best.fit.model, reason: 'only-one', message: `${nameOf(best)} is the only model that these customers are enough for.` }
  const close = sound.filter(({ aicBehind }) => aicBehind < SAME_AIC)
  const tested = close.filter(({ holdoutError }) => holdoutError !== null).sort((a, b) => (a.holdoutError ?? 0) - (b.holdoutError ?? 0))
  const [first, second] = tested
  const firstError = first?.holdoutError ?? 0
  const secondError = second?.holdoutError ?? 0
  if (first !== undefined && second !== undefined && secondError > firstError * (1 + CLEAR_ERROR)) {
    const share = Math.round((1 - firstError / secondError) * 100)
    return {
      model: first.fit.model,
      reason: 'holdout',
      message: `${nameOf(first)} explains the history as well as any, and was ${share} % closer in the back-test.`,
    }
  }
  const next = sound[1]
  const ahead = next === undefined ? '' : `, ${next.aicBehind.toFixed(1)} AIC ahead of ${nameOf(next)}`
  return { model: best.fit.model, reason: 'likelihood', message: `${nameOf(best)} explains the history best${ahead}.` }
}
