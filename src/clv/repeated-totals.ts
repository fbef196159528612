import type { Orders } from './orders-dataset.ts'

/** What was found of orders whose rows all have the same amount. */
export interface RepeatedTotals {
  /** Rows that repeat the total of their order, which their column says it is, and those orders. */
  readonly rows: number
  readonly orders: number
  /**
   * Orders with several rows, where all of them have one amount in all rows though their column does not say that it is the total: they are added up, and may be totals
   * all the same. 0 where there are few of them, or where there is another explanation.
   */
  readonly suspected: number
}

/** Fewer orders than this may have the same amount in all of their rows by chance. */
const LEAST_SUSPECTED = 3

/** Orders of one column of amounts that have an amount in more than one row. */
interface Column {
  readonly isOfOrder: boolean
  alike: number
  different: number
  /** Two amounts of orders that are alike, to tell a column of totals from a shop with one price. */
  readonly amounts: Set<number>
}

/**
 * Exports of items often have the total of the order on each of its rows. Where the name of the column says that it is the order's, and more orders have one amount in
 * all of their rows than several, it counts once for each of them; further rows then have an amount of 0.
 *
 * @returns amounts by row, the same array where nothing is repeated. The sums do not depend on the order of rows. Cost: three passes over the rows.
 */
export function withTotalsOnce(
  { rows, texts }: Orders,
  standing: Uint32Array,
  orderOf: Uint32Array,
  unitsOf: Float64Array,
): RepeatedTotals & { readonly unitsOf: Float64Array } {
  const columns = columnsOf(texts)
  const orders = orderOf.reduce((most, order) => Math.max(most, order + 1), 0)
  const isAlike = (row: number, other: number): boolean =>
    columns[rows.file[row] ?? 0] === columns[rows.file[other] ?? 0] && rows.currency[row] === rows.currency[other]
  const firstRow = new Int32Array(orders).fill(-1)
  // 0: one row at most; 1: all of one amount; 2: several amounts.
  const seen = new Uint8Array(orders)
  for (const row of standing) {
    const units = unitsOf[row] ?? Number.NaN
    if (Number.isNaN(units) || units === 0 || rows.orderId[row] === 0) continue
    const order = orderOf[row] ?? 0
    const first = firstRow[order] ?? -1
    if (first < 0) firstRow[order] = row
    else if (seen[order] !== 2) seen[order] = unitsOf[first] === units && isAlike(row, first) ? 1 : 2
  }
  for (let order = 0; order < orders; order += 1) {
    const row = firstRow[order] ?? -1
    const column = columns[rows.file[row] ?? 0]
    if (row < 0 || column === undefined || seen[order] === 0) continue
    if (seen[order] === 2) column.different += 1
    else {
      column.alike += 1
      if (column.amounts.size < 2) column.amounts.add(unitsOf[row] ?? 0)
    }
  }
  const all = [...new Set(columns)]
  const suspected = all
    .filter(({ isOfOrder, alike, different, amounts }) => !isOfOrder && different === 0 && alike >= LEAST_SUSPECTED && amounts.size > 1)
    .reduce((sum, { alike }) => sum + alike, 0)
  const isTotal = (row: number): boolean => {
    const column = columns[rows.file[row] ?? 0]
    return column?.isOfOrder === true && column.alike > column.different
  }
  if (!all.some(({ isOfOrder, alike, different }) => isOfOrder && alike > different)) return { unitsOf, rows: 0, orders: 0, suspected }
  const once = unitsOf.slice()
  const repeated = new Set<number>()
  let repeats = 0
  for (const row of standing) {
    const order = orderOf[row] ?? 0
    const units = unitsOf[row] ?? Number.NaN
    if (seen[order] !== 1 || firstRow[order] === row || Number.isNaN(units) || units === 0 || rows.orderId[row] === 0 || !isTotal(row))
      continue
    once[row] = 0
    repeats += 1
    repeated.add(order)
  }
  return { unitsOf: once, rows: repeats, orders: repeated.size, suspected }
}

/** By number of a text plus one: all files with the same header have one column. */
function columnsOf(texts: Orders['texts']): Column[] {
  const byHeader = new Map<string, Column>()
  const made = (isOfOrder: boolean): Column => ({ isOfOrder, alike: 0, different: 0, amounts: new Set() })
  const columns = [made(false)]
  for (const { header, amounts } of texts) {
    const key = `${header} ${amounts.isOfOrder}`
    const column = (header === '' ? undefined : byHeader.get(key)) ?? made(amounts.isOfOrder)
    byHeader.set(key, column)
    columns.push(column)
  }
  return columns
}
