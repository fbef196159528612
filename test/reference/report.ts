/*
 * The report by the rules alone: lists of plain objects, searched again and again. Obviously right, and slow.
 */
import type { Definition } from '../../src/ltv/definition.ts'
import { judge, type ReferenceEvent, type ReferenceReject } from './event.ts'
import { compareRationals, dividedBy, nearestDouble, type Rational, rational, rationalOfDecimal, times } from './rational.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS

export interface ReferenceDataset {
  /** By record, in order. */
  readonly verdicts: readonly (ReferenceReject | null)[]
  /** Accepted events, repeats included. */
  readonly events: readonly ReferenceEvent[]
}

export function readAll(records: readonly unknown[]): ReferenceDataset {
  const verdicts: (ReferenceReject | null)[] = []
  const events: ReferenceEvent[] = []
  for (const record of records) {
    const verdict = judge(record)
    if ('event' in verdict) events.push(verdict.event)
    verdicts.push('event' in verdict ? null : verdict.reject)
  }
  return { verdicts, events }
}

/** What makes two accepted events the same event, as a text to compare. */
export function identity(event: ReferenceEvent): string {
  const { type, customer, key, time } = event
  if (type === 'ORDER') return JSON.stringify([type, customer, key, time, event.verb, String(event.amount), event.currency])
  if (type === 'CUSTOMER') {
    return JSON.stringify([type, customer, time, event.verb, event.texts['last_name'], event.texts['adr_city'], event.texts['adr_state']])
  }
  return JSON.stringify([type, customer, key, time])
}

export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Positive when `a` is the version that stands. */
function compareVersions(a: ReferenceEvent, b: ReferenceEvent): number {
  if (a.time !== b.time) return a.time - b.time
  if (a.verb !== b.verb) return a.verb === 'UPDATE' ? 1 : -1
  if (a.amount !== b.amount) return a.amount > b.amount ? 1 : -1
  return compareTexts(a.currency, b.currency)
}

export interface ReferenceOrder {
  readonly customer: string
  readonly key: string
  readonly earliest: number
  readonly amount: bigint
  readonly currency: string
  readonly versions: number
  readonly onlyUpdates: boolean
}

export function ordersOf(events: readonly ReferenceEvent[]): ReferenceOrder[] {
  const orderEvents = events.filter(event => event.type === 'ORDER')
  return [...groupBy(orderEvents, event => JSON.stringify([event.customer, event.key])).values()].map(versions => {
    const standing = versions.reduce((best, each) => (compareVersions(each, best) > 0 ? each : best))
    return {
      customer: standing.customer,
      key: standing.key,
      earliest: Math.min(...versions.map(each => each.time)),
      amount: standing.amount,
      currency: standing.currency,
      versions: new Set(versions.map(identity)).size,
      onlyUpdates: versions.every(each => each.verb === 'UPDATE'),
    }
  })
}

export interface ReferenceCounts {
  readonly read: number
  readonly accepted: number
  readonly rejected: Readonly<Record<string, number>>
  readonly duplicates: number
  readonly versions: number
  readonly customers: number
  readonly orders: number
  readonly byTypeAndVerb: Readonly<Record<string, number>>
  readonly first: number | null
  readonly last: number | null
  /** Order ids that more than one customer has. */
  readonly reusedOrderIds: number
  readonly zeroAmounts: number
  readonly refunds: number
  readonly updatesWithoutOriginal: number
}

export function countsOf(dataset: ReferenceDataset): ReferenceCounts {
  const { verdicts, events } = dataset
  const rejected: Record<string, number> = {}
  for (const verdict of verdicts) if (verdict !== null) rejected[verdict.reason] = (rejected[verdict.reason] ?? 0) + 1
  const byTypeAndVerb: Record<string, number> = {}
  for (const { type, verb } of events) byTypeAndVerb[`${type} ${verb}`] = (byTypeAndVerb[`${type} ${verb}`] ?? 0) + 1
  const orders = ordersOf(events)
  const times = events.map(event => event.time).sort((a, b) => a - b)
  return {
    read: verdicts.length,
    accepted: events.length,
    rejected,
    duplicates: events.length - new Set(events.map(identity)).size,
    versions: orders.reduce((sum, order) => sum + order.versions - 1, 0),
    customers: new Set(events.map(event => event.customer)).size,
    orders: orders.length,
    byTypeAndVerb,
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
    reusedOrderIds: [...groupBy(orders, order => order.key).values()].filter(same => same.length > 1).length,
    zeroAmounts: orders.filter(order => order.amount === 0n).length,
    refunds: orders.filter(order => order.amount < 0n).length,
    updatesWithoutOriginal: orders.filter(order => order.onlyUpdates).length,
  }
}

