import { CURVE_STEPS, medianQuery, NAMED_COUNTS, NAMED_SHARES, sharesQuery } from '../sql/clickhouse/questions.ts'
import type { AnswerRow } from './answer-rows.ts'
import { type Frame, Valuation, windowKey } from './frame.ts'
import type { Known } from './known.ts'
import type { Inquiry } from './server.ts'
import type { SharePoint, WarehouseConcentration } from './warehouse.ts'

/** How all customers of a window spent in one currency: groups of equal spend, those that are needed. */
export class Shares {
  readonly customers: number
  readonly totalUnits: bigint
  readonly buyers: number
  readonly orders: number
  readonly otherOrders: number
  readonly leastUnits: number
  readonly mostUnits: number
  private readonly groups: readonly Group[]

  constructor(rows: readonly AnswerRow[]) {
    const [row] = rows
    this.customers = row?.whole('all_customers') ?? 0
    this.totalUnits = row?.exact('all_spent') ?? 0n
    this.buyers = row?.whole('all_buyers') ?? 0
    this.orders = row?.whole('all_orders') ?? 0
    this.otherOrders = row?.whole('all_others') ?? 0
    this.leastUnits = row?.whole('least_units') ?? 0
    this.mostUnits = row?.whole('most_units') ?? 0
    this.groups = rows.map(each => ({
      spendUnits: each.exact('spend_units'),
      customers: each.whole('customers'),
      above: each.whole('above'),
      spentAbove: each.exact('spent_above'),
    }))
  }

  /** Spend of the customer at a rank by spend, from 1. Throws when the engine did not send the group that holds it, which would be a fault of the query. */
  spendAt(rank: number): bigint {
    return this.groupOf(rank).spendUnits
  }

  /** Spend of that many customers, those who spent most. */
  spentBy(customers: number): bigint {
    if (customers === 0) return 0n
    const group = this.groupOf(customers)
    return group.spentAbove + group.spendUnits * BigInt(customers - group.above)
  }

  /** The least number of customers who make half of all spend; null when there is none to share. */
  customersForHalf(): number | null {
    if (this.totalUnits <= 0n) return null
    for (const { spendUnits, customers, above, spentAbove } of this.groups) {
      if ((spentAbove + spendUnits * BigInt(customers)) * 2n < this.totalUnits || spendUnits <= 0n) continue
      const missing = this.totalUnits - spentAbove * 2n
      if (missing <= 0n) continue
      return above + Number((missing + spendUnits * 2n - 1n) / (spendUnits * 2n))
    }
    return null
  }

  /** The curve from none to all customers, and the points that a person would ask for. */
  concentration(currency: string): WarehouseConcentration | null {
    const { customers } = this
    if (this.totalUnits <= 0n || customers === 0) return null
    const named = new Set([
      ...NAMED_COUNTS.filter(count => count <= customers),
      ...NAMED_SHARES.map(share => Math.max(1, Math.round(share * customers))),
    ])
    const half = this.customersForHalf()
    if (half !== null) named.add(half)
    const wanted = new Set([0, ...named])
    for (let step = 0; step <= CURVE_STEPS; step += 1) wanted.add(Math.round((step / CURVE_STEPS) * customers))
    const curve = [...wanted].sort((a, b) => a - b).map(count => this.pointAt(count))
    return { currency, curve, named: curve.filter(point => named.has(point.customers)) }
  }

  private pointAt(customers: number): SharePoint {
    const spendUnits = this.spentBy(customers)
    return {
      customers,
      spendUnits,
      shareOfCustomers: customers / this.customers,
      shareOfSpend: Number(spendUnits) / Number(this.totalUnits),
    }
  }

  private groupOf(rank: number): Group {
    const group = this.groups.find(({ above, customers }) => above < rank && rank <= above + customers)
    if (group === undefined) throw new RangeError(`The customer at place ${rank} of ${this.customers} by spend was not asked for`)
    return group
  }
}

interface Group {
  readonly spendUnits: bigint
  readonly customers: number
  /** Customers who spent more. */
  readonly above: number
  readonly spentAbove: bigint
}

export function sharesOf(inquiry: Inquiry, known: Known, { source, definition, currency }: Frame): Promise<Shares> {
  return known.get(inquiry, `shares ${currency} ${windowKey(definition)}`, async asked => {
    const { rows } = await asked.ask(sharesQuery(source, definition, currency))
    return new Shares(rows)
  })
}

/** The LTV in the middle of all, or the mean of the two there. */
export async function medianLtv(inquiry: Inquiry, frame: Frame, shares: Shares): Promise<number> {
  const { customers } = shares
  if (customers === 0) return 0
  const { source, definition, currency, divisor } = frame
  const valuation = new Valuation(definition)
  if (typeof divisor === 'number') {
    const ranks = [Math.ceil(customers / 2), Math.floor(customers / 2) + 1]
    return mean(ranks.map(rank => valuation.ltv(shares.spendAt(rank), divisor)))
  }
  const { rows } = await inquiry.ask(medianQuery(source, definition, currency, divisor), {
    before: Math.ceil(customers / 2) - 1,
    count: customers % 2 === 0 ? 2 : 1,
  })
  return mean(rows.map(row => valuation.ltv(row.exact('spend_units'), row.whole('divisor'))))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
