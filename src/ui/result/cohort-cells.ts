import type { Cohorts } from '../../ltv/cohorts.ts'

export type CohortMeasure = 'spend' | 'buying'

export interface CohortCell {
  /** Spend per customer in 1/10,000 of a currency unit, or the share of customers with an order. */
  readonly value: number
  readonly spendUnits: number
  readonly buyers: number
  readonly customers: number
  readonly partial: boolean
}

/** The cohorts that have customers, oldest first. */
export function cohortRows(cohorts: Cohorts): readonly number[] {
  return [...cohorts.customers.keys()].filter(row => (cohorts.customers[row] ?? 0) > 0)
}

export function cohortCell(cohorts: Cohorts, row: number, since: number, measure: CohortMeasure): CohortCell {
  const customers = cohorts.customers[row] ?? 0
  const spendUnits = cohorts.spendUnits[row]?.[since] ?? 0
  const buyers = cohorts.buyers[row]?.[since] ?? 0
  const sum = measure === 'spend' ? spendUnits : buyers
  return {
    value: customers === 0 ? 0 : sum / customers,
    spendUnits,
    buyers,
    customers,
    partial: cohorts.partial[row]?.[since] ?? false,
  }
}

/** The largest value of all cells: the darkest shade. A share is shaded against the largest share, not against 1. */
export function highestOf(cohorts: Cohorts, measure: CohortMeasure): number {
  let highest = 0
  for (const row of cohortRows(cohorts))
    for (const since of (cohorts.spendUnits[row] ?? []).keys()) highest = Math.max(highest, cohortCell(cohorts, row, since, measure).value)
  return highest
}
