import { DEFAULT_SETTINGS, type ForecastSettings } from '../clv/settings.ts'
import type { PredictionTerms } from '../clv/terms.ts'
import { DEFAULT_DEFINITION, type Definition } from '../ltv/definition.ts'
import type { SortColumn } from '../ltv/results.ts'
import type { StatusGrouping } from '../share/stores-formats.ts'
import { DEFAULT_STORE_DEFINITION, type StoreDefinition } from '../stores/definition.ts'

export const TABS = ['top', 'concentration', 'cohorts', 'predict', 'changes'] as const
export type Tab = (typeof TABS)[number]

/**
 * What is looked at, and how. Lives in the URL fragment, so Back is undo and a link restores it.
 * Holds no rows and no customer ids: a chosen customer is named by rank.
 */
export interface View {
  readonly tab: Tab
  /** Show the top x customers; whole number ≥ 1, clamped to the number of customers only when shown. */
  readonly x: number
  readonly sort: { readonly column: SortColumn; readonly descending: boolean }
  /** Rank (from 1) of the customer opened in the inspector, or null. */
  readonly selected: number | null
  readonly definition: Definition
  readonly prediction: PredictionChoices
  readonly stores: StoreView
}

/** What is looked at of stores. */
export interface StoreView {
  readonly definition: StoreDefinition
  /**
   * The store whose weeks are shown, by its place (from 1) in the directory of all stores, most transactions whatever their status first; that place is the same
   * under every definition. Null: none.
   */
  readonly storeRank: number | null
  /** Tables that are sorted otherwise than their answer comes. */
  readonly sorts: Readonly<Partial<Record<SortedTable, TableSort>>>
  readonly averagesAs: AveragesForm
  readonly statusesBy: StatusGrouping
}

/** The columns by which the tables of the answers about stores can be sorted. A table has some of them under one definition only. */
export const STORE_TABLE_COLUMNS = {
  top_stores: ['rank', 'store', 'name', 'amount', 'transactions', 'country', 'typology'],
  top_products: ['rank', 'sku', 'name', 'transactions', 'amount', 'names'],
  average_amounts: ['typology', 'country', 'mean', 'transactions', 'stores', 'amount', 'small'],
  device_type_shares: ['type', 'share', 'transactions', 'amount'],
  first_five: ['store', 'name', 'merchant', 'stores', 'seconds'],
  statuses: ['store', 'name', 'key', 'transactions', 'accepted', 'refused', 'cancelled'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type SortedTable = keyof typeof STORE_TABLE_COLUMNS

export interface TableSort {
  readonly column: string
  readonly descending: boolean
}

export const AVERAGES_FORMS = ['map', 'list'] as const
type AveragesForm = (typeof AVERAGES_FORMS)[number]

export const STATUS_GROUPINGS = ['byDeviceType', 'byCountry', 'byStore'] as const satisfies readonly StatusGrouping[]

/** What is chosen about a prediction. The margin is that of the definition, which also says which orders count. */
export interface PredictionChoices extends Omit<ForecastSettings, 'terms'>, Omit<PredictionTerms, 'margin'> {}

/** The choices as the core wants them. */
export function forecastSettings({ prediction, definition }: Pick<View, 'prediction' | 'definition'>): ForecastSettings {
  const { horizonMonths, annualDiscount, model, spendBasis, throughDay, splitDay } = prediction
  return { terms: { horizonMonths, annualDiscount, margin: definition.margin }, model, spendBasis, throughDay, splitDay }
}

const { terms, ...rest } = DEFAULT_SETTINGS
export const DEFAULT_PREDICTION: PredictionChoices = { ...rest, horizonMonths: terms.horizonMonths, annualDiscount: terms.annualDiscount }

export const DEFAULT_VIEW: View = {
  tab: 'top',
  x: 10,
  sort: { column: 'rank', descending: false },
  selected: null,
  definition: DEFAULT_DEFINITION,
  prediction: DEFAULT_PREDICTION,
  stores: { definition: DEFAULT_STORE_DEFINITION, storeRank: null, sorts: {}, averagesAs: 'map', statusesBy: 'byDeviceType' },
}
