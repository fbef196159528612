import { AMOUNT_SCALE } from '../base/money.ts'
import { greatestCommonDivisor, nearestRatio } from '../base/ratio.ts'
import { WEEK } from '../base/time.ts'
import { type Definition, LIFESPAN_DECIMALS, MARGIN_DECIMALS } from './definition.ts'

const WEEKS_PER_YEAR = 52n

/**
 * LTV = 52 × (spend ÷ weeks) × lifespan × margin, as one correctly rounded division: equal spends per week give equal doubles,
 * and $78.04 over 14 weeks is 2898.6285714285716 whichever way it came about.
 */
export class Formula {
  private readonly byWeeks: Fraction
  private readonly byMilliseconds: Fraction

  constructor(definition: Definition) {
    const lifespan = BigInt(Math.round(definition.lifespanYears * 10 ** LIFESPAN_DECIMALS))
    const margin = BigInt(Math.round(definition.margin * 10 ** MARGIN_DECIMALS))
    const numerator = WEEKS_PER_YEAR * lifespan * margin
    const denominator = BigInt(AMOUNT_SCALE) * 10n ** BigInt(LIFESPAN_DECIMALS + MARGIN_DECIMALS)
    this.byWeeks = new Fraction(numerator, denominator)
    this.byMilliseconds = new Fraction(numerator * BigInt(WEEK), denominator)
  }

  /** LTV in currency units from spend in 1/10,000 of a unit (bigint where it is not exact as a double) and a whole number of weeks. */
  overWeeks(spendUnits: number | bigint, weeks: number): number {
    return this.byWeeks.timesOver(spendUnits, weeks)
  }

  /** The same for each of many into `ltv`; NaN where the weeks are 0. Written out, as half a million calls take longer than their divisions. */
  overAllWeeks(spendUnits: Float64Array, weeks: Float64Array, ltv: Float64Array): void {
    this.byWeeks.allTimesOver(spendUnits, weeks, ltv)
  }

  /** The same for many who have the same weeks, above 0. */
  overSameWeeks(spendUnits: Float64Array, weeks: number, ltv: Float64Array): void {
    this.byWeeks.allTimesOverOne(spendUnits, weeks, ltv)
  }

  /** As {@link overElapsed} for each of many into `ltv`, by their first and last times; NaN where the last is before the first. */
  overAllElapsed(spendUnits: Float64Array, first: Float64Array, last: Float64Array, ltv: Float64Array): void {
    const milliseconds = new Float64Array(ltv.length)
    for (let at = 0; at < ltv.length; at += 1) {
      const elapsed = (last[at] ?? 0) - (first[at] ?? 0)
      milliseconds[at] = elapsed < 0 ? 0 : Math.max(WEEK, elapsed)
    }
    this.byMilliseconds.allTimesOver(spendUnits, milliseconds, ltv)
  }

  /** The same with the weeks as elapsed milliseconds ÷ 604,800,000; less than a week counts as one. */
  overElapsed(spendUnits: number | bigint, milliseconds: number): number {
    return milliseconds > WEEK ? this.byMilliseconds.timesOver(spendUnits, milliseconds) : this.byWeeks.timesOver(spendUnits, 1)
  }
}

/** A fraction in lowest terms, above 0. */
class Fraction {
  private readonly exactNumerator: bigint
  private readonly exactDenominator: bigint
  private readonly numerator: number
  private readonly denominator: number
  private readonly fitsDoubles: boolean

  constructor(numerator: bigint, denominator: bigint) {
    const divisor = greatestCommonDivisor(numerator, denominator)
    this.exactNumerator = numerator / divisor
    this.exactDenominator = denominator / divisor
    this.numerator = Number(this.exactNumerator)
    this.denominator = Number(this.exactDenominator)
    this.fitsDoubles = Number.isSafeInteger(this.numerator) && Number.isSafeInteger(this.denominator)
  }

  /** value × this ÷ divisor for each of many; NaN where the divisor is 0. */
  allTimesOver(values: Float64Array, divisors: Float64Array, results: Float64Array): void {
    const { numerator, denominator } = this
    // A divisor beyond any data has all of them take the long way.
    const mostDivisor = this.fitsDoubles ? Number.MAX_SAFE_INTEGER / denominator : -1
    const mostValue = Number.MAX_SAFE_INTEGER / numerator
    for (let at = 0; at < results.length; at += 1) {
      const value = values[at] ?? 0
      const divisor = divisors[at] ?? 0
      if (divisor === 0) results[at] = Number.NaN
      else if (divisor <= mostDivisor && value <= mostValue && value >= -mostValue)
        results[at] = (value * numerator) / (divisor * denominator)
      else results[at] = value === 0 ? 0 : this.timesOver(value, divisor)
    }
  }

  /** value × this ÷ divisor for each of many. */
  allTimesOverOne(values: Float64Array, divisor: number, results: Float64Array): void {
    const { numerator } = this
    const below = divisor * this.denominator
    const mostValue = this.fitsDoubles && below <= Number.MAX_SAFE_INTEGER ? Number.MAX_SAFE_INTEGER / numerator : -1
    for (let at = 0; at < results.length; at += 1) {
      const value = values[at] ?? 0
      results[at] = value <= mostValue && value >= -mostValue ? (value * numerator) / below : this.timesOver(value, divisor)
    }
  }

  /** value × this ÷ divisor, rounded once. `value` and `divisor` are whole; divisor > 0. */
  timesOver(value: number | bigint, divisor: number): number {
    if (typeof value === 'number' && this.fitsDoubles) {
      const above = value * this.numerator
      const below = divisor * this.denominator
      // Below 2^53 both products are exact, so the division is the only rounding. Typical data never needs more.
      if (Math.abs(above) <= Number.MAX_SAFE_INTEGER && below <= Number.MAX_SAFE_INTEGER) return above / below
    }
    return nearestRatio(BigInt(value) * this.exactNumerator, BigInt(divisor) * this.exactDenominator)
  }
}
