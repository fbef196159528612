import { describe, expect, it } from 'vitest'
import { ExactNumber } from '../../src/base/exact-number.ts'
import { checkStoreDefinition } from '../../src/stores/definition.ts'
import { storeTime } from '../../src/stores/fields.ts'
import {
  addStoreText,
  createStoreDataset,
  DEFAULT_STORE_DEFINITION,
  ingestStoreRow,
  missingTables,
  type StoreDataset,
  type StoreTable,
  settle,
  storeSummary,
  topProducts,
  topStores,
} from '../../src/stores/index.ts'

const STORE = { id: '1', name: 'One', country: 'France', typology: 'Bakery', created_at: '01/01/2023', customer_id: '9' }
const DEVICE = { id: '5', type: '1', store_id: '1' }
const SALE = {
  id: '100',
  device_id: '5',
  product_sku: '377',
  amount: '2.50',
  status: 'accepted',
  created_at: '01/02/2023 4:05:06',
  happened_at: '01/02/2023 4:05:06',
}

function filled(...rows: readonly (readonly [StoreTable, object])[]): StoreDataset {
  const dataset = createStoreDataset()
  for (const [table, row] of rows) ingestStoreRow(table, row, dataset)
  return dataset
}

const reasons = (dataset: StoreDataset) => storeSummary(dataset).rejects.map(({ reason, message }) => `${reason}: ${message}`)

describe('a row of a table', () => {
  it.each([
    [{ id: ' ' }, 'missing id', 'there is no id'],
    [{ device_id: null }, 'missing device_id', 'there is no device_id'],
    [{ product_sku: undefined }, 'missing product_sku', 'there is no product_sku'],
    [{ id: 1.5 }, 'bad id', '1.5 is not an id (expected a text or a whole number)'],
    [{ amount: '12,x' }, 'bad amount', '“12,x” is not an amount in euros below 1000000000 (expected for example 12.34)'],
    [{ amount: '12 USD' }, 'bad amount', '“12 USD” is not an amount in euros below 1000000000 (expected for example 12.34)'],
    [{ amount: '$12' }, 'bad amount', '“$12” is not an amount in euros below 1000000000 (expected for example 12.34)'],
    [{ status: 'pending' }, 'bad status', '“pending” is not a status (expected accepted, refused, cancelled)'],
    [{ created_at: '02/30/2023' }, 'bad created_at', '“02/30/2023” is not a time (expected for example 03/24/2023 4:52:21)'],
    [
      { happened_at: '24/03/2023' },
      'bad happened_at',
      '“24/03/2023” is not a time with the month first (expected for example 03/24/2023 4:52:21)',
    ],
    [{ happened_at: 45_000 }, 'bad happened_at', '45000 is not a time (expected for example 03/24/2023 4:52:21)'],
    [{ product_name: true }, 'bad product_name', 'true is not a text (expected a text or a whole number)'],
  ])('with %j is left out', (change, reason, message) => {
    const dataset = createStoreDataset()
    expect(ingestStoreRow('transactions', { ...SALE, ...change }, dataset)).toMatchObject({ reason, message })
    expect(settle(dataset).counts.transactions).toEqual({ read: 1, accepted: 0, rejected: 1, duplicates: 0 })
    // A reject leaves no text behind.
    expect([dataset.transactionIds.length, dataset.deviceIds.length, dataset.skus.length, dataset.labels.length]).toEqual([0, 0, 0, 0])
  })

  it.each([null, 7, 'text', [STORE], new ExactNumber('7')])('that is %j is left out', record => {
    expect(ingestStoreRow('stores', record, createStoreDataset())?.reason).toBe('not an object')
  })

  it('has only what is its own', () => {
    const inherits = Object.create({ ...DEVICE })
    expect(ingestStoreRow('devices', inherits, createStoreDataset())?.reason).toBe('missing id')
  })

  it('has ids and SKUs as text, whole numbers of spreadsheets as what they were', () => {
    const dataset = filled(
      ['stores', { ...STORE, id: '1.0' }],
      ['devices', { ...DEVICE, id: 5, store_id: '1' }],
      ['transactions', { ...SALE, device_id: '5.0', product_sku: '3770009015048.0' }],
      ['transactions', { ...SALE, id: '101', product_sku: 'v3770009015048' }],
      ['transactions', { ...SALE, id: '0101', product_sku: 3770009015048 }],
      ['transactions', { ...SALE, id: new ExactNumber('12345678901234567890'), product_sku: '3770009015048.00' }],
    )
    expect(reasons(dataset)).toEqual([])
    expect(topProducts(dataset, DEFAULT_STORE_DEFINITION).map(({ sku, transactions }) => [sku, transactions])).toEqual([
      ['3770009015048', 2],
      ['3770009015048.00', 1],
      ['v3770009015048', 1],
    ])
  })

  it.each([
    ['03/24/2023 12:05:00 AM', '2023-03-24T00:05:00.000Z'],
    ['03/24/2023 1:05:00 AM', '2023-03-24T01:05:00.000Z'],
    ['03/24/2023 12:05:00 PM', '2023-03-24T12:05:00.000Z'],
    ['2023-03-24 1:05 p.m.', '2023-03-24T13:05:00.000Z'],
  ])('may have its times with a half of the day: %s', (text, time) => {
    expect(new Date(storeTime(text)).toISOString()).toBe(time)
  })

  it.each(['03/24/2023 13:05:00 PM', '03/24/2023 0:05:00 AM', '03/24/2023 PM'])('has no such time as %s', text => {
    expect(storeTime(text)).toBeNaN()
  })

  it('says so when a time can only be read with the day first, since others may be read wrong then', () => {
    const dataset = createStoreDataset()
    const file = addStoreText(dataset, { path: 'x.csv', format: 'CSV', reason: 'made up', table: 'transactions' })
    for (const [line, happened] of ['24/03/2023 4:52:21', '03/04/2023', '30-03-2023', 'soon'].entries())
      ingestStoreRow('transactions', { ...SALE, id: String(line), happened_at: happened }, dataset, { file, line, byte: 0 })
    expect(storeSummary(dataset).notes.map(({ code, count }) => [code, count])).toEqual([['day-first-times', 2]])
  })

  it('may have its amount in euros, as a number or with decimals beyond the fourth', () => {
    const amounts = ['€1', '1 EUR', '1,000.00005', 0.1, new ExactNumber('0.20000'), '-5', '0']
    const dataset = filled(
      ['stores', STORE],
      ['devices', DEVICE],
      ...amounts.map((amount, at): [StoreTable, object] => ['transactions', { ...SALE, id: String(at), amount }]),
    )
    expect(topStores(dataset, DEFAULT_STORE_DEFINITION)[0]).toMatchObject({ amountUnits: 9_973_000n, transactions: 7 })
    expect(storeSummary(dataset)).toMatchObject({ zeroAmounts: 1, negativeAmounts: 1 })
  })
})

