/** What a predicted value means, besides the model: how far it looks, what money to come is worth today, and what is left of it. */
export interface PredictionTerms {
  /** Months looked ahead, of 30.4375 days each; above 0, at most 1,200. */
  readonly horizonMonths: number
  /** Discount a year: 0.1 says that 1.10 in a year is worth 1.00 today. From 0, below 10. */
  readonly annualDiscount: number
  /** Gross margin as a share of spend, above 0, at most 1. */
  readonly margin: number
}

export const DEFAULT_TERMS: PredictionTerms = { horizonMonths: 12, annualDiscount: 0.1, margin: 1 }

const DAYS_IN_MONTH = 30.4375
const WEEKS_IN_YEAR = (DAYS_IN_MONTH * 12) / 7

/** What keeps terms from being used, as a sentence, or null when they are sound. */
export function checkTerms({ horizonMonths, annualDiscount, margin }: PredictionTerms): string | null {
  if (!(horizonMonths > 0 && horizonMonths <= 1_200))
    return `${horizonMonths} is not a horizon in months (expected above 0, at most 1,200).`
  if (!(annualDiscount >= 0 && annualDiscount < 10))
    return `${annualDiscount} is not a discount a year (expected a share from 0, below 10).`
  if (!(margin > 0 && margin <= 1)) return `${margin} is not a margin (expected a share above 0, at most 1).`
  return null
}

export function horizonWeeks({ horizonMonths }: PredictionTerms): number {
  return (horizonMonths * DAYS_IN_MONTH) / 7
}

/** Continuous discount δ per week: ln (1 + a year's) ÷ weeks of a year. */
export function discountPerWeek({ annualDiscount }: PredictionTerms): number {
  return Math.log1p(annualDiscount) / WEEKS_IN_YEAR
}
