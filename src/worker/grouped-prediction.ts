import type { TotalPrediction } from '../clv/group-outlook.ts'
import type { HistoryGroups } from '../clv/history-groups.ts'
import {
  type ForecastSettings,
  forecastOfGroups,
  frequencyRecencyMap,
  groupsOfBest,
  historiesOf,
  type OrderLines,
  predict,
  purchasesOf,
} from '../clv/index.ts'
import type { Prediction } from '../clv/results.ts'
import { horizonWeeks } from '../clv/terms.ts'
import { type CustomerOutlook, MAP_FREQUENCIES, MAP_RECENCIES, outlookOf, type PredictedForecast, spanOf, usable } from './prediction.ts'

/** What a database has added up of everyone, and the orders of a part: see `PurchaseHistories` of src/warehouse. */
export interface HistoriesToPredict {
  readonly everyone: HistoryGroups
  readonly sample: { readonly lines: OrderLines; readonly currency: string; readonly lastDay: number | null }
  readonly oneIn: number
}

/** A prediction of everyone, without anyone by name. */
export type GroupedResult = GroupedRefusal | GroupedPrediction

type GroupedExamined = Pick<PredictedForecast, 'settings' | 'unusable' | 'currency' | 'span' | 'checks'>

export interface GroupedRefusal extends GroupedExamined {
  readonly kind: 'refused'
}

export interface GroupedPrediction
  extends GroupedExamined,
    Pick<PredictedForecast, 'orderFit' | 'spendFit' | 'comparison' | 'backTest' | 'verdict' | 'map'> {
  readonly kind: 'predicted'
  readonly buyers: number
  readonly total: TotalPrediction
}

/** What is expected of single customers, under a prediction of everyone. */
export interface PredictedCustomers {
  readonly prediction: Prediction
  /** Of the customer asked for; null without one. */
  readonly outlook: CustomerOutlook | null
}

/** Predictions from histories. Keeps the latest, so that questions about single customers need not fit again. */
export class GroupedPredictions {
  readonly #histories: HistoriesToPredict
  #latest: { readonly key: string; readonly found: ReturnType<typeof forecastOfGroups> } | null = null

  constructor(histories: HistoriesToPredict) {
    this.#histories = histories
  }

  /** Cost: as `Predictions.forecast` with as many customers as there are in the part. */
  forecast(asked: ForecastSettings): GroupedResult {
    const { sample, everyone } = this.#histories
    const span = spanOf(sample.lines.day, sample.lastDay)
    const { settings, unusable } = usable(asked, span)
    const found = this.#found(asked)
    const examined = {
      settings: { ...settings, throughDay: everyone.throughDay },
      unusable,
      currency: sample.currency,
      span,
      checks: found.checks,
    }
    if (found.kind === 'refused') return { kind: 'refused', ...examined }
    const { orderFit, spendFit, comparison, backTest, verdict, outlook } = found
    const age = everyone.ageDays.reduce((most, days) => Math.max(most, days), 0) / 7
    const map = frequencyRecencyMap(orderFit, age, MAP_FREQUENCIES, MAP_RECENCIES, horizonWeeks(settings.terms))
    const { buyers, total } = outlook
    return { kind: 'predicted', ...examined, orderFit, spendFit, comparison, backTest, verdict, map, buyers, total }
  }

  /** Numbers of the groups that hold the x customers with the highest predicted value; none where nothing can be predicted. */
  bestGroups(asked: ForecastSettings, x: number): readonly number[] {
    const found = this.#found(asked)
    return found.kind === 'refused' ? [] : groupsOfBest(found.outlook.highestClv, x)
  }

  /** Of customers by their orders, up to the same day. `watched` is the customer whose outlook is wanted, or null. Null when nothing can be predicted. */
  customers(asked: ForecastSettings, lines: OrderLines, watched: number | null): PredictedCustomers | null {
    const found = this.#found(asked)
    if (found.kind === 'refused') return null
    const { orderFit, spendFit, settings } = found
    const purchases = purchasesOf(lines, settings.throughDay)
    return {
      prediction: predict(historiesOf(purchases), orderFit, spendFit, settings.spendBasis, settings.terms),
      outlook: watched === null ? null : outlookOf(purchases, watched, orderFit, settings.terms),
    }
  }

  #found(asked: ForecastSettings): ReturnType<typeof forecastOfGroups> {
    const key = JSON.stringify(asked)
    if (this.#latest?.key === key) return this.#latest.found
    const { sample, everyone } = this.#histories
    const { settings } = usable(asked, spanOf(sample.lines.day, sample.lastDay))
    const found = forecastOfGroups(everyone, sample.lines, { ...settings, throughDay: everyone.throughDay })
    this.#latest = { key, found }
    return found
  }
}
