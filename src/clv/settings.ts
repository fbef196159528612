import type { OrderModelKey } from './models/order-model.ts'
import { DEFAULT_TERMS, type PredictionTerms } from './terms.ts'

/**
 * Which purchases the model of spend is fitted to:
 * - `repeats`: repeat purchases only, as in the literature; customers who bought once are expected to spend the mean
 * - `with-first`: all purchases, so that every customer's own spend counts
 */
export const SPEND_BASES = ['repeats', 'with-first'] as const
export type SpendBasis = (typeof SPEND_BASES)[number]

/** Everything that can be chosen about a prediction. */
export interface ForecastSettings {
  readonly terms: PredictionTerms
  /** Null: the one that `compareModels` picks. */
  readonly model: OrderModelKey | null
  readonly spendBasis: SpendBasis
  /** Last day that counts, or null: the day of the last order. */
  readonly throughDay: number | null
  /** Last day of the calibration of the back-test, or null: two thirds into the history. */
  readonly splitDay: number | null
}

export const DEFAULT_SETTINGS: ForecastSettings = {
  terms: DEFAULT_TERMS,
  model: null,
  spendBasis: 'repeats',
  throughDay: null,
  splitDay: null,
}
