import type { NoteCode } from '../../src/base/notes.ts'
import { type Dataset, type Definition, detail, rank, summary, weekly } from '../../src/ltv/index.ts'
import { customerAt, type WeeklySeries } from '../../src/ltv/results.ts'
import { countsOf, profileOf, type ReferenceDataset, type ReferenceWeek, rankingOf, weeklyOf } from '../reference/report.ts'

/** What a data set says under one definition, as plain data: the same shape from the app's core and from the slow reference. */
export interface Observation {
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
  /** Of the notes that the reference makes, too. */
  readonly notes: Readonly<Partial<Record<NoteCode, number>>>
  readonly currency: string
  readonly rows: readonly ObservedCustomer[]
  readonly facts: Readonly<Record<string, unknown>>
  readonly weekly: readonly ReferenceWeek[]
}

interface ObservedCustomer {
  readonly id: string
  readonly ltv: number
  readonly spend: bigint
  readonly orders: number
  readonly visits: number
  readonly weeks: number
  readonly first: number
  readonly last: number
  readonly lastName: string
  readonly city: string
  readonly state: string
  readonly weekly: readonly ReferenceWeek[]
}

const NOTES: readonly NoteCode[] = ['reused-order-ids', 'zero-amounts', 'refunds', 'other-currencies', 'updates-without-original']

export function observe(dataset: Dataset, definition: Definition): Observation {
  const counts = summary(dataset)
  const ranking = rank(dataset, definition)
  const { totalSpendUnits, customersForHalfOfSpend, customersOutsideWindow, calendarWeeks, orders, ordersSetAside, currencies } =
    ranking.facts
  return {
    read: counts.read,
    accepted: counts.accepted,
    rejected: Object.fromEntries(counts.rejectedByReason.map(({ reason, count }) => [reason, count])),
    duplicates: counts.duplicates,
    versions: counts.versions,
    customers: counts.customers,
    orders: counts.orders,
    byTypeAndVerb: Object.fromEntries(
      counts.byTypeAndVerb.filter(({ count }) => count > 0).map(({ type, verb, count }) => [`${type} ${verb}`, count]),
    ),
    first: counts.first,
    last: counts.last,
    notes: Object.fromEntries(counts.notes.filter(({ code }) => NOTES.includes(code)).map(({ code, count }) => [code, count])),
    currency: ranking.currency,
    rows: Array.from(ranking.customer, (customer, index) => {
      const own = customerAt(ranking, index)
      const { id, lastName, city, state, weekly: ownWeekly } = detail(dataset, definition, customer)
      return {
        id,
        ltv: ranking.ltv[index] ?? Number.NaN,
        spend: BigInt(own.spendUnits),
        orders: own.orders,
        visits: own.visits,
        weeks: own.weeks,
        first: own.first,
        last: own.last,
        lastName,
        city,
        state,
        weekly: weeksOf(ownWeekly),
      }
    }),
    facts: {
      totalSpend: totalSpendUnits,
      customersForHalfOfSpend,
      customersOutsideWindow,
      calendarWeeks,
      orders,
      ordersSetAside,
      currencies,
    },
    weekly: weeksOf(weekly(dataset, definition, null)),
  }
}

function weeksOf({ spendUnits, orders, visits }: WeeklySeries): ReferenceWeek[] {
  return Array.from(spendUnits, (units, week) => ({
    spend: BigInt(units),
    orders: orders[week] ?? Number.NaN,
    visits: visits[week] ?? Number.NaN,
  }))
}

export function observeReference(dataset: ReferenceDataset, definition: Definition): Observation {
  const { events } = dataset
  const { reusedOrderIds, zeroAmounts, refunds, updatesWithoutOriginal, ...counts } = countsOf(dataset)
  const ranking = rankingOf(events, definition)
  const { currency, rows, totalSpend, customersForHalfOfSpend, customersOutsideWindow, calendarWeeks, orders, ordersSetAside, currencies } =
    ranking
  // The note speaks of all of the data and the currency of most orders, whatever the definition.
  const setAside = rankingOf(events, { ...definition, windowStart: null, windowEnd: null, currency: null }).ordersSetAside
  const notes: [NoteCode, number][] = [
    ['reused-order-ids', reusedOrderIds],
    ['zero-amounts', zeroAmounts],
    ['refunds', refunds],
    ['other-currencies', setAside],
    ['updates-without-original', updatesWithoutOriginal],
  ]
  return {
    ...counts,
    notes: Object.fromEntries(notes.filter(([, count]) => count > 0)),
    currency,
    rows: rows.map(({ customer, exactLtv, ...row }) => ({
      id: customer,
      ...row,
      ...profileOf(events, customer),
      weekly: weeklyOf(events, definition, ranking, customer),
    })),
    facts: { totalSpend, customersForHalfOfSpend, customersOutsideWindow, calendarWeeks, orders, ordersSetAside, currencies },
    weekly: weeklyOf(events, definition, ranking, null),
  }
}
