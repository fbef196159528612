import { columnMoney } from '../words/money.ts'
import { count } from '../words/numbers.ts'
import type { PredictedColumn } from './predicted-rows.ts'

/** The largest amounts of the customers shown, in currency units: they decide how many decimals a column has, how wide it is, and the scale of the intervals. */
export interface HighestShown {
  readonly high: number
  readonly value: number
  readonly spend: number
  readonly revenue: number
}

/** The columns that the table shows. */
export type ShownColumn = Exclude<PredictedColumn, 'recencyWeeks'>

export interface PredictedWidths {
  /** Of the number that a customer has in the table. */
  readonly place: number
  readonly columns: Readonly<Record<ShownColumn, number>>
  readonly simple: number
  /** All of them, with the least that the customer's id needs: that column takes what is left over. */
  readonly least: number
}

const USUAL: Readonly<Record<ShownColumn, number>> = {
  predictedClv: 224,
  pAlive: 86,
  expectedOrders: 124,
  expectedSpend: 104,
  historicRevenue: 116,
  frequency: 106,
}
const NAME = 130
const PLACE = 68
const SIMPLE = 118
/** On a phone number, customer and what is expected stand in sight together; the interval's picture goes, its figures stay. */
const NARROW_PREDICTED = 128
const NARROW_NAME = 124

/** Of a digit and its share of signs, in the table's type and in the smaller one of intervals. */
const CHARACTER = 7.7
const SMALL_CHARACTER = 6.2
const PADDING = 24

/** Pixels, wider where the longest number needs it: an amount that were cut would be another amount. `x`: how many customers are shown. */
export function predictedWidths(isNarrow: boolean, x: number, highest: HighestShown, currency: string): PredictedWidths {
  const room = (characters: number, character = CHARACTER): number => Math.ceil(characters * character) + PADDING
  const amount = (value: number): number => room(columnMoney(value, currency, value).length)
  const interval = room(2 * columnMoney(highest.high, currency, highest.high).length + ' – '.length, SMALL_CHARACTER)
  const columns = {
    ...USUAL,
    predictedClv: Math.max(isNarrow ? NARROW_PREDICTED : USUAL.predictedClv, interval),
    expectedSpend: Math.max(USUAL.expectedSpend, amount(highest.spend)),
    historicRevenue: Math.max(USUAL.historicRevenue, amount(highest.revenue)),
  }
  const place = isNarrow ? room(count(x).length) : Math.max(PLACE, room(count(x).length))
  const name = isNarrow ? NARROW_NAME : NAME
  return { place, columns, simple: SIMPLE, least: Object.values(columns).reduce((sum, width) => sum + width, place + name + SIMPLE) }
}
