import { startOfWeek, weekIndex } from '../base/weeks.ts'
import type { Definition, WeekStart } from './definition.ts'

/** What a data set that is made of weeks, not of events, can be asked. Plain data, for whoever offers definitions. */
export interface WeekLimits {
  /** The weeks were cut so, and cannot be cut anew. */
  readonly weekStart: WeekStart
  /** Each week says when its first and last event were. */
  readonly isTimed: boolean
  /** A week lies in two calendar years. */
  readonly spansNewYear: boolean
  /** Milliseconds UTC from which on, and before which, everything happened: of the events where they are known, otherwise of the weeks. */
  readonly first: number
  readonly end: number
}

/** Why the weeks cannot answer a definition, as a sentence with the way out; null when they can. */
export function unanswerable(limits: WeekLimits, { weekStart, weeksRule, windowStart, windowEnd }: Definition): string | null {
  const day = dayOf(limits.weekStart)
  if (weekStart !== limits.weekStart)
    return `The data is weeks that start on ${day}, which cannot be cut anew: make the rollup with weeks from ${dayOf(weekStart)}, or drop the events.`
  if (weeksRule === 'elapsed' && !limits.isTimed)
    return 'The weeks do not say when in a week things happened, so elapsed time is unknown: add first_event and last_event to the rollup, or drop the events.'
  if (weeksRule === 'dataset-years' && !limits.isTimed && limits.spansNewYear)
    return 'A week lies in two years, and does not say in which things happened: add first_event and last_event to the rollup, or drop the events.'
  if (cutsWeek(limits, windowStart) || cutsWeek(limits, windowEnd))
    return `Days inside a week are unknown: let the window start on a ${day} and end the day before one, or drop the events.`
  return null
}

/** The definition itself, or the nearest that the weeks can answer: their start of the week, whole weeks, and a rule that they know the answer to. */
export function nearestAnswerable(limits: WeekLimits, definition: Definition): Definition {
  const { weekStart } = limits
  const windowStart = cutsWeek(limits, definition.windowStart) ? null : definition.windowStart
  const windowEnd = cutsWeek(limits, definition.windowEnd) ? null : definition.windowEnd
  const near: Definition = { ...definition, weekStart, windowStart, windowEnd }
  return unanswerable(limits, near) === null ? near : { ...near, weeksRule: 'dataset' }
}

function cutsWeek({ weekStart, first, end }: WeekLimits, bound: number | null): boolean {
  return bound !== null && bound > first && bound < end && startOfWeek(weekIndex(bound, weekStart), weekStart) !== bound
}

function dayOf(weekStart: WeekStart): string {
  return weekStart === 'sunday' ? 'Sunday' : 'Monday'
}
