import { DAY } from '../base/time.ts'
import {
  aliveHistory,
  type Forecast,
  type ForecastSettings,
  forecast,
  frequencyRecencyMap,
  type OrderLines,
  type Orders,
  orderCounts,
  type PredictionTerms,
  type Purchases,
  seedScores,
  toOrderLines,
} from '../clv/index.ts'
import type {
  AliveHistory,
  BackTest,
  Comparison,
  FitnessCheck,
  FrequencyRecencyMap,
  OrderFit,
  Prediction,
  PurchaseFacts,
  SeedReading,
  SeedScores,
  SpendFit,
  Verdict,
} from '../clv/results.ts'
import { horizonWeeks } from '../clv/terms.ts'
import { type Dataset, type Definition, orderColumns } from '../ltv/index.ts'

/** A prediction as the page is told it: without what only further questions need. */
export type ForecastResult = RefusedForecast | PredictedForecast

/** A day that cannot be used: outside of the data, or a split that leaves no day before the as-of date to test on. */
export type UnusableDay = 'throughDay' | 'splitDay' | 'lateSplitDay'

interface Examined {
  /** In force: what could not be used is replaced by its default, and named in `unusable`. */
  readonly settings: ForecastSettings
  readonly unusable: readonly UnusableDay[]
  readonly currency: string
  readonly facts: PurchaseFacts
  /** First and last day that there is to choose from; null without any order. */
  readonly span: { readonly firstDay: number; readonly lastDay: number } | null
  readonly checks: readonly FitnessCheck[]
}

export interface RefusedForecast extends Examined {
  readonly kind: 'refused'
}

export interface PredictedForecast extends Examined {
  readonly kind: 'predicted'
  readonly orderFit: OrderFit
  readonly spendFit: SpendFit
  readonly comparison: Comparison
  readonly backTest: BackTest | null
  readonly verdict: Verdict | null
  readonly prediction: Prediction
  readonly map: FrequencyRecencyMap
}

/** What one customer's prediction rests on. */
export interface CustomerOutlook {
  /** Null for customers without a purchase: nothing is predicted of them. */
  readonly history: AliveHistory | null
  /** Probabilities of 0, 1, 2 … purchase days within the horizon; what they lack of 1 is that of more. */
  readonly counts: Float64Array<ArrayBuffer> | null
}

/** Rows and columns of the maps of frequency and recency. */
export const MAP_FREQUENCIES = 11
export const MAP_RECENCIES = 9
const MOST_COUNTS = 11

/** The orders of a data set, as far as a prediction needs them. Handed from the thread that holds the data set to the one that predicts. */
export interface OrdersToPredict {
  readonly lines: OrderLines
  readonly currency: string
  /** The last day that was watched; null without any event. */
  readonly lastDay: number | null
}

/** The orders that count under a definition; customers keep their index in the data set. Every order is one line. */
export function ordersToPredict(dataset: Dataset, definition: Definition): OrdersToPredict {
  const { length, customer, day, amountUnits, currency, lastDay } = orderColumns(dataset, definition)
  const order = new Uint32Array(length)
  for (let at = 0; at < length; at += 1) order[at] = at
  return {
    lines: { length, customers: dataset.customers.length, orders: length, customer, order, day, amountUnits, items: null },
    currency,
    lastDay,
  }
}

/** The rows of orders that count under a definition, refunds not yet taken off. Customers are numbered as in the events that were made of them. */
export function orderRowsToPredict(orders: Orders, { currency, windowStart, windowEnd }: Definition): OrdersToPredict {
  const lines = toOrderLines(orders, currency)
  const first = windowStart === null ? Number.NEGATIVE_INFINITY : windowStart / DAY
  const past = windowEnd === null ? Number.POSITIVE_INFINITY : windowEnd / DAY
  const latest = lines.day.reduce((last, day) => Math.max(last, day), Number.NEGATIVE_INFINITY)
  const isInside = Uint8Array.from(lines.day, day => (day >= first && day < past ? 1 : 0))
  const inside = (_: number, line: number): boolean => isInside[line] === 1
  const customer = lines.customer.filter(inside)
  return {
    lines: {
      length: customer.length,
      customers: lines.customers,
      orders: lines.orders,
      customer,
      order: lines.order.filter(inside),
      day: lines.day.filter(inside),
      amountUnits: lines.amountUnits.filter(inside),
      items: lines.items?.filter(inside) ?? null,
    },
    currency: lines.currency,
    lastDay: lines.length === 0 ? null : Math.min(latest, Math.ceil(past) - 1),
  }
}

