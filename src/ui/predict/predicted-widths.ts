import { columnMoney } from '../words/money.ts'
import { count } from '../words/numbers.ts'
import type { HighestShown, ShownColumn } from './shown-columns.ts'

export interface PredictedWidths {
  /** Of the number that a customer has in the table. */
  readonly place: number
  readonly columns: Readonly<Record<ShownColumn, number>>
  readonly simple: number
  /** All of them, with the least that the customer's id needs: that column takes what is left over. */
  readonly least: number
}

/** How much room the table has: on a phone, beside the inspector, or plenty. */
export type PredictedRoom = 'narrow' | 'middle' | 'wide'

const WIDE: Readonly<Record<ShownColumn, number>> = {
  predictedClv: 224,
  pAlive: 86,
  expectedOrders: 124,
  expectedSpend: 104,
  historicRevenue: 116,
  frequency: 106,
}
/** All columns beside the inspector on a screen of 1,440 px: 950 are left for the table. */
const MIDDLE: Readonly<Record<ShownColumn, number>> = {
  predictedClv: 146,
  pAlive: 82,
  expectedOrders: 124,
  expectedSpend: 96,
  historicRevenue: 106,
  frequency: 102,
}
/** Pixels of the intervals' pictures. */
export const WHISKER_WIDTHS: Readonly<Record<PredictedRoom, number>> = { narrow: 0, middle: 52, wide: 96 }
const NAME = 130
const PLACE = 68
const SIMPLE = 118
const MIDDLE_PLACE = 48
/** A number that just fits may be cut by a pixel. */
const PLACE_SPARE = 6
const MIDDLE_SIMPLE = 108
/** On a phone number, customer and what is expected stand in sight together; the interval's picture goes, its figures stay. */
const NARROW_PREDICTED = 128
const NARROW_NAME = 124

/** Of a digit and its share of signs, in the table's type and in the smaller one of intervals. */
const CHARACTER = 7.7
const SMALL_CHARACTER = 6.2
const PADDING = 24
const WHISKER_GAP = 10

/** Pixels, wider where the longest number needs it: an amount that were cut would be another amount. `x`: how many customers are shown. */
export function predictedWidths(room: PredictedRoom, x: number, highest: HighestShown, currency: string): PredictedWidths {
  const isNarrow = room === 'narrow'
  const usual = room === 'middle' ? MIDDLE : WIDE
  const needed = (characters: number, character = CHARACTER): number => Math.ceil(characters * character) + PADDING
  const amount = (value: number): number => needed(columnMoney(value, currency, value).length)
  const interval = needed(2 * columnMoney(highest.high, currency, highest.high).length + ' – '.length, SMALL_CHARACTER)
  const besideWhisker = amount(highest.value) + (isNarrow ? 0 : WHISKER_WIDTHS[room] + WHISKER_GAP)
  const columns = {
    ...usual,
    predictedClv: Math.max(isNarrow ? NARROW_PREDICTED : usual.predictedClv, interval, besideWhisker),
    expectedSpend: Math.max(usual.expectedSpend, amount(highest.spend)),
    historicRevenue: Math.max(usual.historicRevenue, amount(highest.revenue)),
  }
  const place =
    room === 'narrow' ? needed(count(x).length) : Math.max(room === 'middle' ? MIDDLE_PLACE : PLACE, needed(count(x).length) + PLACE_SPARE)
  const simple = room === 'middle' ? MIDDLE_SIMPLE : SIMPLE
  const name = isNarrow ? NARROW_NAME : NAME
  return { place, columns, simple, least: Object.values(columns).reduce((sum, width) => sum + width, place + name + simple) }
}

/** Plenty only where all columns have their usual widths, with what the amounts need. `width` of the table in pixels; 0 until it is measured. */
export function predictedRoom(width: number, narrow: boolean, x: number, highest: HighestShown, currency: string): PredictedRoom {
  if (narrow) return 'narrow'
  return width > 0 && width < predictedWidths('wide', x, highest, currency).least ? 'middle' : 'wide'
}
