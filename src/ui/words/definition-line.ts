import type { Definition, WeeksRule } from '../../ltv/definition.ts'
import { day } from './dates.ts'
import { decimal } from './numbers.ts'

const SPEND_PER_WEEK: Record<WeeksRule, string> = {
  dataset: 'spend per week',
  customer: 'spend per week of the customer',
  active: 'spend per active week',
  elapsed: 'spend per elapsed week',
  'dataset-years': 'spend per week, weeks counted by year',
}

/**
 * The definition in force in one line, to stand beside every figure that rests on it:
 * “Simple LTV · 52 × spend per week × 10 years · weeks start Sunday, UTC.”
 * The window and the currency are named only when the definition chose them.
 */
export function definitionLine(definition: Definition): string {
  const years = `${decimal(definition.lifespanYears, 4)} ${definition.lifespanYears === 1 ? 'year' : 'years'}`
  const margin = definition.margin === 1 ? '' : ` × ${decimal(definition.margin * 100, 4)}% margin`
  const parts = ['Simple LTV', `52 × ${SPEND_PER_WEEK[definition.weeksRule]} × ${years}${margin}`]
  // Elapsed time has no calendar weeks, so their start bears on nothing.
  parts.push(definition.weeksRule === 'elapsed' ? 'UTC' : `weeks start ${definition.weekStart === 'sunday' ? 'Sunday' : 'Monday'}, UTC`)
  const window = windowWords(definition)
  if (window !== null) parts.push(window)
  if (definition.currency !== null) parts.push(`${definition.currency} orders only`)
  return `${parts.join(' · ')}.`
}

/** The time window in words (“1 Jan 2025 – 31 Mar 2025”, both days included), or null when it is all of the data. */
function windowWords({ windowStart, windowEnd }: Definition): string | null {
  const lastDay = windowEnd === null ? null : day(windowEnd - 1)
  if (windowStart === null) return lastDay === null ? null : `until ${lastDay}`
  return lastDay === null ? `from ${day(windowStart)}` : `${day(windowStart)} – ${lastDay}`
}
