import { RejectList } from '../base/reject-list.ts'
import { type Fault, NOTHING_CAME_OF_IT, REFUNDED_IN_FULL } from '../base/rejects.ts'
import { DAY } from '../base/time.ts'
import { isoDate } from '../base/weeks.ts'
import { DATE_READING } from './order-dates.ts'
import { READING_BITS } from './order-rows.ts'
import type { Orders } from './orders-dataset.ts'
import { REFUSAL, type SettledOrders } from './settled-orders.ts'

/** The rejects of reading, and the rows that turned out not to count once all of their column, or of their order, was known. */
export function allRejects(orders: Orders, { refused, refusalOf }: SettledOrders): RejectList {
  if (refused.length === 0) return orders.rejects
  const { rows, decisiveRows } = orders
  const rejects = RejectList.unpack(orders.rejects.pack())
  for (const row of refused) {
    const place = { file: (rows.file[row] ?? 0) - 1, line: rows.line[row] ?? 0, byte: rows.byte[row] ?? 0 }
    rejects.add(faultOf(orders, row, refusalOf[row] ?? 0), place, () => decisiveRows.get(row) ?? isoDate((rows.day[row] ?? 0) * DAY))
  }
  return rejects
}

function faultOf({ rows }: Orders, row: number, why: number): Fault {
  switch (why) {
    case REFUSAL.amount: {
      const isPoint = Number.isNaN(rows.commaUnits[row])
      const [own, others] = isPoint ? ['point', 'comma'] : ['comma', 'point']
      return {
        reason: 'bad revenue',
        field: 'revenue',
        message: `this amount has a decimal ${own} (expected a decimal ${others}, as the column as a whole has it)`,
      }
    }
    case REFUSAL.cancelled:
      return {
        reason: NOTHING_CAME_OF_IT,
        field: 'status',
        message: 'this payment failed, or this order was cancelled or a test: it is no spend',
      }
    case REFUSAL.refunded:
      return { reason: REFUNDED_IN_FULL, field: 'refunded', message: 'all of this was given back: it is no spend' }
    default: {
      const isMonthFirst = ((rows.marks[row] ?? 0) & READING_BITS) === DATE_READING.monthFirstOnly
      const date = isoDate((rows.day[row] ?? 0) * DAY)
      const [possible, others] = isMonthFirst ? ['month', 'day'] : ['day', 'month']
      return {
        reason: 'bad created_at_date',
        field: 'created_at_date',
        message: `this date is ${date} with the ${possible} first and none with the ${others} first (expected the ${others} first, as the column as a whole has it)`,
      }
    }
  }
}
