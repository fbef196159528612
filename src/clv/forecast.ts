import { type BackTest, backTest, defaultSplitDay } from './back-test.ts'
import { type Comparison, compareModels } from './compare.ts'
import { checkData, checkFits, type FitnessCheck, worstOutcome } from './fitness.ts'
import { type Histories, historiesOf } from './histories.ts'
import { ORDER_MODEL } from './models/all.ts'
import { fitOrders, type OrderFit, type SpendFit } from './models/fit.ts'
import { ORDER_MODELS } from './models/order-model.ts'
import { groupRows } from './models/purchase-rows.ts'
import type { OrderLines } from './order-lines.ts'
import { type Prediction, predict } from './predict.ts'
import { type Purchases, purchasesOf } from './purchases.ts'
import { DEFAULT_SETTINGS, type ForecastSettings } from './settings.ts'
import { fitBuyerSpend } from './spend.ts'
import { checkTerms } from './terms.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** What the orders allow to say: a prediction with all that it rests on, or the reasons why there is none. */
export type Forecast = Refusal | Predicted

interface Examined {
  readonly settings: ForecastSettings
  readonly purchases: Purchases
  readonly histories: Histories
  /** Everything that was checked, in the order of `FITNESS_CHECKS`. */
  readonly checks: readonly FitnessCheck[]
}

export interface Refusal extends Examined {
  readonly kind: 'refused'
  /** The models that were tried, when it came to that. */
  readonly comparison: Comparison | null
}

export interface Predicted extends Examined {
  readonly kind: 'predicted'
  readonly orderFit: OrderFit
  readonly spendFit: SpendFit
  readonly comparison: Comparison
  /** Null when the history cannot be parted. */
  readonly backTest: BackTest | null
  /** The chosen model against the best baseline; null without a back-test. */
  readonly verdict: Verdict | null
  readonly prediction: Prediction
}

/**
 * From orders to a prediction: nets and groups, checks, fits all models, tests them on the customers' own past, picks one, and predicts.
 * Refuses, with the reasons, where a check fails. Throws RangeError when the terms are not sound or the split lies outside of the data.
 * Cost: CDNOW (6,919 orders) 0.5 s cold, three quarters of it the back-test and the models that are not picked.
 */
export function forecast(lines: OrderLines, settings: ForecastSettings = DEFAULT_SETTINGS): Forecast {
  const fault = checkTerms(settings.terms)
  if (fault !== null) throw new RangeError(fault)
  const purchases = purchasesOf(lines, settings.throughDay)
  const histories = historiesOf(purchases)
  const dataChecks = checkData(histories, purchases, settings.terms)
  const examined = { settings, purchases, histories }
  if (worstOutcome(dataChecks) === 'fail') return { kind: 'refused', ...examined, checks: dataChecks, comparison: null }

  const rows = groupRows(histories.frequency, histories.recencyDays, histories.ageDays)
  const fits = ORDER_MODELS.map(model => fitOrders(ORDER_MODEL[model], rows))
  const splitDay = settings.splitDay ?? defaultSplitDay(lines, settings.throughDay)
  const test = splitDay === null ? null : backTest(lines, ORDER_MODELS, settings.spendBasis, splitDay, settings.throughDay, fits)
  const comparison = compareModels(fits, test)
  const chosen = settings.model ?? comparison.choice?.model ?? null
  const orderFit = fits.find(({ model }) => model === chosen) ?? comparison.models[0]?.fit
  if (orderFit === undefined) throw new Error('There is no model to choose from')
  const spendFit = fitBuyerSpend(histories, settings.spendBasis)
  const checks = [...dataChecks, ...checkFits(orderFit, spendFit)]
  if (worstOutcome(checks) === 'fail') return { kind: 'refused', ...examined, checks, comparison }
  return {
    kind: 'predicted',
    ...examined,
    checks,
    orderFit,
    spendFit,
    comparison,
    backTest: test,
    verdict: test === null ? null : verdictOf(test.scores, orderFit.model),
    prediction: predict(histories, orderFit, spendFit, settings.spendBasis, settings.terms),
  }
}