describe('rows that do not fit the others', () => {
  it('wait for tables that are still missing', () => {
    const dataset = filled(['transactions', SALE])
    expect(missingTables(dataset)).toEqual(['devices', 'stores'])
    expect(settle(dataset).counts.transactions.accepted).toBe(0)
    ingestStoreRow('stores', STORE, dataset)
    expect(missingTables(dataset)).toEqual(['devices'])
    ingestStoreRow('devices', DEVICE, dataset)
    expect(missingTables(dataset)).toEqual([])
    expect(settle(dataset).counts.transactions).toEqual({ read: 1, accepted: 1, rejected: 0, duplicates: 0 })
    expect(reasons(dataset)).toEqual([])
  })

  it('are orphans with a reason', () => {
    const dataset = filled(
      ['stores', STORE],
      ['devices', DEVICE],
      ['devices', { id: '6', type: '1', store_id: '77' }],
      ['transactions', { ...SALE, id: '101', device_id: '6' }],
      ['transactions', { ...SALE, id: '102', device_id: '8' }],
    )
    expect(reasons(dataset)).toEqual([
      'unknown device: “8” is not the id of a device (expected one of devices)',
      'unknown store: “6” is a device of an unknown store (expected one of stores)',
      'unknown store: “77” is not the id of a store (expected one of stores)',
    ])
    expect(storeSummary(dataset).rejects.map(({ raw }) => raw)).toEqual([
      '102,8,377,2.5,accepted,2023-01-02T04:05:06.000Z,2023-01-02T04:05:06.000Z,,',
      '101,6,377,2.5,accepted,2023-01-02T04:05:06.000Z,2023-01-02T04:05:06.000Z,,',
      '6,1,77',
    ])
  })

  it('are repeats, which are counted, or other versions, of which the one created last stands', () => {
    const older = { ...SALE, amount: '9', created_at: '01/01/2023' }
    const rows: [StoreTable, object][] = [
      ['stores', STORE],
      ['devices', DEVICE],
      ['transactions', older],
      ['transactions', SALE],
      ['transactions', older],
      ['transactions', { ...SALE, amount: '2.5000' }],
    ]
    for (const order of [rows, rows.toReversed()]) {
      const dataset = filled(...order)
      expect(settle(dataset).counts.transactions).toEqual({ read: 4, accepted: 1, rejected: 1, duplicates: 2 })
      expect(topStores(dataset, DEFAULT_STORE_DEFINITION)[0]?.amountUnits).toBe(25_000n)
      expect(reasons(dataset)).toEqual(['id used twice: “100” is also the id of another row of transactions; the one created last is kept'])
    }
  })

  it.each<[StoreTable, object, object]>([
    ...Object.entries({
      device_id: '6',
      product_name: 'N',
      product_sku: '378',
      category_name: 'C',
      amount: '2.51',
      status: 'refused',
      created_at: '01/02/2023 4:05:07',
      happened_at: '01/02/2023 4:05:07',
    }).map(([column, value]): [StoreTable, object, object] => ['transactions', SALE, { [column]: value }]),
    ['devices', DEVICE, { type: '2' }],
    ['devices', DEVICE, { store_id: '2' }],
    ...Object.entries({ name: 'N', address: 'A', city: 'B', country: 'C', typology: 'T', created_at: '01/02/2023', customer_id: '10' }).map(
      ([column, value]): [StoreTable, object, object] => ['stores', STORE, { [column]: value }],
    ),
  ])('are versions of one row of %s when %j and %j differ in any column', (table, row, change) => {
    const rows: [StoreTable, object][] = [
      ['devices', { ...DEVICE, id: '6' }],
      ['stores', { ...STORE, id: '2' }],
      ['stores', STORE],
      ['devices', DEVICE],
    ]
    const dataset = filled(...rows, [table, row], [table, { ...row, ...change }], [table, { ...row, ...change }])
    expect(storeSummary(dataset).rejectedByReason).toEqual([{ reason: 'id used twice', count: 1 }])
    expect(settle(dataset).counts[table].duplicates).toBe(table === 'transactions' ? 1 : 2)
  })

  it('leave no device behind whose store is unknown', () => {
    const { deviceRows, storeOfDevice } = settle(
      filled(['stores', STORE], ['devices', DEVICE], ['devices', { ...DEVICE, id: '6', store_id: '77' }]),
    )
    expect([...deviceRows]).toEqual([1, 0])
    expect([...storeOfDevice]).toEqual([0, -1])
  })

  it('do not slow reading down when a hundred thousand of them have one id', { timeout: 20_000 }, () => {
    const dataset = filled(['stores', STORE], ['devices', DEVICE])
    for (let cents = 0; cents < 100_000; cents += 1) {
      ingestStoreRow('transactions', { ...SALE, amount: String(cents / 100) }, dataset, { file: -1, line: cents, byte: cents })
    }
    expect(settle(dataset).counts.transactions).toEqual({ read: 100_000, accepted: 1, rejected: 99_999, duplicates: 0 })
    expect(topStores(dataset, DEFAULT_STORE_DEFINITION)[0]?.amountUnits).toBe(9_999_900n)
  })
})