export interface ReferenceProfile {
  readonly lastName: string
  readonly city: string
  readonly state: string
}

/** Per field the non-blank value of the latest event; same time: UPDATE beats NEW, then the larger text. */
export function profileOf(events: readonly ReferenceEvent[], customer: string): ReferenceProfile {
  const own = events.filter(event => event.type === 'CUSTOMER' && event.customer === customer)
  const field = (name: string): string => {
    const text = (event: ReferenceEvent): string => event.texts[name] ?? ''
    const known = own.filter(event => text(event).trim() !== '')
    known.sort((a, b) => a.time - b.time || (a.verb === b.verb ? compareTexts(text(a), text(b)) : a.verb === 'UPDATE' ? 1 : -1))
    const latest = known.at(-1)
    return latest === undefined ? '' : text(latest)
  }
  return { lastName: field('last_name'), city: field('adr_city'), state: field('adr_state') }
}

/** Weeks are counted from an arbitrary week; the first day of 1970 was a Thursday. */
export function weekOf(time: number, weekStart: Definition['weekStart']): number {
  return Math.floor((Math.floor(time / DAY_MS) + (weekStart === 'sunday' ? 4 : 3)) / 7)
}

const yearOf = (time: number): number => new Date(time).getUTCFullYear()

function touchedWeeks(eventTimes: readonly number[], weekStart: Definition['weekStart']): number {
  return weekOf(Math.max(...eventTimes), weekStart) - weekOf(Math.min(...eventTimes), weekStart) + 1
}

export interface ReferenceRow {
  readonly customer: string
  readonly exactLtv: Rational
  readonly ltv: number
  readonly spend: bigint
  readonly orders: number
  readonly visits: number
  readonly weeks: number
  readonly first: number
  readonly last: number
}

export interface ReferenceRanking {
  readonly currency: string
  readonly rows: readonly ReferenceRow[]
  readonly calendarWeeks: number
  readonly customersOutsideWindow: number
  readonly totalSpend: bigint
  readonly customersForHalfOfSpend: number | null
  readonly orders: number
  readonly ordersSetAside: number
  readonly currencies: readonly { readonly currency: string; readonly orders: number }[]
}

