import { WEEK } from '../base/time.ts'
import { weekIndex } from '../base/weeks.ts'
import type { Definition } from '../ltv/definition.ts'
import { CAUTION } from '../ltv/results.ts'
import { nearTiesQuery, rankQuery, rowQuery, topQuery } from '../sql/clickhouse/questions.ts'
import type { AnswerRow } from './answer-rows.ts'
import { type Frame, Valuation } from './frame.ts'
import type { Inquiry } from './server.ts'
import type { RankedRow } from './warehouse.ts'

/** Rows asked for beyond x: mostly enough to see that nobody behind them can belong among the first x. */
const SLACK = 50
/** By so much two quotients of doubles may differ whose LTVs are the same, with room to spare: a double has 16 digits. */
const NEARNESS = 1e-12

type UnrankedRow = Omit<RankedRow, 'rank' | 'sharedRank'> & { readonly perWeek: number }

/** The x best, in the order of LTVs and, for equal ones, of ids. */
export async function topRows(inquiry: Inquiry, frame: Frame, x: number): Promise<RankedRow[]> {
  if (x === 0 || frame.span.customers === 0) return []
  const { source, definition, currency, divisor } = frame
  const found = await inquiry.ask(topQuery(source, definition, currency, divisor), { x: x + SLACK })
  let rows = sorted(found.rows.map(row => unranked(row, definition)))
  const last = rows.at(-1)
  const atEnd = rows[x - 1]
  // Customers without spend are told apart by their ids alone, which the engine sorts as we do.
  const isCertain =
    found.rows.length < x + SLACK ||
    last === undefined ||
    atEnd === undefined ||
    last.spendUnits === 0 ||
    last.perWeek < nearBelow(atEnd.perWeek)
  if (!isCertain) {
    const near = await inquiry.ask(nearTiesQuery(source, definition, currency, divisor), { x, least: nearBelow(atEnd.perWeek) })
    rows = sorted(near.rows.map(row => unranked(row, definition)))
  }
  return ranked(rows.slice(0, x), 1)
}

/** One customer with its place among all, or null when it has no event inside the window. */
export async function rankedRow(inquiry: Inquiry, frame: Frame, id: string): Promise<RankedRow | null> {
  const { source, definition, currency, divisor } = frame
  const { rows } = await inquiry.ask(rowQuery(source, definition, currency, divisor), { id })
  const [found] = rows
  if (found === undefined) return null
  const row = unranked(found, definition)
  const near = await inquiry.ask(rankQuery(source, definition, currency, divisor), {
    id,
    least: nearBelow(row.perWeek),
    most: nearAbove(row.perWeek),
  })
  const valuation = new Valuation(definition)
  let above = 0
  let before = 0
  for (const group of near.rows) {
    const customers = group.whole('customers')
    const ltv = valuation.ltv(group.exact('near_units'), group.whole('near_divisor'))
    if (group.whole('is_above') === 1 || ltv > row.ltv) above += customers
    else if (ltv === row.ltv) before += group.whole('before')
  }
  const { perWeek, ...shown } = row
  return { ...shown, rank: above + before + 1, sharedRank: above + 1 }
}

function nearBelow(perWeek: number): number {
  return perWeek - Math.abs(perWeek) * NEARNESS
}

function nearAbove(perWeek: number): number {
  return perWeek + Math.abs(perWeek) * NEARNESS
}

function unranked(row: AnswerRow, definition: Definition): UnrankedRow {
  const valuation = new Valuation(definition)
  const exact = row.exact('spend_units')
  const spendUnits = Number(exact)
  const divisor = row.whole('divisor')
  const first = row.whole('first_at')
  const last = row.whole('last_at')
  const orders = row.whole('orders')
  const visits = row.whole('visits')
  const { weekStart } = definition
  const isOneWeek = last - first < WEEK && weekIndex(first, weekStart) === weekIndex(last, weekStart)
  return {
    id: row.text('id'),
    ltv: valuation.ltv(exact, divisor),
    spendUnits,
    orders,
    visits,
    weeks: valuation.weeks(divisor),
    first,
    last,
    cautions:
      (isOneWeek ? CAUTION.oneWeek : 0) |
      (orders === 1 ? CAUTION.oneOrder : 0) |
      (spendUnits < 0 ? CAUTION.negative : 0) |
      (row.whole('other_orders') > 0 ? CAUTION.otherCurrency : 0) |
      (orders > 0 && visits === 0 ? CAUTION.noVisits : 0),
    perWeek: spendUnits / divisor,
  }
}

function sorted(rows: UnrankedRow[]): UnrankedRow[] {
  return rows.sort((a, b) => b.ltv - a.ltv || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** `from` is the rank of the first. */
function ranked(rows: readonly UnrankedRow[], from: number): RankedRow[] {
  let sharedRank = from
  let before = Number.NaN
  return rows.map(({ perWeek, ...row }, index) => {
    if (row.ltv !== before) sharedRank = from + index
    before = row.ltv
    return { ...row, rank: from + index, sharedRank }
  })
}
