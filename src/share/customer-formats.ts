import { type CustomerTable, customerIdAt } from './customer-table.ts'
import { piecesOf } from './pieces.ts'
import { plainNumber } from './plain-number.ts'

/** The list of {customer_id: ltv} that the first systems wrote, one object per customer. LTVs are not rounded. */
export function* customersAsLtvList(table: CustomerTable): Generator<string, void, undefined> {
  yield '['
  yield* piecesOf(table.rows.count, row => {
    const rankIndex = table.rows.rankIndexAt(row)
    const ltv = plainNumber(table.ranking.ltv[rankIndex] ?? 0)
    return `${row === 0 ? '' : ','}\n  {${JSON.stringify(customerIdAt(table, rankIndex))}: ${ltv}}`
  })
  yield table.rows.count === 0 ? ']\n' : '\n]\n'
}
