import { DAY } from '../base/time.ts'
import type { Prediction } from '../clv/results.ts'
import type { CustomerDirectory } from '../ltv/results.ts'
import { jsonMembers } from './json.ts'
import { type Column, type Facts, finite, type Table } from './table.ts'
import { beyondAscii, textAt } from './texts.ts'

/** A prediction to be exported: every customer with a purchase, in order of first appearance in the data. */
export interface PredictionTable {
  readonly prediction: Prediction
  readonly directory: CustomerDirectory
  readonly currency: string
  /** The last day that counted, counted from 1970-01-01. */
  readonly throughDay: number | null
  /** Of the data set, see fingerprint.ts; where it is known. */
  readonly fingerprint?: string
}

const STATUS_NAMES = ['repeat buyer', 'bought once', 'no paid repeat'] as const

/** Which customers of a prediction are exported, in which order. */
export interface PredictionRows {
  readonly table: PredictionTable
  /** Buyers row by row; null for all, in order of first appearance. */
  readonly buyers: Uint32Array | null
}

/** Values in currency units, times in weeks, chances from 0 to 1. The first two columns are those of the original task's file, in its order. */
export function predictionColumns(
  { prediction, directory }: PredictionTable,
  buyerAt: (row: number) => number = row => row,
): readonly Column[] {
  const figure = (name: string, column: ArrayLike<number>): Column => ({
    name,
    kind: 'figure',
    value: row => finite(column[buyerAt(row)] ?? 0),
  })
  return [
    { name: 'customer_id', kind: 'text', telling: 'id', value: row => textAt(directory.ids, prediction.customer[buyerAt(row)] ?? 0) },
    figure('predicted_clv', prediction.predictedClv),
    figure('clv_lo95', prediction.clvLo95),
    figure('clv_hi95', prediction.clvHi95),
    figure('p_alive', prediction.pAlive),
    figure('expected_orders', prediction.expectedOrders),
    figure('p_no_order', prediction.pNoOrder),
    figure('expected_spend', prediction.expectedSpend),
    figure('dert', prediction.dert),
    { name: 'frequency', kind: 'whole', value: row => prediction.frequency[buyerAt(row)] ?? 0 },
    figure('recency', prediction.recencyWeeks),
    figure('T', prediction.ageWeeks),
    figure('monetary', prediction.monetary),
    figure('historic_revenue', prediction.historicRevenue),
    { name: 'model', kind: 'text', value: () => prediction.model },
    { name: 'status', kind: 'text', value: row => STATUS_NAMES[prediction.status[buyerAt(row)] ?? 0] ?? '' },
  ]
}

/** The predictions as a table; with the terms, the total and the kind of data they come from, where those are wanted. */
export function predictionsTable({ table, buyers }: PredictionRows, withAbout: boolean): Table {
  const columns = predictionColumns(table, buyers === null ? undefined : row => buyers[row] ?? 0)
  return {
    listName: 'customers',
    heading: {},
    about: withAbout ? { definition: predictionBasis(table), total: predictionTotal(table), ...fingerprintFact(table) } : null,
    columns,
    rows: buyers?.length ?? table.prediction.buyers,
    isAscii: () => !beyondAscii(table.directory.ids),
  }
}

function fingerprintFact({ fingerprint }: PredictionTable): Facts {
  return fingerprint === undefined ? {} : { fingerprint }
}

/**
 * JSON that holds no markup: a host tells the kind of a file by its name, and an id may end in “.html”. JSON has “<” inside of texts only, where it may be
 * written so as well.
 */
function markless(json: string): string {
  return json.replaceAll('<', '\\u003c')
}

/** One customer's prediction with what it rests on. Whoever writes many gives `columns` and `basis`, which are the same for all. */
export function predictionDocument(
  table: PredictionTable,
  buyer: number,
  columns: readonly Column[] = predictionColumns(table),
  basis: string = JSON.stringify(predictionBasis(table)),
): string {
  return markless(`{${jsonMembers(columns, buyer)},"definition":${basis}}\n`)
}

/** The terms that a prediction rests on. */
export function predictionBasis({ prediction, currency, throughDay }: PredictionTable) {
  const { terms, model, spendBasis } = prediction
  return {
    model,
    spend_basis: spendBasis,
    horizon_months: terms.horizonMonths,
    annual_discount: terms.annualDiscount,
    margin: terms.margin,
    as_of: throughDay === null ? null : new Date(throughDay * DAY).toISOString().slice(0, 10),
    currency,
  }
}

/** What all customers are expected to bring together, with the interval that holds 95 % of what comes. */
export function predictionTotal({ prediction: { total } }: PredictionTable) {
  return { predicted_clv: total.clv, clv_lo95: total.clvLo95, clv_hi95: total.clvHi95, expected_orders: total.expectedOrders }
}
