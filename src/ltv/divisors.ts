import { WEEK } from '../base/time.ts'
import { startOfWeek } from '../base/weeks.ts'
import { activeWeeks } from './active-weeks.ts'
import { type Activity, type TimeWindow, weeksByYear, weeksTouched } from './activity.ts'
import type { Dataset } from './dataset.ts'
import type { WeekStart, WeeksRule } from './definition.ts'

/** What spend is divided by, under one rule for weeks. */
export interface Divisors {
  readonly rule: WeeksRule
  readonly weekStart: WeekStart
  readonly activity: Activity
  /** The one divisor of all customers; null where they have their own. */
  readonly shared: number | null
  /** By customer; 0 for those outside the window. Whole except under the rule `elapsed`. Shared and never handed out. */
  readonly weeks: Float64Array<ArrayBuffer>
}

/**
 * `previous` is given back when it is the answer, as for another lifespan or margin. Cost: a pass over the customers, and for the rules `active` and
 * `dataset-years` also what those say.
 */
export function divisorsOf(
  dataset: Dataset,
  rule: WeeksRule,
  weekStart: WeekStart,
  window: TimeWindow,
  activity: Activity,
  previous: Divisors | null,
): Divisors {
  if (previous !== null && previous.activity === activity && previous.rule === rule && startsAlike(previous, weekStart)) return previous
  const shared = sharedWeeks(dataset, rule, weekStart, window, activity)
  const weeks =
    shared !== null
      ? sameForAll(activity, shared)
      : rule === 'active'
        ? activeWeeks(dataset, window, activity.span, weekStart)
        : rule === 'elapsed'
          ? elapsedWeeks(activity)
          : ownWeeks(activity, weekStart)
  return { rule, weekStart, activity, shared, weeks }
}

/** Elapsed time knows no calendar. */
function startsAlike({ rule, weekStart }: Divisors, other: WeekStart): boolean {
  return weekStart === other || rule === 'elapsed'
}

function sharedWeeks(dataset: Dataset, rule: WeeksRule, weekStart: WeekStart, window: TimeWindow, { span }: Activity): number | null {
  switch (rule) {
    case 'dataset':
      return span === null ? 0 : weeksTouched(span.first, span.last, weekStart)
    case 'dataset-years':
      return weeksByYear(dataset, window, span, weekStart)
    case 'customer':
    case 'active':
    case 'elapsed':
      return null
    default:
      return rule satisfies never
  }
}

function sameForAll({ first, last }: Activity, divisor: number): Float64Array<ArrayBuffer> {
  const weeks = new Float64Array(first.length)
  for (let customer = 0; customer < weeks.length; customer += 1) {
    if ((first[customer] ?? 0) <= (last[customer] ?? 0)) weeks[customer] = divisor
  }
  return weeks
}

/** As {@link weeksTouched}, written out: half a million calls take longer than what they do. */
function ownWeeks({ first, last }: Activity, weekStart: WeekStart): Float64Array<ArrayBuffer> {
  const weeks = new Float64Array(first.length)
  const origin = startOfWeek(0, weekStart)
  for (let customer = 0; customer < weeks.length; customer += 1) {
    const ownFirst = first[customer] ?? 0
    const ownLast = last[customer] ?? 0
    if (ownFirst <= ownLast) weeks[customer] = Math.floor((ownLast - origin) / WEEK) - Math.floor((ownFirst - origin) / WEEK) + 1
  }
  return weeks
}

function elapsedWeeks({ first, last }: Activity): Float64Array<ArrayBuffer> {
  const weeks = new Float64Array(first.length)
  for (let customer = 0; customer < weeks.length; customer += 1) {
    const elapsed = (last[customer] ?? 0) - (first[customer] ?? 0)
    if (elapsed >= 0) weeks[customer] = Math.max(1, elapsed / WEEK)
  }
  return weeks
}