describe('sums', () => {
  it('are told apart by a ten-thousandth beyond what a double can hold', () => {
    const dataset = filled(
      ['stores', STORE],
      ['devices', DEVICE],
      ['stores', { ...STORE, id: '2' }],
      ['devices', { ...DEVICE, id: '6', store_id: '2' }],
    )
    for (let at = 0; at < 4_000; at += 1) {
      const [device_id, last] = at % 2 === 0 ? ['5', '999999999.9998'] : ['6', '999999999.9999']
      ingestStoreRow('transactions', { ...SALE, id: String(at), device_id, amount: at < 2 ? last : '999999999.9999' }, dataset)
    }
    expect(topStores(dataset, DEFAULT_STORE_DEFINITION).map(({ storeId, amountUnits }) => [storeId, amountUnits])).toEqual([
      ['2', 19_999_999_999_998_000n],
      ['1', 19_999_999_999_997_999n],
    ])
  })
})

describe('a definition', () => {
  it('says what keeps it from being used', () => {
    expect(checkStoreDefinition(DEFAULT_STORE_DEFINITION)).toBeNull()
    expect(checkStoreDefinition({ ...DEFAULT_STORE_DEFINITION, top: 1.5 })).toBe(
      '1.5 is not a value of top (expected a whole number of 0 or more).',
    )
    // `as`: what a link may hold.
    expect(checkStoreDefinition({ ...DEFAULT_STORE_DEFINITION, shareOf: 'x' as 'count' })).toBe(
      '“x” is not a value of shareOf (expected count or amount).',
    )
    expect(() => topStores(createStoreDataset(), { ...DEFAULT_STORE_DEFINITION, top: -1 })).toThrow(RangeError)
  })
})
