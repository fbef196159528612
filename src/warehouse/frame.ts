import { DEFAULT_CURRENCY } from '../base/money.ts'
import { DAY, WEEK } from '../base/time.ts'
import { calendarYear, weekIndex } from '../base/weeks.ts'
import type { Definition } from '../ltv/definition.ts'
import { Formula } from '../ltv/formula.ts'
import type { Divisor } from '../sql/clickhouse/customers.ts'
import { EventSource, type EventTable } from '../sql/clickhouse/event-source.ts'
import { currenciesQuery, daysQuery, spanQuery } from '../sql/clickhouse/questions.ts'
import type { Known } from './known.ts'
import type { Inquiry } from './server.ts'

/** First and last event of all inside a window; times are null when there is none. */
export interface Span {
  readonly customers: number
  readonly first: number | null
  readonly last: number | null
}

/** What all questions of a definition need first. */
export interface Frame {
  readonly source: EventSource
  readonly definition: Definition
  readonly currency: string
  readonly span: Span
  readonly divisor: Divisor
  /** The `dataset` weeks of the window; 0 without events. */
  readonly calendarWeeks: number
}

type WholeTable = Omit<EventTable, 'ids'>

/** How ids have to be read, found by looking at all of them once. */
export function sourceOf(inquiry: Inquiry, known: Known, table: WholeTable): Promise<EventSource> {
  return known.get(inquiry, 'ids', async asked => {
    const { rows } = await asked.ask(new EventSource({ ...table, ids: 'mixed' }).idsLook())
    return new EventSource({ ...table, ids: rows[0]?.whole('mixed') === 0 ? 'plain' : 'mixed' })
  })
}

export async function frameOf(inquiry: Inquiry, known: Known, table: WholeTable, definition: Definition): Promise<Frame> {
  const source = await sourceOf(inquiry, known, table)
  const span = await spanOf(inquiry, known, source, definition)
  const currency = definition.currency ?? (await currenciesOf(inquiry, known, source, definition))[0]?.currency ?? DEFAULT_CURRENCY
  const { first, last } = span
  const { weekStart } = definition
  const calendarWeeks = first === null || last === null ? 0 : weekIndex(last, weekStart) - weekIndex(first, weekStart) + 1
  const divisor = await divisorOf(inquiry, known, source, definition, calendarWeeks)
  return { source, definition, currency, span, divisor, calendarWeeks }
}

export function spanOf(inquiry: Inquiry, known: Known, source: EventSource, definition: Definition): Promise<Span> {
  return known.get(inquiry, `span ${windowKey(definition)}`, async asked => {
    const { rows } = await asked.ask(spanQuery(source, definition))
    const row = rows[0]
    const customers = row?.whole('customers') ?? 0
    // The least of no rows is 0, not null, where the column cannot be null.
    const isEmpty = row === undefined || customers === 0
    return { customers, first: isEmpty ? null : row.wholeOrNull('first_at'), last: isEmpty ? null : row.wholeOrNull('last_at') }
  })
}

/** Orders by currency inside the window, most first, then by code. */
export function currenciesOf(
  inquiry: Inquiry,
  known: Known,
  source: EventSource,
  definition: Definition,
): Promise<readonly { readonly currency: string; readonly orders: number }[]> {
  return known.get(inquiry, `currencies ${windowKey(definition)}`, async asked => {
    const { rows } = await asked.ask(currenciesQuery(source, definition))
    return rows.map(row => ({ currency: row.text('currency'), orders: row.whole('orders') }))
  })
}

function divisorOf(
  inquiry: Inquiry,
  known: Known,
  source: EventSource,
  definition: Definition,
  calendarWeeks: number,
): Promise<Divisor> | Divisor {
  const { weeksRule } = definition
  switch (weeksRule) {
    case 'dataset':
      return Math.max(1, calendarWeeks)
    case 'dataset-years':
      return known.get(inquiry, `years ${definition.weekStart} ${windowKey(definition)}`, async asked => {
        const { rows } = await asked.ask(daysQuery(source, definition))
        return Math.max(
          1,
          weeksOfYears(
            rows.map(row => row.whole('day') * DAY),
            definition,
          ),
        )
      })
    case 'customer':
    case 'active':
    case 'elapsed':
      return weeksRule
    default:
      return weeksRule satisfies never
  }
}

/** Per calendar year the weeks from its first to its last day with an event, added up. `days` ascend. */
function weeksOfYears(days: readonly number[], { weekStart }: Definition): number {
  const spans = new Map<number, { readonly first: number; last: number }>()
  for (const day of days) {
    const span = spans.get(calendarYear(day))
    if (span === undefined) spans.set(calendarYear(day), { first: day, last: day })
    else span.last = day
  }
  let weeks = 0
  for (const { first, last } of spans.values()) weeks += weekIndex(last, weekStart) - weekIndex(first, weekStart) + 1
  return weeks
}

/** LTVs from the whole numbers that the engine gives. */
export class Valuation {
  private readonly formula: Formula
  private readonly isElapsed: boolean

  constructor(definition: Definition) {
    this.formula = new Formula(definition)
    this.isElapsed = definition.weeksRule === 'elapsed'
  }

  /** `divisor` is weeks, or milliseconds by the rule `elapsed`, at least those of a week. */
  ltv(spendUnits: bigint, divisor: number): number {
    const spend = BigInt(Number(spendUnits)) === spendUnits && Number.isSafeInteger(Number(spendUnits)) ? Number(spendUnits) : spendUnits
    return this.isElapsed ? this.formula.overElapsed(spend, divisor) : this.formula.overWeeks(spend, divisor)
  }

  weeks(divisor: number): number {
    return this.isElapsed ? divisor / WEEK : divisor
  }
}

export function windowKey({ windowStart, windowEnd }: Definition): string {
  return `${windowStart}…${windowEnd}`
}
