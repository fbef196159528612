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
