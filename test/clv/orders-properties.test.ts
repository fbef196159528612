import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY } from '../../src/base/time.ts'
import {
  ambiguousDates,
  customerIdsOf,
  mergeOrders,
  type Orders,
  ordersSummary,
  packOrders,
  placeOfRow,
  toOrderLines,
  unpackOrders,
} from '../../src/clv/index.ts'
import { bytesOf, inChunks } from '../intake/reading-log.ts'
import { referenceOrders, show } from '../reference/order-rows.ts'
import { readOrderFiles } from '../support/order-reading.ts'
import { textAt } from '../support/text-column.ts'

const HEADER = 'customer_id,order_id,order_item_id,num_items,revenue,created_at_date\n'
// What recognises the table, so that whatever follows is read as orders: nothing of it can be mistaken for a row that follows.
const FIRST_ROWS = 'z,z1,,1,1,2019-05-05\n'.repeat(3)

const often = (common: readonly string[], odd: readonly string[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...common) }, { weight: 1, arbitrary: fc.constantFrom(...odd) })
const cells = (dates: fc.Arbitrary<string>) =>
  fc
    .tuple(
      often(['a', 'b'], ['', 'NA', '007', '__proto__', 'é']),
      often(['o1', 'o2', ''], ['NA', 'a']),
      often(['', '1', '2'], ['NA', 'null']),
      often(['1', '2', 'NA'], ['x', '-1']),
      often(['1', '2.5', '-1'], ['NA', '', '0.00005', '0.00015', '1e9', '999999999.99999', '1000000000', '0']),
      dates,
    )
    .map(row => row.join(','))
const CERTAIN = often(['2020-01-01', '2020-01-02', '20200101'], ['2020-02-30', '', '2020'])
const SLASHED = often(['1/2/2020', '2/1/2020', '3/3/2020', '2020-01-02'], ['13/1/2020', '14/1/2020', '1/13/2020', '31/2/2020', ''])
const file = fc
  .oneof(
    CERTAIN.map(() => CERTAIN),
    SLASHED.map(() => SLASHED),
  )
  .chain(dates =>
    fc.array(fc.oneof({ weight: 20, arbitrary: cells(dates) }, { weight: 1, arbitrary: fc.constant('a,b') }), { maxLength: 12 }),
  )
const arbitraryFiles = fc.array(file, { minLength: 1, maxLength: 3 })

const textOf = (rows: readonly string[]) => HEADER + FIRST_ROWS + rows.map(row => `${row}\n`).join('')
const readAll = async (files: readonly (readonly string[])[], chunkBytes = 65_536) =>
  (await readOrderFiles(files.map((rows, index) => [`${index}.csv`, inChunks(bytesOf(textOf(rows)), chunkBytes)]))).orders

/** The lines as texts, in an order of their own; null while the dates are open. */
function linesOf(orders: Orders): string[] | null {
  if (ambiguousDates(orders).length > 0) return null
  const lines = toOrderLines(orders)
  const ids = customerIdsOf(orders)
  // One number for each order, and one order for each number.
  const orderNumbers = new Map<string, number>()
  const shown = Array.from({ length: lines.length }, (_, line) => {
    const { orderId, itemId } = placeOfRow(orders, lines.row[line] ?? 0)
    const units = lines.amountUnits[line] ?? Number.NaN
    const items = lines.items?.[line] ?? Number.NaN
    const day = (lines.day[line] ?? 0) * DAY
    const customer = textAt(ids, lines.customer[line] ?? 0)
    const order = orderId ?? String(day)
    const number = lines.order[line] ?? -1
    const key = JSON.stringify([customer, order])
    expect(orderNumbers.get(key) ?? number).toBe(number)
    orderNumbers.set(key, number)
    return show({
      customer,
      order,
      item: itemId ?? '',
      day,
      units: Number.isNaN(units) ? null : BigInt(units),
      items: Number.isNaN(items) ? null : items,
    })
  })
  expect(new Set(orderNumbers.values()).size).toBe(orderNumbers.size)
  return shown.sort()
}

