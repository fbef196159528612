import { AMOUNT_SCALE } from '../base/money.ts'
import type { Histories } from './histories.ts'
import { type GroupedRows, groupRows } from './models/purchase-rows.ts'
import type { SpendBasis } from './settings.ts'

/**
 * Customers by their history of purchases, all who share one in one row, with how many they are and what they spent: what a database can add up of any number of
 * customers. Arrays are side by side; times are in whole days.
 */
export interface HistoryGroups {
  readonly length: number
  /** The last day that counts; `ageDays` run to it. */
  readonly throughDay: number
  readonly frequency: Uint32Array<ArrayBuffer>
  readonly recencyDays: Uint32Array<ArrayBuffer>
  readonly ageDays: Uint32Array<ArrayBuffer>
  /** 1 where repeat purchases are worth more than nothing. */
  readonly repeatsPaid: Uint8Array<ArrayBuffer>
  /** 1 where all purchases together are. */
  readonly hasPaid: Uint8Array<ArrayBuffer>
  readonly customers: Float64Array<ArrayBuffer>
  /** Of all purchases, and of those after the first. */
  readonly spend: GroupSpend
  readonly repeatSpend: GroupSpend
  /** Of everyone who has ordered; see PurchaseFacts of purchases.ts. */
  readonly orders: number
  readonly freeOrders: number
  readonly creditNotes: number
  readonly unmatchedCreditNotes: number
  /** In 1/10,000 of a currency unit, above 0. */
  readonly unmatchedRefundUnits: number
  readonly customersWithoutPurchase: number
}

/** What the customers of each group spent, in 1/10,000 of a currency unit: all together, their squares added up, and the one who spent most. */
export interface GroupSpend {
  readonly units: Float64Array<ArrayBuffer>
  readonly squares: Float64Array<ArrayBuffer>
  readonly most: Float64Array<ArrayBuffer>
}

/** Groups as the models of orders see them: what was paid does not part them. Cost: that of `groupRows`. */
export function rowsOfGroups({ frequency, recencyDays, ageDays, customers }: HistoryGroups): GroupedRows {
  return groupRows(frequency, recencyDays, ageDays, customers)
}

/** What is known of the spend of each group, in currency units. */
export interface KnownSpend {
  /** Purchases of each customer whose values are known and above 0; 0 where there is none. */
  readonly purchases: Float64Array<ArrayBuffer>
  /** Their value: of all customers of the group together, squares of each one's added up, and the most that one has. */
  readonly value: Float64Array<ArrayBuffer>
  readonly squares: Float64Array<ArrayBuffer>
  readonly most: Float64Array<ArrayBuffer>
}

/** As `buyerSpend`, group by group. */
export function groupSpend(groups: HistoryGroups, basis: SpendBasis): KnownSpend {
  const isKnown = basis === 'repeats' ? groups.repeatsPaid : groups.hasPaid
  const { units, squares, most } = basis === 'repeats' ? groups.repeatSpend : groups.spend
  const more = basis === 'repeats' ? 0 : 1
  const known = (column: Float64Array, scale: number) => column.map((value, group) => (isKnown[group] === 1 ? value / scale : 0))
  return {
    purchases: Float64Array.from(groups.frequency, (repeats, group) => (isKnown[group] === 1 ? repeats + more : 0)),
    value: known(units, AMOUNT_SCALE),
    squares: known(squares, AMOUNT_SCALE * AMOUNT_SCALE),
    most: known(most, AMOUNT_SCALE),
  }
}

/** What the checks of fitness need to know of histories. */
export interface HistoryFigures {
  readonly buyers: number
  readonly repeatBuyers: number
  /** Repeat buyers whose repeat purchases were worth nothing. */
  readonly freeRepeatBuyers: number
  readonly longestAgeDays: number
  /** Days from the last purchase of anybody to the last day that counts; Infinity without a purchase. */
  readonly silentDays: number
  /** Between how often and how much at a time, of repeat buyers; null where one of them does not vary. */
  readonly correlation: number | null
  /** In 1/10,000 of a currency unit. */
  readonly spentUnits: number
}

/** Cost: one pass over the buyers. */
export function figuresOfHistories({ buyers, frequency, recencyDays, ageDays, monetary, historicUnits }: Histories): HistoryFigures {
  const sums = new Figures()
  for (let buyer = 0; buyer < buyers; buyer += 1) {
    const mean = monetary[buyer] ?? 0
    sums.add(frequency[buyer] ?? 0, recencyDays[buyer] ?? 0, ageDays[buyer] ?? 0, 1, mean, mean * mean, historicUnits[buyer] ?? 0)
  }
  return sums.result()
}

/** Cost: one pass over the groups. */
export function figuresOfGroups({ length, frequency, recencyDays, ageDays, customers, spend, repeatSpend }: HistoryGroups): HistoryFigures {
  const sums = new Figures()
  for (let group = 0; group < length; group += 1) {
    const repeats = frequency[group] ?? 0
    const scale = Math.max(1, repeats) * AMOUNT_SCALE
    sums.add(
      repeats,
      recencyDays[group] ?? 0,
      ageDays[group] ?? 0,
      customers[group] ?? 0,
      (repeatSpend.units[group] ?? 0) / scale,
      (repeatSpend.squares[group] ?? 0) / scale / scale,
      spend.units[group] ?? 0,
    )
  }
  return sums.result()
}

class Figures {
  private buyers = 0
  private repeatBuyers = 0
  private freeRepeatBuyers = 0
  private longestAgeDays = 0
  private silentDays = Number.POSITIVE_INFINITY
  private spentUnits = 0
  /** Of repeat buyers who paid: how many, and sums of frequency, mean value, their squares and their product. */
  private paying = 0
  private sumX = 0
  private sumZ = 0
  private squareX = 0
  private squareZ = 0
  private both = 0

  /** Some customers of one history: the sum of their mean values, the sum of the squares of those, and what they spent in all. */
  add(frequency: number, recency: number, age: number, customers: number, means: number, squares: number, spentUnits: number): void {
    this.buyers += customers
    this.longestAgeDays = Math.max(this.longestAgeDays, age)
    this.silentDays = Math.min(this.silentDays, age - recency)
    this.spentUnits += spentUnits
    if (frequency === 0) return
    this.repeatBuyers += customers
    if (!(means > 0)) {
      this.freeRepeatBuyers += customers
      return
    }
    this.paying += customers
    this.sumX += customers * frequency
    this.squareX += customers * frequency * frequency
    this.sumZ += means
    this.squareZ += squares
    this.both += frequency * means
  }

  result(): HistoryFigures {
    const { buyers, repeatBuyers, freeRepeatBuyers, longestAgeDays, silentDays, spentUnits } = this
    return { buyers, repeatBuyers, freeRepeatBuyers, longestAgeDays, silentDays, spentUnits, correlation: this.correlation() }
  }

  /** Pearson's; a variance this far below the squares that it is the difference of is the rounding of those. */
  private correlation(): number | null {
    const { paying, sumX, sumZ, squareX, squareZ, both } = this
    if (paying === 0) return null
    const variance = (squares: number, sum: number) => {
      const found = squares - (sum * sum) / paying
      return found > squares * ROUNDING ? found : 0
    }
    const scale = Math.sqrt(variance(squareX, sumX) * variance(squareZ, sumZ))
    return scale > 0 ? (both - (sumX * sumZ) / paying) / scale : null
  }
}

const ROUNDING = 1e-12
