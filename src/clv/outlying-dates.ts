import type { Note } from '../base/notes.ts'
import { countedNote } from '../base/reading-notes.ts'
import { DAY } from '../base/time.ts'
import { isoDate } from '../base/weeks.ts'
import type { Orders } from './orders-dataset.ts'
import type { SettledOrders } from './settled-orders.ts'

/** Farther from the middle than ten times what the middle nine tenths of all rows span (a year at least), as for events. */
const OUTLYING_SPANS = 10
const LEAST_SPAN_DAYS = 365

/** Orders so far from the others that their dates may be wrong: they stretch the time frame of all. */
export function outlyingDates(orders: Orders, { rows: standing, dayOf }: SettledOrders): Note | null {
  const days = Int32Array.from(standing, row => dayOf[row] ?? 0).sort()
  const at = (share: number) => days[Math.min(days.length - 1, Math.max(0, Math.ceil(share * days.length) - 1))] ?? 0
  const farthest = OUTLYING_SPANS * Math.max(LEAST_SPAN_DAYS, at(0.95) - at(0.05))
  const middle = at(0.5)
  const isFar = (day: number) => Math.abs(day - middle) > farthest
  if (!isFar(at(0)) && !isFar(at(1))) return null
  let count = 0
  let example = -1
  for (const row of standing) {
    if (!isFar(dayOf[row] ?? 0)) continue
    count += 1
    if (example < 0 || isNamedBefore(orders, row, example)) example = row
  }
  const { file, line } = placeOf(orders, example)
  const named = `${isoDate((dayOf[example] ?? 0) * DAY)}${file === '' ? '' : ` in ${file} line ${line}`}`
  return countedNote(
    'outlying-dates',
    count,
    `One order row lies far from all others and stretches the time frame: ${named}.`,
    `order rows lie far from all others and stretch the time frame, for example ${named}.`,
  )
}

/** The example is the first by place, so that the order of reading does not show. */
function isNamedBefore({ rows }: Orders, row: number, other: number): boolean {
  return ((rows.file[row] ?? 0) - (rows.file[other] ?? 0) || (rows.line[row] ?? 0) - (rows.line[other] ?? 0)) < 0
}

function placeOf({ rows, texts }: Orders, row: number): { readonly file: string; readonly line: number } {
  return { file: texts[(rows.file[row] ?? 0) - 1]?.path ?? '', line: rows.line[row] ?? 0 }
}
