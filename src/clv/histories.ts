import { AMOUNT_SCALE } from '../base/money.ts'
import type { Purchases } from './purchases.ts'

/** What the models know of each customer with a purchase. Arrays are by buyer, in the order of customers. */
export interface Histories {
  readonly buyers: number
  /** Customer number of each buyer. */
  readonly customer: Uint32Array<ArrayBuffer>
  readonly firstDay: Int32Array<ArrayBuffer>
  /** x: days with a repeat purchase. */
  readonly frequency: Uint32Array<ArrayBuffer>
  /** 7 t_x: days from the first to the last purchase. */
  readonly recencyDays: Uint32Array<ArrayBuffer>
  /** 7 T: days from the first purchase to the last day that counts. */
  readonly ageDays: Uint32Array<ArrayBuffer>
  /** Mean value of the repeat purchases, in currency units; 0 where there are none. */
  readonly monetary: Float64Array<ArrayBuffer>
  /** The same with the first purchase. */
  readonly monetaryWithFirst: Float64Array<ArrayBuffer>
  /** All spend, in 1/10,000 of a currency unit. */
  readonly historicUnits: Float64Array<ArrayBuffer>
  /** The last day that counts; T runs to it. */
  readonly throughDay: number
}

/** Purchases as (x, t_x, T, monetary value). T runs to the last day that counts of the purchases. Cost: one pass. */
export function historiesOf(purchases: Purchases): Histories {
  const { customers, starts, day, units, throughDay } = purchases
  let buyers = 0
  for (let customer = 0; customer < customers; customer += 1) if (starts[customer] !== starts[customer + 1]) buyers += 1
  const histories: Histories = {
    buyers,
    customer: new Uint32Array(buyers),
    firstDay: new Int32Array(buyers),
    frequency: new Uint32Array(buyers),
    recencyDays: new Uint32Array(buyers),
    ageDays: new Uint32Array(buyers),
    monetary: new Float64Array(buyers),
    monetaryWithFirst: new Float64Array(buyers),
    historicUnits: new Float64Array(buyers),
    throughDay: throughDay ?? 0,
  }
  let buyer = 0
  for (let customer = 0; customer < customers; customer += 1) {
    const start = starts[customer] ?? 0
    const end = starts[customer + 1] ?? 0
    if (start === end) continue
    const first = day[start] ?? 0
    let repeatUnits = 0
    for (let entry = start + 1; entry < end; entry += 1) repeatUnits += units[entry] ?? 0
    const allUnits = repeatUnits + (units[start] ?? 0)
    const repeats = end - start - 1
    histories.customer[buyer] = customer
    histories.firstDay[buyer] = first
    histories.frequency[buyer] = repeats
    histories.recencyDays[buyer] = (day[end - 1] ?? 0) - first
    histories.ageDays[buyer] = histories.throughDay - first
    histories.monetary[buyer] = repeats === 0 ? 0 : repeatUnits / repeats / AMOUNT_SCALE
    histories.monetaryWithFirst[buyer] = allUnits / (repeats + 1) / AMOUNT_SCALE
    histories.historicUnits[buyer] = allUnits
    buyer += 1
  }
  return histories
}
