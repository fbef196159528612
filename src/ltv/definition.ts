import { currencyNumber } from '../base/currencies.ts'

/**
 * How many weeks a customer's spend is divided by:
 * - `dataset`: calendar weeks touched from the first to the last accepted event of the whole data set; partial weeks count whole
 * - `customer`: the same from that customer's own first to last event of any type
 * - `active`: distinct calendar weeks in which that customer has any event
 * - `elapsed`: that customer's last minus first event in days ÷ 7, not rounded, at least 1
 * - `dataset-years`: per calendar year, last − first week touched + 1, added up over the years of the data set
 */
export const WEEKS_RULES = ['dataset', 'customer', 'active', 'elapsed', 'dataset-years'] as const
export type WeeksRule = (typeof WEEKS_RULES)[number]

export const WEEK_STARTS = ['sunday', 'monday'] as const
export type WeekStart = (typeof WEEK_STARTS)[number]

/** What an LTV means: a named, comparable, shareable value. All times are UTC. */
export interface Definition {
  readonly weeksRule: WeeksRule
  readonly weekStart: WeekStart
  /** First millisecond that counts, or null for all of the data. */
  readonly windowStart: number | null
  /** First millisecond that no longer counts (exclusive), or null for all of the data. */
  readonly windowEnd: number | null
  /** t of the formula, in years; > 0, at most 100, up to 4 decimals. */
  readonly lifespanYears: number
  /** Gross margin as a share of spend, 0 < margin ≤ 1, up to 6 decimals. 1 means LTV of revenue, as in the original task. */
  readonly margin: number
  /** ISO 4217 code, or null: the currency of most orders (ties: the code that sorts first; no orders: USD). */
  readonly currency: string | null
}

/** The original task's definition: 52 × a × t with t = 10 and calendar weeks of the whole data set, starting Sunday. */
export const DEFAULT_DEFINITION: Definition = {
  weeksRule: 'dataset',
  weekStart: 'sunday',
  windowStart: null,
  windowEnd: null,
  lifespanYears: 10,
  margin: 1,
  currency: null,
}

const MOST_LIFESPAN_YEARS = 100
export const LIFESPAN_DECIMALS = 4
export const MARGIN_DECIMALS = 6

/** What keeps a definition from being used, as a sentence, or null when it is sound. */
export function checkDefinition(definition: Definition): string | null {
  const { weeksRule, weekStart, windowStart, windowEnd, lifespanYears, margin, currency } = definition
  if (!WEEKS_RULES.includes(weeksRule)) return `“${weeksRule}” is not a weeks rule (expected ${WEEKS_RULES.join(', ')}).`
  if (!WEEK_STARTS.includes(weekStart)) return `“${weekStart}” is not a start of the week (expected ${WEEK_STARTS.join(' or ')}).`
  if (windowStart !== null && !Number.isSafeInteger(windowStart))
    return `The window cannot start at ${windowStart} (expected whole milliseconds UTC).`
  if (windowEnd !== null && !Number.isSafeInteger(windowEnd))
    return `The window cannot end at ${windowEnd} (expected whole milliseconds UTC).`
  if (windowStart !== null && windowEnd !== null && windowStart >= windowEnd) return 'The window ends before it starts.'
  if (!(lifespanYears > 0 && lifespanYears <= MOST_LIFESPAN_YEARS && hasDecimals(lifespanYears, LIFESPAN_DECIMALS))) {
    return `${lifespanYears} is not a lifespan in years (expected above 0, at most ${MOST_LIFESPAN_YEARS}, up to ${LIFESPAN_DECIMALS} decimals).`
  }
  if (!(margin > 0 && margin <= 1 && hasDecimals(margin, MARGIN_DECIMALS))) {
    return `${margin} is not a margin (expected a share above 0, at most 1, up to ${MARGIN_DECIMALS} decimals).`
  }
  if (currency !== null && currencyNumber(currency) < 0) return `“${currency}” is not a currency (expected an ISO 4217 code such as USD).`
  return null
}

/** Throws RangeError when a definition cannot be used. */
export function requireSound(definition: Definition): void {
  const fault = checkDefinition(definition)
  if (fault !== null) throw new RangeError(fault)
}

/** The same definition is the same text. */
export function definitionKey(definition: Definition): string {
  const { weeksRule, weekStart, windowStart, windowEnd, lifespanYears, margin, currency } = definition
  return JSON.stringify([weeksRule, weekStart, windowStart, windowEnd, lifespanYears, margin, currency])
}

function hasDecimals(value: number, most: number): boolean {
  // The double nearest to a number of that many decimals is exactly what parsing it gives.
  return Number(value.toFixed(most)) === value
}
