import { AMOUNT_SCALE } from '../base/money.ts'
import { greatestCommonDivisor } from '../base/ratio.ts'
import { WEEK } from '../base/time.ts'
import { type Definition, LIFESPAN_DECIMALS, MARGIN_DECIMALS } from '../ltv/definition.ts'
import { definitionComment } from './definition-comment.ts'
import type { Dialect } from './dialect.ts'
import { activityPart, orderParts, weeksTouched, withParts } from './parts.ts'

/** The x customers with the highest LTV, best first; see {@link rankingParts}. */
export function topQuery(definition: Definition, x: number, dialect: Dialect): string {
  const { parts, selection } = rankingParts(definition, dialect)
  const subject = `The ${x === 1 ? 'customer' : `${x} customers`} with the highest LTV`
  return withParts(definitionComment(definition, dialect, subject), dialect, parts, `${selection}\nORDER BY rank_number\nLIMIT ${x}`)
}

/**
 * All customers by LTV: `rank_number, customer_id, ltv, spend_units, orders, visits, weeks, currency`, in no order.
 * Everything is whole numbers up to the last step, one division of doubles.
 */
export function rankingParts(definition: Definition, dialect: Dialect): { readonly parts: readonly string[]; readonly selection: string } {
  const { double, whole } = dialect.types
  const weeks = weeksOf(definition, dialect)
  const parts = [
    activityPart(definition, dialect, 'visits'),
    `seen AS (
  SELECT customer_id, MIN(event_time) AS first_event, MAX(event_time) AS last_event, CAST(SUM(is_visit) AS ${whole}) AS visits${weeks.inSeen}
  FROM activity
  GROUP BY customer_id
)`,
    ...weeks.parts,
    ...orderParts(definition, dialect),
    `spending AS (
  -- Added up before anything is joined to them: joined to visits first, an order would count once for each visit.
  SELECT customer_id, CAST(SUM(amount_units) AS ${whole}) AS spent_units, CAST(COUNT(*) AS ${whole}) AS order_count
  FROM standing
  CROSS JOIN reported
  WHERE currency = report_currency
  GROUP BY customer_id
)`,
    `figures AS (
  SELECT seen.customer_id AS customer, COALESCE(spent_units, 0) AS spend_units, COALESCE(order_count, 0) AS order_number, visits,
    ${weeks.divisor} AS divisor
  FROM seen${weeks.frame === null ? '' : `\n  CROSS JOIN ${weeks.frame}`}
  LEFT JOIN spending ON spending.customer_id = seen.customer_id
)`,
  ]
  const { numerator, denominator } = factorOf(definition)
  const weeksShown = definition.weeksRule === 'elapsed' ? `CAST(divisor AS ${double}) / ${WEEK}` : 'divisor'
  // The factor is the same for all, so spend per week has the order of LTVs, and equal ones are equal to the last bit whatever the factor is.
  const perWeek = `CAST(spend_units AS ${double}) / CAST(divisor AS ${double})`
  const id = dialect.sortable('customer')
  return {
    parts,
    selection: `SELECT ROW_NUMBER() OVER (ORDER BY ${perWeek} DESC, ${id}) AS rank_number, customer AS customer_id,
  -- ${formulaComment(definition, numerator, denominator)}
  CAST(spend_units AS ${double}) * ${numerator} / (CAST(divisor AS ${double}) * ${denominator}) AS ltv,
  spend_units, order_number AS orders, visits, ${weeksShown} AS weeks, report_currency AS currency
FROM figures
CROSS JOIN reported`,
  }
}

interface WeeksParts {
  /** One more column of `seen`. */
  readonly inSeen: string
  readonly parts: readonly string[]
  /** A subquery of one row that holds the weeks of all, or null. */
  readonly frame: string | null
  /** What spend is divided by: weeks, or for elapsed time milliseconds. */
  readonly divisor: string
}

function weeksOf(definition: Definition, dialect: Dialect): WeeksParts {
  const { weeksRule, weekStart } = definition
  const { whole } = dialect.types
  const alone = { inSeen: '', parts: [], frame: null }
  switch (weeksRule) {
    case 'dataset':
      return {
        inSeen: '',
        parts: [
          `frame AS (
  -- Calendar weeks from the first to the last event of all, the same for everyone.
  SELECT ${weeksTouched('MIN(first_event)', 'MAX(last_event)', definition, dialect)} AS frame_weeks
  FROM seen
)`,
        ],
        frame: 'frame',
        divisor: 'frame_weeks',
      }
    case 'customer':
      return { ...alone, divisor: weeksTouched('first_event', 'last_event', definition, dialect) }
    case 'active':
      return {
        ...alone,
        inSeen: `,\n    CAST(COUNT(DISTINCT ${dialect.weekStart('event_time', weekStart)}) AS ${whole}) AS active_weeks`,
        divisor: 'active_weeks',
      }
    case 'elapsed': {
      const elapsed = dialect.millisecondsBetween('first_event', 'last_event')
      return { ...alone, divisor: `CASE WHEN ${elapsed} > ${WEEK} THEN ${elapsed} ELSE ${WEEK} END` }
    }
    case 'dataset-years':
      return {
        inSeen: '',
        parts: [
          `years AS (
  -- For each calendar year the weeks from its first to its last event. A week that spans New Year counts in both.
  SELECT ${weeksTouched('MIN(event_time)', 'MAX(event_time)', definition, dialect)} AS year_weeks
  FROM activity
  GROUP BY ${dialect.yearOf('event_time')}
)`,
          `frame AS (
  SELECT CAST(SUM(year_weeks) AS ${whole}) AS frame_weeks
  FROM years
)`,
        ],
        frame: 'frame',
        divisor: 'frame_weeks',
      }
    default:
      return weeksRule satisfies never
  }
}

/** 52 × lifespan × margin ÷ 10,000, by week or by millisecond, as a fraction in lowest terms: so products stay small and exact, and the page's own division is done. */
function factorOf({ weeksRule, lifespanYears, margin }: Definition): { numerator: bigint; denominator: bigint } {
  const lifespan = BigInt(Math.round(lifespanYears * 10 ** LIFESPAN_DECIMALS))
  const share = BigInt(Math.round(margin * 10 ** MARGIN_DECIMALS))
  const above = 52n * lifespan * share * (weeksRule === 'elapsed' ? BigInt(WEEK) : 1n)
  const below = BigInt(AMOUNT_SCALE) * 10n ** BigInt(LIFESPAN_DECIMALS + MARGIN_DECIMALS)
  const divisor = greatestCommonDivisor(above, below)
  return { numerator: above / divisor, denominator: below / divisor }
}

function formulaComment({ weeksRule, lifespanYears, margin }: Definition, numerator: bigint, denominator: bigint): string {
  const factors = [
    '52',
    String(lifespanYears),
    ...(margin === 1 ? [] : [String(margin)]),
    ...(weeksRule === 'elapsed' ? [String(WEEK)] : []),
  ]
  return `${factors.join(' * ')} / ${AMOUNT_SCALE} is ${numerator} / ${denominator}${weeksRule === 'elapsed' ? ': the divisor is in milliseconds' : ''}.`
}
