import type { Definition } from '../../src/ltv/definition.ts'
import type { ReferenceEvent } from './event.ts'
import { groupBy, identity, ordersOf, readAll } from './report.ts'

/*
 * What customers did by week, by the rules alone: lists of plain objects, gone through for each week of each customer. Shares no code with the app.
 */

const DAY_MS = 86_400_000

export interface ReferenceWeek {
  readonly customer_id: string
  /** “2017-01-01”. */
  readonly week_start: string
  readonly events: number
  readonly visits: number
  readonly orders: number
  /** In currency units. */
  readonly spend: number
  readonly currency: string
  /** Milliseconds UTC. */
  readonly first_event: number
  readonly last_event: number
}

/** Rows in order of customer (by UTF-8), week and currency; events and visits stand on the row of the reported currency. */
export function rollupOf(
  records: readonly unknown[],
  definition: Pick<Definition, 'weekStart' | 'windowStart' | 'windowEnd' | 'currency'>,
): ReferenceWeek[] {
  const inside = (time: number): boolean => time >= (definition.windowStart ?? -Infinity) && time < (definition.windowEnd ?? Infinity)
  const weekOf = (time: number): string => {
    const into = (new Date(time).getUTCDay() + (definition.weekStart === 'monday' ? 6 : 0)) % 7
    return new Date(Math.floor(time / DAY_MS) * DAY_MS - into * DAY_MS).toISOString().slice(0, 10)
  }
  const all = readAll(records).events
  const distinct = [...groupBy(all, identity).values()]
    .map(([first]) => first)
    .filter((event): event is ReferenceEvent => event !== undefined)
  const events = distinct.filter(event => inside(event.time))
  const orders = ordersOf(all).filter(order => inside(order.earliest))
  const counts = [...groupBy(orders, order => order.currency)].sort(
    ([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1),
  )
  const reported = definition.currency ?? counts[0]?.[0] ?? 'USD'

  const happenings = [
    ...events.map(event => ({
      customer: event.customer,
      time: event.time,
      currency: reported,
      visits: event.type === 'SITE_VISIT' ? 1 : 0,
      events: 1,
      orders: 0,
      amount: 0n,
    })),
    ...orders.map(order => ({
      customer: order.customer,
      time: order.earliest,
      currency: order.currency,
      visits: 0,
      events: 0,
      orders: 1,
      amount: order.amount,
    })),
  ]
  const rows = [...groupBy(happenings, each => JSON.stringify([each.customer, weekOf(each.time), each.currency])).values()].map(
    (group): ReferenceWeek => {
      const total = (count: (each: (typeof group)[number]) => number): number => group.reduce((sum, each) => sum + count(each), 0)
      const times = group.map(each => each.time)
      return {
        customer_id: group[0]?.customer ?? '',
        week_start: weekOf(times[0] ?? 0),
        events: total(each => each.events),
        visits: total(each => each.visits),
        orders: total(each => each.orders),
        spend: Number(group.reduce((sum, each) => sum + each.amount, 0n)) / 10_000,
        currency: group[0]?.currency ?? '',
        first_event: Math.min(...times),
        last_event: Math.max(...times),
      }
    },
  )
  const bytes = (text: string): Buffer => Buffer.from(text)
  return rows.sort(
    (a, b) =>
      Buffer.compare(bytes(a.customer_id), bytes(b.customer_id)) ||
      (a.week_start < b.week_start ? -1 : a.week_start > b.week_start ? 1 : a.currency < b.currency ? -1 : 1),
  )
}

/** The same as a file. `spend` is written as its digits. */
export function rollupCsv(rows: readonly ReferenceWeek[], columns: { readonly times: boolean } = { times: true }): string {
  const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const moment = (time: number): string => new Date(time).toISOString().replace('T', ' ').replace('Z', '')
  const times = columns.times ? ',first_event,last_event' : ''
  const lines = rows.map(row => {
    const told = [quoted(row.customer_id), row.week_start, row.events, row.visits, row.orders, plainDigits(row.spend), row.currency]
    return [...told, ...(columns.times ? [moment(row.first_event), moment(row.last_event)] : [])].join(',')
  })
  return `customer_id,week_start,events,visits,orders,spend,currency${times}\n${lines.map(line => `${line}\n`).join('')}`
}

/** Spends of tests are few digits: never an exponent but for the smallest. */
function plainDigits(spend: number): string {
  return Math.abs(spend) > 0 && Math.abs(spend) < 1e-3 ? spend.toFixed(4) : String(spend)
}
