import { DAY } from '../../base/time.ts'
import type { OrderModelKey } from '../../clv/models/order-model.ts'
import type { ForecastSettings, SpendBasis } from '../../clv/settings.ts'
import { day, fromIsoDay, isoDay } from './dates.ts'
import { decimal } from './numbers.ts'
import { ORDER_MODEL_NAME } from './order-models.ts'

export const SPEND_BASIS_NAMES: Record<SpendBasis, string> = {
  repeats: 'repeat orders',
  'with-first': 'all orders',
}

/** A day counted from 1970-01-01 as “6 Jan 2025”. */
export function dayOfNumber(dayNumber: number): string {
  return day(dayNumber * DAY)
}

/** The text of a date input for a day counted from 1970-01-01; blank for none. */
export function isoDayOfNumber(dayNumber: number | null): string {
  return dayNumber === null ? '' : isoDay(dayNumber * DAY)
}

/** The day that a date input names, counted from 1970-01-01, or null when it names none. */
export function numberOfIsoDay(text: string): number | null {
  const start = fromIsoDay(text)
  return start === null ? null : start / DAY
}

/** “next 12 months”. */
export function horizonWords(months: number): string {
  return months === 1 ? 'next month' : `next ${decimal(months, 2)} months`
}

/**
 * Everything a predicted figure rests on, in one line, to stand beside it:
 * “Predicted value · BG/NBD × Gamma-Gamma (repeat orders) · 12 months · 10% discount a year · as of 28 Mar 2025.”
 */
export function predictionLine({ terms, spendBasis, throughDay }: ForecastSettings, model: OrderModelKey | null): string {
  const parts = ['Predicted value']
  if (model !== null) parts.push(`${ORDER_MODEL_NAME[model]} × Gamma-Gamma (${SPEND_BASIS_NAMES[spendBasis]})`)
  parts.push(terms.horizonMonths === 1 ? '1 month' : `${decimal(terms.horizonMonths, 2)} months`)
  parts.push(terms.annualDiscount === 0 ? 'not discounted' : `${decimal(terms.annualDiscount * 100, 2)}% discount a year`)
  if (terms.margin !== 1) parts.push(`${decimal(terms.margin * 100, 4)}% margin`)
  if (throughDay !== null) parts.push(`as of ${dayOfNumber(throughDay)}`)
  return `${parts.join(' · ')}.`
}
