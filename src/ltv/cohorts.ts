/** Customers grouped by the calendar month (UTC) of their first event inside the window, and what they spent in each month since. */
export interface Cohorts {
  readonly currency: string
  /** Milliseconds UTC of the start of each cohort's month; months without new customers are present with 0 customers. */
  readonly months: readonly number[]
  readonly customers: readonly number[]
  /** spendUnits[c][m]: spend of cohort c in its m-th month (0 = the month of the first event), in 1/10,000 of a currency unit. */
  readonly spendUnits: readonly (readonly number[])[]
  /** buyers[c][m]: customers of cohort c with at least one order in that month. */
  readonly buyers: readonly (readonly number[])[]
  /** True where the data ends within that month of that cohort. */
  readonly partial: readonly (readonly boolean[])[]
}
