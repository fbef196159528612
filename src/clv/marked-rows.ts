import type { Note } from '../base/notes.ts'
import { countedNote, grouped } from '../base/reading-notes.ts'
import { MARK } from './order-rows.ts'
import type { Orders } from './orders-dataset.ts'
import type { SettledOrders } from './settled-orders.ts'

/** What was noted of rows one by one while they were read: how many that stand are so. */
export function markedRows({ rows }: Orders, settled: SettledOrders): (Note | null)[] {
  let amounts = 0
  let items = 0
  let itemIds = 0
  let orderIds = 0
  let fractions = 0
  let cutIds = 0
  let numberDates = 0
  let turned = 0
  let withoutOrder = 0
  let discounted = 0
  let undiscounted = 0
  for (const row of settled.rows) {
    const mark = rows.marks[row] ?? 0
    if ((mark & MARK.noAmount) !== 0) amounts += 1
    if ((mark & MARK.noItems) !== 0) items += 1
    if ((mark & MARK.noItemId) !== 0) itemIds += 1
    if ((mark & MARK.noOrderId) !== 0) orderIds += 1
    if ((mark & MARK.fractionId) !== 0) fractions += 1
    if ((mark & MARK.cutId) !== 0) cutIds += 1
    if ((mark & MARK.numberDate) !== 0) numberDates += 1
    if ((mark & MARK.turned) !== 0) turned += 1
    if ((mark & MARK.discounted) !== 0) discounted += 1
    if ((mark & MARK.undiscounted) !== 0) undiscounted += 1
    if (rows.orderId[row] === 0) withoutOrder += 1
  }
  const named = [
    [amounts, 'no amount'],
    [items, 'no number of items'],
    [itemIds, 'no id of the item'],
    [orderIds, 'no order id'],
  ] as const
  const missing = named.filter(([count]) => count > 0)
  const total = missing.reduce((sum, [count]) => sum + count, 0)
  const listed = missing.map(([count, what]) => `${what} in ${grouped(count)} ${count === 1 ? 'row' : 'rows'}`).join(', ')
  const rest = `missing (NA or blank): ${listed}. These rows are kept; what is missing counts as 0.`
  return [
    countedNote('missing-values', total, `One value is ${rest}`, `values are ${rest}`),
    countedNote(
      'orders-without-id',
      withoutOrder,
      'One row has no order id. It is the order of its customer and time.',
      'rows have no order id. Those of one customer at one time (on one day, where there is no time) are one order.',
    ),
    countedNote(
      'ids-with-fraction',
      fractions,
      'One row has an id that ends in .0, as programs write whole numbers in a column with gaps. The .0 is left off.',
      'rows have an id that ends in .0, as programs write whole numbers in a column with gaps. The .0 is left off.',
    ),
    countedNote(
      'cut-ids',
      cutIds,
      'One row has an id like 1.23457E+11: a spreadsheet has cut it, and several customers or orders may have become one. Export ids as text.',
      'rows have an id like 1.23457E+11: a spreadsheet has cut it, and several customers or orders may have become one. Export ids as text.',
    ),
    countedNote(
      'number-dates',
      numberDates,
      'One date is a number: of days as spreadsheets count them (from 1900), or of seconds or milliseconds since 1970.',
      'dates are numbers: of days as spreadsheets count them (from 1900), or of seconds or milliseconds since 1970.',
    ),
    countedNote(
      'refunds-by-kind',
      turned,
      'One row is something given back by its kind, with an amount above zero. It is taken off.',
      'rows are something given back by their kind, with amounts above zero. They are taken off.',
    ),
    countedNote(
      'discounts',
      discounted,
      'One row has a discount in a column of its own. It is taken off quantity × price.',
      'rows have a discount in a column of its own. It is taken off quantity × price.',
    ),
    countedNote(
      'discounts-left',
      undiscounted,
      'One row has a discount that is NOT taken off quantity × price: it is not said of what it is. With 15 % in its cell, or “line discount” as its column, it would be.',
      'rows have a discount that is NOT taken off quantity × price: it is not said of what it is. With 15 % in its cells, or “line discount” as its column, it would be.',
    ),
  ]
}