/**
 * Predictions for some orders. Keeps the latest, so that questions about single customers need not fit again.
 * A day in the settings that lies outside of the data, or a split that is not before the as-of date, is not used, and the result says so.
 */
export class Predictions {
  readonly #orders: OrdersToPredict
  #latest: { readonly key: string; readonly forecast: Forecast } | null = null

  constructor(orders: OrdersToPredict) {
    this.#orders = orders
  }

  /** Cost: half a second for 2,000 customers, most of it the back-test of all models. */
  forecast(asked: ForecastSettings): ForecastResult {
    const { lines, currency, lastDay } = this.#orders
    const span = spanOf(lines.day, lastDay)
    const { settings, unusable } = usable(asked, span)
    const found = forecast(lines, settings)
    this.#latest = { key: JSON.stringify(asked), forecast: found }
    const examined: Examined = {
      settings: found.settings,
      unusable,
      currency,
      facts: found.purchases.facts,
      span,
      checks: found.checks,
    }
    if (found.kind === 'refused') return { kind: 'refused', ...examined }
    const { orderFit, spendFit, comparison, backTest, verdict, prediction } = found
    const age = prediction.ageWeeks.reduce((most, weeks) => Math.max(most, weeks), 0)
    const map = frequencyRecencyMap(orderFit, age, MAP_FREQUENCIES, MAP_RECENCIES, horizonWeeks(settings.terms))
    // Copied, since some of its columns are also those of the histories.
    const own = structuredClone(prediction)
    return { kind: 'predicted', ...examined, orderFit, spendFit, comparison, backTest, verdict, prediction: own, map }
  }

  /** The score of the original task. `asOfDay` null: the day after the last order. */
  seedScores(reading: SeedReading, asOfDay: number | null): SeedScores {
    return seedScores(this.#orders.lines, reading, asOfDay)
  }

  /** Of a customer by index in the data set. Null when the orders do not allow to predict. */
  outlook(asked: ForecastSettings, customer: number): CustomerOutlook | null {
    if (this.#latest?.key !== JSON.stringify(asked)) this.forecast(asked)
    const found = this.#latest?.forecast
    if (found?.kind !== 'predicted') return null
    return outlookOf(found.purchases, customer, found.orderFit, found.settings.terms)
  }
}

/** What the prediction of one customer among some rests on. */
export function outlookOf(purchases: Purchases, customer: number, orderFit: OrderFit, terms: PredictionTerms): CustomerOutlook {
  const history = aliveHistory(purchases, customer, orderFit)
  if (history === null) return { history: null, counts: null }
  const { purchaseDays, firstDay, alive } = history
  const recencyWeeks = ((purchaseDays.at(-1) ?? firstDay) - firstDay) / 7
  return {
    history,
    counts: orderCounts(orderFit, purchaseDays.length - 1, recencyWeeks, (alive.length - 1) / 7, horizonWeeks(terms), MOST_COUNTS),
  }
}

/** First and last day that there is to choose from; null without any order. */
export function spanOf(days: Int32Array, lastDay: number | null): Examined['span'] {
  if (days.length === 0 || lastDay === null) return null
  return { firstDay: days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY), lastDay }
}

/** The settings with what cannot be used replaced by its default. */
export function usable(asked: ForecastSettings, span: Examined['span']): { settings: ForecastSettings; unusable: Examined['unusable'] } {
  const unusable: UnusableDay[] = []
  const isInside = (day: number): boolean => span !== null && day >= span.firstDay && day <= span.lastDay
  let throughDay = span?.lastDay ?? null
  if (asked.throughDay !== null) {
    if (isInside(asked.throughDay)) throughDay = asked.throughDay
    else unusable.push('throughDay')
  }
  let splitDay = asked.splitDay
  if (splitDay !== null && (!isInside(splitDay) || splitDay >= (throughDay ?? 0))) {
    unusable.push(isInside(splitDay) ? 'lateSplitDay' : 'splitDay')
    splitDay = null
  }
  return { settings: { ...asked, throughDay, splitDay }, unusable }
}
