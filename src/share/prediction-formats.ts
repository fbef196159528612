import { DAY } from '../base/time.ts'
import type { Prediction } from '../clv/results.ts'
import type { CustomerDirectory } from '../ltv/results.ts'
import { csvCell, formulaSafe } from './cells.ts'
import { BYTE_ORDER_MARK } from './customer-formats.ts'
import { piecesOf } from './pieces.ts'
import { plainNumber } from './plain-number.ts'
import { beyondAscii, textAt } from './texts.ts'

/** A prediction to be exported: every customer with a purchase, in order of first appearance in the data. */
export interface PredictionTable {
  readonly prediction: Prediction
  readonly directory: CustomerDirectory
  readonly currency: string
  /** The last day that counted, counted from 1970-01-01. */
  readonly throughDay: number | null
}

const STATUS_NAMES = ['repeat buyer', 'bought once', 'no paid repeat'] as const

interface PredictionColumn {
  readonly name: string
  readonly kind: 'text' | 'number'
  /** Null for what has no bound: no program reads “Infinity” alike. */
  value(table: PredictionTable, buyer: number): string | number | null
}

const number = (name: string, column: (prediction: Prediction) => ArrayLike<number>): PredictionColumn => ({
  name,
  kind: 'number',
  value: ({ prediction }, buyer) => {
    const value = column(prediction)[buyer] ?? 0
    return Number.isFinite(value) ? value : null
  },
})

function cellOf(table: PredictionTable, buyer: number, { value }: PredictionColumn): string {
  const known = value(table, buyer)
  return known === null ? '' : typeof known === 'number' ? plainNumber(known) : known
}

/** The first two columns are those of the original task's file, in its order. Values in currency units, times in weeks, chances from 0 to 1. */
export const PREDICTION_COLUMNS: readonly PredictionColumn[] = [
  {
    name: 'customer_id',
    kind: 'text',
    value: ({ prediction, directory }, buyer) => textAt(directory.ids, prediction.customer[buyer] ?? 0),
  },
  number('predicted_clv', ({ predictedClv }) => predictedClv),
  number('clv_lo95', ({ clvLo95 }) => clvLo95),
  number('clv_hi95', ({ clvHi95 }) => clvHi95),
  number('p_alive', ({ pAlive }) => pAlive),
  number('expected_orders', ({ expectedOrders }) => expectedOrders),
  number('p_no_order', ({ pNoOrder }) => pNoOrder),
  number('expected_spend', ({ expectedSpend }) => expectedSpend),
  number('dert', ({ dert }) => dert),
  number('frequency', ({ frequency }) => frequency),
  number('recency', ({ recencyWeeks }) => recencyWeeks),
  number('T', ({ ageWeeks }) => ageWeeks),
  number('monetary', ({ monetary }) => monetary),
  number('historic_revenue', ({ historicRevenue }) => historicRevenue),
  { name: 'model', kind: 'text', value: ({ prediction }) => prediction.model },
  { name: 'status', kind: 'text', value: ({ prediction }, buyer) => STATUS_NAMES[prediction.status[buyer] ?? 0] ?? '' },
]

/** CSV after RFC 4180, as `customersCsv` writes it. */
export function* predictionCsv(table: PredictionTable): Generator<string, void, undefined> {
  if (beyondAscii(table.directory.ids)) yield BYTE_ORDER_MARK
  yield `${PREDICTION_COLUMNS.map(({ name }) => name).join(',')}\r\n`
  yield* piecesOf(table.prediction.buyers, buyer => {
    const cells = PREDICTION_COLUMNS.map(column => {
      const { kind } = column
      const text = cellOf(table, buyer, column)
      return kind === 'number' ? text : csvCell(formulaSafe(text))
    })
    return `${cells.join(',')}\r\n`
  })
}

/** One document: the terms, the total with its interval, and the customers. What has no bound is null. */
export function* predictionJson(table: PredictionTable): Generator<string, void, undefined> {
  const { buyers } = table.prediction
  const head = {
    definition: predictionBasis(table),
    total: predictionTotal(table),
    rows: buyers,
  }
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "customers": [`
  yield* piecesOf(buyers, buyer => {
    const members = PREDICTION_COLUMNS.map(column => member(table, buyer, column))
    return `${buyer === 0 ? '' : ','}\n    {${members.join(',')}}`
  })
  yield `${buyers === 0 ? '' : '\n  '}]\n}\n`
}

/** One customer's prediction with what it rests on. Whoever writes many gives `basis`, which is the same for all. */
export function predictionDocument(table: PredictionTable, buyer: number, basis: string = JSON.stringify(predictionBasis(table))): string {
  const members = PREDICTION_COLUMNS.map(column => member(table, buyer, column))
  return `{${members.join(',')},"definition":${basis}}\n`
}

function member(table: PredictionTable, buyer: number, column: PredictionColumn): string {
  const { name, kind } = column
  const text = cellOf(table, buyer, column)
  return `"${name}":${kind === 'text' ? JSON.stringify(text) : text === '' ? 'null' : text}`
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
