import type { Seen } from './pulse.ts'

/** Looks come some times a second, and later where a machine is busy. */
const SLACK_SECONDS = 5

/**
 * Notices that a query was begun anew after it had taken as long as it may. ClickHouse says a time-out as HTTP 408, and Chromium takes a 408 on a connection that was
 * used before for “this connection was idle too long”: it asks again by itself, without a word to the page, until it happens to take a new connection (22 times in a
 * trial). A query that was begun anew for another reason goes on.
 */
export class Restarts {
  private lastSeconds = 0

  /** To be told what every look at the query shows, in that order. */
  isAfterTimeOut({ seconds, mostSeconds }: Seen): boolean {
    const isRestarted = seconds < this.lastSeconds
    const wasLong = mostSeconds > 0 && this.lastSeconds >= mostSeconds - SLACK_SECONDS
    this.lastSeconds = seconds
    return isRestarted && wasLong
  }
}
