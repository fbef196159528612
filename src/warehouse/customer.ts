import type { Definition } from '../ltv/definition.ts'
import { EVENT_KINDS } from '../ltv/event-kinds.ts'
import { DETAIL_EVENTS, type EventStanding, type EventType, type EventVerb } from '../ltv/results.ts'
import { customerEventsQuery } from '../sql/clickhouse/details.ts'
import type { AnswerRow } from './answer-rows.ts'
import type { Frame } from './frame.ts'
import type { Known } from './known.ts'
import { rankedRow } from './ranking.ts'
import type { Inquiry } from './server.ts'
import type { WarehouseCustomer, WarehouseEvent } from './warehouse.ts'
import { weeksOf } from './weeks.ts'

/** Distinct events of one customer that are fetched, so that what stands and what is replaced can be told. Nobody has as many but a robot. */
const MOST_EVENTS = 100_000

interface FetchedEvent extends Omit<WarehouseEvent, 'standing' | 'detail'> {
  readonly kind: number
  readonly details: readonly string[]
}

/** Everything behind one customer's figure, or null when there is no such customer. */
export async function customerOf(inquiry: Inquiry, known: Known, frame: Frame, id: string): Promise<WarehouseCustomer | null> {
  const { source, definition, currency } = frame
  const { rows } = await inquiry.ask(customerEventsQuery(source, definition), { id, most: MOST_EVENTS })
  const [first] = rows
  if (first === undefined) return null
  const events = rows.map(fetchedEvent).sort(byNewest)
  const standing = standingVersions(events)
  const profile = profileOf(events)
  return {
    id,
    currency,
    row: await rankedRow(inquiry, frame, id),
    ...profile,
    images: first.whole('all_images'),
    weekly: await weeksOf(inquiry, known, frame, id),
    events: events.slice(0, DETAIL_EVENTS).map(({ kind, details, ...event }) => ({
      ...event,
      detail: details
        .map(text => text.trim())
        .filter(text => text !== '')
        .join(', '),
      standing: standingOf(event, standing, definition, currency),
    })),
    eventsTotal: first.whole('all_events'),
  }
}

function fetchedEvent(row: AnswerRow): FetchedEvent {
  const type = row.text('event_type')
  const verb = row.text('event_verb')
  const kind = EVENT_KINDS.findIndex(each => each.type === type && each.verb === verb)
  const isOrder = type === 'ORDER'
  return {
    kind,
    // Only such rows are accepted.
    type: type as EventType,
    verb: verb as EventVerb,
    key: row.text('event_key'),
    time: row.whole('happened_at'),
    amountUnits: isOrder ? row.wholeOrNull('amount') : null,
    currency: isOrder ? row.text('currency') : null,
    details: row.texts('details'),
    times: row.whole('times'),
  }
}

/** The order of src/ltv/detail.ts. */
function byNewest(a: FetchedEvent, b: FetchedEvent): number {
  return (
    b.time - a.time ||
    b.kind - a.kind ||
    compare(a.key, b.key) ||
    (b.amountUnits ?? 0) - (a.amountUnits ?? 0) ||
    compare(b.currency ?? '', a.currency ?? '') ||
    compare(a.details.join('\n'), b.details.join('\n'))
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

interface StandingOrder {
  /** Time of the first version. */
  orderedAt: number
  readonly last: FetchedEvent
}

/** By order: newest first is also the order in which versions stand. */
function standingVersions(events: readonly FetchedEvent[]): ReadonlyMap<string, StandingOrder> {
  const orders = new Map<string, StandingOrder>()
  for (const event of events) {
    if (event.type !== 'ORDER') continue
    const order = orders.get(event.key)
    if (order === undefined) orders.set(event.key, { orderedAt: event.time, last: event })
    else order.orderedAt = Math.min(order.orderedAt, event.time)
  }
  return orders
}

type Versioned = Pick<FetchedEvent, 'type' | 'verb' | 'key' | 'time' | 'amountUnits' | 'currency'>

function standingOf(event: Versioned, orders: ReadonlyMap<string, StandingOrder>, definition: Definition, currency: string): EventStanding {
  if (event.type !== 'ORDER') return isInside(event.time, definition) ? 'counts' : 'outside-window'
  const order = orders.get(event.key)
  if (order === undefined || !isSameVersion(order.last, event)) return 'superseded'
  if (!isInside(order.orderedAt, definition)) return 'outside-window'
  return event.currency === currency ? 'counts' : 'other-currency'
}

function isSameVersion(a: Versioned, b: Versioned): boolean {
  return a.time === b.time && a.verb === b.verb && a.amountUnits === b.amountUnits && a.currency === b.currency
}

function isInside(time: number, { windowStart, windowEnd }: Definition): boolean {
  return time >= (windowStart ?? -Infinity) && time < (windowEnd ?? Infinity)
}

/** Per field what is not blank and came last; of the same time an UPDATE beats a NEW, then the larger text. */
function profileOf(events: readonly FetchedEvent[]): { lastName: string; city: string; state: string } {
  const records = events.filter(({ type }) => type === 'CUSTOMER')
  const latest = (place: number): string => {
    const said = records
      .map(({ time, kind, details }) => ({ time, kind, text: details[place]?.trim() ?? '' }))
      .filter(({ text }) => text !== '')
    said.sort((a, b) => b.time - a.time || b.kind - a.kind || compare(b.text, a.text))
    return said[0]?.text ?? ''
  }
  return { lastName: latest(0), city: latest(1), state: latest(2) }
}
