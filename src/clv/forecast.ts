import { type BackTest, backTest, defaultSplitDay } from './back-test.ts'
import { type Comparison, compareModels } from './compare.ts'
import { checkData, checkFits, type FitnessCheck, worstOutcome } from './fitness.ts'
import { type GroupOutlook, outlookOfGroups } from './group-outlook.ts'
import { type Histories, historiesOf } from './histories.ts'
import { figuresOfGroups, figuresOfHistories, type HistoryFigures, type HistoryGroups, rowsOfGroups } from './history-groups.ts'
import { ORDER_MODEL } from './models/all.ts'
import { fitOrders, type OrderFit, type SpendFit } from './models/fit.ts'
import { ORDER_MODELS } from './models/order-model.ts'
import { groupRows, type PurchaseRows } from './models/purchase-rows.ts'
import type { OrderLines } from './order-lines.ts'
import { type Prediction, predict } from './predict.ts'
import { type PurchaseFacts, type Purchases, purchasesOf } from './purchases.ts'
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
  const purchases = purchasesOf(lines, settings.throughDay)
  const histories = historiesOf(purchases)
  const rows = () => groupRows(histories.frequency, histories.recencyDays, histories.ageDays)
  const judged = judge({ figures: figuresOfHistories(histories), refunds: purchases.facts, rows, lines, histories }, settings)
  const examined = { settings, purchases, histories }
  if (judged.kind === 'refused') return { ...examined, ...judged }
  const { orderFit, spendFit } = judged
  return {
    ...examined,
    ...judged,
    kind: 'predicted',
    prediction: predict(histories, orderFit, spendFit, settings.spendBasis, settings.terms),
  }
}

/** What everyone's histories and the orders of some customers allow to say. */
export type GroupedForecast =
  | Omit<Refusal, 'purchases' | 'histories'>
  | (Omit<Predicted, 'purchases' | 'histories' | 'prediction'> & { readonly outlook: GroupOutlook })

/**
 * The same from everyone's histories, as a database adds them up, and the orders of a part of the customers, chosen without regard to what they did. Models of orders,
 * checks and the total are those of everyone; the model of spend and the back-test, which need each customer's own figures, those of the part. Where that is everyone,
 * all of it is what `forecast` says.
 */
export function forecastOfGroups(groups: HistoryGroups, part: OrderLines, settings: ForecastSettings): GroupedForecast {
  const histories = historiesOf(purchasesOf(part, settings.throughDay))
  const judged = judge(
    { figures: figuresOfGroups(groups), refunds: groups, rows: () => rowsOfGroups(groups), lines: part, histories },
    settings,
  )
  if (judged.kind === 'refused') return { settings, ...judged }
  const { orderFit, spendFit } = judged
  const outlook = outlookOfGroups(groups, orderFit, spendFit, settings.spendBasis, settings.terms)
  return { ...judged, settings, kind: 'predicted', outlook }
}

/** What a prediction is judged by. */
interface Evidence {
  readonly figures: HistoryFigures
  readonly refunds: Pick<PurchaseFacts, 'creditNotes' | 'unmatchedCreditNotes' | 'unmatchedRefundUnits'>
  /** What models of orders are fitted to. */
  readonly rows: () => PurchaseRows
  /** Orders for the back-test, and the histories that they come to, for the model of spend. */
  readonly lines: OrderLines
  readonly histories: Histories
}

type Judged = Pick<Refusal, 'kind' | 'checks' | 'comparison'> | Fitted

interface Fitted extends Omit<Predicted, 'kind' | 'settings' | 'purchases' | 'histories' | 'prediction'> {
  readonly kind: 'fitted'
}

function judge({ figures, refunds, rows: rowsOf, lines, histories }: Evidence, settings: ForecastSettings): Judged {
  const fault = checkTerms(settings.terms)
  if (fault !== null) throw new RangeError(fault)
  const dataChecks = checkData(figures, refunds, settings.terms)
  if (worstOutcome(dataChecks) === 'fail') return { kind: 'refused', checks: dataChecks, comparison: null }
  const rows = rowsOf()
  const fits = ORDER_MODELS.map(model => fitOrders(ORDER_MODEL[model], rows))
  const splitDay = settings.splitDay ?? defaultSplitDay(lines, settings.throughDay)
  const test = splitDay === null ? null : backTest(lines, ORDER_MODELS, settings.spendBasis, splitDay, settings.throughDay, fits)
  const comparison = compareModels(fits, test)
  const chosen = settings.model ?? comparison.choice?.model ?? null
  const orderFit = fits.find(({ model }) => model === chosen) ?? comparison.models[0]?.fit
  if (orderFit === undefined) throw new Error('There is no model to choose from')
  const spendFit = fitBuyerSpend(histories, settings.spendBasis)
  const checks = [...dataChecks, ...checkFits(orderFit, spendFit)]
  if (worstOutcome(checks) === 'fail') return { kind: 'refused', checks, comparison }
  const verdict = test === null ? null : verdictOf(test.scores, orderFit.model)
  return { kind: 'fitted', checks, orderFit, spendFit, comparison, backTest: test, verdict }
}
