import type { Problem } from '../../src/base/problems.ts'
import type { ColumnMapping } from '../../src/clv/column-mapping.ts'
import {
  addOrderNote,
  addOrderText,
  amountsOfTable,
  createOrders,
  headerKey,
  ingestOrderRow,
  type Orders,
  ordersLayout,
  ordersSummary,
  rejectOrderRow,
  setOrderTextBytes,
} from '../../src/clv/index.ts'
import type { OrdersSummary } from '../../src/clv/orders-results.ts'
import type { ByteRange } from '../../src/intake/byte-source.ts'
import { readInput } from '../../src/intake/read-input.ts'
import { EVENTS_TABLE } from '../../src/worker/event-report.ts'
import { bytesOf, inChunks } from '../intake/reading-log.ts'

export interface OrdersRead {
  readonly orders: Orders
  readonly problems: readonly Problem[]
  /** Tables of something else, by name of their layout. */
  readonly others: readonly string[]
}

/** A file by name, and what is in it. */
export type OrderFile = readonly [path: string, content: string | ByteRange]

/** Reads files into a data set of orders as a thread would: through the real intake, with events recognised first. */
export async function readOrderFiles(
  files: readonly OrderFile[],
  mappings: readonly ColumnMapping[] = [],
  header: readonly string[] = [],
): Promise<OrdersRead> {
  const orders = createOrders()
  const problems: Problem[] = []
  const others: string[] = []
  const known = new Map(mappings.map(mapping => [headerKey(header), mapping]))
  for (const [path, content] of files) {
    const range = typeof content === 'string' ? inChunks(bytesOf(content), 65_536) : content
    let file = -1
    await readInput({ path, content: range }, [EVENTS_TABLE, ordersLayout(known)], {
      text(textPath, format, reason, table) {
        file = -1
        if (table?.layout.name !== 'orders') {
          others.push(table?.layout.name ?? format)
          return
        }
        const key = headerKey(table.header)
        const dateOrder = known.get(key)?.dateOrder ?? null
        file = addOrderText(orders, { path: textPath, format, reason, header: key, amounts: amountsOfTable(table), dateOrder })
      },
      record(value, line, byte, raw) {
        if (file >= 0) ingestOrderRow(value, orders, { file, line, byte }, raw)
      },
      broken(fault, line, byte, raw) {
        if (file >= 0) rejectOrderRow(orders, fault, { file, line, byte }, raw)
      },
      note(code, count) {
        if (file >= 0) addOrderNote(orders, file, code, count)
      },
      problem: problem => problems.push(problem),
      progress: () => undefined,
    })
    if (file >= 0) setOrderTextBytes(orders, file, range.size)
  }
  return { orders, problems, others }
}

export async function readOrders(
  content: string | ByteRange,
  path = 'orders.csv',
): Promise<OrdersRead & { readonly summary: OrdersSummary }> {
  const read = await readOrderFiles([[path, content]])
  return { ...read, summary: ordersSummary(read.orders) }
}
