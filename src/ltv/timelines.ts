import { VISIT } from './event-kinds.ts'
import { oncePerRevision } from './once-per-revision.ts'

/** When each customer did something, customer by customer. */
interface Timelines {
  /** Customer c's moments lie between starts[c] and starts[c + 1], in ascending order of time. */
  readonly starts: Uint32Array<ArrayBuffer>
  /** Time × 2, plus 1 for a visit: one number that sorts by time. See {@link momentTime} and {@link momentVisits}. */
  readonly moments: Float64Array<ArrayBuffer>
}

/** Milliseconds UTC of a moment. */
export function momentTime(moment: number): number {
  return Math.floor(moment / 2)
}

/** 1 for a visit, otherwise 0. */
export function momentVisits(moment: number): number {
  return moment - Math.floor(moment / 2) * 2
}

/** Longer timelines are sorted by the engine; up to here inserting is faster. */
const LONG_TIMELINE = 32

/** All distinct events as timelines. Costs 8 bytes an event for as long as the data set is not changed, and about 0.1 µs an event to make. */
export const timelinesOf = oncePerRevision((dataset): Timelines => {
  const { rows, customers } = dataset
  const starts = new Uint32Array(customers.length + 1)
  for (let row = 0; row < rows.length; row += 1) {
    const after = (rows.customer[row] ?? 0) + 1
    starts[after] = (starts[after] ?? 0) + 1
  }
  for (let customer = 1; customer <= customers.length; customer += 1)
    starts[customer] = (starts[customer] ?? 0) + (starts[customer - 1] ?? 0)
  const moments = new Float64Array(rows.length)
  const next = starts.slice()
  for (let row = 0; row < rows.length; row += 1) {
    const customer = rows.customer[row] ?? 0
    const at = next[customer] ?? 0
    moments[at] = (rows.time[row] ?? 0) * 2 + (rows.kind[row] === VISIT ? 1 : 0)
    next[customer] = at + 1
  }
  for (let customer = 0; customer < customers.length; customer += 1) sortMoments(moments, starts[customer] ?? 0, starts[customer + 1] ?? 0)
  return { starts, moments }
})

function sortMoments(moments: Float64Array, start: number, end: number): void {
  if (end - start > LONG_TIMELINE) {
    moments.subarray(start, end).sort()
    return
  }
  for (let place = start + 1; place < end; place += 1) {
    const moment = moments[place] ?? 0
    let at = place
    while (at > start && (moments[at - 1] ?? 0) > moment) {
      moments[at] = moments[at - 1] ?? 0
      at -= 1
    }
    moments[at] = moment
  }
}
