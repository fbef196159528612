/** How many weeks a customer's spend is divided by (SPEC.md section 2). */
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
