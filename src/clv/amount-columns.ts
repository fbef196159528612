import { AMOUNT_SCALE } from '../base/money.ts'
import { otherQuantity } from './decimal-signs.ts'
import { MARK } from './order-rows.ts'
import type { Orders } from './orders-dataset.ts'

/** A column of amounts: that of all files with the same header. What its rows say of the decimal sign. */
export interface AmountColumn {
  /** Numbers of its files; −1 stands for rows handed over directly. */
  readonly files: readonly number[]
  /** Rows that can be read with the point only, with the comma only, and in both ways with different results. */
  readonly pointRows: number
  readonly commaRows: number
  readonly eitherRows: number
  readonly sign: 'point' | 'comma'
}

/**
 * The columns whose amounts have a decimal sign, or could have one. It is the comma where more rows can be read with the comma only than with the point only;
 * everything that can be read in both ways is otherwise read with the point: 1,234 is a thousand and more. So is 1.234 where nothing else has a point, and amounts
 * without one, of which there are some, are all below a thousand: those are whole amounts in groups. Cost: one pass over the rows.
 */
function amountColumns({ rows, texts }: Orders): AmountColumn[] {
  const counts = new Float64Array((texts.length + 1) * READINGS)
  const { amountUnits, commaUnits, file } = rows
  for (let row = 0; row < rows.length; row += 1) {
    const point = amountUnits[row] ?? Number.NaN
    const comma = commaUnits[row] ?? Number.NaN
    if (point === comma) {
      const at = (file[row] ?? 0) * READINGS + (Math.abs(point) < THOUSAND_UNITS ? BELOW_THOUSAND : THOUSAND)
      counts[at] = (counts[at] ?? 0) + 1
      continue
    }
    // 1.234, where the comma makes more of it.
    if (Math.abs(comma) > Math.abs(point))
      counts[(file[row] ?? 0) * READINGS + POINT_GROUPS] = (counts[(file[row] ?? 0) * READINGS + POINT_GROUPS] ?? 0) + 1
    const at =
      (file[row] ?? 0) * READINGS + (Number.isNaN(comma) ? (Number.isNaN(point) ? NEITHER : POINT) : Number.isNaN(point) ? COMMA : EITHER)
    counts[at] = (counts[at] ?? 0) + 1
  }
  const groups = new Map<string, number[]>()
  for (let number = -1; number < texts.length; number += 1) {
    const header = texts[number]?.header ?? ''
    const key = header === '' ? String(number) : `= ${header}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [number])
    else group.push(number)
  }
  return [...groups.values()].map(files => {
    const sum = (reading: number) => files.reduce((total, number) => total + (counts[(number + 1) * READINGS + reading] ?? 0), 0)
    const [pointRows, commaRows, eitherRows] = [sum(POINT), sum(COMMA), sum(EITHER)]
    const isGrouped =
      pointRows === 0 &&
      commaRows === 0 &&
      sum(POINT_GROUPS) === eitherRows &&
      eitherRows > 0 &&
      sum(BELOW_THOUSAND) > 0 &&
      sum(THOUSAND) === 0
    return { files, pointRows, commaRows, eitherRows, sign: commaRows > pointRows || isGrouped ? 'comma' : 'point' }
  })
}

const POINT = 0
const COMMA = 1
const EITHER = 2
const NEITHER = 3
const POINT_GROUPS = 4
const BELOW_THOUSAND = 5
const THOUSAND = 6
const READINGS = 7
const THOUSAND_UNITS = 1_000 * AMOUNT_SCALE

export interface SettledAmounts {
  /** By row: the amount in the sign of its column, NaN without one; and the number of items. */
  readonly unitsOf: Float64Array
  readonly itemsOf: Float64Array
  readonly columns: readonly AmountColumn[]
  /** Rows whose amount is none in the sign of their column, ascending. */
  readonly wrong: readonly number[]
}

/** Reads every amount in the sign of its column. Copies nothing where all columns have the point. */
export function settledAmounts(orders: Orders): SettledAmounts {
  const { rows, texts } = orders
  const columns = amountColumns(orders)
  const hasComma = new Uint8Array(texts.length + 1)
  for (const { files, sign } of columns) if (sign === 'comma') for (const file of files) hasComma[file + 1] = 1
  const isAnyComma = hasComma.includes(1)
  const unitsOf = isAnyComma ? rows.amountUnits.slice(0, rows.length) : rows.amountUnits
  const itemsOf = isAnyComma ? rows.items.slice(0, rows.length) : rows.items
  const wrong: number[] = []
  for (let row = 0; row < rows.length; row += 1) {
    const point = rows.amountUnits[row] ?? Number.NaN
    const comma = rows.commaUnits[row] ?? Number.NaN
    if (hasComma[rows.file[row] ?? 0] === 1) {
      unitsOf[row] = comma
      if (((rows.marks[row] ?? 0) & MARK.eitherItems) !== 0) itemsOf[row] = otherQuantity(rows.items[row] ?? 0)
      if (Number.isNaN(comma) && !Number.isNaN(point)) wrong.push(row)
    } else if (Number.isNaN(point) && !Number.isNaN(comma)) wrong.push(row)
  }
  return { unitsOf, itemsOf, columns, wrong }
}
