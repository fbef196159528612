/*
 * What a report says, in words and figures that are ready to be read. Whoever makes one decides the words; this room decides how they look.
 */
export interface Report {
  /** Of the window: “Top 10 customers · events.ndjson”. */
  readonly title: string
  readonly headline: string
  readonly definition: string
  readonly facts: readonly ReportFact[]
  /** What was read: files, range, counts, fingerprint. */
  readonly basis: readonly { readonly term: string; readonly value: string }[]
  readonly table: RankTable
  readonly weekly: WeekChart | null
  readonly concentration: ConcentrationChart | null
  readonly receipts: readonly Receipt[]
  /** How many receipts there are of how many customers. */
  readonly receiptsSaid: string
  /** A sentence on what was left out, and its reasons. */
  readonly leftOut: { readonly said: string; readonly reasons: readonly { readonly reason: string; readonly count: string }[] }
  readonly notes: readonly string[]
  /** What this file holds and what it does not, in sentences. */
  readonly contents: readonly string[]
  /** “Made with Worthwhile 1.2.3 …” */
  readonly maker: string
}

export interface ReportFact {
  readonly term: string
  readonly value: string
  readonly explanation: readonly string[]
}

export interface RankTable {
  readonly title: string
  /** How many of how many are shown, where not all are. */
  readonly said: string | null
  readonly columns: readonly RankColumn[]
  /** Best first. */
  readonly rows: readonly RankRow[]
}

export interface RankColumn {
  readonly heading: string
  readonly kind: 'text' | 'number'
  /** What a first click sorts by. */
  readonly first: 'ascending' | 'descending'
  /** How the rows stand now. */
  readonly sorted: 'ascending' | 'descending' | null
}

export interface RankRow {
  readonly cells: readonly RankCell[]
  /** The receipt that this row leads to, counted from 1; null without. */
  readonly receipt: number | null
}

export interface RankCell {
  readonly text: string
  /** What it is sorted by; null where nothing is known, which comes last either way. Texts of text columns sort by themselves. */
  readonly sort: number | string | null
  /** A caution in a word. */
  readonly tag: string | null
}

export interface BarLabel {
  readonly bar: number
  readonly label: string
}

/** Bars side by side. Values in currency units. */
export interface WeekChart {
  readonly title: string
  /** The chart in a sentence, for readers that are not eyes. */
  readonly label: string
  readonly bars: readonly { readonly value: number; readonly partial: boolean }[]
  /** The lowest and highest value of the axis; 0 lies between or at one of them. */
  readonly low: number
  readonly high: number
  readonly ticks: readonly { readonly value: number; readonly label: string }[]
  /** Labels under bars, counted from 0, for screens and paper and for phones, where fewer fit. */
  readonly dates: readonly BarLabel[]
  readonly narrowDates: readonly BarLabel[]
  /** Its table twin; the first cell of a row names it. Null where the numbers stand beside the chart anyway. */
  readonly table: FigureTable | null
}

export interface ConcentrationChart {
  readonly title: string
  readonly caption: string
  readonly label: string
  /** Ascending in the share of customers; shares of 1, those of spend beyond 1 or below 0 with refunds. */
  readonly points: readonly { readonly shareOfCustomers: number; readonly shareOfSpend: number }[]
  /** The share of customers that makes half of all spend, or null. */
  readonly half: number | null
  readonly table: FigureTable
}

/** Small tables of figures; the first cell of a row names it. */
export interface FigureTable {
  readonly caption: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** How one customer's figure comes about. */
export interface Receipt {
  readonly customer: string
  /** Who it is, when seen, which rank. */
  readonly about: string
  readonly formula: string
  readonly explanation: string
  readonly cautions: readonly string[]
  readonly weekly: WeekChart
  readonly events: FigureTable
  /** How many of how many events are listed. */
  readonly eventsSaid: string
}
