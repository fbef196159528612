import type { Definition } from '../../ltv/definition.ts'
import { insideWindow, sortableId } from './customers.ts'
import type { EventSource } from './event-source.ts'

/**
 * The distinct events of one customer, newest first, each with how often it is there (`times`): what a receipt is made of. Beside each how many there are in all
 * (`all_events`), and how many of them are images inside the window (`all_images`).
 */
export function customerEventsQuery(source: EventSource, definition: Definition): string {
  const detail = (...fields: readonly ('last_name' | 'adr_city' | 'adr_state' | 'camera_make' | 'camera_model')[]) =>
    fields.map(field => source.textOf(field)).join(', ')
  return `${source.with()}
SELECT event_type, event_verb, event_key, happened_at, if(event_type = 'ORDER', units, NULL) AS amount, if(event_type = 'ORDER', code, '') AS currency,
  multiIf(event_type = 'CUSTOMER', [${detail('last_name', 'adr_city', 'adr_state')}], event_type = 'IMAGE', [trimBoth(concat(${detail('camera_make')}, ' ', ${detail('camera_model')}))], []) AS details,
  count() AS times, count() OVER () AS all_events, countIf(event_type = 'IMAGE' AND ${insideWindow('happened_at', definition)}) OVER () AS all_images
FROM ${source.from}
WHERE ${source.isAskedFor} AND ${source.accepted}
GROUP BY event_type, event_verb, event_key, happened_at, amount, currency, details
ORDER BY happened_at DESC, event_type, event_verb, event_key, amount, currency, details
LIMIT {most:UInt32}`
}

/** `id`: ids that begin with the parameter `prefix`, in the order in which the page sorts. */
export function idsQuery(events: EventSource): string {
  const source = events.cutByShards
  return `${source.with()}
SELECT customer AS id
FROM ${source.from}
WHERE startsWith(customer, {prefix:String}) AND ${source.accepted}
GROUP BY ${source.isPlain ? `${source.groupKey}, id` : 'id'}
ORDER BY ${sortableId('id')}
LIMIT {most:UInt32}`
}

/** `reason, event_type, event_verb, times`: all rows, those that count with a blank reason. */
export function rowsQuery(source: EventSource): string {
  return `${source.withReason()}
SELECT reason AS why, if(why = '', event_type, '') AS type, if(why = '', event_verb, '') AS verb, count() AS times
FROM ${source.from}
GROUP BY why, type, verb
ORDER BY why, type, verb`
}

/** One row about all events that count: customers, distinct events, versions, orders, first and last. */
export function distinctQuery(source: EventSource): string {
  const { textOf } = source
  const fields = (['last_name', 'adr_city', 'adr_state'] as const).map(field => textOf.call(source, field))
  const camera = `trimBoth(concat(${source.textOf('camera_make')}, ' ', ${source.textOf('camera_model')}))`
  return `SELECT count() AS customers, sum(distinct_events) AS events, sum(own_versions) AS versions, sum(own_orders) AS orders, min(earliest) AS first_at, max(latest) AS last_at
FROM (
${source.with()}
SELECT ${source.groupKey} AS grouped,
  uniqExact(event_type, event_verb, event_key, happened_at, if(event_type = 'ORDER', (ifNull(units, 0), code), (0, '')),
    multiIf(event_type = 'CUSTOMER', [${fields.join(', ')}], event_type = 'IMAGE', [${camera}], [])) AS distinct_events,
  uniqExactIf((event_key, event_verb, happened_at, units, code), event_type = 'ORDER') AS own_versions,
  uniqExactIf(event_key, event_type = 'ORDER') AS own_orders,
  min(happened_at) AS earliest, max(happened_at) AS latest
FROM ${source.from}
WHERE ${source.accepted}
GROUP BY ${source.groupKey}
)`
}

/**
 * For a few rows of many, one thread a server is enough. With more, a server that has its rows tells the others to stop reading, and some of those ended by that: of
 * ClickHouse 26.7 as npm has it, after five to thirty such queries.
 */
export const FEW_ROWS = 'SETTINGS max_threads = 1'

/** The first rows as events: event_type, event_verb, event_key, happened_at, customer, units, code, reason. */
export function mappedRowsQuery(source: EventSource): string {
  return `${source.withReason()}
SELECT event_type, event_verb, event_key, happened_at, customer, if(event_type = 'ORDER', units, NULL) AS amount, if(event_type = 'ORDER', code, '') AS currency, reason
FROM ${source.from}
LIMIT {rows:UInt32}
${FEW_ROWS}`
}
