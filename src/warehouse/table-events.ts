import { DEFAULT_DEFINITION, type Definition, requireSound } from '../ltv/definition.ts'
import { EVENT_KINDS } from '../ltv/event-kinds.ts'
import type { WeeklySeries, WeeklyStrips } from '../ltv/results.ts'
import { distinctQuery, idsQuery, rowsQuery } from '../sql/clickhouse/details.ts'
import { customerOf } from './customer.ts'
import { currenciesOf, frameOf, sourceOf, spanOf } from './frame.ts'
import { bestOfHistories, historiesOf, ordersOf } from './histories.ts'
import { Known } from './known.ts'
import { topRows } from './ranking.ts'
import { Inquiry, type Server } from './server.ts'
import { medianLtv, sharesOf } from './shares.ts'
import {
  type Answer,
  type Asking,
  type BestAsked,
  type CustomerOrders,
  type EventMapping,
  MOST_RANKED,
  type OrdersAsked,
  type PurchaseHistories,
  type Survey,
  type TableDescription,
  type WarehouseConcentration,
  type WarehouseCustomer,
  type WarehouseEvents,
  type WarehouseFacts,
  type WarehouseTop,
} from './warehouse.ts'
import { stripsOf, weeksOf } from './weeks.ts'

/** The events of one table by one mapping. */
export class TableEvents implements WarehouseEvents {
  readonly description: TableDescription
  readonly mapping: EventMapping
  private readonly server: Server
  private readonly known = new Known()

  constructor(server: Server, description: TableDescription, mapping: EventMapping) {
    this.server = server
    this.description = description
    this.mapping = mapping
  }

  async survey(asking?: Asking): Promise<Answer<Survey>> {
    const inquiry = new Inquiry(this.server, asking)
    const source = await sourceOf(inquiry, this.known, this.table)
    const { rows } = await inquiry.ask(rowsQuery(source))
    const distinct = (await inquiry.ask(distinctQuery(source))).rows[0]
    const times = (chosen: readonly (typeof rows)[number][]) => chosen.reduce((sum, row) => sum + row.whole('times'), 0)
    const accepted = times(rows.filter(row => row.text('why') === ''))
    const rejectedByReason = rows
      .filter(row => row.text('why') !== '')
      .map(row => ({ reason: row.text('why'), count: row.whole('times') }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
    const orders = distinct?.whole('orders') ?? 0
    return inquiry.answer({
      read: times(rows),
      accepted,
      rejected: times(rows) - accepted,
      rejectedByReason,
      duplicates: accepted - (distinct?.whole('events') ?? 0),
      versions: (distinct?.whole('versions') ?? 0) - orders,
      customers: distinct?.whole('customers') ?? 0,
      orders,
      byTypeAndVerb: EVENT_KINDS.map(({ type, verb }) => ({
        type,
        verb,
        count: times(rows.filter(row => row.text('type') === type && row.text('verb') === verb)),
      })),
      first: accepted === 0 ? null : (distinct?.wholeOrNull('first_at') ?? null),
      last: accepted === 0 ? null : (distinct?.wholeOrNull('last_at') ?? null),
    })
  }

  async facts(definition: Definition, asking?: Asking): Promise<Answer<WarehouseFacts>> {
    const { inquiry, frame } = await this.framed(definition, asking)
    const { source, span, currency, divisor, calendarWeeks } = frame
    const currencies = await currenciesOf(inquiry, this.known, source, definition)
    const shares = await sharesOf(inquiry, this.known, frame)
    const everyone = (await spanOf(inquiry, this.known, source, DEFAULT_DEFINITION)).customers
    return inquiry.answer({
      currency,
      sharedWeeks: typeof divisor === 'number' ? divisor : null,
      customers: shares.customers,
      customersWithOrders: shares.buyers,
      customersOutsideWindow: everyone - span.customers,
      totalSpendUnits: shares.totalUnits,
      leastSpendUnits: shares.leastUnits,
      mostSpendUnits: shares.mostUnits,
      medianLtv: await medianLtv(inquiry, frame, shares),
      customersForHalfOfSpend: shares.customersForHalf(),
      first: span.first,
      last: span.last,
      calendarWeeks,
      orders: shares.orders,
      ordersSetAside: currencies.reduce((sum, each) => sum + (each.currency === currency ? 0 : each.orders), 0),
      currencies,
    })
  }

  async top(definition: Definition, x: number, asking?: Asking): Promise<Answer<WarehouseTop>> {
    if (!Number.isInteger(x) || x < 0 || x > MOST_RANKED) {
      throw new RangeError(`x is ${String(x)} (expected a whole number from 0 to ${MOST_RANKED})`)
    }
    const { inquiry, frame } = await this.framed(definition, asking)
    const rows = await topRows(inquiry, frame, x)
    return inquiry.answer({ currency: frame.currency, customers: frame.span.customers, rows })
  }

  async customer(definition: Definition, id: string, asking?: Asking): Promise<Answer<WarehouseCustomer | null>> {
    const { inquiry, frame } = await this.framed(definition, asking)
    return inquiry.answer(await customerOf(inquiry, this.known, frame, id))
  }

  async idsFrom(prefix: string, most: number, asking?: Asking): Promise<Answer<readonly string[]>> {
    const inquiry = new Inquiry(this.server, asking)
    const source = await sourceOf(inquiry, this.known, this.table)
    const { rows } = await inquiry.ask(idsQuery(source), { prefix, most })
    return inquiry.answer(rows.map(row => row.text('id')))
  }

  async strips(definition: Definition, ids: readonly string[], asking?: Asking): Promise<Answer<WeeklyStrips>> {
    const { inquiry, frame } = await this.framed(definition, asking)
    return inquiry.answer(await stripsOf(inquiry, frame, ids))
  }

  async weekly(definition: Definition, asking?: Asking): Promise<Answer<WeeklySeries>> {
    const { inquiry, frame } = await this.framed(definition, asking)
    return inquiry.answer(await weeksOf(inquiry, this.known, frame, null))
  }

  async concentration(definition: Definition, asking?: Asking): Promise<Answer<WarehouseConcentration | null>> {
    const { inquiry, frame } = await this.framed(definition, asking)
    return inquiry.answer((await sharesOf(inquiry, this.known, frame)).concentration(frame.currency))
  }

  async histories(asked: OrdersAsked, asking?: Asking): Promise<Answer<PurchaseHistories>> {
    const { inquiry, frame } = await this.framed(asked.definition, asking)
    return inquiry.answer(await historiesOf(inquiry, this.known, frame, asked))
  }

  async orders(asked: OrdersAsked, ids: readonly string[], asking?: Asking): Promise<Answer<CustomerOrders>> {
    const { inquiry, frame } = await this.framed(asked.definition, asking)
    return inquiry.answer(await ordersOf(inquiry, this.known, frame, asked, ids))
  }

  async bestOfHistories(asked: BestAsked, asking?: Asking): Promise<Answer<CustomerOrders>> {
    const { inquiry, frame } = await this.framed(asked.definition, asking)
    return inquiry.answer(await bestOfHistories(inquiry, this.known, frame, asked))
  }

  private get table() {
    const { database, table, columns } = this.description
    return { database, table, columns, mapping: this.mapping }
  }

  private async framed(definition: Definition, asking: Asking | undefined) {
    requireSound(definition)
    const inquiry = new Inquiry(this.server, asking)
    return { inquiry, frame: await frameOf(inquiry, this.known, this.table, definition) }
  }
}
