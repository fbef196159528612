import { pick } from './sample-words.ts'

/** The sample shop's year, milliseconds UTC: from Thursday 1 February 2024 up to, not including, 1 February 2025. Both ends cut a week in two. */
export const SAMPLE_START = Date.UTC(2024, 1, 1)
export const SAMPLE_END = Date.UTC(2025, 1, 1)

const HOUR_MS = 3_600_000

/** How busy a month is, from February 2024 to January 2025: gifts in May, and most of all before Christmas. */
const MONTH_WEIGHTS = [1, 0.75, 0.8, 1.15, 0.95, 0.8, 0.75, 0.8, 0.95, 1.6, 2.3, 0.65]
/** From Sunday to Saturday. */
const WEEKDAY_WEIGHTS = [1.3, 1.05, 1, 0.95, 0.95, 0.85, 1.1]
/** From 0:00 to 23:00 UTC; the shop's customers are in America. */
const HOUR_WEIGHTS = [9, 10, 10, 9, 6, 4, 2, 1, 1, 1, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 6, 6, 7, 8]

/** Spreads the lines of a file over the shop's year by how busy each hour is. Asked in ascending order: amortised constant time. */
export class SampleClock {
  readonly #lines: number
  /** busyUpTo[h]: weight of all hours before hour h. */
  readonly #busyUpTo: Float64Array
  #hour = 0

  constructor(lines: number) {
    this.#lines = lines
    // Sessions last up to 40 minutes; the last two hours stay free, so that none runs over the end of the year.
    const hours = (SAMPLE_END - SAMPLE_START) / HOUR_MS - 2
    this.#busyUpTo = new Float64Array(hours + 1)
    for (let hour = 0; hour < hours; hour++) this.#busyUpTo[hour + 1] = this.#before(hour) + hourWeight(SAMPLE_START + hour * HOUR_MS)
  }

  /** Milliseconds UTC of a line by its index in the file. */
  timeOf(line: number): number {
    const target = ((line + 0.5) / this.#lines) * this.#before(this.#busyUpTo.length - 1)
    while (this.#before(this.#hour + 1) < target) this.#hour++
    const begin = this.#before(this.#hour)
    const share = (target - begin) / (this.#before(this.#hour + 1) - begin)
    return SAMPLE_START + Math.floor((this.#hour + share) * HOUR_MS)
  }

  #before(hour: number): number {
    return this.#busyUpTo[hour] ?? 0
  }
}

function hourWeight(time: number): number {
  const date = new Date(time)
  const month = (date.getUTCMonth() + 11) % 12
  // After the last day on which gifts arrive in time, the shop is quiet until New Year.
  const lull = date.getUTCMonth() === 11 && date.getUTCDate() > 20 ? 0.35 : 1
  return pick(MONTH_WEIGHTS, month) * pick(WEEKDAY_WEIGHTS, date.getUTCDay()) * pick(HOUR_WEIGHTS, date.getUTCHours()) * lull
}
