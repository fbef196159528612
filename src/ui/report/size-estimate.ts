import { customerAt, type Ranking } from '../../ltv/results.ts'
import type { ReportChoices } from './report-choices.ts'

/* Bytes of the parts as they come out with ids of 12 characters; a test holds them against reports that were made. */
const FRAME = 15_000
const PER_ROW = 650
const PER_WEEK = 250
const PER_RECEIPT = 2_200
const PER_BAR = 110
const PER_EVENT = 250
/** Weeks are drawn as bars up to this many. */
const MOST_BARS = 104

/** About how large a report will be, in bytes, before anything is asked or made for it. */
export function estimatedBytes(ranking: Ranking, { rows, receipts, eventsEach }: ReportChoices): number {
  const weeks = ranking.facts.calendarWeeks
  let events = 0
  // Customer records and images are not counted in a ranking; visits and orders are nearly all.
  for (let index = 0; index < receipts; index++)
    events += Math.min(eventsEach, customerAt(ranking, index).orders + customerAt(ranking, index).visits + 1)
  const bars = Math.min(MOST_BARS, weeks)
  return FRAME + rows * PER_ROW + weeks * PER_WEEK + receipts * (PER_RECEIPT + bars * PER_BAR) + events * PER_EVENT
}