const counts = (orders: Orders) => {
  const { read, accepted, rejected, duplicates, versions, customers, orders: orderCount, first, last, notes } = ordersSummary(orders)
  return { read, accepted, rejected, duplicates, versions, customers, orders: orderCount, first, last, notes }
}

describe('Order rows', () => {
  it('come to what the slow reference says', async () => {
    let open = 0
    await fc.assert(
      fc.asyncProperty(arbitraryFiles, async files => {
        const orders = await readAll(files)
        const expected = referenceOrders(files.map(textOf))
        expect(linesOf(orders)).toEqual(expected.lines?.map(show).sort() ?? null)
        const { read, accepted, rejected, duplicates, versions, lines } = ordersSummary(orders)
        expect(read).toBe(accepted + rejected)
        expect({ read, rejected }).toEqual({ read: expected.read, rejected: expected.rejected })
        if (expected.lines === null) open += 1
        else
          expect({ duplicates, versions, lines }).toEqual({
            duplicates: expected.duplicates,
            versions: expected.versions,
            lines: expected.lines.length,
          })
      }),
      { numRuns: 400 },
    )
    // Both kinds were met.
    expect(open).toBeGreaterThan(20)
    expect(open).toBeLessThan(300)
  })

  it('come to the same in any order of rows and files', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryFiles, fc.infiniteStream(fc.nat()), async (files, numbers) => {
        const turned = files.map(rows => shuffled(rows, numbers)).reverse()
        const [one, other] = [await readAll(files), await readAll(turned)]
        expect(linesOf(other)).toEqual(linesOf(one))
        // The example that a note about dates names is the first in file order.
        const [ones, others] = [counts(one), counts(other)].map(each => ({
          ...each,
          notes: each.notes.map(({ code, count }) => [code, count]),
        }))
        expect(others).toEqual(ones)
      }),
      { numRuns: 200 },
    )
  })

  it('come to the same wherever chunks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryFiles, fc.integer({ min: 1, max: 40 }), async (files, chunkBytes) => {
        const [whole, cut] = [await readAll(files), await readAll(files, chunkBytes)]
        expect(linesOf(cut)).toEqual(linesOf(whole))
        expect(ordersSummary(cut)).toEqual(ordersSummary(whole))
      }),
      { numRuns: 100 },
    )
  })

  it('merged are as if read into one, and what was merged stays as it was', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryFiles, arbitraryFiles, async (files, others) => {
        const [first, second] = [await readAll(files), await readAll(others)]
        const before = ordersSummary(first)
        const merged = mergeOrders(first, second)
        const together = await readAll([...files, ...others])
        expect(linesOf(merged)).toEqual(linesOf(together))
        const { files: named, ...rest } = ordersSummary(together)
        expect(ordersSummary(merged)).toEqual({
          ...rest,
          files: named.map((each, at) => ({ ...each, name: `${at < files.length ? at : at - files.length}.csv` })),
        })
        first.revision += 1
        expect(ordersSummary(first)).toEqual(before)
        // Packed and opened again, a data set goes on as it was.
        const opened = unpackOrders(packOrders(merged))
        expect(linesOf(mergeOrders(opened, second))).toEqual(linesOf(mergeOrders(together, second)))
      }),
      { numRuns: 150 },
    )
  })

  it('read twice are as if read once, but for the count of duplicates', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryFiles, async files => {
        const [once, twice] = [await readAll(files), await readAll([...files, ...files])]
        // Rows that speak for a date order are twice as many on both sides.
        expect(linesOf(twice)).toEqual(linesOf(once))
        const [one, two] = [ordersSummary(once), ordersSummary(twice)]
        expect([two.read, two.lines, two.customers, two.orders]).toEqual([2 * one.read, one.lines, one.customers, one.orders])
        expect(two.accepted - two.duplicates - two.versions).toBe(two.lines)
      }),
      { numRuns: 150 },
    )
  })
})

function shuffled<T>(values: readonly T[], numbers: Iterator<number>): T[] {
  return values
    .map(value => ({ value, place: Number(numbers.next().value) }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value)
}
