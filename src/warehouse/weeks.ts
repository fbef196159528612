import { DAY } from '../base/time.ts'
import { dayIndex, startOfWeek, weekIndex } from '../base/weeks.ts'
import { DEFAULT_DEFINITION } from '../ltv/definition.ts'
import { STRIP_BUCKETS, type WeeklySeries, type WeeklyStrips } from '../ltv/results.ts'
import { customerWeeksQuery, spendingWeeksQuery, visitWeeksQuery } from '../sql/clickhouse/questions.ts'
import { type Frame, spanOf } from './frame.ts'
import type { Known } from './known.ts'
import type { Inquiry } from './server.ts'

/** Spend, orders and visits by week of one customer, or of everyone (null), over the weeks of the window. */
export async function weeksOf(inquiry: Inquiry, known: Known, frame: Frame, id: string | null): Promise<WeeklySeries> {
  const { source, definition, currency, calendarWeeks, span } = frame
  const firstWeek = span.first === null ? 0 : weekIndex(span.first, definition.weekStart)
  const series = {
    start: startOfWeek(firstWeek, definition.weekStart),
    spendUnits: new Float64Array(calendarWeeks),
    visits: new Uint32Array(calendarWeeks),
    orders: new Uint32Array(calendarWeeks),
    partial: await partialWeeks(inquiry, known, frame),
  }
  if (calendarWeeks === 0) return series
  const spending =
    id === null
      ? await inquiry.ask(spendingWeeksQuery(source, definition, currency))
      : await inquiry.ask(customerWeeksQuery(source, definition, currency), { ids: [id] })
  for (const row of spending.rows) {
    const week = row.whole('week') - firstWeek
    series.spendUnits[week] = row.whole('spend_units')
    series.orders[week] = row.whole('orders')
  }
  const visiting = await inquiry.ask(
    visitWeeksQuery(source, definition, id === null ? 'everyone' : 'asked-for'),
    id === null ? {} : { ids: [id] },
  )
  for (const row of visiting.rows) series.visits[row.whole('week') - firstWeek] = row.whole('visits')
  return series
}

/** Weekly spend of some customers side by side, several weeks to a bucket where there are many, as in src/ltv/weekly.ts. */
export async function stripsOf(inquiry: Inquiry, frame: Frame, ids: readonly string[]): Promise<WeeklyStrips> {
  const { source, definition, currency, calendarWeeks, span } = frame
  const weeksPerBucket = Math.max(1, Math.ceil(calendarWeeks / STRIP_BUCKETS))
  const buckets = Math.ceil(calendarWeeks / weeksPerBucket)
  const spendUnits = new Float64Array(ids.length * buckets)
  if (ids.length === 0 || buckets === 0) return { buckets, weeksPerBucket, spendUnits }
  const firstWeek = span.first === null ? 0 : weekIndex(span.first, definition.weekStart)
  const { rows } = await inquiry.ask(customerWeeksQuery(source, definition, currency), { ids: [...new Set(ids)] })
  const placesOf = new Map<string, number[]>()
  ids.forEach((id, place) => {
    placesOf.set(id, [...(placesOf.get(id) ?? []), place])
  })
  for (const row of rows) {
    const bucket = Math.floor((row.whole('week') - firstWeek) / weeksPerBucket)
    for (const place of placesOf.get(row.text('id')) ?? []) {
      const at = place * buckets + bucket
      spendUnits[at] = (spendUnits[at] ?? 0) + row.whole('spend_units')
    }
  }
  return { buckets, weeksPerBucket, spendUnits }
}

/** 1 where the data covers a part of the week only, as in src/ltv/weekly.ts. */
async function partialWeeks(inquiry: Inquiry, known: Known, frame: Frame): Promise<Uint8Array<ArrayBuffer>> {
  const { source, definition, calendarWeeks, span } = frame
  const partial = new Uint8Array(calendarWeeks)
  const whole = await spanOf(inquiry, known, source, DEFAULT_DEFINITION)
  if (span.first === null || whole.first === null || whole.last === null) return partial
  const { weekStart, windowStart, windowEnd } = definition
  const coveredFrom = windowStart !== null && whole.first < windowStart ? windowStart : dayIndex(whole.first) * DAY
  const coveredTo = windowEnd !== null && whole.last >= windowEnd ? windowEnd : (dayIndex(whole.last) + 1) * DAY
  const firstWeek = weekIndex(span.first, weekStart)
  if (coveredFrom > startOfWeek(firstWeek, weekStart)) partial[0] = 1
  if (coveredTo < startOfWeek(firstWeek + calendarWeeks, weekStart)) partial[calendarWeeks - 1] = 1
  return partial
}
