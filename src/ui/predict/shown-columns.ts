import type { Prediction } from '../../clv/results.ts'
import { columnMoney } from '../words/money.ts'
import { count, decimal, percent } from '../words/numbers.ts'
import type { PredictedColumn } from './predicted-rows.ts'

/** The columns that the table shows, on the screen and on paper. */
export type ShownColumn = Exclude<PredictedColumn, 'recencyWeeks'>

/** The largest amounts of the customers shown, in currency units: they decide how many decimals a column has, how wide it is, and the scale of the intervals. */
export interface HighestShown {
  readonly high: number
  readonly value: number
  readonly spend: number
  readonly revenue: number
}

interface ShownHeading {
  readonly column: ShownColumn
  readonly heading: string
  readonly explanation: string
  /** Worked out by the model, not observed. */
  readonly isEstimate: boolean
}

export const SHOWN_COLUMNS: readonly ShownHeading[] = [
  {
    column: 'predictedClv',
    heading: 'Predicted',
    explanation: 'Expected value of the orders to come within the horizon, discounted',
    isEstimate: true,
  },
  { column: 'pAlive', heading: 'P(alive)', explanation: 'Probability that the customer has not stopped buying', isEstimate: true },
  { column: 'expectedOrders', heading: 'Orders to come', explanation: 'Expected days with an order within the horizon', isEstimate: true },
  { column: 'expectedSpend', heading: 'Spend each', explanation: 'Expected value of an order to come', isEstimate: true },
  {
    column: 'historicRevenue',
    heading: 'Spent so far',
    explanation: 'All orders up to the as-of date, refunds taken off',
    isEstimate: false,
  },
  { column: 'frequency', heading: 'Repeat days', explanation: 'Days with an order after the first', isEstimate: false },
]

/** Of these buyers; nothing below 0. */
export function highestOf(prediction: Prediction, buyers: Uint32Array): HighestShown {
  const highest = (values: Float64Array): number => {
    let most = 0
    for (let at = 0; at < buyers.length; at += 1) most = Math.max(most, values[buyers[at] ?? 0] ?? 0)
    return most
  }
  return {
    high: highest(prediction.clvHi95),
    value: highest(prediction.predictedClv),
    spend: highest(prediction.expectedSpend),
    revenue: highest(prediction.historicRevenue),
  }
}

/** A buyer's figure in a column, as it is written wherever the table stands. */
export function shownFigure(column: ShownColumn, prediction: Prediction, buyer: number, highest: HighestShown, currency: string): string {
  const value = prediction[column][buyer] ?? 0
  switch (column) {
    case 'predictedClv':
      return columnMoney(value, currency, highest.value)
    case 'expectedSpend':
      return columnMoney(value, currency, highest.spend)
    case 'historicRevenue':
      return columnMoney(value, currency, highest.revenue)
    case 'pAlive':
      return percent(value)
    case 'expectedOrders':
      return decimal(value, 1)
    case 'frequency':
      return count(value)
    default:
      return column satisfies never
  }
}

/** What 95 % of what comes lies between: “$12 – $340”. */
export function shownInterval({ clvLo95, clvHi95 }: Prediction, buyer: number, { high }: HighestShown, currency: string): string {
  return `${columnMoney(clvLo95[buyer] ?? 0, currency, high)} – ${columnMoney(clvHi95[buyer] ?? 0, currency, high)}`
}
