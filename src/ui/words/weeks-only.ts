import type { DatasetSummary } from '../../ltv/results.ts'
import { count, counted } from './numbers.ts'

/** What a data set of weeks is, for whoever expects events; null for others. */
export function weeksOnly({ weeks, accepted }: DatasetSummary): string | null {
  if (weeks === null) return null
  const day = weeks.weekStart === 'sunday' ? 'Sunday' : 'Monday'
  const dates = weeks.isTimed ? '' : ' Dates are the days on which weeks start: when in a week things happened is not known.'
  const rows = `${counted(accepted, 'row')} of ${accepted === 1 ? 'a customer’s week' : 'customers’ weeks'}`
  return `This is a rollup: ${rows} from ${day}, for ${count(weeks.events)} events that are not in it. Totals, LTVs and weeks are what the events give. Single orders and events, names and places, prediction, other starts of the week and windows within a week are not in it: drop the events for those.${dates}`
}

/** In the place of a customer's events. */
export const NO_SINGLE_EVENTS =
  'Single orders and events are not in a rollup by weeks: this figure can be followed down to the bars above. Drop the events to see each of them, with its file and line.'

/** In the place of a prediction. */
export const NO_PREDICTION =
  'A prediction needs the day of each order, which a rollup by weeks does not hold. Drop the events or the orders for it; the rest of this page is the same.'

/** Under cohorts. */
export const COHORTS_BY_WEEK =
  'A rollup does not say in which of two months the orders of a week were: everything here is of the month in which its week starts.'
