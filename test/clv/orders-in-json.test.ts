import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Orders, ordersSummary } from '../../src/clv/index.ts'
import { bytesOf, inChunks } from '../intake/reading-log.ts'
import { readOrderFiles } from '../support/order-reading.ts'

/** A cell, with a number as it is written. */
type Cell = string | { readonly number: string } | null
type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell]

const HEADER = ['order_id', 'customer_id', 'created_at', 'total', 'status', 'refunded_amount'] as const

const text = (...all: readonly string[]) => fc.constantFrom<Cell>(...all)
const number = (...all: readonly string[]) => fc.constantFrom(...all).map((literal): Cell => ({ number: literal }))
const row: fc.Arbitrary<Row> = fc.tuple(
  fc.oneof(text('o1', ' o2 ', 'a "b", c', 'ü\n2', '1,2'), number('1', '12345678901234567890', '17850.0', '1e3')),
  fc.oneof(text('anna', 'Guest', '', 'b,"en"', '\ufeffx', '__proto__'), number('7', '7.0', '0'), fc.constant(null)),
  fc.oneof(
    text('2024-01-05', '2024-01-05T10:00:00-05:00', '3/4/2024', '13/4/2024', '5. Jan 2024', 'never', ''),
    number('20240105', '1704448800'),
  ),
  fc.oneof(text('12,50', '1.234', '$5', '(3.00)', 'ten', ''), number('12.10', '12.5', '0.00005', '1250', '-3.5', '1e2'), fc.constant(null)),
  fc.oneof(text('paid', 'failed', 'refunded', 'pending'), fc.constant(null)),
  fc.oneof(text('', '1,00'), number('0', '2.5', '12.10'), fc.constant(null)),
)
/** By which the columns are known, and amounts are no hundredths. */
const FIRST: Row = ['o0', 'zoe', '2024-01-31', { number: '99.99' }, 'paid', { number: '0.5' }]

const csvCell = (cell: Cell): string => (cell === null ? '' : typeof cell === 'string' ? `"${cell.replaceAll('"', '""')}"` : cell.number)
const csvOf = (rows: readonly Row[]): string => [HEADER.join(','), ...rows.map(cells => cells.map(csvCell).join(','))].join('\n')

const jsonCell = (cell: Cell): string => (cell === null || typeof cell === 'string' ? JSON.stringify(cell) : cell.number)
const LAYOUTS = ['array', 'pretty', 'lines', 'wrapper', 'inside'] as const

/** The same rows; blanks may be left out in all but the first. */
function jsonOf(rows: readonly Row[], layout: (typeof LAYOUTS)[number], leavesOut: boolean): string {
  const records = rows.map((cells, at) => {
    const members = cells.flatMap((cell, index) => {
      if (cell === null && leavesOut && at > 0) return []
      const name = HEADER[index] ?? ''
      return layout === 'inside' && name === 'customer_id'
        ? [`"customer":{"id": ${jsonCell(cell)} ,"deep":[{}]}`]
        : [`"${name}":${jsonCell(cell)}`]
    })
    return layout === 'pretty' ? `{\n  ${members.join(',\n  ')}\n}` : `{${members.join(',')}}`
  })
  if (layout === 'lines') return records.join('\n')
  const list = `[${records.join(layout === 'pretty' ? ',\n' : ',')}]`
  return layout === 'wrapper' ? `{"count": ${rows.length}, "orders": ${list}}` : list
}

/** Everything that a data set holds besides where it was read from. */
function contents(orders: Orders) {
  const { rows, customers, orderIds } = orders
  const { rejectedByReason, rejects, notes } = ordersSummary(orders)
  return {
    rows: Array.from({ length: rows.length }, (_, at) => [
      customers.text(rows.customer[at] ?? 0),
      (rows.orderId[at] ?? 0) === 0 ? null : orderIds.text((rows.orderId[at] ?? 0) - 1),
      ...[rows.day, rows.time, rows.amountUnits, rows.commaUnits, rows.items, rows.currency, rows.marks].map(values => values[at]),
    ]),
    rejectedByReason,
    rejects: rejects.map(({ reason, field, message }) => ({ reason, field, message })),
    notes: notes.filter(({ code }) => code !== 'forgiven-commas'),
  }
}

describe('Orders in JSON', () => {
  test('are the data set that the same orders are in CSV, however they are laid out and cut', async () => {
    let read = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 30 }),
        fc.constantFrom(...LAYOUTS),
        fc.boolean(),
        fc.integer({ min: 1, max: 300 }),
        async (others, layout, leavesOut, chunkBytes) => {
          const rows = [FIRST, ...others]
          const table = await readOrderFiles([['orders.csv', csvOf(rows)]])
          const json = await readOrderFiles([['orders.json', inChunks(bytesOf(jsonOf(rows, layout, leavesOut)), chunkBytes)]])
          expect(json.orders.texts.length).toBe(table.orders.texts.length)
          expect(json.orders.rows.length + json.orders.rejects.total).toBe(table.orders.texts.length * rows.length)
          expect(contents(json.orders)).toEqual(contents(table.orders))
          read += json.orders.texts.length
        },
      ),
      { numRuns: 300 },
    )
    // Where most cells of a column are not what it is called, it is not taken for that.
    expect(read).toBeGreaterThan(200)
  })
})
