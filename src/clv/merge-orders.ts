import { OrderRows } from './order-rows.ts'
import { Orders } from './orders-dataset.ts'

/**
 * What reading everything of both into one data set would give; the files of `second` follow those of `first`. Neither is changed, so a merge that fails
 * (RangeError when the browser cannot hold the result) leaves both as they were. Cost: a copy of both, about 20 ns a row.
 */
export function mergeOrders(first: Orders, second: Orders): Orders {
  const customers = first.customers.withAll(second.customers)
  const orderIds = first.orderIds.withAll(second.orderIds)
  const itemIds = first.itemIds.withAll(second.itemIds)
  const filesBefore = first.texts.length
  const before = first.rows.length
  const rows = new OrderRows(first.rows.parts())
  // Makes copies: the columns of the first are not written to.
  rows.reserve(Math.max(rows.customer.length, before + second.rows.length))
  rows.length = before + second.rows.length
  const added = second.rows
  const { length } = added
  rows.day.set(added.day.subarray(0, length), before)
  rows.time.set(added.time.subarray(0, length), before)
  rows.amountUnits.set(added.amountUnits.subarray(0, length), before)
  rows.commaUnits.set(added.commaUnits.subarray(0, length), before)
  rows.items.set(added.items.subarray(0, length), before)
  rows.currency.set(added.currency.subarray(0, length), before)
  rows.marks.set(added.marks.subarray(0, length), before)
  rows.line.set(added.line.subarray(0, length), before)
  rows.byte.set(added.byte.subarray(0, length), before)
  for (let row = 0; row < length; row += 1) {
    const at = before + row
    const orderId = added.orderId[row] ?? 0
    const itemId = added.itemId[row] ?? 0
    const file = added.file[row] ?? 0
    rows.customer[at] = customers.numbers[added.customer[row] ?? 0] ?? 0
    rows.orderId[at] = orderId === 0 ? 0 : (orderIds.numbers[orderId - 1] ?? 0) + 1
    rows.itemId[at] = itemId === 0 ? 0 : (itemIds.numbers[itemId - 1] ?? 0) + 1
    rows.file[at] = file === 0 ? 0 : file + filesBefore
  }
  const merged = new Orders({
    customers: customers.table.parts(),
    orderIds: orderIds.table.parts(),
    itemIds: itemIds.table.parts(),
    rows: rows.parts(),
    texts: [...first.texts, ...second.texts],
    states: first.states,
    rejects: first.rejects.pack(),
    directDateOrder: first.directDateOrder ?? second.directDateOrder,
    decisiveRows: new Map([...first.decisiveRows, ...[...second.decisiveRows].map(([row, raw]): [number, string] => [before + row, raw])]),
  })
  for (const [state, count] of second.states) merged.countState(state, count)
  merged.rejects.absorb(second.rejects, filesBefore)
  return merged
}
