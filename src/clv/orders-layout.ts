import { type ColumnMapping, columnsOf, guessMapping, headerKey } from './column-mapping.ts'
import { readAmount, readQuantity } from './decimal-signs.ts'
import { readDate } from './order-dates.ts'
import { ORDER_FIELDS, type OrderField } from './order-fields.ts'
import { areEvents, arePayments, mayBeInHundredths, type OrderRecord } from './order-records.ts'

/** How tables of orders are recognised, in the shape that readers ask for. */
export interface OrdersLayout {
  readonly name: string
  readonly required: readonly OrderField[]
  readonly optional: readonly OrderField[]
  recognise(rows: readonly (readonly string[])[]): RecognisedOrders | null
  /** The same for records of JSON; `rows` is what a table of them would be. */
  recogniseRecords(rows: readonly (readonly string[])[], records: readonly OrderRecord[]): NamedColumns | 'unnamed' | null
}

interface NamedColumns {
  readonly columns: readonly { readonly name: OrderField; readonly index: number }[]
  readonly reason: string
}

interface RecognisedOrders extends NamedColumns {
  readonly hasHeader: boolean
}

const REQUIRED: readonly OrderField[] = ['customer_id', 'created_at_date', 'revenue']

/**
 * The layout of orders: a header row whose columns are known by {@link guessMapping}, or a log without one (customer, date, amount, with a number of items
 * in front of the amount and a second id in front of the date or not).
 *
 * @param mappings what columns are said to be, by `headerKey` of the header. They go before any guess.
 */
export function ordersLayout(mappings: ReadonlyMap<string, ColumnMapping> = new Map()): OrdersLayout {
  const byHeader = ([header = [], ...rest]: readonly (readonly string[])[]): NamedColumns | null => {
    const said = mappings.get(headerKey(header))
    const guess = said === undefined ? guessMapping(header, rest) : null
    const mapping = said ?? (guess?.kind === 'complete' ? guess.mapping : null)
    const columns = mapping === null ? null : columnsOf(mapping, header)
    return mapping === null || columns === null ? null : { columns, reason: meaningOf(mapping) }
  }
  return {
    name: 'orders',
    required: REQUIRED,
    optional: ORDER_FIELDS.filter(field => !REQUIRED.includes(field)),
    recognise(rows) {
      const named = byHeader(rows)
      return named === null ? recogniseLog(rows) : { ...named, hasHeader: true, reason: `first line is a header; ${named.reason}` }
    },
    recogniseRecords(rows, records) {
      if (areEvents(records) || arePayments(records)) return null
      const named = byHeader(rows)
      if (named === null) return 'unnamed'
      return mayBeInHundredths(rows, records, named.columns) ? null : named
    },
  }
}

/** What the columns are taken for, for people. */
function meaningOf({
  customer,
  date,
  time,
  amount,
  order,
  item,
  items,
  status,
  refunded,
  cancelled,
  kind,
  discount,
}: ColumnMapping): string {
  const amountText = amount.kind === 'column' ? `“${amount.column}”` : `“${amount.quantity}” × “${amount.unitPrice}”`
  const meanings = [
    ['customer', `“${customer}”`],
    ['date', `“${date}”`],
    ['time', time === undefined ? null : `“${time}”`],
    ['amount', amountText],
    ['order', order === null ? 'the same customer and time' : `“${order}”`],
    ['item', item === null ? null : `“${item}”`],
    ['number of items', items === null ? null : `“${items}”`],
    ['status', status === undefined ? null : `“${status}”`],
    ['given back', refunded === undefined ? null : `“${refunded}”`],
    ['cancelled', cancelled === undefined ? null : `“${cancelled}”`],
    ['discount', discount === undefined || amount.kind === 'column' ? null : `“${discount}”`],
    ['sale or refund', kind === undefined ? null : `“${kind}”`],
  ]
  return meanings
    .filter(([, column]) => column !== null)
    .map(([what, column]) => `${what}: ${column}`)
    .join(', ')
}

/** Ids, a date, perhaps a number of items, and an amount. */
function recogniseLog(rows: readonly (readonly string[])[]): RecognisedOrders | null {
  const [first] = rows
  if (first === undefined) return null
  for (const dateAt of [1, 2]) {
    const amountAt = first.length - 1
    const hasItems = amountAt === dateAt + 2
    if (!hasItems && amountAt !== dateAt + 1) continue
    const isLog = rows.every(
      row =>
        readDate(row[dateAt] ?? '', null)?.isNumber === false &&
        readAmount(row[amountAt] ?? '') !== null &&
        (!hasItems || readQuantity(row[dateAt + 1] ?? '') !== null),
    )
    if (!isLog) continue
    const columns: { name: OrderField; index: number }[] = [
      { name: 'customer_id', index: 0 },
      { name: 'created_at_date', index: dateAt },
      { name: 'revenue', index: amountAt },
    ]
    if (hasItems) columns.push({ name: 'num_items', index: dateAt + 1 })
    const ids = dateAt === 1 ? 'customer' : 'customer, a second id that is not read'
    return {
      hasHeader: false,
      columns,
      reason: `without a header, each line has ${ids}, date${hasItems ? ', number of items' : ''} and amount`,
    }
  }
  return null
}
