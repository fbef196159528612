import { count } from '../words/numbers.ts'

/** What goes into a report. */
export interface ReportChoices {
  /** Rows of the ranking, best first. */
  readonly rows: number
  /** Receipts of the best of them. */
  readonly receipts: number
  /** Events listed in each receipt, newest first. */
  readonly eventsEach: number
}

/** A table beyond this is a matter for a spreadsheet: browsers take long to lay it out and paper has no end. */
export const MOST_ROWS = 5_000
/** Each receipt is asked for by itself. */
export const MOST_RECEIPTS = 100
/** As many as a receipt's answer brings. */
export { DETAIL_EVENTS as MOST_EVENTS_EACH } from '../../ltv/results.ts'

/** As the sheet opens for a table of the top x. */
export function proposedChoices(x: number): ReportChoices {
  return { rows: Math.min(x, MOST_ROWS), receipts: Math.min(x, 10), eventsEach: 50 }
}

/** The most that one report holds, in words for the sheet. */
export function limitsSaid(x: number): string | null {
  const said: string[] = []
  if (x > MOST_ROWS) said.push(`The table of a report ends at ${count(MOST_ROWS)} customers; the Export has all.`)
  if (x > MOST_RECEIPTS) said.push(`Receipts are for the best ${count(MOST_RECEIPTS)} at most.`)
  return said.length === 0 ? null : said.join(' ')
}
