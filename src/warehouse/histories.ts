import { DAY } from '../base/time.ts'
import { DEFAULT_DEFINITION } from '../ltv/definition.ts'
import {
  bestOfHistoriesQuery,
  customerOrdersQuery,
  historyGroupsQuery,
  type OrdersCounted,
  sampledOrdersQuery,
} from '../sql/clickhouse/purchases.ts'
import type { AnswerRow } from './answer-rows.ts'
import { failureOf } from './failures.ts'
import { currenciesOf, type Frame, spanOf } from './frame.ts'
import type { Known } from './known.ts'
import type { Inquiry } from './server.ts'
import {
  type BestAsked,
  type CustomerOrders,
  MOST_HISTORIES,
  MOST_SAMPLED_ORDERS,
  type OrdersAsked,
  type PurchaseHistories,
} from './warehouse.ts'

/** Histories of everyone, and the orders of as many customers as are needed for what histories do not say. */
export async function historiesOf(inquiry: Inquiry, known: Known, frame: Frame, asked: OrdersAsked): Promise<PurchaseHistories> {
  const counted = await countedOf(inquiry, known, frame, asked.throughDay)
  const { rows } = await inquiry.ask(historyGroupsQuery(frame.source, counted), { most: MOST_HISTORIES + 1 })
  if (rows.length > MOST_HISTORIES) throw failureOf('too-many')
  const orders = (await currenciesOf(inquiry, known, frame.source, frame.definition)).find(({ currency }) => currency === frame.currency)
  let oneIn = 1
  while ((orders?.orders ?? 0) / oneIn > MOST_SAMPLED_ORDERS) oneIn *= 2
  // Those after the day that is asked for belong to the back-test and to what is known of the days that can be chosen.
  const all = await countedOf(inquiry, known, frame, null)
  const sampled = await inquiry.ask(sampledOrdersQuery(frame.source, all), { one_in: oneIn })
  return {
    everyone: groupsOf(rows, counted.throughDay),
    sample: ordersToPredict(sampled.rows, frame.currency, frame.span.first === null ? null : all.throughDay),
    oneIn,
  }
}

export async function ordersOf(
  inquiry: Inquiry,
  known: Known,
  frame: Frame,
  { throughDay }: OrdersAsked,
  ids: readonly string[],
): Promise<CustomerOrders> {
  const counted = await countedOf(inquiry, known, frame, throughDay)
  const { rows } = await inquiry.ask(customerOrdersQuery(frame.source, counted), { ids })
  return { ids: rows.map(row => row.text('id')), orders: ordersToPredict(rows, frame.currency, counted.throughDay) }
}

export async function bestOfHistories(
  inquiry: Inquiry,
  known: Known,
  frame: Frame,
  { throughDay, everyone, groups, by, most }: BestAsked,
): Promise<CustomerOrders> {
  const counted = await countedOf(inquiry, known, frame, throughDay)
  const { frequency, recencyDays, ageDays, repeatsPaid, hasPaid } = everyone
  const histories = groups.map(group => {
    const firstDay = everyone.throughDay - (ageDays[group] ?? 0)
    return [(frequency[group] ?? 0) + 1, firstDay, recencyDays[group], repeatsPaid[group], hasPaid[group]].join(' ')
  })
  const query = bestOfHistoriesQuery(frame.source, counted, by === 'with-first' ? 'all' : 'repeats')
  const { rows } = await inquiry.ask(query, { histories, x: most })
  return { ids: rows.map(row => row.text('id')), orders: ordersToPredict(rows, frame.currency, counted.throughDay) }
}

/** The last day that was watched is that of the last event of any type, or the last of the window: see src/ltv/order-columns.ts. */
async function countedOf(inquiry: Inquiry, known: Known, frame: Frame, throughDay: number | null): Promise<OrdersCounted> {
  const { source, definition, currency } = frame
  const { last } = await spanOf(inquiry, known, source, DEFAULT_DEFINITION)
  const lastDay = Math.floor(Math.min(last ?? 0, (definition.windowEnd ?? Number.POSITIVE_INFINITY) - 1) / DAY)
  return { definition, currency, throughDay: throughDay === null ? lastDay : Math.min(throughDay, lastDay) }
}

function groupsOf(rows: readonly AnswerRow[], throughDay: number): PurchaseHistories['everyone'] {
  const sum = (name: string, of = rows): number => of.reduce((total, row) => total + row.whole(name), 0)
  const purchased = rows.filter(row => row.whole('days') > 0)
  const days = (name: string) => Uint32Array.from(purchased, row => row.whole(name))
  const flag = (name: string) => Uint8Array.from(purchased, row => row.whole(name))
  const numbers = (name: string) => Float64Array.from(purchased, row => row.number(name))
  return {
    length: purchased.length,
    throughDay,
    frequency: Uint32Array.from(purchased, row => row.whole('days') - 1),
    recencyDays: days('recency_days'),
    ageDays: Uint32Array.from(purchased, row => throughDay - row.whole('first_day')),
    repeatsPaid: flag('repeats_paid'),
    hasPaid: flag('has_paid'),
    customers: numbers('customers'),
    spend: { units: numbers('spend'), squares: numbers('spend_squares'), most: numbers('most_spend') },
    repeatSpend: { units: numbers('repeat_spend'), squares: numbers('repeat_squares'), most: numbers('most_repeat_spend') },
    orders: sum('orders'),
    freeOrders: sum('free_orders'),
    creditNotes: sum('notes'),
    unmatchedCreditNotes: sum('open_notes'),
    unmatchedRefundUnits: sum('open_units'),
    customersWithoutPurchase: sum(
      'customers',
      rows.filter(row => row.whole('days') === 0),
    ),
  }
}

/** Every order is one line. */
function ordersToPredict(rows: readonly AnswerRow[], currency: string, lastDay: number | null): PurchaseHistories['sample'] {
  const daysOf = rows.map(row => row.texts('days'))
  const length = daysOf.reduce((sum, days) => sum + days.length, 0)
  const customer = new Uint32Array(length)
  const day = new Int32Array(length)
  const amountUnits = new Float64Array(length)
  let at = 0
  rows.forEach((row, number) => {
    const amounts = row.texts('amounts')
    const days = daysOf[number] ?? []
    if (amounts.length !== days.length) throw failureOf('cut-off', `${amounts.length} amounts came of ${days.length} orders`)
    days.forEach((text, place) => {
      customer[at] = number
      day[at] = Number(text)
      amountUnits[at] = Number(amounts[place])
      at += 1
    })
  })
  const order = Uint32Array.from({ length }, (_, line) => line)
  return { lines: { length, customers: rows.length, orders: length, customer, order, day, amountUnits, items: null }, currency, lastDay }
}
