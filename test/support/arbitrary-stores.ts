import fc from 'fast-check'
import { DEFAULT_STORE_DEFINITION, STORE_SWITCHES, type StoreDefinition } from '../../src/stores/index.ts'
import type { ReferenceRow } from '../reference/stores.ts'

/* Tables that meet: few ids, times and amounts, so that repeats, versions, orphans and ties are the rule. Most rows are good; some have a cell that is bad or odd. */

const mostly = (common: readonly unknown[], odd: readonly unknown[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...common) }, { weight: 1, arbitrary: fc.constantFrom(...odd) })

const STORE_ID = mostly(['1', '2', '3'], ['1.0', ' 2', '03', '__proto__', '😀', '\uffff', '', null])
const DEVICE_ID = mostly(['1', '2', '3', '4'], ['1.0', '5', 4, 'constructor', '', undefined])
const SALE_ID = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 200 }).map(String) },
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c') },
  { weight: 1, arbitrary: fc.constantFrom('', '1.0', 7) },
)
const SKU = mostly(['3770009015001', '3770009015002', 'v3770009015003'], ['3770009015001.0', '\ud800', '\ufffd', ''])
const LABEL = fc.constantFrom('A', 'B', 'a', '', 'é', '😀', '\uffff')
const AMOUNT = mostly(
  ['1', '2.50', '2.5', '0.0001', '999', '0'],
  ['-1', '1,000.00', '€3', '999999999.9999', '0.00005', '1000000000', 'x', '2 USD', ''],
)
const STATUS = mostly(['accepted', 'accepted', 'refused', 'cancelled'], ['Accepted', 'canceled', 'pending', ''])
const TIME = mostly(
  ['01/01/2023 4:05:06', '01-02-2023', '2023-01-07T23:59:59.999Z', '01/08/2023', '01/08/2023 0:00:01', '12/31/2022 23:59:59'],
  ['02/29/2023', '13/01/2023', '', '02/03/2023 24:00:00', '01/01/2023 4:05:06 '],
)

const table = (name: ReferenceRow['table'], cells: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<ReferenceRow> =>
  fc.record(cells).map(record => ({ table: name, record }))

const ROW = fc.oneof(
  {
    weight: 3,
    arbitrary: table('stores', {
      id: STORE_ID,
      name: LABEL,
      country: fc.constantFrom('X', 'Y'),
      created_at: TIME,
      typology: fc.constantFrom('P', 'Q', ''),
      customer_id: mostly(['m', 'n'], ['', '7.0']),
    }),
  },
  { weight: 3, arbitrary: table('devices', { id: DEVICE_ID, type: fc.constantFrom('1', '2', '1.0', ''), store_id: STORE_ID }) },
  {
    weight: 18,
    arbitrary: table('transactions', {
      id: SALE_ID,
      device_id: DEVICE_ID,
      product_name: LABEL,
      product_sku: SKU,
      category_name: fc.constantFrom('C', ''),
      amount: AMOUNT,
      status: STATUS,
      created_at: TIME,
      happened_at: TIME,
    }),
  },
)

/** Some rows stand there twice. */
export const arbitraryStoreRows: fc.Arbitrary<ReferenceRow[]> = fc
  .tuple(fc.array(ROW, { maxLength: 120, size: 'max' }), fc.array(fc.nat(119), { maxLength: 5 }))
  .map(([rows, again]) => [...rows, ...again.flatMap(at => rows[at] ?? [])])

export const arbitraryStoreDefinition: fc.Arbitrary<StoreDefinition> = fc
  .record({
    ...Object.fromEntries(Object.entries(STORE_SWITCHES).map(([name, values]) => [name, fc.constantFrom<string>(...values)])),
    top: fc.constantFrom(0, 1, 3, 100),
    smallGroup: fc.constantFrom(0, 2, 5),
  })
  // `as`: every switch has one of its own values.
  .map(switches => ({ ...DEFAULT_STORE_DEFINITION, ...(switches as Partial<StoreDefinition>) }))