export function rankingOf(events: readonly ReferenceEvent[], definition: Definition): ReferenceRanking {
  const { weekStart, weeksRule } = definition
  const inside = (time: number): boolean =>
    (definition.windowStart === null || time >= definition.windowStart) && (definition.windowEnd === null || time < definition.windowEnd)

  const activity = events.filter(event => inside(event.time))
  const orders = ordersOf(events).filter(order => inside(order.earliest))
  const currencies = [...groupBy(orders, order => order.currency)]
    .map(([currency, list]) => ({ currency, orders: list.length }))
    .sort((a, b) => b.orders - a.orders || compareTexts(a.currency, b.currency))
  const currency = definition.currency ?? currencies[0]?.currency ?? 'USD'
  const reported = orders.filter(order => order.currency === currency)
  const allTimes = activity.map(event => event.time)
  const calendarWeeks = allTimes.length === 0 ? 0 : touchedWeeks(allTimes, weekStart)

  const years = [...groupBy(allTimes, time => String(yearOf(time))).values()]
  const weeksOfAllYears = years.reduce((sum, list) => sum + touchedWeeks(list, weekStart), 0)

  const weeksOf = (own: readonly number[]): Rational => {
    switch (weeksRule) {
      case 'dataset':
        return rational(BigInt(calendarWeeks))
      case 'customer':
        return rational(BigInt(touchedWeeks(own, weekStart)))
      case 'active':
        return rational(BigInt(new Set(own.map(time => weekOf(time, weekStart))).size))
      case 'elapsed': {
        const weeks = rational(BigInt(Math.max(...own) - Math.min(...own)), BigInt(WEEK_MS))
        return compareRationals(weeks, rational(1n)) < 0 ? rational(1n) : weeks
      }
      case 'dataset-years':
        return rational(BigInt(weeksOfAllYears))
    }
  }

  const rows = [...groupBy(activity, event => event.customer)].map(([customer, own]): ReferenceRow => {
    const ownTimes = own.map(event => event.time)
    const ownOrders = reported.filter(order => order.customer === customer)
    const spend = ownOrders.reduce((sum, order) => sum + order.amount, 0n)
    const weeks = weeksOf(ownTimes)
    const perWeek = dividedBy(rational(spend, 10_000n), weeks)
    const factor = times(times(rational(52n), rationalOfDecimal(definition.lifespanYears)), rationalOfDecimal(definition.margin))
    const exactLtv = times(perWeek, factor)
    return {
      customer,
      exactLtv,
      ltv: nearestDouble(exactLtv),
      spend,
      orders: ownOrders.length,
      visits: new Set(own.filter(event => event.type === 'SITE_VISIT').map(identity)).size,
      weeks: nearestDouble(weeks),
      first: Math.min(...ownTimes),
      last: Math.max(...ownTimes),
    }
  })
  rows.sort((a, b) => compareRationals(b.exactLtv, a.exactLtv) || compareTexts(a.customer, b.customer))
  const totalSpend = rows.reduce((sum, row) => sum + row.spend, 0n)
  return {
    currency,
    rows,
    calendarWeeks,
    customersOutsideWindow: new Set(events.map(event => event.customer)).size - rows.length,
    totalSpend,
    customersForHalfOfSpend: customersForHalf(
      rows.map(row => row.spend),
      totalSpend,
    ),
    orders: reported.length,
    ordersSetAside: orders.length - reported.length,
    currencies,
  }
}

function customersForHalf(spends: readonly bigint[], total: bigint): number | null {
  if (total <= 0n) return null
  let reached = 0n
  let customers = 0
  for (const spend of [...spends].sort((a, b) => (a > b ? -1 : a < b ? 1 : 0))) {
    reached += spend
    customers++
    if (reached * 2n >= total) return customers
  }
  return null
}

export interface ReferenceWeek {
  readonly spend: bigint
  readonly orders: number
  readonly visits: number
}

/** Spend, orders and visits of one customer (null: of all) for every week of the window's frame, without gaps. */
export function weeklyOf(
  events: readonly ReferenceEvent[],
  definition: Definition,
  { currency, calendarWeeks }: ReferenceRanking,
  customer: string | null,
): ReferenceWeek[] {
  const { weekStart } = definition
  const inside = (time: number): boolean =>
    (definition.windowStart === null || time >= definition.windowStart) && (definition.windowEnd === null || time < definition.windowEnd)
  const chosen = events.filter(event => customer === null || event.customer === customer)
  const orders = ordersOf(chosen).filter(order => inside(order.earliest) && order.currency === currency)
  const allVisits = chosen.filter(event => event.type === 'SITE_VISIT' && inside(event.time))
  const visits = [...new Map(allVisits.map(event => [identity(event), event])).values()]
  const frame = events.map(event => event.time).filter(inside)
  const firstWeek = weekOf(Math.min(...frame), weekStart)
  const ordersByWeek = groupBy(orders, order => String(weekOf(order.earliest, weekStart) - firstWeek))
  const visitsByWeek = groupBy(visits, event => String(weekOf(event.time, weekStart) - firstWeek))
  return Array.from({ length: calendarWeeks }, (_, week) => {
    const own = ordersByWeek.get(String(week)) ?? []
    return {
      spend: own.reduce((sum, order) => sum + order.amount, 0n),
      orders: own.length,
      visits: visitsByWeek.get(String(week))?.length ?? 0,
    }
  })
}
