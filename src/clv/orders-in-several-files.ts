import type { Note } from '../base/notes.ts'
import { countedNote } from '../base/reading-notes.ts'
import type { Orders } from './orders-dataset.ts'
import type { SettledOrders } from './settled-orders.ts'

/**
 * Orders for which more rows stand than any one file has: parts of an order, or an old and a corrected export of it, which only the reader can tell. Rows without an item
 * id, of orders that have an id: of items, versions are known. Does not depend on which of equal rows stands.
 */
export function ordersInSeveralFiles({ rows, texts }: Orders, { rows: standing, refusalOf, orderOf, orders }: SettledOrders): Note | null {
  if (texts.length < 2) return null
  const isLookedAt = (row: number) => refusalOf[row] === 0 && rows.itemId[row] === 0 && rows.orderId[row] !== 0
  const counted = new Uint32Array(orders)
  for (const row of standing) {
    const order = orderOf[row] ?? 0
    if (isLookedAt(row)) counted[order] = (counted[order] ?? 0) + 1
  }
  // Of most orders one file has all rows, and that is the first one.
  const firstFile = new Int32Array(orders).fill(-1)
  const inFirst = new Uint32Array(orders)
  const inOthers = new Map<number, number>()
  const most = new Uint32Array(orders)
  for (let row = 0; row < rows.length; row += 1) {
    if (!isLookedAt(row)) continue
    const order = orderOf[row] ?? 0
    const file = rows.file[row] ?? 0
    if (firstFile[order] === -1) firstFile[order] = file
    let times = (inFirst[order] ?? 0) + 1
    if (firstFile[order] === file) inFirst[order] = times
    else {
      const place = order * (texts.length + 1) + file
      times = (inOthers.get(place) ?? 0) + 1
      inOthers.set(place, times)
    }
    most[order] = Math.max(most[order] ?? 0, times)
  }
  let count = 0
  for (let order = 0; order < orders; order += 1) if ((counted[order] ?? 0) > (most[order] ?? 0)) count += 1
  return countedNote(
    'orders-in-several-files',
    count,
    'One order has rows in several files that are not the same. They are added up: if one file corrects the other, leave the older one out.',
    'orders have rows in several files that are not the same. They are added up: if one file corrects another, leave the older one out.',
  )
}
