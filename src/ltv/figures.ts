import { firstPlaces } from '../base/order.ts'
import { type Activity, activityIn, type TimeWindow, timeWindow, weeksTouched } from './activity.ts'
import type { Dataset } from './dataset.ts'
import { DEFAULT_DEFINITION, type Definition, definitionKey, requireSound } from './definition.ts'
import { type Divisors, divisorsOf } from './divisors.ts'
import { Formula } from './formula.ts'
import { customersById, placesById } from './ids.ts'
import { oncePerRevision } from './once-per-revision.ts'
import { type RankOrder, rankOrder, sameOrder } from './ranked.ts'
import { mostOrdered, type Spend, spendIn } from './spend.ts'
import { spendOrder } from './spend-order.ts'
import { unanswerable, type WeekLimits } from './week-limits.ts'
import { limitsOf } from './week-rows.ts'

/** Everything a definition says about the customers of a data set. Arrays are by customer, except those of `order`. Shared and never handed out. */
export interface Figures extends UnrankedFigures {
  /** Customers inside the window, best first, by LTV. */
  readonly order: RankOrder
  /** Its customers. */
  readonly ranked: Uint32Array<ArrayBuffer>
}

interface UnrankedFigures {
  readonly definition: Definition
  readonly window: TimeWindow
  readonly activity: Activity
  readonly spend: Spend
  readonly calendarWeeks: number
  readonly divisors: Divisors
  /** The divisor; 0 for customers outside the window. */
  readonly weeks: Float64Array<ArrayBuffer>
  /** NaN for customers outside the window. */
  readonly ltv: Float64Array<ArrayBuffer>
}

/** What a data set of weeks can be asked; null for one of events, which can be asked everything. Cost: a pass over the weeks, once. */
export const weekLimits = oncePerRevision((dataset): WeekLimits | null => (dataset.weeks === null ? null : limitsOf(dataset.weeks)))

const lastFigures = oncePerRevision((): { key: string; figures: Figures | null } => ({ key: '', figures: null }))

/** Figures of a definition; those of the last definition asked for are kept. Throws RangeError when the definition is not sound, or not one that weeks can answer. */
export function figuresOf(dataset: Dataset, definition: Definition): Figures {
  requireSound(definition)
  const limits = weekLimits(dataset)
  const whyNot = limits === null ? null : unanswerable(limits, definition)
  if (whyNot !== null) throw new RangeError(whyNot)
  const kept = lastFigures(dataset)
  const key = definitionKey(definition)
  if (kept.figures !== null && kept.key === key) return kept.figures
  const unranked = workOut(dataset, definition, kept.figures)
  const order = orderOf(dataset, unranked, kept.figures)
  const figures: Figures = { ...unranked, order, ranked: order.customers }
  kept.key = key
  kept.figures = figures
  return figures
}

/**
 * The best x customers of what has been read so far, for showing something while the rest is being read. Nothing is kept.
 * Cost: a pass over the events so far, so a caller that waits until the data has grown by a share spends a fixed share of its time here.
 */
export function topSoFar(dataset: Dataset, x: number, definition: Definition = DEFAULT_DEFINITION): SoFar[] {
  requireSound(definition)
  const { ltv, weeks, spend } = workOut(dataset, definition, null)
  const { customers } = dataset
  const isBefore = (a: number, b: number) => {
    // Customers outside the window have no weeks, and come last.
    const seen = Math.sign(weeks[b] ?? 0) - Math.sign(weeks[a] ?? 0)
    return (seen || (ltv[b] ?? 0) - (ltv[a] ?? 0) || customers.compare(a, b)) < 0
  }
  const best = firstPlaces(customers.length, x, isBefore).filter(customer => (weeks[customer] ?? 0) > 0)
  return Array.from(best, customer => ({
    id: customers.text(customer),
    ltv: ltv[customer] ?? 0,
    spendUnits: spend.units[customer] ?? 0,
    currency: spend.currency,
  }))
}

export interface SoFar {
  readonly id: string
  /** In currency units. */
  readonly ltv: number
  /** In 1/10,000 of a currency unit. */
  readonly spendUnits: number
  readonly currency: string
}

/** `previous` are figures of the same state of the data set: what another definition decides alike is shared. */
function workOut(dataset: Dataset, definition: Definition, previous: Figures | null): UnrankedFigures {
  const { weeksRule, weekStart } = definition
  const window = timeWindow(definition)
  const sameWindow = previous !== null && previous.window.start === window.start && previous.window.end === window.end
  const activity = sameWindow ? previous.activity : activityIn(dataset, window)
  // Which currency is meant, that of most orders or one by its name, makes no difference when it is the same.
  const sameSpend = sameWindow && previous.spend.currency === (definition.currency ?? mostOrdered(previous.spend))
  const spend = sameSpend ? previous.spend : spendIn(dataset, window, definition.currency)
  const { span } = activity
  const calendarWeeks = span === null ? 0 : weeksTouched(span.first, span.last, weekStart)
  const divisors = divisorsOf(dataset, weeksRule, weekStart, window, activity, previous?.divisors ?? null)
  const ltv = ltvOf(new Formula(definition), activity, spend, divisors)
  return { definition, window, activity, spend, calendarWeeks, divisors, weeks: divisors.weeks, ltv }
}

function ltvOf(formula: Formula, { first, last }: Activity, { units, exactUnits }: Spend, divisors: Divisors): Float64Array<ArrayBuffer> {
  const { rule, weeks } = divisors
  const ltv = new Float64Array(weeks.length)
  if (rule === 'elapsed') formula.overAllElapsed(units, first, last, ltv)
  else formula.overAllWeeks(units, weeks, ltv)
  for (const [customer, exact] of exactUnits) {
    ltv[customer] =
      rule === 'elapsed'
        ? formula.overElapsed(exact, (last[customer] ?? 0) - (first[customer] ?? 0))
        : formula.overWeeks(exact, weeks[customer] ?? 0)
  }
  return ltv
}

/** Best first. */
function orderOf(dataset: Dataset, unranked: UnrankedFigures, previous: Figures | null): RankOrder {
  return knownOrder(dataset, unranked, previous) ?? rankOrder(unranked.ltv, customersById(dataset))
}

/** An order that is known and right for these figures as well, as it mostly is when all LTVs change by one factor; saves the sort. Null when there is none. */
function knownOrder(dataset: Dataset, unranked: UnrankedFigures, previous: Figures | null): RankOrder | null {
  const { definition, activity, spend, divisors, ltv } = unranked
  if (divisors.shared !== null && spend.exactUnits.size === 0) {
    const bySpend = spendOrder(dataset, spend, activity)
    const values = new Float64Array(bySpend.values.length)
    new Formula(definition).overSameWeeks(bySpend.values, divisors.shared, values)
    return sameOrder(bySpend, values, placesById(dataset))
  }
  if (previous === null || spend !== previous.spend || divisors !== previous.divisors) return null
  const { customers } = previous.order
  const values = new Float64Array(customers.length)
  for (let index = 0; index < values.length; index += 1) values[index] = ltv[customers[index] ?? 0] ?? 0
  return sameOrder(previous.order, values, placesById(dataset))
}
